/** Which values a field or a state can have, as far as the model says. */
import { annotationOf } from '@choreo/model';
import type { Field, FieldAccess, Names, Participant, Span, StateVariable } from '@choreo/model';
import type { Leaf } from './evaluate.ts';
import { constantOf } from './constant.ts';
import { plain } from './value.ts';
import { isOptional } from './missing.ts';
import { fieldsOnPath } from './field-path.ts';
import type { Value } from './value.ts';

export interface NumberDomain {
  readonly kind: 'number';
  readonly whole: boolean;
  /** Whether it is of a `decimal` field, whose values are exact. */
  readonly exact: boolean;
  readonly min?: number;
  readonly max?: number;
}

export type Domain =
  /** All values that there are. */
  | { readonly kind: 'names'; readonly values: readonly Value[] }
  | NumberDomain
  /** `free`: nothing says what the text looks like. */
  | { readonly kind: 'text'; readonly free: boolean }
  /** Times, lists, json: no samples are made for them. */
  | { readonly kind: 'open' };

/** A field or a state, and what is known about it. */
export interface ValueSource {
  readonly kind: 'field' | 'state';
  /** The same in every place that reads this field or state. */
  readonly key: string;
  /** As in the source. */
  readonly name: string;
  readonly declared: Span;
  readonly domain: Domain;
  /** It can be missing. */
  readonly optional: boolean;
}

/** The place in which conditions are evaluated. */
export interface Scope {
  readonly names: Names;
  readonly participant: Participant;
  /** The message that a field is read from if the expression does not name it. */
  readonly message: string | undefined;
  /** By name of a state: the values that it can reach. A state that is left out can have all values of its type. */
  readonly reached: ReadonlyMap<string, readonly Value[]>;
}

export function subjectOf(leaf: Leaf, scope: Scope): ValueSource | undefined {
  if (leaf.kind === 'field') return fieldSubject(leaf, scope);
  const [state, another] = scope.participant.states.filter(({ name }) => name === leaf.name);
  // If two states have one name, it is open which one is meant.
  if (!state || another) return undefined;
  const reached = scope.reached.get(state.name);
  const present = reached?.filter(value => value !== null);
  const domain: Domain = present ? { kind: 'names', values: present } : domainOfState(state.type);
  const { name, nameSpan: declared } = state;
  const optional = isOptional(state) && (reached?.includes(null) ?? true);
  return { kind: 'state', key: `state ${name}`, name, declared, domain, optional };
}

function domainOfState(type: StateVariable['type']): Domain {
  switch (type.kind) {
    case 'boolean':
      return { kind: 'names', values: [false, true] };
    case 'values':
      return { kind: 'names', values: type.values.map(({ name }) => name) };
    case 'range':
      return { kind: 'number', whole: true, exact: false, min: type.min, max: type.max };
    default:
      return type satisfies never;
  }
}

function fieldSubject(access: FieldAccess, { names, message: usual }: Scope): ValueSource | undefined {
  const id = access.message ?? usual;
  const message = id === undefined ? undefined : names.messages.get(id);
  if (!message) return undefined;
  const { fields, failsAt } = fieldsOnPath(names, message, access.path);
  const last = fields.at(-1);
  if (!last || failsAt !== undefined) return undefined;
  const name = access.path.join('.');
  const optional = fields.some(field => field.optional);
  const domain = domainOfField(last, names);
  return { kind: 'field', key: `${message.id} ${name}`, name, declared: last.nameSpan, domain, optional };
}

/** What a field can hold, if it is there. */
export function domainOfField(field: Field, names: Names): Domain {
  const { type } = field;
  if (type.kind === 'enum') {
    const declared = names.types.get(type.id);
    return declared?.kind === 'enum'
      ? { kind: 'names', values: declared.values.map(({ name }) => name) }
      : { kind: 'open' };
  }
  if (type.kind !== 'builtin') return { kind: 'open' };
  switch (type.name) {
    case 'boolean':
      return { kind: 'names', values: [true, false] };
    case 'int':
    case 'float':
    case 'decimal':
      return numbersOf(field, type.name);
    case 'string':
    case 'uuid':
    case 'uri':
    case 'email':
      return { kind: 'text', free: !['pattern', 'min', 'max'].some(name => annotationOf(field, name)) };
    default:
      return { kind: 'open' };
  }
}

/** The numbers that a field of such a type can hold, within its `@min` and `@max`. */
export function numbersOf(field: Field, type: 'int' | 'float' | 'decimal'): NumberDomain {
  const bounds = boundsOf(field);
  return { kind: 'number', whole: type === 'int', exact: type === 'decimal', ...bounds };
}

function boundsOf(field: Field): { min?: number; max?: number } {
  const [min, max] = ['min', 'max'].map(name => annotationOf(field, name)?.args[0]);
  return { ...(typeof min === 'number' ? { min } : {}), ...(typeof max === 'number' ? { max } : {}) };
}

/** A counter with more values than this is taken to have any of them at any time. */
export const mostStateValues = 65_536;

/** All values of a state, in order, missing first; undefined where there are more than `most`. */
export function valuesOf(type: StateVariable['type'], most = mostStateValues): readonly Value[] | undefined {
  const values = valuesIn(domainOfState(type), most);
  return values && type.kind === 'values' && type.optional ? [null, ...values] : values;
}

/** All values of a domain, in order; undefined where there are more than `most`, or they cannot be listed. */
export function valuesIn(domain: Domain, most: number): readonly Value[] | undefined {
  if (domain.kind === 'names') return domain.values.length <= most ? domain.values : undefined;
  if (domain.kind !== 'number' || !domain.whole || domain.min === undefined || domain.max === undefined)
    return undefined;
  const first = Math.ceil(domain.min);
  const length = Math.max(0, Math.floor(domain.max) - first + 1);
  return length <= most ? Array.from({ length }, (_, index) => first + index) : undefined;
}

/** Before anything sets it; undefined where it has no values. */
export function initialValue({ type, initial }: StateVariable): Value | undefined {
  const said = initial && plain(constantOf(initial));
  const held = said === undefined ? undefined : heldBy(type, said);
  return held === undefined ? firstValue(type) : held;
}

function firstValue(type: StateVariable['type']): Value | undefined {
  switch (type.kind) {
    case 'boolean':
      return false;
    case 'values':
      return type.optional ? null : type.values[0]?.name;
    case 'range':
      return type.min;
    default:
      return type satisfies never;
  }
}

/** What a state keeps of a value that it is set to: numbers stop at their bounds; of what is missing comes false, or the least number. Undefined where it is no value of the state. */
export function heldBy(type: StateVariable['type'], value: Value): Value | undefined {
  switch (type.kind) {
    case 'boolean':
      return value === null ? false : typeof value === 'boolean' ? value : undefined;
    case 'values':
      if (value === null) return type.optional ? null : undefined;
      return type.values.some(({ name }) => name === value) ? value : undefined;
    case 'range':
      if (value === null) return type.min;
      return typeof value === 'number' && !Number.isNaN(value)
        ? Math.max(type.min, Math.min(type.max, Math.trunc(value)))
        : undefined;
    default:
      return type satisfies never;
  }
}
