/** Runs a command from the command palette, as a user does. */
import { PATIENCE } from './eyes.mjs';

/** A window that is still starting swallows keys and lists few commands, so this tries until the command is listed. */
export async function runFromPalette(page, command) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    await page.keyboard.press('F1');
    const widget = page.locator('.quick-input-widget');
    try {
      await widget.waitFor({ timeout: 3_000 });
      await page.keyboard.type(command);
      const row = widget.locator('.monaco-list-row', { hasText: command }).first();
      await row.waitFor({ timeout: 5_000 });
      await row.click();
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
      await page.keyboard.press('Escape');
    }
  }
}
