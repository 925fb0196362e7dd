/** `order-sensitive`: what a service gets wrong where one message overtakes another, and no channel keeps them in order. */
import type { Choreography, MessageRef, Participant, Reaction, StateVariable } from '@choreo/model';
import { itemsOf, outcomesOf } from '@choreo/model';
import type { OrderSensitive, Overtaking } from '../order-finding.ts';
import { MessageOrder } from '../graph/message-order.ts';
import type { Liveness } from '../graph/liveness.ts';
import type { MessageGraph } from '../graph/message-graph.ts';
import { Precedence } from '../graph/precedence.ts';
import type { Choice, Step } from '../graph/steps.ts';
import { statesIn } from '../graph/states-in.ts';
import { evaluate } from '../graph/three-valued.ts';
import type { Known } from '../graph/three-valued.ts';

/** Of more reactions that set one state, not every two are compared. */
const mostWriters = 12;

/**
 * That an effect depends on the order is often meant: a state that arbitrates between a payment and a cancellation is
 * there for that. Told are the three ways in which an order was forgotten: a message that comes before the state that it
 * needs is dropped; of two that set a state whatever it was, the later one wins; a timer starts after it was cancelled.
 */
export function findOrderSensitive(
  choreography: Choreography,
  graph: MessageGraph,
  liveness: Liveness,
): OrderSensitive[] {
  const stateful = choreography.participants.filter(
    ({ kind, states, reactions }) => kind === 'service' && (states.length > 0 || reactions.some(cancelsTimer)),
  );
  if (stateful.length === 0) return [];
  const order = new MessageOrder(choreography, graph);
  const precedence = new Precedence(graph, liveness);
  const stepsOf = Map.groupBy(graph.steps, ({ reaction }) => reaction.participant);
  return stateful.flatMap(service => {
    const steps = (stepsOf.get(service.name) ?? []).filter(({ reaction }) => !reaction.broken);
    const races = new Races(order, precedence);
    return [...dropped(service, steps, races), ...lastWrites(service, steps, races), ...timers(steps, races)];
  });
}

/** An alternative with the reaction and the place where it does something. */
interface Writer {
  readonly step: Step;
  readonly choice: Choice;
  readonly span: Overtaking['span'];
}

class Races {
  private readonly order: MessageOrder;
  private readonly precedence: Precedence;

  constructor(order: MessageOrder, precedence: Precedence) {
    this.order = order;
    this.precedence = precedence;
  }

  /** A way for `early` to be delivered before any of the writers has done its part, though that comes too. */
  overtaking(early: MessageRef, writers: readonly Writer[]): Overtaking | undefined {
    if (!this.precedence.comes(early.message)) return undefined;
    const choices = new Set(writers.map(({ choice }) => choice));
    for (const { step, span } of writers) {
      const late = step.takes.find(
        ({ message }) => message !== early.message && !this.order.isKept(message, early.message),
      );
      // Of a join all messages are needed: what is behind one of them is behind the join.
      if (!late || (step.needs === 'all' && step.takes.some(({ message }) => message === early.message))) continue;
      if (!step.takes.every(({ message }) => this.precedence.comes(message))) continue;
      if (this.precedence.canComeWithout(early.message, choices, late.message))
        return { early, before: step.reaction, late, span };
    }
    return undefined;
  }

  finding(reaction: Reaction, overtaking: Overtaking, problem: OrderSensitive['problem']): OrderSensitive {
    const orderable = this.order.orderable(overtaking.late.message, overtaking.early.message);
    return {
      code: 'order-sensitive',
      reaction,
      overtaking,
      problem,
      ...(orderable ? { orderable } : {}),
      span: overtaking.early.span,
      about: [reaction.nameSpan, overtaking.before.nameSpan],
    };
  }

  /** A request, since whoever asks from outside learns so; and what comes again in any case. */
  mayBeRefused(message: string): boolean {
    return this.order.isRequestFromOutside(message) || this.order.comesAgain(message);
  }
}

function dropped({ states }: Participant, steps: readonly Step[], races: Races): OrderSensitive[] {
  if (states.length === 0) return [];
  const initial = new Map(states.map(state => [state.name, initialValue(state)]));
  const bodies = steps.filter(({ part }) => part === 'body');
  const byMessage = new Map<string, Step[]>();
  for (const step of bodies) {
    for (const { message } of step.takes) pushTo(byMessage, message, step);
  }
  return bodies.flatMap(step => {
    const state = step.needs === 'all' ? undefined : stateThatRefuses(step, initial);
    if (state === undefined) return [];
    return step.takes.flatMap(early => {
      const others = byMessage.get(early.message) ?? [];
      if (races.mayBeRefused(early.message) || others.some(other => minds(other, state, initial))) return [];
      const isEnough = (value: Known) => others.some(other => !isRefused(other, state, value));
      const overtaking = races.overtaking(early, writersOf(steps, state, isEnough));
      return overtaking ? [races.finding(step.reaction, overtaking, { kind: 'dropped', state })] : [];
    });
  });
}

/** The state for whose first value none of the alternatives can be taken. */
function stateThatRefuses(step: Step, initial: ReadonlyMap<string, Known>): string | undefined {
  const conditions = conditionsOf(step);
  if (conditions.length === 0) return undefined;
  const read = statesIn(conditions.flatMap(({ holds, fails }) => [...holds, ...fails]));
  return [...read].find(state => initial.has(state) && isRefused(step, state, initial.get(state)));
}

type Condition = Pick<Choice, 'holds' | 'fails'>;

/** Under which conditions it does anything; a sink does its work where its guard holds. */
function conditionsOf({ choices, reaction }: Step): readonly Condition[] {
  if (choices.length > 0) return choices;
  return reaction.guard ? [{ holds: [reaction.guard], fails: [] }] : [];
}

function isRefused(step: Step, state: string, value: Known): boolean {
  return value !== undefined && conditionsOf(step).every(condition => isImpossible(condition, state, value));
}

function isImpossible({ holds, fails }: Condition, state: string, value: Known): boolean {
  return (
    holds.some(guard => evaluate(guard, state, value) === false) ||
    fails.some(guard => evaluate(guard, state, value) === true)
  );
}

/** Whether it deals with the message before the state is set: it notes it, or looks at that state. */
function minds(step: Step, state: string, initial: ReadonlyMap<string, Known>): boolean {
  return step.choices.some(
    choice =>
      ![...initial].some(([name, value]) => value !== undefined && isImpossible(choice, name, value)) &&
      (choice.assignments.length > 0 || statesIn([...choice.holds, ...choice.fails]).has(state)),
  );
}

function writersOf(steps: readonly Step[], state: string, enables: (value: Known) => boolean): Writer[] {
  return steps.flatMap(step =>
    step.choices.flatMap(choice => {
      const assignment = choice.assignments.findLast(one => one.state === state);
      if (!assignment) return [];
      return enables(evaluate(assignment.value, '', undefined)) ? [{ step, choice, span: assignment.span }] : [];
    }),
  );
}

function lastWrites({ states }: Participant, steps: readonly Step[], races: Races): OrderSensitive[] {
  return states.flatMap(({ name }) => {
    const writers = writersOf(steps, name, value => value !== undefined)
      .filter(({ step }) => step.needs === 'any' && step.part === 'body' && isBlind(step, name))
      .slice(0, mostWriters);
    for (const [index, first] of writers.entries()) {
      for (const second of writers.slice(index + 1)) {
        if (first.step === second.step || valueOf(first, name) === valueOf(second, name)) continue;
        for (const early of second.step.takes) {
          const one = races.overtaking(early, [first]);
          // Where the one cannot come without the other, their order is known.
          if (!one || !races.overtaking(one.late, [second])) continue;
          return [races.finding(second.step.reaction, one, { kind: 'last-write', state: name })];
        }
      }
    }
    return [];
  });
}

/** It sets the state on every alternative to one value, whatever it was before. */
function isBlind({ choices }: Step, state: string): boolean {
  const values = choices.map(({ assignments }) => {
    const assignment = assignments.findLast(one => one.state === state);
    return assignment && evaluate(assignment.value, '', undefined);
  });
  return (
    values.every(value => value !== undefined && value === values[0]) &&
    choices.every(({ holds, fails }) => statesIn([...holds, ...fails]).size === 0)
  );
}

function valueOf({ choice }: Writer, state: string): Known {
  const assignment = choice.assignments.findLast(one => one.state === state);
  return assignment && evaluate(assignment.value, '', undefined);
}

function timers(steps: readonly Step[], races: Races): OrderSensitive[] {
  const started = new Map<string, Writer[]>();
  for (const step of steps) {
    for (const choice of step.choices) {
      for (const { message, after, span } of choice.emissions) {
        if (after) pushTo(started, message, { step, choice, span });
      }
    }
  }
  if (started.size === 0) return [];
  return steps.flatMap(step => {
    if (step.part !== 'body' || step.needs === 'all') return [];
    return [...cancelledBy(step.reaction)].flatMap(timer => {
      const notes = new Set(step.choices.flatMap(({ assignments }) => assignments.map(({ name }) => name)));
      const starters = (started.get(timer) ?? []).filter(
        ({ step: starter, choice }) =>
          starter.reaction !== step.reaction &&
          // What the early message notes may keep the timer from being started.
          ![...statesIn([...choice.holds, ...choice.fails])].some(state => notes.has(state)),
      );
      if (starters.length === 0 || starters.length < (started.get(timer)?.length ?? 0)) return [];
      return step.takes.flatMap(early => {
        const overtaking = races.overtaking(early, starters);
        return overtaking ? [races.finding(step.reaction, overtaking, { kind: 'timer', timer })] : [];
      });
    });
  });
}

function cancelsTimer(reaction: Reaction): boolean {
  return reaction.body.kind !== 'sink' && cancelledBy(reaction).size > 0;
}

function cancelledBy(reaction: Reaction): ReadonlySet<string> {
  return new Set(itemsOf(outcomesOf(reaction)).flatMap(item => (item.kind === 'cancel' ? [item.message] : [])));
}

function initialValue({ type }: StateVariable): Known {
  switch (type.kind) {
    case 'boolean':
      return false;
    case 'values':
      return type.values[0]?.name;
    case 'range':
      return type.min;
    default:
      return type satisfies never;
  }
}

function pushTo<T>(map: Map<string, T[]>, key: string, value: T): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}
