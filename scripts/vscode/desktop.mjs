/** Runs a desktop VS Code, if there is one and a screen, and controls it through its debugging port. */
import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath, runTests } from '@vscode/test-electron';
import { freePort } from './free-port.mjs';
import { root } from '../tool/root.mjs';
import { run } from '../tool/run.mjs';

export function hasScreen() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
}

/** The program to run, or `undefined`. `CHOREO_VSCODE` names one; otherwise the current version is downloaded, if possible. */
export async function desktopVscode() {
  if (process.env.CHOREO_VSCODE) return process.env.CHOREO_VSCODE;
  if (!hasScreen()) return undefined;
  try {
    const releases = 'https://update.code.visualstudio.com/api/releases/stable';
    const answer = await fetch(releases, { signal: AbortSignal.timeout(5_000) });
    if (!answer.ok) return undefined;
    return await downloadAndUnzipVSCode({ version: 'stable', cachePath: join(root, '.vscode-test', 'desktop') });
  } catch {
    return undefined;
  }
}

export async function installVsixOnDesktop(executable, vsix, { serverDataDir, extensionsDir }) {
  const [cli, ...args] = resolveCliArgsFromVSCodeExecutablePath(executable);
  await run(
    cli,
    [...args, `--user-data-dir=${serverDataDir}`, `--extensions-dir=${extensionsDir}`, '--install-extension', vsix],
    {
      quiet: true,
    },
  );
}

/** The arguments for the folders, and for a window that is controlled through `port`. */
function argumentsFor({ folder, serverDataDir, extensionsDir }, port) {
  return [
    folder,
    `--user-data-dir=${serverDataDir}`,
    `--extensions-dir=${extensionsDir}`,
    `--remote-debugging-port=${port}`,
    '--disable-updates',
    '--skip-welcome',
    '--skip-release-notes',
    '--no-sandbox',
  ];
}

/** Runs tests in it as `@vscode/test-electron` does. Returns when it has ended; the tests report for themselves. */
export async function runDesktopTests({ executable, extension, tests, env, port, ...folders }) {
  await runTests({
    vscodeExecutablePath: executable,
    extensionDevelopmentPath: extension,
    extensionTestsPath: tests,
    extensionTestsEnv: env,
    launchArgs: [...argumentsFor(folders, port), '--disable-workspace-trust'],
  });
}

/** Opens it as a user does. */
export async function openDesktop(executable, folders) {
  const port = await freePort();
  const program = spawn(executable, argumentsFor(folders, port), { stdio: 'ignore' });
  const ended = new Promise(resolve => program.once('exit', resolve));
  return {
    page: await desktopPage(port),
    async close() {
      program.kill();
      await ended;
    },
  };
}

export async function writeDesktopSettings(serverDataDir, settings) {
  await mkdir(join(serverDataDir, 'User'), { recursive: true });
  await writeFile(join(serverDataDir, 'User', 'settings.json'), JSON.stringify(settings, null, 2));
}

/** The workbench's window, as a page of Playwright. */
export async function desktopPage(port) {
  const { chromium } = await import('playwright-core');
  for (let attempt = 0; ; attempt++) {
    try {
      const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
      const pages = browser.contexts().flatMap(context => context.pages());
      const page = pages.find(candidate => candidate.url().startsWith('vscode-file:'));
      if (page) return page;
      await browser.close();
    } catch (error) {
      if (attempt > 1000) throw error;
    }
    if (attempt > 1000) throw new Error('The desktop VS Code shows no window.');
    await new Promise(resolve => setTimeout(resolve, 200));
  }
}
