/** Models as data, for tests that need no text. */
import type {
  Alternative,
  Choreography,
  Emission,
  Expression,
  Field,
  Message,
  Multiplicity,
  Outcome,
  OutcomeItem,
  Participant,
  Reaction,
  Span,
  StateType,
  TypeRef,
} from '@choreo/model';

let line = 0;

/** A different place for each element. */
export function place(uri = 'file:///test.choreo'): Span {
  line++;
  return { uri, range: { start: { line, character: 0 }, end: { line, character: 8 } } };
}

const declared = (name: string) => ({ name, annotations: [], span: place(), nameSpan: place() });

export function field(name: string, type: TypeRef = { kind: 'builtin', name: 'uuid' }, key = false): Field {
  return { ...declared(name), type, key, optional: false, typeSpan: place() };
}

export function message(id: string, fields: readonly Field[] = [], kind: Message['kind'] = 'event'): Message {
  return { ...declared(id), kind, id, choreography: 'Test', fields };
}

export interface ReactionParts {
  /** `A`, `A or B`, `A and B` */
  readonly on: string;
  /** `X & Y* | Z`; `set` items come from `sets`. */
  readonly to?: string;
  readonly label?: string;
  readonly guard?: Expression;
  readonly sets?: readonly OutcomeItem[];
  readonly atMost?: { readonly times: number; readonly otherwise: string };
  readonly within?: string;
  readonly by?: string;
  readonly broken?: boolean;
}

export function reaction(owner: string, parts: ReactionParts): Reaction {
  const names = parts.on.split(/ (?:or|and) /).filter(Boolean);
  const kind = names.length < 2 ? 'single' : parts.on.includes(' and ') ? 'all' : 'any';
  const name = parts.label ?? `on${names.join(kind === 'all' ? 'And' : 'Or')}`;
  const duration = { text: '30m', milliseconds: 1_800_000, span: place() };
  return {
    id: `${owner}.${name}`,
    participant: owner,
    name,
    ...(parts.label === undefined ? {} : { label: parts.label }),
    annotations: [],
    span: place(),
    nameSpan: place(),
    headSpan: place(),
    trigger: { kind, messages: names.map(id => ({ message: id, span: place() })), span: place() },
    ...(parts.guard ? { guard: parts.guard } : {}),
    ...(parts.by === undefined ? {} : { by: { field: parts.by, span: place() } }),
    ...(parts.within === undefined ? {} : { within: { duration, otherwise: outcome(parts.within), span: place() } }),
    ...(parts.atMost
      ? { atMost: { times: parts.atMost.times, otherwise: outcome(parts.atMost.otherwise), span: place() } }
      : {}),
    idempotent: false,
    body: parts.to === undefined ? { kind: 'sink' } : { kind: 'outcome', outcome: outcome(parts.to, parts.sets) },
    broken: parts.broken ?? false,
  };
}

export function outcome(text: string, sets: readonly OutcomeItem[] = []): Outcome {
  const alternatives = text.split('|').map((alternative): Alternative => {
    const items = alternative.split('&').map(item => item.trim());
    return {
      items: [...sets, ...items.filter(item => item !== 'nothing' && item !== '').map(emission)],
      span: place(),
    };
  });
  return { alternatives, span: place() };
}

const multiplicities: Readonly<Record<string, Multiplicity>> = { '?': 'optional', '*': 'many', '+': 'some' };

function emission(text: string): Emission {
  const multiplicity = multiplicities[text.at(-1) ?? ''] ?? 'one';
  const id = multiplicity === 'one' ? text : text.slice(0, -1);
  return { kind: 'emit', message: id, multiplicity, span: place(), nameSpan: place() };
}

export interface ParticipantParts {
  readonly kind?: Participant['kind'];
  readonly reactions?: readonly ReactionParts[];
  readonly states?: Readonly<Record<string, StateType>>;
  readonly emits?: readonly string[];
  readonly receives?: readonly string[];
}

export function participant(name: string, parts: ParticipantParts): Participant {
  return {
    ...declared(name),
    kind: parts.kind ?? 'service',
    states: Object.entries(parts.states ?? {}).map(([state, type]) => ({ ...declared(state), type })),
    reactions: (parts.reactions ?? []).map(one => reaction(name, one)),
    schedules: [],
    emits: (parts.emits ?? []).map(text => {
      const [sent = '', answered] = text.split(' after ');
      const { message: id, multiplicity } = emission(sent);
      const after = answered?.split(' or ').map(one => ({ message: one, span: place() }));
      return { message: id, multiplicity, span: place(), nameSpan: place(), ...(after ? { after } : {}) };
    }),
    receives: (parts.receives ?? []).map(id => ({ message: id, repeated: false, span: place(), nameSpan: place() })),
  };
}

/** Adds each message that is named but not given, with the key `id`. */
export function choreography(participants: readonly Participant[], rest: Partial<Choreography> = {}): Choreography {
  const given = new Set([...(rest.messages ?? []), ...(rest.used?.messages ?? [])].map(one => one.id));
  const named = new Set<string>();
  for (const one of participants) {
    for (const { message: id } of [...one.emits, ...one.receives]) named.add(id);
    for (const { after } of one.emits) for (const { message: id } of after ?? []) named.add(id);
    for (const each of one.reactions) {
      for (const { message: id } of each.trigger.messages) named.add(id);
      const outcomes = [each.within?.otherwise, each.atMost?.otherwise];
      if (each.body.kind === 'outcome') outcomes.push(each.body.outcome);
      for (const { alternatives } of outcomes.filter(found => found !== undefined)) {
        for (const item of alternatives.flatMap(({ items }) => items)) if (item.kind !== 'set') named.add(item.message);
      }
    }
  }
  const made = [...named].filter(id => !given.has(id)).map(id => message(id, [field('id', undefined, true)]));
  return {
    name: 'Test',
    files: ['file:///test.choreo'],
    headers: [],
    types: [],
    channels: [],
    properties: [],
    scenarios: [],
    used: { messages: [], types: [] },
    ...rest,
    messages: [...(rest.messages ?? []), ...made],
    participants,
  };
}

export const number = (value: number): Expression => ({ kind: 'number', value, text: String(value), span: place() });
export const state = (name: string): Expression => ({ kind: 'state', name, span: place() });
export const binary = (left: Expression, operator: '<' | '+' | '==', right: Expression): Expression => ({
  kind: 'binary',
  operator,
  left,
  right,
  span: place(),
});
export const set = (name: string, value: Expression): OutcomeItem => ({
  kind: 'set',
  state: name,
  name,
  value,
  span: place(),
  nameSpan: place(),
});
