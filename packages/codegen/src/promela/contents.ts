/** What the model fills in of the messages that it emits, and what is asked of such a message in terms of what fills it. */
import { fieldsOnPath } from '@choreo/analysis';
import { emissionsOf, filledFields, itemsOf, namesOf } from '@choreo/model';
import type { Choreography, Emission, Entry, Expression, Field, Participant, Reaction } from '@choreo/model';
import { deepest, literalOf } from './comparison.ts';
import { isComparison } from './constant.ts';
import { leavesOf } from './leaves.ts';

/** By the name of a field: what fills it. */
export type Filled = ReadonlyMap<string, Expression>;

export interface Filling {
  readonly message: string;
  readonly participant: Participant;
  /** Whose trigger is read; undefined where there is none: of entries, schedules, and joins that give up. */
  readonly reaction: Reaction | undefined;
  readonly filled: Filled;
}

const known = new WeakMap<Choreography, ReadonlyMap<Emission | Entry, Filling>>();

/** By the emission or entry; those that give nothing are left out. */
export function fillingsIn(choreography: Choreography): ReadonlyMap<Emission | Entry, Filling> {
  let fillings = known.get(choreography);
  if (!fillings) known.set(choreography, (fillings = findFillings(choreography)));
  return fillings;
}

function findFillings(choreography: Choreography): ReadonlyMap<Emission | Entry, Filling> {
  const fillings = new Map<Emission | Entry, Filling>();
  const add = (emission: Emission | Entry, participant: Participant, reaction?: Reaction): void => {
    const filled = filledBy(emission, participant, reaction, choreography);
    if (filled.size > 0) fillings.set(emission, { message: emission.message, participant, reaction, filled });
  };
  for (const participant of choreography.participants) {
    for (const emission of [...participant.emits, ...participant.schedules.flatMap(emissionsOf)])
      add(emission, participant);
    for (const reaction of participant.reactions) {
      const late = new Set(reaction.within ? itemsOf([reaction.within.otherwise]) : []);
      for (const emission of emissionsOf(reaction))
        add(emission, participant, late.has(emission) ? undefined : reaction);
    }
  }
  return fillings;
}

function filledBy(
  emission: Emission | Entry,
  participant: Participant,
  reaction: Reaction | undefined,
  choreography: Choreography,
): Filled {
  return new Map(
    filledFields(emission, reaction, namesOf(choreography)).map(({ field, value }) => {
      // A boolean that is missing counts as false, where it has to be there.
      const isFalse = isBoolean(field) && !field.optional && mayBeMissing(value, participant, reaction, choreography);
      return [field.name, isFalse ? opposite(opposite(value)) : value];
    }),
  );
}

const isBoolean = ({ type }: Field): boolean => type.kind === 'builtin' && type.name === 'boolean';
const opposite = (operand: Expression): Expression => ({ kind: 'unary', operator: 'not', operand, span: operand.span });

/** Of a field or state that stands for itself; a condition is true or false. */
function mayBeMissing(
  value: Expression,
  participant: Participant,
  reaction: Reaction | undefined,
  choreography: Choreography,
): boolean {
  if (value.kind === 'state') {
    const type = participant.states.find(({ name }) => name === value.name)?.type;
    return type?.kind === 'values' && type.optional === true;
  }
  if (value.kind !== 'field') return false;
  const names = namesOf(choreography);
  const from = value.message === undefined ? triggersOf(reaction) : [value.message];
  return from.some(id => {
    const message = names.messages.get(id);
    return message && fieldsOnPath(names, message, value.path).fields.some(({ optional }) => optional);
  });
}

/** Each message once. */
export function triggersOf(reaction: Reaction | undefined): readonly string[] {
  return [...new Set(reaction?.trigger.messages.map(({ message }) => message) ?? [])];
}

/** What fills a field, see `insteadOf`. */
export function sourceOf({ filled, message, participant }: Filling, path: readonly string[]): Expression {
  return insteadOf({ kind: 'field', message, path, span: participant.span }, filled);
}

/** Longer paths come of types that contain themselves. */
const longestPath = 8;

/** What is asked of the message, asked of what fills it. A field that nothing fills is open. */
export function insteadOf(expression: Expression, filled: Filled, depth = 0): Expression {
  const inner = (part: Expression): Expression => insteadOf(part, filled, depth + 1);
  if (depth > deepest) return openAt(expression);
  switch (expression.kind) {
    case 'field': {
      const [name = '', ...rest] = expression.path;
      const value = filled.get(name);
      if (value && rest.length === 0) return value;
      const isFollowed = value?.kind === 'field' && value.path.length + rest.length <= longestPath;
      return isFollowed ? { ...value, path: [...value.path, ...rest] } : openAt(expression);
    }
    case 'unary':
      return { ...expression, operand: inner(expression.operand) };
    case 'binary':
      return { ...expression, left: inner(expression.left), right: inner(expression.right) };
    case 'in':
      return { ...expression, value: inner(expression.value), options: expression.options.map(inner) };
    default:
      return expression;
  }
}

function openAt({ span }: Expression): Expression {
  return { kind: 'unresolved', path: [], at: 0, partSpan: span, candidates: [], span };
}

export function isOpen(expression: Expression): boolean {
  return leavesOf(expression).some(({ kind }) => kind === 'unresolved');
}

/** Whether it is a number that is worked out from what is read. */
export function isWorkedOut(expression: Expression): boolean {
  if (expression.kind === 'unary') return expression.operator === '-' && !isConstant(expression);
  if (expression.kind !== 'binary' || isConstant(expression)) return false;
  const { operator } = expression;
  return !isComparison(operator) && operator !== 'and' && operator !== 'or';
}

function isConstant(expression: Expression): boolean {
  return leavesOf(expression).every(leaf => literalOf(leaf) !== undefined);
}
