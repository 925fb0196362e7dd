/** Shows the status message and errors above the content of a page. */
import type { Banner } from '../panel/banner.ts';
import { part, withNames } from './element.ts';

const banner = part('banner');
const failure = part('failure');

/** `undefined` removes the message. */
export function showBanner(content: Banner | undefined): void {
  banner.hidden = content === undefined;
  const [text, action] = [banner.querySelector('span'), banner.querySelector('button')];
  text?.replaceChildren(...withNames(content?.text ?? ''));
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
}
