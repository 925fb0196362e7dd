/** Runs a real VS Code without a desktop: the workbench and server inside the npm package code-server. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from './free-port.mjs';
import { root } from '../tool/root.mjs';
import { run } from '../tool/run.mjs';

const VERSION = '4.139.1';
const home = join(root, '.vscode-test', `code-server-${VERSION}`);
const vscode = join(home, 'node_modules', 'code-server', 'lib', 'vscode');
const serverMain = join(vscode, 'out', 'server-main.js');

/**
 * Installs it once, outside the workspace's lockfile; the package's own shrinkwrap pins its dependencies. Returns the
 * version of VS Code.
 */
export async function ensureCodeServer() {
  if (!existsSync(serverMain)) {
    console.log(`Installing code-server ${VERSION} into .vscode-test/ (once; about 480 MB) …`);
    const unfinished = `${home}.${process.pid}`;
    await mkdir(unfinished, { recursive: true });
    await writeFile(join(unfinished, 'package.json'), '{ "private": true }\n');
    const quiet = ['--ignore-scripts', '--no-package-lock', '--no-audit', '--no-fund', '--loglevel=error'];
    await run('npm', ['install', `code-server@${VERSION}`, '--omit=optional', ...quiet], { cwd: unfinished });
    const inside = join(unfinished, 'node_modules', 'code-server', 'lib', 'vscode');
    await run('npm', ['install', '--omit=dev', '--omit=optional', ...quiet], { cwd: inside });
    // Only a complete installation gets the final name.
    await rm(home, { recursive: true, force: true });
    await rename(unfinished, home);
  }
  return JSON.parse(await readFile(join(vscode, 'package.json'), 'utf8')).version;
}

/** Puts a .vsix into a folder of extensions, as `code --install-extension` does. */
export async function installVsix(vsix, { extensionsDir, serverDataDir }) {
  await run(
    process.execPath,
    [
      serverMain,
      '--install-extension',
      vsix,
      '--extensions-dir',
      extensionsDir,
      '--server-data-dir',
      serverDataDir,
      '--accept-server-license-terms',
    ],
    { quiet: true },
  );
}

/**
 * Starts the server on the loopback interface. `env` reaches the extension host. `tests` lets the address of the
 * workbench name tests to run; `trust: false` leaves workspaces untrusted until the user trusts them.
 */
export async function startCodeServer({ extensionsDir, serverDataDir, env = {}, tests = false, trust = true, log }) {
  const port = await freePort();
  const args = [
    serverMain,
    '--without-connection-token',
    '--accept-server-license-terms',
    '--disable-telemetry',
    '--host=127.0.0.1',
    `--port=${port}`,
    `--server-data-dir=${serverDataDir}`,
    `--extensions-dir=${extensionsDir}`,
    ...(tests ? ['--enable-smoke-test-driver'] : []),
    ...(trust ? ['--disable-workspace-trust'] : []),
  ];
  const server = spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const keep = chunk => {
    output += chunk;
    log?.(String(chunk));
  };
  server.stdout.on('data', keep);
  server.stderr.on('data', keep);
  const ended = new Promise(resolve => server.once('exit', resolve));
  const url = `http://127.0.0.1:${port}/`;
  await answering(url, server, () => output);
  return {
    url,
    authority: `127.0.0.1:${port}`,
    get output() {
      return output;
    },
    async stop() {
      server.kill('SIGTERM');
      const timer = setTimeout(() => server.kill('SIGKILL'), 60_000);
      await ended;
      clearTimeout(timer);
    },
  };
}

async function answering(url, server, output) {
  for (let attempt = 0; attempt < 3000; attempt++) {
    if (server.exitCode !== null) throw new Error(`The VS Code server ended with ${server.exitCode}:\n${output()}`);
    try {
      const response = await fetch(`${url}version`, { signal: AbortSignal.timeout(20_000) });
      if (response.ok) return;
    } catch {
      // Not up yet.
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  server.kill('SIGKILL');
  throw new Error(`The VS Code server did not answer:\n${output()}`);
}
