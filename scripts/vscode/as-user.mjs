/** Tests that can only be made from outside: the installed extension in a VS Code that runs no tests. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { eyesOn } from './eyes.mjs';
import { runFromPalette } from './palette.mjs';
import { openAsUser } from './session.mjs';

/** Whatever VS Code runs tests in, it trusts, so this cannot be asked from inside. */
export function testUntrusted(session) {
  return testAsUser(
    'nothing is generated in an untrusted workspace',
    { ...session, trust: false },
    async (page, eyes) => {
      const before = await readdir(session.folder, { recursive: true });
      await page.getByText('Restricted Mode').first().waitFor();
      await runFromPalette(page, 'Choreo: Generate Services');
      await eyes.notification('not trusted');
      await eyes.screenshot('untrusted');
      const after = await readdir(session.folder, { recursive: true });
      if (after.length !== before.length) throw new Error(`Files appeared: ${after.join(', ')}`);
    },
  );
}

/** Loading the window anew would end the tests inside it. */
export function testReload(session) {
  const picture = '#canvas svg g.node';
  const step = '#run .step[aria-current]';
  const played = '#steps .step';
  return testAsUser(
    'preview, run and simulator come back after the window was reloaded',
    { ...session, trust: true },
    async (page, eyes) => {
      await page.locator('.explorer-folders-view').getByText('verified').click();
      await page.locator('.explorer-folders-view').getByText('race.choreo').dblclick();
      await page.locator('.codelens-decoration', { hasText: 'show run' }).waitFor();
      await runFromPalette(page, 'Choreo: Open Preview to the Side');
      await eyes.webviewTexts(picture);
      await page.locator('.codelens-decoration', { hasText: 'show run' }).locator('a').click();
      await eyes.webviewTexts(step);
      await eyes.webviewClick('#run .step[data-step="2"]');
      await eyes.webviewTexts(`${step}[data-step="2"]`);
      // What the step shows may come late, and take the focus from a list that waits for an answer: VS Code then closes it.
      await eyes.untilWebviewShows('.option', async () => {
        await runFromPalette(page, 'Choreo: Simulate');
        await eyes.choose({ title: 'Simulate which choreography?', row: 'Race' });
      });
      await eyes.webviewClick('.option');
      await eyes.webviewTexts(`${played}[data-step="1"]`);
      const look = async () => {
        const shown = [await eyes.webviewTexts(picture), await eyes.webviewTexts(played)];
        // It stands behind the simulator.
        await page.locator('.tab', { hasText: 'Run: ' }).click();
        const current = await eyes.webviewTexts(`${step}[data-step="2"]`);
        await page.locator('.tab', { hasText: 'Simulator ' }).click();
        await eyes.webviewTexts(played);
        return JSON.stringify([...shown, current]);
      };
      const before = await look();
      // What tells the new window from the old one.
      await page.evaluate(() => document.body.setAttribute('data-before', 'true'));
      await runFromPalette(page, 'Developer: Reload Window');
      await page.locator('body:not([data-before]) .monaco-workbench').waitFor();
      const after = await look();
      if (after !== before) throw new Error(`It showed ${before}, and now ${after}.`);
      await eyes.screenshot('reloaded');
    },
  );
}

async function testAsUser(name, { screenshots, ...session }, body) {
  const start = Date.now();
  const { page, close } = await openAsUser(session);
  const eyes = eyesOn(() => page, screenshots);
  let error;
  try {
    await body(page, eyes);
  } catch (cause) {
    error = cause instanceof Error ? cause.message : String(cause);
    await page.screenshot({ path: join(screenshots, `failed-${name.replace(/\W+/g, '-')}.png`) });
  } finally {
    await close();
  }
  return { name, error, milliseconds: Date.now() - start };
}
