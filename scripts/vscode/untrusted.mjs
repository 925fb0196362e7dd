/** Looks from outside, as a user would, at what the installed extension does in a workspace that nobody trusts. */
import { join } from 'node:path';
import { launchBrowser } from './browser.mjs';
import { startCodeServer } from './code-server.mjs';
import { writeSettings } from './session.mjs';

/** VS Code trusts whatever tests run in, so this cannot be asked from inside. Returns the result of one test. */
export async function testUntrusted({ folder, serverDataDir, extensionsDir, screenshots }) {
  const start = Date.now();
  const result = { name: 'nothing is generated in an untrusted workspace' };
  await writeSettings(serverDataDir, {
    'security.workspace.trust.enabled': true,
    'security.workspace.trust.startupPrompt': 'never',
    'security.workspace.trust.banner': 'never',
  });
  const server = await startCodeServer({ serverDataDir, extensionsDir, trust: false });
  const browser = await launchBrowser();
  const { page } = browser;
  try {
    await page.goto(`${server.url}?folder=${encodeURIComponent(folder)}`);
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
  } catch (error) {
    result.error = `${error.message}\n${server.output}`;
    await page.screenshot({ path: join(screenshots, 'failed-untrusted.png') });
  } finally {
    await browser.close();
    await server.stop();
  }
  return { ...result, milliseconds: Date.now() - start };
}
