/** Collects `@min`, `@max` and `@pattern` of a field, as far as they apply to its type. */
import { annotationOf } from '@choreo/model';
import type { Field, Span, TypeRef } from '@choreo/model';
import { orderOf } from './value.ts';
import type { Value } from './value.ts';

export interface Constraints {
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: Pattern;
}

export interface Pattern {
  readonly source: string;
  readonly flags: 'u' | '';
}

export type Measure = 'number' | 'decimal' | 'length' | 'items' | 'entries';

/** What `@min` and `@max` limit for a type: a number, the length of a text, or the number of items; undefined for others. */
export function measureOf(type: TypeRef): Measure | undefined {
  switch (type.kind) {
    case 'array':
      return 'items';
    case 'map':
      return 'entries';
    case 'builtin':
      switch (type.name) {
        case 'int':
        case 'float':
          return 'number';
        case 'decimal':
          return 'decimal';
        case 'string':
        case 'email':
        case 'uri':
          return 'length';
        default:
          return undefined;
      }
    default:
      return undefined;
  }
}

const texts: ReadonlySet<string> = new Set([
  'string',
  'decimal',
  'uuid',
  'uri',
  'email',
  'date',
  'datetime',
  'duration',
  'bytes',
]);

type Report = (problem: { readonly message: string; readonly span: Span }) => void;

/** The annotations that apply to the field's type; the others are reported. */
export function constraintsOf(field: Field, report: Report = () => undefined): Constraints {
  const measure = measureOf(field.type);
  const bound = (name: 'min' | 'max'): number | undefined => {
    const annotation = annotationOf(field, name);
    if (!annotation) return undefined;
    const [value] = annotation.args;
    if (measure !== undefined && typeof value === 'number' && Number.isFinite(value)) return value;
    const cause = measure === undefined ? 'its type has no size to limit' : 'its argument is not a number';
    report({ message: `\`@${name}\` on \`${field.name}\` has no effect: ${cause}. Remove it.`, span: annotation.span });
    return undefined;
  };
  const min = bound('min');
  const max = bound('max');
  const pattern = patternOf(field, report);
  return { ...(min !== undefined && { min }), ...(max !== undefined && { max }), ...(pattern && { pattern }) };
}

export type BrokenConstraint = 'min' | 'max' | 'pattern';

/** The first of the constraints that a number or text does not meet. */
export function brokenConstraint(field: Field, value: Value): BrokenConstraint | undefined {
  const { min, max, pattern } = constraintsOf(field);
  const size = sizeOf(value, measureOf(field.type));
  if (size !== undefined) {
    if (min !== undefined && isLess(size, min)) return 'min';
    if (max !== undefined && isLess(max, size)) return 'max';
  }
  if (pattern && typeof value === 'string' && !new RegExp(pattern.source, pattern.flags).test(value)) return 'pattern';
  return undefined;
}

function isLess(left: Value, right: Value): boolean {
  return orderOf(left, right) === -1;
}

/** What `@min` and `@max` compare. Lists and maps are not measured: no expression is one. */
function sizeOf(value: Value, measure: Measure | undefined): Value | undefined {
  if (measure === 'number' || measure === 'decimal') return typeof value === 'string' ? undefined : value;
  return measure === 'length' && typeof value === 'string' ? value.length : undefined;
}

function patternOf(field: Field, report: Report): Pattern | undefined {
  const annotation = annotationOf(field, 'pattern');
  if (!annotation) return undefined;
  const [source] = annotation.args;
  const refuse = (cause: string): undefined => {
    report({ message: `\`@pattern\` on \`${field.name}\` has no effect: ${cause}.`, span: annotation.span });
  };
  if (typeof source !== 'string') return refuse('its argument is not a string');
  if (field.type.kind !== 'builtin' || !texts.has(field.type.name)) return refuse('its type is not text. Remove it');
  for (const flags of ['u', ''] as const) if (isPattern(source, flags)) return { source, flags };
  return refuse('it is not a regular expression. Fix it');
}

function isPattern(source: string, flags: string): boolean {
  try {
    return new RegExp(source, flags).source !== '';
  } catch {
    return false;
  }
}
