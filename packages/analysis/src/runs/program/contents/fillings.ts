/** Where messages are emitted with contents, and what a condition on such a message comes to in terms of what it is filled from. */
import { filledFields, itemsOf, namesOf, outcomesOf } from '@choreo/model';
import type { Choreography, Emission, Entry, Expression, Participant, Reaction } from '@choreo/model';
import { isCondition } from '../../../expressions/comparison.ts';
import { constantOf } from '../../../expressions/constant.ts';
import { deepest } from '../../../expressions/evaluate.ts';
import { leavesIn } from '../../../expressions/leaves.ts';

/** By name of a field: what fills it. */
export type Filled = ReadonlyMap<string, Expression>;

export interface Filling {
  readonly message: string;
  readonly participant: Participant;
  /** Whose trigger is read; undefined of an entry, a schedule, and a join that gives up. */
  readonly reaction: Reaction | undefined;
  readonly filled: Filled;
}

const known = new WeakMap<Choreography, readonly Filling[]>();

/** Emissions without contents are left out. */
export function fillingsOf(choreography: Choreography): readonly Filling[] {
  let fillings = known.get(choreography);
  if (!fillings) known.set(choreography, (fillings = findFillings(choreography)));
  return fillings;
}

function findFillings(choreography: Choreography): readonly Filling[] {
  const fillings: Filling[] = [];
  const add = (participant: Participant, reaction: Reaction | undefined, emission: Emission | Entry): void => {
    if (!emission.contents) return;
    const filled = filledBy(choreography, emission, reaction);
    fillings.push({ message: emission.message, participant, reaction, filled });
  };
  for (const participant of choreography.participants) {
    for (const entry of participant.emits) add(participant, undefined, entry);
    for (const { outcome } of participant.schedules) {
      for (const item of itemsOf([outcome])) if (item.kind === 'emit') add(participant, undefined, item);
    }
    for (const reaction of participant.reactions) {
      for (const outcome of outcomesOf(reaction)) {
        const source = outcome === reaction.within?.otherwise ? undefined : reaction;
        for (const item of itemsOf([outcome])) if (item.kind === 'emit') add(participant, source, item);
      }
    }
  }
  return fillings;
}

/** What an emission or an entry fills in; `reaction` is undefined where no trigger can be read. */
export function filledBy(
  choreography: Choreography,
  emission: Emission | Entry,
  reaction: Reaction | undefined,
): Filled {
  const filled = filledFields(emission, reaction, namesOf(choreography));
  return new Map(filled.map(({ field, value }) => [field.name, value]));
}

/** The expression over a message's fields, with what fills them in their place; undefined where one is left open. */
export function substituted(expression: Expression, filled: Filled, depth = 0): Expression | undefined {
  if (depth > deepest) return undefined;
  const inner = (part: Expression): Expression | undefined => substituted(part, filled, depth + 1);
  switch (expression.kind) {
    case 'field': {
      const [name = '', ...rest] = expression.path;
      const value = filled.get(name);
      if (!value || rest.length === 0) return value;
      return value.kind === 'field' && value.path.length + rest.length <= longestPath
        ? { ...value, path: [...value.path, ...rest] }
        : undefined;
    }
    case 'unary': {
      const operand = inner(expression.operand);
      return operand && { ...expression, operand };
    }
    case 'binary': {
      const [left, right] = [inner(expression.left), inner(expression.right)];
      return left && right && { ...expression, left, right };
    }
    case 'in': {
      const value = inner(expression.value);
      const options = expression.options.map(inner);
      return value && options.every(option => option !== undefined) ? { ...expression, value, options } : undefined;
    }
    default:
      return expression;
  }
}

/** A type that contains itself makes paths as long as one likes. */
const longestPath = 8;

/** Whether numbers are worked out in it of what is read, so that no condition on the result is one on what is read. */
export function calculates(expression: Expression): boolean {
  const pending = [expression];
  for (let part = pending.pop(); part; part = pending.pop()) {
    if (part.kind === 'in') pending.push(part.value, ...part.options);
    else if (part.kind === 'unary') {
      if (part.operator === '-' && reads(part)) return true;
      pending.push(part.operand);
    } else if (part.kind === 'binary') {
      if (!isCondition(part) && reads(part)) return true;
      pending.push(part.left, part.right);
    }
  }
  return false;
}

function reads(expression: Expression): boolean {
  if (constantOf(expression) !== undefined) return false;
  return [...leavesIn(expression)].some(({ kind }) => kind === 'field' || kind === 'state');
}
