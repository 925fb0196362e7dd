/** Makes choreographies as data for tests, with places that contain one another as in a real file. */
import type {
  Alternative,
  Body,
  Branch,
  Choreography,
  Duration,
  Emission,
  Entry,
  Expression,
  Message,
  Multiplicity,
  Outcome,
  OutcomeItem,
  Participant,
  Reaction,
  Schedule,
  Span,
  StateVariable,
  UsedMessage,
} from '@choreo/model';

let line = 0;

/** A place on a new line. */
export function place(uri = 'file:///model.choreo'): Span {
  const at = line++;
  return { uri, range: { start: { line: at, character: 0 }, end: { line: at, character: 80 } } };
}

/** From the first to the last place inside: arguments are made before what contains them. */
function hull(...parts: readonly unknown[]): Span {
  const lines = parts.flatMap(linesIn);
  const from = lines.length > 0 ? Math.min(...lines) : line++;
  const to = lines.length > 0 ? Math.max(...lines) : from;
  return {
    uri: 'file:///model.choreo',
    range: { start: { line: from, character: 0 }, end: { line: to, character: 80 } },
  };
}

function linesIn(part: unknown): number[] {
  if (typeof part !== 'object' || part === null) return [];
  if ('line' in part && typeof part.line === 'number') return [part.line];
  return Object.values(part).flatMap(linesIn);
}

export function event(name: string, doc?: string): Message {
  return message('event', name, doc);
}

export function command(name: string): Message {
  return message('command', name);
}

function message(kind: Message['kind'], name: string, doc?: string): Message {
  const span = place();
  return {
    kind,
    name,
    id: name,
    choreography: 'Test',
    fields: [],
    annotations: [],
    span,
    nameSpan: span,
    ...(doc !== undefined && { doc }),
  };
}

export function usedEvent(
  owner: string,
  name: string,
  ends: { emittedThere?: boolean; handledThere?: boolean },
): UsedMessage {
  return {
    ...event(name),
    id: `${owner}.${name}`,
    choreography: owner,
    emittedThere: ends.emittedThere ?? false,
    handledThere: ends.handledThere ?? false,
  };
}

export function duration(text: string): Duration {
  return { text, milliseconds: 1, span: hull() };
}

/** `E`, `E?`, `E*`, `E+`, and `E after 10m`. */
export function emit(written: string, after?: string): Emission {
  const [, name = '', suffix = ''] = /^(.*?)([?*+]?)$/su.exec(written) ?? [];
  const kinds: Record<string, Multiplicity> = { '?': 'optional', '*': 'many', '+': 'some' };
  const span = place();
  return {
    kind: 'emit',
    message: name,
    multiplicity: kinds[suffix] ?? 'one',
    ...(after !== undefined && { after: duration(after) }),
    span,
    nameSpan: span,
  };
}

/** `giving(emit('A'), { origin: … }, '...')`. */
export function giving<T extends Emission | Entry>(
  emission: T,
  fields: Readonly<Record<string, Expression>>,
  copies?: '...',
): T {
  const given = Object.entries(fields).map(([name, value]) => ({ name, nameSpan: place(), value }));
  const span = place();
  return { ...emission, contents: { ...(copies && { copySpan: span }), given, span } };
}

export function cancel(name: string): OutcomeItem {
  const span = place();
  return { kind: 'cancel', message: name, span, nameSpan: span };
}

export function set(name: string, value: Expression): OutcomeItem {
  const span = place();
  return { kind: 'set', state: name, name, value, span, nameSpan: span };
}

export const yes: Expression = { kind: 'boolean', value: true, span: place() };

export function state(name: string): Expression {
  return { kind: 'state', name, span: place() };
}

export function number(value: number): Expression {
  return { kind: 'number', value, text: String(value), span: place() };
}

export function field(...path: string[]): Expression {
  return { kind: 'field', path, span: place() };
}

export function binary(left: Expression, operator: '>' | '==' | '+' | 'and' | 'or', right: Expression): Expression {
  return { kind: 'binary', operator, left, right, span: place() };
}

/** Alternatives, each a list of items; a text stands for an emission. */
export function oneOf(...alternatives: readonly (string | readonly (string | OutcomeItem)[])[]): Outcome {
  const made = alternatives.map((written): Alternative => {
    const items = (typeof written === 'string' ? [written] : written).map(item =>
      typeof item === 'string' ? emit(item) : item,
    );
    return { items, span: hull(items) };
  });
  return { alternatives: made, span: hull(made) };
}

/** `A & B`. */
export function allOf(...items: readonly (string | OutcomeItem)[]): Outcome {
  return oneOf(items);
}

export interface Clauses {
  label?: string;
  when?: Expression;
  by?: string;
  within?: [string, Outcome];
  atMost?: [number, Outcome];
  /** Behind the guard: without a number, or with what happens then. */
  retry?: true | [number, Outcome];
  idempotent?: boolean;
  doc?: string;
  to?: Outcome;
  branches?: readonly (readonly [Expression | undefined, Outcome])[];
}

/** `on('A or B', { … })`. */
export function on(written: string, clauses: Clauses = {}): (participant: string) => Reaction {
  const kind = written.includes(' and ') ? 'all' : written.includes(' or ') ? 'any' : 'single';
  const names = written.split(/ and | or /);
  const nameSpan = place();
  const messages = names.map(name => ({ message: name, span: place() }));
  const trigger = { kind, messages, span: hull(messages) } as const;
  const name = clauses.label ?? `on${names.join(kind === 'all' ? 'And' : 'Or')}`;
  const { when, by, within, atMost, retry, doc, label } = clauses;
  const bound = retry && retry !== true ? { times: retry[0], otherwise: retry[1] } : undefined;
  return participant => ({
    id: `${participant}.${name}`,
    participant,
    name,
    ...(label !== undefined && { label }),
    ...(doc !== undefined && { doc }),
    nameSpan,
    trigger,
    ...(when && { guard: when }),
    ...(by !== undefined && { by: { field: by, span: nameSpan } }),
    ...(within && { within: { duration: duration(within[0]), otherwise: within[1], span: nameSpan } }),
    ...(atMost && { atMost: { times: atMost[0], otherwise: atMost[1], span: nameSpan } }),
    ...(retry && { retry: { ...(bound && { bound }), span: nameSpan } }),
    idempotent: clauses.idempotent ?? false,
    body: bodyOf(clauses),
    headSpan: hull(nameSpan, trigger),
    broken: false,
    annotations: [],
    span: hull(clauses, nameSpan, trigger),
  });
}

function bodyOf({ to, branches }: Clauses): Body {
  if (to) return { kind: 'outcome', outcome: to };
  if (!branches) return { kind: 'sink' };
  return {
    kind: 'branches',
    branches: branches.map(([guard, outcome]): Branch => ({ ...(guard && { guard }), outcome, span: outcome.span })),
  };
}

export interface Members {
  emits?: readonly string[];
  receives?: readonly string[];
  every?: readonly (readonly [string, Outcome])[];
  states?: readonly string[];
  doc?: string;
}

export function service(
  name: string,
  reactions: readonly ((participant: string) => Reaction)[],
  members: Members = {},
): Participant {
  return participantOf('service', name, reactions, members);
}

export function external(
  name: string,
  reactions: readonly ((participant: string) => Reaction)[],
  members: Members = {},
): Participant {
  return participantOf('external', name, reactions, members);
}

export function actor(name: string, members: Members): Participant {
  return participantOf('actor', name, [], members);
}

function participantOf(
  kind: Participant['kind'],
  name: string,
  reactions: readonly ((participant: string) => Reaction)[],
  members: Members,
): Participant {
  const nameSpan = place();
  const made = {
    states: (members.states ?? []).map((stateName): StateVariable => {
      const own = place();
      return { name: stateName, type: { kind: 'boolean' }, annotations: [], span: own, nameSpan: own };
    }),
    reactions: reactions.map(reaction => reaction(name)),
    schedules: (members.every ?? []).map(([every, outcome], index): Schedule => ({
      id: `${name}.every${every}${index === 0 ? '' : index + 1}`,
      participant: name,
      name: `every${every}${index === 0 ? '' : index + 1}`,
      every: duration(every),
      outcome,
      annotations: [],
      span: outcome.span,
    })),
    emits: (members.emits ?? []).map((written): Entry => {
      const [sent = '', answered] = written.split(' after ');
      const { kind: _, after: _never, ...entry } = emit(sent);
      const after = answered?.split(' or ').map(id => ({ message: id, span: place() }));
      return { ...entry, ...(after && { after }) };
    }),
    receives: (members.receives ?? []).map(written => {
      const own = place();
      return { message: written.replace(/\*$/, ''), repeated: written.endsWith('*'), span: own, nameSpan: own };
    }),
  };
  return {
    kind,
    name,
    annotations: [],
    nameSpan,
    span: hull(nameSpan, made),
    ...(members.doc !== undefined && { doc: members.doc }),
    ...made,
  };
}

export function choreography(
  name: string,
  participants: readonly Participant[],
  messages: readonly Message[] = [],
  used: readonly UsedMessage[] = [],
): Choreography {
  return {
    name,
    files: ['file:///model.choreo'],
    headers: [],
    messages,
    types: [],
    participants,
    channels: [],
    properties: [],
    scenarios: [],
    used: { messages: used, types: [] },
  };
}
