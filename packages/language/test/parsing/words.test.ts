/** Any word can name a field, an enum value, a state value or a reaction: every keyword, and letters of any script. */
import { createServicesForGrammar } from 'langium/grammar';
import { describe, expect, test } from 'vitest';
import { ChoreoTokenBuilder } from '../../src/parser/choreo-token-builder.ts';
import { keywords, softWords } from '../../src/parser/words.ts';
import { read } from './read.ts';

const letters = [
  'größe',
  'номер',
  '数量',
  'κλειδί',
  'číslo',
  '_x',
  'x9',
  'Ünïcode',
  'ﬁ',
  'orderId',
  'eventType',
  'onHold',
];
// `at-most-once` and its like are one word to the language only where they stand for a delivery.
const words = [...[...keywords()].filter(word => !word.includes('-')), ...letters];

/** They mean something themselves at the start of a condition. */
const taken = new Set(['true', 'false', 'not']);

describe.each(words)('%s', word => {
  test('names a field, with and without `key` and `?`', async () => {
    const { choreography, errors } = await read(
      `event A { ${word}: int } event B { key ${word}: uuid } event C { a: int ${word}?: int b: int }`,
    );
    expect(errors).toEqual([]);
    expect(
      choreography.messages.map(({ fields }) => fields.map(({ name, key, optional }) => [name, key, optional])),
    ).toEqual([
      [[word, false, false]],
      [[word, true, false]],
      [
        ['a', false, false],
        [word, false, true],
        ['b', false, false],
      ],
    ]);
  });

  test('names a field that an emission or an entry gives, whatever word its value is', async () => {
    const { choreography, errors } = await read(`
      enum E { on, off }
      event A { key id: uuid  ${word}: E  b: E  c: boolean }
      event B { key id: uuid  ${word}: E  b: E  c: boolean }
      actor U { emits A { ${word}: on }, A { b: on, ${word}: on, c: true } }
      service S {
        first: on A -> B { ..., ${word}: on, c: on == ${taken.has(word) ? 'b' : word} } & B { ${word}: on }
        next: on B
      }
      scenario "s" { given A { ${word}: on, b: on } expect B }`);
    expect(errors).toEqual([]);
    const given = choreography.participants[0]?.emits.map(({ contents }) => contents?.given.map(({ name }) => name));
    expect(given).toEqual([[word], ['b', word, 'c']]);
    expect(choreography.participants[1]?.reactions.map(({ label }) => label)).toEqual(['first', 'next']);
  });

  test('names values of an enum and of a state', async () => {
    const { choreography, errors } = await read(
      `enum E { ${word} } enum F { a, ${word}, b } service S { state s: a | ${word} | b  state t: ${word === 'boolean' ? 'a' : word} }`,
    );
    expect(errors).toEqual([]);
    expect(choreography.types.map(type => type.kind === 'enum' && type.values.map(({ name }) => name))).toEqual([
      [word],
      ['a', word, 'b'],
    ]);
    expect(choreography.participants[0]?.states[0]?.type).toMatchObject({
      kind: 'values',
      values: [{ name: 'a' }, { name: word }, { name: 'b' }],
    });
  });

  test('is read in conditions, behind a dot and, unless it means something there, alone', async () => {
    const alone = taken.has(word) ? '' : `and ${word} > 0 and ${word}.${word} > 0`;
    const { choreography, errors } = await read(`
      event A { ${word}: M } type M { ${word}: int }
      service S { on A when A.${word}.${word} > 0 ${alone} }`);
    expect(errors).toEqual([]);
    expect(JSON.stringify(choreography.participants[0]?.reactions[0]?.guard)).toContain(
      `"message":"A","path":["${word}","${word}"]`,
    );
  });

  test('is a key behind `by` and `ordered by`', async () => {
    const { choreography, errors } = await read(`
      event A { key ${word}: uuid } event B { key ${word}: uuid }
      service S { on A and B by ${word} within 1m else nothing }
      channel c { ordered by ${word} carries A }
      service T by id, ${word} { on A  on Other }
      event Other { key id: uuid }`);
    expect(errors).toEqual([]);
    expect(choreography.participants[0]?.reactions[0]).toMatchObject({ by: { field: word }, within: {} });
    expect(choreography.channels[0]?.orderedBy?.field).toBe(word);
    expect(choreography.participants[1]?.keptBy?.fields.map(({ field }) => field)).toEqual(['id', word]);
  });

  test('labels a reaction, also behind one that is half written, and is chosen', async () => {
    const { choreography, errors } = await read(`
      event A event B
      service S { ${word}: on A -> B  b${word} : /* x */ on B  ${word}2: // x
        on B }
      scenario "s" { given A choose S.${word} -> B expect B }`);
    expect(errors).toEqual([]);
    expect(choreography.participants[0]?.reactions.map(({ label }) => label)).toEqual([word, `b${word}`, `${word}2`]);
    expect(choreography.scenarios[0]?.steps[1]).toMatchObject({ reaction: `S.${word}` });
    for (const half of ['a: on A ->', 'a: on A -> B &', 'a: on A when', 'emits', 'a: on A -> B after']) {
      const { choreography: broken } = await read(`event A event B service S { ${half}\n${word}: on B -> A }`);
      expect(broken.participants[0]?.reactions.at(-1)).toMatchObject({ label: word, broken: false });
    }
  });

  test('names a field of a payload', async () => {
    const { choreography, errors } = await read(
      `event A { ${word}: int } scenario "s" { given A { ${word}: 1, x: { ${word}: [2] } } expect A }`,
    );
    expect(errors).toEqual([]);
    expect(choreography.scenarios[0]?.steps[0]).toMatchObject({
      payload: { entries: [{ name: word }, { value: { entries: [{ name: word }] } }] },
    });
  });
});

test.each([...letters, ...softWords])('%s names declarations, labels and states', async word => {
  const { choreography, errors } = await read(`
event ${word} { key id: uuid }
type T${word} { x: int }
service ${word} { state ${word}: boolean  ${word}: on ${word} when not ${word} -> set ${word} = true }
channel ${word} { carries ${word} }
scenario "${word}" { choose ${word}.${word} -> nothing }`);
  expect(errors).toEqual([]);
  expect(choreography.participants[0]?.reactions[0]?.id).toBe(`${word}.${word}`);
});

test('a word that means something in a few places only is a name elsewhere, once the grammar knows it', async () => {
  const { parser } = await createServicesForGrammar({
    grammar: `grammar G
      entry All: items+=Item*;
      Item: 'no' no=ID 'after' after=ID | name=ID 'leads' to=ID;
      terminal ID: /[a-z]+/;
      hidden terminal WS: /\\s+/;`,
    module: { parser: { TokenBuilder: () => new ChoreoTokenBuilder() } },
  });
  const { value, parserErrors } = parser.LangiumParser.parse('no no after no no leads no a leads b');
  expect(parserErrors).toEqual([]);
  expect(value).toMatchObject({
    items: [
      { no: 'no', after: 'no' },
      { name: 'no', to: 'no' },
      { name: 'a', to: 'b' },
    ],
  });
});

test('the words of sentences stay names of messages, states and values in them', async () => {
  const { choreography, errors } = await read(`
event no { key id: uuid } event if { key id: uuid } event rest { key id: uuid } event all { key id: uuid }
service then { state rest: if | no  state all: 0..3  on no -> if | rest | all & set rest = no & set all = 1 }
property "p" {
  no leads to no | if
  no no after no
  at rest then.rest == no
  if requires all
  at rest then.rest in [if, no] if if
  at all times then.all < 2 and then.rest != if
  all excludes rest
  at most 2 rest
}
scenario "s" { given no  expect rest before if  expect at rest then.rest == if  expect all  never if }`);
  expect(errors).toEqual([]);
  expect(choreography.properties[0]?.sentences.map(({ kind }) => kind)).toEqual([
    'leads-to',
    'no-after',
    'at-rest',
    'requires',
    'at-rest',
    'at-all-times',
    'excludes',
    'at-most',
  ]);
  expect(choreography.scenarios[0]?.steps.map(({ kind }) => kind)).toEqual([
    'given',
    'expect-order',
    'expect-at-rest',
    'expect',
    'never',
  ]);
});

test('a keyword inside of a name is no keyword', async () => {
  const { choreography, errors } = await read(`
event onOrder { orId: int  andKey: int  notNow: boolean  inStock: boolean  trueish: int }
service eventService { state setting: boolean  everyone: on onOrder when orId + andKey > trueish or notNow and inStock }`);
  expect(errors).toEqual([]);
  expect(choreography.participants[0]?.reactions[0]?.name).toBe('everyone');
});

test('layout does not matter: all on one line, one word a line, other ends of line, comments anywhere', async () => {
  const text = 'event A { key id: uuid n: int } service S { r: on A when n > 0 -> A | nothing }';
  const expected = (await read(text)).choreography.participants.map(({ reactions }) => reactions.map(({ id }) => id));
  for (const other of [
    text.replaceAll(' ', '\n'),
    text.replaceAll(' ', '\r\n'),
    text.replaceAll(' ', '\t'),
    text.replaceAll(' ', ' /* x */ '),
    text.replaceAll(' ', ' // x\n'),
    `\uFEFF${text}`,
  ]) {
    const { choreography, errors } = await read(other);
    expect(errors).toEqual([]);
    expect(choreography.participants.map(({ reactions }) => reactions.map(({ id }) => id))).toEqual(expected);
  }
});

test('a label behind an unfinished block is one', async () => {
  for (const text of ['-> B { b:', '-> B { ...,', '-> B {', '-> B { b: on,', '-> B { b: on', 'when b', '->']) {
    const { choreography } = await read(
      `event A { key id: uuid b: boolean } event B { key id: uuid b: boolean } service S { first: on A ${text}\n  next: on B\n}`,
    );
    expect(
      choreography.participants[0]?.reactions.map(({ label }) => label),
      text,
    ).toEqual(['first', 'next']);
  }
});

test('a label is one while the trigger behind it is being written', async () => {
  for (const members of ['next: on', 'first: on A -> B { b: true } next: on', 'emits A { b: true } next: on']) {
    const { errors } = await read(
      `event A { key id: uuid b: boolean } event B { key id: uuid } service S { ${members} }`,
    );
    expect(errors.join(), members).toContain('`on` needs the event or command to react to');
  }
});
