/** Help while one writes: the form of the construct, with the part that the cursor is in. */
import { describe, expect, test } from 'vitest';
import { SignatureHelpTriggerKind } from 'vscode-languageserver';
import type { SignatureHelp, SignatureHelpContext, TextDocumentPositionParams } from 'vscode-languageserver';
import { requestType } from '../src/protocol/request-type.ts';
import { TestEditor } from './support/editor.ts';

const request = requestType<
  TextDocumentPositionParams & { readonly context: SignatureHelpContext },
  SignatureHelp | null
>('textDocument/signatureHelp');

const events = `enum Kind { Small, Large }
type Money {
  /** In major units. */
  amount: decimal
  currency: string
}
event A { key id: uuid  kind: Kind  total: Money  note?: string }
event B { key id: uuid  n: int }
`;

async function helpAt(marked: string, context: Partial<SignatureHelpContext> = {}): Promise<SignatureHelp | undefined> {
  const editor = await TestEditor.open({ 'a.choreo': events + marked });
  const invoked = { triggerKind: SignatureHelpTriggerKind.Invoked, isRetrigger: false, ...context };
  return (await editor.ask(request, { ...editor.at('a.choreo'), context: invoked })) ?? undefined;
}

/** Of each form: the text, with the active part in «». */
async function shown(marked: string, context: Partial<SignatureHelpContext> = {}): Promise<string[]> {
  const help = await helpAt(marked, context);
  return (help?.signatures ?? []).map(({ label, parameters = [] }, index) => {
    const part = index === help?.activeSignature ? parameters[help.activeParameter ?? 0]?.label : undefined;
    if (typeof part !== 'object') return label;
    return `${label.slice(0, part[0])}«${label.slice(...part)}»${label.slice(part[1])}`;
  });
}

const typed = (triggerCharacter: string): Partial<SignatureHelpContext> => ({
  triggerKind: SignatureHelpTriggerKind.TriggerCharacter,
  triggerCharacter,
});

/** The active part of the first form. */
async function active(marked: string, context: Partial<SignatureHelpContext> = {}): Promise<string | undefined> {
  return /«(.*)»/.exec((await shown(marked, context))[0] ?? '')?.[1];
}

describe('help in a reaction', () => {
  test('shows its parts in the order of the grammar', async () => {
    expect(await shown('service S { do: on <|>')).toEqual([
      'LABEL: «on EVENT [or EVENT | and EVENT]» [when CONDITION] [at most N times else OUTCOME] [idempotent] [else retry] -> OUTCOME',
    ]);
    expect(await shown('service S { do: on A and B <|>')).toEqual([
      'LABEL: «on EVENT and EVENT» [by KEY] [when CONDITION] [within DURATION else OUTCOME] [at most N times else OUTCOME] [idempotent] -> OUTCOME',
    ]);
  });

  test.each([
    ['on A<|>', 'on EVENT [or EVENT | and EVENT]'],
    ['on A or <|>', 'on EVENT [or EVENT | and EVENT]'],
    ['on A and B by <|>', '[by KEY]'],
    ['on A and B by id <|>', '[by KEY]'],
    ['on A when <|>', '[when CONDITION]'],
    ['on A when note == "x" and <|>', '[when CONDITION]'],
    ['on A and B within 5m else <|>', '[within DURATION else OUTCOME]'],
    ['on A and B within 5m else A & <|>', '[within DURATION else OUTCOME]'],
    ['on A at most <|>', '[at most N times else OUTCOME]'],
    ['on A at most 3 times else <|>', '[at most N times else OUTCOME]'],
    ['on A idempotent <|>', '[idempotent]'],
    ['on A when note == "x" -> <|>', '-> OUTCOME'],
    ['on A -> B? | <|>', '-> OUTCOME'],
    ['on A -> B after <|>', '-> OUTCOME'],
    ['on A { when note == "x" -> <|>', '-> OUTCOME'],
  ])('of %s is the part', async (reaction, part) => {
    expect(await active(`service S { ${reaction} }\nservice T { on A }`)).toBe(part);
  });

  test('explains the part', async () => {
    const help = await helpAt('service S { on A and B by <|>');
    const part = help?.signatures[0]?.parameters?.[help.activeParameter ?? 0];
    expect(part?.documentation).toMatchObject({
      value: expect.stringContaining('The field by which the join matches'),
    });
  });

  test('has a form of its own for refusals', async () => {
    expect(await shown('service S { on A when note == "x" else retry <|>')).toEqual([
      '«else retry» [N times then OUTCOME]',
    ]);
    expect(await active('service S { on A when note == "x" else retry 5 times then <|>')).toBe('then OUTCOME]');
  });

  test('is silent where the reaction can end, and outside of it', async () => {
    expect(await shown('service S {\n  on A -> B\n  <|>\n}')).toEqual([]);
    expect(await shown('service S { on A }\n<|>')).toEqual([]);
    expect(await shown('event C { <|> }')).toEqual([]);
    expect(await shown('// on <|>')).toEqual([]);
    expect(await active('service S {\n  on A ->\n    <|>\n}')).toBe('-> OUTCOME');
  });

  test('comes by itself only where something must follow', async () => {
    expect(await active('service S { on <|>', typed(' '))).toContain('on EVENT');
    expect(await active('service S { on A when <|>', typed(' '))).toBe('[when CONDITION]');
    expect(await shown('service S { on A <|>', typed(' '))).toEqual([]);
    expect(await shown('service S { <|>', typed('{'))).toEqual([]);
    expect(await shown('enum E { X, <|>', typed(','))).toEqual([]);
    expect(await active('service S { on A <|>', { ...typed(' '), isRetrigger: true })).toContain('on EVENT');
  });
});

describe('help in contents and payloads', () => {
  test('shows the fields, and what is being written', async () => {
    expect(await shown('service S { on A -> B { <|> } }', typed('{'))).toEqual(['B { ..., «key id: uuid», n: int }']);
    expect(await shown('service S { on A -> B { ..., n: <|> } }')).toEqual(['B { ..., key id: uuid, «n: int» }']);
    expect(await shown('service S { on A -> B { id: id, <|> } }', typed(','))).toEqual([
      'B { ..., key id: uuid, «n: int» }',
    ]);
    expect(await shown('service S { on A -> B { n<|> } }')).toEqual(['B { ..., key id: uuid, «n: int» }']);
    expect(await shown('actor X { emits B { <|> } }')).toEqual(['B { «key id: uuid», n: int }']);
  });

  test('of a scenario, nested ones too', async () => {
    const given = (payload: string) => `scenario "s" { given A ${payload} }`;
    expect(await shown(given('{ <|>'), typed('{'))).toEqual([
      'A { «key id: uuid», kind: Kind, total: Money, note?: string }',
    ]);
    expect(await shown(given('{ kind: Small, <|> }'), typed(','))).toEqual([
      'A { «key id: uuid», kind: Kind, total: Money, note?: string }',
    ]);
    const nested = await helpAt(given('{ total: { <|> } }'));
    expect(nested?.signatures[0]?.label).toBe('Money { amount: decimal, currency: string }');
    expect(nested?.signatures[0]?.parameters?.[0]?.documentation).toMatchObject({ value: 'In major units.' });
    expect(await shown(given('{ total: { amount: 5, <|> } }'))).toEqual([
      'Money { amount: decimal, «currency: string» }',
    ]);
  });
});

describe('help in properties, scenarios and other members', () => {
  test('shows the sentence, or all that can become of a message', async () => {
    const sentence = (text: string) => shown(`property "p" { ${text} }`);
    expect(await sentence('A leads to <|>')).toEqual(['EVENT «leads to EVENT» [| EVENT]']);
    expect(await sentence('A leads to B | <|>')).toEqual(['EVENT leads to EVENT «[| EVENT]»']);
    expect(await sentence('A compensated by B on <|>')).toEqual(['EVENT compensated by EVENT «on EVENT»']);
    expect(await sentence('at rest <|>')).toEqual(['«at rest CONDITION» [if EVENT]']);
    expect(await sentence('no A after <|>')).toEqual(['no EVENT «after EVENT»']);
    expect(await sentence('A <|>')).toEqual([
      '«EVENT» leads to EVENT [| EVENT]',
      'EVENT requires EVENT',
      'EVENT excludes EVENT',
      'EVENT compensated by EVENT on EVENT',
    ]);
  });

  test('shows the step of a scenario', async () => {
    const step = (text: string) => shown(`scenario "s" { ${text} }`);
    expect(await step('given <|>')).toEqual(['«given EVENT» [{ FIELD: VALUE }]']);
    expect(await step('choose S.on -> <|>')).toEqual(['choose SERVICE.REACTION «-> OUTCOME»']);
    expect(await step('expect A before <|>')).toEqual(['expect [N] EVENT «[before EVENT]»']);
    expect(await step('expect at rest <|>')).toEqual(['«expect at rest CONDITION»']);
  });

  test('shows schedules, entries and states', async () => {
    expect(await shown('service S { every 1h -> <|>')).toEqual(['every DURATION «-> OUTCOME»']);
    expect(await active('actor X { emits A? after <|> }')).toBe('[after EVENT or EVENT]');
    expect(await active('service S { state x: <|> }')).toBe(': boolean | MIN..MAX | VALUE | VALUE | ENUM[?]');
  });
});
