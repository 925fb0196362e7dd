/** Any word can name a field, an enum value or a state value: every keyword, and letters of any script. */
import { describe, expect, test } from 'vitest';
import { keywords } from '../../src/parser/words.ts';
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
      channel c { ordered by ${word} carries A }`);
    expect(errors).toEqual([]);
    expect(choreography.participants[0]?.reactions[0]).toMatchObject({ by: { field: word }, within: {} });
    expect(choreography.channels[0]?.orderedBy?.field).toBe(word);
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

test.each(letters)('%s names declarations, labels and states', async word => {
  const { choreography, errors } = await read(`
event ${word} { key id: uuid }
type T${word} { x: int }
service ${word} { state ${word}: boolean  ${word}: on ${word} when not ${word} -> set ${word} = true }
channel ${word} { carries ${word} }
scenario "${word}" { choose ${word}.${word} -> nothing }`);
  expect(errors).toEqual([]);
  expect(choreography.participants[0]?.reactions[0]?.id).toBe(`${word}.${word}`);
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
