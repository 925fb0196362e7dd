/** Exports a run as the CloudEvents that a broker would carry, for tests of real services and for tools that read logs. */
import { fieldsOnPath } from '@choreo/analysis';
import { keysText } from '@choreo/analysis/runs';
import type { Fact, Run, RunStep } from '@choreo/analysis/runs';
import type { Choreography, Message } from '@choreo/model';
import { createNaming } from '../names/naming.ts';
import type { Naming } from '../names/naming.ts';
import { createEventTypes } from '../payload/event-types.ts';
import { payloadFields } from '../payload/payload-fields.ts';
import type { SampleValue } from '../sample/plausible.ts';
import { sampleFields } from '../sample/plausible.ts';

type Json = string | number | boolean | readonly Json[] | { readonly [name: string]: Json };

/** The time of the first event; each step takes a second. */
const start = Date.UTC(2026, 0, 1);

/** The events in the order of publication, one JSON object per line, in the format of generated services. */
export function cloudEventLines(choreography: Choreography, run: Run): string {
  return new Log(choreography)
    .eventsOf(run)
    .map(event => `${JSON.stringify(event)}\n`)
    .join('');
}

interface Published {
  readonly id: string;
  readonly correlation: string;
  readonly takers: Set<string>;
  /** Its values of further keys. */
  readonly keys: string;
}

class Log {
  readonly #choreography: Choreography;
  readonly #naming;
  readonly #types;
  readonly #events: Readonly<Record<string, Json>>[] = [];
  readonly #published = new Map<string, Published[]>();
  /** The event that started a timer or last reached a join, by participant and message or reaction. */
  readonly #causes = new Map<string, Published>();

  constructor(choreography: Choreography) {
    this.#choreography = choreography;
    this.#naming = createNaming(choreography);
    this.#types = createEventTypes(choreography, this.#naming, () => undefined);
  }

  eventsOf({ steps }: Run): readonly Readonly<Record<string, Json>>[] {
    steps.forEach((step, index) => this.#follow(step, index));
    return this.#events;
  }

  #follow(step: RunStep, index: number): void {
    const { participant, message, case: caseIndex } = step;
    const cause = this.#causeOf(step, index);
    for (const reaction of step.collectedBy) if (cause) this.#causes.set(`${caseIndex} ${reaction}`, cause);
    for (const { reaction, because, emits, keys, starts } of step.firings) {
      const key = because === 'give-up' ? `${caseIndex} ${reaction}` : undefined;
      const by =
        because === 'timer'
          ? this.#causes.get(`${caseIndex} ${participant} ${message ?? ''}`)
          : key
            ? this.#causes.get(key)
            : cause;
      for (const [at, emitted] of emits.entries())
        this.#publish(participant, emitted, caseIndex, index, by, keys?.[at]);
      for (const started of starts) if (by) this.#causes.set(`${caseIndex} ${participant} ${started}`, by);
    }
  }

  /** The event that a step takes. An event from outside is published at this point. */
  #causeOf(step: RunStep, index: number): Published | undefined {
    const { kind, message, participant, entersFrom, case: caseIndex } = step;
    if (message === undefined || kind === 'timer') return undefined;
    if (entersFrom !== undefined) {
      const answered = this.#answeredBy(entersFrom, message, caseIndex);
      const event = this.#publish(entersFrom, message, caseIndex, index, answered, step.carrying);
      event.takers.add(participant);
      return event;
    }
    const keys = keysText(step.carrying);
    const known = (this.#published.get(`${caseIndex} ${message}`) ?? []).filter(event => event.keys === keys);
    if (kind === 'redeliver') return known.findLast(({ takers }) => takers.has(participant));
    const taken = known.find(({ takers }) => !takers.has(participant));
    taken?.takers.add(participant);
    return taken;
  }

  /** The first event that a message from outside may answer; undefined where it answers nothing. */
  #answeredBy(participant: string, message: string, caseIndex: number): Published | undefined {
    const emits = this.#naming.names.participants.get(participant)?.emits ?? [];
    const entries = emits.filter(entry => entry.message === message);
    if (entries.some(({ after }) => !after)) return undefined;
    const after = entries.flatMap(entry => entry.after ?? []);
    const events = after.flatMap(ref => this.#published.get(`${caseIndex} ${ref.message}`) ?? []);
    return events.toSorted((one, other) => Number(one.id) - Number(other.id))[0];
  }

  #publish(
    participant: string,
    message: string,
    caseIndex: number,
    index: number,
    cause: Published | undefined,
    carrying: readonly Fact[] = [],
  ): Published {
    const id = `${this.#events.length + 1}`;
    const declared = this.#naming.names.messages.get(message);
    const data = declared ? this.#dataOf(declared, caseIndex, carrying) : {};
    const key = declared && payloadFields(declared, this.#naming).find(field => field.key)?.name;
    const subject = key === undefined ? undefined : data[key];
    const correlation = cause?.correlation ?? id;
    this.#events.push({
      specversion: '1.0',
      id,
      source: `/${encodeURIComponent(this.#choreography.name)}/${encodeURIComponent(participant)}`,
      type: this.#types.of(message),
      ...(subject === undefined ? {} : { subject: String(subject) }),
      time: new Date(start + index * 1000).toISOString(),
      datacontenttype: 'application/json',
      correlationid: correlation,
      ...(cause ? { causationid: cause.id } : {}),
      data,
    });
    const event = { id, correlation, takers: new Set<string>(), keys: keysText(carrying) };
    const name = `${caseIndex} ${message}`;
    this.#published.set(name, [...(this.#published.get(name) ?? []), event]);
    return event;
  }

  /** An example payload with the values that the run requires. All events of a case have the same keys. */
  #dataOf(message: Message, caseIndex: number, carrying: readonly Fact[]): Record<string, Json> {
    const fields = payloadFields(message, this.#naming);
    const sample = sampleFields(fields, this.#naming);
    const value = 'impossible' in sample ? new Map<string, SampleValue>() : sample.value;
    const data: Record<string, Json> = {};
    for (const [name, inner] of value instanceof Map ? value : []) define(data, name, toJson(inner));
    for (const { name, key } of fields) {
      const own = data[name];
      if (key && caseIndex > 0 && typeof own === 'string') define(data, name, otherKey(own, caseIndex));
    }
    for (const fact of carrying) apply(data, fact, message, this.#naming);
    return data;
  }
}

function define(record: Record<string, Json>, name: string, value: Json): void {
  Object.defineProperty(record, name, { value, enumerable: true, configurable: true, writable: true });
}

function toJson(value: SampleValue): Json {
  if (typeof value !== 'object') return value;
  if (value instanceof Map) {
    const record: Record<string, Json> = {};
    for (const [name, inner] of value) define(record, name, toJson(inner));
    return record;
  }
  return Array.isArray(value) ? value.map(toJson) : '';
}

/** Another value of a further key in the same case; the last place is the number of the case. */
function furtherKey(key: string, value: number): string {
  return key.replace(/.(.)$/u, `${value}$1`);
}

function otherKey(key: string, caseIndex: number): string {
  return key.replace(/.$/u, String(caseIndex % 10));
}

/** A field value that satisfies the run's conditions; undefined for a condition on several fields. */
function apply(data: Record<string, Json>, fact: Fact, message: Message, { names }: Naming): void {
  if (fact.kind === 'key') {
    const own = data[fact.key];
    if (fact.value > 1 && typeof own === 'string') define(data, fact.key, furtherKey(own, fact.value));
    return;
  }
  if (fact.kind !== 'field' || fact.value === undefined) return;
  const [last = ''] = fact.path.slice(-1);
  let record = data;
  for (const name of fact.path.slice(0, -1)) {
    const inner = Object.hasOwn(record, name) ? record[name] : undefined;
    if (typeof inner !== 'object' || Array.isArray(inner)) return;
    record = inner as Record<string, Json>;
  }
  const field = fieldsOnPath(names, message, fact.path).fields[fact.path.length - 1];
  if (!field || field.key) return;
  const { value } = fact;
  if (value.kind === 'missing') delete record[last];
  else if (value.kind !== 'number') define(record, last, value.value);
  else {
    const isDecimal = field.type.kind === 'builtin' && field.type.name === 'decimal';
    define(record, last, isDecimal ? value.text : Number(value.text));
  }
}
