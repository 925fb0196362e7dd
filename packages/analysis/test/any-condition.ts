/** What messages of random models carry, and the conditions and values of their reactions. */
import type {
  Contents,
  EnumType,
  Expression,
  Field,
  Message,
  Participant,
  StateType,
  StateVariable,
} from '@choreo/model';
import { field, message, place } from './build.ts';

const levels = ['Low', 'High', 'None'] as const;

export const stateTypes: readonly (readonly [string, StateType])[] = [
  ['done', { kind: 'boolean' }],
  ['tries', { kind: 'range', min: 0, max: 2 }],
  ['phase', { kind: 'values', values: ['idle', 'held', 'shut'].map(name => ({ name, span: place() })) }],
  ['grade', { kind: 'values', enum: 'Level', optional: true, values: levels.map(name => ({ name, span: place() })) }],
];

/** The only state of a service, if it has one. */
export type Held = (typeof stateTypes)[number] | undefined;

export const named = (name: string) => ({ name, annotations: [], span: place(), nameSpan: place() });
export const level: EnumType = {
  ...named('Level'),
  kind: 'enum',
  id: 'Level',
  choreography: 'Test',
  values: levels.map(named),
};

export function anyMessage(id: string): Message {
  const bounds = [
    { name: 'min', args: [0], span: place() },
    { name: 'max', args: [2], span: place() },
  ];
  const small: Field = { ...field('small', { kind: 'builtin', name: 'int' }), annotations: bounds };
  return message(id, [
    field('id', undefined, true),
    field('flag', { kind: 'builtin', name: 'boolean' }),
    field('level', { kind: 'enum', id: 'Level' }),
    { ...field('rank', { kind: 'enum', id: 'Level' }), optional: true },
    field('amount', { kind: 'builtin', name: 'decimal' }),
    field('word', { kind: 'builtin', name: 'string' }),
    small,
  ]);
}

const number = (value: number): Expression => ({ kind: 'number', value, text: String(value), span: place() });
const truth = (value: boolean): Expression => ({ kind: 'boolean', value, span: place() });
const stateNamed = (name: string): Expression => ({ kind: 'state', name, span: place() });
const not = (operand: Expression): Expression => ({ kind: 'unary', operator: 'not', operand, span: place() });
const two = (
  left: Expression,
  operator: Extract<Expression, { kind: 'binary' }>['operator'],
  right: Expression,
): Expression => ({ kind: 'binary', operator, left, right, span: place() });

function fieldOf(name: string, from?: string): Expression {
  return { kind: 'field', path: [name], ...(from === undefined ? {} : { message: from }), span: place() };
}

/** `joined`: the messages of a join, whose fields need their message's name. */
export function guardOf(die: number, state: Held, joined: readonly string[]): Expression {
  const from = joined.length === 0 ? undefined : pick(joined, die);
  const other = joined[(joined.indexOf(from ?? '') + 1) % Math.max(1, joined.length)];
  const asked = state && conditionOn(state, die, from);
  const flag = fieldOf('flag', from);
  const high: Expression = two(fieldOf('level', from), '==', {
    kind: 'enum-value',
    enum: 'Level',
    value: pick(levels, die),
    span: place(),
  });
  const amount = two(fieldOf('amount', from), pick(['>', '<=', '==', '>='], die), number(100 + (die % 2) * 50));
  const small = two(fieldOf('small', from), '<', number(1 + (die % 2)));
  const word: Expression = {
    kind: 'in',
    value: fieldOf('word', from),
    options: ['x', 'y'].map(value => ({ kind: 'string', value, span: place() })),
    span: place(),
  };
  const across =
    other === undefined || other === from ? small : two(fieldOf('small', from), '==', fieldOf('small', other));
  const open = two(fieldOf('amount', from), '<', two(fieldOf('small', from), '*', number(50)));
  const plain: readonly Expression[] = [flag, high, amount, small, word, across, open];
  const first = pick(plain, Math.floor(die / 10));
  if (!asked) return die % 4 === 0 ? not(first) : die % 7 === 0 ? two(first, 'or', pick(plain, die)) : first;
  const ways: readonly Expression[] = [
    asked,
    asked,
    asked,
    not(asked),
    two(asked, 'and', first),
    two(first, 'or', asked),
    first,
  ];
  return pick(ways, die);
}

/** A value of the enum, or what a message carries, which can be missing. */
function levelOr(die: number, from: string | undefined): Expression {
  const value: Expression = { kind: 'enum-value', enum: 'Level', value: pick(levels, die), span: place() };
  return pick([value, value, fieldOf('level', from), fieldOf('rank', from)], Math.floor(die / 3));
}

function conditionOn([name, type]: NonNullable<Held>, die: number, from: string | undefined): Expression {
  const value = stateNamed(name);
  switch (type.kind) {
    case 'boolean':
      return value;
    case 'range':
      return two(value, pick(['<', '==', '>=', '!='], die), number(die % 3));
    case 'values':
      if (type.enum !== undefined) return two(value, die % 2 === 0 ? '==' : '!=', levelOr(die, from));
      return two(value, die % 2 === 0 ? '==' : '!=', {
        kind: 'state-value',
        state: name,
        value: pick(type.values, die).name,
        span: place(),
      });
    default:
      return type satisfies never;
  }
}

/** What a property asks of the states of services; undefined if none has a state. */
export function conditionOfProperty(die: number, participants: readonly Participant[]): Expression | undefined {
  const atoms = participants.flatMap(({ name: participant, states }) =>
    states.map(({ name, type }, index) => atomOf(participant, name, type, die + index)),
  );
  if (atoms.length === 0) return undefined;
  const [first, second] = [pick(atoms, die), pick(atoms, Math.floor(die / 3))];
  const ways: readonly Expression[] = [
    first,
    first,
    not(first),
    two(first, 'and', second),
    two(first, 'or', not(second)),
    two(not(first), 'or', second),
  ];
  return pick(ways, Math.floor(die / 5));
}

function atomOf(participant: string, name: string, type: StateType, die: number): Expression {
  const value: Expression = { kind: 'state', participant, name, span: place() };
  const operator = die % 2 === 0 ? '==' : '!=';
  switch (type.kind) {
    case 'boolean':
      return value;
    case 'range':
      return two(value, pick(['<', '==', '>=', '!='], die), number(die % 3));
    case 'values': {
      const word = pick(type.values, die).name;
      return two(
        value,
        operator,
        type.enum === undefined
          ? { kind: 'state-value', participant, state: name, value: word, span: place() }
          : { kind: 'enum-value', enum: type.enum, value: word, span: place() },
      );
    }
    default:
      return type satisfies never;
  }
}

/** Every other state says what it begins with. */
export function beginningOf({ name, type }: StateVariable, die: number): Pick<StateVariable, 'initial'> {
  if (die % 2 === 0) return {};
  switch (type.kind) {
    case 'boolean':
      return { initial: truth(die % 3 > 0) };
    case 'range':
      return { initial: number(type.min + (die % 3)) };
    case 'values':
      if (type.enum !== undefined) return { initial: levelOr(0, undefined) };
      return { initial: { kind: 'state-value', state: name, value: pick(type.values, die).name, span: place() } };
    default:
      return type satisfies never;
  }
}

export function valueOf(die: number, [name, type]: NonNullable<Held>, joined: readonly string[]): Expression {
  const from = joined.length === 0 ? undefined : pick(joined, die);
  switch (type.kind) {
    case 'boolean':
      return pick([truth(true), truth(true), truth(false), not(stateNamed(name)), fieldOf('flag', from)], die);
    case 'range':
      return pick(
        [
          two(stateNamed(name), '+', number(1)),
          two(stateNamed(name), '-', number(1)),
          number(die % 3),
          fieldOf('small', from),
          two(stateNamed(name), '+', fieldOf('small', from)),
        ],
        die,
      );
    case 'values':
      if (type.enum !== undefined) return pick([levelOr(die, from), stateNamed(name), levelOr(die, from)], die);
      return { kind: 'state-value', state: name, value: pick(type.values, die).name, span: place() };
    default:
      return type satisfies never;
  }
}

/** `reads`: whether it may read the trigger. `next` gives more dice. */
export function anyContents(
  die: number,
  next: () => number,
  state: Held,
  joined: readonly string[],
  reads: boolean,
): Contents {
  const from = joined.length === 0 ? undefined : pick(joined, die);
  const own = (name: string): readonly Expression[] => (reads ? [fieldOf(name, from)] : []);
  const count: readonly Expression[] = state?.[1].kind === 'range' ? [stateNamed(state[0])] : [];
  const truths: readonly Expression[] = state?.[1].kind === 'boolean' ? [stateNamed(state[0])] : [];
  const value = (): Expression => ({ kind: 'enum-value', enum: 'Level', value: pick(levels, next()), span: place() });
  const fields: Readonly<Record<string, readonly Expression[]>> = {
    flag: [truth(true), truth(false), ...own('flag'), ...own('flag').map(not), ...truths],
    level: [value(), ...own('level')],
    amount: [
      number(100),
      number(150),
      ...own('amount'),
      ...own('amount').map(amount => two(amount, '+', number(50))),
      ...own('small').map(small => two(small, '*', number(75))),
    ],
    word: [{ kind: 'string', value: pick(['x', 'y', 'z'], next()), span: place() }, ...own('word')],
    small: [
      number(0),
      number(1),
      number(2),
      ...own('small'),
      ...own('small').map(small => two(small, '+', number(1))),
      ...count,
    ],
  };
  const given = Object.entries(fields).flatMap(([name, values]) =>
    next() % 3 === 0 ? [] : [{ name, nameSpan: place(), value: pick(values, next()) }],
  );
  return { ...(reads && next() % 2 === 0 ? { copySpan: place() } : {}), given, span: place() };
}

/** A choice is a number, taken modulo how many there are to choose from. */
export function pick<T>(some: readonly T[], die: number): T {
  const chosen = some[die % Math.max(1, some.length)];
  if (chosen === undefined && some.length === 0) throw new Error('nothing to pick from');
  return chosen as T;
}
