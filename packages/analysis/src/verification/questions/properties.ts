/** The sentences of properties, each as a claim about all runs. */
import { emissionsOf } from '@choreo/model';
import type { Choreography, Expression, MessageRef, Property, Sentence } from '@choreo/model';
import { isQuiescent } from '../../runs/initial-states.ts';
import type { Program } from '../../runs/program/program.ts';
import { base, slotOf, slotsByKey } from '../claim.ts';
import type { Claim } from '../claim.ts';
import { conditionIn } from '../conditions.ts';
import type { ConditionCode } from '../conditions.ts';
import { monitorSlotsOf } from '../monitors.ts';
import type { Question } from '../question.ts';
import type { Order } from '../search/partial-order-reduction.ts';

/** How far the occurrences of each message that a sentence names are counted. */
export function countsAsked({ properties, participants }: Choreography): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const ask = (message: string, most: number): void =>
    void counts.set(message, Math.max(Math.min(most, mostCounted), counts.get(message) ?? 0));
  for (const { sentences } of properties) {
    for (const sentence of sentences) {
      switch (sentence.kind) {
        case 'leads-to':
        case 'at-all-times':
          break;
        case 'requires':
          ask(sentence.message.message, 1);
          ask(sentence.required.message, 1);
          break;
        case 'excludes':
          ask(sentence.message.message, sentence.excluded.message === sentence.message.message ? 2 : 1);
          ask(sentence.excluded.message, 1);
          break;
        case 'at-most':
          ask(sentence.message.message, sentence.times + 1);
          break;
        case 'always':
        case 'never':
          ask(sentence.message.message, 1);
          break;
        case 'no-after':
          ask(sentence.earlier.message, 1);
          break;
        case 'at-rest':
          if (sentence.premise) ask(sentence.premise.message, 1);
          break;
        case 'compensated-by':
          ask(sentence.message.message, compared);
          ask(sentence.compensation.message, compared);
          ask(sentence.failure.message, 1);
          break;
        default:
          sentence satisfies never;
      }
    }
  }
  for (const { receives } of participants) for (const { message } of receives) ask(message, 3);
  return counts;
}

export const properties: Question = {
  codes: ['property-violated', 'compensation-lost', 'compensation-early'],
  isAboutSentences: true,
  claims: sentenceClaims,
  // Each sentence has its own verdict.
  bounds: () => undefined,
};

function sentenceClaims(program: Program, index: number): readonly Claim[] {
  return program.choreography.properties.flatMap(property =>
    property.sentences.flatMap(sentence => sentenceClaim(program, property, sentence, index)),
  );
}

function sentenceClaim(program: Program, property: Property, sentence: Sentence, index: number): readonly Claim[] {
  const countOf = ({ message }: { readonly message: string }): ((state: Uint8Array) => number) => {
    const slot = slotOf(program, message, index);
    return slot === undefined ? () => 0 : state => state[slot] ?? 0;
  };
  /** For each value of its further keys. */
  const counts = ({ message }: MessageRef): readonly ((state: Uint8Array) => number)[] => {
    const slots = slotsByKey(program, message, index);
    return slots.length > 0 ? slots.map(slot => state => state[slot] ?? 0) : [() => 0];
  };
  const { span } = sentence;
  const place = `${span.uri}:${span.range.start.line}:${span.range.start.character}`;
  const common = {
    ...base,
    code: 'property-violated',
    key: `property ${place}`,
    span,
    about: [property.span],
    subject: { kind: 'sentence', property, sentence },
  } as const;
  const asked = (condition: Expression, claim: (code: ConditionCode) => Claim): readonly Claim[] => {
    const code = conditionIn(condition, program, index);
    return code ? [claim(code)] : [];
  };
  if (sentence.kind === 'at-all-times') {
    return asked(sentence.condition, ({ isBroken, slots }) => ({
      ...common,
      kind: 'never',
      ordered: { of: 'states', slots },
      holds: isBroken,
    }));
  }
  if (sentence.kind === 'at-rest') {
    const premise = sentence.premise && countOf(sentence.premise);
    return asked(sentence.condition, ({ isBroken }) => ({
      ...common,
      kind: 'at-end',
      holds: state => isQuiescent(program, state) && (!premise || premise(state) > 0) && isBroken(state),
    }));
  }
  const first = countOf(sentence.message);
  switch (sentence.kind) {
    case 'leads-to': {
      return monitorSlotsOf(program, sentence, index).map(monitorSlot => ({
        ...common,
        kind: 'passes',
        // A message that only comes from outside, and answers nothing, is owed from the start, whenever it comes.
        ...(comesOfOthers(program, sentence.message.message)
          ? { ordered: orderOf(sentence.message, ...sentence.targets) }
          : {}),
        holds: state => state[monitorSlot] === 1,
      }));
    }
    case 'requires': {
      const required = countOf(sentence.required);
      return [
        {
          ...common,
          kind: 'never',
          ordered: orderOf(sentence.message, sentence.required),
          holds: state => first(state) > 0 && required(state) === 0,
        },
      ];
    }
    case 'excludes': {
      const excluded = countOf(sentence.excluded);
      const least = sentence.excluded.message === sentence.message.message ? 2 : 1;
      return [{ ...common, kind: 'never', holds: state => first(state) >= least && excluded(state) >= least }];
    }
    case 'at-most':
      return counts(sentence.message).map(count => ({
        ...common,
        kind: 'never',
        holds: state => count(state) > sentence.times,
        ...(sentence.times < mostCounted ? {} : { limit: limitOf(sentence.message.message, mostCounted, count) }),
      }));
    case 'always':
      return [{ ...common, kind: 'passes', holds: state => first(state) === 0 }];
    case 'never':
      return [{ ...common, kind: 'never', holds: state => first(state) > 0 }];
    case 'no-after': {
      return monitorSlotsOf(program, sentence, index).map(monitorSlot => ({
        ...common,
        kind: 'never',
        ordered: orderOf(sentence.message, sentence.earlier),
        holds: state => state[monitorSlot] === 1,
      }));
    }
    case 'compensated-by': {
      const undone = countOf(sentence.compensation);
      const failed = countOf(sentence.failure);
      return [
        {
          ...common,
          code: 'compensation-lost',
          key: `lost ${place}`,
          kind: 'passes',
          holds: state => failed(state) > 0 && first(state) > undone(state),
          limit: limitOf(sentence.message.message, compared, first),
        },
        {
          ...common,
          code: 'compensation-early',
          key: `early ${place}`,
          kind: 'never',
          ordered: orderOf(sentence.message, sentence.compensation),
          holds: state => undone(state) > first(state),
          limit: limitOf(sentence.message.message, compared, first),
        },
      ];
    }
    default:
      return sentence satisfies never;
  }
}

function orderOf(...refs: readonly MessageRef[]): Order {
  return { of: 'messages', ids: refs.map(({ message }) => message) };
}

function comesOfOthers({ choreography }: Program, message: string): boolean {
  return choreography.participants.some(
    ({ reactions, schedules, emits }) =>
      emits.some(entry => entry.after && entry.message === message) ||
      [...reactions, ...schedules].some(source => emissionsOf(source).some(emission => emission.message === message)),
  );
}

/** The maximum of counters that are compared with one another. */
const compared = 8;
/** The maximum of other counters. */
const mostCounted = 250;

function limitOf(message: string, most: number, count: (state: Uint8Array) => number): NonNullable<Claim['limit']> {
  return { bound: { kind: 'counted', message, most }, isReached: state => count(state) >= most };
}
