/** Runs a command from the command palette, as a user does. */
import { PATIENCE } from './eyes.mjs';

/**
 * A window that is still starting loses keys and lists few commands, so this retries until the command is listed, with growing
 * pauses on a busy machine.
 */
export async function runFromPalette(page, command) {
  for (let timeout = 3_000; ; timeout *= 2) {
    await page.keyboard.press('F1');
    const widget = page.locator('.quick-input-widget');
    try {
      await widget.waitFor({ timeout });
      await page.keyboard.type(command);
      const row = widget.locator('.monaco-list-row', { hasText: command }).first();
      await row.waitFor({ timeout });
      await row.click();
      return;
    } catch (error) {
      if (timeout > PATIENCE) throw error;
      await page.keyboard.press('Escape');
    }
  }
}
