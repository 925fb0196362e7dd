/** What the model says of what a message carries, under its name. */
import { messageText, shortContentsText } from '@choreo/analysis';
import type { Emission, Entry } from '@choreo/model';
import { soft, type Line } from '../picture.ts';

export function contentsLines({ contents }: Emission | Entry): readonly Line[] {
  const text = shortContentsText(contents);
  return text === '' ? [] : [soft(text)];
}

/** Of an emission that has no arrow. */
export function mentionText({ message, multiplicity, after }: Emission): string {
  return messageText(message, multiplicity) + (after ? ` after ${after.text}` : '');
}
