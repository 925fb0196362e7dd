/**
 * Resolves names in expressions. The first part is, in this order: a field of the trigger, a state of the service,
 * a value of the type on the other side of the comparison or of the given field, any enum value, or a qualifier. Each further part is a
 * member of the part before it. What a state begins with can only be a value. A condition of a property or a scenario names
 * states with their services.
 */
import { AstUtils } from 'langium';
import type { AstNode } from 'langium';
import {
  isAssignment,
  isBinaryExpression,
  isEnumType,
  isField,
  isGivenField,
  isHeader,
  isInExpression,
  isMessage,
  isNamedValue,
  isNameExpression,
  isReaction,
  isService,
  isStateVariable,
} from '../generated/ast.ts';
import type {
  EnumValue,
  Field,
  NamedValue,
  NameExpression,
  NamePart,
  Service,
  StateValue,
  StateVariable,
} from '../generated/ast.ts';
import { conditionAround } from './condition-places.ts';
import { fieldsOf, recordOf, triggerFields, triggerMessages } from './fields.ts';
import { byName } from './named.ts';
import type { Layer, NamedNodes } from './node-scope.ts';
import type { VisibleNames } from './visible-names.ts';

/** In order of precedence: an earlier one shadows a later one. */
export function firstPartNames(part: NamePart, visible: VisibleNames): readonly Layer[] {
  const reaction = AstUtils.getContainerOfType(part, isReaction);
  const layers: Layer[] = [];
  if (reaction) {
    layers.push(() => new Map([...triggerFields(reaction)].map(([name, { field }]) => [name, field])));
  }
  const around = part.$container.$container;
  if (isStateVariable(around)) {
    const declared = around.type?.declared?.ref;
    return [() => byName(expectedValues(part, visible)), () => byName(declared ? [declared] : [])];
  }
  if (conditionAround(part)) {
    const services = () => servicesIn(visible);
    if (part.$container.parts.length > 1) return [services, () => visible.enums];
    return [() => byName(expectedValues(part, visible)), () => visible.enumValues, services, () => visible.enums];
  }
  layers.push(
    () => byName(statesOf(part)),
    () => byName(expectedValues(part, visible)),
    () => byName(statesOf(part).flatMap(state => (state.type?.declared?.ref ? [] : (state.type?.values ?? [])))),
    () => visible.enumValues,
    () => visible.enums,
  );
  const trigger = reaction?.trigger;
  if (reaction && trigger && (trigger.messages.length === 1 || trigger.join.length > 0)) {
    layers.push(() => byName(triggerMessages(reaction)));
    const origins = trigger.messages.flatMap(({ origin }) => (origin ? [origin] : []));
    for (const origin of origins) {
      const header = visible.headers.get(origin)?.node;
      if (header) layers.push(() => new Map([[origin, header]]));
    }
  }
  return layers;
}

export function nextPartNames(previous: NamePart, part: NamePart, visible: VisibleNames): NamedNodes {
  const before = previous.named?.ref;
  if (isField(before)) {
    const record = recordOf(before);
    return record ? fieldsOf(record) : new Map();
  }
  if (isMessage(before)) return fieldsOf(before);
  if (isService(before)) return byName(before.members.filter(isStateVariable));
  if (isEnumType(before)) return byName(before.values);
  if (isHeader(before)) {
    const reaction = AstUtils.getContainerOfType(part, isReaction);
    const theirs = visible.qualified.get(before.name ?? '')?.message;
    const messages = reaction ? triggerMessages(reaction) : [];
    return byName(messages.filter(message => theirs?.get(message.name ?? '')?.node === message));
  }
  return new Map();
}

/** The values of the enum or state with which this name is compared, or to which it is assigned or given. */
function expectedValues(part: NamePart, visible: VisibleNames): readonly (EnumValue | StateValue)[] {
  return valuesOf(counterpartOf(part.$container, visible));
}

/** The field or state with which an expression is compared, or to which it is assigned or given. */
export function counterpartOf(expression: AstNode, visible: VisibleNames): NamedValue | undefined {
  const around = expression.$container;
  if (isAssignment(around)) return around.state?.ref;
  if (isStateVariable(around)) return around;
  if (isGivenField(around)) return around.field?.ref;
  if (isBinaryExpression(around)) {
    const other = around.left === expression ? around.right : around.left;
    return isNameExpression(other) ? fieldOrStateOf(other, visible) : undefined;
  }
  if (!isInExpression(around) || around.value === expression) return undefined;
  return isNameExpression(around.value) ? fieldOrStateOf(around.value, visible) : undefined;
}

/** Resolves operands without their references, since the resolution of those may depend on this one. */
function fieldOrStateOf(expression: NameExpression, visible: VisibleNames): NamedValue | undefined {
  const [first, ...rest] = expression.parts.map(part => part.named?.$refText ?? '');
  if (first === undefined) return undefined;
  if (conditionAround(expression)) {
    const service = servicesIn(visible).get(first);
    const states = service?.members.filter(isStateVariable) ?? [];
    return rest.length === 1 ? states.find(({ name }) => name === rest[0]) : undefined;
  }
  const reaction = AstUtils.getContainerOfType(expression, isReaction);
  const message = reaction && triggerMessages(reaction).find(candidate => candidate.name === first);
  let found: Field | StateVariable | undefined;
  if (message && rest[0] !== undefined) found = fieldsOf(message).get(rest.shift() ?? '');
  else {
    found = reaction && triggerFields(reaction).get(first)?.field;
    found ??= statesOf(expression).find(state => state.name === first);
  }
  for (const name of rest) {
    const record = isField(found) ? recordOf(found) : undefined;
    found = record && fieldsOf(record).get(name);
  }
  return isNamedValue(found) ? found : undefined;
}

/** The values of a state, or of a field whose type is an enum. */
export function valuesOf(target: AstNode | undefined): readonly (EnumValue | StateValue)[] {
  if (isStateVariable(target)) return target.type?.declared?.ref?.values ?? target.type?.values ?? [];
  if (!isField(target)) return [];
  const { type } = target;
  const declared = type?.declared?.ref;
  return type && isEnumType(declared) && type.arrays.length === 0 && !type.isMap ? declared.values : [];
}

function servicesIn({ bare }: VisibleNames): ReadonlyMap<string, Service> {
  return new Map([...bare.participant].flatMap(([name, { node }]) => (isService(node) ? [[name, node]] : [])));
}

function statesOf(node: AstNode): readonly StateVariable[] {
  return (AstUtils.getContainerOfType(node, isService)?.members ?? []).filter(isStateVariable);
}
