/** From what explorations found to verdicts, with the runs that show them. */
import type { Choreography, Reaction, Span } from '@choreo/model';
import { namesOf } from '@choreo/model';
import { messageGraphOf } from '../graph/message-graph.ts';
import { tryMove } from '../run/replay.ts';
import { standingOf } from '../run/standing.ts';
import type { Run, RunStep } from '../run/run.ts';
import type { Claim } from './claims.ts';
import { flowSpan } from './claims.ts';
import type { EdgeList } from './edges.ts';
import type { Exploration } from './explore.ts';
import type { OrderDependence } from './order.ts';
import { pathTo, runAlong, runTo, runToEnd, stateAt, stepsFrom } from './paths.ts';
import type { Remember } from './paths.ts';
import type { Seen } from './look.ts';
import { componentsIn } from './strong-components.ts';
import type { Competition } from './survey.ts';
import type { Subject, Verdict, VerificationCode } from './verification.ts';

export interface Bound {
  /** Where not all states were seen. */
  readonly cut: string | undefined;
  /** What has no limit, of which only so many were looked at; and that cases can meet, but only one was looked at. */
  readonly open?: string;
  readonly redeliveries?: string;
}

export interface Context {
  readonly main: Seen;
  /** Without redeliveries; the same where there are none anyway. */
  readonly plain: Seen;
  readonly bound: Bound;
  readonly plainBound: Bound;
  readonly states: number;
}

const fairly = 'fair runs only: a loop could put it off without end';

/** `isPutOff`: it holds only because loops that can end do. */
export function holds(claim: Claim, context: Context, isPutOff = false): Verdict {
  const { code, span, about, subject } = claim;
  return {
    code,
    span,
    about,
    subject,
    ...statusOf(claim.withoutRedelivery ? context.plainBound : context.bound, [
      context.main.survey.limited.has(claim) ? claim.limit?.words : undefined,
      isPutOff ? fairly : undefined,
    ]),
    states: context.states,
  };
}

function statusOf(
  { cut, open, redeliveries }: Bound,
  others: readonly (string | undefined)[] = [],
): Pick<Verdict, 'status' | 'bound'> {
  const limits = [cut, open, ...others].filter(limit => limit !== undefined);
  const bound = [...limits, ...(redeliveries === undefined ? [] : [redeliveries])].join('; ');
  return { status: limits.length > 0 ? 'bounded' : 'proved', ...(bound === '' ? {} : { bound }) };
}

/** The state itself shows it. */
export function violatedAt(
  claim: Claim,
  exploration: Exploration,
  state: number,
  remember: Remember | undefined,
  { states }: Context,
): Verdict {
  const run = runTo(exploration, state, remember);
  const isAtEnd = claim.kind === 'at-end';
  const { code, span, about } = claim;
  const subject = filled(claim.subject, run);
  return {
    code,
    status: 'violated',
    span,
    about,
    subject,
    run,
    badStep: isAtEnd ? run.steps.length : Math.max(0, run.steps.length - 1),
    states,
  };
}

/** From that state on it can no longer come right. */
export function violatedFrom(
  claim: Claim,
  exploration: Exploration,
  state: number,
  remember: Remember | undefined,
  { states }: Context,
): Verdict {
  const { run, badStep } = runToEnd(exploration, state, remember);
  const isEnd = run.standings.at(-1)?.quiescent ?? false;
  const last = run.steps[badStep];
  const { code, about } = claim;
  const isFlow = claim.subject.kind === 'none';
  const span = isFlow ? (spanOf(last) ?? claim.span) : claim.span;
  const subject: Subject =
    code === 'incomplete-flow'
      ? { kind: 'flow', quiescent: isEnd, waiting: run.standings.at(-1)?.waiting.map(({ reaction }) => reaction) ?? [] }
      : code === 'livelock'
        ? loopFrom(exploration, state, remember)
        : claim.subject;
  return {
    code,
    status: 'violated',
    span,
    about: isFlow ? [claim.span, ...about] : about,
    subject,
    run,
    badStep,
    states,
  };
}

function spanOf(step: RunStep | undefined): Span | undefined {
  return step?.firings.at(-1)?.span;
}

function filled(subject: Subject, run: Run): Subject {
  if (subject.kind !== 'join') return subject;
  const left = run.standings.at(-1)?.waiting.find(({ reaction }) => reaction === subject.reaction.id)?.messages ?? [];
  const missing = subject.reaction.trigger.messages
    .map(({ message }) => message)
    .filter(message => !left.includes(message));
  return { ...subject, left, missing };
}

/** So many states of a loop are looked at for what it is made of. */
const mostOfLoop = 2000;

/** What goes on for ever: what happens on the steps between states of which each leads back to the other. */
function loopFrom({ program, edges, store }: Exploration, start: number, remember: Remember | undefined): Subject {
  const messages = new Set<string>();
  const reactions = new Set<string>();
  if (!edges) return { kind: 'loop', messages: [], reactions: [] };
  const { of } = componentsIn(edges, store.count);
  const inside = lastComponent(edges, of, start);
  const words = new Int32Array(program.size >> 2);
  const loop = new Set<string>();
  const states: Uint8Array[] = [];
  for (let number = 0; number < store.count && states.length < mostOfLoop; number++) {
    if (of[number] !== inside) continue;
    store.read(number, words);
    const state = new Uint8Array(words.slice().buffer);
    states.push(state);
    loop.add(state.join());
  }
  for (const state of states) {
    for (const { state: after, move, published } of stepsFrom(program, state, remember)) {
      if (!loop.has(after.join())) continue;
      for (const { message } of published) messages.add(message);
      for (const { reaction } of tryMove(program, state, move)?.step.firings ?? []) reactions.add(reaction);
    }
  }
  const inOrder = program.choreography.participants.flatMap(participant =>
    participant.reactions.flatMap(({ id }) => (reactions.has(id) ? [id] : [])),
  );
  return { kind: 'loop', messages: [...messages], reactions: inOrder };
}

/** A component that can be reached and not be left. */
function lastComponent(edges: EdgeList, of: Int32Array, start: number): number {
  const seen = new Set([start]);
  const open = [start];
  let last = of[start] ?? 0;
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    // Components are numbered from the last ones on.
    last = Math.min(last, of[state] ?? last);
    for (let edge = edges.startOf(state); edge < edges.endOf(state); edge++) {
      const target = edges.targetAt(edge);
      if (seen.has(target)) continue;
      seen.add(target);
      open.push(target);
    }
  }
  return last;
}

export function pumpVerdicts({
  main: { exploration, survey, remember, program },
  states,
}: Context): readonly Verdict[] {
  if (!survey.pump) return [];
  const { ancestor, state } = survey.pump;
  const run = runTo(exploration, state, remember);
  const [before, after] = [ancestor, state].map(number => standingOf(program, stateAt(exploration, number)));
  const countOf = (standing: typeof after, message: string): number =>
    [...(standing?.pending ?? []), ...(standing?.timers ?? [])]
      .filter(one => one.message === message)
      .reduce(
        (sum, { count }) => sum + count,
        (standing?.waiting ?? []).flatMap(({ messages }) => messages.filter(one => one === message)).length,
      );
  const grown = [...namesOf(program.choreography).messages.keys()].filter(
    message => countOf(after, message) > countOf(before, message),
  );
  const depth = depthOf(exploration, state) - depthOf(exploration, ancestor);
  const loop = run.steps.slice(run.steps.length - depth);
  const reactions = [...new Set(loop.flatMap(({ firings }) => firings.map(({ reaction }) => reaction)))];
  const spans = loop.flatMap(({ firings }) => firings.map(({ span }) => span));
  return [
    {
      code: 'unbounded-messages',
      status: 'violated',
      span: spans[0] ?? flowSpan(program.choreography),
      about: spans.slice(1),
      subject: { kind: 'loop', messages: grown, reactions },
      run,
      badStep: Math.max(0, run.steps.length - depth),
      states,
    },
  ];
}

function depthOf({ store }: Exploration, number: number): number {
  let depth = 0;
  for (let at = store.parentOf(number); at >= 0; at = store.parentOf(at)) depth++;
  return depth;
}

export function orderVerdicts({ main: { program } }: Context, order: OrderDependence | undefined): readonly Verdict[] {
  if (order?.kind !== 'found') return [];
  const [run, other] = order.runs;
  const differs = run.steps.findIndex(
    (step, index) => JSON.stringify(step.move) !== JSON.stringify(other.steps[index]?.move),
  );
  const span = spanOf(run.steps[differs]) ?? spanOf(other.steps[differs]) ?? flowSpan(program.choreography);
  return [
    {
      code: 'order-dependent-outcome',
      status: 'violated',
      span,
      about: [flowSpan(program.choreography)],
      subject: { kind: 'order', exits: order.exits[0], otherExits: order.exits[1] },
      run,
      badStep: Math.max(0, differs),
      other,
      states: order.states,
    },
  ];
}

/** Where two services compete, the run that shows it breaks the sentence too, whether that was come across or not. */
export function shownBy(verdict: Verdict, competitions: readonly Verdict[]): Verdict {
  const { subject, status } = verdict;
  if (subject.kind !== 'sentence' || status === 'violated') return verdict;
  const shown = competitions.find(
    ({ subject: other }) => other.kind === 'competition' && other.sentence === subject.sentence,
  )?.run;
  if (!shown) return verdict;
  const { bound: _, ...rest } = verdict;
  return { ...rest, status: 'violated', run: shown, badStep: shown.steps.length - 1 };
}

/** The run to where both can, then what the one does, then the other. */
export function competitionVerdicts({ main, states }: Context): readonly Verdict[] {
  return [...main.survey.competitions.values()].flatMap((candidates): readonly Verdict[] => {
    for (const candidate of candidates) {
      const shown = runOfBoth(main, candidate);
      if (!shown) continue;
      const { property, sentence, services } = candidate;
      const messages = [sentence.message.message, sentence.excluded.message] as const;
      return [
        {
          code: 'competing-services',
          status: 'violated',
          span: sentence.span,
          about: [property.span],
          subject: { kind: 'competition', property, sentence, services, messages },
          ...shown,
          states,
        },
      ];
    }
    return [];
  });
}

function runOfBoth(
  { exploration, remember, program }: Seen,
  { sentence, services, state, case: index }: Competition,
): { readonly run: Run; readonly badStep: number } | undefined {
  const path = pathTo(exploration, state, remember);
  const emitting = (from: Uint8Array, which: 0 | 1) => {
    const wanted = (which === 0 ? sentence.message : sentence.excluded).message;
    return [...stepsFrom(program, from, remember)].filter(({ move, published }) => {
      const action = program.actions[move.action];
      return (
        action?.participant === services[which] &&
        action.case === index &&
        published.some(({ message }) => message === wanted)
      );
    });
  };
  for (const first of emitting(stateAt(exploration, state), 0)) {
    const [second] = emitting(first.state, 1);
    if (!second) continue;
    const moves = [...path.moves, first.move, second.move];
    return { run: runAlong(program, { counts: path.counts, moves }), badStep: path.moves.length };
  }
  return undefined;
}

export function lateVerdicts({
  main: { exploration, survey, remember, program },
  states,
}: Context): readonly Verdict[] {
  const found = new Map<string, Verdict>();
  for (const { late, from, state, action } of survey.lates.values()) {
    const about = program.lates[late];
    if (!about) continue;
    const path = pathTo(exploration, from, remember);
    const target = stateAt(exploration, state);
    const last = [...stepsFrom(program, stateAt(exploration, from), remember)].find(
      step =>
        step.late === late &&
        step.move.action === action.index &&
        step.state.every((byte, index) => byte === target[index]),
    );
    const run = runAlong(program, { counts: path.counts, moves: last ? [...path.moves, last.move] : path.moves });
    const step = run.steps.at(-1);
    const answering = step?.firings.find(({ cancels }) => about.timer !== '' && cancels.includes(about.timer));
    const message = step?.message ?? about.message;
    const reaction = answering?.reaction ?? about.reaction.id;
    const key = `${reaction} ${about.timer} ${message}`;
    const known = found.get(key);
    if (known && (known.run?.steps.length ?? 0) <= run.steps.length) continue;
    found.set(key, {
      code: 'late-timeout',
      status: 'violated',
      span: answering?.span ?? about.span,
      about: [about.reaction.span],
      subject: { kind: 'timeout', reaction, timer: about.timer, message },
      run,
      badStep: Math.max(0, run.steps.length - 1),
      states,
    });
  }
  return [...found.values()];
}

/** One for each delivery that, coming twice, leads to an end that no run without redelivery has. */
export function redeliveryVerdicts({ main, plain, bound, states }: Context): readonly Verdict[] {
  if (plain.exploration.bound !== undefined && bound.cut === undefined) return [];
  const { exploration, survey, remember, program } = main;
  const found = new Map<string, Verdict>();
  for (const [key, { exits, state }] of survey.ends) {
    if (plain.survey.ends.has(key)) continue;
    const run = runTo(exploration, state, remember);
    const again = run.steps.findIndex(({ kind }) => kind === 'redeliver');
    const step = run.steps[again];
    if (!step?.message) continue;
    const name = `${step.participant} ${step.message}`;
    const known = found.get(name);
    if (known && (known.run?.steps.length ?? 0) <= run.steps.length) continue;
    const reaction = reactionTo(program.choreography, step.participant, step.message);
    found.set(name, {
      code: 'redelivery-changes-outcome',
      status: 'violated',
      span: reaction?.headSpan ?? spanOf(step) ?? flowSpan(program.choreography),
      about: reaction ? [reaction.span] : [],
      subject: { kind: 'redelivery', message: step.message, participant: step.participant, exits },
      run,
      badStep: again,
      states,
    });
  }
  return [...found.values()];
}

function reactionTo({ participants }: Choreography, participant: string, message: string): Reaction | undefined {
  return participants
    .find(({ name }) => name === participant)
    ?.reactions.find(({ trigger }) => trigger.messages.some(ref => ref.message === message));
}

/** Codes that always have a verdict; the others have one for each sentence or scenario. */
export function isAboutFlow(code: VerificationCode, choreography: Choreography): boolean {
  switch (code) {
    case 'property-violated':
    case 'compensation-lost':
    case 'compensation-early':
    case 'scenario-failed':
      return false;
    case 'incomplete-flow':
      return messageGraphOf(choreography).exits.size > 0;
    case 'competing-services':
      return choreography.properties.some(({ sentences }) => sentences.some(({ kind }) => kind === 'excludes'));
    default:
      return true;
  }
}

export function nothingFound(code: VerificationCode, context: Context, order: OrderDependence | undefined): Verdict {
  const { main, bound, plainBound, states } = context;
  const span = flowSpan(main.program.choreography);
  const base = { code, span, about: [], subject: { kind: 'none' }, states } as const;
  switch (code) {
    case 'order-dependent-outcome':
      if (order?.kind === 'unknown') return { ...base, status: 'bounded', bound: order.bound };
      return { ...base, ...statusOf(plainBound) };
    case 'repeated-exit':
      return { ...base, ...statusOf(plainBound) };
    default:
      return { ...base, ...statusOf(bound) };
  }
}
