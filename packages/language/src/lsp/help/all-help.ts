/** What each word of the language means, for hovers and completions. */
import { block, code } from '../hover/markdown.ts';
import type { RuleDocs } from '../rule-docs.ts';
import { claimHelp } from './claims.ts';
import { declarationHelp } from './declarations.ts';
import type { Help } from './help.ts';
import { reactionHelp } from './reactions.ts';
import { valueHelp } from './values.ts';

export const allHelp: readonly Help[] = [...declarationHelp, ...reactionHelp, ...claimHelp, ...valueHelp];

const byWord = Map.groupBy(
  allHelp.flatMap(help => help.of.split(' ').map(word => ({ word, help }))),
  ({ word }) => word,
);

/** `rule` and `node`: the rule of the grammar that the word stands in, and the type of the node that it makes there. */
export function helpOn(word: string, rule: string, node: string): Help | undefined {
  const all = (byWord.get(word) ?? []).map(({ help }) => help);
  return all.find(help => help.in.includes(node)) ?? all.find(help => help.in.includes(rule));
}

/** Of a word that an error keeps the parser from reading: if it means one thing only, or what it means most. */
export function likelyHelpOn(word: string): Help | undefined {
  return /^\w/.test(word) ? byWord.get(word)?.[0]?.help : undefined;
}

/**
 * Of words that stand together in a rule of the grammar, such as `at most`; `places`: the rule and the nodes that it makes.
 * Undefined if they mean nothing there.
 */
export function helpOnWords(words: string, places: ReadonlySet<string>): Help | undefined {
  const here = allHelp.filter(help => help.in.some(place => places.has(place)));
  const wanted = words.split(' ');
  const explains = (word: string, { of }: Help): boolean => of.split(' ').includes(word);
  const all = here.find(help => wanted.every(word => explains(word, help)));
  return all ?? wanted.map(word => here.find(help => explains(word, help))).find(help => help !== undefined);
}

export function helpText({ form, text, example, page }: Help, docs: RuleDocs): string {
  const url = docs.pageOf(page);
  const title = (page.split('#')[1] ?? page).replaceAll('-', ' ');
  return [
    code(form),
    '',
    text,
    ...(example === undefined ? [] : ['', block(example)]),
    ...(url === undefined ? [] : ['', `[More: ${title}](${url})`]),
  ].join('\n');
}
