/** The code of a value, with the properties needed to combine it with other code. */
import type { Decimal } from '@choreo/analysis';
import { quote } from '../code/quote.ts';
import type { ValueKind } from './value-kind.ts';

/** Code with the properties needed to combine it with other code. */
export interface Value {
  readonly code: string;
  readonly kind: ValueKind;
  readonly optional: boolean;
  readonly isLiteral: boolean;
  /** The exact value of a literal number or a constant calculation; `code` is the nearest TypeScript number. */
  readonly numeral?: Decimal;
  /** Whether the expression reads this place more than once. */
  readonly isRepeated: boolean;
  readonly strength: Strength;
  /** The lines of a long condition, split at `&&` or `||`. */
  readonly lines?: readonly string[];
}

/** The precedence of the outermost operator in TypeScript. */
type Strength = (typeof strengths)[keyof typeof strengths];

export const strengths = { or: 0, and: 1, equality: 2, order: 3, sum: 4, product: 5, unary: 6, atom: 7 } as const;

/** Whether both are literals, and one of them is not exact as a TypeScript number. */
export function areInexact(left: Value, right: Value): boolean {
  return left.numeral !== undefined && right.numeral !== undefined && [left, right].some(isInexact);
}

/** Whether a literal is not exact as a TypeScript number. */
export function isInexact({ numeral: exact }: Value): boolean {
  return exact !== undefined && exact.toString() !== String(exact.number);
}

/** The code for comparing or calculating with both: a literal is exact next to a decimal or another literal. */
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

/** Adds parentheses unless the precedence is at least this high; with `beyond`, higher. */
export function wrap(value: Value, least: keyof typeof strengths, beyond = false): string {
  const holds = beyond ? value.strength > strengths[least] : value.strength >= strengths[least];
  return holds ? value.code : `(${value.code})`;
}
