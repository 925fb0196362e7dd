/** Verifies a choreography: explores its runs and says for each thing that was asked whether it holds. */
import type { Choreography } from '@choreo/model';
import { emissionsOf } from '@choreo/model';
import { canCasesMeet } from '../run/keying.ts';
import type { Claim } from './claims.ts';
import { deadAlternatives } from './dead-alternatives.ts';
import { doomOf } from './doom.ts';
import { look, termination } from './look.ts';
import type { Seen } from './look.ts';
import { orderDependence } from './order.ts';
import type { OrderDependence } from './order.ts';
import { stateAt } from './paths.ts';
import { reductionOf } from './reduction.ts';
import { testScenario } from './scenario.ts';
import { componentsIn } from './strong-components.ts';
import type { Progress, Stop, Termination, Verdict, Verification, VerifyOptions, VerifyTask } from './verification.ts';
import { verificationCodes } from './verification.ts';
import {
  competitionVerdicts,
  holds,
  isAboutFlow,
  lateVerdicts,
  nothingFound,
  orderVerdicts,
  pumpVerdicts,
  redeliveryVerdicts,
  shownBy,
  violatedAt,
  violatedFrom,
} from './verdicts.ts';
import type { Bound, Context } from './verdicts.ts';

const defaults = { redeliveries: 0, cases: 1, maxStates: 1_000_000, maxBytes: 500_000_000 } as const;

/** Verifies to the end. */
export function verify(choreography: Choreography, options: VerifyOptions = {}): Verification {
  const task = verifyTask(choreography, options);
  for (;;) {
    const { done, value } = task.next();
    if (done) return value;
  }
}

/** As `verify`, in pieces between which it can be stopped. */
export function* verifyTask(choreography: Choreography, options: VerifyOptions = {}): VerifyTask {
  const limits = { ...defaults, ...definedIn(options) };
  const found: Verdict[] = [];
  let flow: Flow | undefined;
  let states = 0;
  if (options.scope !== 'scenarios') {
    flow = yield* verifyFlow(choreography, limits);
    states += flow.states;
    found.push(...flow.verdicts);
  }
  if (options.scope !== 'flow') {
    for (const scenario of choreography.scenarios) {
      const verdict = yield* testScenario(choreography, scenario, limits);
      states += verdict.states;
      found.push(verdict);
    }
  }
  return {
    states,
    ...(flow ? { bytes: flow.bytes } : {}),
    exploration: flow?.exploration ?? (found.some(({ status }) => status === 'bounded') ? 'bounded' : 'full'),
    ...(flow?.bound === undefined ? {} : { bound: flow.bound }),
    termination: flow?.termination ?? 'unknown',
    exits: flow?.exits ?? [],
    verdicts: inOrder(found),
  };
}

type Limits = Required<Omit<VerifyOptions, 'scope' | 'reduction'>> & Pick<VerifyOptions, 'scope' | 'reduction'>;

function definedIn(options: VerifyOptions): VerifyOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

interface Flow {
  readonly states: number;
  readonly bytes: number;
  readonly exploration: Verification['exploration'];
  readonly bound: string | undefined;
  readonly termination: Termination;
  readonly exits: Verification['exits'];
  readonly verdicts: readonly Verdict[];
}

function* verifyFlow(choreography: Choreography, limits: Limits): Generator<Progress, Flow, Stop | undefined> {
  const cases = limits.cases > 1 && canCasesMeet(choreography) ? 2 : 1;
  const plain = yield* lookWell(choreography, { ...limits, cases, redeliveries: 0 });
  const main =
    limits.redeliveries > 0 ? yield* lookWell(choreography, { ...limits, cases }, worthwhileStates(plain)) : plain;
  const order =
    cases > 1
      ? oneCaseOnly
      : canDependOnOrder(plain)
        ? yield* orderOf(choreography, limits, plain.isReduced)
        : undefined;
  const looping = termination(main);
  const context: Context = {
    main,
    plain,
    bound: boundOf(main, limits),
    plainBound: boundOf(plain, { ...limits, redeliveries: 0 }),
    states: main.exploration.store.count,
  };
  const competitions = competitionVerdicts(context);
  const all = [
    ...claimVerdicts(main, plain, context).map(verdict => shownBy(verdict, competitions)),
    ...deadAlternatives(context),
    ...pumpVerdicts(context),
    ...orderVerdicts(context, order),
    ...competitions,
    ...lateVerdicts(context),
    ...(limits.redeliveries > 0 ? redeliveryVerdicts(context) : []),
  ];
  const asked =
    limits.redeliveries > 0
      ? verificationCodes
      : verificationCodes.filter(code => code !== 'redelivery-changes-outcome');
  const silent = asked.filter(
    code => isAboutFlow(code, choreography) && !all.some(verdict => verdict.code === code),
  );
  return {
    states: main.exploration.store.count + (plain === main ? 0 : plain.exploration.store.count) + (order?.states ?? 0),
    bytes: main.exploration.store.bytes + (main.exploration.edges?.bytes ?? 0),
    exploration: main.exploration.bound !== undefined ? 'bounded' : main.isReduced ? 'reduced' : 'full',
    bound: main.exploration.bound,
    termination: looping,
    exits: [...main.survey.ends.values()].map(({ exits }) => exits).sort(byText),
    verdicts: [...all, ...silent.map(code => nothingFound(code, context, order))],
  };
}

/** Which of two cases meets the other first is always a matter of order: it is asked of one alone. */
const oneCaseOnly: OrderDependence = { kind: 'unknown', states: 0, bound: 'asked of one case at a time' };

/**
 * With a redelivery the reduced search begins anew for each delivery that may come twice: that pays only where it leaves much
 * out, so that not many more states come of it than there are without.
 */
function worthwhileStates({ exploration }: Seen): number {
  return Math.max(5000, exploration.store.count / 2);
}

/** Where there is but one way to end, order decides nothing; where messages pile up, it would not come to an end either. */
function canDependOnOrder({ exploration, survey }: Seen): boolean {
  return !survey.pump && (exploration.bound !== undefined || survey.ends.size > 1);
}

const byText = (a: readonly string[], b: readonly string[]): number => (a.join(' ') < b.join(' ') ? -1 : 1);

/** What the numbers in the question leave open, even where all states were seen. */
function boundOf({ exploration, program }: Seen, { redeliveries }: Pick<Limits, 'redeliveries'>): Bound {
  const entries = program.entries.filter(entry => entry.open).map(({ name }) => name);
  const many = [...new Set([...entries, ...manyFrom(program.choreography)])];
  const open = [
    ...(many.length > 0 ? [`${many.join(', ')} at most twice`] : []),
    ...(program.cases === 1 && canCasesMeet(program.choreography) ? ['one case at a time'] : []),
  ];
  return {
    cut: exploration.bound,
    ...(open.length > 0 ? { open: open.join('; ') } : {}),
    ...(redeliveries > 0
      ? { redeliveries: `up to ${redeliveries} ${redeliveries === 1 ? 'redelivery' : 'redeliveries'}` }
      : {}),
  };
}

/** What an outcome emits any number of times: `E*` and `E+`. */
function manyFrom({ participants }: Choreography): readonly string[] {
  return participants
    .flatMap(({ reactions, schedules }) => [...reactions, ...schedules])
    .flatMap(source => emissionsOf(source))
    .filter(({ multiplicity }) => multiplicity === 'many' || multiplicity === 'some')
    .map(({ message }) => message);
}

/**
 * Without the orders that make no difference, where that shows that all is well. Where something is wrong, all runs are looked
 * at, so that the shortest one is shown; unless they are too many.
 */
function* lookWell(
  choreography: Choreography,
  limits: Limits,
  worthwhile = limits.maxStates,
): Generator<Progress, Seen, Stop | undefined> {
  const most = Math.min(limits.maxStates, worthwhile);
  const first =
    limits.reduction === 'full' ? undefined : yield* look(choreography, { ...limits, maxStates: most }, true);
  if (first && isConclusive(first) && isSilent(first)) return first;
  const full = yield* look(choreography, limits);
  if (!first || full.exploration.bound === undefined) return full;
  const reduced = isConclusive(first) || most === limits.maxStates ? first : yield* look(choreography, limits, true);
  return isConclusive(reduced) ? reduced : full;
}

/** All was looked at that makes a difference, and every run ends: else orders that were left out may tell more. */
function isConclusive(seen: Seen): boolean {
  return seen.isReduced && termination(seen) === 'always';
}

/**
 * Nothing whose shortest run may have been left out. What shows at the end of runs is not: every run has one of the same length
 * among those that were looked at, which ends alike.
 */
function isSilent({ exploration, survey }: Seen): boolean {
  const { edges, store } = exploration;
  if (survey.lates.size > 0 || survey.competitions.size > 0 || !edges) return false;
  if ([...survey.violations.keys()].some(({ kind }) => kind === 'never')) return false;
  const components = componentsIn(edges, store.count);
  return survey.claims.every(
    claim =>
      claim.kind !== 'passes' ||
      doomOf(edges, components, store.count, state => claim.holds(stateAt(exploration, state))).state < 0,
  );
}

function* orderOf(
  choreography: Choreography,
  limits: Limits,
  isReduced: boolean,
): Generator<Progress, OrderDependence, Stop | undefined> {
  const none = new Set<string>();
  const reduced = isReduced
    ? yield* orderDependence(choreography, { ...limits, reduce: program => reductionOf(program, none) })
    : undefined;
  if (reduced?.kind === 'none') return reduced;
  const full = yield* orderDependence(choreography, limits);
  return full.kind === 'unknown' && reduced ? reduced : full;
}

function claimVerdicts(main: Seen, plain: Seen, context: Context): readonly Verdict[] {
  const found = new Map<string, Verdict>();
  for (const seen of main === plain ? [main] : [main, plain]) {
    const { exploration, survey } = seen;
    const { edges, store, bound } = exploration;
    const components = edges && bound === undefined ? componentsIn(edges, store.count) : undefined;
    for (const claim of survey.claims) {
      if (claim.withoutRedelivery ? seen !== plain : seen !== main) continue;
      const verdict = claimVerdict(seen, claim, components, context);
      const known = found.get(claim.key);
      if (!known || (known.status !== 'violated' && verdict.status === 'violated')) found.set(claim.key, verdict);
    }
  }
  return [...found.values()].filter(
    ({ code, status }) => status === 'violated' || code === 'property-violated' || code.startsWith('compensation'),
  );
}

function claimVerdict(
  { exploration, survey, remember }: Seen,
  claim: Claim,
  components: ReturnType<typeof componentsIn> | undefined,
  context: Context,
): Verdict {
  if (claim.kind !== 'passes') {
    const state = survey.violations.get(claim);
    return state === undefined
      ? holds(claim, context)
      : violatedAt(claim, exploration, state, remember, context);
  }
  const { edges, store } = exploration;
  if (!edges || !components) return holds(claim, context);
  const doom = doomOf(edges, components, store.count, state => claim.holds(stateAt(exploration, state)));
  if (doom.state >= 0) return violatedFrom(claim, exploration, doom.state, remember, context);
  return holds(claim, context, doom.canBePutOff);
}

function inOrder(found: readonly Verdict[]): readonly Verdict[] {
  const place = ({ span }: Verdict): string =>
    `${span.uri} ${String(span.range.start.line).padStart(9, '0')} ${String(span.range.start.character).padStart(6, '0')}`;
  return found
    .map((verdict, index) => ({ verdict, index, order: verificationCodes.indexOf(verdict.code), at: place(verdict) }))
    .sort((a, b) => a.order - b.order || (a.at < b.at ? -1 : a.at > b.at ? 1 : a.index - b.index))
    .map(({ verdict }) => verdict);
}
