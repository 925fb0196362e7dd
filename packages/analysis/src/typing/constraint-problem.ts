/** A constant that a field cannot carry: `@min`, `@max` or `@pattern` forbids it, and services refuse the message. */
import { annotationOf } from '@choreo/model';
import type { Field } from '@choreo/model';
import { brokenConstraint } from '../expressions/constraints.ts';
import type { Value } from '../expressions/value.ts';
import type { TypeMismatch } from './type-error.ts';

export function constraintProblem(field: Field, value: Value): TypeMismatch['problem'] | undefined {
  const broken = brokenConstraint(field, value);
  if (broken === undefined) return undefined;
  const argument = annotationOf(field, broken)?.args[0];
  const text = (constant: unknown): string =>
    typeof constant === 'string' ? JSON.stringify(constant) : String(constant);
  return { kind: 'constrained', what: field.name, constraint: `@${broken}(${text(argument)})`, value: text(value) };
}
