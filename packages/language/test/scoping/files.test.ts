/** Which files are one choreography, and whose names are visible where. */
import { checkTexts } from '@choreo/language';
import { describe, expect, test } from 'vitest';
import { readFiles } from '../parsing/read.ts';

const unknownMessage = (name: string) =>
  `unknown-name «${name}»: There is no event or command \`${name}\`. Declare it, or use an existing one.`;

describe('one choreography', () => {
  test('is all files with the same header, whatever their folders; order does not matter', async () => {
    const { Shop, ...others } = await readFiles({
      'z/services.choreo': 'choreography Shop\nservice S { on A -> B }',
      'a/b/actor.choreo': 'choreography Shop\nactor P { emits A receives B }',
      'events.choreo': 'choreography Shop\nevent A { at: Money }\nevent B',
      'types.choreo': 'choreography Shop\ntype Money { amount: decimal }',
    });
    expect(Shop?.errors).toEqual([]);
    expect(Object.keys(others)).toEqual([]);
    expect(Shop?.choreography).toMatchObject({
      files: [
        'file:///w/a/b/actor.choreo',
        'file:///w/events.choreo',
        'file:///w/types.choreo',
        'file:///w/z/services.choreo',
      ],
      messages: [{ id: 'A', fields: [{ type: { kind: 'record', id: 'Money' } }] }, { id: 'B' }],
      participants: [{ name: 'P' }, { name: 'S' }],
    });
  });

  test('does not see the names of another', async () => {
    const { Shop, Bank } = await readFiles({
      'shop.choreo': 'choreography Shop\nservice S { on Paid }',
      'bank.choreo': 'choreography Bank\nevent Paid',
    });
    expect(Shop?.errors).toEqual([unknownMessage('Paid')]);
    expect(Bank?.errors).toEqual([]);
  });

  test('is a file without header, named after it, alone with itself', async () => {
    const readings = await readFiles({
      'one.choreo': 'event A\nservice S { on A }',
      'two.choreo': 'event B\nservice S { on A }',
    });
    expect(Object.keys(readings).sort()).toEqual(['one', 'two']);
    expect(readings['one']?.errors).toEqual([]);
    expect(readings['two']?.errors).toEqual([unknownMessage('A')]);
  });

  test('is two files without header and with the same name, in two folders', async () => {
    const checked = await checkTexts([
      { uri: 'file:///w/a/model.choreo', text: 'event A' },
      { uri: 'file:///w/b/model.choreo', text: 'event B' },
    ]);
    expect(checked.map(({ choreography }) => [choreography.name, choreography.messages.map(({ id }) => id)])).toEqual([
      ['model', ['A']],
      ['model', ['B']],
    ]);
  });

  test('is not shared by a headed file and one without header that is named like it', async () => {
    const checked = await checkTexts([
      { uri: 'file:///w/Shop.choreo', text: 'service S { on A }' },
      { uri: 'file:///w/x.choreo', text: 'choreography Shop\nevent A' },
    ]);
    expect(checked).toHaveLength(2);
    expect(checked.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code))).toContain('unknown-name');
  });

  test('ends at its root', async () => {
    const checked = await checkTexts(
      [
        { uri: 'file:///w/a/x.choreo', text: 'choreography Shop\nevent A' },
        { uri: 'file:///w/b/y.choreo', text: 'choreography Shop\nevent B' },
      ],
      { rootOf: uri => uri.toString().replace(/\/[^/]*$/, '') },
    );
    expect(checked.map(({ choreography }) => choreography.messages.map(({ id }) => id))).toEqual([['A'], ['B']]);
  });
});

describe('duplicate names', () => {
  test('of declarations, over files: the second is reported, the first counts', async () => {
    const { Shop } = await readFiles({
      'a.choreo': 'choreography Shop\nevent A { x: int }',
      'b.choreo': 'choreography Shop\nevent A { y: int }\nservice S { on A when x > 0 }',
    });
    expect(Shop?.errors).toHaveLength(1);
    expect(Shop?.errors[0]).toMatch(/^duplicate-name «A»: /);
    const duplicate = Shop?.diagnostics.find(({ code }) => code === 'duplicate-name');
    expect(duplicate?.span.uri).toBe('file:///w/b.choreo');
    expect(duplicate?.related.map(({ span }) => span.uri)).toEqual(['file:///w/a.choreo']);
    expect(Shop?.choreography.participants[0]?.reactions[0]?.guard).toMatchObject({ left: { kind: 'field' } });
  });

  test.each([
    ['fields', 'event A { x: int x: int }', 'x'],
    ['enum values', 'enum A { x, x }', 'x'],
    ['states', 'service S { state x: boolean state x: 0..1 }', 'x'],
    ['labels', 'event A service S { x: on A x: on A }', 'x'],
    ['services', 'service S {} service S {}', 'S'],
    ['an event and a command', 'event A command A', 'A'],
    ['a type and an enum', 'type A {} enum A {}', 'A'],
    ['channels', 'channel c {} channel c {}', 'c'],
    ['reactions without label to one trigger', 'event A service S { on A on A }', 'on'],
  ])('of %s', async (_, text, name) => {
    const { Shop } = await readFiles({ 'a.choreo': `choreography Shop ${text}` });
    expect(Shop?.errors).toHaveLength(1);
    expect(Shop?.errors[0]).toMatch(`duplicate-name «${name}»: `);
  });

  test('there are none between fields of two events, states and labels of two services, an event and a service', async () => {
    const { Shop } = await readFiles({
      'a.choreo': `choreography Shop event A { x: int } event B { x: int } enum E { x }
        service S { state x: boolean x: on A } service A { state x: boolean x: on A } channel A {}`,
    });
    expect(Shop?.errors).toEqual([]);
  });
});
