/** What answers questions about a payload: values of fields, and how two sides of a comparison lie to one another. */
import type { Expression, FieldAccess } from '@choreo/model';
import { askedBy, deepest, turnedBy } from './comparison.ts';
import { isComparison } from './constant.ts';
import type { Comparison, Constant } from './constant.ts';
import { fieldsOf, pathOf } from './leaves.ts';
import type { Bounds, Question } from './questions.ts';

export interface Unknowns {
  /** By path, in the order of the questions. */
  readonly fields: ReadonlyMap<string, UnknownField>;
  /** One that is within a side of another one comes first. */
  readonly relations: readonly Relation[];
}

export interface UnknownField {
  readonly path: readonly string[];
  readonly comparisons: readonly FieldComparison[];
  /** It stands for itself, outside of comparisons. */
  readonly isAlone: boolean;
  /** The states that it is kept in, as it is. */
  readonly kept: readonly Bounds[];
  /** It stands for itself elsewhere, too. */
  readonly isUsed: boolean;
  readonly isInRelation: boolean;
}

export interface FieldComparison {
  readonly operator: Comparison;
  readonly constant: Constant;
  /** The constant as it is written. */
  readonly written: Expression;
}

/** Two sides that are compared, and are not just a field and a constant. */
export interface Relation {
  readonly key: string;
  readonly left: Expression;
  readonly right: Expression;
  /** Of the fields that either side reads. */
  readonly paths: ReadonlySet<string>;
}

const nothingAsked = { comparisons: [], isAlone: false, kept: [], isUsed: false, isInRelation: false };

export function unknownsIn(questions: readonly Question[]): Unknowns {
  const fields = new Map<string, UnknownField>();
  const relations = new Map<string, Relation>();
  const note = ({ path }: Pick<FieldAccess, 'path'>, change: (known: UnknownField) => Partial<UnknownField>): void => {
    const key = pathOf({ path });
    const known = fields.get(key) ?? { ...nothingAsked, path };
    fields.set(key, { ...known, ...change(known) });
  };
  const compare = (operator: Comparison, left: Expression, right: Expression, depth: number): void => {
    const asked = askedBy(left, right);
    if (asked?.kind === 'field') {
      const { constant, isTurned } = asked;
      const comparison = { operator: turnedBy(asked, operator), constant, written: isTurned ? left : right };
      note(asked.field, ({ comparisons }) => ({ comparisons: [...comparisons, comparison] }));
      return;
    }
    visit(left, true, depth + 1);
    visit(right, true, depth + 1);
    if (!asked) return;
    const paths = new Set([...fieldsOf(left), ...fieldsOf(right)].map(pathOf));
    relations.set(asked.key, { key: asked.key, left, right, paths });
  };
  const visit = (expression: Expression, isInRelation: boolean, depth: number): void => {
    if (depth > deepest) return;
    switch (expression.kind) {
      case 'field':
        note(expression, () => (isInRelation ? { isInRelation } : { isAlone: true, isUsed: true }));
        break;
      case 'unary':
        visit(expression.operand, isInRelation, depth + 1);
        break;
      case 'binary': {
        const { operator, left, right } = expression;
        if (isComparison(operator)) compare(operator, left, right, depth);
        else for (const part of [left, right]) visit(part, isInRelation, depth + 1);
        break;
      }
      case 'in':
        for (const option of expression.options) compare('==', expression.value, option, depth);
        break;
      default:
        break;
    }
  };
  for (const { expression, keptIn } of questions) {
    if (!keptIn || expression.kind !== 'field') visit(expression, false, 0);
    else note(expression, ({ kept }) => ({ isAlone: true, kept: [...kept, ...keptIn] }));
  }
  return { fields, relations: [...relations.values()] };
}
