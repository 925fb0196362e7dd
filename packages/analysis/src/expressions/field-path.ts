/** Looks up a path such as `total.amount` in a message. */
import type { EnumType, Field, Message, Names, RecordType } from '@choreo/model';

export interface FieldPath {
  /** The fields that were found, outermost first. */
  readonly fields: readonly Field[];
  /** The index in the path of the first name that is no field; absent if all are fields. */
  readonly failsAt?: number;
  /** Where that name was looked for; absent if there are no fields to look among. */
  readonly failsIn?: Message | RecordType;
}

export function fieldsOnPath(names: Names, message: Message, path: readonly string[]): FieldPath {
  const fields: Field[] = [];
  let within: Message | RecordType | undefined = message;
  for (const [index, name] of path.entries()) {
    const field: Field | undefined = within && fieldOf(names, within, name);
    if (!field) return { fields, failsAt: index, ...(within ? { failsIn: within } : {}) };
    fields.push(field);
    const type: RecordType | EnumType | undefined =
      field.type.kind === 'record' ? names.types.get(field.type.id) : undefined;
    within = type?.kind === 'record' ? type : undefined;
  }
  return { fields };
}

export function fieldOf(names: Names, declaration: Message | RecordType, name: string): Field | undefined {
  return names.allFields(declaration).find(field => field.name === name);
}
