/** Which of several conditions can hold together, and on which values. */
import type { Expression, Span } from '@choreo/model';
import { constantOf } from '../expressions/constant.ts';
import type { Scope, ValueSource } from '../expressions/domain.ts';
import type { Known, Value } from '../expressions/value.ts';
import { expressionText } from '../text/expression-text.ts';
import { solve } from './solve.ts';
import type { Solution } from './solve.ts';
import { Vocabulary } from './vocabulary.ts';
import type { CompiledCondition, Strictness, Variable } from './vocabulary.ts';

/** An expression, and whether it has to be true or false. */
export type Ask = readonly [expression: Expression, holds: boolean];

/** One value of an example on which conditions hold. */
export interface Given {
  /** The field, state or expression, as in the source. */
  readonly name: string;
  /** The declaration of the field or state. */
  readonly declared?: Span;
  readonly is:
    /** As in the source. */
    | { readonly kind: 'value'; readonly text: string }
    | { readonly kind: 'other-text' }
    | { readonly kind: 'missing' }
    | { readonly kind: 'less' | 'equal' | 'greater' | 'unlike'; readonly than: string };
}

interface Prepared {
  readonly conditions: ReadonlyMap<Expression, CompiledCondition>;
  readonly variables: readonly Variable[];
  readonly isExact: boolean;
}

export class Conditions {
  readonly #scope: Scope;
  readonly #expressions: readonly Expression[];
  readonly #prepared = new Map<Strictness, Prepared>();

  /** `expressions`: all that will be asked about. */
  constructor(scope: Scope, expressions: readonly Expression[]) {
    this.#scope = scope;
    this.#expressions = expressions;
  }

  /** Whether they hold on no values at all, for certain. */
  areImpossible(asks: readonly Ask[]): boolean {
    return this.#solve(asks, 'loose').kind === 'none';
  }

  /** Values on which all hold, whatever the rest is; undefined if none were found. */
  example(asks: readonly Ask[]): readonly Given[] | undefined {
    const strictness = this.#prepare('loose').isExact ? 'loose' : 'strict';
    const answer = this.#solve(asks, strictness, true);
    if (answer.kind !== 'some') return undefined;
    const { variables } = this.#prepare(strictness);
    return [...answer.values].sort(([a], [b]) => a - b).flatMap(([place, value]) => givenOf(variables[place], value));
  }

  /** The states, with their values, of an example. */
  statesOf(asks: readonly Ask[]): readonly { readonly name: string; readonly value: Value; readonly declared: Span }[] {
    const answer = this.#solve(asks, 'loose');
    if (answer.kind !== 'some') return [];
    const { variables } = this.#prepare('loose');
    return [...answer.values].flatMap(([place, value]) => {
      const stands = variables[place]?.stands;
      if (stands?.kind !== 'value' || stands.subject.kind !== 'state' || value === undefined) return [];
      return [{ name: stands.subject.name, value, declared: stands.subject.declared }];
    });
  }

  #solve(asks: readonly Ask[], strictness: Strictness, certain = false): Solution {
    const { conditions, variables } = this.#prepare(strictness);
    const claims = asks.flatMap(([expression, holds]) => {
      const condition = conditions.get(expression);
      return condition ? [{ condition, holds }] : [];
    });
    return claims.length < asks.length ? { kind: 'open' } : solve(variables, claims, certain);
  }

  #prepare(strictness: Strictness): Prepared {
    const known = this.#prepared.get(strictness);
    if (known) return known;
    const vocabulary = new Vocabulary(this.#scope, strictness);
    const conditions = new Map(this.#expressions.map(one => [one, vocabulary.condition(one)]));
    const prepared = { conditions, variables: vocabulary.variables(), isExact: vocabulary.isExact };
    this.#prepared.set(strictness, prepared);
    return prepared;
  }
}

function givenOf(variable: Variable | undefined, value: Known): Given[] {
  if (!variable || value === undefined) return [];
  const { stands } = variable;
  if (stands.kind === 'value') {
    const { name, declared } = stands.subject;
    return [{ name, declared, is: isOf(stands.subject, value, stands.constants) }];
  }
  // A constant comes second.
  const flipped = constantOf(stands.left) !== undefined;
  const [left, right] = flipped ? [stands.right, stands.left] : [stands.left, stands.right];
  const order = flipped && typeof value === 'number' ? -value : value;
  const kind = order === 0 ? 'equal' : order === -1 ? 'less' : order === 1 ? 'greater' : 'unlike';
  return [{ name: expressionText(left), is: { kind, than: expressionText(right) } }];
}

function isOf({ domain }: ValueSource, value: Value, constants: readonly Value[]): Given['is'] {
  if (value === null) return { kind: 'missing' };
  if (domain.kind !== 'text') return { kind: 'value', text: String(value) };
  return constants.includes(value) ? { kind: 'value', text: JSON.stringify(value) } : { kind: 'other-text' };
}
