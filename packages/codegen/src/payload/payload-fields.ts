/** The fields of a declaration in generated code. */
import type { Field, Message, RecordType } from '@choreo/model';
import type { Naming } from '../names/naming.ts';

/** Inherited fields first. JavaScript reserves `__proto__`, so no payload can carry it. */
export function payloadFields(declaration: Message | RecordType, naming: Naming): readonly Field[] {
  return naming.names.allFields(declaration).filter(({ name }) => name !== '__proto__');
}

export function keyFields(message: Message, naming: Naming): readonly Field[] {
  return payloadFields(message, naming).filter(({ key }) => key);
}

/** Names that every object inherits, so that a missing field would seem to be present. */
export function isInherited(name: string): boolean {
  return name in Object.prototype;
}

/** Whether a payload may omit the field. For an inherited name, TypeScript would see a function instead. */
export function mayBeLeftOut({ optional, name }: Field): boolean {
  return optional && !isInherited(name);
}
