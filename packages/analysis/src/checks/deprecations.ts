/** `deprecated-use`: uses of declarations with `@deprecated`, except within themselves. */
import { annotationOf, namesOf } from '@choreo/model';
import type { Annotated, Choreography, Declaration, Span } from '@choreo/model';
import type { FindingBase } from '../typing/finding-base.ts';
import { visitReferences } from '../typing/references.ts';
import type { Target } from '../typing/references.ts';

interface Named {
  readonly kind: DeprecatedUse['kind'];
  readonly name: string;
  readonly declaration: Annotated & Partial<Pick<Declaration, 'nameSpan'>>;
  /** The names of its siblings; a successor is one of them. */
  readonly siblings: () => ReadonlySet<string>;
}

export function findDeprecatedUses(choreography: Choreography): DeprecatedUse[] {
  if (!hasDeprecations(choreography)) return [];
  const resolve = createResolver(choreography);
  const findings = new Map<string, DeprecatedUse>();
  visitReferences(choreography, (target, span, within) => {
    const named = resolve(target);
    const annotation = named && annotationOf(named.declaration, 'deprecated');
    // What is itself deprecated may go on using it.
    if (!annotation || within.some(around => annotationOf(around, 'deprecated'))) return;
    const [text] = annotation.args;
    const advice = typeof text === 'string' && text.trim() !== '' ? text.trim() : undefined;
    const successor = advice === undefined ? undefined : successorIn(advice, named);
    const key = `${placeKey(span)} ${named.kind} ${named.name}`;
    findings.set(key, {
      code: 'deprecated-use',
      kind: named.kind,
      name: named.name,
      declared: named.declaration.nameSpan ?? named.declaration.span,
      ...(advice === undefined ? {} : { advice }),
      ...(successor === undefined ? {} : { successor }),
      span,
      about: [],
    });
  });
  return [...findings.values()];
}

/** Most models have no deprecations; then nothing is visited. */
function hasDeprecations({ messages, types, participants, used }: Choreography): boolean {
  const isDeprecated = (one: Annotated) => one.annotations.length > 0 && annotationOf(one, 'deprecated') !== undefined;
  return (
    [...messages, ...used.messages].some(one => isDeprecated(one) || one.fields.some(isDeprecated)) ||
    [...types, ...used.types].some(
      one => isDeprecated(one) || (one.kind === 'enum' ? one.values : one.fields).some(isDeprecated),
    ) ||
    participants.some(one => one.states.some(isDeprecated) || one.reactions.some(isDeprecated))
  );
}

function successorIn(advice: string, { name, siblings }: Named): string | undefined {
  const successor = /^use\s+`?([\p{L}\p{N}_.]+?)`?\.?$/iu.exec(advice)?.[1];
  return successor !== undefined && successor !== name && siblings().has(successor) ? successor : undefined;
}

function createResolver(choreography: Choreography): (target: Target) => Named | undefined {
  const names = namesOf(choreography);
  const fieldOwners = new Map<Declaration, Declaration & { readonly fields: readonly Declaration[] }>();
  for (const owner of [...names.messages.values(), ...names.types.values()]) {
    if (owner.kind !== 'enum') for (const field of owner.fields) fieldOwners.set(field, owner);
  }
  const states = new Map(
    choreography.participants.flatMap(participant =>
      participant.states.map(state => [`${participant.name}.${state.name}`, { state, participant }] as const),
    ),
  );
  const namesIn = (siblings: Iterable<{ readonly name: string }>) => () =>
    new Set(Array.from(siblings, ({ name }) => name));
  return target => {
    switch (target.to) {
      case 'message': {
        const message = names.messages.get(target.id);
        const siblings = () => new Set(names.messages.keys());
        return message && { kind: message.kind, name: message.id, declaration: message, siblings };
      }
      case 'type': {
        const type = names.types.get(target.id);
        const kind = type?.kind === 'enum' ? 'enum' : 'type';
        return type && { kind, name: type.id, declaration: type, siblings: () => new Set(names.types.keys()) };
      }
      case 'field': {
        const { field } = target;
        const siblings = namesIn(fieldOwners.get(field)?.fields ?? []);
        return { kind: 'field', name: field.name, declaration: field, siblings };
      }
      case 'value': {
        const type = names.types.get(target.enum);
        const values = type?.kind === 'enum' ? type.values : [];
        const value = values.find(other => other.name === target.value);
        return value && { kind: 'value', name: value.name, declaration: value, siblings: namesIn(values) };
      }
      case 'state': {
        const found = states.get(`${target.participant}.${target.name}`);
        const siblings = namesIn(found?.participant.states ?? []);
        return found && { kind: 'state', name: found.state.name, declaration: found.state, siblings };
      }
      case 'reaction': {
        const reaction = names.reactions.get(target.id);
        return reaction && { kind: 'reaction', name: reaction.id, declaration: reaction, siblings: () => new Set() };
      }
      default:
        return target satisfies never;
    }
  };
}

function placeKey({ uri, range }: Span): string {
  return `${uri}#${range.start.line}:${range.start.character}`;
}

export interface DeprecatedUse extends FindingBase {
  readonly code: 'deprecated-use';
  readonly kind: 'event' | 'command' | 'type' | 'enum' | 'field' | 'value' | 'state' | 'reaction';
  readonly name: string;
  readonly declared: Span;
  /** The text of the annotation: `use X`. */
  readonly advice?: string;
  /** The name that the advice says to use, if there is one of the same kind. */
  readonly successor?: string;
}
