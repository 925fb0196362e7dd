/** What is to be seen inside a webview, whichever shows it. */
import assert from 'node:assert/strict';
import { askOutside } from './outside.ts';

/** The attributes and the text of elements inside a webview. */
export async function elements(selector: string): Promise<readonly Readonly<Record<string, string>>[]> {
  const found = await askOutside('webviewElements', selector);
  assert.ok(Array.isArray(found));
  return found;
}

export async function textsIn(selector: string): Promise<string> {
  return (await elements(selector)).map(({ text }) => text).join(' · ');
}

/** The same of the workbench around the webviews, as it is now. */
export async function outsideElements(selector: string): Promise<readonly Readonly<Record<string, string>>[]> {
  const found = await askOutside('elements', selector);
  assert.ok(Array.isArray(found));
  return found;
}
