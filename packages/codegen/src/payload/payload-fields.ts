/** The fields of a declaration as its generated code has them. */
import type { Field, Message, RecordType } from '@choreo/model';
import type { Naming } from '../names/naming.ts';

/** Inherited ones first. JavaScript keeps `__proto__` for itself: no payload can carry it. */
export function payloadFields(declaration: Message | RecordType, naming: Naming): readonly Field[] {
  return naming.names.allFields(declaration).filter(({ name }) => name !== '__proto__');
}

export function keyFields(message: Message, naming: Naming): readonly Field[] {
  return payloadFields(message, naming).filter(({ key }) => key);
}

/** Names that every object has from birth, so that an absent field would seem to be there. */
export function isInherited(name: string): boolean {
  return name in Object.prototype;
}

/** Whether a payload can do without the field. Where a name is inherited, TypeScript would see a function in its place. */
export function mayBeLeftOut({ optional, name }: Field): boolean {
  return optional && !isInherited(name);
}
