/** Types of expressions: `unknown-field` and `type-mismatch` in guards, branches and `set`. */
import type { BinaryOperator, Expression, FieldAccess, StateVariable } from '@choreo/model';
import type { TypeMismatch, UnknownField } from './type-error.ts';
import { constantOf } from '../expressions/constant.ts';
import { hasFraction } from '../expressions/decimal.ts';
import { canBeMissing, isOptional } from '../expressions/missing.ts';
import { fieldsOnPath } from '../expressions/field-path.ts';
import { plain } from '../expressions/value.ts';
import { expressionText } from '../text/expression-text.ts';
import { hasForm, isOfForm, isOrderedByForm } from './text-forms.ts';
import { explainUnresolved } from './unresolved-name.ts';
import type { TypingContext } from './typing-context.ts';
import {
  booleanType,
  builtin,
  familyOf,
  isComparable,
  isEquatable,
  isOrdered,
  isSameType,
  isWhole,
  stateType,
  unknownType,
} from './value-type.ts';
import type { ValueType } from './value-type.ts';

export type TypeFinding = UnknownField | TypeMismatch;

/** Expressions nested deeper than this are not checked, since the stack is limited. */
const deepest = 400;

export class TypeChecker {
  readonly findings: TypeFinding[] = [];
  readonly #context: TypingContext;
  readonly #types = new Map<Expression, ValueType>();
  #depth = 0;

  constructor(context: TypingContext) {
    this.#context = context;
  }

  checkGuard(guard: Expression): void {
    this.#needBoolean(guard, 'guard');
  }

  /** Of a property or a scenario. */
  checkCondition(condition: Expression): void {
    this.#needBoolean(condition, 'condition');
  }

  /** `isTimeout`: where a join has given up. */
  checkAssignment(state: StateVariable, value: Expression, isTimeout = false): void {
    const found = this.typeOf(value);
    const expected = stateType(state);
    const problem = { kind: 'assigned', state: state.name, expected, found } as const;
    if (expected.kind === 'range') {
      if (familyOf(found) !== 'any' && familyOf(found) !== 'number') return this.#mismatch(value, problem);
      const constant = plain(constantOf(value));
      if (typeof constant !== 'number') return isWhole(found) ? undefined : this.#mismatch(value, problem);
      const { min, max } = expected;
      if (!Number.isInteger(constant)) this.#mismatch(value, problem);
      else if (constant < min || constant > max) {
        this.#mismatch(value, { kind: 'out-of-range', state: state.name, value: constant, min, max });
      }
    } else if (expected.kind === 'enum') {
      if (familyOf(found) === 'any') return;
      if (!isSameType(found, expected)) {
        return this.#mismatch(value, problem, valueInQuotes(value, expected, this.#context)?.value);
      }
      const { names, reaction, states } = this.#context;
      const triggers = reaction?.trigger.messages.map(ref => ref.message) ?? [];
      if (!isOptional(state) && canBeMissing(value, { names, states: states.values(), triggers, isTimeout })) {
        this.#mismatch(value, {
          kind: 'may-be-missing',
          state: state.name,
          enum: expected.id,
          what: expressionText(value),
        });
      }
    } else if (expected.kind === 'state-values') {
      if (familyOf(found) === 'any' || isSameType(found, expected)) return;
      const quoted = value.kind === 'string' && expected.values.includes(value.value) ? value.value : undefined;
      this.#mismatch(value, problem, quoted);
    } else if (!isComparable(expected, found)) this.#mismatch(value, problem);
  }

  /** Reports each error inside once; an expression with an error has the type `unknown`. */
  typeOf(expression: Expression): ValueType {
    const known = this.#types.get(expression);
    if (known) return known;
    if (this.#depth > deepest) return unknownType;
    this.#depth++;
    const type = this.#computeType(expression);
    this.#depth--;
    this.#types.set(expression, type);
    return type;
  }

  #computeType(expression: Expression): ValueType {
    switch (expression.kind) {
      case 'number':
        return builtin(hasFraction(expression.text) ? 'decimal' : 'int');
      case 'string':
        return builtin('string');
      case 'boolean':
        return booleanType;
      case 'field':
        return this.#typeOfField(expression);
      case 'state':
      case 'state-value': {
        const name = expression.kind === 'state' ? expression.name : expression.state;
        const { participant } = expression;
        const state = this.#context.states.get(participant === undefined ? name : `${participant}.${name}`);
        return state ? stateType(state) : unknownType;
      }
      case 'enum-value':
        return { kind: 'enum', id: expression.enum };
      case 'unresolved':
        for (const finding of explainUnresolved(expression, this.#context)) this.findings.push(finding);
        return unknownType;
      case 'unary':
        if (expression.operator === 'not') {
          this.#needBoolean(expression.operand, 'operand', 'not');
          return booleanType;
        }
        return this.#needNumber(expression.operand, '-');
      case 'binary':
        return this.#typeOfBinary(expression);
      case 'in':
        for (const option of expression.options) this.#compare(expression.value, option, option);
        if (expression.options.length === 0) this.typeOf(expression.value);
        return booleanType;
      default:
        return expression satisfies never;
    }
  }

  #typeOfBinary(expression: Extract<Expression, { kind: 'binary' }>): ValueType {
    const { operator, left, right } = expression;
    switch (operator) {
      case 'and':
      case 'or':
        this.#needBoolean(left, 'operand', operator);
        this.#needBoolean(right, 'operand', operator);
        return booleanType;
      case '==':
      case '!=':
        this.#compare(left, right, expression);
        return booleanType;
      case '<':
      case '<=':
      case '>':
      case '>=': {
        if (!this.#compare(left, right, expression)) return booleanType;
        const [first, second] = [this.typeOf(left), this.typeOf(right)];
        if (!isOrdered(first)) this.#mismatch(left, { kind: 'not-ordered', found: first, operator });
        else if (!isOrdered(second)) this.#mismatch(right, { kind: 'not-ordered', found: second, operator });
        return booleanType;
      }
      case '+':
      case '-':
      case '*':
      case '/':
        return this.#typeOfArithmetic(operator, left, right);
      default:
        return operator satisfies never;
    }
  }

  #typeOfArithmetic(operator: BinaryOperator, left: Expression, right: Expression): ValueType {
    if (operator === '+') {
      const [first, second] = [this.typeOf(left), this.typeOf(right)];
      const texts = [first, second].filter(type => familyOf(type) === 'text').length;
      if (texts === 2) return builtin('string');
    }
    const [first, second] = [this.#needNumber(left, operator), this.#needNumber(right, operator)];
    if (familyOf(first) === 'any' || familyOf(second) === 'any') return unknownType;
    return operator !== '/' && isWhole(first) && isWhole(second) ? builtin('int') : builtin('decimal');
  }

  #typeOfField(access: FieldAccess): ValueType {
    const { names, reaction } = this.#context;
    const triggers = [
      ...new Set(access.message === undefined ? reaction?.trigger.messages.map(ref => ref.message) : [access.message]),
    ];
    const types: { readonly message: string; readonly type: ValueType }[] = [];
    for (const id of triggers) {
      const message = names.messages.get(id);
      if (!message) continue;
      const { fields, failsAt, failsIn } = fieldsOnPath(names, message, access.path);
      if (failsAt !== undefined) {
        const name = access.path[failsAt] ?? '';
        const before = fields.at(-1);
        const candidates = failsIn ? names.allFields(failsIn).map(field => field.name) : [];
        // A path into json, or into a type that is itself unknown, cannot be checked.
        if (!failsIn && before && familyOf(before.type) === 'any') return unknownType;
        const problem = failsIn
          ? ({ kind: 'member', of: failsIn.id } as const)
          : ({ kind: 'no-record', of: access.path.slice(0, failsAt).join('.') } as const);
        this.findings.push({ code: 'unknown-field', name, candidates, problem, span: access.span, about: [] });
        return unknownType;
      }
      types.push({ message: id, type: fields.at(-1)?.type ?? unknownType });
    }
    const [first] = types;
    if (!first) return unknownType;
    if (types.some(({ type }) => !isSameType(type, first.type))) {
      this.#mismatch(access, { kind: 'differs-by-trigger', field: access.path.join('.'), types });
      return unknownType;
    }
    return first.type;
  }

  /** Whether the two can be compared; if not, reports it. */
  #compare(left: Expression, right: Expression, whole: Expression): boolean {
    // In a condition, a value is only known beside its state: the state is what is wrong.
    if (this.#context.services && left.kind === 'unresolved' && right.kind === 'unresolved') {
      this.typeOf(right.path.length > left.path.length ? right : left);
      return false;
    }
    const [first, second] = [this.typeOf(left), this.typeOf(right)];
    for (const [part, type] of [
      [left, first],
      [right, second],
    ] as const) {
      if (isEquatable(type)) continue;
      this.#mismatch(part, { kind: 'not-comparable', found: type });
      return false;
    }
    if (isComparable(first, second)) {
      const isOrder = whole.kind === 'binary' && !['==', '!='].includes(whole.operator);
      this.#needForm(left, right, isOrder);
      this.#needForm(right, left, isOrder);
      return true;
    }
    const quoted = valueInQuotes(left, second, this.#context) ?? valueInQuotes(right, first, this.#context);
    const text = quoted?.expression ?? whole;
    this.#mismatch(text, { kind: 'compared', left: first, right: second }, quoted?.value);
    return false;
  }

  /** The type that a text literal is compared with determines the form that it should have. */
  #needForm(text: Expression, other: Expression, isOrder: boolean): void {
    const type = this.typeOf(other);
    if (text.kind !== 'string' || type.kind !== 'builtin' || !hasForm(type.name)) return;
    if ((isOrder && !isOrderedByForm(type.name)) || isOfForm(type.name, text.value)) return;
    const what = expressionText(other);
    this.#mismatch(text, { kind: 'form', what, expected: type.name, text: text.value });
  }

  #needBoolean(expression: Expression, role: 'guard' | 'condition' | 'operand', operator?: string): void {
    const found = this.typeOf(expression);
    if (['any', 'boolean'].includes(familyOf(found))) return;
    this.#mismatch(expression, { kind: 'not-boolean', found, role, ...(operator === undefined ? {} : { operator }) });
  }

  #needNumber(expression: Expression, operator: string): ValueType {
    const found = this.typeOf(expression);
    if (['any', 'number'].includes(familyOf(found))) return found;
    this.#mismatch(expression, { kind: 'not-number', found, operator });
    return unknownType;
  }

  #mismatch({ span }: Expression, problem: TypeMismatch['problem'], replacement?: string): void {
    this.findings.push({
      code: 'type-mismatch',
      problem,
      span,
      about: [],
      ...(replacement === undefined ? {} : { replacement }),
    });
  }
}

/** `"Fraud"` in place of the enum's value `Fraud`. */
function valueInQuotes(expression: Expression, other: ValueType, { names }: TypingContext) {
  if (expression.kind !== 'string') return undefined;
  const { value } = expression;
  const type = other.kind === 'enum' ? names.types.get(other.id) : undefined;
  const values =
    other.kind === 'state-values' ? other.values : type?.kind === 'enum' ? type.values.map(one => one.name) : [];
  return values.includes(value) ? { expression, value } : undefined;
}
