/** Whether a message can come before something else has happened: unless that causes it, it may overtake it. */
import type { Liveness } from '../../graph/liveness.ts';
import type { MessageGraph } from '../../graph/message-graph.ts';
import type { ReactionChoice, ReactionStep } from '../../graph/reaction-steps.ts';

/** Causes further back than this many steps count as coming from outside. */
const nearest = 200;

/** The budget of all questions about one choreography. */
const budget = 60_000;

const none: readonly number[] = [];

export class Precedence {
  readonly #graph: MessageGraph;
  readonly #liveness: Liveness;
  /** By message: the live steps that can emit it. Computed on the first question. */
  #sources: ReadonlyMap<string, readonly number[]> | undefined;
  readonly #excluded = new Map<string, ReadonlySet<ReactionChoice>>();
  #left = budget;

  constructor(graph: MessageGraph, liveness: Liveness) {
    this.#graph = graph;
    this.#liveness = liveness;
  }

  /** Whether it can come at all. */
  comes(message: string): boolean {
    return this.#liveness.messages.has(message);
  }

  /**
   * Whether `message` can come in a run with `other`, while none of the `missing` alternatives is taken; false if that costs too
   * much to decide.
   */
  canComeWithout(message: string, missing: ReadonlySet<ReactionChoice>, other: string): boolean {
    if (this.#left <= 0) return false;
    const excluded = this.#excludedBy(other);
    return this.#comesUnless(message, choice => missing.has(choice) || excluded.has(choice), undefined);
  }

  /** Whether `message` can be published while `other` is not; true if that costs too much to decide. */
  canComeWithoutMessage(message: string, other: string): boolean {
    return this.#left <= 0 || this.#comesUnless(message, () => false, other);
  }

  /** `missing`: a message that does not come. */
  #comesUnless(message: string, isBlocked: (choice: ReactionChoice) => boolean, missing: string | undefined): boolean {
    const cone = this.#coneOf(message, isBlocked);
    const lacking = new Map<number, number>();
    const waiting = new Map<string, number[]>();
    const arrived = new Set<string>();
    const pending: string[] = [];
    const arrive = (id: string): void => {
      if (arrived.has(id) || id === missing) return;
      arrived.add(id);
      pending.push(id);
    };
    const fire = (index: number): void => {
      for (const choice of this.#graph.steps[index]?.choices ?? []) {
        if (!isBlocked(choice)) for (const emission of choice.emissions) arrive(emission.message);
      }
    };
    for (const index of cone.steps) {
      const step = this.#graph.steps[index];
      if (!step) continue;
      if (step.reaction.broken) fire(index);
      lacking.set(index, step.needs === 'all' ? step.takes.length : 1);
      for (const { message: taken } of step.takes) {
        const known = waiting.get(taken);
        if (known) known.push(index);
        else waiting.set(taken, [index]);
      }
    }
    for (const id of cone.given) arrive(id);
    for (let id = pending.pop(); id !== undefined && !arrived.has(message); id = pending.pop()) {
      for (const answer of cone.answering.get(id) ?? []) arrive(answer);
      for (const index of waiting.get(id) ?? []) {
        const still = (lacking.get(index) ?? 0) - 1;
        lacking.set(index, still);
        if (still === 0) fire(index);
      }
    }
    return arrived.has(message);
  }

  /**
   * The alternatives that are not taken in a run with `message`: the others of the reaction that emits it, if there is only
   * one, and so on for what triggers that reaction.
   */
  #excludedBy(message: string): ReadonlySet<ReactionChoice> {
    const known = this.#excluded.get(message);
    if (known) return known;
    const excluded = new Set<ReactionChoice>();
    this.#excluded.set(message, excluded);
    const seen = new Set<string>();
    const pending = [message];
    for (let id = pending.pop(); id !== undefined && seen.size < nearest; id = pending.pop()) {
      if (seen.has(id) || this.#graph.entries.has(id)) continue;
      seen.add(id);
      this.#left--;
      const sources = this.#stepsEmitting(id);
      const [first] = sources;
      if (!first || sources.some(({ reaction }) => reaction !== first.reaction)) continue;
      for (const index of this.#stepsBeside(first)) {
        for (const choice of this.#graph.steps[index]?.choices ?? []) {
          if (!choice.emissions.some(emission => emission.message === id)) excluded.add(choice);
        }
      }
      if (first.takes.length === 1 || first.needs === 'all') pending.push(...first.takes.map(ref => ref.message));
    }
    return excluded;
  }

  #sourcesOf(message: string): readonly number[] {
    this.#sources ??= liveSources(this.#graph, this.#liveness);
    return this.#sources.get(message) ?? none;
  }

  #stepsEmitting(message: string): ReactionStep[] {
    return this.#sourcesOf(message).flatMap(index => this.#graph.steps[index] ?? []);
  }

  /** All steps of its reaction, which are neighbours in the list. */
  #stepsBeside({ reaction, takes }: ReactionStep): number[] {
    const [taken] = takes;
    const all = (taken && this.#graph.stepsOn.get(taken.message)) ?? [];
    return all.filter(index => this.#graph.steps[index]?.reaction === reaction);
  }

  /** The steps from which `message` can come, and the messages among them that need no step: at all, or once another has come. */
  #coneOf(message: string, isBlocked: (choice: ReactionChoice) => boolean) {
    const given: string[] = [];
    const answering = new Map<string, string[]>();
    const steps = new Set<number>();
    const seen = new Set([message]);
    const pending = [message];
    for (const id of pending) {
      this.#left--;
      const answered = this.#graph.answers.get(id);
      if ((this.#graph.entries.has(id) && !answered) || steps.size >= nearest) {
        given.push(id);
        continue;
      }
      for (const other of answered ?? []) {
        answering.set(other, [...(answering.get(other) ?? []), id]);
        if (seen.has(other)) continue;
        seen.add(other);
        pending.push(other);
      }
      for (const index of this.#sourcesOf(id)) {
        const step = this.#graph.steps[index];
        this.#left--;
        if (!step || steps.has(index) || !step.choices.some(choice => emits(choice, id) && !isBlocked(choice)))
          continue;
        steps.add(index);
        for (const { message: taken } of step.takes) {
          if (seen.has(taken)) continue;
          seen.add(taken);
          pending.push(taken);
        }
      }
    }
    return { given, answering, steps };
  }
}

function liveSources(graph: MessageGraph, liveness: Liveness): ReadonlyMap<string, readonly number[]> {
  const sources = new Map<string, number[]>();
  graph.steps.forEach((step, index) => {
    if (!liveness.isLive(index)) return;
    for (const { emissions } of step.choices) {
      for (const { message } of emissions) {
        const known = sources.get(message);
        if (!known) sources.set(message, [index]);
        else if (known.at(-1) !== index) known.push(index);
      }
    }
  });
  return sources;
}

function emits({ emissions }: ReactionChoice, message: string): boolean {
  return emissions.some(emission => emission.message === message);
}
