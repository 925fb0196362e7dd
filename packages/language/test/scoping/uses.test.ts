/** What a choreography sees of those that it uses. */
import { namesOf } from '@choreo/model';
import { describe, expect, test } from 'vitest';
import { readFiles } from '../parsing/read.ts';

const billing = `choreography Billing
event Invoiced { key orderId: uuid  total: Money  rest: int }
event Reminded { key orderId: uuid }
event Unused
type Money { amount: decimal  currency: Currency }
enum Currency { EUR, USD }
actor Accountant { emits Reminded }
service Invoices { on Reminded -> Invoiced }`;

const identity = `choreography Identity
event LoggedIn { user: uuid }
event Reminded { user: uuid }
type Money { cents: int }`;

describe('uses', () => {
  test('messages and types are visible, with ids that tell where they are from', async () => {
    const { Shop } = await readFiles({
      'billing.choreo': billing,
      'shop.choreo': `choreography Shop uses Billing
        event Sold extends Invoiced { price: Money  in: Billing.Currency }
        service S { on Invoiced when total.amount > 5 and total.currency == EUR -> Sold | Reminded }`,
    });
    expect(Shop?.errors).toEqual([]);
    expect(Shop?.choreography.messages).toMatchObject([
      {
        id: 'Sold',
        choreography: 'Shop',
        base: { id: 'Billing.Invoiced' },
        fields: [{ type: { kind: 'record', id: 'Billing.Money' } }, { type: { kind: 'enum', id: 'Billing.Currency' } }],
      },
    ]);
    expect(Shop?.choreography.participants[0]?.reactions).toMatchObject([
      {
        name: 'onInvoiced',
        trigger: { messages: [{ message: 'Billing.Invoiced' }] },
        guard: {
          left: { left: { kind: 'field', message: 'Billing.Invoiced', path: ['total', 'amount'] } },
          right: { right: { kind: 'enum-value', enum: 'Billing.Currency', value: 'EUR' } },
        },
        body: {
          outcome: {
            alternatives: [{ items: [{ message: 'Sold' }] }, { items: [{ message: 'Billing.Reminded' }] }],
          },
        },
      },
    ]);
  });

  test('the model knows what is lent: who emits and handles it there, and types by the borrower’s ids', async () => {
    const { Shop } = await readFiles({
      'billing.choreo': billing,
      'shop.choreo': 'choreography Shop uses Billing',
    });
    if (!Shop) throw new Error('Shop was not read');
    expect(Shop.choreography.used.messages).toMatchObject([
      { id: 'Billing.Invoiced', choreography: 'Billing', emittedThere: true, handledThere: false },
      { id: 'Billing.Reminded', emittedThere: true, handledThere: true },
      { id: 'Billing.Unused', emittedThere: false, handledThere: false },
    ]);
    expect(namesOf(Shop.choreography).messages.get('Billing.Invoiced')?.fields[1]?.type).toEqual({
      kind: 'record',
      id: 'Billing.Money',
    });
    expect(namesOf(Shop.choreography).types.get('Billing.Money')).toMatchObject({
      fields: [{}, { type: { kind: 'enum', id: 'Billing.Currency' } }],
    });
  });

  test('participants are not lent', async () => {
    const { Shop } = await readFiles({
      'billing.choreo': billing,
      'shop.choreo': 'choreography Shop uses Billing scenario "s" { choose Invoices.onReminded -> nothing }',
    });
    expect(Shop?.errors[0]).toMatch('unknown-name «Invoices»: There is no service `Invoices`');
  });

  test('what a used choreography uses is not visible', async () => {
    const { A } = await readFiles({
      'a.choreo': 'choreography A uses B service S { on InB on InC }',
      'b.choreo': 'choreography B uses C event InB { at: Deep }',
      'c.choreo': 'choreography C event InC type Deep { x: int }',
    });
    expect(A?.errors.map(error => error.split(':')[0])).toEqual(['unknown-name «InC»']);
    // Its types are known all the same, for the fields that have them.
    expect(A && namesOf(A.choreography).messages.get('B.InB')?.fields[0]?.type).toEqual({
      kind: 'record',
      id: 'C.Deep',
    });
    expect(A && namesOf(A.choreography).types.get('C.Deep')).toBeDefined();
  });

  test('two may use one another', async () => {
    const { A, B } = await readFiles({
      'a.choreo': 'choreography A uses B event Ping service S { on Pong -> Ping }',
      'b.choreo':
        'choreography B uses A event Pong { last: Ping2 } type Ping2 { x: int } service S { on Ping -> Pong }',
    });
    expect(A?.errors).toEqual([]);
    expect(B?.errors).toEqual([]);
    expect(B?.choreography.participants[0]?.reactions[0]?.trigger.messages[0]?.message).toBe('A.Ping');
  });

  test('itself is nothing new', async () => {
    const { A } = await readFiles({ 'a.choreo': 'choreography A uses A event E service S { on E on A.E -> nothing }' });
    expect(A?.choreography.used.messages).toEqual([]);
    expect(A?.choreography.participants[0]?.reactions).toMatchObject([
      { trigger: { messages: [{ message: 'E' }] } },
      { trigger: { messages: [{ message: 'E' }] } },
    ]);
  });

  test('holds for all files of the choreography, whichever says it', async () => {
    const { Shop } = await readFiles({
      'billing.choreo': billing,
      'a.choreo': 'choreography Shop uses Billing',
      'b.choreo': 'choreography Shop service S { on Invoiced }',
    });
    expect(Shop?.errors).toEqual([]);
  });

  test('one that does not exist is reported', async () => {
    const { Shop } = await readFiles({ 'a.choreo': 'choreography Shop uses Biling' });
    expect(Shop?.errors).toEqual([
      'unknown-name «Biling»: There is no choreography `Biling` in this workspace. Add its files, or remove it from `uses`.',
    ]);
  });
});

describe('one name in several used choreographies', () => {
  const files = { 'billing.choreo': billing, 'identity.choreo': identity };

  test('is ambiguous where it stands bare', async () => {
    const { Shop } = await readFiles({
      ...files,
      'shop.choreo':
        'choreography Shop uses Billing, Identity event E { m: Money } service S { on Reminded on LoggedIn }',
    });
    expect(Shop?.errors).toEqual([
      'unknown-name «Money»: `Money` is declared by `Billing` and `Identity`. Write `Billing.Money` or `Identity.Money` instead.',
      'unknown-name «Reminded»: `Reminded` is declared by `Billing` and `Identity`. Write `Billing.Reminded` or `Identity.Reminded` instead.',
    ]);
  });

  test('is clear where it is qualified: in every place that can name it', async () => {
    const { Shop } = await readFiles({
      ...files,
      'shop.choreo': `choreography Shop uses Billing, Identity
        event E extends Identity.Reminded { m: Billing.Money  n: map<Identity.Money[]> }
        actor P { emits Identity.Reminded? receives Billing.Reminded* }
        service S {
          on Billing.Reminded or Identity.Reminded -> E & cancel Billing.Reminded | Identity.Reminded+ after 1s
        }
        channel c { carries Billing.Reminded, Identity.Reminded }
        property "p" { Billing.Reminded leads to Identity.Reminded }
        scenario "s" { given Identity.Reminded  expect Billing.Reminded before Identity.Reminded }`,
    });
    expect(Shop?.errors).toEqual([]);
    expect(Shop?.choreography.participants[1]?.reactions[0]?.trigger.messages).toMatchObject([
      { message: 'Billing.Reminded' },
      { message: 'Identity.Reminded' },
    ]);
    expect(Shop?.choreography.channels[0]?.carries.map(({ message }) => message)).toEqual([
      'Billing.Reminded',
      'Identity.Reminded',
    ]);
  });

  test('is the own one where there is one; that of others stays reachable', async () => {
    const { Shop } = await readFiles({
      ...files,
      'shop.choreo': `choreography Shop uses Billing, Identity event Reminded { mine: int }
        service S { a: on Reminded when mine > 0 b: on Billing.Reminded c: on Shop.Reminded }`,
    });
    expect(Shop?.errors).toEqual([]);
    expect(Shop?.choreography.participants[0]?.reactions.map(({ trigger }) => trigger.messages[0]?.message)).toEqual([
      'Reminded',
      'Billing.Reminded',
      'Reminded',
    ]);
  });

  test('a name that a qualifier’s choreography does not have is unknown', async () => {
    const { Shop } = await readFiles({
      ...files,
      'shop.choreo': 'choreography Shop uses Billing service S { a: on Billing.LoggedIn b: on Identity.LoggedIn }',
    });
    expect(Shop?.errors.map(error => error.split(':')[0])).toEqual([
      'unknown-name «LoggedIn»',
      'unknown-name «LoggedIn»',
    ]);
  });
});

test('a qualified trigger qualifies fields in its guard', async () => {
  const { Shop } = await readFiles({
    'billing.choreo': billing,
    'shop.choreo': `choreography Shop uses Billing event Paid { key orderId: uuid  rest: int }
      service S { on Paid and Billing.Invoiced when Billing.Invoiced.rest > Paid.rest and Invoiced.rest > 1 }`,
  });
  expect(Shop?.errors).toEqual([]);
  expect(Shop?.choreography.participants[0]?.reactions[0]?.guard).toMatchObject({
    left: {
      left: { kind: 'field', message: 'Billing.Invoiced', path: ['rest'] },
      right: { kind: 'field', message: 'Paid', path: ['rest'] },
    },
    right: { left: { kind: 'field', message: 'Billing.Invoiced', path: ['rest'] } },
  });
});
