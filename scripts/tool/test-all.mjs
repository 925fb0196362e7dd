/** All of `npm test`, stage after stage; the last line counts the tests of all of them. Stops at the first that fails. */
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './root.mjs';
import { CommandFailed, run } from './run.mjs';

const unitResults = join(root, 'dist', 'test', 'unit.json');
const vscodeResults = join(root, 'dist', 'test', 'vscode.json');

const stages = [
  ['Build', () => run('node', ['scripts/build.mjs'])],
  ['Lint', () => run('oxlint', ['--deny-warnings'])],
  ['Format', () => run('prettier', ['--check', '--log-level=warn', '.'])],
  ['Types', () => run('tsc', ['--noEmit', '-p', 'tsconfig.json'])],
  [
    'Unit tests',
    () => run('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${unitResults}`]),
  ],
  ['VS Code', () => run('node', ['scripts/test-vscode.mjs'])],
];

let failure;
await Promise.all([unitResults, vscodeResults].map(file => rm(file, { force: true })));
for (const [name, stage] of stages) {
  const start = performance.now();
  console.log(`\n── ${name} ${'─'.repeat(Math.max(0, 70 - name.length))}`);
  try {
    await stage();
    console.log(`${name}: fine (${((performance.now() - start) / 1000).toFixed(1)} s)`);
  } catch (error) {
    failure = name;
    // What failed has said why; anything else is a fault of this script.
    console.error(error instanceof CommandFailed ? `${name}: failed.` : error);
    break;
  }
}

const unit = await readFile(unitResults, 'utf8').then(JSON.parse, () => undefined);
const inVscode = await readFile(vscodeResults, 'utf8').then(JSON.parse, () => undefined);
const passed = (unit?.numPassedTests ?? 0) + (inVscode?.passed ?? 0);
let failed = (unit?.numFailedTests ?? 0) + (inVscode?.failed ?? 0);
// A stage that is no test, or that fell before its tests could be counted.
if (failure && failed === 0) failed = 1;
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failure ? 1 : 0;
