/** No place of the grammar is missing in the table, nothing is offered that the parser refuses, and nothing is left out that it takes. */
import { GrammarAST } from 'langium';
import { expect, test } from 'vitest';
import { TestEditor } from '../support/editor.ts';
import { GrammarPlaces, anyName, nameOf } from './grammar.ts';
import { broken, conditions, files, header, headers, reactions, stories, top } from './places.ts';
import type { Place } from './places.ts';

const editor = await TestEditor.open({ ...files, 'a.choreo': header });
const { Grammar, parser } = editor.services.choreo;
const grammar = new GrammarPlaces(Grammar, parser.Lexer);

const all: readonly Place[] = [
  ...[...reactions, ...conditions, ...stories, ...top, ...broken].map(place => ({
    ...place,
    text: header + place.text,
  })),
  ...headers,
];
/** Not in a comment or a string, nor in the middle of a word. */
const between = all.filter(({ text }) => !/(?:\/\*.*|\/\/.*|[\w-])<\|>/.test(text) && !isInString(before(text)));

function before(text: string): string {
  return text.slice(0, text.indexOf('<|>'));
}

function isInString(text: string): boolean {
  return text.split('"').length % 2 === 0;
}

test('every place of the grammar is in the table', () => {
  const listed = new Set(between.flatMap(({ text }) => grammar.behind(before(text)).map(nameOf)));
  const missing = [...grammar.all().keys()].filter(name => !listed.has(name));
  expect(missing.sort()).toEqual([]);
  expect(listed.size).toBeGreaterThan(250);
});

const half = new Set(broken.map(({ text }) => header + text));

/** Those that can be read so far; the others are about texts with errors. */
const readable = between.filter(({ text }) => !half.has(text) && grammar.behind(before(text)).length > 0);

function syntaxErrorsIn(text: string): readonly string[] {
  const { lexerErrors, parserErrors } = parser.LangiumParser.parse(text);
  return [...lexerErrors, ...parserErrors].map(({ message }) => `${text}: ${message}`);
}

test('what is offered is text of the language', () => {
  const wrong = readable.flatMap(({ text, offers }) =>
    offers.flatMap(offer => {
      const whole = grammar.finished(before(text) + offer);
      if (whole.some(one => syntaxErrorsIn(one).length === 0)) return [];
      return [`${offer} at ${text}`, ...whole.flatMap(syntaxErrorsIn)];
    }),
  );
  expect(wrong).toEqual([]);
  expect(readable.length).toBeGreaterThan(200);
});

/** Signs that everybody types instead of choosing them, in any rule or in these. */
const typed = new Set(['}', ',', ':', '(', ')', '[', ']', '.', '..', '@']);
const typedIn = new Set(['Type', 'Field', 'Sign', 'SignedNumber', 'SignedNumeral', 'InitialValue', 'Annotation']);

/** The words of the grammar that can stand at the cursor, behind an `@` aside: it is there for a name. */
function wordsAt(text: string): ReadonlySet<string> {
  const words = grammar.behind(before(text)).flatMap(({ slot: { element, rule } }) => {
    if (!GrammarAST.isKeyword(element)) return [];
    const { value } = element;
    return typed.has(value) || rule.name === 'AnnotationArgument' || (typedIn.has(rule.name) && !/^[a-z]/.test(value))
      ? []
      : [value];
  });
  return new Set(before(text).endsWith('@') ? [] : words);
}

/** What is reported for a text, but for the names that only finish it. */
async function errorsIn(text: string | undefined): Promise<readonly string[]> {
  await editor.type('a.choreo', text ?? '');
  const errors = editor.diagnostics('a.choreo').filter(({ severity }) => severity === 1);
  return errors.map(({ message }) => String(message)).filter(message => !message.includes(`\`${anyName}\``));
}

test('what is possible is offered, unless it would be an error', async () => {
  const wrong: string[] = [];
  let count = 0;
  for (const { text, offers } of readable) {
    for (const word of wordsAt(text)) {
      if (offers.some(offer => offer === word || offer.startsWith(`${word} `))) continue;
      count++;
      const [offer] = offers;
      const known = offer === undefined ? [] : await errorsIn(grammar.finished(before(text) + offer)[0]);
      const found = await errorsIn(grammar.finished(`${before(text)}${word}`)[0]);
      if (!found.some(error => !known.includes(error))) wrong.push(`${word} at ${text}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(count).toBeGreaterThan(50);
});

test('no word is offered that would be an error', async () => {
  const wrong: string[] = [];
  for (const { text, offers } of readable) {
    const known = await errorsIn(grammar.finished(before(text))[0]);
    const words = [...wordsAt(text)].filter(word => /^[a-z]/.test(word));
    for (const offer of offers.filter(one => words.some(word => one === word || one.startsWith(`${word} `)))) {
      // The shortest text behind this is `retry`, which needs a branch before it.
      if (offer === 'else' && before(text).endsWith('{ ')) continue;
      const found = await errorsIn(grammar.finished(`${before(text)}${offer}`)[0]);
      const more = found.filter(error => !known.includes(error) && !isAboutTypes(error));
      if (more.length > 0) wrong.push(`${offer} at ${text}: ${more.join(' ')}`);
    }
  }
  expect(wrong).toEqual([]);
});

/** The names and numbers that finish a text have no types that fit. */
function isAboutTypes(error: string): boolean {
  return /different types|must be true or false|calculates with|combines conditions|Set it to a value|must have|but this is/.test(
    error,
  );
}
