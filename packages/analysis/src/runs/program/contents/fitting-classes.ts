/** In which of its payload classes a message is emitted, given what it is filled with. */
import { namesOf } from '@choreo/model';
import type { Choreography, Expression } from '@choreo/model';
import { atomOf, isCondition } from '../../../expressions/comparison.ts';
import type { PayloadClass } from '../../../expressions/facts.ts';
import { fieldsOnPath } from '../../../expressions/field-path.ts';
import { readsState } from '../../../expressions/leaves.ts';
import { isSame, truthOf } from '../../../expressions/value.ts';
import type { Known } from '../../../expressions/value.ts';
import { distinctionsOf, payloadClassesOf } from '../payload-classes.ts';
import type { Answer, Distinction } from '../payload-classes.ts';
import { runTermOf } from '../run-terms.ts';
import type { RunSight } from '../run-terms.ts';
import { positionIn } from '../../state-value.ts';
import { regionOf } from './counted-fields.ts';
import type { Scale } from './counted-fields.ts';
import { substituted } from './fillings.ts';
import type { Filled } from './fillings.ts';
import { everywhere, meets, numberOf, placeOf, pointAt } from './regions.ts';
import type { Place } from './regions.ts';

type PayloadClasses = readonly (PayloadClass | undefined)[];

/** Of each payload class of the message whether it may be, where the trigger carries this and the states are as they are. */
export interface Fitting {
  readonly readsState: boolean;
  /** Their positions among the payload classes of the message, at least one. */
  of(state: Uint8Array, classes: PayloadClasses): readonly number[];
}

/** Which of the answers to one distinction may be. */
type Tell = (state: Uint8Array, classes: PayloadClasses) => (answer: Answer) => boolean;

/** Undefined where what is filled in decides nothing that anybody asks. */
export function fittingOf(
  choreography: Choreography,
  message: string,
  filled: Filled,
  sight: RunSight,
): Fitting | undefined {
  const classes = payloadClassesOf(choreography, message);
  if (classes.length < 2 || filled.size === 0) return undefined;
  const answering = distinctionsOf(choreography, message).flatMap(distinction => {
    const tell = tellOf(choreography, message, distinction, filled, sight);
    return tell ? [{ tell, ...distinction }] : [];
  });
  if (answering.length === 0) return undefined;
  const answerOf = ({ key, answers }: Distinction, { answers: own }: PayloadClass) =>
    answers.find(({ value }) => value === own.get(key));
  const ownAnswers = classes.map(payloadClass => answering.map(distinction => answerOf(distinction, payloadClass)));
  const all = classes.map((_, index) => index);
  return {
    readsState: [...filled.values()].some(readsState),
    of(state, trigger) {
      const may = answering.map(({ tell }) => tell(state, trigger));
      const fitting = all.filter(index =>
        may.every((answerMay, at) => {
          const answer = ownAnswers[index]?.[at];
          return answer === undefined || answerMay(answer);
        }),
      );
      return fitting.length > 0 ? fitting : all;
    },
  };
}

function tellOf(
  choreography: Choreography,
  message: string,
  { asks }: Distinction,
  filled: Filled,
  sight: RunSight,
): Tell | undefined {
  const sourceOf = (path: readonly string[]): Expression | undefined => {
    const span = choreography.participants[0]?.span;
    return span && substituted({ kind: 'field', message, path, span }, filled);
  };
  switch (asks.kind) {
    case 'value': {
      const source = sourceOf(asks.path);
      return source && tellValue(source, sight, mayMiss(choreography, message, asks.path));
    }
    case 'scale': {
      const source = sourceOf(asks.path);
      return source && tellPlace(source, asks.scale, sight);
    }
    case 'comparisons': {
      if (!sourceOf(asks.path)) return undefined;
      const terms = asks.comparisons.map(({ expression, holds }) => {
        const source = substituted(expression, filled);
        return { holds, term: source && runTermOf(source, sight) };
      });
      return (state, classes) => {
        const truths = terms.map(({ term }) => truthOf(term?.(state, classes)));
        return ({ value }) =>
          terms.every(({ holds }, index) => truths[index] === undefined || truths[index] === (holds(value) === true));
      };
    }
    case 'condition': {
      const source = substituted(asks.expression, filled);
      return source && tellTruth(source, asks.isNegated, sight);
    }
    default:
      return asks satisfies never;
  }
}

function mayMiss(choreography: Choreography, id: string, path: readonly string[]): boolean {
  const names = namesOf(choreography);
  const message = names.messages.get(id);
  return message !== undefined && fieldsOnPath(names, message, path).fields.some(({ optional }) => optional);
}

/** A boolean that is missing counts as false where it must be there. */
function tellValue(source: Expression, sight: RunSight, isMissable: boolean): Tell {
  const term = runTermOf(source, sight);
  return (state, classes) => {
    const value = term(state, classes);
    if (value === undefined) return () => true;
    const held = value === null && !isMissable ? false : value;
    return answer => isSame(answer.value, held);
  };
}

/** A condition that a copied message answers neither way is answered neither way again. */
function tellTruth(source: Expression, isNegated: boolean, sight: RunSight): Tell {
  const term = runTermOf(source, sight);
  const atom = isCondition(source) ? atomOf(source) : undefined;
  const index = atom && sight.classOf(atom.message);
  return (state, classes) => {
    const copied = atom && index !== undefined ? classes[index]?.answers.get(atom.key) : undefined;
    if (copied === null) return ({ value }) => value === null;
    const truth = truthOf(term(state, classes));
    if (truth === undefined) return () => true;
    const asked = truth !== isNegated;
    // Of what is filled otherwise, a condition that does not hold may be one that is answered neither way.
    return ({ value }) => value === asked || (value === null && !truth && copied === undefined);
  };
}

/** Where the number can lie; if that is beyond all that the field can hold, at the end that is nearer. */
function tellPlace(source: Expression, scale: Scale, sight: RunSight): Tell {
  const { kind, parts } = scale;
  const place = (state: Uint8Array, classes: PayloadClasses): Place =>
    placeOf(
      source,
      leaf => {
        if (leaf.kind === 'state') {
          const variable = sight.variable(leaf.name);
          const value = variable && numberOf(variable.values[positionIn(state, variable)], kind);
          return value === undefined ? everywhere : pointAt(value);
        }
        const index = sight.classOf(leaf.message);
        const known: Known = index === undefined ? undefined : classes[index]?.answers.get(leaf.path.join('.'));
        if (known === null) return 'missing';
        const sample = numberOf(known, kind);
        return sample === undefined ? everywhere : regionOf(scale, sample);
      },
      kind,
    );
  return (state, classes) => {
    const where = place(state, classes);
    if (where === 'missing') return ({ value }) => value === null;
    const fitting = new Set<Known>(
      parts.filter(({ region }) => meets(region, where, kind)).map(({ sample }) => sample),
    );
    if (fitting.size === 0) {
      const [first, last] = [parts[0], parts.at(-1)];
      const isBelow = first && meets({ ...everywhere, max: first.region.min, isMaxOpen: true }, where, kind);
      const end = isBelow ? first : last;
      if (end) fitting.add(end.sample);
    }
    return ({ value }) => fitting.has(value);
  };
}
