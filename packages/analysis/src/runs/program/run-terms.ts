/** Guards and assigned values compiled for runs: they read the bytes of a state, and what the messages of a trigger carry. */
import type { Expression } from '@choreo/model';
import { atomOf, isCondition } from '../../expressions/comparison.ts';
import { termOf } from '../../expressions/evaluate.ts';
import type { Term } from '../../expressions/evaluate.ts';
import type { PayloadClass } from '../../expressions/facts.ts';
import { negated, plain } from '../../expressions/value.ts';
import { positionIn } from '../state-value.ts';
import type { StateSlot } from '../state-value.ts';

type PayloadClasses = readonly (PayloadClass | undefined)[];

/** `state`: the bytes of a state, see `Program` · `classes`: those of the trigger's messages, in the order of the trigger. */
export type RunTerm = Term<Uint8Array, PayloadClasses>;

/** What an expression of a reaction can read. */
export interface RunSight {
  /** The slot of a state variable; undefined if its value is open. */
  variable(name: string): StateSlot | undefined;
  /** The position of the payload class that a field is read from; undefined if that is open. */
  classOf(message: string | undefined): number | undefined;
}

/** Numbers become the nearest that a state can hold. */
export function runTermOf(expression: Expression, sight: RunSight): RunTerm {
  const term = termWithin(expression, sight);
  return isCondition(expression) ? term : (state, classes) => plain(term(state, classes));
}

function termWithin(expression: Expression, sight: RunSight): RunTerm {
  return termOf<Uint8Array, PayloadClasses>(expression, {
    read(leaf) {
      if (leaf.kind === 'state') {
        const variable = sight.variable(leaf.name);
        if (!variable) return undefined;
        const { values } = variable;
        return state => values[positionIn(state, variable)];
      }
      const index = sight.classOf(leaf.message);
      const key = leaf.path.join('.');
      return index === undefined ? undefined : (_, classes) => classes[index]?.answers.get(key);
    },
    // If the parts do not decide it, the payload class may have the answer to the whole condition.
    answer(part) {
      const atom = atomOf(part);
      const index = atom && sight.classOf(atom.message);
      if (!atom || index === undefined) return undefined;
      return (_, classes) => {
        const answer = classes[index]?.answers.get(atom.key);
        // A missing value is neither more nor less than anything.
        if (answer === null) return false;
        return atom.negated ? negated(answer) : answer;
      };
    },
  });
}
