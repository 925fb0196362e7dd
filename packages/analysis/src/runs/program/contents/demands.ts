/** What is asked of each message: by the reactions that take it, and by those that take what is filled from it. */
import { namesOf } from '@choreo/model';
import type { Choreography, Expression } from '@choreo/model';
import { fieldsOnPath } from '../../../expressions/field-path.ts';
import { leavesIn } from '../../../expressions/leaves.ts';
import { collectExpression, collectFromReaction, createAsked, sizeOf } from '../payload-questions.ts';
import type { Asked } from '../payload-questions.ts';
import { calculates, fillingsOf, substituted } from './fillings.ts';
import type { Filling } from './fillings.ts';

/** Content is followed through so many messages in a row. */
const mostRounds = 60;
/** Longer conditions come of contents that grow as they are handed on; they are left open. */
const mostLeaves = 12;

/** By message. A message that is only handed on is asked what the message is asked that it is handed on to. */
export function demandsOf(choreography: Choreography): ReadonlyMap<string, Asked> {
  const asked = new Map<string, Asked>();
  const askedOf = (message: string): Asked => {
    const about = asked.get(message) ?? createAsked();
    asked.set(message, about);
    return about;
  };
  for (const participant of choreography.participants) {
    for (const reaction of participant.reactions) {
      for (const message of new Set(reaction.trigger.messages.map(ref => ref.message))) {
        collectFromReaction(reaction, participant, message, askedOf(message));
      }
    }
  }
  const fillings = fillingsOf(choreography).filter(({ reaction }) => reaction !== undefined);
  if (fillings.length === 0) return asked;
  const spread = new Spread(choreography, askedOf);
  for (let round = 0; round < mostRounds; round++) {
    const before = totalOf(asked);
    for (const filling of fillings) {
      const about = asked.get(filling.message);
      if (about) spread.along(filling, about);
    }
    if (totalOf(asked) === before) break;
  }
  return asked;
}

function totalOf(asked: ReadonlyMap<string, Asked>): number {
  let total = 0;
  for (const about of asked.values()) total += sizeOf(about);
  return total;
}

class Spread {
  readonly #choreography: Choreography;
  readonly #askedOf: (message: string) => Asked;

  constructor(choreography: Choreography, askedOf: (message: string) => Asked) {
    this.#choreography = choreography;
    this.#askedOf = askedOf;
  }

  along(filling: Filling, about: Asked): void {
    const { filled } = filling;
    for (const { path, comparisons } of about.fields.values()) {
      const source = this.#sourceOf(filling, path);
      if (source && calculates(source)) this.#count(filling, path, source, about);
      else for (const { expression } of comparisons.values()) this.#ask(filling, substituted(expression, filled));
    }
    for (const path of about.whole.values()) {
      const source = this.#sourceOf(filling, path);
      if (source && calculates(source) && this.#isNumber(filling.message, path)) {
        this.#count(filling, path, source, about);
      } else this.#ask(filling, source);
    }
    for (const { expression } of about.atoms.values()) {
      const source = substituted(expression, filled);
      if (source && !calculates(source)) this.#ask(filling, source);
    }
    for (const path of about.counted.values()) {
      const source = this.#sourceOf(filling, path);
      if (source) this.#count(filling, path, source, about);
    }
  }

  #sourceOf({ filled, message }: Filling, path: readonly string[]): Expression | undefined {
    const span = this.#choreography.participants[0]?.span;
    return span && substituted({ kind: 'field', message, path, span }, filled);
  }

  #ask({ reaction }: Filling, source: Expression | undefined): void {
    if (!reaction || !source || [...leavesIn(source)].length > mostLeaves) return;
    for (const message of new Set(reaction.trigger.messages.map(ref => ref.message))) {
      collectExpression(source, reaction, message, this.#askedOf(message));
    }
  }

  /** The field, and what it is worked out of, are followed number by number. */
  #count({ reaction, message: target }: Filling, path: readonly string[], source: Expression, about: Asked): void {
    if (!reaction || !this.#isNumber(target, path)) return;
    about.counted.set(path.join('.'), path);
    for (const leaf of leavesIn(source)) {
      if (leaf.kind !== 'field') continue;
      for (const { message } of reaction.trigger.messages) {
        if (leaf.message !== undefined && leaf.message !== message) continue;
        if (this.#isNumber(message, leaf.path)) this.#askedOf(message).counted.set(leaf.path.join('.'), leaf.path);
      }
    }
  }

  #isNumber(id: string, path: readonly string[]): boolean {
    const names = namesOf(this.#choreography);
    const message = names.messages.get(id);
    const type = message && fieldsOnPath(names, message, path).fields[path.length - 1]?.type;
    return type?.kind === 'builtin' && ['int', 'float', 'decimal'].includes(type.name);
  }
}
