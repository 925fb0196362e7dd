/** Translates field types to zod schemas. */
import type { BuiltinType, Field, TypeRef } from '@choreo/model';
import { quote } from '../code/quote.ts';
import type { Naming } from '../names/naming.ts';
import type { ImportList } from '../code/imports.ts';
import { measureOf, type Constraints } from '@choreo/analysis';

const builtins: Readonly<Record<BuiltinType, string>> = {
  string: 'z.string()',
  int: 'z.int()',
  float: 'z.number()',
  decimal: 'decimal',
  boolean: 'z.boolean()',
  uuid: 'z.uuid()',
  uri: 'z.url()',
  email: 'z.email()',
  date: 'z.iso.date()',
  datetime: 'z.iso.datetime({ offset: true })',
  duration: 'z.iso.duration()',
  bytes: 'z.base64()',
  json: 'z.json()',
};

/** The schema of a field with its constraints. `runtime` records the imports that the code needs. */
export function fieldSchema(field: Field, constraints: Constraints, naming: Naming, runtime: ImportList): string {
  const schema = typeSchema(field.type, naming) + constraintCode(field.type, constraints, runtime);
  return field.optional ? `${schema}.optional()` : schema;
}

export function typeSchema(type: TypeRef, naming: Naming): string {
  switch (type.kind) {
    case 'builtin':
      return builtins[type.name];
    case 'record':
    case 'enum': {
      // The constant of a message is its whole contract.
      const name = naming.contract(type.id);
      return naming.names.types.has(type.id) ? name : `${name}.schema`;
    }
    case 'array':
      return `z.array(${typeSchema(type.element, naming)})`;
    case 'map':
      return `z.record(z.string(), ${typeSchema(type.value, naming)})`;
    case 'unresolved':
      return 'z.json()';
    default:
      return type satisfies never;
  }
}

function constraintCode(type: TypeRef, { min, max, pattern }: Constraints, runtime: ImportList): string {
  const code: string[] = [];
  switch (measureOf(type)) {
    case 'number':
    case 'length':
    case 'items':
      if (min !== undefined) code.push(`.min(${min})`);
      if (max !== undefined) code.push(`.max(${max})`);
      break;
    case 'decimal':
      if (min !== undefined || max !== undefined) runtime.value('compareNumbers');
      if (min !== undefined)
        code.push(`.refine(value => compareNumbers(value, ${min}) >= 0, 'must be at least ${min}')`);
      if (max !== undefined)
        code.push(`.refine(value => compareNumbers(value, ${max}) <= 0, 'must be at most ${max}')`);
      break;
    case 'entries':
      if (min !== undefined)
        code.push(`.refine(map => Object.keys(map).length >= ${min}, 'needs at least ${min} entries')`);
      if (max !== undefined)
        code.push(`.refine(map => Object.keys(map).length <= ${max}, 'has more than ${max} entries')`);
      break;
    case undefined:
      break;
  }
  if (pattern) code.push(`.regex(new RegExp(${quote(pattern.source)}${pattern.flags ? `, '${pattern.flags}'` : ''}))`);
  // A refinement hides the methods of the refined schema.
  return [...code.filter(part => part.startsWith('.regex')), ...code.filter(part => !part.startsWith('.regex'))].join(
    '',
  );
}

/** The declared types that a field's schema uses directly, not lazily. */
export function mentionedTypes(type: TypeRef): readonly string[] {
  switch (type.kind) {
    case 'record':
    case 'enum':
      return [type.id];
    case 'array':
      return mentionedTypes(type.element);
    case 'map':
      return mentionedTypes(type.value);
    default:
      return [];
  }
}
