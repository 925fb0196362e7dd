/** When renaming is refused, and what is said then. */
import { describe, expect, test } from 'vitest';
import { billing, marking, refusal, renamed } from './support/renaming.ts';

describe('properties and scenarios', () => {
  const text =
    'choreography Shop\nproperty <|>"paid" { OrderShipped requires OrderPaid }\nproperty "other" { at most 1 OrderPaid }';

  test.each([
    ['all is "well"', '"all is \\"well\\""'],
    ['"in quotes"', '"in quotes"'],
    ['"an \\"escape\\""', '"an \\"escape\\""'],
  ])('to %s', async (typed, written) => {
    const changed = await renamed({ 'a.choreo': text }, typed);
    expect(changed['a.choreo']).toContain(`property ${written} {`);
  });

  test('never to nothing, over lines, or to what another has', async () => {
    expect(await refusal({ 'a.choreo': text }, '""')).toContain('Write at least one word');
    expect(await refusal({ 'a.choreo': text }, 'two\nlines')).toContain('must be on one line');
    expect(await refusal({ 'a.choreo': text }, 'other')).toContain('"other" (a.choreo:3) already has this name');
  });
});

describe('a name that is taken', () => {
  const at = (text: string) => ({ 'a.choreo': `choreography Shop\n${text}` });

  test.each([
    ['event <|>Late', 'OrderPaid', 'The event `OrderPaid` (events.choreo:3) already has this name: the events, comm'],
    ['command <|>Ship', 'Money', 'The type `Money` (events.choreo:6) already has this name: the events, comm'],
    ['type <|>T { a: int }', 'Reason', 'The enum `Reason` (events.choreo:7) already has this name'],
    ['enum <|>E { A }', 'OrderPlaced', 'The event `OrderPlaced` (events.choreo:2) already has this name'],
    [
      'actor <|>A {}',
      'Payments',
      'The service `Payments` (services.choreo:2) already has this name: services and actors',
    ],
    ['channel <|>c {}\nchannel d {}', 'd', 'The channel `d` (a.choreo:3) already has this name.'],
    ['scenario <|>"a" {}\nscenario "b" {}', 'b', 'The scenario "b" (a.choreo:3) already has this name.'],
    ['type T { <|>a: int  b: int }', 'b', 'The field `b` of `T` (a.choreo:2) already has this name.'],
    [
      'type T { a: int }\ntype U extends T { <|>b: int }',
      'a',
      'The field `a` of `T` (a.choreo:2) already has this name: `U` has `b` too.',
    ],
    [
      'type T { <|>a: int }\ntype U extends T { b: int }',
      'b',
      'The field `b` of `U` (a.choreo:3) already has this name',
    ],
    [
      'event E { key orderId: uuid  id: int }\nservice S { on OrderPaid when <|>orderId == "" }',
      'id',
      'The field `id` of `E` (a.choreo:2) already has this name: `E` has `orderId` too',
    ],
    ['enum E { <|>A, B }', 'B', 'The value `B` of the enum `E` (a.choreo:2) already has this name.'],
    [
      'service S { state <|>a: boolean  state b: boolean }',
      'b',
      'The state `b` of `S` (a.choreo:2) already has this name.',
    ],
    ['service S { state s: <|>a | b }', 'b', 'The value `b` of the state `s` (a.choreo:2) already has this name.'],
  ])('%s to %s', async (text, name, reason) => {
    const message = await refusal(at(text), name);
    expect(message.slice(0, reason.length)).toBe(reason);
    expect(message).toMatch(/Choose another name, or rename that one first\.$/);
  });

  test('in another choreography it is free', async () => {
    const changed = await renamed({ 'billing.choreo': marking(billing, 'Invoiced') }, 'OrderPaid');
    expect(changed['billing.choreo']).toContain('event OrderPaid {');
  });

  test('and one that a used choreography lends', async () => {
    const files = { 'billing.choreo': billing, 'shop.choreo': 'choreography Shop uses Billing\nevent <|>Late' };
    expect(await refusal(files, 'Invoiced')).toBe(
      'The event `Invoiced` (billing.choreo:2) already has this name: `Shop` uses `Billing`, and its own declaration would hide this one. Choose another name.',
    );
  });
});

describe('a name that would change what another one means', () => {
  const at = (text: string) => ({ 'a.choreo': `choreography Shop\n${text}` });

  test.each([
    [
      'a state that hides behind a field',
      'service S { state <|>open: boolean  on OrderPlaced when open }',
      'total',
      '`total` at a.choreo:2 would then refer to the field `total` of `OrderPlaced` (events.choreo:2) instead of the state `open` of `S`',
    ],
    [
      'a field in front of a state',
      'event E { <|>size: int }\nservice S { state open: boolean  on E when open }',
      'open',
      '`open` at a.choreo:3 would then refer to the field `open` of `E` (a.choreo:2) instead of the state `open` of `S`',
    ],
    [
      'an enum value behind a state',
      'event E { level: Level }\nenum Level { <|>Low }\nservice S { state High: boolean  on E when Low == level }',
      'High',
      '`High` at a.choreo:4 would then refer to the state `High` of `S` (a.choreo:4) instead of the value `Low` of the enum `Level`',
    ],
    [
      'a field in front of an event before a dot',
      'event E { <|>a: int }\nevent F { b: int }\nservice S { on E and F when F.b > 1 }',
      'F',
      '`F` at a.choreo:4 would then refer to the field `F` of `E` (a.choreo:2) instead of the event `F`',
    ],
    [
      'a field that two events of a join would have',
      'event E { key k: int  a: int }\nevent F { key k: int  <|>b: int }\nservice S { on E and F when a > 1 }',
      'a',
      '`a` at a.choreo:4 would then refer to nothing, or more than one thing instead of the field `a` of `E`',
    ],
    [
      'a field in front of a state, in contents',
      'event E { <|>size: int }\nevent F { n: int }\nservice S { state left: 0..9  on E -> F { n: left } }',
      'left',
      '`left` at a.choreo:4 would then refer to the field `left` of `E` (a.choreo:2) instead of the state `left` of `S`',
    ],
    [
      'a service in front of an enum, in a property',
      'enum Tone { Low }\nservice <|>S { state tone: Tone  on OrderPaid }\nproperty "p" { at rest S.tone == Tone.Low }',
      'Tone',
      '`Tone` at a.choreo:4 would then refer to the service `Tone` (a.choreo:3) instead of the enum `Tone`',
    ],
    [
      'a name that means nothing so far',
      'event <|>E\nservice S { on Missing }',
      'Missing',
      '`Missing` at a.choreo:3 is unknown now, and would then refer to the event `Missing` (a.choreo:2).',
    ],
  ])('%s', async (_, text, name, reason) => {
    const message = await refusal(at(text), name);
    expect(message.slice(0, reason.length)).toBe(reason);
    expect(message).toContain('Choose another name');
  });

  test('one that is lent under the name of what the user has itself', async () => {
    const files = {
      'billing.choreo': marking(billing, 'Invoiced'),
      'shop.choreo': 'choreography Shop uses Billing\nservice S { on Invoiced }',
    };
    expect(await refusal(files, 'OrderPaid')).toBe(
      '`OrderPaid` at shop.choreo:2 would then refer to the event `OrderPaid` (events.choreo:3) instead of the event `Invoiced`. Choose another name.',
    );
  });

  test('a choreography behind a field, before a dot', async () => {
    const files = {
      'billing.choreo': marking(billing, 'Billing'),
      'shop.choreo':
        'choreography Shop uses Billing\nservice S { on Billing.Invoiced when Billing.Invoiced.total.amount > 5 }',
    };
    expect(await refusal(files, 'total')).toBe(
      '`total` at shop.choreo:2 would then refer to the field `total` of `Invoiced` (billing.choreo:2) instead of the choreography `Billing`. Choose another name.',
    );
  });

  test('a word where it means something else', async () => {
    const story = 'enum E { <|>A }\nevent F { e: E }\nscenario "s" { given F { e: A } }';
    expect(await refusal(at(story), 'true')).toBe(
      'At a.choreo:4 the new name would be read as a keyword. Choose another name.',
    );
    expect(await refusal(at('event F { <|>a: boolean }\nservice S { on F when a }'), 'not')).toContain('At a.choreo:3');
    const free = await renamed(at('event F { <|>a: boolean }\nservice S { on F when F.a }'), 'not');
    expect(free['a.choreo']).toContain('when F.not }');
  });
});
