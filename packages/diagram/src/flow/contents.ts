/** What the model says of what a message carries, under its name. */
import { contentsText, messageText } from '@choreo/analysis';
import type { Emission, Entry } from '@choreo/model';
import { soft, type Line } from '../picture.ts';

/** Of more fields only the tooltip tells. */
const mostFields = 2;

export function contentsLines({ contents }: Emission | Entry): readonly Line[] {
  return contents && contents.given.length <= mostFields ? [soft(contentsText(contents))] : [];
}

/** Of an emission that has no arrow. */
export function mentionText({ message, multiplicity, after }: Emission): string {
  return messageText(message, multiplicity) + (after ? ` after ${after.text}` : '');
}
