/** Hovers: every word of a model says what it means. */
import { describe, expect, test } from 'vitest';
import { TestEditor } from './support/editor.ts';

const shop = `choreography Shop uses Billing
/** A basket was submitted. */
@owner("checkout")
event OrderPlaced { key orderId: uuid  total: Money  problem: Problem }
event OrderChanged extends OrderPlaced { reason: string }
event OrderPaid { key orderId: uuid }
event Reminded { key orderId: uuid }
type Money { amount: decimal }
enum Problem {
  /** The bank said so. */
  Fraud,
  Late
}
actor Customer { emits OrderPlaced receives OrderPaid }
service Payments by orderId {
  /** Whether money came. */
  state phase: open | taken
  pay: on OrderPlaced when phase == open and total.amount > 5 -> OrderPaid & set phase = taken | Reminded* after 90m
  on OrderChanged or Billing.Invoiced -> cancel Reminded
  every 1.5h -> Reminded?
}
channel orders { carries OrderPlaced address "shop.orders" delivery at-least-once ordered by orderId }
property "all is paid" { OrderPlaced leads to OrderPaid  at most 1 OrderPaid }
scenario "a story" { given OrderPlaced { problem: Fraud } choose Payments.pay -> OrderPaid expect OrderPaid }
`;
const billing = 'choreography Billing\nevent Invoiced { key orderId: uuid }\n';

/** Before the first place where the first text stands followed by the second one. */
async function hoverAt(before: string, word: string, text = shop): Promise<string> {
  const at = text.indexOf(before + word);
  if (at < 0) throw new Error(`no ${before}${word}`);
  const cursor = at + before.length;
  const marked = `${text.slice(0, cursor)}<|>${text.slice(cursor)}`;
  const editor = await TestEditor.open({ 'a.choreo': marked, 'b.choreo': billing });
  return (await editor.hover('a.choreo')) ?? '';
}

describe('hover on names', () => {
  test('a message tells its channel, its emitters and its handlers, at uses and at its declaration', async () => {
    const facts = [
      '- Emitted by `Customer`',
      '- Handled by `Payments.pay`',
      '- Travels on `orders`: at-least-once, ordered by `orderId`',
    ].join('\n');
    for (const before of ['event ', 'on ', 'given ']) {
      const text = await hoverAt(before, 'OrderPlaced');
      expect(text).toContain(facts);
      expect(text).toContain('A basket was submitted.');
      expect(text).toContain('Owner: checkout');
    }
    expect(await hoverAt('cancel ', 'Reminded')).toContain('- Cancelled by `Payments.onOrderChangedOrInvoiced`');
    expect(await hoverAt('event ', 'OrderChanged')).toContain(
      '- Inherits `key orderId: uuid`, `total: Money`, `problem: Problem`',
    );
  });

  test('its emitters and handlers are links to their places', async () => {
    const editor = await TestEditor.open({
      'a.choreo': shop.replace('on OrderPlaced', 'on Order<|>Placed'),
      'b.choreo': billing,
    });
    const text = await editor.hoverWithLinks('a.choreo');
    expect(text).toContain('- Emitted by [`Customer`](file:///workspace/a.choreo#L14,24)');
    expect(text).toContain('- Handled by [`Payments.pay`](file:///workspace/a.choreo#L18,11)');
  });

  test('a service tells what it does and remembers', async () => {
    const text = await hoverAt('service ', 'Payments');
    expect(text).toContain('- Reacts in `pay`, `onOrderChangedOrInvoiced`');
    expect(text).toContain('- Takes `OrderPlaced`, `OrderChanged`, `Billing.Invoiced`');
    expect(text).toContain('- Emits `OrderPaid`, `Reminded`');
    expect(text).toContain('- Remembers `phase`');
    expect(text).toContain('Keeps its state by `orderId`.');
    expect(await hoverAt('actor ', 'Customer')).toContain('- Brings in `OrderPlaced`\n- Receives `OrderPaid`');
  });

  test('a state tells how it begins, who sets it and who reads it', async () => {
    const facts = '- Of `Payments`, begins as `open`\n- Set by `Payments.pay`\n- Read by `Payments.pay`';
    expect(await hoverAt('state ', 'phase')).toContain(facts);
    const use = await hoverAt('when ', 'phase');
    expect(use).toContain(facts);
    expect(use).toContain('Whether money came.');
    expect(await hoverAt('phase == ', 'open')).toContain('- A value of `phase`');
  });

  test('a field tells where it belongs, what shares its key, and who uses it', async () => {
    expect(await hoverAt('total.', 'amount')).toContain('- A field of `Money`\n- Used in `Payments.pay`');
    expect(await hoverAt('key ', 'orderId')).toContain(
      '- A field of `OrderPlaced`\n- The same key as in `Invoiced`, `OrderPaid`, `Reminded`',
    );
    expect(await hoverAt('problem: ', 'Fraud')).toContain('The bank said so.\n\n- A value of `Problem`');
    expect(await hoverAt('total: ', 'Money')).toContain('- Used in `OrderPlaced`');
  });

  test('a reaction tells where its messages come from and go to', async () => {
    const facts = '- `OrderPlaced` comes from `Customer`\n- `OrderPaid` goes to `Customer`';
    expect(await hoverAt('  ', 'pay: on')).toContain(facts);
    expect(await hoverAt('Payments.', 'pay')).toContain(facts);
  });

  test('a choreography tells its files', async () => {
    expect(await hoverAt('choreography ', 'Shop')).toContain('- One file: `a.choreo`\n');
    expect(await hoverAt('or ', 'Billing')).toContain('- Used by `Shop`');
    expect(await hoverAt('uses ', 'Billing')).toContain('choreography Billing');
  });
});

describe('hover on the language', () => {
  test('a keyword is explained by its place', async () => {
    expect(await hoverAt('Payments ', 'by')).toContain('`service NAME by KEY`');
    expect(await hoverAt('ordered ', 'by')).toContain('`ordered by FIELD`');
    expect(await hoverAt('OrderPlaced ', 'leads')).toContain('`A leads to B | C`');
    expect(await hoverAt('at ', 'most 1 OrderPaid')).toContain('`at most N A`');
    expect(await hoverAt('', 'expect')).toContain('`expect N A before B`');
  });

  test('with an example and a link to the page', async () => {
    const editor = await TestEditor.open({ 'a.choreo': 'event A\nservice S { on A -> nothi<|>ng }' });
    expect(await editor.hoverWithLinks('a.choreo')).toMatch(
      /```choreo\n[^`]+\n```\n\n\[More: outcomes\]\(docs:\/language\.md#outcomes\)$/,
    );
  });

  test('operators, types and durations', async () => {
    expect(await hoverAt('OrderPaid ', '& set')).toContain('`A & B`');
    expect(await hoverAt('taken ', '| Reminded')).toContain('exactly one of them happens');
    expect(await hoverAt('open ', '| taken')).toContain('The values that the state can have.');
    expect(await hoverAt('amount > 5 ', '->')).toContain('A reaction');
    expect(await hoverAt('Reminded', '* after')).toContain('any number of times');
    expect(await hoverAt('Reminded', '?')).toContain('once or never');
    expect(await hoverAt('orderId: ', 'uuid')).toContain('format of a UUID');
    expect(await hoverAt('after ', '90m')).toBe('`90m` is 1 h 30 min.');
    expect(await hoverAt('every ', '1.5h')).toBe('`1.5h` is 1 h 30 min.');
    expect(await hoverAt('amount > ', '5')).toBe('');
  });

  test('annotations, and the rule that one names', async () => {
    expect(await hoverAt('@', 'owner')).toContain('`@owner("TEAM")`');
    const allowing = '@allow("unhandled-event", "later")\n@mine(1)\nevent A';
    expect(await hoverAt('@', 'allow', allowing)).toContain('`@allow("CODE", "REASON")`');
    expect(await hoverAt('@allow(', '"unhandled', allowing)).toBe('The rule `unhandled-event`.');
    expect(await hoverAt('@', 'mine', allowing)).toContain('Choreo does not know this annotation');
  });

  test('the `on` of a reaction without a label tells its name', async () => {
    expect(await hoverAt('  ', 'on OrderChanged')).toContain('is named `onOrderChangedOrInvoiced`');
  });

  test('a keyword in text that cannot be read', async () => {
    expect(await hoverAt('', 'within', 'service S { on A -> B } ] ] within ) )')).toContain(
      '`on A and B within DURATION else OUTCOME`',
    );
  });

  test('nothing in comments and on brackets', async () => {
    expect(await hoverAt('// ', 'event', 'event A // event\n')).toBe('');
    expect(await hoverAt('A ', '{', 'event A { a: int }')).toBe('');
  });
});

test('relative links in documentation start from the file', async () => {
  const editor = await TestEditor.open({
    'm/a.choreo': '/** See [why](../docs/why.md#x), [it](https://example.org) or [top](#top). */\nevent <|>A',
  });
  expect(await editor.hoverWithLinks('m/a.choreo')).toContain(
    'See [why](file:///workspace/docs/why.md#x), [it](https://example.org) or [top](#top).',
  );
});

describe('hostile text', () => {
  test('cannot become a part of the hover', async () => {
    const text = `/**
 * ![x](http://evil.example/x.png) <img src=x> 
 * \`\`\`
 * open
 */
@deprecated("![y](http://evil.example/y.png) [z](command:evil)")
event A { note: string }
property "a\` ![p](http://evil.example/p.png)" { never A }
`;
    const hover = await hoverAt('never ', 'A', text);
    expect(hover).not.toMatch(/(?<!\\)!\[/);
    expect(hover).toContain('\\<img');
    expect(hover).toContain('!\\[y');
    // The open block of code ends with the comment.
    expect(hover.split('\n').filter(line => line.startsWith('```')).length % 2).toBe(0);
  });

  test('with a fence in a declaration stays inside of its block', async () => {
    const hover = await hoverAt('enum ', 'E', 'enum E {\n  A, // ```\n  // ![x](http://evil.example/x.png)\n  B\n}\n');
    expect(hover.startsWith('````choreo\n')).toBe(true);
    expect(hover).toContain('\n````');
  });
});
