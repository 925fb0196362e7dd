/** What the suite cannot do from inside VS Code: it sees and uses the workbench and webviews as a user does. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

/** A safety net: a busy machine may take many times as long as an idle one. */
export const PATIENCE = 1_200_000;

/** The requests of the suite (see `bridge.mjs`). `pageOf` resolves to the page of Playwright that shows the workbench. */
export function eyesOn(pageOf, screenshots) {
  return {
    async screenshot(name) {
      const page = await pageOf();
      await mkdir(screenshots, { recursive: true });
      await page.screenshot({ path: join(screenshots, `${name.replace(/[^\w-]+/g, '-')}.png`) });
    },

    /** Presses keys, as Playwright names them. */
    async press(keys) {
      const page = await pageOf();
      await page.keyboard.press(keys);
    },

    /** Types a text, character by character. */
    async type(text) {
      const page = await pageOf();
      await page.keyboard.type(text);
    },

    /** The rows of VS Code's quick pick, once its title contains a text. */
    async list(title) {
      const page = await pageOf();
      const widget = page.locator('.quick-input-widget', { hasText: title });
      await widget.waitFor({ timeout: PATIENCE });
      await widget.locator('.quick-input-list .monaco-list-row').first().waitFor({ timeout: PATIENCE });
      return widget.locator('.quick-input-list .monaco-list-row').evaluateAll(rows => rows.map(row => row.ariaLabel));
    },

    /** Chooses the row of the quick pick that contains a text. */
    async choose({ title, row }) {
      const page = await pageOf();
      const widget = page.locator('.quick-input-widget', { hasText: title });
      const chosen = widget.locator('.quick-input-list .monaco-list-row', { hasText: row }).first();
      await chosen.waitFor({ timeout: PATIENCE });
      // Without a retry: the list may be gone before Playwright has confirmed its click, and it would wait to repeat it.
      await chosen.click({ force: true, timeout: PATIENCE });
    },

    /** The full text of the notification that contains a text. */
    notification: async text => notificationIn(await pageOf(), text),

    /** The same, if it is visible now. */
    async notificationNow(text) {
      const page = await pageOf();
      if ((await messageWith(page, text).count()) === 0) throw new Error(`No message says ${text}.`);
      return notificationIn(page, text);
    },

    async answerNotification({ text, button }) {
      const page = await pageOf();
      const item = page.locator('.notification-list-item', { hasText: text }).first();
      await item.getByRole('button', { name: button }).click({ timeout: PATIENCE });
    },

    /** Attributes of all elements of the workbench that match a CSS selector now, as one object each. */
    async elements(selector) {
      const page = await pageOf();
      return page.locator(selector).evaluateAll(attributesOf);
    },

    /** The window loses the focus and gets it again; only in a browser. */
    async focusAgain() {
      const page = await pageOf();
      // Under test, a page always says that it has the focus. VS Code asks when the page becomes visible or hidden, too.
      await page.evaluate(() => {
        document.hasFocus = () => false;
        document.dispatchEvent(new Event('visibilitychange'));
      });
      await page.evaluate(() => {
        delete document.hasFocus;
        document.dispatchEvent(new Event('visibilitychange'));
      });
    },

    async click(selector) {
      const page = await pageOf();
      await page.locator(selector).first().click({ timeout: PATIENCE });
    },

    /** Waits until an element of a webview matches a CSS selector; returns the texts of all that do. */
    async webviewTexts(selector) {
      const frame = await frameWith(await pageOf(), selector);
      return frame.locator(selector).allInnerTexts();
    },

    /** Repeats an action, with growing pauses, until an element of a webview matches a CSS selector. */
    async untilWebviewShows(selector, action) {
      for (let patience = 10_000; ; patience *= 2) {
        try {
          await action();
          await frameWith(await pageOf(), selector, patience);
          return;
        } catch (error) {
          if (patience > PATIENCE) throw error;
        }
      }
    },

    /** Attributes of all elements of a webview that match, as one object each. */
    async webviewElements(selector) {
      const frame = await frameWith(await pageOf(), selector);
      return frame.locator(selector).evaluateAll(attributesOf);
    },

    async webviewClick(selector) {
      const frame = await frameWith(await pageOf(), selector);
      await frame.locator(selector).first().click({ timeout: PATIENCE });
    },

    /** Chooses an option, by its text, in a list of a webview. */
    async webviewSelect({ selector, label }) {
      const frame = await frameWith(await pageOf(), selector);
      await frame.locator(selector).first().selectOption({ label }, { timeout: PATIENCE });
    },

    /** The place and size, in pixels of the window, of the first element that matches a CSS selector. */
    async webviewBox(selector) {
      const frame = await frameWith(await pageOf(), selector);
      return frame.locator(selector).first().boundingBox();
    },
  };
}

/** Runs in the page. */
function attributesOf(elements) {
  return elements.map(element => ({
    text: element.textContent,
    ...Object.fromEntries(element.getAttributeNames().map(name => [name, element.getAttribute(name)])),
  }));
}

function messageWith(page, text) {
  return page.locator('.notification-list-item-message', { hasText: text });
}

async function notificationIn(page, text) {
  const message = messageWith(page, text).first();
  await message.waitFor({ timeout: PATIENCE });
  return message.innerText({ timeout: PATIENCE });
}

/** A webview is a frame in a frame, and the inner one has the document. Only its content shows which webview it is. */
async function frameWith(page, selector, patience = PATIENCE) {
  const end = Date.now() + patience;
  for (;;) {
    for (const frame of page.frames()) {
      if (!frame.parentFrame()?.parentFrame()) continue;
      // It may disappear meanwhile.
      const has = await frame.evaluate(wanted => document.querySelector(wanted) !== null, selector).catch(() => false);
      if (has) return frame;
    }
    if (Date.now() > end) throw new Error(`No webview shows anything that matches ${selector}.`);
    await new Promise(resolve => setTimeout(resolve, 200));
  }
}
