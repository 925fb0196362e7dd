/** What services know of the instances of a run: which of the keys that its messages carry lead to them so far. */
import { retriesOf } from '@choreo/model';
import type { Choreography, Reaction } from '@choreo/model';
import { instancesOf } from '../../graph/instances.ts';
import type { ServiceInstances } from '../../graph/instances.ts';
import type { InstanceCode, Miss } from './program-parts.ts';
import { made } from './slots.ts';
import type { Slots } from './slots.ts';

const none: readonly number[] = [];

export class InstanceSlots {
  readonly #instances: ReadonlyMap<string, ServiceInstances>;
  readonly #slots: Slots;
  /** By case, service and key: whether a value of that key leads to the instance. */
  readonly #linked = new Map<string, number>();
  readonly #misses = new Map<string, Miss>();

  constructor(choreography: Choreography, slots: Slots) {
    this.#instances = instancesOf(choreography);
    this.#slots = slots;
  }

  /** The ways in which a message can find nothing, of which `instanceOf` has been asked so far. */
  get misses(): readonly Miss[] {
    return [...this.#misses.values()];
  }

  /** What is set once a participant takes or emits a message: the keys that lead to its instance from then on. */
  linksOf(participant: string, message: string, index: number): readonly number[] {
    const keys = this.#instances.get(participant)?.links.get(message);
    return keys ? keys.map(key => this.#slotOf(participant, key, index)) : none;
  }

  /** By message, what a reaction has to do with instances; undefined where it needs none that has to be found. */
  instanceOf(reaction: Reaction, index: number): ReactionCodeInstances | undefined {
    const { participant, trigger } = reaction;
    const service = this.#instances.get(participant);
    if (!service || service.links.size === 0) return undefined;
    const codes = new Map<string, InstanceCode>();
    for (const { message } of trigger.messages) {
      const links = this.linksOf(participant, message, index);
      const way = service.wayOf(reaction, message);
      const found = way.kind === 'linked' ? way.keys.map(key => this.#slotOf(participant, key, index)) : undefined;
      if (!found && links.length === 0) continue;
      // What is tried again misses nothing.
      const miss = found && retriesOf(reaction).length === 0 ? this.#missOf(reaction, message, index) : undefined;
      codes.set(message, { links, ...(found ? { found } : {}), ...(miss ? { miss } : {}) });
    }
    return codes.size > 0 ? codes : undefined;
  }

  #slotOf(participant: string, key: string, index: number): number {
    return made(this.#linked, `${index} ${participant} ${key}`, () => this.#slots.take());
  }

  #missOf(reaction: Reaction, message: string, index: number): Miss {
    return made(this.#misses, `${index} ${reaction.id} ${message}`, () => ({
      reaction,
      message,
      case: index,
      slot: this.#slots.take(),
    }));
  }
}

type ReactionCodeInstances = ReadonlyMap<string, InstanceCode>;
