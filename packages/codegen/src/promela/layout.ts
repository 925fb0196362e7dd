/** What a state of the exported model consists of: which counts, flags and queues there are, and how they are called. */
import { messageGraphOf } from '@choreo/analysis';
import type { Choreography, Reaction, StateVariable } from '@choreo/model';
import type { Report } from '../problem.ts';
import { countsOf } from './counts.ts';
import { Declarations, typeFor } from './declarations.ts';
import { senderOf } from './entries.ts';
import type { Source } from './entries.ts';
import { createForms, formSuffix, formText } from './forms.ts';
import type { FormsOf, MessageForm } from './forms.ts';
import { createPlaces } from './places.ts';
import type { Places } from './places.ts';
import { mayRepeat } from './redeliveries.ts';
import type { Redeliveries } from './redeliveries.ts';
import { createSharing } from './sharing.ts';
import { beginningOf } from './state-values.ts';
import { domainOf } from './table.ts';
import { createTraffic } from './traffic.ts';
import type { Traffic } from './traffic.ts';

export interface Layout extends Traffic, Places {
  readonly choreography: Choreography;
  readonly cases: number;
  readonly redeliveries: number;
  readonly report: Report;
  /** Everything that was asked for. */
  readonly declarations: Declarations;
  /** Flags of deliveries that may come again. */
  readonly taken: readonly string[];
  readonly formsOf: FormsOf;
  /** The end of names of what each case has for itself. */
  caseSuffix(of: number): string;
  /** Set once a delivery was taken; undefined where it never comes again. */
  takenFlag(to: string, form: MessageForm, of: number): string | undefined;
  /** `form`: where what the message carries is decided as it is put off. */
  timer(owner: string, message: string, form: MessageForm | undefined, of: number): string;
  entry(source: Source, of: number): string;
  /** When what comes from outside can come; undefined where it waits for nothing. */
  comesWhen(source: Source, of: number): string | undefined;
  /** What a join holds of one message; `form` where it looks at what that carries. */
  held(reaction: Reaction, message: string, form: MessageForm | undefined, of: number): string;
  limit(reaction: Reaction, of: number): string;
  /** Whether values of a key lead to the instance of a service. */
  link(owner: string, key: string, of: number): string;
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

export function createLayout(
  choreography: Choreography,
  cases: number,
  redeliveries: Redeliveries,
  report: Report,
): Layout {
  const graph = messageGraphOf(choreography);
  const traffic = createTraffic(choreography);
  const formsOf = createForms(choreography);
  const sharing = createSharing(choreography);
  const counts = countsOf(choreography);
  const declarations = new Declarations();
  const taken: string[] = [];
  const states = new Map(
    choreography.participants.flatMap(({ name, states: own }) =>
      own.map(state => [`${name} ${state.name}`, state] as const),
    ),
  );
  const caseSuffix = (of: number): string => (cases > 1 ? `_case${of + 1}` : '');

  return {
    ...traffic,
    ...createPlaces(traffic, formsOf, declarations, caseSuffix),
    choreography,
    cases,
    redeliveries: redeliveries.most,
    report,
    declarations,
    taken,
    formsOf,
    caseSuffix,
    takenFlag: (to, form, of) => {
      const { message, number } = form;
      if (!mayRepeat(traffic.channelOf(message), redeliveries)) return undefined;
      if (traffic.reactionsTo(to, message).every(({ idempotent }) => idempotent)) return undefined;
      const base = `taken_${to}_${message}${formSuffix(form)}${caseSuffix(of)}`;
      const flag = declarations.variable(
        `taken ${to} ${message} ${number} ${of}`,
        base,
        `${to} took ${formText(form)}`,
        'bool',
      );
      if (!taken.includes(flag)) taken.push(flag);
      return flag;
    },
    timer: (owner, message, form, of) =>
      declarations.pendingCount(
        `timer ${owner} ${message} ${form?.number ?? 'any'} ${of}`,
        `timer_${owner}_${message}${formSuffix(form)}${caseSuffix(of)}`,
        `${form ? formText(form) : message}, put off by ${owner}`,
      ),
    entry(source, of) {
      const { name, number } = source;
      const from = senderOf(source);
      return declarations.pendingCount(
        `entry ${name} ${from} ${number} ${of}`,
        `coming_${name}${caseSuffix(of)}`,
        `${name}, from ${from}, still to come`,
        this.comesWhen(source, of),
      );
    },
    comesWhen({ entry }, of) {
      if (!entry?.after) return undefined;
      const names = entry.after.flatMap(({ message }) => this.happened(message, of)?.name ?? []);
      return names.length > 0 ? `(${names.map(name => `${name} > 0`).join(' || ')})` : 'false';
    },
    held: (reaction, message, form, of) => {
      const shared = sharing.isJoinShared(reaction);
      const key = `held ${reaction.id} ${message} ${form?.number ?? 0} ${shared ? '' : of}`;
      const base = `held_${reaction.id}_${message}${formSuffix(form)}${shared ? '' : caseSuffix(of)}`;
      const note = `${form ? formText(form) : message}, held by ${reaction.id}`;
      // It will give up, if nothing else.
      return reaction.within ? declarations.pendingCount(key, base, note) : declarations.variable(key, base, note);
    },
    limit: (reaction, of) => {
      const shared = sharing.isShared(reaction.participant);
      return declarations.variable(
        `limit ${reaction.id} ${shared ? '' : of}`,
        `fired_${reaction.id}${shared ? '' : caseSuffix(of)}`,
        `how often ${reaction.id} fired`,
        typeFor(reaction.atMost?.times ?? 0),
      );
    },
    link: (owner, key, of) =>
      declarations.variable(
        `link ${owner} ${key} ${of}`,
        `link_${owner}_${key}${caseSuffix(of)}`,
        `whether ${key} leads to the instance of ${owner}`,
        'bool',
      ),
    state: (owner, name, of) => {
      const variable = states.get(`${owner} ${name}`);
      const values = variable ? domainOf(variable) : [];
      if (!variable || values.length === 0) return undefined;
      const shared = sharing.isShared(owner);
      const list =
        variable.type.kind === 'values'
          ? `: ${values.map((value, index) => `${index} ${String(value ?? 'missing')}`).join(', ')}`
          : '';
      const text = declarations.variable(
        `state ${owner} ${name} ${shared ? '' : of}`,
        `state_${owner}_${name}${shared ? '' : caseSuffix(of)}`,
        `${name} of ${owner}${list}`,
        variable.type.kind === 'boolean' ? 'bool' : typeFor(values.length),
        beginningOf(variable),
      );
      return { variable, text };
    },
    former: text =>
      declarations.variable(`former ${text}`, `former_${text}`, `${text} before the step; 0 between steps`, 'int'),
    happened: (message, of) => {
      const most = counts.get(message);
      if (most === undefined || (!graph.emitters.has(message) && !graph.entries.has(message))) return undefined;
      const name = declarations.variable(
        `happened ${message} ${of}`,
        `happened_${message}${caseSuffix(of)}`,
        `how often ${message} happened, counted up to ${most}`,
        typeFor(most),
      );
      return { name, most };
    },
    flag: (key, base, note, of) => declarations.variable(`flag ${key} ${of}`, `${base}${caseSuffix(of)}`, note, 'bool'),
    macro: (key, base) => declarations.name(`macro ${key}`, base),
  };
}
