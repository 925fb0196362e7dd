/** The path of a key: from a message that has it to one without it, and on to a reaction that needs it. */
import { emissionsOf, namesOf } from '@choreo/model';
import type { Choreography, Field, Message, Names, Reaction, Span } from '@choreo/model';
import { messageGraphOf } from '../../graph/message-graph.ts';
import type { MessageGraph } from '../../graph/message-graph.ts';
import type { FindingBase } from '../../typing/finding-base.ts';

/** All searches together end after so many messages, since each key could need a search through the whole model. */
const mostVisits = 100_000;

export class KeyWays {
  readonly #names: Names;
  readonly #graph: MessageGraph;
  readonly #known = new Map<string, Carried>();
  readonly #losses = new Map<string, Pick<KeyLost, 'key' | 'way'> | undefined>();
  #visits = 0;

  constructor(choreography: Choreography) {
    this.#names = namesOf(choreography);
    this.#graph = messageGraphOf(choreography);
  }

  keysOf(message: string): readonly string[] {
    return this.#carriedBy(message).keys;
  }

  carries(message: string, field: string): boolean {
    return this.#fieldOf(message, field) !== undefined;
  }

  /** The shortest path from a message with the key to this one without it; undefined if there is none. */
  lossOf(key: string, message: string): Pick<KeyLost, 'key' | 'way'> | undefined {
    const id = `${key} ${message}`;
    if (!this.#losses.has(id)) this.#losses.set(id, this.#searchBack(key, message));
    return this.#losses.get(id);
  }

  #searchBack(key: string, message: string): Pick<KeyLost, 'key' | 'way'> | undefined {
    const steps = new Map<string, KeyLost['way'][number]>();
    const seen = new Set([message]);
    for (const gives of seen) {
      if (this.#visits++ > mostVisits) return undefined;
      for (const { reaction, span } of this.#graph.emitters.get(gives) ?? []) {
        if (!reaction || reaction.broken) continue;
        for (const takes of new Set(reaction.trigger.messages.map(ref => ref.message))) {
          const field = this.#fieldOf(takes, key);
          const step = { reaction, takes, gives, span };
          if (field?.key) return { key: field, way: [step, ...wayFrom(gives, steps)] };
          if (field || seen.has(takes)) continue;
          seen.add(takes);
          steps.set(takes, step);
        }
      }
    }
    return undefined;
  }

  /** The nearest reaction that needs the key, starting at a message that has it. */
  neededBy(key: string, message: string, needs: (reaction: Reaction, key: string) => boolean): Reaction | undefined {
    const seen = new Set([message]);
    for (const takes of seen) {
      if (this.#visits++ > mostVisits) return undefined;
      for (const { reaction } of this.#graph.handlers.get(takes) ?? []) {
        if (!reaction || reaction.broken) continue;
        if (needs(reaction, key)) return reaction;
        for (const { message: gives } of emissionsOf(reaction)) if (this.carries(gives, key)) seen.add(gives);
      }
    }
    return undefined;
  }

  #fieldOf(message: string, name: string): Field | undefined {
    return this.#carriedBy(message).fields.find(field => field.name === name);
  }

  #carriedBy(message: string): Carried {
    let carried = this.#known.get(message);
    if (!carried) {
      const declared = this.#names.messages.get(message);
      const fields = declared ? this.#names.allFields(declared) : [];
      carried = { fields, keys: fields.flatMap(({ key, name }) => (key ? [name] : [])) };
      this.#known.set(message, carried);
    }
    return carried;
  }
}

interface Carried {
  readonly fields: readonly Field[];
  /** Names of the key fields. */
  readonly keys: readonly string[];
}

/** `steps`: by message, the next step on its path. */
function wayFrom(message: string, steps: ReadonlyMap<string, KeyLost['way'][number]>): KeyLost['way'] {
  const way: { reaction: Reaction; takes: string; gives: string; span: Span }[] = [];
  for (let step = steps.get(message); step; step = steps.get(step.gives)) way.push(step);
  return way;
}

export interface KeyLost extends FindingBase {
  readonly code: 'key-lost';
  /** It fires on `message`, which lacks the key. */
  readonly reaction: Reaction;
  readonly message: Message;
  /** It emits a message with the key, by which a later one joins or finds its state. */
  readonly need: { readonly message: string; readonly later: Reaction };
  /** The key as declared in a message that led to this one. */
  readonly key: Field;
  /** From there to `message`: each reaction turns a message into one without the key. At least one. */
  readonly way: readonly {
    readonly reaction: Reaction;
    readonly takes: string;
    readonly gives: string;
    readonly span: Span;
  }[];
  /** Other reactions that need the key in this message. */
  readonly others: readonly Reaction[];
}
