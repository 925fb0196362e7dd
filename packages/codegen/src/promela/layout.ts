/** What a state of the exported model consists of: which counts, flags and queues there are, and how they are called. */
import { factTexts } from '@choreo/analysis/runs';
import { messageGraphOf } from '@choreo/analysis';
import { contentsOf } from '@choreo/analysis/runs';
import type { PayloadClass as Content } from '@choreo/analysis/runs';
import type { Channel, Choreography, Participant, Reaction, StateVariable } from '@choreo/model';
import { emissionsOf, namesOf } from '@choreo/model';
import type { Report } from '../problem.ts';
import { createNameScope } from '../names/identifier.ts';
import { comment } from './code.ts';
import { countsOf } from './counts.ts';
import { comesFromElsewhere } from './entries.ts';
import { domainOf } from './table.ts';
import { createSharing } from './sharing.ts';

/** A message in one of the contents that conditions tell apart. */
export interface Kind {
  readonly message: string;
  readonly content: Content;
  /** From 1; 0 where there is only one. */
  readonly number: number;
}

/** Where the delivery of a message to a service waits: counted, or in a queue that keeps the order. */
export type Place =
  | { readonly kind: 'count'; readonly name: string }
  | { readonly kind: 'queue'; readonly name: string; readonly token: string };

export interface Layout {
  readonly choreography: Choreography;
  readonly cases: number;
  readonly redeliveries: number;
  readonly report: Report;
  /** The lines that declare everything that was asked for. */
  readonly declarations: readonly string[];
  /** Numbers that stand for messages in queues. */
  readonly tokens: readonly string[];
  /** Of everything that must be 0 or empty when a run is at rest. */
  readonly pending: readonly string[];
  /** Flags of deliveries that may come again. */
  readonly taken: readonly string[];
  kindsOf(message: string): readonly Kind[];
  /** Names of the services that react to a message. */
  takersOf(message: string): readonly string[];
  reactionsTo(service: string, message: string): readonly Reaction[];
  channelOf(message: string): Channel | undefined;
  place(from: string, to: string, kind: Kind, of: number): Place;
  /** All places where that message can wait for that service. */
  placesOf(to: string, kind: Kind, of: number): readonly Place[];
  /** Set once a delivery was taken; undefined where it never comes again. */
  takenFlag(to: string, kind: Kind, of: number): string | undefined;
  timer(owner: string, message: string, of: number): string;
  entry(name: string, from: string, of: number): string;
  /** What a join holds of one message; `kind` where it looks at what that carries. */
  held(reaction: Reaction, message: string, kind: Kind | undefined, of: number): string;
  limit(reaction: Reaction, of: number): string;
  state(
    owner: string,
    name: string,
    of: number,
  ): { readonly variable: StateVariable; readonly text: string } | undefined;
  /** A state as it was before the step. */
  former(text: string): string;
  /** How often a message has happened; undefined where nobody asks. */
  happened(message: string, of: number): { readonly name: string; readonly most: number } | undefined;
  flag(key: string, base: string, note: string, of: number): string;
  /** A name that nothing else has. */
  macro(key: string, base: string): string;
}

/** Who sends what comes from another choreography. */
export const elsewhere = 'elsewhere';

const queueCapacity = 8;
const longestName = 100;

export function createLayout(choreography: Choreography, cases: number, redeliveries: number, report: Report): Layout {
  const names = namesOf(choreography);
  const graph = messageGraphOf(choreography);
  const sharing = createSharing(choreography);
  const counts = countsOf(choreography);
  const scope = createNameScope();
  const known = new Map<string, string>();
  const declarations: string[] = [];
  const tokens: string[] = [];
  const pending: string[] = [];
  const taken: string[] = [];

  const named = (key: string, base: string, declare: (name: string) => void): string => {
    let name = known.get(key);
    if (name === undefined) {
      name = scope.take(base.replace(/\W/g, '_').slice(0, longestName));
      known.set(key, name);
      declare(name);
    }
    return name;
  };
  const caseOf = (of: number): string => (cases > 1 ? `_case${of + 1}` : '');
  const numbered = (kind: Kind | undefined): string => (kind && kind.number > 0 ? `_${kind.number}` : '');
  const carrying = ({ message, content }: Kind): string =>
    content.facts.length > 0 ? `${message} with ${content.facts.flatMap(factTexts).join(', ')}` : message;
  const declareCount =
    (note: string, type = 'byte') =>
    (name: string) =>
      void declarations.push(`${type} ${name}; ${comment(note)}`);

  const kinds = new Map<string, readonly Kind[]>();
  const kindsOf = (message: string): readonly Kind[] => {
    let found = kinds.get(message);
    if (!found) {
      const contents = contentsOf(choreography, message);
      found = contents.map((content, index) => ({ message, content, number: contents.length > 1 ? index + 1 : 0 }));
      kinds.set(message, found);
    }
    return found;
  };

  const listeners = new Map<string, Reaction[]>();
  const takers = new Map<string, string[]>();
  const states = new Map<string, StateVariable>();
  for (const participant of choreography.participants) {
    for (const state of participant.states) states.set(`${participant.name} ${state.name}`, state);
    for (const reaction of participant.reactions) {
      for (const message of messagesOf(reaction, id => names.messages.has(id))) {
        push(listeners, `${participant.name} ${message}`, reaction);
        if (!takers.get(message)?.includes(participant.name)) push(takers, message, participant.name);
      }
    }
  }
  const channels = new Map<string, Channel>();
  for (const channel of choreography.channels) {
    for (const { message } of channel.carries) if (!channels.has(message)) channels.set(message, channel);
  }
  const sends = sendersOf(choreography.participants);
  const takersOf = (message: string): readonly string[] => takers.get(message) ?? [];

  /** One message that is sent in one form has no order to keep. */
  const isQueued = (from: string, to: string, { message }: Kind): boolean => {
    const channel = channels.get(message);
    if (!channel?.orderedBy || !sends.get(message)?.has(from)) return false;
    const together = new Set(channel.carries.map(ref => ref.message));
    const forms = [...together].filter(
      id => channels.get(id) === channel && sends.get(id)?.has(from) && takersOf(id).includes(to),
    );
    return forms.flatMap(id => kindsOf(id)).length > 1;
  };

  const place = (from: string, to: string, kind: Kind, of: number): Place => {
    if (isQueued(from, to, kind)) {
      const channel = channels.get(kind.message);
      const name = named(
        `queue ${from} ${to} ${channel?.name ?? ''} ${of}`,
        `from_${from}_to_${to}_by_${channel?.name ?? ''}${caseOf(of)}`,
        id => {
          declarations.push(
            `chan ${id} = [${queueCapacity}] of { mtype }; ${comment(`from ${from} to ${to}, in order`)}`,
          );
          pending.push(`len(${id})`);
        },
      );
      const token = named(
        `token ${kind.message} ${kind.number}`,
        `TOKEN_${kind.message}${numbered(kind)}`,
        id => void tokens.push(id),
      );
      return { kind: 'queue', name, token };
    }
    const name = named(
      `at ${to} ${kind.message} ${kind.number} ${of}`,
      `at_${to}_${kind.message}${numbered(kind)}${caseOf(of)}`,
      id => {
        declareCount(`${carrying(kind)}, on the way to ${to}`)(id);
        pending.push(id);
      },
    );
    return { kind: 'count', name };
  };

  return {
    choreography,
    cases,
    redeliveries,
    report,
    declarations,
    tokens,
    pending,
    taken,
    kindsOf,
    takersOf,
    reactionsTo: (service, message) => listeners.get(`${service} ${message}`) ?? [],
    channelOf: message => channels.get(message),
    place,
    placesOf: (to, kind, of) => {
      const senders = [
        ...(sends.get(kind.message) ?? []),
        ...(comesFromElsewhere(choreography, kind.message) ? [elsewhere] : []),
      ];
      const places = senders.map(from => place(from, to, kind, of));
      return [...new Map(places.map(one => [one.name, one])).values()];
    },
    takenFlag: (to, kind, of) => {
      if (redeliveries === 0 || (channels.get(kind.message)?.delivery ?? 'at-least-once') !== 'at-least-once')
        return undefined;
      const reactions = listeners.get(`${to} ${kind.message}`) ?? [];
      if (reactions.every(({ idempotent }) => idempotent)) return undefined;
      return named(
        `taken ${to} ${kind.message} ${kind.number} ${of}`,
        `taken_${to}_${kind.message}${numbered(kind)}${caseOf(of)}`,
        id => {
          declareCount(`${to} took ${carrying(kind)}`, 'bool')(id);
          taken.push(id);
        },
      );
    },
    timer: (owner, message, of) =>
      named(`timer ${owner} ${message} ${of}`, `timer_${owner}_${message}${caseOf(of)}`, id => {
        declareCount(`${message}, put off by ${owner}`)(id);
        pending.push(id);
      }),
    entry: (name, from, of) =>
      named(`entry ${name} ${from} ${of}`, `coming_${name}${caseOf(of)}`, id => {
        declareCount(`${name}, from ${from}, still to come`)(id);
        pending.push(id);
      }),
    held: (reaction, message, kind, of) => {
      const shared = sharing.isJoinShared(reaction);
      const key = `held ${reaction.id} ${message} ${kind?.number ?? 0} ${shared ? '' : of}`;
      return named(key, `held_${reaction.id}_${message}${numbered(kind)}${shared ? '' : caseOf(of)}`, id => {
        declareCount(`${kind ? carrying(kind) : message}, held by ${reaction.id}`)(id);
        // It will give up, if nothing else.
        if (reaction.within) pending.push(id);
      });
    },
    limit: (reaction, of) => {
      const shared = sharing.isShared(reaction.participant);
      return named(
        `limit ${reaction.id} ${shared ? '' : of}`,
        `fired_${reaction.id}${shared ? '' : caseOf(of)}`,
        declareCount(`how often ${reaction.id} fired`, sizeOf(reaction.atMost?.times ?? 0)),
      );
    },
    state: (owner, name, of) => {
      const variable = states.get(`${owner} ${name}`);
      const values = variable ? domainOf(variable) : [];
      if (!variable || values.length === 0) return undefined;
      const shared = sharing.isShared(owner);
      const type = variable.type.kind === 'boolean' ? 'bool' : sizeOf(values.length);
      const list =
        variable.type.kind === 'values'
          ? `: ${values.map((value, index) => `${index} ${String(value)}`).join(', ')}`
          : '';
      const text = named(
        `state ${owner} ${name} ${shared ? '' : of}`,
        `state_${owner}_${name}${shared ? '' : caseOf(of)}`,
        declareCount(`${name} of ${owner}${list}`, type),
      );
      return { variable, text };
    },
    former: text =>
      named(`former ${text}`, `former_${text}`, declareCount(`${text} before the step; 0 between steps`, 'int')),
    happened: (message, of) => {
      const most = counts.get(message);
      if (most === undefined || (!graph.emitters.has(message) && !graph.entries.has(message))) return undefined;
      const name = named(
        `happened ${message} ${of}`,
        `happened_${message}${caseOf(of)}`,
        declareCount(`how often ${message} happened, counted up to ${most}`, sizeOf(most)),
      );
      return { name, most };
    },
    flag: (key, base, note, of) => named(`flag ${key} ${of}`, `${base}${caseOf(of)}`, declareCount(note, 'bool')),
    macro: (key, base) => named(`macro ${key}`, base, () => undefined),
  };
}

/** The messages that a reaction takes, each once. */
export function messagesOf({ trigger }: Reaction, exists: (message: string) => boolean): readonly string[] {
  const messages = [...new Set(trigger.messages.map(({ message }) => message))].filter(exists);
  // A join that lacks one of its messages never fires.
  return trigger.kind === 'all' && messages.length < 2 && trigger.messages.length > 1 ? [] : messages;
}

function sendersOf(participants: readonly Participant[]): ReadonlyMap<string, ReadonlySet<string>> {
  const senders = new Map<string, Set<string>>();
  for (const { name, emits, reactions, schedules } of participants) {
    for (const { message } of [...emits, ...[...reactions, ...schedules].flatMap(emissionsOf)]) {
      const some = senders.get(message) ?? new Set();
      senders.set(message, some.add(name));
    }
  }
  return senders;
}

function sizeOf(most: number): string {
  if (most <= 255) return 'byte';
  return most <= 32_767 ? 'short' : 'int';
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}
