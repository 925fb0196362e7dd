/** The worked cases of the language's semantics that concern the checks of a written model. */
import { describe, expect, test } from 'vitest';
import type { Choreography } from '@choreo/model';
import type { Finding } from '../src/checks/all-checks.ts';
import { findingsOf } from '../src/checks/all-checks.ts';
import { binary, choreography, number, participant, set, state } from './build.ts';

/** These cases are not about the advice on dependencies between services and on names of events. */
const advice: ReadonlySet<string> = new Set([
  'join-without-timeout',
  'shared-emitter',
  'service-cycle',
  'order-sensitive',
  'not-idempotent',
  'central-coordinator',
  'event-name',
]);

const codes = (model: Choreography) =>
  findingsOf(model)
    .map(({ code }) => code)
    .filter(code => !advice.has(code));

function only<C extends Finding['code']>(model: Choreography, code: C): Extract<Finding, { code: C }> {
  const found = findingsOf(model).filter((finding): finding is Extract<Finding, { code: C }> => finding.code === code);
  expect(found).toHaveLength(1);
  const [first] = found;
  if (!first) throw new Error('none');
  return first;
}

describe('worked cases', () => {
  test('alternatives that a join needs both of: nothing as you type', () => {
    const model = choreography([
      participant('U', { kind: 'actor', emits: ['Start'], receives: ['Done'] }),
      participant('A', { reactions: [{ on: 'Start', to: 'X | Y' }] }),
      participant('B', { reactions: [{ on: 'X and Y', to: 'Done' }] }),
    ]);
    expect(codes(model)).toEqual([]);
  });

  test('ping and pong: a cycle, but never more than one message pending', () => {
    const model = choreography([
      participant('U', { kind: 'actor', emits: ['Start'] }),
      participant('A', { reactions: [{ on: 'Start or Pong', to: 'Ping' }] }),
      participant('B', { reactions: [{ on: 'Ping', to: 'Pong' }] }),
    ]);
    expect(codes(model)).toEqual(['event-cycle']);
    const { links, endings } = only(model, 'event-cycle');
    expect(links.map(link => `${link.takes.message} ${link.reaction.id} ${link.gives.message}`)).toEqual([
      'Pong A.onStartOrPong Ping',
      'Ping B.onPing Pong',
    ]);
    expect(endings).toEqual([]);
  });

  test('sales and billing: nothing as you type', () => {
    const model = choreography([
      participant('U', { kind: 'actor', emits: ['Place', 'Cancel'], receives: ['Shipped', 'Refunded'] }),
      participant('Sales', {
        reactions: [
          { on: 'Place', to: 'Placed' },
          { on: 'Cancel', to: 'Cancelled' },
        ],
      }),
      participant('Shipping', { reactions: [{ on: 'Placed', to: 'Shipped' }] }),
      participant('Billing', { reactions: [{ on: 'Cancelled', to: 'Refunded' }] }),
    ]);
    expect(codes(model)).toEqual([]);
  });

  test('a loop that `at most` bounds is only noted', () => {
    const model = choreography([
      participant('U', { kind: 'actor', emits: ['Start'], receives: ['Paid', 'GaveUp'] }),
      participant('Pay', {
        reactions: [
          { on: 'Start', to: 'Charge' },
          { on: 'Declined', to: 'Charge', atMost: { times: 2, otherwise: 'GaveUp' } },
          { on: 'Charge', to: 'Paid | Declined' },
        ],
      }),
    ]);
    expect(codes(model)).toEqual(['event-cycle']);
    expect(only(model, 'event-cycle').endings).toMatchObject([{ kind: 'at-most', times: 2 }]);
  });

  test('two for one: amplification, and nothing else', () => {
    const model = choreography([
      participant('U', { kind: 'actor', emits: ['Start'] }),
      participant('W', { reactions: [{ on: 'Start or Item', to: 'Item & Item' }] }),
    ]);
    expect(codes(model)).toEqual(['event-amplification']);
    expect(only(model, 'event-amplification')).toMatchObject({
      participant: 'W',
      leaves: [{ message: 'Item', deliveries: 2, many: false }],
    });
  });

  test('eight branches joined: sound', () => {
    const each = Array.from({ length: 8 }, (_, i) => i + 1);
    const model = choreography([
      participant('U', { kind: 'actor', emits: ['Start'], receives: ['Done'] }),
      ...each.map(i =>
        participant(`S${i}`, {
          reactions: [
            { on: 'Start', to: `P${i}` },
            { on: `Q${i}`, to: `B${i}` },
          ],
        }),
      ),
      ...each.map(i => participant(`T${i}`, { reactions: [{ on: `P${i}`, to: `Q${i}` }] })),
      participant('J', { reactions: [{ on: each.map(i => `B${i}`).join(' and '), to: 'Done' }] }),
    ]);
    expect(codes(model)).toEqual([]);
  });
});

describe('cycles', () => {
  const round = (reactions: Parameters<typeof participant>[1]['reactions'], rest = {}) =>
    choreography([
      participant('U', { kind: 'actor', emits: ['Start'] }),
      participant('A', { reactions: [{ on: 'Start', to: 'Ping' }, ...(reactions ?? [])], ...rest }),
      participant('B', { reactions: [{ on: 'Ping', to: 'Pong' }] }),
    ]);

  test('`else` of `at most` that goes on with the loop does not end it', () => {
    const model = round([{ on: 'Pong', to: 'Ping', atMost: { times: 2, otherwise: 'Ping' } }]);
    expect(only(model, 'event-cycle').endings).toEqual([]);
  });

  test('a counter in the state that is guarded by its bound ends it', () => {
    const tries = { tries: { kind: 'range', min: 0, max: 3 } } as const;
    const up = set('tries', binary(state('tries'), '+', number(1)));
    const guard = binary(state('tries'), '<', number(3));
    const bounded = round([{ on: 'Pong', to: 'Ping', guard, sets: [up] }], { states: tries });
    expect(only(bounded, 'event-cycle').endings).toMatchObject([{ kind: 'state', state: 'tries' }]);
    // Without the guard the counter stops at its bound, and the loop continues.
    const unguarded = round([{ on: 'Pong', to: 'Ping', sets: [up] }], { states: tries });
    expect(only(unguarded, 'event-cycle').endings).toEqual([]);
    // Somebody resets it.
    const reset = round(
      [
        { on: 'Pong', to: 'Ping', guard, sets: [up] },
        { on: 'Start', label: 'reset', to: 'nothing', sets: [set('tries', number(0))] },
      ],
      { states: tries },
    );
    expect(only(reset, 'event-cycle').endings).toEqual([]);
  });

  test('a join with a message from outside, which comes once, ends it; one that comes any number of times does not', () => {
    const joined = (go: string) =>
      choreography([
        participant('U', { kind: 'actor', emits: ['Start', go] }),
        participant('A', {
          reactions: [
            { on: 'Start', to: 'Ping' },
            { on: 'Pong and Go', to: 'Ping' },
          ],
        }),
        participant('B', { reactions: [{ on: 'Ping', to: 'Pong' }] }),
      ]);
    expect(only(joined('Go'), 'event-cycle').endings).toMatchObject([{ kind: 'join', message: 'Go' }]);
    expect(only(joined('Go*'), 'event-cycle').endings).toEqual([]);
  });

  test('fork and join in a loop do not grow; two services that both come round do', () => {
    const forked = choreography([
      participant('U', { kind: 'actor', emits: ['Start'] }),
      participant('A', { reactions: [{ on: 'Start or Again', to: 'X & Y' }] }),
      participant('B', { reactions: [{ on: 'X and Y', to: 'Again' }] }),
    ]);
    expect(codes(forked)).toEqual(['event-cycle']);
    const twofold = choreography([
      participant('U', { kind: 'actor', emits: ['Start'] }),
      participant('A', { reactions: [{ on: 'Start or Y', to: 'X' }] }),
      participant('B', { reactions: [{ on: 'X', to: 'Y' }] }),
      participant('C', { reactions: [{ on: 'X', to: 'Y' }] }),
    ]);
    expect(codes(twofold)).toEqual(['event-amplification']);
    const apart = choreography([
      participant('U', { kind: 'actor', emits: ['Start'], receives: ['Z'] }),
      participant('A', { reactions: [{ on: 'Start or Y', to: 'X' }] }),
      participant('B', { reactions: [{ on: 'X', to: 'Y' }] }),
      participant('C', { reactions: [{ on: 'X', to: 'Z' }] }),
    ]);
    expect(codes(apart)).toEqual(['event-cycle']);
  });

  test('growth that `at most` bounds is no amplification', () => {
    const model = choreography([
      participant('U', { kind: 'actor', emits: ['Start'] }),
      participant('W', {
        reactions: [{ on: 'Start or Item', to: 'Item & Item', atMost: { times: 3, otherwise: 'nothing' } }],
      }),
    ]);
    expect(codes(model)).toEqual(['event-cycle']);
  });

  test('a cycle that nothing starts is unreachable, not a cycle', () => {
    const model = choreography([
      participant('U', { kind: 'actor', emits: ['Start'], receives: ['Start'] }),
      participant('A', { reactions: [{ on: 'Pong', to: 'Ping' }] }),
      participant('B', { reactions: [{ on: 'Ping', to: 'Pong' }] }),
    ]);
    expect(codes(model)).toEqual(['unreachable-reaction', 'unreachable-reaction']);
  });
});

describe('liveness', () => {
  test('what gives up a join needs but one of its messages', () => {
    const model = choreography([
      participant('U', { kind: 'actor', emits: ['A'], receives: ['Late', 'Done'] }),
      participant('S', { reactions: [{ on: 'A and B', to: 'Done', within: 'Late' }] }),
      participant('T', { reactions: [{ on: 'Late' }, { on: 'Done' }] }),
    ]);
    expect(codes(model)).toEqual(['never-emitted', 'unreachable-reaction']);
    expect(only(model, 'unreachable-reaction').reaction.id).toBe('T.onDone');
  });

  test('the premise that is missing is followed to its root', () => {
    const model = choreography([
      participant('U', { kind: 'actor', emits: ['Other'], receives: ['Other', 'D'] }),
      participant('S', {
        reactions: [
          { on: 'A', to: 'B' },
          { on: 'B', to: 'C' },
          { on: 'C and Other', to: 'D' },
        ],
      }),
    ]);
    const found = findingsOf(model).filter(finding => finding.code === 'unreachable-reaction');
    expect(found.map(({ reaction }) => reaction.id)).toEqual(['S.onB', 'S.onCAndOther']);
    const [, second] = found;
    expect(second?.chain.map(({ awaits, by }) => [awaits.message, by?.id])).toEqual([
      ['C', 'S.onB'],
      ['B', 'S.onA'],
      ['A', undefined],
    ]);
    expect(second?.root).toMatchObject({ kind: 'message', message: 'A' });
  });

  test('without any entry only the ends are told: what is never emitted, and one of each cycle', () => {
    const model = choreography([
      participant('S', {
        reactions: [
          { on: 'A', to: 'B' },
          { on: 'B', to: 'C' },
          { on: 'C' },
          { on: 'X', to: 'Y' },
          { on: 'Y', to: 'X' },
        ],
      }),
    ]);
    expect(codes(model)).toEqual(['never-emitted', 'unreachable-reaction']);
  });

  test('a broken reaction is given the benefit of the doubt', () => {
    const model = choreography([
      participant('U', { kind: 'actor', emits: ['Start'], receives: ['Done'] }),
      participant('S', { reactions: [{ on: 'Start' }, { on: '', to: 'A', broken: true }, { on: 'A', to: 'Done' }] }),
    ]);
    expect(codes(model)).toEqual([]);
  });
});
