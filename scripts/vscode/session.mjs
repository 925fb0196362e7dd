/** One run of a suite in one VS Code: starts it on a folder, waits for the results, and ends it. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openBridge } from './bridge.mjs';
import { launchBrowser } from './browser.mjs';
import { installVsix, startCodeServer } from './code-server.mjs';
import { desktopPage, installVsixOnDesktop, openDesktop, runDesktopTests, writeDesktopSettings } from './desktop.mjs';
import { eyesOn } from './eyes.mjs';
import { freePort } from './free-port.mjs';

/** The settings of every session, so that only the extension changes what is on the screen. */
const SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'editor.minimap.enabled': false,
  'editor.cursorBlinking': 'solid',
  'workbench.reduceMotion': 'on',
  'editor.fontFamily': "'DejaVu Sans Mono', Menlo, Consolas, monospace",
  'files.autoSave': 'off',
  'window.confirmBeforeClose': 'never',
  'window.dialogStyle': 'custom',
  'files.simpleDialog.enable': true,
  'chat.disableAIFeatures': true,
};

/**
 * Runs the suite `tests` (a bundled CommonJS file with `run()`) on `folder`, with the extension of the folder `extension`
 * under development: in the desktop VS Code `executable`, or without one in the workbench of code-server. Returns the
 * results of the tests.
 */
export async function runSuite({ executable, screenshots, onTest, env = {}, timeout = 14_400_000, ...session }) {
  const opened = {};
  const bridge = await openBridge(
    eyesOn(() => opened.page, screenshots),
    onTest,
  );
  const environment = { ...env, CHOREO_TEST_BRIDGE: bridge.url };
  const host = executable
    ? await startDesktopTests({ ...session, executable, env: environment })
    : await startWorkbenchTests({ ...session, env: environment });
  opened.page = host.page;
  // Whoever asks for the page gets the error.
  host.page.catch(() => undefined);
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`The suite did not finish within ${timeout} ms.\n${host.said()}`));
    }, timeout);
  });
  try {
    return await Promise.race([bridge.results, late, host.failed]);
  } finally {
    clearTimeout(timer);
    await host.close();
    bridge.close();
  }
}

async function startWorkbenchTests({ folder, extension, tests, serverDataDir, extensionsDir, env }) {
  await writeSettings(serverDataDir);
  const browser = await launchBrowser();
  const { page } = browser;
  const server = await startCodeServer({ serverDataDir, extensionsDir, tests: true, env });
  const said = [];
  page.on('console', message => said.push(message.text()));
  // If its address names tests, the workbench looks for these two.
  await page.exposeFunction('codeAutomationLog', (_kind, args) => said.push(args.map(String).join(' ')));
  await page.exposeFunction('codeAutomationExit', () => undefined);
  const remote = path => `vscode-remote://${server.authority}${path}`;
  const payload = [
    ['extensionDevelopmentPath', remote(extension)],
    ['extensionTestsPath', remote(tests)],
  ];
  await page.goto(addressOf(server, folder, payload));
  return {
    page: Promise.resolve(page),
    failed: new Promise(() => undefined),
    said: () => `${said.slice(-40).join('\n')}\n${server.output}`,
    async close() {
      await browser.close();
      await server.stop();
    },
  };
}

async function startDesktopTests({ serverDataDir, ...session }) {
  await writeDesktopSettings(serverDataDir, SETTINGS);
  const port = await freePort();
  const running = runDesktopTests({ ...session, serverDataDir, port });
  return {
    page: desktopPage(port),
    // A failed test is known already; an end of VS Code without results is not.
    failed: running.then(
      () => new Promise(() => undefined),
      error => new Promise((_, reject) => setTimeout(() => reject(error), 2_000)),
    ),
    said: () => '',
    close: () => running.catch(() => undefined),
  };
}

/** Opens VS Code as a user does, without tests inside. Without `trust` the folder is not trusted yet. */
export async function openAsUser({ executable, folder, serverDataDir, extensionsDir, trust }) {
  const settings = {
    'security.workspace.trust.enabled': !trust,
    'security.workspace.trust.startupPrompt': 'never',
    'security.workspace.trust.banner': 'never',
  };
  if (executable) {
    await writeDesktopSettings(serverDataDir, { ...SETTINGS, ...settings });
    return openDesktop(executable, { folder, serverDataDir, extensionsDir });
  }
  await writeSettings(serverDataDir, settings);
  const server = await startCodeServer({ serverDataDir, extensionsDir, trust });
  const browser = await launchBrowser();
  await browser.page.goto(addressOf(server, folder));
  return {
    page: browser.page,
    async close() {
      await browser.close();
      await server.stop();
    },
  };
}

export async function installExtension({ executable, vsix, ...folders }) {
  await (executable ? installVsixOnDesktop(executable, vsix, folders) : installVsix(vsix, folders));
}

/** The address at which the workbench of a server shows a folder; `payload` has further parameters. */
export function addressOf(server, folder, payload = []) {
  return `${server.url}?folder=${encodeURIComponent(folder)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

/** In a browser, the workbench keeps the user's settings in the server's data folder, beside those of the machine. */
export async function writeSettings(serverDataDir, settings = {}) {
  for (const scope of ['User', 'Machine']) {
    const dir = join(serverDataDir, 'data', scope);
    await mkdir(dir, { recursive: true });
    await writeFile(join(dir, 'settings.json'), JSON.stringify({ ...SETTINGS, ...settings }, null, 2));
  }
}
