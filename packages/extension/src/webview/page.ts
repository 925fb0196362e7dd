/** The parts of the page, by the ids in its HTML. */
import { part } from './element.ts';
import { showFailure as sayFailure } from './messages.ts';

export { onBannerAction, showBanner } from './messages.ts';

export const viewport = part('viewport');
export const canvas = part('canvas');
const waiting = part('waiting');

export function onButton(id: string, pressed: () => void): void {
  part(id).addEventListener('click', pressed);
}

export function showButton(id: string, visible: boolean): void {
  part(id).hidden = !visible;
}

export function pressButton(id: string, pressed: boolean): void {
  part(id).setAttribute('aria-pressed', String(pressed));
}

/** Shows an error above the picture, and marks the picture as stale. */
export function showFailure(message: string | undefined): void {
  sayFailure(message);
  canvas.classList.toggle('stale', message !== undefined);
  if (message !== undefined) waiting.hidden = true;
}

/** Replaces the previous drawing. */
export function showSvg(svg: string): void {
  waiting.hidden = true;
  canvas.innerHTML = svg;
}
