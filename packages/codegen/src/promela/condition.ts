/**
 * Guards and assigned values in Promela. What a message carries is known where the text is written; what a service
 * remembers is a variable; whatever else a condition needs is open, and both ways are possible.
 */
import { Decimal } from '@choreo/analysis';
import { atomOf } from '@choreo/analysis/runs';
import type { Content, Known } from '@choreo/analysis/runs';
import type { Expression, StateVariable } from '@choreo/model';

/** `null`: a field that is missing. */
type Constant = number | boolean | string | null;

/**
 * `truth`: two conditions of Promela, when it is certainly true and when certainly false; neither: open · `number`: a whole
 * number in Promela · `word`: the place of one of these values.
 */
export type Value =
  | { readonly kind: 'constant'; readonly value: Constant }
  | { readonly kind: 'open' }
  | { readonly kind: 'truth'; readonly yes: string; readonly no: string }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'word'; readonly text: string; readonly values: readonly string[] };

/** A state variable as it is read; `known`: it has just this value. */
export interface StateSeen {
  readonly variable: StateVariable;
  readonly text: string;
  readonly known?: Constant;
}

/** What an expression can see. */
export interface Sight {
  state(name: string): StateSeen | undefined;
  payload(message: string | undefined): Content | undefined;
}

const open: Value = { kind: 'open' };
const constant = (value: Constant | undefined): Value => (value === undefined ? open : { kind: 'constant', value });
/** Deeper ones are open: the stack has an end. */
const deepest = 400;

/** Promela counts in whole numbers: what divides, or compares with fractions of sums, has to be tabled instead. */
export class NeedsTable extends Error {}

export function valueOf(expression: Expression, sight: Sight, depth = 0): Value {
  if (depth > deepest) return open;
  const inner = (part: Expression): Value => valueOf(part, sight, depth + 1);
  switch (expression.kind) {
    case 'number':
    case 'string':
    case 'boolean':
    case 'enum-value':
    case 'state-value':
      return constant(expression.value);
    case 'unresolved':
      return open;
    case 'state':
      return stateValue(expression.name, sight);
    case 'field':
      return constant(plainly(sight.payload(expression.message)?.answers.get(expression.path.join('.'))));
    case 'unary':
      return expression.operator === 'not' ? negated(inner(expression.operand)) : opposite(inner(expression.operand));
    case 'binary':
      return orCarried(
        expression,
        sight,
        combined(expression.operator, inner(expression.left), inner(expression.right)),
      );
    case 'in': {
      const value = inner(expression.value);
      const found = expression.options.map(option => combined('==', value, inner(option)));
      return orCarried(expression, sight, found.reduce(disjunction, constant(false)));
    }
    default:
      return expression satisfies never;
  }
}

function plainly(value: Known): Constant | undefined {
  return value instanceof Decimal ? value.number : value;
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
      return { kind: 'word', text, values: type.values.map(value => value.name) };
    case 'range':
      return { kind: 'number', text: type.min === 0 ? text : `(${text} + ${type.min})` };
    default:
      return type satisfies never;
  }
}

/** A comparison that its parts do not decide may be decided by the message as a whole. */
function orCarried(expression: Expression, sight: Sight, value: Value): Value {
  if (value.kind !== 'open') return value;
  const atom = atomOf(expression);
  const answer = atom && sight.payload(atom.message)?.answers.get(atom.key);
  // What is missing is neither more nor less than anything.
  if (answer === null) return constant(false);
  if (typeof answer !== 'boolean') return value;
  return constant(atom?.negated ? !answer : answer);
}

/** When a value is certainly true, and when certainly false; `1` is always, `0` never. */
export function truthOf(value: Value): { readonly yes: string; readonly no: string } {
  if (value.kind === 'truth') return value;
  if (value.kind === 'constant' && typeof value.value === 'boolean')
    return value.value ? { yes: '1', no: '0' } : { yes: '0', no: '1' };
  if (isMissing(value)) return { yes: '0', no: '1' };
  return { yes: '0', no: '0' };
}

function isMissing(value: Value): boolean {
  return value.kind === 'constant' && value.value === null;
}

function truth(yes: string, no: string): Value {
  if (yes === '1') return constant(true);
  if (no === '1') return constant(false);
  return yes === '0' && no === '0' ? open : { kind: 'truth', yes, no };
}

const all = (a: string, b: string): string =>
  a === '0' || b === '0' ? '0' : a === '1' ? b : b === '1' ? a : `(${a} && ${b})`;
const any = (a: string, b: string): string =>
  a === '1' || b === '1' ? '1' : a === '0' ? b : b === '0' ? a : `(${a} || ${b})`;

function disjunction(left: Value, right: Value): Value {
  const [a, b] = [truthOf(left), truthOf(right)];
  return truth(any(a.yes, b.yes), all(a.no, b.no));
}

function negated(value: Value): Value {
  const { yes, no } = truthOf(value);
  return truth(no, yes);
}

function opposite(value: Value): Value {
  if (isMissing(value)) return value;
  if (value.kind === 'number') return { kind: 'number', text: `(-${value.text})` };
  return value.kind === 'constant' && typeof value.value === 'number' ? constant(-value.value) : open;
}

type Operator = Extract<Expression, { kind: 'binary' }>['operator'];

function combined(operator: Operator, left: Value, right: Value): Value {
  switch (operator) {
    case 'or':
      return disjunction(left, right);
    case 'and':
      return negated(disjunction(negated(left), negated(right)));
    case '==':
      return equality(left, right);
    case '!=':
      return negated(equality(left, right));
    case '<':
    case '<=':
    case '>':
    case '>=':
      return ordering(operator, left, right);
    default:
      return arithmetic(operator, left, right);
  }
}

function decided(condition: string): Value {
  return { kind: 'truth', yes: condition, no: `!${condition}` };
}

function equality(left: Value, right: Value): Value {
  if (left.kind === 'open' || right.kind === 'open') return open;
  if (left.kind === 'constant' && right.kind === 'constant') return constant(left.value === right.value);
  if (left.kind === 'constant') return equality(right, left);
  switch (left.kind) {
    case 'truth': {
      const isTruth = right.kind === 'truth' || (right.kind === 'constant' && typeof right.value === 'boolean');
      if (!isTruth) return truth('0', any(left.yes, left.no));
      const other = truthOf(right);
      return truth(
        any(all(left.yes, other.yes), all(left.no, other.no)),
        any(all(left.yes, other.no), all(left.no, other.yes)),
      );
    }
    case 'number':
      if (right.kind === 'number') return decided(`(${left.text} == ${right.text})`);
      return right.kind === 'constant' && Number.isInteger(right.value)
        ? decided(`(${left.text} == ${String(right.value)})`)
        : constant(false);
    case 'word': {
      if (right.kind !== 'word' && right.kind !== 'constant') return constant(false);
      const pairs = left.values.flatMap((value, index) => {
        if (right.kind === 'constant') return value === right.value ? [`(${left.text} == ${index})`] : [];
        const at = right.values.indexOf(value);
        return at < 0 ? [] : [`(${left.text} == ${index} && ${right.text} == ${at})`];
      });
      return pairs.length === 0
        ? constant(false)
        : decided(pairs.length === 1 ? (pairs[0] ?? '') : `(${pairs.join(' || ')})`);
    }
    default:
      return left satisfies never;
  }
}

type Order = '<' | '<=' | '>' | '>=';
const mirrored = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

function ordering(operator: Order, left: Value, right: Value): Value {
  if (isMissing(left) || isMissing(right)) return constant(false);
  if (left.kind === 'constant' && right.kind === 'constant')
    return typeof left.value === typeof right.value ? constant(isOrdered(operator, left.value, right.value)) : open;
  if (left.kind === 'constant') return ordering(mirrored[operator], right, left);
  if (left.kind === 'word') throw new NeedsTable();
  if (left.kind !== 'number') return open;
  if (right.kind === 'number') return decided(`(${left.text} ${operator} ${right.text})`);
  if (right.kind !== 'constant' || typeof right.value !== 'number') return open;
  // Between two whole numbers the nearer one decides.
  const bound = operator === '<' || operator === '>=' ? Math.ceil(right.value) : Math.floor(right.value);
  return decided(`(${left.text} ${operator} ${bound})`);
}

function isOrdered(operator: Order, left: Constant, right: Constant): boolean {
  if (left === null || right === null) return false;
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    default:
      return operator satisfies never;
  }
}

function arithmetic(operator: '+' | '-' | '*' | '/', left: Value, right: Value): Value {
  if (left.kind === 'open' || right.kind === 'open') return open;
  if (isMissing(left) || isMissing(right)) return constant(null);
  const [first, second] = [textIn(left), textIn(right)];
  if (first !== undefined && second !== undefined) return operator === '+' ? constant(first + second) : open;
  const [a, b] = [numberIn(left), numberIn(right)];
  if (a === undefined || b === undefined) return open;
  if (typeof a === 'number' && typeof b === 'number') {
    switch (operator) {
      case '+':
        return constant(a + b);
      case '-':
        return constant(a - b);
      case '*':
        return constant(a * b);
      case '/':
        return b === 0 ? open : constant(a / b);
      default:
        return operator satisfies never;
    }
  }
  const whole = [a, b].every(part => typeof part === 'string' || Number.isInteger(part));
  if (operator === '/' || !whole) throw new NeedsTable();
  return { kind: 'number', text: `(${a} ${operator} ${b})` };
}

function textIn(value: Value): string | undefined {
  return value.kind === 'constant' && typeof value.value === 'string' ? value.value : undefined;
}

function numberIn(value: Value): number | string | undefined {
  if (value.kind === 'number') return value.text;
  return value.kind === 'constant' && typeof value.value === 'number' ? value.value : undefined;
}
