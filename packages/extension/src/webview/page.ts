/** The parts of the page, by the ids that its HTML gives them. */
import type { Banner } from '../preview/protocol.ts';

export const viewport = part('viewport');
export const canvas = part('canvas');
const banner = part('banner');
const failure = part('failure');
const waiting = part('waiting');

function part(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The page has no element ${id}.`);
  return element;
}

export function onButton(id: string, pressed: () => void): void {
  part(id).addEventListener('click', pressed);
}

export function showButton(id: string, visible: boolean): void {
  part(id).hidden = !visible;
}

export function pressButton(id: string, pressed: boolean): void {
  part(id).setAttribute('aria-pressed', String(pressed));
}

/** `undefined` takes it away. */
export function showBanner(content: Banner | undefined): void {
  banner.hidden = content === undefined;
  const [text, action] = [banner.querySelector('span'), banner.querySelector('button')];
  if (text) text.textContent = content?.text ?? '';
  if (action) {
    action.hidden = content?.action === undefined;
    action.textContent = content?.action ?? '';
  }
}

export function onBannerAction(pressed: () => void): void {
  banner.querySelector('button')?.addEventListener('click', pressed);
}

export function showFailure(message: string | undefined): void {
  failure.hidden = message === undefined;
  failure.textContent = message ?? '';
  canvas.classList.toggle('stale', message !== undefined);
  if (message !== undefined) waiting.hidden = true;
}

/** Puts the drawing in the place of the one before. */
export function showSvg(svg: string): void {
  waiting.hidden = true;
  canvas.innerHTML = svg;
}
