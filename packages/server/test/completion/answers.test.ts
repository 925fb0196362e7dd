/** Answers are small in a large model, and their documentation comes when it is asked for. */
import { describe, expect, test } from 'vitest';
import { CompletionItemKind } from 'vscode-languageserver';
import { TestEditor } from '../support/editor.ts';
import { broken, conditions, files, header, headers, reactions, stories, top } from './places.ts';

const editor = await TestEditor.open({ ...files, 'a.choreo': header }, { snippets: true, insertReplace: true });

describe('documentation', () => {
  test('is asked for', async () => {
    await editor.type('a.choreo', `${header}service S { on Pl<|> }`);
    const [placed] = await editor.complete('a.choreo');
    if (!placed) throw new Error('nothing is offered');
    expect(placed.documentation).toBeUndefined();
    expect((await editor.resolve(placed)).documentation).toEqual({
      kind: 'markdown',
      value: 'A basket was submitted.',
    });
  });

  test('explains every word of the language', async () => {
    const explained = new Map<string, string>();
    const missing = new Set<string>();
    const own = [...reactions, ...conditions, ...stories, ...top, ...broken].map(({ text }) => header + text);
    for (const text of [...own, ...headers.map(place => place.text)]) {
      await editor.type('a.choreo', text);
      for (const item of await editor.complete('a.choreo')) {
        if (item.kind !== CompletionItemKind.Keyword || explained.has(item.label)) continue;
        const { documentation } = await editor.resolve(item);
        if (typeof documentation === 'object') explained.set(item.label, documentation.value);
        else missing.add(item.label);
      }
    }
    expect([...missing]).toEqual([]);
    expect(explained.size).toBeGreaterThan(70);
  });

  test('of a file that is gone is none', async () => {
    const item = { label: 'Lost', data: { uri: 'file:///workspace/gone.choreo', offset: 3 } };
    expect((await editor.resolve(item)).documentation).toBeUndefined();
  });
});

describe('in a model with ten thousand events', () => {
  const events = Array.from(
    { length: 10_000 },
    (_, i) => `/** ${'Long. '.repeat(100)} */\nevent Happened${i} { key orderId: uuid }`,
  );
  const emitted = Array.from({ length: 10_000 }, (_, i) => `Happened${i}`).join(', ');
  const large = TestEditor.open(
    {
      'a.choreo': 'choreography Large\n',
      'events.choreo': `choreography Large\n${events.join('\n')}\nactor Outside { emits ${emitted} }\n`,
    },
    { snippets: true, insertReplace: true },
  );

  test.each([
    ['after on', 'service S {\n  on <|>\n}'],
    ['after on and a letter', 'service S {\n  on H<|>\n}'],
    ['where a member begins', 'service S {\n  <|>\n}'],
    ['after an arrow', 'service S {\n  on Happened1 -> <|>\n}'],
    ['in a property', 'property "p" {\n  <|>\n}'],
    ['in a scenario', 'scenario "s" {\n  expect <|>\n}'],
  ])('an answer %s has at most 50 KB', async (_, text) => {
    const here = await large;
    await here.type('a.choreo', `choreography Large\n${text}`);
    const items = await here.complete('a.choreo');
    expect(items.length).toBeGreaterThan(10);
    expect(Buffer.byteLength(JSON.stringify(items))).toBeLessThan(50_000);
  });

  test('an answer is incomplete, and that of a small model is not', async () => {
    const here = await large;
    await here.type('a.choreo', 'choreography Large\nservice S {\n  on H<|>\n}');
    expect(await here.asksAgain('a.choreo')).toBe(true);
    const small = await TestEditor.open({ 'a.choreo': 'event Happened\nservice S {\n  on H<|>\n}' });
    expect(await small.asksAgain('a.choreo')).toBe(false);
    await small.type('a.choreo', 'event Happened\nservice S {\n  on Happened -> Happened after 3<|>\n}');
    expect(await small.asksAgain('a.choreo')).toBe(true);
  });

  test('what is typed on finds each', async () => {
    const here = await large;
    await here.type('a.choreo', 'choreography Large\nservice S {\n  on Happened9876<|>\n}');
    expect((await here.complete('a.choreo')).map(({ label }) => label)).toContain('Happened9876');
  });
});
