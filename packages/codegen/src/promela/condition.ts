/**
 * Guards and assigned values in Promela. What a message carries is known where the text is written; what a service
 * remembers is a variable; whatever else a condition needs is open, and both ways are possible.
 */
import type { Expression, StateVariable } from '@choreo/model';
import { askedBy, deepest, literalOf, turnedBy } from './comparison.ts';
import { holds, isComparison } from './constant.ts';
import type { Comparison, Constant } from './constant.ts';
import { pathOf } from './leaves.ts';
import type { Order, Payload } from './payload.ts';
import { combined, constant, disjunction, negated, negative, open } from './value.ts';
import type { Value } from './value.ts';

/** A state variable as it is read; `known`: it has just this value. */
export interface StateSeen {
  readonly variable: StateVariable;
  readonly text: string;
  readonly known?: Constant;
}

/** What an expression can see. */
export interface Sight {
  /** `name`: in a condition of a property `Service.state`. */
  state(name: string): StateSeen | undefined;
  /** Of the message that a field is read from; undefined where nothing is known of it. */
  payload(message: string | undefined): Payload | undefined;
}

export function valueOf(expression: Expression, sight: Sight, depth = 0): Value {
  if (depth > deepest) return open;
  const inner = (part: Expression): Value => valueOf(part, sight, depth + 1);
  switch (expression.kind) {
    case 'number':
    case 'string':
    case 'boolean':
    case 'enum-value':
    case 'state-value':
      return constant(literalOf(expression));
    case 'unresolved':
      return open;
    case 'state':
      return stateValue(
        expression.participant === undefined ? expression.name : `${expression.participant}.${expression.name}`,
        sight,
      );
    case 'field': {
      const sample = sight.payload(expression.message)?.samples.get(pathOf(expression));
      if (sample?.isExact) return constant(sample.value);
      return sample?.within ? { kind: 'interval', interval: sample.within, sample: sample.value } : open;
    }
    case 'unary':
      return expression.operator === 'not' ? negated(inner(expression.operand)) : negative(inner(expression.operand));
    case 'binary': {
      const { operator, left, right } = expression;
      if (isComparison(operator)) return compared(operator, left, right, sight, depth);
      return combined(operator, inner(left), inner(right));
    }
    case 'in': {
      const { value, options } = expression;
      const found = options.map(option => compared('==', value, option, sight, depth));
      return found.reduce(disjunction, constant(false));
    }
    default:
      return expression satisfies never;
  }
}

function stateValue(name: string, sight: Sight): Value {
  const state = sight.state(name);
  if (!state) return open;
  if (state.known !== undefined) return constant(state.known);
  const { text } = state;
  const { type } = state.variable;
  switch (type.kind) {
    case 'boolean':
      return { kind: 'truth', yes: text, no: `!${text}` };
    case 'values':
      return {
        kind: 'word',
        text,
        values: [...(type.optional ? [null] : []), ...type.values.map(value => value.name)],
      };
    case 'range': {
      const most = Math.max(Math.abs(type.min), Math.abs(type.max));
      return { kind: 'number', text: type.min === 0 ? text : `(${text} + ${type.min})`, most };
    }
    default:
      return type satisfies never;
  }
}

/** A comparison that its sides do not decide may be decided by what is known of the payload as a whole. */
function compared(operator: Comparison, left: Expression, right: Expression, sight: Sight, depth: number): Value {
  const asked = askedBy(left, right);
  if (asked?.kind === 'field') {
    const sample = sight.payload(asked.field.message)?.samples.get(pathOf(asked.field));
    return sample ? constant(holds(turnedBy(asked, operator), sample.value, asked.constant)) : open;
  }
  const value = combined(operator, valueOf(left, sight, depth + 1), valueOf(right, sight, depth + 1));
  const order = asked && sight.payload(asked.message)?.orders.get(asked.key);
  return value.kind === 'open' && asked && order ? constant(isOrder(turnedBy(asked, operator), order)) : value;
}

function isOrder(operator: Comparison, order: Order): boolean {
  switch (operator) {
    case '==':
      return order === 'equal';
    case '!=':
      return order !== 'equal';
    case '<':
      return order === 'less';
    case '<=':
      return order === 'less' || order === 'equal';
    case '>':
      return order === 'more';
    case '>=':
      return order === 'more' || order === 'equal';
    default:
      return operator satisfies never;
  }
}
