/** Opens a real VS Code in the browser with the extension and a copy of the examples: `npm run playground`. */
import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './tool/root.mjs';
import { run } from './tool/run.mjs';
import { ensureCodeServer, startCodeServer } from './vscode/code-server.mjs';
import { addressOf, writeSettings } from './vscode/session.mjs';

await run('node', ['scripts/build.mjs']);
const version = await ensureCodeServer();

const home = await mkdtemp(join(tmpdir(), 'choreo-playground-'));
const folder = join(home, 'choreo-examples');
const serverDataDir = join(home, 'data');
const extensionsDir = join(home, 'extensions');
await cp(join(root, 'examples'), folder, { recursive: true });
await writeSettings(serverDataDir);
// The extension as it is in the checkout, so that a build and a reload of the window show a change.
const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
await mkdir(extensionsDir, { recursive: true });
await symlink(root, join(extensionsDir, `${manifest.publisher}.${manifest.name}-${manifest.version}`), 'junction');

const server = await startCodeServer({ serverDataDir, extensionsDir });
const [first] = (await readdir(folder, { recursive: true })).filter(file => file.endsWith('.choreo')).sort();
const payload = first ? [['openFile', `vscode-remote://${server.authority}${join(folder, first)}`]] : [];
const url = addressOf(server, folder, payload);
console.log(
  `\nVS Code ${version} with Choreo and a copy of the examples: ${url}\nPress Ctrl+C to end it; the copy goes with it.`,
);
openBrowser(url);

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stop);

async function stop() {
  await server.stop();
  await rm(home, { recursive: true, force: true });
  process.exit(0);
}

/** Opens the address if there is a screen. A failure does no harm, since the address is printed as well. */
function openBrowser(address) {
  const hasScreen = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (!hasScreen || process.env.CI) return;
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', address]
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '""', address.replaceAll('&', '^&')]
        : ['xdg-open', address];
  spawn(command, args, { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
}
