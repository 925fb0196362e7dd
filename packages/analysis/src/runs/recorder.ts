/** Observes a step and records it in terms of the model. */
import { emissionsOf } from '@choreo/model';
import type { Alternative, Choreography, Reaction, Span } from '@choreo/model';
import { messageGraphOf } from '../graph/message-graph.ts';
import type { Because, Observer } from './observer.ts';
import type { Action } from './program/action.ts';
import type { MessageVariant } from './program/program-parts.ts';
import type { Program } from './program/program.ts';
import type { Fact } from '../expressions/facts.ts';
import { stateText } from '../expressions/value.ts';
import { positionIn } from './state-value.ts';
import type { Firing, Move, RunStep, StateChange, StepKind } from './run.ts';

interface OpenFiring {
  readonly reaction: string;
  readonly because: Because;
  readonly consumes: readonly string[];
  readonly emits: string[];
  readonly keys?: (readonly Fact[])[];
  readonly starts: string[];
  readonly cancels: string[];
  alternative?: Span;
}

const kinds: Readonly<Record<Action['kind'], StepKind>> = {
  deliver: 'deliver',
  'deliver-next': 'deliver',
  redeliver: 'redeliver',
  lose: 'lose',
  'lose-next': 'lose',
  enter: 'deliver',
  schedule: 'schedule',
  timer: 'timer',
  'give-up': 'give-up',
};

export class Recorder implements Observer {
  readonly #program: Program;
  readonly #collectedBy: string[] = [];
  readonly #withoutInstance: string[] = [];
  readonly #published: MessageVariant[] = [];
  #firings: OpenFiring[] = [];
  #received: MessageVariant | undefined;
  #isLost = false;

  constructor(program: Program) {
    this.#program = program;
  }

  fires(reaction: string, because: Because, consumes: readonly string[]): void {
    const keys = this.#program.tuples.keys.length > 0 ? { keys: [] } : {};
    this.#firings.push({ reaction, because, consumes, emits: [], ...keys, starts: [], cancels: [] });
  }

  takes(alternative: Alternative): void {
    const firing = this.#firings.at(-1);
    if (firing) firing.alternative = alternative.span;
  }

  collects(reaction: Reaction): void {
    this.#collectedBy.push(reaction.id);
  }

  misses(reaction: Reaction): void {
    this.#withoutInstance.push(reaction.id);
  }

  publishes(variant: MessageVariant): void {
    this.#published.push(variant);
    const firing = this.#firings.at(-1);
    firing?.emits.push(variant.message);
    firing?.keys?.push(this.#keysOf(variant.tuple));
  }

  starts(message: string): void {
    this.#firings.at(-1)?.starts.push(message);
  }

  cancels(message: string): void {
    this.#firings.at(-1)?.cancels.push(message);
  }

  loses(variant: MessageVariant): void {
    this.#received = variant;
    this.#isLost = true;
  }

  receives(variant: MessageVariant): void {
    this.#received = variant;
  }

  #keysOf(tuple: number): readonly Fact[] {
    return this.#program.tuples.valuesOf(tuple).map(({ key, value }) => ({ kind: 'key', key, value }));
  }

  /** What has happened since the recorder was made. */
  step(action: Action, choices: readonly number[], from: Uint8Array, to: Uint8Array): RunStep {
    const move: Move = { action: action.index, choices };
    const message = this.#messageOf(action, from);
    const isOutside = action.kind === 'enter' && action.participant === action.entry.participant;
    const takes = this.#received ?? this.#published[0];
    return {
      kind: this.#isLost
        ? 'lose'
        : isOutside && this.#firings.length === 0 && this.#collectedBy.length === 0
          ? 'enter'
          : kinds[action.kind],
      move,
      case: action.case,
      participant: action.participant,
      ...(message === undefined ? {} : { message }),
      ...(action.kind === 'enter' ? { entersFrom: action.entry.participant } : {}),
      carrying: [
        ...this.#keysOf(takes?.tuple ?? (action.kind === 'give-up' ? action.reaction.scope : 0)),
        ...(takes?.payloadClass.facts ?? []),
      ],
      firings: this.#firings.map(firing => this.#close(firing, action)),
      collectedBy: this.#collectedBy,
      ...(this.#withoutInstance.length > 0 ? { withoutInstance: this.#withoutInstance } : {}),
      changes: changesBetween(this.#program, from, to),
      exits: this.#published.flatMap(variant => this.#exitsOf(variant)),
    };
  }

  #messageOf(action: Action, from: Uint8Array): string | undefined {
    switch (action.kind) {
      case 'deliver':
      case 'redeliver':
      case 'lose':
        return action.message.message;
      case 'deliver-next':
      case 'lose-next':
        return action.queue.variants[(from[action.queue.slot] ?? 0) - 1]?.message;
      case 'enter':
        return action.entry.name;
      case 'timer':
        return action.timer.message;
      case 'schedule':
      case 'give-up':
        return undefined;
      default:
        return action satisfies never;
    }
  }

  #close(firing: OpenFiring, action: Action): Firing {
    const { choreography } = this.#program;
    // Only the steps before show who started the timer: see `runOf`.
    if (action.kind === 'timer') {
      const { participant, message } = action.timer;
      const [starter, another] = startersOf(choreography, participant, message);
      return starter && !another
        ? { ...firing, ...starter }
        : { ...firing, reaction: '', span: starter?.span ?? nowhere };
    }
    for (const { reactions, schedules } of choreography.participants) {
      const source = reactions.find(({ id }) => id === firing.reaction);
      if (source) return { ...firing, span: source.headSpan };
      const schedule = schedules.find(({ id }) => id === firing.reaction);
      if (schedule) return { ...firing, span: schedule.span };
    }
    return { ...firing, span: nowhere };
  }

  #exitsOf({ message }: MessageVariant): RunStep['exits'] {
    const graph = messageGraphOf(this.#program.choreography);
    const receivers = graph.receivers.get(message) ?? [];
    if (receivers.length > 0) return receivers.map(({ participant }) => ({ message, receiver: participant }));
    if (!graph.exits.has(message)) return [];
    return [{ message, receiver: graph.messages.get(message)?.choreography ?? '' }];
  }
}

const nowhere: Span = { uri: '', range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } };

/** Reactions and schedules that start the timer of a message, in the order of the text, each with the emission. */
export function startersOf(
  { participants }: Choreography,
  participant: string,
  message: string,
): readonly { readonly reaction: string; readonly span: Span }[] {
  return participants
    .filter(({ name }) => name === participant)
    .flatMap(({ reactions, schedules }) => [...reactions, ...schedules])
    .flatMap(source => {
      const emission = emissionsOf(source).find(one => one.message === message && one.after);
      return emission ? [{ reaction: source.id, span: emission.span }] : [];
    });
}

function changesBetween({ variables, tuples }: Program, from: Uint8Array, to: Uint8Array): readonly StateChange[] {
  const seen = new Set<number>();
  return variables.flatMap(variable => {
    const { participant, slot, values } = variable;
    const [before, after] = [positionIn(from, variable), positionIn(to, variable)];
    if (before === after || seen.has(slot)) return [];
    seen.add(slot);
    return [
      { participant, state: tuples.nameOf(variable), from: stateText(values[before]), to: stateText(values[after]) },
    ];
  });
}
