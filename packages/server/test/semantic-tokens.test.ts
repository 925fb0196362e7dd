/** Semantic tokens: each name is coloured by its role. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { SemanticTokens, SemanticTokensDelta } from 'vscode-languageserver';
import { requestType } from '../src/protocol/request-type.ts';
import { TestEditor, uriOf } from './support/editor.ts';

interface Document {
  readonly textDocument: { readonly uri: string };
}
type Lines = { readonly range: { readonly start: Place; readonly end: Place } };
type Place = { readonly line: number; readonly character: number };

const full = requestType<Document, SemanticTokens>('textDocument/semanticTokens/full');
const ranged = requestType<Document & Lines, SemanticTokens>('textDocument/semanticTokens/range');
const changed = requestType<Document & { readonly previousResultId: string }, SemanticTokens | SemanticTokensDelta>(
  'textDocument/semanticTokens/full/delta',
);

const shop = `choreography Shop uses Billing
event OrderPlaced { key orderId: uuid  problem: Problem  total: Money }
@deprecated("use OrderPlaced")
event Basket { key orderId: uuid }
command Pack { key orderId: uuid }
type Money { amount: decimal }
enum Problem { Fraud }
actor Customer { emits OrderPlaced receives Pack }
external service Bank by orderId {
  state phase: idle | held
  charge: on OrderPlaced when phase == idle and problem == Fraud -> Pack { total: total } & set phase = held
  on Basket or Billing.Invoiced -> Billing.Invoiced
}
channel orders { carries OrderPlaced ordered by orderId }
property "all is well" { at rest Bank.phase == held }
scenario "a story" {
  given OrderPlaced { problem: Fraud, total: { amount: 1 } }
  choose Bank.charge -> Pack
}`;
const billing = 'choreography Billing\nevent Invoiced { key orderId: uuid }';

const document = (name: string): Document => ({ textDocument: { uri: uriOf(name) } });

/** `line:text role.modifier`, lines from one. */
function shown(editor: TestEditor, name: string, data: readonly number[]): string[] {
  const legend = editor.services.choreo.lsp.SemanticTokenProvider?.semanticTokensOptions.legend;
  const lines = editor.text(name).split('\n');
  let [line, character] = [0, 0];
  return Array.from({ length: data.length / 5 }, (_, index) => {
    const [down = 0, along = 0, length = 0, type = 0, bits = 0] = data.slice(index * 5, index * 5 + 5);
    character = down === 0 ? character + along : along;
    line += down;
    const modifiers = (legend?.tokenModifiers ?? []).filter((_modifier, bit) => (bits & (1 << bit)) !== 0);
    const text = lines[line]?.slice(character, character + length);
    return `${line + 1}:${text} ${[legend?.tokenTypes[type], ...modifiers].join('.')}`;
  });
}

async function tokensOf(text: string): Promise<string[]> {
  const editor = await TestEditor.open({ 'a.choreo': text, 'b.choreo': billing });
  return shown(editor, 'a.choreo', (await editor.ask(full, document('a.choreo'))).data);
}

describe('semantic tokens', () => {
  test('name the role of every name, and what is special about it', async () => {
    expect(await tokensOf(shop)).toEqual([
      '1:Shop choreography.declaration',
      '1:Billing choreography',
      '2:OrderPlaced event.declaration.entry',
      '2:orderId field.declaration',
      '2:problem field.declaration',
      '2:Problem enum',
      '2:total field.declaration',
      '2:Money type',
      '4:Basket event.declaration.deprecated',
      '4:orderId field.declaration',
      '5:Pack command.declaration.exit',
      '5:orderId field.declaration',
      '6:Money type.declaration',
      '6:amount field.declaration',
      '7:Problem enum.declaration',
      '7:Fraud enumMember.declaration',
      '8:Customer actor.declaration',
      '8:OrderPlaced event.entry',
      '8:Pack command.exit',
      '9:Bank service.declaration.external',
      '9:orderId field',
      '10:phase state.declaration',
      '10:idle stateValue.declaration',
      '10:held stateValue.declaration',
      '11:charge reaction.declaration',
      '11:OrderPlaced event.entry',
      '11:phase state',
      '11:idle stateValue',
      '11:problem field',
      '11:Fraud enumMember',
      '11:Pack command.exit',
      '11:total field',
      '11:phase state',
      '11:held stateValue',
      '12:Basket event.deprecated',
      '12:Billing choreography',
      '12:Invoiced event',
      '12:Billing choreography',
      '12:Invoiced event',
      '14:orders channel.declaration',
      '14:OrderPlaced event.entry',
      '14:orderId field',
      '15:"all is well" propertyTitle.declaration',
      '15:Bank service.external',
      '15:phase state',
      '15:held stateValue',
      '16:"a story" scenarioTitle.declaration',
      '17:OrderPlaced event.entry',
      '17:problem field',
      '17:Fraud enumMember',
      '17:total field',
      '17:amount field',
      '18:Bank service.external',
      '18:charge reaction',
      '18:Pack command.exit',
    ]);
  });

  test('know the role of a keyword that is a name', async () => {
    const text =
      'event E { key event: uuid }\nservice S {\n  state on: state | key\n  cancel: on E when on == key and event == event\n}';
    expect(await tokensOf(text.replace('state on', 'state phase').replace('when on', 'when phase'))).toEqual(
      expect.arrayContaining([
        '1:event field.declaration',
        '3:key stateValue.declaration',
        '4:cancel reaction.declaration',
        '4:key stateValue',
        '4:event field',
      ]),
    );
  });

  test('stay with what is whole in a broken file', async () => {
    const found = await tokensOf(
      'event A\nservice S {\n  state phase: x |\n  pay: on A ->\n  tell: on Unknown\n}\nevent',
    );
    expect(found).toEqual(
      expect.arrayContaining([
        '1:A event.declaration',
        '2:S service.declaration',
        '4:pay reaction.declaration',
        '4:A event',
      ]),
    );
    expect(found.filter(token => token.includes('Unknown'))).toEqual([]);
  });

  test('follow a change in another file', async () => {
    const editor = await TestEditor.open({
      'a.choreo': 'choreography C\nservice S { on A }',
      'b.choreo': 'choreography C\nevent A',
    });
    await editor.type('b.choreo', 'choreography C\ncommand A\nactor B { emits A }');
    const { data } = await editor.ask(full, document('a.choreo'));
    expect(shown(editor, 'a.choreo', data).at(-1)).toBe('2:A command.entry');
  });

  test('of a range are those of its lines', async () => {
    const editor = await TestEditor.open({ 'a.choreo': shop, 'b.choreo': billing });
    const range = { start: { line: 3, character: 0 }, end: { line: 4, character: 5 } };
    const { data } = await editor.ask(ranged, { ...document('a.choreo'), range });
    const all = shown(editor, 'a.choreo', (await editor.ask(full, document('a.choreo'))).data);
    expect(shown(editor, 'a.choreo', data)).toEqual(all.filter(token => /^[45]:/.test(token)));
  });

  test('after a change are told by what differs', async () => {
    const editor = await TestEditor.open({ 'a.choreo': shop, 'b.choreo': billing });
    await editor.show('a.choreo');
    const first = await editor.ask(full, document('a.choreo'));
    await editor.type('a.choreo', shop.replace('event Basket', 'event Cart'));
    const previousResultId = first.resultId ?? '';
    const delta = await editor.ask(changed, { ...document('a.choreo'), previousResultId });
    if (!('edits' in delta)) throw new Error('no delta');
    expect(delta.edits.length).toBe(1);
    expect(delta.edits[0]?.data?.length).toBeLessThan(first.data.length);
    const data = [...first.data];
    for (const { start, deleteCount, data: added = [] } of delta.edits) data.splice(start, deleteCount, ...added);
    expect(data).toEqual((await editor.ask(full, document('a.choreo'))).data);
    // What was answered longer ago is not known any more.
    expect(await editor.ask(changed, { ...document('a.choreo'), previousResultId })).not.toHaveProperty('edits');
  });

  test('are those that the manifest describes and colours', async () => {
    const editor = await TestEditor.open({});
    const legend = editor.services.choreo.lsp.SemanticTokenProvider?.semanticTokensOptions.legend;
    const manifest: unknown = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
    const { contributes } = manifest as {
      readonly contributes: {
        readonly semanticTokenTypes: readonly { readonly id: string }[];
        readonly semanticTokenModifiers: readonly { readonly id: string }[];
        readonly semanticTokenScopes: readonly { readonly scopes: Readonly<Record<string, readonly string[]>> }[];
      };
    };
    const standard = ['event', 'type', 'enum', 'enumMember', 'declaration', 'deprecated'];
    const described = [...contributes.semanticTokenTypes, ...contributes.semanticTokenModifiers].map(({ id }) => id);
    const all = [...(legend?.tokenTypes ?? []), ...(legend?.tokenModifiers ?? [])];
    expect([...described, ...standard].sort()).toEqual([...all].sort());
    expect(Object.keys(contributes.semanticTokenScopes[0]?.scopes ?? {})).toEqual(
      expect.arrayContaining(legend?.tokenTypes ?? []),
    );
  });
});
