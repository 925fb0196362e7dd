/** Translates what the model gives of a payload: the members of the object that generated code fills in. */
import { expressionText } from '@choreo/analysis';
import type { Expression, Field } from '@choreo/model';
import type { ImportList } from '../code/imports.ts';
import { quote } from '../code/quote.ts';
import { conditionCode, expressionCode } from '../expression/expression-code.ts';
import type { ExpressionCode } from '../expression/expression-code.ts';
import type { ExpressionScope } from '../expression/scope.ts';

/** The value of a field as its TypeScript type holds it. What cannot be worked out is found as the payload is checked. */
export function givenCode(field: Field, value: Expression, scope: ExpressionScope, runtime: ImportList): string {
  const type = field.type.kind === 'builtin' ? field.type.name : undefined;
  const plain = expressionCode(value, scope, runtime);
  if (type === 'boolean' && !(field.optional && plain?.optional)) {
    const condition = conditionCode(value, scope, runtime);
    if (condition !== undefined) return condition.trimStart();
  }
  if (!plain) throw new Error(`${field.name}: ${expressionText(value)} has an unknown name`);
  if (type === 'decimal') return decimalCode(value, plain, field.optional);
  if (type !== 'int' && type !== 'float') return plain.code;
  if (plain.kind === 'number' && (!plain.optional || field.optional)) return plain.code;
  return `Number(${plain.code})`;
}

/** Decimals travel as text. */
function decimalCode(value: Expression, { code, kind, optional }: ExpressionCode, mayBeMissing: boolean): string {
  if (kind === 'decimal' && (!optional || mayBeMissing)) return code;
  return value.kind === 'number' ? quote(value.text) : `String(${code})`;
}
