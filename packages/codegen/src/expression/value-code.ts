/** Code of one value, with what is needed to put it into other code. */
import type { Decimal } from '@choreo/analysis';
import { quote } from '../code/quote.ts';
import type { ValueKind } from './value-kind.ts';

/** Code with what is needed to put it into other code. */
export interface Value {
  readonly code: string;
  readonly kind: ValueKind;
  readonly optional: boolean;
  readonly isLiteral: boolean;
  /** Of literal numbers, and of what is worked out from them: `code` is the nearest number. */
  readonly numeral?: Decimal;
  /** The expression reads this place more than once. */
  readonly isRepeated: boolean;
  readonly strength: Strength;
  /** Of `&&` and `||`: where a long condition can be broken. */
  readonly lines?: readonly string[];
}

/** How tightly the code holds together, as TypeScript's operators do. */
type Strength = (typeof strengths)[keyof typeof strengths];

export const strengths = { or: 0, and: 1, equality: 2, order: 3, sum: 4, product: 5, unary: 6, atom: 7 } as const;

/** Literals both, of which one is no number of TypeScript. */
export function areInexact(left: Value, right: Value): boolean {
  return left.numeral !== undefined && right.numeral !== undefined && [left, right].some(isInexact);
}

/** A literal that is no number of TypeScript, but only near to one. */
export function isInexact({ numeral: exact }: Value): boolean {
  return exact !== undefined && exact.toString() !== String(exact.number);
}

/** Their code where they are compared or calculated with: a literal is exact beside a decimal, and beside another literal. */
export function besideOneAnother(left: Value, right: Value): readonly [string, string] {
  const beside = (value: Value, { kind, numeral: other }: Value): string =>
    isInexact(value) && (kind === 'decimal' || other !== undefined) ? quote(String(value.numeral)) : value.code;
  return [beside(left, right), beside(right, left)];
}

export function isPlainNumber(value: Value): boolean {
  return value.kind === 'number' && !value.optional;
}

export function numeral(value: Decimal): Value {
  return { ...literal(String(value.number), 'number'), numeral: value };
}

export function literal(code: string, kind: ValueKind): Value {
  const strength = code.startsWith('-') ? strengths.unary : strengths.atom;
  return { code, kind, optional: false, isLiteral: true, isRepeated: false, strength };
}

export function atom(code: string, kind: ValueKind, optional = false): Value {
  return { code, kind, optional, isLiteral: false, isRepeated: false, strength: strengths.atom };
}

export function built(code: string, kind: ValueKind, strength: keyof typeof strengths): Value {
  return { ...atom(code, kind), strength: strengths[strength] };
}

/** In parentheses unless it holds together at least that tightly; `beyond`: more tightly. */
export function wrap(value: Value, least: keyof typeof strengths, beyond = false): string {
  const holds = beyond ? value.strength > strengths[least] : value.strength >= strengths[least];
  return holds ? value.code : `(${value.code})`;
}
