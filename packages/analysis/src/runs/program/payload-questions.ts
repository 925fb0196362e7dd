/** Which conditions of the model read what messages carry. */
import { outcomesOf } from '@choreo/model';
import type { Expression, Reaction } from '@choreo/model';
import { atomOf } from '../../expressions/comparison.ts';
import type { Atom } from '../../expressions/comparison.ts';
import { constantOf } from '../../expressions/constant.ts';
import { combined } from '../../expressions/value.ts';
import type { Comparison } from '../../expressions/samples.ts';
import { deepest } from '../../expressions/evaluate.ts';
import { expressionText } from '../../text/expression-text.ts';

export interface Asked {
  /** Fields compared with constants, by path. */
  readonly fields: Map<string, { readonly path: readonly string[]; readonly comparisons: Map<string, Comparison> }>;
  /** Fields that are assigned, or that are conditions by themselves. */
  readonly whole: Map<string, readonly string[]>;
  /** Any other condition on fields, by the key of its atom. */
  readonly atoms: Map<string, AskedAtom>;
}

export interface AskedAtom extends Atom {
  readonly expression: Expression;
}

export const createAsked = (): Asked => ({ fields: new Map(), whole: new Map(), atoms: new Map() });

export function collectFromReaction(reaction: Reaction, message: string, asked: Asked): void {
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
  if (reaction.guard) visit(reaction.guard);
  if (reaction.body.kind === 'branches') {
    for (const { guard } of reaction.body.branches) if (guard) visit(guard);
  }
  for (const expression of assignedIn(reaction)) visit(expression);
}

function assignedIn(reaction: Reaction): readonly Expression[] {
  return outcomesOf(reaction).flatMap(({ alternatives }) =>
    alternatives.flatMap(({ items }) => items.flatMap(item => (item.kind === 'set' ? [item.value] : []))),
  );
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
