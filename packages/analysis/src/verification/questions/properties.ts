/** The sentences of properties, each as a claim about all runs. */
import { emissionsOf } from '@choreo/model';
import type { Choreography, Property, Sentence } from '@choreo/model';
import type { Program } from '../../runs/program/program.ts';
import { base, slotOf } from '../claim.ts';
import type { Claim } from '../claim.ts';
import { monitoredSentences } from '../monitors.ts';
import type { Question } from '../question.ts';

/** How far the occurrences of each message that a sentence names are counted. */
export function countsAsked({ properties, participants }: Choreography): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const ask = (message: string, most: number): void =>
    void counts.set(message, Math.max(Math.min(most, mostCounted), counts.get(message) ?? 0));
  for (const { sentences } of properties) {
    for (const sentence of sentences) {
      const { message } = sentence.message;
      switch (sentence.kind) {
        case 'leads-to':
          break;
        case 'requires':
          ask(message, 1);
          ask(sentence.required.message, 1);
          break;
        case 'excludes':
          ask(message, sentence.excluded.message === message ? 2 : 1);
          ask(sentence.excluded.message, 1);
          break;
        case 'at-most':
          ask(message, sentence.times + 1);
          break;
        case 'always':
        case 'never':
          ask(message, 1);
          break;
        case 'compensated-by':
          ask(message, compared);
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
  const first = countOf(sentence.message);
  switch (sentence.kind) {
    case 'leads-to': {
      const monitorSlot = monitorSlotOf(program, sentence, index);
      return [
        {
          ...common,
          kind: 'passes',
          // A message that only comes from outside is owed from the start, whenever it comes.
          ordered: isEmittedInside(program, sentence.message.message)
            ? [sentence.message, ...sentence.targets].map(({ message }) => message)
            : [],
          holds: state => state[monitorSlot] === 1,
        },
      ];
    }
    case 'requires': {
      const required = countOf(sentence.required);
      return [
        {
          ...common,
          kind: 'never',
          ordered: [sentence.message.message, sentence.required.message],
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
      return [
        {
          ...common,
          kind: 'never',
          holds: state => first(state) > sentence.times,
          ...(sentence.times < mostCounted ? {} : { limit: limitOf(sentence.message.message, mostCounted, first) }),
        },
      ];
    case 'always':
      return [{ ...common, kind: 'passes', holds: state => first(state) === 0 }];
    case 'never':
      return [{ ...common, kind: 'never', holds: state => first(state) > 0 }];
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
          ordered: [sentence.message.message, sentence.compensation.message],
          holds: state => undone(state) > first(state),
          limit: limitOf(sentence.message.message, compared, first),
        },
      ];
    }
    default:
      return sentence satisfies never;
  }
}

/** The slot in which `rememberDebts` keeps whether the sentence is still unfulfilled in one case. */
function monitorSlotOf(
  { choreography, memorySlot }: Program,
  sentence: Extract<Sentence, { kind: 'leads-to' }>,
  index: number,
): number {
  const monitored = monitoredSentences(choreography);
  return memorySlot + index * monitored.length + monitored.indexOf(sentence);
}

function isEmittedInside({ choreography }: Program, message: string): boolean {
  return choreography.participants.some(({ reactions, schedules }) =>
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
