/** Tests that are only possible from outside: the installed extension in a VS Code that runs no tests. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { eyesOn } from './eyes.mjs';
import { runFromPalette } from './palette.mjs';
import { openAsUser } from './session.mjs';

/** VS Code trusts every folder in which it runs tests, so this cannot be tested from inside. */
export function testUntrusted(session, report) {
  return testAsUser({ ...session, trust: false }, report, {
    'nothing is generated in an untrusted workspace': async (page, eyes) => {
      const before = await readdir(session.folder, { recursive: true });
      await page.getByText('Restricted Mode').first().waitFor();
      await runFromPalette(page, 'Choreo: Generate Services');
      await eyes.notification('not trusted');
      await eyes.screenshot('untrusted');
      const after = await readdir(session.folder, { recursive: true });
      if (after.length !== before.length) throw new Error(`Files appeared: ${after.join(', ')}`);
    },
  });
}

/** Only the contents of the package are there. Reloading the window would end tests inside it. */
export function testTrusted(session, report) {
  return testAsUser({ ...session, trust: true }, report, {
    'the packaged extension checks a file that is opened, and the page of a rule opens from the finding': openRulePage,
    'preview, run and simulator come back after the window was reloaded': reload,
  });
}

async function openRulePage(page, eyes) {
  await page.locator('.explorer-folders-view').getByText('mistake.choreo').dblclick();
  await page.locator('.squiggly-error').first().waitFor();
  // The next problem, wherever the cursor is, shows its message in place, with the link to its rule.
  await runFromPalette(page, 'Go to Next Problem (Error, Warning, Info)');
  await page.locator('.marker-widget a.code-link', { hasText: 'unknown-name' }).click();
  const headings = await eyes.webviewTexts('h1');
  if (!headings.join().includes('unknown-name')) throw new Error(`It opened ${headings.join()}.`);
  await eyes.screenshot('rule-page');
  await runFromPalette(page, 'View: Close All Editors');
}

async function reload(page, eyes) {
  const picture = '#canvas svg g.node';
  const step = '#run .step[aria-current]';
  const played = '#steps .step';
  await page.locator('.explorer-folders-view').getByText('verified').click();
  await page.locator('.explorer-folders-view').getByText('race.choreo').dblclick();
  await page.locator('.codelens-decoration', { hasText: 'show run' }).waitFor();
  await runFromPalette(page, 'Choreo: Open Preview to the Side');
  await eyes.webviewTexts(picture);
  await page.locator('.codelens-decoration', { hasText: 'show run' }).locator('a').click();
  await eyes.webviewTexts(step);
  await eyes.webviewClick('#run .step[data-step="2"]');
  await eyes.webviewTexts(`${step}[data-step="2"]`);
  // The palette gives the focus back to the panel, which may be after the list asks for it: VS Code then closes the list.
  await eyes.untilWebviewShows('.option', async () => {
    await runFromPalette(page, 'Choreo: Simulate');
    await eyes.choose({ title: 'Simulate which choreography?', row: 'Race' });
  });
  await eyes.webviewClick('.option');
  await eyes.webviewTexts(`${played}[data-step="1"]`);
  const look = async () => {
    const shown = [await eyes.webviewTexts(picture), await eyes.webviewTexts(played)];
    // It is behind the simulator.
    await page.locator('.tab', { hasText: 'Run: ' }).click();
    const current = await eyes.webviewTexts(`${step}[data-step="2"]`);
    await page.locator('.tab', { hasText: 'Simulator ' }).click();
    await eyes.webviewTexts(played);
    return JSON.stringify([...shown, current]);
  };
  const before = await look();
  // A mark that distinguishes the new window from the old one.
  await page.evaluate(() => document.body.setAttribute('data-before', 'true'));
  await runFromPalette(page, 'Developer: Reload Window');
  await page.locator('body:not([data-before]) .monaco-workbench').waitFor();
  const after = await look();
  if (after !== before) throw new Error(`It showed ${before}, and now ${after}.`);
  await eyes.screenshot('reloaded');
}

/** Runs tests one after the other in one window, and reports each as it ends. A failed test does not stop the others. */
async function testAsUser({ screenshots, ...session }, report, tests) {
  const { page, close } = await openAsUser(session);
  const eyes = eyesOn(() => page, screenshots);
  try {
    for (const [name, body] of Object.entries(tests)) {
      const start = Date.now();
      let error;
      try {
        await body(page, eyes);
      } catch (cause) {
        error = cause instanceof Error ? cause.message : String(cause);
        await page.screenshot({ path: join(screenshots, `failed-${name.replace(/\W+/g, '-')}.png`) });
      }
      report({ kind: 'test', name, error, milliseconds: Date.now() - start });
    }
  } finally {
    await close();
  }
}
