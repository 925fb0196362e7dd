/** What all runs of a choreography show, and how the answers about its parts become answers about the whole. */
import type { Choreography, Property } from '@choreo/model';
import { flowSpan } from './claim.ts';
import type { Bound } from './bound.ts';
import type { Ends } from './ends/ends.ts';
import type { Termination, Verdict, Verification, VerificationCode } from './verdict.ts';

export interface Flow {
  readonly states: number;
  readonly bytes: number;
  readonly exploration: Verification['exploration'];
  readonly bound: Bound | undefined;
  readonly termination: Termination;
  readonly exits: Verification['exits'];
  /** Without redeliveries. */
  readonly plainExits: Verification['exits'];
  readonly ends: readonly Ends[];
  readonly verdicts: readonly Verdict[];
}

/** Each part answers some of the questions, or all of them for some of what can happen. At least one part. */
export function combinedFlow(parts: readonly Flow[], choreography: Choreography): Flow {
  const found = parts.flatMap(({ verdicts }) => verdicts);
  const verdicts = found.filter(({ subject }) => subject.kind !== 'none');
  const silent = new Map<VerificationCode, Verdict>();
  for (const verdict of found) {
    if (verdict.subject.kind !== 'none' || verdicts.some(({ code }) => code === verdict.code)) continue;
    // What is bounded for one is bounded for all.
    if (silent.get(verdict.code)?.status !== 'bounded') silent.set(verdict.code, verdict);
  }
  const span = flowSpan(choreography);
  const bounded = parts.find(({ bound }) => bound);
  const explorations = new Set(parts.map(({ exploration }) => exploration));
  return {
    states: parts.reduce((sum, part) => sum + part.states, 0),
    bytes: Math.max(...parts.map(({ bytes }) => bytes)),
    exploration: (['bounded', 'reduced', 'full'] as const).find(kind => explorations.has(kind)) ?? 'full',
    bound: bounded?.bound,
    termination: combinedTermination(parts),
    exits: combinedExits(parts),
    plainExits: combinedExits(parts.map(part => ({ ...part, exits: part.plainExits }))),
    ends: parts.flatMap(({ ends }) => ends),
    verdicts: [
      ...verdicts.map(verdict => ofOriginal(verdict, choreography.properties)),
      ...[...silent.values()].map(verdict => ({ ...verdict, span })),
    ],
  };
}

function combinedTermination(parts: readonly Flow[]): Termination {
  const all = new Set(parts.map(({ termination }) => termination));
  return (['livelock', 'unknown', 'fair', 'always'] as const).find(kind => all.has(kind)) ?? 'unknown';
}

/** More ends than this are not listed one by one, but part by part. */
const mostEnds = 1000;

/** Each end of one part with each of the others. The one redelivery that there may be comes in one of them. */
function combinedExits(parts: readonly Flow[]): Verification['exits'] {
  const all = new Map<string, readonly string[]>();
  for (const again of parts) {
    const ends = parts.map(part => (part === again ? part.exits : part.plainExits));
    if (ends.reduce((product, { length }) => product * length, 1) > mostEnds)
      return parts.flatMap(({ exits }) => exits);
    for (const end of products(ends)) all.set(end.join(' '), end);
  }
  return sorted([...all.values()]);
}

function products(ends: readonly Verification['exits'][]): Verification['exits'] {
  return ends.reduce<Verification['exits']>(
    (before, some) => before.flatMap(one => some.map(other => [...one, ...other].sort())),
    [[]],
  );
}

export function sorted(exits: Verification['exits']): Verification['exits'] {
  const byText = (a: readonly string[], b: readonly string[]): number => (a.join(' ') < b.join(' ') ? -1 : 1);
  return [...exits].sort(byText);
}

/** About the property as it is declared, with all of its sentences. */
function ofOriginal(verdict: Verdict, properties: readonly Property[]): Verdict {
  const { subject } = verdict;
  if (subject.kind !== 'sentence' && subject.kind !== 'competition' && subject.kind !== 'vacuous') return verdict;
  const property = properties.find(({ sentences }) => sentences.includes(subject.sentence)) ?? subject.property;
  return { ...verdict, subject: { ...subject, property } };
}
