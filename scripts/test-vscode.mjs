/** Runs the suite of packages/extension/test/vscode in a real VS Code. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './tool/root.mjs';
import { ensureCodeServer } from './vscode/code-server.mjs';
import { runInWorkbench, screenshotFolder } from './vscode/session.mjs';
import { build } from 'esbuild';

await ensureCodeServer();
await build({ entryPoints: [join(root, 'packages/extension/test/vscode/suite.ts')], bundle: true, platform: 'node', format: 'cjs', external: ['vscode'], outfile: join(root, 'dist/test/suite.cjs') });
const scratch = await mkdtemp(join(tmpdir(), 'choreo-vscode-'));
const folder = join(scratch, 'workspace');
await mkdir(folder);
await writeFile(join(folder, 'a.choreo'), 'choreography A\n');
const results = await runInWorkbench({ folder, extension: root, tests: join(root, 'dist/test/suite.cjs'), scratch, extensionsDir: join(scratch, 'ext'), screenshots: screenshotFolder, onTest: e => console.log(e), timeout: 60000 });
console.log(results);
await rm(scratch, { recursive: true });
