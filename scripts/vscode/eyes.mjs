/** What the suite cannot do from inside VS Code: see and use the workbench and webviews as a user does. */
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

    /** The rows of the list that VS Code asks with, once its title contains a text. */
    async list(title) {
      const page = await pageOf();
      const widget = page.locator('.quick-input-widget', { hasText: title });
      await widget.waitFor({ timeout: PATIENCE });
      await widget.locator('.quick-input-list .monaco-list-row').first().waitFor({ timeout: PATIENCE });
      return widget.locator('.quick-input-list .monaco-list-row').evaluateAll(rows => rows.map(row => row.ariaLabel));
    },

    /** Chooses the row of that list whose text contains another. */
    async choose({ title, row }) {
      const page = await pageOf();
      const widget = page.locator('.quick-input-widget', { hasText: title });
      const chosen = widget.locator('.quick-input-list .monaco-list-row', { hasText: row }).first();
      await chosen.waitFor({ timeout: PATIENCE });
      // Once: the list may be gone before Playwright has made sure of its click, which it would then wait to repeat.
      await chosen.click({ force: true, timeout: PATIENCE });
    },

    /** The whole text of the notification that contains one. */
    notification: async text => notificationIn(await pageOf(), text),

    /** The same where it is to be seen now. */
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

    async click(selector) {
      const page = await pageOf();
      await page.locator(selector).first().click({ timeout: PATIENCE });
    },

    /** Waits until an element of a webview matches a CSS selector; returns the texts of all that do. */
    async webviewTexts(selector) {
      const frame = await frameWith(await pageOf(), selector);
      return frame.locator(selector).allInnerTexts();
    },

    /** Does something again where it fails, with more and more patience, until an element of a webview matches a CSS selector. */
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

    /** Chooses from a list of a webview, by the text of what is chosen. */
    async webviewSelect({ selector, label }) {
      const frame = await frameWith(await pageOf(), selector);
      await frame.locator(selector).first().selectOption({ label }, { timeout: PATIENCE });
    },

    /** Lets a CSS selector's first element tell where it is and how large, in pixels of the window. */
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

/** A webview is a frame in a frame, of which the inner one holds the document; whose it is shows in what is in it. */
async function frameWith(page, selector, patience = PATIENCE) {
  const end = Date.now() + patience;
  for (;;) {
    for (const frame of page.frames()) {
      if (!frame.parentFrame()?.parentFrame()) continue;
      // It may go while it is asked.
      const has = await frame.evaluate(wanted => document.querySelector(wanted) !== null, selector).catch(() => false);
      if (has) return frame;
    }
    if (Date.now() > end) throw new Error(`No webview shows anything that matches ${selector}.`);
    await new Promise(resolve => setTimeout(resolve, 200));
  }
}
