/** The checks on models that no text gives: they never throw, and do not depend on the order of declarations. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Choreography, Expression, Field, Message, Reaction, RecordType, Scenario, TypeRef } from '@choreo/model';
import { drawn, howMany } from '../../model/test/randomness.ts';
import { findingsOf } from '../src/checks/all-checks.ts';
import { createSimulation } from '../src/runs/index.ts';
import { verify } from '../src/verification/index.ts';
import { choreography, field, message, participant, place } from './build.ts';
import type { ReactionParts } from './build.ts';

const name = fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F');
const names = fc.array(name, { maxLength: 3 });
const outcomeText = fc
  .array(
    fc.array(
      fc.tuple(name, fc.constantFrom('', '?', '*', '+')).map(parts => parts.join('')),
      { maxLength: 3 },
    ),
    {
      minLength: 1,
      maxLength: 3,
    },
  )
  .map(alternatives => alternatives.map(items => items.join(' & ')).join(' | '));

const { expression } = fc.letrec<{ expression: Expression }>(tie => ({
  expression: fc.oneof(
    { maxDepth: 4 },
    fc.double().map((value): Expression => ({ kind: 'number', value, text: String(value), span: place() })),
    fc.string().map((value): Expression => ({ kind: 'string', value, span: place() })),
    fc.constantFrom('s', 't', 'nowhere').map((id): Expression => ({ kind: 'state', name: id, span: place() })),
    fc.constant<Expression>({ kind: 'state-value', state: 's', value: 'one', span: place() }),
    fc.constant<Expression>({ kind: 'enum-value', enum: 'Gone', value: 'X', span: place() }),
    fc
      .array(fc.constantFrom('id', 'self', 'list', '__proto__'), { minLength: 1, maxLength: 4 })
      .map((path): Expression => ({ kind: 'field', path, span: place() })),
    fc.nat(3).map((at): Expression => ({
      kind: 'unresolved',
      path: ['self', 'x'],
      at,
      partSpan: place(),
      candidates: [],
      span: place(),
    })),
    tie('expression').map((operand): Expression => ({ kind: 'unary', operator: 'not', operand, span: place() })),
    fc
      .tuple(tie('expression'), fc.constantFrom('or', '==', '<', '+', '/'), tie('expression'))
      .map(([left, operator, right]): Expression => ({
        kind: 'binary',
        operator: operator as '+',
        left,
        right,
        span: place(),
      })),
    fc
      .tuple(tie('expression'), fc.array(tie('expression'), { maxLength: 2 }))
      .map(([value, options]): Expression => ({ kind: 'in', value, options, span: place() })),
  ),
}));

const reactionParts: fc.Arbitrary<ReactionParts> = fc
  .record({
    names,
    join: fc.constantFrom(' or ', ' and '),
    to: fc.option(outcomeText, { nil: undefined }),
    guard: fc.option(expression, { nil: undefined }),
    value: fc.option(expression, { nil: undefined }),
    times: fc.option(fc.nat(3), { nil: undefined }),
    otherwise: outcomeText,
    within: fc.option(outcomeText, { nil: undefined }),
    by: fc.option(fc.constantFrom('id', 'other'), { nil: undefined }),
    broken: fc.boolean(),
    label: fc.option(fc.constantFrom('l', 'm', 'onA'), { nil: undefined }),
  })
  .map(({ names: on, join, to, guard, value, times, otherwise, within, by, broken, label }) => ({
    on: on.join(join),
    broken,
    ...(to === undefined ? {} : { to }),
    ...(guard ? { guard } : {}),
    ...(value
      ? { sets: [{ kind: 'set', state: 's', name: 's', value, span: place(), nameSpan: place() } as const] }
      : {}),
    ...(times === undefined ? {} : { atMost: { times, otherwise } }),
    ...(within === undefined ? {} : { within }),
    ...(by === undefined ? {} : { by }),
    ...(label === undefined ? {} : { label }),
  }));

const typeRef: fc.Arbitrary<TypeRef> = fc.constantFrom<TypeRef>(
  { kind: 'builtin', name: 'int' },
  { kind: 'record', id: 'R' },
  { kind: 'record', id: 'Gone' },
  { kind: 'enum', id: 'R' },
  { kind: 'array', element: { kind: 'record', id: 'R' } },
  { kind: 'unresolved', name: 'x' },
);

const fields: fc.Arbitrary<readonly Field[]> = fc.array(
  fc
    .tuple(fc.constantFrom('id', 'self', 'list', 'id'), typeRef, fc.boolean())
    .map(([id, type, key]) => field(id, type, key)),
  { maxLength: 3 },
);

const baseId = fc.option(fc.constantFrom('A', 'B', 'R', 'Gone'), { nil: undefined });

const messages: fc.Arbitrary<readonly Message[]> = fc.array(
  fc.tuple(name, fields, fc.constantFrom('event', 'command'), baseId).map(([id, own, kind, base]) => ({
    ...message(id, own, kind as Message['kind']),
    ...(base === undefined ? {} : { base: { id: base, span: place() } }),
  })),
  { maxLength: 5 },
);

const records: fc.Arbitrary<readonly RecordType[]> = fc.array(
  fc.tuple(fields, baseId).map(([own, base]): RecordType => ({
    kind: 'record',
    id: 'R',
    name: 'R',
    choreography: 'Test',
    annotations: [],
    span: place(),
    nameSpan: place(),
    fields: own,
    ...(base === undefined ? {} : { base: { id: base, span: place() } }),
  })),
  { maxLength: 2 },
);

const participants = fc.array(
  fc
    .record({
      name: fc.constantFrom('P', 'Q', 'R'),
      kind: fc.constantFrom('service', 'external', 'actor'),
      reactions: fc.array(reactionParts, { maxLength: 4 }),
      emits: names,
      receives: names,
      states: fc.constantFrom(
        {},
        { s: { kind: 'range', min: 0, max: 3 } as const },
        { s: { kind: 'values', values: [{ name: 'one', span: place() }] } as const, t: { kind: 'boolean' } as const },
        { s: { kind: 'range', min: 3, max: -1e9 } as const },
      ),
    })
    .map(({ name: id, ...parts }) => participant(id, { ...parts, kind: parts.kind as 'service' })),
  { maxLength: 4 },
);

const scenario: Scenario = {
  name: 's',
  annotations: [],
  span: place(),
  nameSpan: place(),
  steps: [
    {
      kind: 'choose',
      reaction: 'P.gone',
      reactionSpan: place(),
      outcome: { alternatives: [], span: place() },
      span: place(),
    },
    {
      kind: 'given',
      message: { message: 'A', span: place() },
      payload: {
        kind: 'object',
        entries: [{ name: 'self', nameSpan: place(), value: { kind: 'word', value: 'x', span: place() } }],
        span: place(),
      },
      span: place(),
    },
  ],
};

const models: fc.Arbitrary<Choreography> = fc
  .tuple(participants, messages, records)
  .map(([who, given, types]) => choreography(who, { messages: given, types, scenarios: [scenario] }));

describe('any model', () => {
  test('gives findings, each at a place', () => {
    fc.assert(
      fc.property(models, model => {
        for (const finding of findingsOf(model, { isWanted: () => true }))
          expect(finding.span.uri).toBe('file:///test.choreo');
      }),
      drawn(1, 500),
    );
  });

  test('gives the same findings in whatever order its declarations stand', () => {
    const summary = (model: Choreography) =>
      findingsOf(model)
        // The order decides which of several is the first, the shortest or the duplicate.
        .filter(({ code }) =>
          ['unhandled-event', 'never-emitted', 'unused-declaration', 'unreachable-reaction'].includes(code),
        )
        .map(finding => {
          if (finding.code === 'unreachable-reaction') return `${finding.code} ${finding.reaction.id}`;
          if (finding.code === 'unused-declaration') return `${finding.code} ${finding.unused.declaration.name}`;
          return finding.code === 'unhandled-event' || finding.code === 'never-emitted'
            ? `${finding.code} ${finding.message.id}`
            : '';
        })
        .sort();
    const uniqueNames = (model: Choreography): Choreography => ({
      ...model,
      messages: [...new Map(model.messages.map(one => [one.id, one])).values()],
      participants: [...new Map(model.participants.map(one => [one.name, one])).values()],
    });
    // Without an entry, one reaction is reported for its cycle; the order decides which one.
    const started = models.map(uniqueNames).map(model => ({
      ...model,
      participants: [...model.participants, participant('Z', { kind: 'actor', emits: ['Z0'] })],
    }));
    fc.assert(
      fc.property(started, fc.func(fc.nat()), (model, order) => {
        const shuffled = <T extends object>(all: readonly T[]) =>
          all
            .map((one, index) => [order(index), one] as const)
            .sort(([a], [b]) => a - b)
            .map(([, one]) => one);
        const reordered = {
          ...model,
          messages: shuffled(model.messages),
          participants: shuffled(model.participants).map(one => ({
            ...one,
            reactions: shuffled<Reaction>(one.reactions),
          })),
        };
        expect(summary(reordered)).toEqual(summary(model));
      }),
      drawn(2, 300),
    );
  });

  test('is verified and simulated without a throw', () => {
    fc.assert(
      fc.property(models, fc.nat(1), fc.integer({ min: 1, max: 2 }), (model, redeliveries, cases) => {
        verify(model, { redeliveries, cases, maxStates: 300 });
        createSimulation(model, { redeliveries, cases }).toEnd(20);
      }),
      drawn(3, howMany({ usual: 150, all: 300 })),
    );
  });

  test('a deep expression, a long chain and a wide hub are no matter', () => {
    let deep: Expression = { kind: 'number', value: 1, text: '1', span: place() };
    for (let depth = 0; depth < 20_000; depth++) {
      deep = {
        kind: 'binary',
        operator: '+',
        left: deep,
        right: { kind: 'number', value: 1, text: '1', span: place() },
        span: place(),
      };
    }
    const links = Array.from({ length: 20_000 }, (_, i) => ({ on: `M${i}`, to: `M${i + 1}` }));
    const hub = Array.from({ length: 2_000 }, (_, i) => ({ on: 'Hub', label: `h${i}`, to: 'Hub2' }));
    const back = Array.from({ length: 2_000 }, (_, i) => ({ on: 'Hub2', label: `b${i}`, to: 'Hub' }));
    const model = choreography([
      participant('U', { kind: 'actor', emits: ['Hub'] }),
      participant('S', {
        states: { s: { kind: 'range', min: 0, max: 3 } },
        reactions: [
          ...links,
          ...hub,
          ...back,
          {
            on: 'M3',
            label: 'deep',
            guard: deep,
            to: 'Hub',
            sets: [{ kind: 'set', state: 's', name: 's', value: deep, span: place(), nameSpan: place() }],
          },
        ],
      }),
    ]);
    expect(new Set(findingsOf(model).map(({ code }) => code))).toContain('event-amplification');
  });
});
