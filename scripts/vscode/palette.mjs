/** Runs a command from the command palette, as a user does. */

/** A window that is still starting swallows keys and lists few commands, so this tries until the command is listed. */
export async function runFromPalette(page, command) {
  for (let attempt = 0; ; attempt++) {
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
      if (attempt === 5) throw error;
      await page.keyboard.press('Escape');
    }
  }
}
