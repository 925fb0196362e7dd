/** What fits comes first, and says why. */
import { describe, expect, test } from 'vitest';
import type { CompletionItem } from 'vscode-languageserver';
import { TestEditor } from '../support/editor.ts';

const model = `choreography Shop uses Billing
event Placed { key orderId: uuid  total: decimal  express: boolean  kind: Kind  other: Kind  note?: string }
event Paid { key orderId: uuid  total: decimal }
event Refused { key orderId: uuid }
event Shipped { key orderId: uuid }
event Reminded { key orderId: uuid }
event Awaited { key orderId: uuid }
event Joined { key customerId: uuid  orderId: uuid }
command Pack { key orderId: uuid }
enum Kind { Normal, Gift }
actor Customer { emits Placed }
service Payments { charge: on Placed -> Paid | Refused }
service Depot { pack: on Pack -> Shipped }
service Late { wait: on Awaited }
channel paid { carries Paid }
`;

const editor = await TestEditor.open({
  'a.choreo': 'choreography Shop\n',
  'model.choreo': model,
  'billing.choreo': 'choreography Billing\nevent Invoiced { key orderId: uuid }\nactor Clerk { emits Invoiced }\n',
});

async function sorted(text: string): Promise<readonly CompletionItem[]> {
  await editor.type('a.choreo', `choreography Shop\n${text}`);
  const items = await editor.complete('a.choreo');
  const key = ({ sortText = '', label }: CompletionItem): string => `${sortText} ${label}`;
  return [...items].sort((one, other) => (key(one) < key(other) ? -1 : 1));
}

/** The first offers in the order in which an editor shows them, with what stands beside them. */
async function expectFirst(text: string, first: readonly string[]): Promise<void> {
  const items = await sorted(text);
  const lines = items.map(({ label, labelDetails }) => [label, labelDetails?.description].filter(Boolean).join(' · '));
  expect(lines.slice(0, first.length)).toEqual(first);
}

describe('messages', () => {
  test.each<readonly [string, string, readonly string[]]>([
    [
      'of a join: those that share its key',
      'service S { on Paid and <|> }',
      ['Invoiced · unhandled, emitted by Billing', 'Refused · unhandled, emitted by Payments'],
    ],
    [
      'to emit: what is awaited, then what is not emitted yet, then the rest',
      'service S { on Paid -> <|> }',
      [
        'Awaited · awaited by Late',
        'Pack · awaited by Depot',
        'Reminded · not emitted yet',
        'Invoiced · emitted by Billing',
        'Placed · emitted by Customer',
        'Refused · emitted by Payments',
        'Shipped · emitted by Depot',
        'Joined · not emitted yet',
        'Paid · the trigger',
      ],
    ],
    [
      'to enter',
      'actor A { emits <|> }',
      ['Awaited · awaited by Late', 'Pack · awaited by Depot', 'Joined · not emitted yet'],
    ],
    [
      'to leave',
      'actor A { receives <|> }',
      ['Invoiced · unhandled, emitted by Billing', 'Paid · unhandled, emitted by Payments'],
    ],
    [
      'to leave: what another emits, before what comes from here',
      'actor A { emits Awaited  receives Invoiced, <|> }',
      ['Paid · unhandled, emitted by Payments', 'Refused · unhandled, emitted by Payments'],
    ],
    ['to answer', 'actor A { emits Joined after <|> }', ['Invoiced · emitted by Billing']],
    [
      'to cancel',
      'service S { on Paid -> Reminded after 24h  on Shipped -> cancel <|> }',
      ['Reminded · emitted here after 24h', 'Invoiced · emitted by Billing'],
    ],
    ['of a channel', 'channel c { carries <|> }', ['Awaited · on no channel', 'Invoiced · on no channel']],
    ['that are given', 'scenario "s" { given <|> }', ['Invoiced · comes from Billing', 'Placed · comes from Customer']],
    [
      'that are expected',
      'scenario "s" { expect <|> }',
      ['Invoiced · emitted by Billing', 'Paid · emitted by Payments'],
    ],
    [
      'of a sentence',
      'property "p" { Placed leads to <|> }',
      ['Invoiced · emitted by Billing', 'Paid · emitted by Payments'],
    ],
  ])('%s', async (_, text, first) => {
    await expectFirst(text, first);
  });

  test('last to leave is what is emitted here, and what has been named', async () => {
    const items = await sorted('actor A { emits Joined  receives Invoiced, <|> }');
    const lines = items
      .filter(({ labelDetails }) => labelDetails)
      .map(item => `${item.label}: ${item.labelDetails?.description}`);
    expect(lines.slice(-2)).toEqual(['Joined: emitted here', 'Invoiced: named already']);
  });

  test('in the order of all that a service can react to', async () => {
    const items = await sorted('service S { ship: on Shipped  x: on <|> }');
    expect(items.map(({ label, labelDetails }) => `${label}: ${labelDetails?.description ?? ''}`)).toEqual([
      'Invoiced: unhandled, emitted by Billing',
      'Paid: unhandled, emitted by Payments',
      'Refused: unhandled, emitted by Payments',
      'Placed: emitted by Customer',
      'Awaited: not emitted yet',
      'Joined: not emitted yet',
      'Reminded: not emitted yet',
      'Pack: handled by Depot',
      'Shipped: handled by ship',
      'Billing: ',
    ]);
  });

  test('that are written at the cursor count as little as if they were not', async () => {
    await expectFirst('service S { on Refused<|> -> Reminded }', ['Refused · unhandled, emitted by Payments']);
    await expectFirst('service S { on Paid -> Reminded<|> }', ['Reminded · not emitted yet']);
  });
});

describe('keys', () => {
  test.each<readonly [string, string, readonly string[]]>([
    [
      'of a join',
      'service S { on Placed and Paid by <|> }',
      ['orderId · key of all 2 messages', 'total · in all messages'],
    ],
    ['of a join that has none', 'service S { on Paid and Joined by <|> }', ['orderId · in all messages']],
    [
      'of a service',
      'service S by <|> { on Paid -> Joined  on Shipped }',
      ['orderId · in all messages', 'customerId · key of 1 of 3 messages'],
    ],
    ['of a channel', 'channel c { carries Placed, Paid  ordered by <|> }', ['orderId · key of all 2 messages']],
  ])('%s', async (_, text, first) => {
    await expectFirst(text, first);
  });
});

const states = 'state phase: idle | held  state seen: boolean  state coin: Kind  state n: 0..3';

describe('values', () => {
  test.each<readonly [string, string, readonly string[]]>([
    [
      'of the compared state',
      `service S { ${states}  on Placed when phase == <|> }`,
      ['held · value of phase', 'idle · value of phase'],
    ],
    [
      'of the compared enum',
      `service S { ${states}  on Placed when kind == <|> }`,
      ['Gift · value of kind', 'Normal · value of kind', 'coin · Kind', 'kind · Kind', 'other · Kind'],
    ],
    [
      'of the compared enum, in a list',
      `service S { on Placed when kind in [Gift, <|> }`,
      ['Gift · value of kind', 'Normal · value of kind'],
    ],
    [
      'of the state that is set',
      `service S { ${states}  on Placed -> set phase = <|> }`,
      ['held · value of phase', 'idle · value of phase'],
    ],
    [
      'of the enum state that is set',
      `service S { ${states}  on Placed -> set coin = <|> }`,
      ['Gift · value of coin', 'Normal · value of coin', 'coin · Kind'],
    ],
    [
      'of a boolean state that is set',
      `service S { ${states}  on Placed -> set seen = <|> }`,
      ['false', 'true', 'express · boolean', 'seen · boolean'],
    ],
    ['of a compared boolean', `service S { on Placed when express == <|> }`, ['false', 'true', 'express · boolean']],
    [
      'of a state that begins',
      'service S { state coin: Kind = <|> }',
      ['Gift · value of coin', 'Normal · value of coin'],
    ],
    [
      'of what is given',
      'service S { on Paid -> Placed { kind: <|> } }',
      ['Gift · value of kind', 'Normal · value of kind'],
    ],
    ['of the type of a compared number', `service S { on Placed when total > <|> }`, ['total · decimal']],
    [
      'of a condition of a property',
      `service S { ${states} } property "p" { at rest S.phase == <|> }`,
      ['held · value of phase', 'idle · value of phase'],
    ],
    [
      'of a condition of a scenario',
      `service S { ${states} } scenario "s" { expect at rest S.coin == <|> }`,
      ['Gift · value of coin', 'Normal · value of coin'],
    ],
    ['of a payload', 'scenario "s" { given Placed { kind: <|> } }', ['Gift · value of Kind', 'Normal · value of Kind']],
  ])('%s', async (_, text, first) => {
    await expectFirst(text, first);
  });
});

describe('fields', () => {
  test.each<readonly [string, string, readonly string[]]>([
    [
      'of the trigger, in a guard',
      'service S { on Placed when <|> }',
      ['express · boolean', 'kind · Kind', 'note · string?'],
    ],
    [
      'of a payload: keys, then what is not optional',
      'scenario "s" { given Placed { <|> } }',
      ['orderId · uuid', 'express · boolean', 'kind · Kind', 'other · Kind', 'total · decimal', 'note · string?'],
    ],
    [
      'of contents: keys last, since they come from the trigger',
      'service S { on Paid -> Placed { ..., <|> } }',
      ['express · boolean', 'kind · Kind', 'other · Kind', 'total · decimal', 'note · string?', 'orderId · uuid'],
    ],
  ])('%s', async (_, text, first) => {
    await expectFirst(text, first);
  });
});

describe('the choice that is clear', () => {
  const chosenIn = async (text: string) =>
    (await sorted(text)).filter(({ preselect }) => preselect).map(({ label }) => label);

  test('is selected', async () => {
    expect(await chosenIn('service S { on Placed and Paid by <|> }')).toEqual(['orderId']);
    expect(await chosenIn('service S { on Paid -> Reminded after 24h  on Shipped -> cancel <|> }')).toEqual([
      'Reminded',
    ]);
  });

  test('is none of several', async () => {
    expect(await chosenIn('service S { on Paid -> <|> }')).toEqual([]);
  });
});
