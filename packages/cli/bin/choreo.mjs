#!/usr/bin/env -S node --max-semi-space-size=16
// Starts the built command: one file, whose compiled form Node keeps, so that it starts fast. V8 gives
// new objects more room than helps, since nearly all of them stay: half of what they need takes far less memory.
import { existsSync } from 'node:fs';
import module from 'node:module';

const built = new URL('../../../dist/cli/choreo.cjs', import.meta.url);
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 22 || (major === 22 && minor < 12)) {
  fail(
    `this is Node ${process.versions.node}, but 22.12 or newer is needed. \`npx choreo\` in the checkout brings its own.`,
  );
} else if (existsSync(built)) {
  module.enableCompileCache();
  await import(built.href);
} else {
  fail('the command is not built yet. Run `npm run build` first.');
}

function fail(message) {
  process.stderr.write(`choreo: ${message}\n`);
  process.exitCode = 2;
}
