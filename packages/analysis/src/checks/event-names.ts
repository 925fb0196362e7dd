/** `event-name`: an event that is named like a request, a command that is named like a fact. */
import type { Choreography, Message } from '@choreo/model';
import type { FindingBase } from '../typing/finding-base.ts';
import {
  isCompound,
  isOnlyPast,
  isOutcome,
  isParticle,
  isPast,
  isPreposition,
  isThing,
  isVerbAtEnd,
  mayRequest,
  verbOf,
  verbOfPast,
} from './naming/english-verbs.ts';
import { nameOf, partsOf } from './naming/words-of-name.ts';
import type { NameParts } from './naming/words-of-name.ts';

/** Reports only names that are clearly wrong in English. Other languages, nouns and states are accepted. */
export function findEventNames({ messages }: Choreography): EventName[] {
  return messages.flatMap(message => {
    const other = otherNameOf(message);
    if (!other) return [];
    return [
      {
        code: 'event-name' as const,
        message,
        ...(other.name === undefined ? {} : { suggestion: other.name }),
        span: message.nameSpan,
        about: [],
      },
    ];
  });
}

/** One answer for each declaration: most stay the same from one keystroke to the next. */
const known = new WeakMap<Message, OtherName | 'fits'>();

function otherNameOf(message: Message): OtherName | undefined {
  let other = known.get(message);
  if (other === undefined) {
    const parts = partsOf(message.name);
    other = (parts && otherNameFor(message.kind, parts)) ?? 'fits';
    known.set(message, other);
  }
  return other === 'fits' ? undefined : other;
}

function otherNameFor(kind: Message['kind'], parts: NameParts): OtherName | undefined {
  // A suffix that names the other kind is wrong as well.
  const tail = parts.tail.filter(piece => piece.toLowerCase() !== (kind === 'event' ? 'command' : 'event'));
  return kind === 'event' ? factFor({ ...parts, tail }) : requestFor({ ...parts, tail });
}

interface OtherName {
  readonly name?: string;
}

/** `PlaceOrder` is a request; the fact is `OrderPlaced`. */
function factFor(parts: NameParts): OtherName | undefined {
  const [first = '', ...rest] = parts.words;
  const verb = verbOf(first);
  const last = rest.at(-1);
  if (rest.some(isPast)) return undefined;
  // `OrderCreate`
  const ending = verbOf(last ?? '');
  if (last !== undefined && ending && isVerbAtEnd(last, parts.words.at(-2) ?? '')) {
    return { name: nameOf([...parts.words.slice(0, -1), ending.past], parts) };
  }
  if (!verb) return undefined;
  if (last === undefined) return verb.isPlain ? { name: nameOf([verb.past], parts) } : undefined;
  if (isOutcome(last) || isParticle(rest[0] ?? '')) return undefined;
  if (!verb.isPlain && (!isThing(last) || isCompound(first, last))) return undefined;
  const small = rest.findIndex(isPreposition);
  const [thing, more] = small < 0 ? [rest, []] : [rest.slice(0, small), rest.slice(small)];
  return { name: nameOf([...thing, verb.past, ...more], parts) };
}

/** `OrderPlaced` is a fact; the request is `PlaceOrder`. */
function requestFor(parts: NameParts): OtherName | undefined {
  const { words } = parts;
  const [first = ''] = words;
  const last = words.at(-1) ?? '';
  if (!isOnlyPast(last) || (words.length > 1 && mayRequest(first))) return undefined;
  // `UnpaidOrdersPlaced`, `BasedLinked`: the request is not clear.
  if (words.slice(0, -1).some(isPast)) return undefined;
  const verb = verbOfPast(last);
  if (!verb) return {};
  return { name: nameOf([verb.base, ...words.slice(0, -1)], parts) };
}

export interface EventName extends FindingBase {
  readonly code: 'event-name';
  readonly message: Message;
  /** A better name made of the same words; undefined if none is known. */
  readonly suggestion?: string;
}
