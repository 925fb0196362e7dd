/** Verifies a choreography: its independent parts one by one, so that what they do is not multiplied. */
import type { Choreography } from '@choreo/model';
import { canCasesMeet } from '../runs/program/case-scope.ts';
import { compile } from '../runs/program/compile.ts';
import { usualMany } from '../runs/program/multiplicity.ts';
import type { Run } from '../runs/run.ts';
import { combinedFlow } from './flow.ts';
import type { Flow } from './flow.ts';
import { independentParts } from './parts/independent-parts.ts';
import { RunLift } from './parts/lift-run.ts';
import { endsOfPart, endsOfParts, withEntries } from './ends/ends-of-parts.ts';
import type { Limits } from './question.ts';
import { verifyPart } from './verify-part.ts';
import type { Progress, Stop, Subject, Verdict } from './verdict.ts';

export function* verifyFlow(choreography: Choreography, limits: Limits): Generator<Progress, Flow, Stop | undefined> {
  const parts = limits.reduction === 'full' ? [choreography] : independentParts(choreography);
  if (parts.length < 2) return yield* verifyPart(choreography, limits);
  const all = withEntries(parts);
  const { ends: _ends, ...forVerdicts } = limits;
  // Two redeliveries could come in two parts.
  if (limits.redeliveries > 1) {
    const flow = yield* verifyPart(choreography, forVerdicts);
    return { ...flow, ends: limits.ends ? yield* endsOfParts(all, limits, limits.ends) : [] };
  }
  const flows: { readonly part: Choreography; readonly flow: Flow }[] = [];
  for (const { part, othersCome } of all)
    flows.push({ part, flow: yield* verifyPart(part, { ...limits, othersCome }) });
  const ends = all.flatMap((part, index) => endsOfPart(flows[index]?.flow.ends ?? [], part, index));
  // Whether a case can end without any exit is then a matter of all parts together.
  if (flows.every(({ flow }) => canEndWithoutExit(flow)))
    return { ...(yield* verifyPart(choreography, forVerdicts)), ends };
  // Nothing is at rest while another part goes on forever.
  if (asksAtRest(choreography) && flows.some(({ flow }) => flow.exits.length === 0))
    return { ...(yield* verifyPart(choreography, forVerdicts)), ends };
  return {
    ...combinedFlow(
      flows.map(({ part, flow }) => ({ ...flow, verdicts: ofWhole(flow.verdicts, part, choreography, limits) })),
      choreography,
    ),
    ends,
  };
}

function asksAtRest({ properties }: Choreography): boolean {
  return properties.some(({ sentences }) => sentences.some(({ kind }) => kind === 'at-rest'));
}

function canEndWithoutExit({ exits, exploration }: Flow): boolean {
  return exploration === 'bounded' || exits.some(end => end.length === 0);
}

/** Without those that another part disproves, and with runs of the whole. */
function ofWhole(
  verdicts: readonly Verdict[],
  part: Choreography,
  choreography: Choreography,
  limits: Limits,
): readonly Verdict[] {
  const left = verdicts.filter(({ subject }) => subject.kind !== 'flow' || !subject.quiescent);
  if (!left.some(({ run }) => run)) return left;
  const lift = (losses: number) =>
    new RunLift(programOf(choreography, limits, losses), programOf(part, limits, losses));
  const plain = lift(0);
  const isLossy = ({ code }: Verdict): boolean => code === 'loss-changes-outcome';
  const lossy = left.some(isLossy) ? lift(limits.losses ?? 0) : plain;
  return left.map(verdict =>
    withRuns(verdict, run => (isLossy(verdict) ? lossy : plain).lift(run, showsAtEnd(verdict))),
  );
}

function programOf(choreography: Choreography, limits: Limits, losses = 0) {
  const { redeliveries, redelivered = 'any', many = usualMany, cases } = limits;
  return compile(choreography, {
    redeliveries,
    redelivered,
    many,
    losses,
    cases: cases > 1 && canCasesMeet(choreography) ? 2 : 1,
  });
}

/** Whether what is wrong shows only when nothing is left to do. */
function showsAtEnd({ code, subject }: Verdict): boolean {
  switch (subject.kind) {
    case 'join':
    case 'retry':
    case 'order':
    case 'redelivery':
    case 'loss':
      return true;
    case 'sentence':
      return code === 'compensation-lost' || ['leads-to', 'always', 'at-rest'].includes(subject.sentence.kind);
    default:
      return false;
  }
}

function withRuns(verdict: Verdict, lifted: (run: Run) => Run): Verdict {
  const { run, other, badStep } = verdict;
  if (!run) return verdict;
  const whole = lifted(run);
  const wholeOther = other && lifted(other);
  return {
    ...verdict,
    subject: withEnds(verdict.subject, whole, wholeOther),
    run: whole,
    ...(wholeOther ? { other: wholeOther } : {}),
    ...(badStep === run.steps.length ? { badStep: whole.steps.length } : {}),
  };
}

/** The ends are those of the whole. */
function withEnds(subject: Subject, run: Run, other: Run | undefined): Subject {
  const endOf = (one: Run | undefined, otherwise: readonly string[]) => one?.snapshots.at(-1)?.exits ?? otherwise;
  if (subject.kind === 'redelivery') return { ...subject, exits: endOf(run, subject.exits) };
  if (subject.kind !== 'order') return subject;
  return { ...subject, exits: endOf(run, subject.exits), otherExits: endOf(other, subject.otherExits) };
}
