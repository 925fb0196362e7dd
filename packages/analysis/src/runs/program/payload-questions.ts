/** Which conditions of the model read what messages carry. */
import { itemsOf, outcomesOf } from '@choreo/model';
import type { Assignment, Expression, Participant, Reaction } from '@choreo/model';
import { atomOf } from '../../expressions/comparison.ts';
import type { Atom } from '../../expressions/comparison.ts';
import { constantOf } from '../../expressions/constant.ts';
import { combined } from '../../expressions/value.ts';
import type { Comparison } from '../../expressions/samples.ts';
import { deepest } from '../../expressions/evaluate.ts';
import { leavesIn } from '../../expressions/leaves.ts';
import { expressionText } from '../../text/expression-text.ts';

export interface Asked {
  /** Fields compared with constants, by path. */
  readonly fields: Map<string, { readonly path: readonly string[]; readonly comparisons: Map<string, Comparison> }>;
  /** Fields that are assigned, or that are conditions by themselves. */
  readonly whole: Map<string, readonly string[]>;
  /** Any other condition on fields, by the key of its atom. */
  readonly atoms: Map<string, AskedAtom>;
  /** Numbers that are handed on and calculated again on the way, so that each of them matters. */
  readonly counted: Map<string, readonly string[]>;
  /** Those that a state of these bounds is set to, and nothing more is done with; by path. */
  readonly kept: Map<string, readonly Bounds[]>;
  /** Those of `whole` that are set otherwise, or compared with a state. */
  readonly worked: Set<string>;
}

export interface Bounds {
  readonly min: number;
  readonly max: number;
}

export interface AskedAtom extends Atom {
  readonly expression: Expression;
}

export const createAsked = (): Asked => ({
  fields: new Map(),
  whole: new Map(),
  atoms: new Map(),
  counted: new Map(),
  kept: new Map(),
  worked: new Set(),
});

/** Grows with whatever is asked. */
export function sizeOf({ fields, whole, atoms, counted }: Asked): number {
  let size = whole.size + atoms.size + counted.size;
  for (const { comparisons } of fields.values()) size += comparisons.size;
  return size;
}

export function collectFromReaction(reaction: Reaction, { states }: Participant, message: string, asked: Asked): void {
  const { guard: own, body } = reaction;
  const branches = body.kind === 'branches' ? body.branches : [];
  for (const guard of [own, ...branches.map(branch => branch.guard)]) {
    if (!guard) continue;
    const worked = new Map<string, readonly string[]>();
    collectExpression(guard, reaction, message, { ...asked, whole: worked });
    for (const [key, path] of worked) {
      asked.whole.set(key, path);
      asked.worked.add(key);
    }
  }
  for (const { state, value } of assignedIn(reaction)) {
    collectExpression(value, reaction, message, asked);
    const type = states.find(({ name }) => name === state)?.type;
    for (const leaf of leavesIn(value)) {
      if (leaf.kind !== 'field') continue;
      const key = leaf.path.join('.');
      if (leaf === value && type?.kind === 'range') asked.kept.set(key, [...(asked.kept.get(key) ?? []), type]);
      else asked.worked.add(key);
    }
  }
}

/** What an expression of the reaction asks of one of its messages. */
export function collectExpression(whole: Expression, reaction: Reaction, message: string, asked: Asked): void {
  const isOf = (named: string | undefined): boolean =>
    named === message || (named === undefined && reaction.trigger.kind !== 'all');
  const visit = (expression: Expression): void => {
    const atom = atomOf(expression);
    if (atom) {
      if (isOf(atom.message)) collectAtom(expression, atom, asked);
      return;
    }
    switch (expression.kind) {
      case 'field':
        if (isOf(expression.message)) asked.whole.set(expression.path.join('.'), expression.path);
        break;
      case 'unary':
        visit(expression.operand);
        break;
      case 'binary':
        visit(expression.left);
        visit(expression.right);
        break;
      case 'in':
        [expression.value, ...expression.options].forEach(visit);
        break;
      default:
        break;
    }
  };
  visit(whole);
}

function assignedIn(reaction: Reaction): readonly Assignment[] {
  return itemsOf(outcomesOf(reaction)).filter(item => item.kind === 'set');
}

function collectAtom(expression: Expression, atom: Atom, asked: Asked): void {
  const comparison = comparisonOf(expression, atom.key);
  if (!comparison) {
    if (!asked.atoms.has(atom.key)) asked.atoms.set(atom.key, { ...atom, expression });
    return;
  }
  const [field] = atom.fields;
  const path = field?.path ?? [];
  const key = path.join('.');
  const about = asked.fields.get(key) ?? { path, comparisons: new Map<string, Comparison>() };
  about.comparisons.set(expressionText(expression, 0, deepest), comparison);
  asked.fields.set(key, about);
}

/** A comparison of one field with constants. */
function comparisonOf(expression: Expression, key: string): Comparison | undefined {
  if (expression.kind === 'in') {
    const constants = expression.options.map(constantOf);
    if (expression.value.kind !== 'field' || constants.includes(undefined)) return undefined;
    return { key, expression, constants, holds: value => constants.some(one => combined('==', value, one) === true) };
  }
  if (expression.kind !== 'binary') return undefined;
  const { operator, left, right } = expression;
  if (left.kind === 'field') {
    const constant = constantOf(right);
    if (constant !== undefined)
      return { key, expression, constants: [constant], holds: value => combined(operator, value, constant) };
  }
  if (right.kind === 'field') {
    const constant = constantOf(left);
    if (constant !== undefined)
      return { key, expression, constants: [constant], holds: value => combined(operator, constant, value) };
  }
  return undefined;
}
