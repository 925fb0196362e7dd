/** Going to types, and what highlights tell apart, with the cursor at `<|>`. */
import { describe, expect, test } from 'vitest';
import { DocumentHighlightKind } from 'vscode-languageserver';
import type { DocumentHighlight, LocationLink } from 'vscode-languageserver';
import { placeOf, TestEditor } from './support/editor.ts';

const types = `choreography Shop
type Money { amount: decimal  currency: Currency }
type Fee { amount: int }
enum Currency { EUR, USD }
event Placed { key id: uuid  total: Money  parts: Money[]  rates: map<Currency> }
event Charged { key id: uuid  total: Fee }
event Done { key id: uuid }
`;

const services = `choreography Shop
service S {
  state phase: idle | busy
  state last: Currency
  start: on Placed when total.currency == EUR and phase == idle -> Done & set phase = busy & set last = USD
  on Placed or Charged when total.amount > 1 -> nothing
  on Done -> nothing
}
actor Customer { emits Placed, Charged receives Done }
scenario "s" { given Placed { total: { currency: EUR } } expect Done }
property "p" { always Done }
`;

async function askAt(at: string, file = 'services.choreo', text = services): Promise<TestEditor> {
  const before = at.replace('<|>', '');
  expect(text).toContain(before);
  return TestEditor.open({ 'types.choreo': types, 'services.choreo': services, [file]: text.replace(before, at) });
}

describe('the type', () => {
  const typeAt = async (at: string, file?: string, text?: string): Promise<string[]> => {
    const editor = await askAt(at, file, text);
    const name = file ?? 'services.choreo';
    const links = await editor.askAtCursor<LocationLink[] | null>('textDocument/typeDefinition', name);
    return (links ?? []).map(link => placeOf({ uri: link.targetUri, range: link.targetSelectionRange }));
  };
  const money = 'types.choreo:2:6';
  const currency = 'types.choreo:4:6';

  test('of a field: its type or enum, in lists and maps too', async () => {
    expect(await typeAt('to<|>tal: Money', 'types.choreo', types)).toEqual([money]);
    expect(await typeAt('par<|>ts: Money', 'types.choreo', types)).toEqual([money]);
    expect(await typeAt('rat<|>es: map', 'types.choreo', types)).toEqual([currency]);
    expect(await typeAt('curre<|>ncy: Currency', 'types.choreo', types)).toEqual([currency]);
    expect(await typeAt('amou<|>nt: decimal', 'types.choreo', types)).toEqual([]);
  });

  test('of a field where it is asked, of each message that has it', async () => {
    expect(await typeAt('total.curr<|>ency ==')).toEqual([currency]);
    expect(await typeAt('to<|>tal.currency ==')).toEqual([money]);
    expect(await typeAt('to<|>tal.amount >')).toEqual([money, 'types.choreo:3:6']);
    expect(await typeAt('curr<|>ency: EUR')).toEqual([currency]);
  });

  test('of a value: its enum, or the state', async () => {
    expect(await typeAt('== EU<|>R')).toEqual([currency]);
    expect(await typeAt('== id<|>le ->')).toEqual(['services.choreo:3:9']);
    expect(await typeAt('bu<|>sy & set')).toEqual(['services.choreo:3:9']);
  });

  test('of a state: its enum, or itself where it lists its values', async () => {
    expect(await typeAt('set la<|>st')).toEqual([currency]);
    expect(await typeAt('state pha<|>se')).toEqual(['services.choreo:3:9']);
  });

  test('of a message wherever it is named: its declaration', async () => {
    expect(await typeAt('-> Do<|>ne &')).toEqual(['types.choreo:7:7']);
    expect(await typeAt('given Pla<|>ced')).toEqual(['types.choreo:5:7']);
    expect(await typeAt('emits Pla<|>ced')).toEqual(['types.choreo:5:7']);
  });

  test('of a reaction: the messages that it reacts to', async () => {
    expect(await typeAt('sta<|>rt: on')).toEqual(['types.choreo:5:7']);
  });

  test('of what has none: nothing', async () => {
    expect(await typeAt('servi<|>ce S')).toEqual([]);
    expect(await typeAt('scenario <|>"s"')).toEqual([]);
  });
});

describe('highlights', () => {
  const highlights = async (at: string): Promise<string[]> => {
    const editor = await askAt(at);
    const found = await editor.askAtCursor<DocumentHighlight[]>('textDocument/documentHighlight', 'services.choreo');
    return found.map(({ range, kind }) => {
      const word =
        kind === DocumentHighlightKind.Write ? 'write' : kind === DocumentHighlightKind.Read ? 'read' : 'text';
      return `${range.start.line + 1} ${word}`;
    });
  };

  test('tell who emits from who reacts and receives', async () => {
    expect(await highlights('-> Do<|>ne &')).toEqual(['5 write', '7 read', '9 read', '10 text', '11 text']);
    expect(await highlights('emits Pla<|>ced')).toEqual(['5 read', '6 read', '9 write', '10 text']);
  });

  test('tell where a state is set from where it is asked', async () => {
    expect(await highlights('state pha<|>se')).toEqual(['3 text', '5 read', '5 write']);
  });
});
