/** One run of tests in one VS Code: starts it on a folder, waits for the suite's results, and ends it. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../tool/root.mjs';
import { openBridge } from './bridge.mjs';
import { launchBrowser } from './browser.mjs';
import { startCodeServer } from './code-server.mjs';
import { eyesOn } from './eyes.mjs';

/** What every session is set to, so that nothing but the extension moves on the screen. */
export const SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'editor.minimap.enabled': false,
  'editor.fontFamily': "'DejaVu Sans Mono', Menlo, Consolas, monospace",
  'files.autoSave': 'off',
  'window.confirmBeforeClose': 'never',
  'chat.disableAIFeatures': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
};

/**
 * Runs the suite `tests` (a bundled CommonJS file with `run()`) in the browser workbench on `folder`, with the extension
 * of the folder `extension` under development. Returns the results of the tests.
 */
export async function runInWorkbench({
  folder,
  extension,
  tests,
  serverDataDir,
  extensionsDir,
  env = {},
  screenshots,
  onTest,
  timeout = 300_000,
}) {
  await writeSettings(serverDataDir);
  const browser = await launchBrowser();
  const bridge = await openBridge(eyesOn(browser.page, screenshots), onTest);
  const server = await startCodeServer({
    serverDataDir,
    extensionsDir,
    tests: true,
    env: { ...env, CHOREO_TEST_BRIDGE: bridge.url },
  });
  try {
    const remote = path => `vscode-remote://${server.authority}${path}`;
    const payload = [
      ['extensionDevelopmentPath', remote(extension)],
      ['extensionTestsPath', remote(tests)],
    ];
    const address = `${server.url}?folder=${encodeURIComponent(folder)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
    const said = [];
    browser.page.on('console', message => said.push(message.text()));
    await browser.page.exposeFunction('codeAutomationLog', (_kind, args) => said.push(args.map(String).join(' ')));
    await browser.page.exposeFunction('codeAutomationExit', () => undefined);
    await browser.page.goto(address);
    const late = new Promise((_, reject) => {
      setTimeout(async () => {
        await browser.page.screenshot({ path: join(screenshots, 'stuck.png') }).catch(() => undefined);
        reject(
          new Error(`The suite did not finish within ${timeout} ms.\n${said.slice(-40).join('\n')}\n${server.output}`),
        );
      }, timeout).unref();
    });
    return await Promise.race([bridge.results, late]);
  } finally {
    await browser.close();
    await server.stop();
    bridge.close();
  }
}

/** Of the machine (server) and of the user; the workbench in a browser keeps the user's in the server's data folder. */
export async function writeSettings(serverDataDir, settings = {}) {
  for (const scope of ['User', 'Machine']) {
    const dir = join(serverDataDir, 'data', scope);
    await mkdir(dir, { recursive: true });
    await writeFile(join(dir, 'settings.json'), JSON.stringify({ ...SETTINGS, ...settings }, null, 2));
  }
}

export const screenshotFolder = join(root, '.vscode-test', 'screenshots');
