/** Runs the suite of packages/extension/test/vscode in a real VS Code. `npm run test:vscode`. */
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listFiles } from '@vscode/vsce';
import { root } from './tool/root.mjs';
import { run } from './tool/run.mjs';
import { testTrusted, testUntrusted } from './vscode/as-user.mjs';
import { ensureCodeServer } from './vscode/code-server.mjs';
import { desktopVscode } from './vscode/desktop.mjs';
import { installExtension, runSuite } from './vscode/session.mjs';

await run('node', ['scripts/package.mjs']);
const executable = process.argv.includes('--browser') ? undefined : await desktopVscode();
if (!executable) await ensureCodeServer();
const screenshots = join(root, '.vscode-test', 'screenshots');
await rm(screenshots, { recursive: true, force: true });
await mkdir(screenshots, { recursive: true });

const all = [];
const scratch = await mkdtemp(join(tmpdir(), 'choreo-vscode-'));
try {
  // Both at the same time: each mostly waits for a window to be drawn, which takes one core.
  await Promise.all([
    part('The extension under development', async () => {
      await runSuite({
        ...(await prepare('developed')),
        extension: await extensionWithEndlessVerifier(join(scratch, 'extension')),
        tests: join(root, 'dist/test/suite.cjs'),
        onTest: report,
      });
    }),
    part('The packaged extension, as a user has it', async () => {
      const installed = await prepare('installed');
      const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
      await installExtension({ ...installed, vsix: join(root, `dist/choreo-lang-${version}.vsix`) });
      for (const testFromOutside of [testTrusted, testUntrusted]) await testFromOutside(installed, report);
    }),
  ]);
} finally {
  // Processes of VS Code may still write. What remains is in the system's temporary folder, and no reason to fail.
  await rm(scratch, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }).catch(error => {
    console.warn(`Left behind: ${error.path ?? scratch}`);
  });
}

const failures = all.filter(({ error }) => error !== undefined).map(({ name }) => name);
const failed = failures.length;
const counts = { passed: all.length - failed, failed, failures };
await writeFile(join(root, 'dist/test/vscode.json'), JSON.stringify(counts));
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = failed > 0 || all.length === 0 ? 1 : 0;

/** A folder to work in, with the models of the suite and the examples, and the data folders of a separate VS Code. */
async function prepare(name) {
  const home = join(scratch, name);
  const folder = join(home, 'workspace');
  await cp(join(root, 'packages/extension/test/vscode/workspace'), folder, { recursive: true });
  await cp(join(root, 'examples'), join(folder, 'examples'), { recursive: true });
  return {
    executable,
    folder,
    serverDataDir: join(home, 'data'),
    extensionsDir: join(home, 'extensions'),
    screenshots,
  };
}

/** The files of the package, but with a verifier that works on choreographies named `Endless` until it is stopped. */
async function extensionWithEndlessVerifier(folder) {
  for (const file of await listFiles({ cwd: root, dependencies: false })) {
    await cp(join(root, file), join(folder, file));
  }
  await cp(join(root, 'dist/test/endless-worker.cjs'), join(folder, 'dist/server/verification-worker.cjs'));
  return folder;
}

/** Runs the next part even if one fails; an error counts as a failure of the part. */
async function part(name, body) {
  console.log(name);
  try {
    await body();
  } catch (error) {
    report({ kind: 'test', name, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

function report(event) {
  if (event.kind === 'test') all.push(event);
  if (event.kind === 'host') console.log(`In ${event.version}:`);
  else if (event.error === undefined) console.log(`  ✓ ${event.name} (${event.milliseconds} ms)`);
  else console.log(`  ✗ ${event.name}\n${event.error.replace(/^/gm, '      ')}`);
}
