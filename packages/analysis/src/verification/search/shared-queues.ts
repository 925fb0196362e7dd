/**
 * Services that publish onto one ordered channel for one service. Their steps do not commute: the order in which they publish is
 * the order of delivery.
 */
import type { AlternativeCode, Queue, Route } from '../../runs/program/program-parts.ts';
import type { Program } from '../../runs/program/program.ts';
import type { Remaining } from './remaining-effects.ts';
import type { WhoReachesWhom } from './who-reaches-whom.ts';

export class SharedQueues {
  readonly #reach: WhoReachesWhom;
  /** By service: what it can publish onto without taking a message first. */
  readonly #anyway: readonly ReadonlySet<Queue>[];
  readonly #hasQueues: boolean;

  constructor({ actions, queues }: Program, reach: WhoReachesWhom) {
    this.#reach = reach;
    this.#hasQueues = queues.length > 0;
    const anyway = reach.services.map(() => new Set<Queue>());
    for (const action of actions) {
      const own = anyway[reach.services.indexOf(action.participant)];
      if (action.kind === 'enter')
        addAll(
          own,
          action.routes.flatMap(({ route }) => route.queues),
        );
      if (action.kind === 'timer') addAll(own, queuesIn(action.routes));
      if (action.kind === 'schedule') addAll(own, action.outcome.alternatives.flatMap(publishedOnto));
    }
    this.#anyway = anyway;
  }

  /**
   * By service, `words` numbers: the set of the others that can still publish onto a queue onto which it can publish; by what is
   * left to the reactions. Undefined where there are none.
   */
  partnersOf(remaining: readonly Remaining[]): Uint32Array | undefined {
    if (!this.#hasQueues) return undefined;
    const { codes, services, words } = this.#reach;
    const onto = this.#anyway.map(own => new Set(own));
    codes.forEach(({ participant }, index) => {
      addAll(onto[services.indexOf(participant)], remaining[index]?.alternatives.flatMap(publishedOnto) ?? []);
    });
    const partners = new Uint32Array(services.length * words);
    let hasAny = false;
    onto.forEach((own, service) => {
      onto.forEach((others, other) => {
        if (service === other || ![...own].some(queue => others.has(queue))) return;
        const at = service * words + (other >>> 5);
        partners[at] = (partners[at] ?? 0) | (1 << (other & 31));
        hasAny = true;
      });
    });
    return hasAny ? partners : undefined;
  }
}

function publishedOnto({ emissions }: AlternativeCode): readonly Queue[] {
  return emissions.flatMap(({ target }) => queuesIn(target));
}

function queuesIn(routes: readonly Route[]): readonly Queue[] {
  return routes.flatMap(({ queues }) => queues);
}

function addAll(set: Set<Queue> | undefined, queues: readonly Queue[]): void {
  for (const queue of queues) set?.add(queue);
}
