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
  return testAsUser(
    'the preview comes back after the window was reloaded',
    { ...session, trust: true },
    async (page, eyes) => {
      await page.locator('.explorer-folders-view').getByText('payments.choreo').dblclick();
      await page.locator('.view-line').getByText('Payments').first().waitFor();
      await runFromPalette(page, 'Choreo: Open Preview to the Side');
      const before = await eyes.webviewTexts(picture);
      // What tells the new window from the old one.
      await page.evaluate(() => document.body.setAttribute('data-before', 'true'));
      await runFromPalette(page, 'Developer: Reload Window');
      await page.locator('body:not([data-before]) .monaco-workbench').waitFor();
      const after = await eyes.webviewTexts(picture);
      if (after.join() !== before.join()) throw new Error(`It showed ${before.join()}, and now ${after.join()}.`);
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
