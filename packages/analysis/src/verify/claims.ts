/** What is asked of every run, as conditions on single states: the sentences of properties and the rules about flows. */
import type { Property, Sentence, Span } from '@choreo/model';
import { emissionsOf } from '@choreo/model';
import { messageGraphOf } from '../graph/message-graph.ts';
import type { CompileOptions } from '../run/compile.ts';
import { isQuiescent } from '../run/initial.ts';
import type { Kind, Program } from '../run/program.ts';
import type { Stepper } from '../run/stepper.ts';
import type { Choreography } from '@choreo/model';
import type { Subject, VerificationCode } from './verification.ts';

/**
 * `never`: no run reaches a state where it holds · `at-end`: no run comes to rest where it holds · `passes`: where it holds, a
 * run can still reach a state where it does not, and in the end does.
 */
export interface Claim {
  readonly code: VerificationCode;
  readonly kind: 'never' | 'at-end' | 'passes';
  readonly span: Span;
  readonly about: readonly Span[];
  readonly subject: Subject;
  /** The condition, of the given state. */
  holds(state: Uint8Array): boolean;
  /** Where a count has come to its end, so that the condition no longer tells; in words. */
  readonly limit?: { readonly words: string; isReached(state: Uint8Array): boolean };
  /** Whether the order in which messages occur matters to it, and which messages. */
  readonly ordered: readonly string[];
  /** Only runs without a redelivery count. */
  readonly withoutRedelivery: boolean;
  /** Said once though both of two cases violate it. */
  readonly key: string;
}

/** Counts of messages that are compared with one another go this far. */
const compared = 8;
/** And other counts that far. */
const mostCounted = 250;

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

/** How many bytes `remember` keeps in each state: one for each `leads to` and case. */
export function memoryOf(choreography: Choreography, cases: number): NonNullable<CompileOptions['memory']> {
  return debtsOf(choreography).length * cases;
}

type LeadsTo = Extract<Sentence, { kind: 'leads-to' }>;

function debtsOf({ properties }: Choreography): readonly LeadsTo[] {
  return properties.flatMap(({ sentences }) => sentences.filter(sentence => sentence.kind === 'leads-to'));
}

/** Keeps in each state which `leads to` still waits for its end; undefined where there is none. */
export function rememberDebts(
  program: Program,
): ((before: Uint8Array, after: Uint8Array, stepper: Stepper) => void) | undefined {
  const debts = debtsOf(program.choreography);
  if (debts.length === 0) return undefined;
  const incurs = program.kinds.map(({ message }) =>
    debts.flatMap((debt, index) => (debt.message.message === message ? [index] : [])),
  );
  const pays = program.kinds.map(({ message }) =>
    debts.flatMap((debt, index) => (debt.targets.some(target => target.message === message) ? [index] : [])),
  );
  const debtSlot = (debt: number, kind: Kind): number => program.memorySlot + kind.case * debts.length + debt;
  return (_, after, { published, entered }) => {
    for (const kind of published) {
      if (kind === entered) continue;
      for (const debt of incurs[kind.index] ?? []) after[debtSlot(debt, kind)] = 1;
    }
    for (const kind of published) for (const debt of pays[kind.index] ?? []) after[debtSlot(debt, kind)] = 0;
  };
}

/**
 * A message from outside was sent some time before it first arrives: what it leads to may come in between. So it is owed
 * from the start.
 */
export function prepareDebts(program: Program): (state: Uint8Array, counts: readonly number[]) => void {
  const debts = debtsOf(program.choreography);
  return (state, counts) => {
    program.entries.forEach(({ name, case: index }, at) => {
      if (!counts[at]) return;
      debts.forEach((debt, which) => {
        if (debt.message.message === name) state[program.memorySlot + index * debts.length + which] = 1;
      });
    });
  };
}

export function claimsOf(program: Program): readonly Claim[] {
  return Array.from({ length: program.cases }, (_, index) => [
    ...flowClaims(program, index),
    ...exitClaims(program, index),
    ...sentenceClaims(program, index),
  ]).flat();
}

const base = { about: [], ordered: [], withoutRedelivery: false } as const;

/** About the flow as a whole; there is no place in the text for it but the run's own. */
function flowClaims(program: Program, index: number): readonly Claim[] {
  const { choreography } = program;
  const span = flowSpan(choreography);
  const isEnd = (state: Uint8Array): boolean => isQuiescent(program, state);
  const claims: Claim[] = [];
  const exits = exitSlots(program, index);
  if (exits.length > 0) {
    claims.push({
      ...base,
      code: 'incomplete-flow',
      kind: 'passes',
      key: 'incomplete-flow',
      span,
      subject: { kind: 'none' },
      holds: state => !exits.some(slot => state[slot]) || !isEnd(state),
    });
  }
  if (index > 0) return claims;
  claims.push({
    ...base,
    code: 'livelock',
    kind: 'passes',
    key: 'livelock',
    span,
    subject: { kind: 'none' },
    holds: state => !isEnd(state),
  });
  for (const reaction of new Set(program.joins.map(buffer => buffer.reaction.reaction))) {
    if (reaction.within) continue;
    const slots = program.joins.filter(buffer => buffer.reaction.reaction === reaction).flatMap(buffer => buffer.slots);
    claims.push({
      ...base,
      code: 'stuck-join',
      kind: 'at-end',
      key: `stuck-join ${reaction.id}`,
      span: reaction.headSpan,
      subject: { kind: 'join', reaction, left: [], missing: [] },
      holds: state => slots.some(slot => state[slot]) && isEnd(state),
    });
  }
  return claims;
}

/** Where the flow as a whole is shown: where it begins. */
export function flowSpan(choreography: Choreography): Span {
  for (const { emits } of choreography.participants) for (const { nameSpan } of emits) return nameSpan;
  const [participant] = choreography.participants;
  const [message] = choreography.messages;
  const start = { line: 0, character: 0 };
  return (
    choreography.headers[0]?.nameSpan ??
    participant?.nameSpan ??
    message?.nameSpan ?? { uri: choreography.files[0] ?? '', range: { start, end: start } }
  );
}

function exitSlots(program: Program, index: number): readonly number[] {
  const { exits } = messageGraphOf(program.choreography);
  return program.counters.flatMap(({ message, slot, case: of }) => (of === index && exits.has(message) ? [slot] : []));
}

function exitClaims(program: Program, index: number): readonly Claim[] {
  return program.choreography.participants.flatMap(({ name, receives }) =>
    receives.flatMap(({ message, repeated, nameSpan }): Claim[] => {
      const slot = slotOf(program, message, index);
      if (repeated || slot < 0) return [];
      return [
        {
          ...base,
          code: 'repeated-exit',
          kind: 'never',
          key: `repeated-exit ${name} ${message}`,
          span: nameSpan,
          subject: { kind: 'exit', message, receiver: name },
          withoutRedelivery: true,
          holds: state => (state[slot] ?? 0) >= 2,
        },
      ];
    }),
  );
}

function slotOf({ counters }: Program, message: string, index: number): number {
  return counters.find(counter => counter.message === message && counter.case === index)?.slot ?? -1;
}

function sentenceClaims(program: Program, index: number): readonly Claim[] {
  const debts = debtsOf(program.choreography);
  return program.choreography.properties.flatMap(property =>
    property.sentences.flatMap(sentence => {
      const debt =
        sentence.kind === 'leads-to' ? program.memorySlot + index * debts.length + debts.indexOf(sentence) : -1;
      return sentenceClaim(program, property, sentence, index, debt);
    }),
  );
}

function isEmittedInside({ choreography }: Program, message: string): boolean {
  return choreography.participants.some(({ reactions, schedules }) =>
    [...reactions, ...schedules].some(source => emissionsOf(source).some(emission => emission.message === message)),
  );
}

function sentenceClaim(
  program: Program,
  property: Property,
  sentence: Sentence,
  index: number,
  debtSlot: number,
): readonly Claim[] {
  const countOf = ({ message }: { readonly message: string }): ((state: Uint8Array) => number) => {
    const slot = slotOf(program, message, index);
    return slot < 0 ? () => 0 : state => state[slot] ?? 0;
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
    case 'leads-to':
      return [
        {
          ...common,
          kind: 'passes',
          // What only comes from outside is owed from the start: it does not matter when it comes.
          ordered: isEmittedInside(program, sentence.message.message)
            ? [sentence.message, ...sentence.targets].map(({ message }) => message)
            : [],
          holds: state => state[debtSlot] === 1,
        },
      ];
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

function limitOf(message: string, most: number, count: (state: Uint8Array) => number): NonNullable<Claim['limit']> {
  return { words: `${message} counted up to ${most}`, isReached: state => count(state) >= most };
}
