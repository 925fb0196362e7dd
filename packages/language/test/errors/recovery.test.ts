/** A broken file still has its other declarations: they are in the model, and names of them resolve. */
import { describe, expect, test } from 'vitest';
import { read } from '../parsing/read.ts';

const slips = [
  ['a field without a type', 'event Broken { x }'],
  ['a field without a colon', 'event Broken { x int  y: int }'],
  ['an outcome that is not there', 'service Broken { on Before -> }'],
  ['a trigger that is not there', 'service Broken { on }'],
  ['branches without a trigger', 'service Broken { on { when x -> After } }'],
  ['a guard without a trigger', 'service Broken { on when x > 1 -> After }'],
  ['half a reaction', 'service Broken { on Before wh'],
  ['a state without a type', 'service Broken { state x }'],
  ['branches without a guard', 'service Broken { on Before { when -> After } }'],
  ['an unfinished enum', 'enum Broken { a, }  enum Broken2 { a b }'],
  ['an unfinished channel', 'channel broken { carries }'],
  ['half a name in an ordered channel', 'channel broken { carries Before. ordered by id }'],
  ['a service without the key that it keeps its state by', 'service Broken by { on Before -> After }'],
  ['half a key of a service', 'service Broken by id, { on Before -> After }'],
  ['an unfinished property', 'property "broken" { Before requires }'],
  ['an unfinished scenario', 'scenario "broken" { given }'],
  ['a stray word', 'nonsense'],
  ['a stray sign', '; § $'],
  ['an annotation that is not finished', '@owner( event Broken'],
  ['a text that is not finished', '@owner("x event Broken'],
  ['a brace too many', '}'],
] as const;

const around = (slip: string): string =>
  `event Before { key id: uuid }\n${slip}\nevent After { key id: uuid }\nservice Last { r: on Before -> After }\n`;

describe.each(slips)('%s', (_, slip) => {
  test('is reported, and the rest is read', async () => {
    const { choreography, diagnostics, errors } = await read(around(slip));
    expect(diagnostics.some(({ code }) => code === 'syntax-error')).toBe(true);
    expect(choreography.messages).toEqual(
      expect.arrayContaining([expect.objectContaining({ id: 'Before' }), expect.objectContaining({ id: 'After' })]),
    );
    expect(choreography.participants).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          name: 'Last',
          reactions: [
            expect.objectContaining({ name: 'r', broken: false, trigger: expect.objectContaining({ kind: 'single' }) }),
          ],
        }),
      ]),
    );
    expect(errors.filter(error => error.startsWith('unknown-name'))).toEqual([]);
  });
});

test('a slip in one reaction leaves the others of its service', async () => {
  const { choreography } = await read(`event A event B event C
service S {
  one: on A -> B
  two: on B when -> C
  three: on C -> A
}`);
  expect(choreography.participants[0]?.reactions.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['one', 'two', 'three']),
  );
});

test('a slip in one field leaves what was before, and other events', async () => {
  const { choreography } = await read('event A {\n  a: int\n  b\n  c: int\n}\nevent B { x: int }');
  expect(choreography.messages[0]?.fields.map(({ name }) => name)).toEqual(expect.arrayContaining(['a']));
  expect(choreography.messages[1]?.fields).toHaveLength(1);
});

test('nothing is concluded from what could not be read', async () => {
  const whole = await read('event A\nevent B\nactor P { emits A }\nservice S { on A -> B }');
  expect(whole.diagnostics.map(({ code }) => code)).toContain('unhandled-event');
  const broken = await read('event A\nevent B\nactor P { emits A }\nservice S { on A -> B }\nservice T { on B -> }');
  expect(broken.diagnostics.map(({ code }) => code)).toEqual(['syntax-error']);
});
