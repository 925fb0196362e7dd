/** `unkeyed-join`, and the `by` that no message of the join has, which is an `unknown-field`. */
import { namesOf } from '@choreo/model';
import type { Choreography, Field, Message, Reaction, Span } from '@choreo/model';
import type { FindingBase } from '../typing/finding-base.ts';
import type { UnknownField } from '../typing/type-error.ts';
import { isSameType } from '../typing/value-type.ts';
import type { ValueType } from '../typing/value-type.ts';

interface Joined {
  readonly message: Message;
  readonly fields: ReadonlyMap<string, Field>;
}

export function findUnkeyedJoins(choreography: Choreography): (UnkeyedJoin | UnknownField)[] {
  const names = namesOf(choreography);
  const findings: (UnkeyedJoin | UnknownField)[] = [];
  for (const { reactions } of choreography.participants) {
    for (const reaction of reactions) {
      if (reaction.trigger.kind !== 'all') continue;
      const ids = new Set(reaction.trigger.messages.map(ref => ref.message));
      const joined = [...ids].flatMap((id): Joined[] => {
        const message = names.messages.get(id);
        return message
          ? [{ message, fields: new Map(names.allFields(message).map(field => [field.name, field])) }]
          : [];
      });
      // A misspelled message may be the one that lacks the key, or the only one that has it.
      if (joined.length < 2) continue;
      const found = reaction.by ? problemOfBy(reaction, reaction.by, joined) : problemOfKeys(reaction, joined);
      if (found) findings.push(found);
    }
  }
  return findings;
}

function problemOfKeys(reaction: Reaction, joined: readonly Joined[]): UnkeyedJoin | undefined {
  const [first, ...others] = joined;
  const shared = [...(first?.fields.values() ?? [])]
    .filter(field => field.key && others.every(other => other.fields.get(field.name)?.key))
    .map(field => field.name);
  for (const field of shared) {
    const differing = typesOf(field, joined);
    if (differing)
      return joinFinding(reaction, reaction.trigger.span, { kind: 'types-differ', field, types: differing });
  }
  const [key] = shared;
  if (key !== undefined) {
    return optionalIn(
      reaction,
      reaction.trigger.span,
      shared.find(name => lackersOf(name, joined).length > 0) ?? key,
      joined,
    );
  }
  if (reaction.broken) return undefined;
  const keys = joined.map(({ message, fields }) => ({
    message: message.id,
    keys: [...fields.values()].filter(field => field.key).map(field => field.name),
  }));
  return joinFinding(reaction, reaction.trigger.span, { kind: 'no-key', keys, shared: commonFields(joined) });
}

function problemOfBy(
  reaction: Reaction,
  by: NonNullable<Reaction['by']>,
  joined: readonly Joined[],
): UnkeyedJoin | UnknownField | undefined {
  const on = joined.filter(({ fields }) => !fields.has(by.field)).map(({ message }) => message.id);
  if (on.length === joined.length) {
    if (reaction.broken) return undefined;
    const problem = { kind: 'by', messages: on } as const;
    const candidates = commonFields(joined);
    return { code: 'unknown-field', name: by.field, candidates, problem, span: by.span, about: [] };
  }
  if (on.length > 0) {
    return joinFinding(reaction, by.span, { kind: 'by-missing', field: by.field, on, shared: commonFields(joined) });
  }
  const types = typesOf(by.field, joined);
  if (types) return joinFinding(reaction, by.span, { kind: 'types-differ', field: by.field, types });
  return optionalIn(reaction, by.span, by.field, joined);
}

function optionalIn(reaction: Reaction, span: Span, field: string, joined: readonly Joined[]): UnkeyedJoin | undefined {
  const lacking = lackersOf(field, joined);
  if (lacking.length === 0) return undefined;
  const shared = commonFields(joined).filter(name => lackersOf(name, joined).length === 0);
  return joinFinding(reaction, span, { kind: 'optional', field, on: lacking, shared });
}

/** The messages that may come without it. */
function lackersOf(name: string, joined: readonly Joined[]): readonly Lacking[] {
  return joined.flatMap(({ message, fields }) => {
    const field = fields.get(name);
    return field?.optional ? [{ message, field }] : [];
  });
}

/** The field's types in the messages, if they differ. */
function typesOf(name: string, joined: readonly Joined[]) {
  const types = joined.flatMap(({ message, fields }) => {
    const field = fields.get(name);
    return field ? [{ message: message.id, type: field.type, field }] : [];
  });
  const [first] = types;
  return first && types.some(({ type }) => !isSameType(type, first.type)) ? types : undefined;
}

/** Fields that all messages have with one type, keys first: candidates for `by`. */
function commonFields(joined: readonly Joined[]): string[] {
  const [first, ...others] = joined;
  const isCommon = (field: Field) =>
    others.every(({ fields }) => {
      const other = fields.get(field.name);
      return other !== undefined && isSameType(other.type, field.type);
    });
  const common = [...(first?.fields.values() ?? [])].filter(isCommon);
  const isKey = (field: Field) => joined.some(({ fields }) => fields.get(field.name)?.key);
  return [...common.filter(isKey), ...common.filter(field => !isKey(field) && isIdentifier(field))].map(
    field => field.name,
  );
}

/** A boolean or an amount does not identify a case. */
function isIdentifier({ type }: Field): boolean {
  return type.kind === 'builtin' && ['string', 'int', 'uuid', 'uri', 'email'].includes(type.name);
}

function joinFinding(reaction: Reaction, span: Reaction['span'], problem: UnkeyedJoin['problem']): UnkeyedJoin {
  return { code: 'unkeyed-join', reaction, problem, span, about: [reaction.nameSpan] };
}

/** A message that may come without the field. */
export interface Lacking {
  readonly message: Message;
  readonly field: Field;
}

export interface UnkeyedJoin extends FindingBase {
  readonly code: 'unkeyed-join';
  readonly reaction: Reaction;
  readonly problem:
    /** `shared`: fields that all of them have with one type, none of which is a key in all. */
    | {
        readonly kind: 'no-key';
        readonly keys: readonly { readonly message: string; readonly keys: readonly string[] }[];
        readonly shared: readonly string[];
      }
    | {
        readonly kind: 'by-missing';
        readonly field: string;
        readonly on: readonly string[];
        readonly shared: readonly string[];
      }
    /** `shared`: fields that `by` could name instead. */
    | {
        readonly kind: 'optional';
        readonly field: string;
        readonly on: readonly Lacking[];
        readonly shared: readonly string[];
      }
    | {
        readonly kind: 'types-differ';
        readonly field: string;
        readonly types: readonly { readonly message: string; readonly type: ValueType; readonly field: Field }[];
      };
}
