/** Maps names in expressions to generated code, for each kind of place with expressions. */
import type { Field, FieldAccess, StateVariable, TypeRef } from '@choreo/model';
import { memberAccess, quote } from '../code/quote.ts';
import type { Naming } from '../names/naming.ts';
import { payloadFields } from '../payload/payload-fields.ts';

/** A value in the generated code. */
export interface Place {
  readonly code: string;
  /** Undefined if the type does not matter. */
  readonly type: TypeRef | undefined;
  /** Whether it may be missing. */
  readonly optional: boolean;
}

export interface ExpressionScope {
  field(access: FieldAccess): Place | undefined;
  state(name: string): StateVariable | undefined;
}

/** How to access a payload: it is always present, or only for this message. */
export interface Root {
  readonly message: string;
  readonly code: string;
  readonly optional: boolean;
}

/**
 * `roots` are the payloads for qualified names. `common` is the object for bare names, which have the types of the first
 * root.
 */
export function createScope(
  naming: Naming,
  states: readonly StateVariable[],
  roots: readonly Root[],
  common: string | undefined,
): ExpressionScope {
  return {
    state: name => states.find(state => state.name === name),
    field({ message, path }) {
      const root = message === undefined ? roots[0] : roots.find(candidate => candidate.message === message);
      if (!root) return undefined;
      const start: Root =
        message === undefined && common !== undefined ? { ...root, code: common, optional: false } : root;
      return followPath(start, path, naming);
    },
  };
}

/** A schedule, which has no trigger. */
export function createEmptyScope(states: readonly StateVariable[]): ExpressionScope {
  return { state: name => states.find(state => state.name === name), field: () => undefined };
}

/** Code that reads a payload which is present only if `trigger` has this message. */
export function guardedRoot(trigger: string, message: string, identifier: string): Root {
  return {
    message,
    code: `(${trigger}.message === ${quote(identifier)} ? ${trigger}.data : undefined)`,
    optional: true,
  };
}

function followPath(root: Root, path: readonly string[], naming: Naming): Place | undefined {
  const message = naming.names.messages.get(root.message);
  if (!message) return undefined;
  let fields: readonly Field[] = payloadFields(message, naming);
  let place: Place = { code: root.code, type: undefined, optional: root.optional };
  for (const name of path) {
    const field = fields.find(candidate => candidate.name === name);
    if (!field) return undefined;
    place = {
      code: memberAccess(place.code, name, place.optional),
      type: field.type,
      optional: place.optional || field.optional,
    };
    const type = field.type.kind === 'record' ? naming.names.types.get(field.type.id) : undefined;
    const nested = field.type.kind === 'record' ? naming.names.messages.get(field.type.id) : undefined;
    fields = type?.kind === 'record' ? payloadFields(type, naming) : nested ? payloadFields(nested, naming) : [];
  }
  return place;
}
