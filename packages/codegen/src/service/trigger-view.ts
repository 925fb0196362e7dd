/** The trigger from the handler's view: its type, and how to access its fields. */
import type { Field, Reaction, StateVariable, TypeRef } from '@choreo/model';
import { annotationOf } from '@choreo/model';
import type { ImportList } from '../code/imports.ts';
import { memberAccess } from '../code/quote.ts';
import { createEmptyScope, createScope, guardedRoot, type ExpressionScope } from '../expression/scope.ts';
import { createNameScope, toCamelCase } from '../names/identifier.ts';
import type { Naming } from '../names/naming.ts';
import { payloadFields } from '../payload/payload-fields.ts';

export interface TriggerView {
  /** The TypeScript type. `runtime` records the imports that it needs. */
  type(runtime: ImportList): string;
  /** The name of the parameter. */
  readonly parameter: string;
  readonly scope: ExpressionScope;
  /** The type of the instance's key, if the instance is found by a link and so knows what the trigger lacks. */
  readonly keyType?: string;
  /** Code for a field of the correlation key that an emitted message shares with the trigger or, by a link, with the instance. */
  keySource(field: Field): string | undefined;
  /** Code for a field that the trigger has under the same name. */
  copySource(field: Field): string | undefined;
}

/** Names that the code around a trigger's parameter uses. */
const around = [
  'state key payload payloads parts item contracts emit context',
  'add bounded cancel choose compareDurations compareNumbers compareTexts compareTimes divide equals isOneOf',
  'isOneOfNumbers later maybe multiply publish set subtract',
].flatMap(line => line.split(' '));

export interface ViewContext {
  readonly naming: Naming;
  readonly states: readonly StateVariable[];
}

/** `on A`. */
export function singleView(message: string, { naming, states }: ViewContext): TriggerView {
  const parameter = createNameScope(around).take(toCamelCase(naming.contract(message)));
  const source = fieldSource([message], naming);
  return {
    type: () => `contracts.${naming.contract(message)}`,
    parameter,
    scope: createScope(naming, states, [{ message, code: parameter, optional: false }], parameter),
    keySource: field => source(field, 'key') && memberAccess(parameter, field.name),
    copySource: field => source(field, 'copy') && memberAccess(parameter, field.name),
  };
}

/** `on A or B`, or one message of a join as it arrives. */
export function anyView(messages: readonly string[], on: string, { naming, states }: ViewContext): TriggerView {
  const roots = messages.map(message => guardedRoot('trigger', message, naming.contract(message)));
  const source = fieldSource(messages, naming);
  return {
    type: runtime => `${runtime.type('AnyOf')}<typeof ${on}>`,
    parameter: 'trigger',
    scope: createScope(naming, states, roots, 'trigger.data'),
    keySource: field => source(field, 'key') && memberAccess('trigger.data', field.name),
    copySource: field => source(field, 'copy') && memberAccess('trigger.data', field.name),
  };
}

/** `on A and B`, with all messages. */
export function joinedView(
  messages: readonly string[],
  by: readonly string[],
  on: string,
  { naming, states }: ViewContext,
): TriggerView {
  const code = (message: string): string => `joined.${naming.contract(message)}`;
  const roots = messages.map(message => ({ message, code: code(message), optional: false }));
  const from = (field: Field, use: Use): string | undefined => {
    const message = messages.find(candidate => fieldSource([candidate], naming, by)(field, use));
    return message === undefined ? undefined : memberAccess(code(message), field.name);
  };
  return {
    type: runtime => `${runtime.type('Joined')}<typeof ${on}>`,
    parameter: 'joined',
    scope: createScope(naming, states, roots, undefined),
    keySource: field => from(field, 'key'),
    copySource: field => from(field, 'copy'),
  };
}

/** A join after its timeout, with at least one of the messages. */
export function arrivedView(
  messages: readonly string[],
  by: readonly string[],
  on: string,
  { naming, states }: ViewContext,
): TriggerView {
  const roots = messages.map(message => ({
    message,
    code: `waited.arrived.${naming.contract(message)}`,
    optional: true,
  }));
  const source = fieldSource(messages, naming, by);
  return {
    type: runtime => `${runtime.type('Arrived')}<typeof ${on}>`,
    parameter: 'waited',
    scope: createScope(naming, states, roots, 'waited.first.data'),
    keySource: field => source(field, 'key') && memberAccess('waited.first.data', field.name),
    copySource: field => source(field, 'copy') && memberAccess('waited.first.data', field.name),
  };
}

/** `every 1h`. */
export function tickView({ states }: ViewContext): TriggerView {
  return {
    type: runtime => runtime.type('Tick'),
    parameter: 'tick',
    scope: createEmptyScope(states),
    keySource: () => undefined,
    copySource: () => undefined,
  };
}

/** The view of a trigger that finds its instance by a link: the instance has the fields of its key. */
export function linkedView(view: TriggerView, keyType: string, key: readonly Field[]): TriggerView {
  const inKey = (field: Field): string | undefined =>
    key.some(({ name, type }) => name === field.name && isSameType(type, field.type))
      ? memberAccess('key', field.name)
      : undefined;
  return { ...view, keyType, keySource: field => view.keySource(field) ?? inKey(field) };
}

/** The fields that distinguish the cases of a join: `by`, or the key fields that all its messages share. */
export function joinKey({ by, trigger }: Reaction, naming: Naming): readonly string[] {
  return by
    ? [by.field]
    : sharedKey(
        trigger.messages.map(({ message }) => message),
        naming,
      );
}

/** The names of the key fields that all of these messages have. */
export function sharedKey(messages: readonly string[], naming: Naming): readonly string[] {
  const [first, ...others] = messages.map(id => {
    const message = naming.names.messages.get(id);
    return message
      ? payloadFields(message, naming)
          .filter(({ key }) => key)
          .map(({ name }) => name)
      : [];
  });
  return (first ?? []).filter(name => others.every(names => names.includes(name)));
}

type Use = 'key' | 'copy';

/** Whether all of these messages have a field that can provide the wanted one. */
function fieldSource(messages: readonly string[], naming: Naming, by: readonly string[] = []) {
  return (wanted: Field, use: Use): true | undefined => {
    const isThere = messages.every(id => {
      const message = naming.names.messages.get(id);
      const found = message && payloadFields(message, naming).find(({ name }) => name === wanted.name);
      if (!found || !isSameType(found.type, wanted.type) || (found.optional && !wanted.optional)) return false;
      return use === 'key' ? found.key || by.includes(found.name) : isAtLeastAsNarrow(found, wanted);
    });
    return isThere && messages.length > 0 ? true : undefined;
  };
}

function isSameType(a: TypeRef, b: TypeRef): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Whether every valid value of one field is valid for the other. */
function isAtLeastAsNarrow(found: Field, wanted: Field): boolean {
  return ['min', 'max', 'pattern'].every(name => {
    const limit = annotationOf(wanted, name);
    return !limit || JSON.stringify(annotationOf(found, name)?.args) === JSON.stringify(limit.args);
  });
}
