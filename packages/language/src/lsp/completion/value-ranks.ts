/** Ranks fields, states and values by how well they fit where one is named, and says why. */
import { AstUtils } from 'langium';
import type { AstNode } from 'langium';
import {
  isByClause,
  isChannel,
  isContents,
  isEnumType,
  isEnumValue,
  isField,
  isGivenField,
  isKeyField,
  isMessage,
  isNameExpression,
  isReaction,
  isService,
  isStateValue,
  isStateVariable,
} from '../../generated/ast.ts';
import type { Field, Message, NamedValue, NamePart, StateVariable } from '../../generated/ast.ts';
import { valuesOf } from '../../references/expression-names.ts';
import { fieldsOf, messagesOfService, triggerMessages } from '../../references/fields.ts';
import type { Fit } from './offer.ts';

type ValueRank = (node: AstNode) => Fit;

/** In a condition or a value. `counterpart`: what it is compared with, or assigned or given to. */
export function nameRankAt(part: NamePart, counterpart: NamedValue | undefined): ValueRank {
  const names = isNameExpression(part.$container) ? part.$container.parts : [];
  if (names.length > 1) return node => ({ order: 0, ...typeOf(node) });
  const expected: readonly AstNode[] = valuesOf(counterpart);
  return node => {
    if (expected.includes(node)) return { order: 0, why: `value of ${counterpart?.name ?? ''}` };
    if (isField(node) || isStateVariable(node)) {
      const fits = !counterpart || typeOf(node).why === typeOf(counterpart).why;
      return { order: fits ? 1 : 2, ...typeOf(node) };
    }
    if (isService(node)) return { order: 1 };
    if (isEnumValue(node) || isStateValue(node)) return { order: 3, ...ownerOf(node) };
    return { order: 4 };
  };
}

/** A boolean is what `true` and `false` are. */
export function isTruth(counterpart: NamedValue | undefined): boolean {
  if (isField(counterpart)) return counterpart.type?.builtin === 'boolean' && counterpart.type.arrays.length === 0;
  return isStateVariable(counterpart) && counterpart.type?.truth === true;
}

/** After `by`, and in contents. */
export function fieldRankAt(container: AstNode): ValueRank {
  if (isGivenField(container) && isContents(container.$container)) {
    // The key comes from the trigger.
    return node => ({ order: !isField(node) ? 0 : node.key ? 2 : node.optional ? 1 : 0, ...typeOf(node) });
  }
  const messages = messagesKeyedAt(container).map(fieldsOf);
  return node => {
    const name = isField(node) ? (node.name ?? '') : '';
    const keyed = messages.filter(fields => fields.get(name)?.key).length;
    const having = messages.filter(fields => fields.has(name)).length;
    const all = messages.length;
    if (keyed === all && all > 0) return { order: 0, why: all > 1 ? `key of all ${all} messages` : 'key' };
    if (having === all && all > 0) return { order: keyed > 0 ? 1 : 2, why: 'in all messages' };
    if (keyed > 0) return { order: 3, why: `key of ${keyed} of ${all} messages` };
    return { order: 4, why: `in ${having} of ${all} messages` };
  };
}

/** In the payload of a scenario. */
export function payloadFit(field: Field): Fit {
  return { order: field.key ? 0 : field.optional ? 2 : 1, ...typeOf(field) };
}

function messagesKeyedAt(container: AstNode): readonly Message[] {
  if (isByClause(container)) {
    const reaction = AstUtils.getContainerOfType(container, isReaction);
    return reaction ? triggerMessages(reaction) : [];
  }
  if (isKeyField(container)) {
    const service = AstUtils.getContainerOfType(container, isService);
    return service ? [...messagesOfService(service)].filter(hasKey) : [];
  }
  const members = AstUtils.getContainerOfType(container, isChannel)?.members ?? [];
  const carried = members.flatMap(member => (member.$type === 'Carries' ? member.messages : []));
  return carried.flatMap(({ message }) => (isMessage(message?.ref) ? [message.ref] : []));
}

function hasKey(message: Message): boolean {
  return [...fieldsOf(message).values()].some(({ key }) => key);
}

/** The type as it is written. */
function typeOf(node: AstNode): { readonly why?: string } {
  if (!isField(node) && !isStateVariable(node)) return {};
  const type = isField(node) ? fieldType(node) : stateType(node);
  return type === undefined ? {} : { why: type.replaceAll(/\s+/g, ' ') };
}

function fieldType({ type, optional }: Field): string | undefined {
  const text = type?.$cstNode?.text ?? type?.builtin ?? type?.declared?.$refText;
  return text === undefined ? undefined : `${text}${optional ? '?' : ''}`;
}

function stateType({ type }: StateVariable): string | undefined {
  if (!type) return undefined;
  if (type.truth) return 'boolean';
  if (type.min !== undefined) return `${type.min}..${type.max ?? ''}`;
  const declared = type.declared?.$refText;
  return declared === undefined
    ? type.values.map(({ name }) => name ?? '').join(' | ')
    : declared + (type.optional ? '?' : '');
}

function ownerOf({ $container }: AstNode): { readonly why?: string } {
  if (isEnumType($container)) return $container.name === undefined ? {} : { why: `value of ${$container.name}` };
  const state = $container?.$container;
  return isStateVariable(state) && state.name !== undefined ? { why: `value of ${state.name}` } : {};
}
