/** `unreachable-reaction`: reactions that cannot fire in any run, with the missing premise. */
import type { MessageRef, Reaction } from '@choreo/model';
import { cyclesOf } from '../graph/components.ts';
import { isNeverEmitted } from '../graph/liveness.ts';
import type { Liveness } from '../graph/liveness.ts';
import type { MessageGraph } from '../graph/message-graph.ts';
import type { ReactionStep } from '../graph/reaction-steps.ts';
import type { FindingBase } from '../typing/finding-base.ts';

export function findUnreachableReactions(graph: MessageGraph, liveness: Liveness): UnreachableReaction[] {
  const dead = new DeadSteps(graph, liveness);
  const anyEntry = [...graph.entries.keys()].some(message => liveness.messages.has(message));
  const reported = anyEntry ? dead.reactions() : dead.oneOfEachCycle();
  return reported.flatMap(index => {
    const step = graph.steps[index];
    // If nothing emits the message, that itself is the finding.
    if (
      !step ||
      step.reaction.broken ||
      dead.missing(step).some(({ message }) => isNeverEmitted(graph, liveness, message))
    )
      return [];
    const { trigger } = step.reaction;
    const explained = dead.explain(index);
    const [first] = explained.chain;
    const span = step.needs === 'all' && first ? first.awaits.span : trigger.span;
    return [
      { code: 'unreachable-reaction', reaction: step.reaction, ...explained, span, about: [step.reaction.nameSpan] },
    ];
  });
}

/** What a step waits for, and the step that would emit it. */
interface Waiting {
  readonly awaits: MessageRef;
  readonly by?: number;
}

/** Why steps are dead: each waits for a message that nothing emits, or that only dead steps emit. */
class DeadSteps {
  readonly #graph: MessageGraph;
  readonly #liveness: Liveness;
  /** By message: the dead steps that could emit it. */
  readonly #sources = new Map<string, number[]>();
  /** On the shortest path from a message that nothing emits: how a step is reached, and which step would emit that message. */
  readonly #parents = new Map<number, Waiting & { readonly root: number }>();
  readonly #dead: readonly number[];

  constructor(graph: MessageGraph, liveness: Liveness) {
    this.#graph = graph;
    this.#liveness = liveness;
    this.#dead = [...graph.steps.keys()].filter(index => !liveness.isLive(index));
    for (const index of this.#dead) {
      for (const message of this.#emittedBy(index)) {
        const sources = this.#sources.get(message);
        if (sources) sources.push(index);
        else this.#sources.set(message, [index]);
      }
    }
    this.#walkFromRoots();
  }

  /** The bodies of dead reactions, by index of the step. */
  reactions(): number[] {
    return this.#dead.filter(index => this.#graph.steps[index]?.part === 'body');
  }

  /** If nothing starts a flow, the consequences would only hide that. */
  oneOfEachCycle(): number[] {
    const edges = (index: number): readonly number[] =>
      this.#liveness.isLive(index)
        ? []
        : [...this.#emittedBy(index)].flatMap(message => this.#graph.stepsOn.get(message) ?? []);
    return cyclesOf(this.#graph.steps.length, edges)
      .flatMap(cycle => cycle.find(index => this.#graph.steps[index]?.part === 'body') ?? [])
      .filter(index => !this.#parents.has(index))
      .sort((a, b) => a - b);
  }

  /** The missing messages because of which it does not fire. */
  missing(step: ReactionStep): readonly MessageRef[] {
    return step.takes.filter(({ message }) => !this.#liveness.messages.has(message));
  }

  explain(index: number): Pick<UnreachableReaction, 'chain' | 'root'> {
    const chain: Premise[] = [];
    const seen = new Set<number>();
    const root = this.#parents.get(index)?.root;
    for (let at: number | undefined = index; at !== undefined && chain.length < premisesShown && !seen.has(at);) {
      seen.add(at);
      const step: ReactionStep | undefined = this.#graph.steps[at];
      const premise: Waiting | undefined = this.#parents.get(at) ?? this.#somePremise(at);
      if (!step || !premise) break;
      const by: Reaction | undefined = premise.by === undefined ? undefined : this.#graph.steps[premise.by]?.reaction;
      const isAnswer = !by && this.#graph.answers.has(premise.awaits.message);
      chain.push({ reaction: step.reaction, awaits: premise.awaits, ...(by ? { by } : {}), isAnswer });
      at = premise.by;
    }
    const taker = root === undefined ? undefined : this.#graph.steps[root]?.reaction;
    const message = root === undefined ? undefined : this.#parents.get(root)?.awaits.message;
    return { chain, root: taker && message !== undefined ? { kind: 'message', message, taker } : { kind: 'cycle' } };
  }

  #somePremise(index: number): Waiting | undefined {
    const step = this.#graph.steps[index];
    const awaits = step && this.missing(step)[0];
    const by = awaits && this.#sources.get(awaits.message)?.[0];
    return awaits && (by === undefined ? { awaits } : { awaits, by });
  }

  #walkFromRoots(): void {
    let layer: number[] = [];
    for (const index of this.#dead) {
      const step = this.#graph.steps[index];
      const awaits = step && this.missing(step).find(({ message }) => !this.#sources.has(message));
      if (!awaits) continue;
      this.#parents.set(index, { awaits, root: index });
      layer.push(index);
    }
    while (layer.length > 0) {
      const next: number[] = [];
      for (const by of layer) {
        const root = this.#parents.get(by)?.root ?? by;
        for (const message of this.#emittedBy(by)) {
          if (this.#liveness.messages.has(message)) continue;
          for (const index of this.#graph.stepsOn.get(message) ?? []) {
            if (this.#liveness.isLive(index) || this.#parents.has(index)) continue;
            const awaits = this.#graph.steps[index]?.takes.find(ref => ref.message === message);
            if (!awaits) continue;
            this.#parents.set(index, { awaits, by, root });
            next.push(index);
          }
        }
      }
      layer = next;
    }
  }

  #emittedBy(index: number): ReadonlySet<string> {
    const choices = this.#graph.steps[index]?.choices ?? [];
    return new Set(choices.flatMap(({ emissions }) => emissions.map(({ message }) => message)));
  }
}

/**
 * A reaction waits for a message that only `by` emits, which cannot fire either; without `by` nothing emits it, or it answers what
 * never happens.
 */
export interface Premise {
  readonly reaction: Reaction;
  readonly awaits: MessageRef;
  readonly by?: Reaction;
  readonly isAnswer: boolean;
}

export interface UnreachableReaction extends FindingBase {
  readonly code: 'unreachable-reaction';
  readonly reaction: Reaction;
  /** From the reaction towards the root, at most `premisesShown` of them. */
  readonly chain: readonly Premise[];
  /** `message`: nothing emits it · `cycle`: each waits for the other. */
  readonly root:
    | { readonly kind: 'message'; readonly message: string; readonly taker: Reaction }
    | { readonly kind: 'cycle' };
}

/** How many premises an `unreachable-reaction` shows at most. */
export const premisesShown = 8;
