/**
 * All of `npm test`. A stage that fails does not stop the others. The end lists the failed stages and tests, and the last line counts
 * the tests of all stages.
 */
import { readFile, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { root } from './root.mjs';
import { CommandFailed, run } from './run.mjs';

const unitResults = join(root, 'dist', 'test', 'unit.json');
const vscodeResults = join(root, 'dist', 'test', 'vscode.json');

const unitTests = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${unitResults}`];

/** The result of a stage: `error` if it failed, `seconds` from its start to its end. */
async function stage(name, command, args, how) {
  const start = performance.now();
  let output = '';
  let error;
  try {
    output = await run(command, args, how);
  } catch (cause) {
    error = cause;
  }
  return { name, output, error, seconds: (performance.now() - start) / 1000 };
}

const outcomes = [];

/** Prints the result of a stage, and its output if it was held back. */
function tell({ name, output, error, seconds }) {
  if (output) console.log(output.trimEnd());
  // A failed program has said why; anything else is a bug of this script.
  if (error) console.error(error instanceof CommandFailed ? error.output.trimEnd() : error);
  console.log(`${name}: ${error ? 'failed' : 'fine'} (${seconds.toFixed(1)} s)`);
  outcomes.push({ name, error, seconds });
}

function heading(name) {
  console.log(`\n── ${name} ${'─'.repeat(Math.max(0, 70 - name.length))}`);
}

async function inTurn(name, command, args) {
  heading(name);
  tell(await stage(name, command, args));
}

await Promise.all([unitResults, vscodeResults].map(file => rm(file, { force: true })));
// Mostly waits for the network. If it fails, the stage that needs it tries again, and says why.
const fetched = stage('Fetch', 'node', ['scripts/tool/fetch-for-tests.mjs'], { capture: true });

await inTurn('Build', 'node', ['scripts/build.mjs']);
// The checks run beside the tests, since they take seconds of one core.
const checks = [
  stage('Lint', 'oxlint', ['--deny-warnings'], { capture: true }),
  stage('Format', 'oxfmt', ['--check'], { capture: true }),
  stage('Types', 'tsc', ['--noEmit', '-p', 'tsconfig.json'], { capture: true }),
];
await inTurn('Unit tests', 'vitest', unitTests);
heading('Lint, format, types');
for (const check of checks) tell(await check);
await fetched;
await inTurn('VS Code', 'node', ['scripts/test-vscode.mjs']);

const unit = await readFile(unitResults, 'utf8').then(JSON.parse, () => undefined);
const inVscode = await readFile(vscodeResults, 'utf8').then(JSON.parse, () => undefined);
const failures = { 'Unit tests': failedUnits(unit), 'VS Code': inVscode?.failures ?? [] };

heading('Summary');
let failed = 0;
for (const { name, error, seconds } of outcomes) {
  const named = failures[name] ?? [];
  console.log(`${error ? '✗' : '✓'} ${name} (${seconds.toFixed(1)} s)`);
  for (const one of named) console.log(`    ✗ ${one}`);
  // A stage without tests, or one that failed outside of a test, counts as one failure.
  failed += error ? Math.max(1, named.length) : 0;
}
const passed = (unit?.numPassedTests ?? 0) + (inVscode?.passed ?? 0);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

/** Failed tests, and files that could not be run at all, by name. */
function failedUnits(results) {
  return (results?.testResults ?? []).flatMap(({ name, status, assertionResults }) => {
    const file = relative(root, name);
    const tests = assertionResults.filter(one => one.status === 'failed').map(one => `${file}: ${one.fullName}`);
    return status === 'failed' && tests.length === 0 ? [file] : tests;
  });
}
