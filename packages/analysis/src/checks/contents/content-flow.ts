/**
 * Which contents lead to which, where emissions say what they carry: messages cut into payload classes, and the steps between them, whatever
 * the states are. Finds out which alternatives a cycle can go through for ever, and in which classes a message comes at all.
 */
import type { Choreography, Emission, Expression, Reaction } from '@choreo/model';
import { truthOf } from '../../expressions/value.ts';
import { cyclesOf } from '../../graph/components.ts';
import type { Liveness } from '../../graph/liveness.ts';
import type { MessageGraph } from '../../graph/message-graph.ts';
import type { ReactionChoice, ReactionStep } from '../../graph/reaction-steps.ts';
import { shortestCycle } from '../../graph/shortest-cycle.ts';
import { filledBy, fillingsOf } from '../../runs/program/contents/fillings.ts';
import { fittingOf } from '../../runs/program/contents/fitting-classes.ts';
import { distinctionsOf, payloadClassesOf } from '../../runs/program/payload-classes.ts';
import { runTermOf } from '../../runs/program/run-terms.ts';
import type { RunSight } from '../../runs/program/run-terms.ts';

/** No state is known, and none is asked. */
const noState = new Uint8Array(0);

/** What a message carries, as the position of its payload class. */
interface Content {
  readonly message: string;
  readonly index: number;
}

interface Passage {
  readonly from: number;
  readonly to: number;
  readonly step: number;
  readonly choice: ReactionChoice;
  readonly emission: Emission;
}

/** An alternative of a step, given by its index, that turns a message into what it emits. */
export interface Turn {
  readonly step: number;
  readonly choice: ReactionChoice;
  readonly takes: string;
  readonly emission: Emission;
}

export class ContentFlow {
  readonly #choreography: Choreography;
  readonly #graph: MessageGraph;
  readonly #contents: Content[] = [];
  readonly #first = new Map<string, number>();
  readonly #passages: readonly Passage[];
  #reached: ReadonlySet<number> | undefined;

  /** Undefined where no emission says what it carries. */
  static of(choreography: Choreography, graph: MessageGraph, liveness: Liveness): ContentFlow | undefined {
    return fillingsOf(choreography).length > 0 ? new ContentFlow(choreography, graph, liveness) : undefined;
  }

  private constructor(choreography: Choreography, graph: MessageGraph, liveness: Liveness) {
    this.#choreography = choreography;
    this.#graph = graph;
    for (const message of graph.messages.keys()) {
      this.#first.set(message, this.#contents.length);
      payloadClassesOf(choreography, message).forEach((_, index) => this.#contents.push({ message, index }));
    }
    this.#passages = graph.steps.flatMap((step, index) =>
      liveness.isLive(index) ? this.#passagesOf(step, index) : [],
    );
  }

  /** The alternatives through which a cycle of contents goes, among those that `keep` does not refuse. */
  recurring(keep: (choice: ReactionChoice) => boolean = () => true): ReadonlySet<ReactionChoice> {
    return new Set(this.#cyclesOf(keep).flatMap(({ passages }) => passages.map(({ choice }) => choice)));
  }

  /** A shortest cycle of contents through some of the steps. */
  shortestCycle(steps: ReadonlySet<number>, keep: (choice: ReactionChoice) => boolean): readonly Turn[] {
    const cycles = this.#cyclesOf(keep).map(({ members, passages }) => {
      const inside = Map.groupBy(
        passages.filter(({ step }) => steps.has(step)),
        ({ from }) => from,
      );
      const nodes = shortestCycle(members, node => (inside.get(node) ?? []).map(({ to }) => to));
      return nodes.flatMap((node, at): Turn[] => {
        const next = nodes[(at + 1) % nodes.length];
        const passage = inside.get(node)?.find(({ to }) => to === next);
        const takes = this.#contents[node]?.message;
        return passage && takes !== undefined ? [{ ...passage, takes }] : [];
      });
    });
    const [shortest = []] = cycles.filter(({ length }) => length > 0).sort((a, b) => a.length - b.length);
    const first = shortest.findIndex(({ step }) => step === Math.min(...shortest.map(turn => turn.step)));
    return [...shortest.slice(first), ...shortest.slice(0, first)];
  }

  /** Whether the conditions can come out like this for anything that the messages of the reaction carry when they come. */
  canBe(reaction: Reaction, holds: readonly Expression[], fails: readonly Expression[]): boolean {
    this.#reached ??= this.#findReached();
    const reached = this.#reached;
    return reaction.trigger.messages.some(({ message }) => {
      const first = this.#first.get(message);
      if (first === undefined || distinctionsOf(this.#choreography, message).length === 0) return true;
      const own = payloadClassesOf(this.#choreography, message).map((_, index) => first + index);
      // Another finding reports what never comes.
      if (!own.some(node => reached.has(node))) return true;
      return own.some((node, index) => reached.has(node) && this.#isOpen(reaction, message, index, holds, fails));
    });
  }

  #passagesOf(step: ReactionStep, position: number): readonly Passage[] {
    const { reaction, part } = step;
    const reads = part === 'within' ? undefined : reaction;
    return step.takes.flatMap(({ message }) => {
      const classes = payloadClassesOf(this.#choreography, message);
      return classes.flatMap((_, index) =>
        step.choices.flatMap(choice => {
          if (reads && !this.#isOpen(reaction, message, index, choice.holds, choice.fails)) return [];
          const from = this.#nodeOf(message, index);
          return choice.emissions.flatMap(emission =>
            this.#emitted(emission, reads, message, index).map((to): Passage => ({
              from,
              to,
              step: position,
              choice,
              emission,
            })),
          );
        }),
      );
    });
  }

  #emitted(
    emission: Pick<Emission, 'message' | 'contents'>,
    reaction: Reaction | undefined,
    message: string,
    index: number,
  ): readonly number[] {
    const { message: gives } = emission;
    const all = payloadClassesOf(this.#choreography, gives).map((_, at) => at);
    const filled = filledBy(this.#choreography, emission as Emission, reaction);
    const sight = reaction ? sightOf(reaction) : nothing;
    const fitting = emission.contents && fittingOf(this.#choreography, gives, filled, sight);
    const fit = fitting ? fitting.of(noState, reaction ? this.#trigger(reaction, message, index) : []) : all;
    return this.#first.has(gives) ? fit.map(at => this.#nodeOf(gives, at)) : [];
  }

  #isOpen(
    reaction: Reaction,
    message: string,
    index: number,
    holds: readonly Expression[],
    fails: readonly Expression[],
  ): boolean {
    const trigger = this.#trigger(reaction, message, index);
    const sight = sightOf(reaction);
    const truthIn = (expression: Expression) => truthOf(runTermOf(expression, sight)(noState, trigger));
    return holds.every(one => truthIn(one) !== false) && fails.every(one => truthIn(one) !== true);
  }

  /** Of a join, what the others carry is open. */
  #trigger(reaction: Reaction, message: string, index: number) {
    const payloadClass = payloadClassesOf(this.#choreography, message)[index];
    if (reaction.trigger.kind !== 'all') return [payloadClass];
    return messagesOf(reaction).map(one => (one === message ? payloadClass : undefined));
  }

  #nodeOf(message: string, index: number): number {
    return (this.#first.get(message) ?? 0) + index;
  }

  /** What goes round: the contents that lead to one another, and how. */
  #cyclesOf(keep: (choice: ReactionChoice) => boolean) {
    const reached = (this.#reached ??= this.#findReached());
    const comes = new Set([...reached].map(node => this.#contents[node]?.message));
    // Another finding reports what never comes, and has its cycles all the same.
    const passages = this.#passages.filter(
      ({ from, choice }) => keep(choice) && (reached.has(from) || !comes.has(this.#contents[from]?.message)),
    );
    const targets = Map.groupBy(passages, ({ from }) => from);
    const cycles = cyclesOf(this.#contents.length, node => (targets.get(node) ?? []).map(({ to }) => to));
    const cycleOf = new Map(cycles.flatMap((members, cycle) => members.map(node => [node, cycle] as const)));
    const inside = Map.groupBy(
      passages.filter(({ from, to }) => cycleOf.has(from) && cycleOf.get(from) === cycleOf.get(to)),
      ({ from }) => cycleOf.get(from),
    );
    return cycles.map((members, cycle) => ({ members, passages: inside.get(cycle) ?? [] }));
  }

  #findReached(): ReadonlySet<number> {
    const reached = new Set<number>();
    const { participants } = this.#choreography;
    const declared = new Set<string>();
    for (const { emits, schedules } of participants) {
      const scheduled = schedules.flatMap(({ outcome }) =>
        outcome.alternatives.flatMap(({ items }) => items.filter(item => item.kind === 'emit')),
      );
      for (const entry of [...emits, ...scheduled]) {
        declared.add(entry.message);
        for (const node of this.#emitted(entry, undefined, '', 0)) reached.add(node);
      }
    }
    for (const message of this.#graph.entries.keys()) {
      if (declared.has(message) && !this.#comesFromElsewhere(message)) continue;
      payloadClassesOf(this.#choreography, message).forEach((_, index) => reached.add(this.#nodeOf(message, index)));
    }
    const targets = Map.groupBy(this.#passages, ({ from }) => from);
    for (const node of reached) for (const { to } of targets.get(node) ?? []) reached.add(to);
    return reached;
  }

  #comesFromElsewhere(message: string): boolean {
    return message.includes('.') || (this.#choreography.lent?.emitted.includes(message) ?? false);
  }
}

const nothing: RunSight = { variable: () => undefined, classOf: () => undefined };

function sightOf(reaction: Reaction): RunSight {
  const messages = messagesOf(reaction);
  return {
    variable: () => undefined,
    classOf: message => {
      if (reaction.trigger.kind !== 'all') return 0;
      const position = messages.findIndex(id => id === message);
      return position < 0 ? undefined : position;
    },
  };
}

function messagesOf({ trigger }: Reaction): readonly string[] {
  return [...new Set(trigger.messages.map(({ message }) => message))];
}
