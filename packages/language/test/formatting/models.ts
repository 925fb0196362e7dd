/** The models of the repository, and ways to mistreat a text, for the tests of the formatter. */
import { readdirSync, readFileSync } from 'node:fs';
import { createChoreoCoreServices } from '@choreo/language';
import fc from 'fast-check';
import { EmptyFileSystem } from 'langium';

const repository = new URL('../../../../', import.meta.url);
const folders = ['examples/', 'packages/language/test/corpus/', 'packages/codegen/test/models/'];

/** The texts of all examples, of the corpus, and of the models that code is generated from. */
export const models: readonly string[] = folders.flatMap(folder =>
  readdirSync(new URL(folder, repository), { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.choreo'))
    .sort()
    .map(path => readFileSync(new URL(folder + path, repository), 'utf8')),
);

const { Lexer } = createChoreoCoreServices(EmptyFileSystem).choreo.parser;

/** The words, marks and comments of a text, in order. */
export function tokensOf(text: string): readonly { readonly image: string; readonly start: number }[] {
  const { tokens, hidden } = Lexer.tokenize(text);
  return [...tokens, ...hidden]
    .map(({ image, startOffset: start }) => ({ image, start }))
    .sort((a, b) => a.start - b.start);
}

/** The same as comparable text: the indentation within comments, and spaces at their ends, do not count. */
export function wordsOf(text: string): readonly string[] {
  return tokensOf(text).map(({ image }) => image.replaceAll(/[^\S\n]*\r?\n[^\S\n]*/g, '\n').trimEnd());
}

/** The text with other white space between its tokens. `choose` gets what stands there. */
export function respaced(text: string, choose: (gap: string, before: string) => string): string {
  let end = 0;
  let before = '';
  let result = '';
  for (const { image, start } of tokensOf(text)) {
    const gap = text.slice(end, start);
    result += (gap.trim() === '' ? choose(gap, before) : gap) + image;
    before = image;
    end = start + image.length;
  }
  return result + text.slice(end);
}

/** Draws one of these, again and again. */
export function drawing<T>(choices: readonly T[], draws: readonly number[]): () => T {
  let next = 0;
  return () => {
    const choice = choices[(draws[next++ % draws.length] ?? 0) % choices.length];
    if (choice === undefined) throw new Error('There is nothing to draw from');
    return choice;
  };
}

export const draws = fc.array(fc.nat(1000), { minLength: 30, maxLength: 200 });

/** Line breaks anywhere and nowhere; what ends a comment stays. */
export function rebroken(text: string, random: readonly number[]): string {
  const draw = drawing([' ', ' ', '  ', '\t', ' ', '\n', '\n', '\n    ', '\n\n\n', '\r\n'], random);
  return respaced(text, (gap, before) => (before.startsWith('//') ? `\n${draw()}` : draw() || gap));
}

/** Tokens left out, doubled and swapped. */
export function mistyped(text: string, random: readonly number[]): string {
  const tokens = tokensOf(text);
  const draw = drawing(tokens, random);
  let result = text;
  for (const [index, at] of [draw(), draw()].toSorted((a, b) => b.start - a.start).entries()) {
    const { image, start } = at;
    const replaced = ['', `${image} ${image}`, '💥', '{', '}', '-> '][(random[index] ?? 0) % 6] ?? '';
    result = result.slice(0, start) + replaced + result.slice(start + image.length);
  }
  return result;
}
