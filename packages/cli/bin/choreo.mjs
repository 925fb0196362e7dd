#!/usr/bin/env node
// Starts the built command: one file, whose compiled form Node keeps, so that it starts fast.
import { existsSync } from 'node:fs';
import module from 'node:module';
import { setFlagsFromString } from 'node:v8';

const built = new URL('../../../dist/cli/choreo.cjs', import.meta.url);
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 22 || (major === 22 && minor < 12)) {
  fail(
    `this is Node ${process.versions.node}, but 22.12 or newer is needed. \`npx choreo\` in the checkout brings its own.`,
  );
} else if (existsSync(built)) {
  module.enableCompileCache();
  // V8 would give new objects ever more room, which does not help: nearly all of them stay. Not as an argument for Node in the
  // first line, since not every `env` can split that.
  setFlagsFromString('--semi-space-growth-factor=1');
  await import(built.href);
} else {
  fail('the command is not built yet. Run `npm run build` first.');
}

function fail(message) {
  process.stderr.write(`choreo: ${message}\n`);
  process.exitCode = 2;
}
