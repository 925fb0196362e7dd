/** `loss-changes-outcome`: ends that only a lost message brings about. Asked where somebody wants to know. */
import type { Choreography } from '@choreo/model';
import { isQuiescent } from '../../runs/initial-states.ts';
import { compile } from '../../runs/program/compile.ts';
import { usualMany } from '../../runs/program/multiplicity.ts';
import type { Program } from '../../runs/program/program.ts';
import type { Run } from '../../runs/run.ts';
import type { Bound } from '../bound.ts';
import { flowSpan, reactionTo, spanOf } from '../claim.ts';
import { EndPlaces } from '../ends/end-places.ts';
import type { Context, Question, Searched, Seen } from '../question.ts';
import { explore } from '../search/explore.ts';
import type { Exploration } from '../search/explore.ts';
import { pathTo, runAlong } from '../search/paths.ts';
import { withQueues } from '../search/queue-capacity.ts';
import type { Progress, Stop, Subject, Verdict } from '../verdict.ts';

export const lossChangesOutcome: Question = { codes: ['loss-changes-outcome'], search };

/** So many ends that only losses bring about are traced back to the delivery that was lost. */
const mostTraced = 1000;

interface Lossy {
  readonly program: Program;
  readonly exploration: Exploration;
  /** By end, see `EndPlaces.keyOf`: the number of the nearest state with it. */
  readonly ends: ReadonlyMap<string, number>;
}

function* search(context: Context): Generator<Progress, Searched, Stop | undefined> {
  const { choreography, limits, plain, plainBounds } = context;
  const { losses = 0 } = limits;
  if (losses === 0) return { verdicts: [], bounds: undefined, states: 0 };
  if (plain.program.cases > 1) return { verdicts: [], bounds: [{ kind: 'asked-of-one-case' }], states: 0 };
  // An end that was not seen without losses may be beyond the bound.
  if (plain.exploration.bound) return { verdicts: [], bounds: plainBounds, states: 0 };
  const lossy = yield* withQueues(
    queueCapacity => exploreLosses(context, losses, queueCapacity),
    ({ exploration }) => exploration.bound,
  );
  const known = endsOf(plain);
  const fresh = [...lossy.ends].filter(([key]) => !known.has(key));
  const { bound, store } = lossy.exploration;
  const bounds: readonly Bound[] = [
    ...(bound ? [bound] : []),
    ...(fresh.length > mostTraced ? [{ kind: 'ends', most: mostTraced } as const] : []),
    ...plainBounds,
    { kind: 'losses', most: losses },
  ];
  return { verdicts: verdictsFor(lossy, fresh.slice(0, mostTraced), choreography), bounds, states: store.count };
}

/** All orders are tried: what is lost leaves less to do, but losses of different messages exclude one another. */
function* exploreLosses(
  { choreography, limits }: Context,
  losses: number,
  queueCapacity: number,
): Generator<Progress, Lossy, Stop | undefined> {
  const { othersCome = false, many = usualMany, maxStates, maxBytes } = limits;
  const program = compile(choreography, { queueCapacity, losses, many, othersCome });
  const places = new EndPlaces(program, 0);
  const ends = new Map<string, number>();
  const exploration = yield* explore(
    program,
    {
      state(number, state) {
        if (!isQuiescent(program, state)) return true;
        const key = places.keyOf(state);
        if (!ends.has(key)) ends.set(key, number);
        return true;
      },
    },
    { maxStates, maxBytes, what: 'runs with lost messages', keepEdges: false },
  );
  return { program, exploration, ends };
}

function endsOf({ program, exploration, visitor }: Seen): ReadonlySet<string> {
  const places = new EndPlaces(program, 0);
  const words = new Int32Array(program.size >> 2);
  const state = new Uint8Array(words.buffer);
  const keys = new Set<string>();
  for (const number of visitor.atRest) {
    exploration.store.read(number, words);
    keys.add(places.keyOf(state));
  }
  return keys;
}

/** One for each delivery whose loss leads to such an end, with a shortest run. */
function verdictsFor(
  { program, exploration }: Lossy,
  fresh: readonly (readonly [key: string, state: number])[],
  choreography: Choreography,
): readonly Verdict[] {
  const places = new EndPlaces(program, 0);
  const shown = places.changedIn(fresh.map(([key]) => key));
  const found = new Map<string, { readonly run: Run; readonly lost: number; readonly keys: string[] }>();
  for (const [key, state] of fresh) {
    const run = runAlong(program, pathTo(exploration, state));
    const lost = run.steps.findIndex(({ kind }) => kind === 'lose');
    const step = run.steps[lost];
    if (!step?.message) continue;
    const name = `${step.participant} ${step.message}`;
    const known = found.get(name);
    if (known) known.keys.push(key);
    else found.set(name, { run, lost, keys: [key] });
  }
  return [...found.values()].flatMap(({ run, lost, keys }): readonly Verdict[] => {
    const step = run.steps[lost];
    if (!step?.message) return [];
    const { participant, message } = step;
    const reaction = reactionTo(choreography, participant, message);
    const ends = keys.map(key => places.endOf(key, shown));
    const subject: Subject = { kind: 'loss', message, participant, ends };
    return [
      {
        code: 'loss-changes-outcome',
        status: 'violated',
        bounds: [],
        span: reaction?.headSpan ?? spanOf(step) ?? flowSpan(choreography),
        about: reaction ? [reaction.span] : [],
        subject,
        run,
        badStep: lost,
        states: exploration.store.count,
      },
    ];
  });
}
