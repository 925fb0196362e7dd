/** Small random choreographies that run: to compare what two ways of exploring the same runs say about them. */
import fc from 'fast-check';
import type {
  Alternative,
  Channel,
  Choreography,
  Expression,
  Field,
  Outcome,
  OutcomeItem,
  Participant,
  Property,
  Reaction,
  Sentence,
} from '@choreo/model';
import {
  anyContents,
  anyMessage,
  beginningOf,
  conditionOfProperty,
  guardOf,
  level,
  named,
  pick,
  stateTypes,
  valueOf,
} from './any-condition.ts';
import type { Held } from './any-condition.ts';
import { choreography, participant, place, reaction } from './build.ts';
import { withFurtherKey } from './with-further-key.ts';
import { withRetries } from './with-retries.ts';

export interface RunModelOptions {
  /** Whether reactions may emit what leads back to them without a bound. Such models may be unbounded. Default false. */
  readonly loops?: boolean;
  /** Default 6. */
  readonly mostReactions?: number;
  /** Emissions and entries may give what their messages carry. Default false. */
  readonly contents?: boolean;
  /** Each service has a state, and every sentence is about states. Default false. */
  readonly asksStates?: boolean;
  /** Messages have one of two keys or both, and services keep what they remember by one of them. Default false. */
  readonly keys?: boolean;
  /** Some messages carry a further key, by which some services keep what they remember. Default false. */
  readonly furtherKey?: boolean;
  /** Reactions may refuse messages until they can take them. Default false. */
  readonly retries?: boolean;
}

/** A choice is a number, taken modulo how many there are to choose from. */
const dice = fc.nat(999);

/** `percent` of the time. */
function sometimes<T>(percent: number, some: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.tuple(fc.nat(99), some).map(([roll, value]) => (roll < percent ? value : undefined));
}

const itemRecipe = fc.record({ kind: dice, pick: dice, multiplicity: dice });
const outcomeRecipe = fc.array(fc.array(itemRecipe, { maxLength: 2 }), { minLength: 1, maxLength: 2 });
const reactionRecipe = fc.record({
  owner: dice,
  trigger: dice,
  on: fc.array(dice, { minLength: 1, maxLength: 3 }),
  guard: sometimes(35, dice),
  otherGuard: dice,
  body: dice,
  outcome: outcomeRecipe,
  otherwise: outcomeRecipe,
  atMost: sometimes(30, dice),
  within: sometimes(30, dice),
  idempotent: dice,
});
/** `answers`: another message, after which it comes. */
const entryRecipe = fc.record({ message: dice, multiplicity: dice, answers: sometimes(40, dice) });
const channelRecipe = fc.record({
  ordered: fc.boolean(),
  delivery: dice,
  carries: fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }),
});

/** Two to seven messages among up to three services; what a reaction emits comes later in the alphabet, loops aside. */
export function anyRunModel({
  loops = false,
  mostReactions = 6,
  contents = false,
  asksStates = false,
  keys = false,
  furtherKey = false,
  retries = false,
}: RunModelOptions = {}): fc.Arbitrary<Choreography> {
  return fc
    .record({
      messages: fc.integer({ min: 3, max: 7 }),
      services: fc.integer({ min: 1, max: 3 }),
      entries: fc.array(entryRecipe, { minLength: 1, maxLength: 3 }),
      exits: fc.integer({ min: 1, max: 2 }),
      states: fc.array(dice, { minLength: 3, maxLength: 3 }),
      reactions: fc.array(reactionRecipe, { minLength: 2, maxLength: mostReactions }),
      channels: sometimes(50, fc.array(channelRecipe, { minLength: 1, maxLength: 2 })),
      schedule: sometimes(5, fc.array(dice, { minLength: 2, maxLength: 2 })),
      sentences: fc.array(fc.record({ kind: dice, from: dice, to: dice, other: dice }), { maxLength: 4 }),
    })
    .map(recipe => build(asksStates ? aboutStates(recipe) : recipe, loops))
    .chain(model =>
      contents
        ? fc.array(dice, { minLength: 8, maxLength: 24 }).map(given => withContents(model, given))
        : fc.constant(model),
    )
    .chain(model =>
      keys ? fc.array(dice, { minLength: 12, maxLength: 24 }).map(given => withKeys(model, given)) : fc.constant(model),
    )
    .chain(model =>
      furtherKey
        ? fc.array(dice, { minLength: 8, maxLength: 24 }).map(given => withFurtherKey(model, given))
        : fc.constant(model),
    )
    .chain(model =>
      retries
        ? fc.array(dice, { minLength: 8, maxLength: 24 }).map(given => withRetries(model, given))
        : fc.constant(model),
    );
}

type Recipe<T> = T extends fc.Arbitrary<infer U> ? U : never;
type ReactionRecipe = Recipe<typeof reactionRecipe>;
interface ModelRecipe {
  readonly messages: number;
  readonly services: number;
  readonly entries: readonly Recipe<typeof entryRecipe>[];
  readonly exits: number;
  readonly states: readonly number[];
  readonly reactions: readonly ReactionRecipe[];
  readonly channels: readonly Recipe<typeof channelRecipe>[] | undefined;
  readonly schedule: readonly number[] | undefined;
  readonly sentences: readonly {
    readonly kind: number;
    readonly from: number;
    readonly to: number;
    readonly other: number;
  }[];
}

const letters = ['A', 'B', 'C', 'D', 'E', 'F', 'G'] as const;
const owners = ['P', 'Q', 'R'] as const;

/** The same with a state for each service, and with sentences of other kinds. */
function aboutStates(recipe: ModelRecipe): ModelRecipe {
  return {
    ...recipe,
    states: recipe.states.map(die => 7 * die + (die % stateTypes.length)),
    sentences: recipe.sentences.map(sentence => ({ ...sentence, kind: firstAboutStates + (sentence.kind % 3) })),
  };
}

function build(recipe: ModelRecipe, loops: boolean): Choreography {
  const ids = letters.slice(0, recipe.messages);
  const names = owners.slice(0, recipe.services);
  // Half of the services have no state.
  const stateOf = new Map(names.map((name, index) => [name, stateTypes[(recipe.states[index] ?? 0) % 7]] as const));
  const timers = new Map(names.map(name => [name, [] as string[]]));
  const plans = recipe.reactions.map((parts, index) => planOf(parts, index, ids, names, loops, timers));
  const services = names.map((name, index): Participant => {
    const state = stateOf.get(name);
    const base = participant(name, {
      kind: index === 2 ? 'external' : 'service',
      ...(state ? { states: { [state[0]]: state[1] } } : {}),
    });
    const states = base.states.map(one => ({
      ...one,
      ...beginningOf(one, Math.floor((recipe.states[index] ?? 0) / 7)),
    }));
    const reactions = plans
      .filter(plan => plan.owner === name)
      .map(plan => reactionOf(plan, state, timers.get(name) ?? []));
    return { ...base, states, reactions, ...(index === 0 ? scheduleOf(recipe, name, ids) : {}) };
  });
  // Most entries are messages that a reaction waits for.
  const awaited = ids.filter(id => plans.some(({ on }) => on.includes(id)));
  const used = new Set<string>();
  const entries = recipe.entries.flatMap(({ message: which, multiplicity, answers }) => {
    const id = pick(awaited.length > 0 ? awaited : ids, which);
    if (used.has(id)) return [];
    used.add(id);
    // The first comes of itself.
    const after = answers === undefined || used.size === 1 ? '' : ` after ${answeredBy(answers, ids).join(' or ')}`;
    return [`${id}${pick(['', '', '', '', '', '?', '?', '*', '+'], multiplicity)}${after}`];
  });
  const user = participant('User', { kind: 'actor', emits: entries, receives: ids.slice(-recipe.exits) });
  return choreography([user, ...services], {
    messages: ids.map(anyMessage),
    types: [level],
    channels: (recipe.channels ?? []).map((channel, index) => channelOf(channel, index, ids)),
    properties: propertiesOf(recipe, ids, services),
  });
}

/** One message, or sometimes either of two. */
function answeredBy(die: number, ids: readonly string[]): readonly string[] {
  return [...new Set([pick(ids, die), pick(ids, die % 3 === 0 ? die + 1 : die)])];
}

interface Plan {
  readonly parts: ReactionRecipe;
  readonly name: string;
  readonly owner: string;
  readonly kind: 'single' | 'any' | 'all';
  readonly on: readonly string[];
  /** What it may emit. */
  readonly later: readonly string[];
  /** Without its limit it might go on for ever. */
  readonly limited: boolean;
}

function planOf(
  parts: ReactionRecipe,
  index: number,
  ids: readonly string[],
  names: readonly string[],
  loops: boolean,
  timers: ReadonlyMap<string, string[]>,
): Plan {
  const owner = pick(names, parts.owner);
  const kind = pick(['single', 'single', 'all', 'all', 'any'] as const, parts.trigger);
  const triggers = ids.slice(0, -1);
  const on = [...new Set((kind === 'single' ? parts.on.slice(0, 1) : parts.on).map(one => pick(triggers, one)))].sort();
  const after = ids.slice(ids.indexOf(on.at(-1) ?? '') + 1);
  const isBack = loops ? parts.body % 3 === 0 : parts.atMost !== undefined && parts.body % 2 === 0;
  const later = isBack ? ids.slice(1) : after;
  const outcomes = [...parts.outcome, ...parts.otherwise].flat();
  for (const item of outcomes) if (item.kind % 12 === 9) timers.get(owner)?.push(pick(later, item.pick));
  return {
    parts,
    name: `r${index}`,
    owner,
    kind: on.length < 2 ? 'single' : kind,
    on,
    later,
    limited: parts.atMost !== undefined,
  };
}

function reactionOf({ parts, name, owner, kind, on, later }: Plan, state: Held, timers: readonly string[]): Reaction {
  const base = reaction(owner, { on: on.join(kind === 'all' ? ' and ' : ' or '), label: name });
  const outcomeOf = (some: ReactionRecipe['outcome'], targets = later): Outcome => ({
    alternatives: some.map((items): Alternative => ({
      items: items.map(item => itemOf(item, targets, state, timers, kind === 'all' ? on : [])),
      span: place(),
    })),
    span: place(),
  });
  const guard = (die: number): Expression => guardOf(die, state, kind === 'all' ? on : []);
  const times = (parts.atMost ?? 0) % 3;
  // What happens at the limit must not lead back.
  const beyond = later.filter(id => id > (on.at(-1) ?? ''));
  const limit = { times: times === 0 ? 1 : times, otherwise: outcomeOf(parts.otherwise, beyond), span: place() };
  const within = {
    duration: { text: '30m', milliseconds: 1_800_000, span: place() },
    otherwise: outcomeOf(parts.otherwise, beyond),
    span: place(),
  };
  const branches = [
    { guard: guard(parts.otherGuard), outcome: outcomeOf(parts.outcome), span: place() },
    ...(parts.body % 7 === 0 ? [] : [{ outcome: outcomeOf(parts.otherwise), span: place() }]),
  ];
  return {
    ...base,
    ...(parts.guard === undefined ? {} : { guard: guard(parts.guard) }),
    ...(parts.atMost === undefined ? {} : { atMost: limit }),
    ...(kind === 'all' && parts.within !== undefined ? { within } : {}),
    idempotent: parts.idempotent % 6 === 0,
    body:
      parts.body % 5 === 0 ? { kind: 'branches', branches } : { kind: 'outcome', outcome: outcomeOf(parts.outcome) },
  };
}

function itemOf(
  { kind, pick: die, multiplicity }: Recipe<typeof itemRecipe>,
  targets: readonly string[],
  state: Held,
  timers: readonly string[],
  joined: readonly string[],
): OutcomeItem {
  const spans = { span: place(), nameSpan: place() };
  const roll = kind % 12;
  if (roll === 11 && timers.length > 0) return { kind: 'cancel', message: pick(timers, die), ...spans };
  if ((roll === 10 || roll < 3 || targets.length === 0) && state) {
    return { kind: 'set', state: state[0], name: state[0], value: valueOf(die, state, joined), ...spans };
  }
  return {
    kind: 'emit',
    message: targets.length > 0 ? pick(targets, die) : 'G',
    multiplicity:
      roll === 9
        ? 'one'
        : pick(['one', 'one', 'one', 'one', 'one', 'one', 'one', 'optional', 'many', 'some'], multiplicity),
    ...(roll === 9 ? { after: { text: '10m', milliseconds: 600_000, span: place() } } : {}),
    ...spans,
  };
}

function scheduleOf({ schedule }: ModelRecipe, name: string, ids: readonly string[]): Partial<Participant> {
  if (!schedule) return {};
  const [first = 0, second = 0] = schedule;
  const items = [first].map((die): OutcomeItem => ({
    kind: 'emit',
    message: pick(ids, die),
    multiplicity: second % 3 === 0 ? 'optional' : 'one',
    span: place(),
    nameSpan: place(),
  }));
  return {
    schedules: [
      {
        id: `${name}.every1h`,
        participant: name,
        name: 'every1h',
        every: { text: '1h', milliseconds: 3_600_000, span: place() },
        outcome: { alternatives: [{ items, span: place() }], span: place() },
        annotations: [],
        span: place(),
      },
    ],
  };
}

/** The model with contents behind two thirds of what it emits. */
function withContents(model: Choreography, given: readonly number[]): Choreography {
  let at = 0;
  const next = () => given[at++ % given.length] ?? 0;
  const fill = <T extends OutcomeItem>(item: T, held: Held, joined: readonly string[], reads: boolean): T => {
    const die = next();
    if (item.kind !== 'emit' || die % 3 === 0) return item;
    return { ...item, contents: anyContents(die, next, held, joined, reads) };
  };
  const inOutcome = (outcome: Outcome, held: Held, joined: readonly string[], reads: boolean): Outcome => ({
    ...outcome,
    alternatives: outcome.alternatives.map(alternative => ({
      ...alternative,
      items: alternative.items.map(item => fill(item, held, joined, reads)),
    })),
  });
  const participants = model.participants.map((one): Participant => {
    const [state] = one.states;
    const held: Held = state && [state.name, state.type];
    return {
      ...one,
      emits: one.emits.map(entry =>
        next() % 3 === 0 ? entry : { ...entry, contents: anyContents(0, next, undefined, [], false) },
      ),
      reactions: one.reactions.map((made): Reaction => {
        const joined = made.trigger.kind === 'all' ? made.trigger.messages.map(ref => ref.message) : [];
        const filled = (outcome: Outcome, reads = true) => inOutcome(outcome, held, joined, reads);
        const { body, within, atMost } = made;
        return {
          ...made,
          ...(within ? { within: { ...within, otherwise: filled(within.otherwise, false) } } : {}),
          ...(atMost ? { atMost: { ...atMost, otherwise: filled(atMost.otherwise) } } : {}),
          body:
            body.kind === 'outcome'
              ? { ...body, outcome: filled(body.outcome) }
              : body.kind === 'branches'
                ? { ...body, branches: body.branches.map(branch => ({ ...branch, outcome: filled(branch.outcome) })) }
                : body,
        };
      }),
    };
  });
  return { ...model, participants };
}

/** The same with two keys, some of which lead from one message to another; what comes in comes from a service now and then. */
function withKeys(model: Choreography, given: readonly number[]): Choreography {
  let at = 0;
  const next = () => given[at++ % given.length] ?? 0;
  const keyOf = (name: string): Field => ({
    ...named(name),
    typeSpan: place(),
    key: true,
    optional: false,
    type: { kind: 'builtin', name: 'uuid' } as const,
  });
  const messages = model.messages.map((message, index) => {
    // A key that no message has alone would be a further one.
    const alone = [['id'], ['ref']][index];
    const keys = alone ?? pick([['id'], ['id'], ['ref'], ['id', 'ref'], ['id', 'ref']], next());
    return { ...message, fields: [...keys.map(keyOf), ...message.fields.filter(({ key }) => !key)] };
  });
  const participants = model.participants.map((one): Participant => {
    if (one.kind === 'actor') return one;
    const fields = pick([['id'], ['id'], ['ref'], [], undefined], next())?.map(field => ({ field, span: place() }));
    return fields ? { ...one, keptBy: { fields, span: place() } } : one;
  });
  const [user, first, ...others] = participants;
  const [entry, ...entries] = user?.emits ?? [];
  if (!user || !first || !entry || next() % 3 > 0) return { ...model, messages, participants };
  return { ...model, messages, participants: [{ ...user, emits: entries }, { ...first, emits: [entry] }, ...others] };
}

// Channels and properties.

function channelOf(
  { ordered, delivery, carries }: Recipe<typeof channelRecipe>,
  index: number,
  ids: readonly string[],
): Channel {
  const promise = pick(
    ['at-least-once', 'at-least-once', 'at-most-once', 'exactly-once', undefined] as const,
    delivery,
  );
  return {
    ...named(`c${index}`),
    carries: ids.filter((_, at) => carries[at]).map(id => ({ message: id, span: place() })),
    ...(promise ? { delivery: promise } : {}),
    ...(ordered ? { orderedBy: { field: 'id', span: place() } } : {}),
  };
}

/** The first kind of sentence that is about states; there are three. */
const firstAboutStates = 11;

function propertiesOf(
  { sentences }: ModelRecipe,
  ids: readonly string[],
  services: readonly Participant[],
): readonly Property[] {
  if (sentences.length === 0) return [];
  return [
    {
      ...named('holds'),
      sentences: sentences.map(({ kind, from, to, other }): Sentence => {
        const ref = (die: number) => ({ message: pick(ids, die), span: place() });
        const base = { message: ref(from), span: place() };
        const condition = conditionOfProperty(to, services);
        switch (kind % 14) {
          case 9:
          case 10:
            return { ...base, kind: 'no-after', earlier: ref(to) };
          case 11:
          case 12:
            if (!condition) return { ...base, kind: 'never' };
            return {
              kind: 'at-rest',
              condition,
              ...(from % 2 === 0 ? { premise: ref(from) } : {}),
              span: base.span,
            };
          case 13:
            return condition ? { kind: 'at-all-times', condition, span: base.span } : { ...base, kind: 'always' };
          case 0:
          case 1:
            return { ...base, kind: 'excludes', excluded: ref(to) };
          case 2:
          case 3:
            return { ...base, kind: 'requires', required: ref(to) };
          case 4:
            return { ...base, kind: 'at-most', times: 1 + (to % 2) };
          case 5:
            return { ...base, kind: 'never' };
          case 6:
            return { ...base, kind: 'always' };
          case 7:
            return { ...base, kind: 'leads-to', targets: [ref(to)] };
          default:
            return { ...base, kind: 'compensated-by', compensation: ref(to), failure: ref(other) };
        }
      }),
    },
  ];
}
