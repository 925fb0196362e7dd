/** The envelope of every message: CloudEvents 1.0, with the extension attributes that keep correlation and causation. */

export interface CloudEvent<T = unknown> {
  readonly specversion: '1.0';
  readonly id: string;
  /** The emitter: `/Choreography/Service`. */
  readonly source: string;
  readonly type: string;
  /** The value of the correlation key, if the message has one. */
  readonly subject?: string;
  /** RFC 3339. */
  readonly time: string;
  readonly datacontenttype: 'application/json';
  /** The same for all events that one entry causes. */
  readonly correlationid: string;
  /** The id of the event that caused this one; undefined on entries. */
  readonly causationid?: string;
  /** W3C trace context, passed on unchanged. */
  readonly traceparent?: string;
  readonly tracestate?: string;
  readonly data: T;
}

/** Reads an envelope from the wire; returns a string if it is invalid, which says why. */
export function readCloudEvent(value: unknown): CloudEvent | string {
  if (typeof value !== 'object' || value === null) return 'it is not an object';
  if (attribute(value, 'specversion') !== '1.0') return '`specversion` is not "1.0"';
  const id = attribute(value, 'id');
  if (id === undefined) return '`id` is missing';
  const source = attribute(value, 'source');
  if (source === undefined) return '`source` is missing';
  const type = attribute(value, 'type');
  if (type === undefined) return '`type` is missing';
  return {
    specversion: '1.0',
    id,
    source,
    type,
    ...optional(value, 'subject'),
    time: attribute(value, 'time') ?? new Date(0).toISOString(),
    datacontenttype: 'application/json',
    correlationid: attribute(value, 'correlationid') ?? id,
    ...optional(value, 'causationid'),
    ...optional(value, 'traceparent'),
    ...optional(value, 'tracestate'),
    data: Reflect.get(value, 'data'),
  };
}

/** The identity of an event, which its redeliveries share: CloudEvents guarantees that source and id together are unique. */
export function identityOf(event: CloudEvent): string {
  return `${event.source}#${event.id}`;
}

function attribute(value: object, name: string): string | undefined {
  const found: unknown = Reflect.get(value, name);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

function optional<Name extends string>(value: object, name: Name): { readonly [_ in Name]?: string } {
  const found = attribute(value, name);
  const attributes: { [_ in Name]?: string } = {};
  if (found !== undefined) attributes[name] = found;
  return attributes;
}

/** The source of a participant's events, as a valid URI reference for any name. */
export function sourceOf(choreography: string, participant: string): string {
  // A URI cannot contain half a surrogate pair.
  const part = (name: string): string => encodeURIComponent(name.replace(/\p{Cs}/gu, '\ufffd'));
  return `/${part(choreography)}/${part(participant)}`;
}
