/** Looks from outside, as a user would, at what the installed extension does in a workspace that nobody trusts. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openUntrusted } from './session.mjs';

/** VS Code trusts whatever tests run in, so this cannot be asked from inside. Returns the result of one test. */
export async function testUntrusted({ screenshots, ...session }) {
  const start = Date.now();
  const name = 'nothing is generated in an untrusted workspace';
  const before = await readdir(session.folder, { recursive: true });
  const { page, close } = await openUntrusted(session);
  let error;
  try {
    await page.getByText('Restricted Mode').first().waitFor();
    await page.keyboard.press('F1');
    await page.keyboard.type('Choreo: Generate Services');
    await page.locator('.quick-input-list').getByText('Choreo: Generate Services').first().waitFor();
    await page.keyboard.press('Enter');
    await page
      .locator('.notification-list-item-message', { hasText: /not trusted/ })
      .first()
      .waitFor();
    await page.screenshot({ path: join(screenshots, 'untrusted.png') });
    const after = await readdir(session.folder, { recursive: true });
    if (after.length !== before.length) throw new Error(`Files appeared: ${after.join(', ')}`);
  } catch (cause) {
    error = cause instanceof Error ? cause.message : String(cause);
    await page.screenshot({ path: join(screenshots, 'failed-untrusted.png') });
  } finally {
    await close();
  }
  return { name, error, milliseconds: Date.now() - start };
}
