/** Whether a list opens by itself after a typed character. Everywhere else, only letters and the editor's command open it. */
import type { TextBefore } from './text-before.ts';

/** `>` is the end of `->`. The quote is for the codes of `@allow`. */
export const triggerCharacters: readonly string[] = [' ', '.', '@', '"', '>', '&', '|', '{', ','];

/** After these and a space, only names follow. */
const leading: ReadonlySet<string> = new Set(['on', 'emits', 'receives', '->', '&', '|', ',', '{']);

/** Whether the typed character is one that somebody waits behind: after a space, what stands before it decides. */
export function opensAfter(character: string | undefined, { prefix, tokens, gap }: TextBefore): boolean {
  if (character === undefined) return true;
  const last = tokens.at(-1);
  if (prefix !== '' || !last) return false;
  switch (character) {
    case ' ':
      // A second space is no wish for a list.
      return gap === ' ' && (leading.has(last.image) || joinsTriggers(tokens));
    case '>':
      return last.image === '->';
    default:
      return last.image === character;
  }
}

/** Behind the `and` or `or` of a trigger, where only another message follows; in a condition much more does. */
function joinsTriggers(tokens: TextBefore['tokens']): boolean {
  const images = tokens.map(({ image }) => image);
  const trigger = images.slice(images.lastIndexOf('on') + 1);
  return trigger.length < images.length && /^(?:\S+ (?:\. \S+ )?(?:and|or) ?)+$/.test(trigger.join(' '));
}

/** The rules whose braces hold names. Those of services and branches hold whole lines. */
const withNames: ReadonlySet<string> = new Set(['ContentsItem', 'CopiedFields', 'GivenField', 'PayloadEntry']);

/** Whether an offer of this rule of the grammar is among those that open by themselves. */
export function opensWith(rule: string, character: string | undefined, { tokens }: TextBefore): boolean {
  const opening = character !== undefined && tokens.at(-1)?.image === '{';
  return !opening || withNames.has(rule);
}
