/**
 * Notes on an element which of its messages nobody handles or emits. An arrow to nowhere would need as much room as any
 * other.
 */
import type { Span } from '@choreo/model';
import type { Line } from '../picture.ts';
import type { Draft, Ends, Flow, LooseEnd } from './flow.ts';

export function endsOf({ sends, arrivals }: Flow): Ends {
  const sent = new Set(sends.map(send => send.message));
  const taken = new Set(arrivals.map(arrival => arrival.message));
  return {
    unhandled: new Set([...sent].filter(message => !taken.has(message))),
    unsent: new Set([...taken].filter(message => !sent.has(message))),
  };
}

const noBreak = '\u00a0';

/** One message, at the place that emits it or waits for it. */
export interface Mention {
  readonly message: string;
  /** The message as written in the source. */
  readonly text: string;
  readonly span: Span;
  /** When it happens, if not always. */
  readonly when?: string;
}

/** Lines for the messages that nobody takes. `path`: the names with which the ids of their emitters begin. */
export function unhandledLines(
  draft: Draft,
  on: string,
  path: readonly string[],
  emitted: readonly Mention[],
): readonly Line[] {
  return emitted
    .filter(({ message }) => draft.ends.unhandled.has(message))
    .map(mention => {
      const text = [
        ...(mention.when === undefined ? [] : [`${mention.when}:`]),
        `${mention.text}${noBreak}→${noBreak}nobody`,
      ].join(' ');
      const title = `${text}\nNothing reacts to ${mention.message} and nobody receives it`;
      return lineFor(draft, { kind: 'unhandled', on, text }, path, mention, title);
    });
}

/** Lines for the messages that nobody emits. */
export function unsentLines(
  draft: Draft,
  on: string,
  path: readonly string[],
  awaited: readonly Mention[],
): readonly Line[] {
  return awaited
    .filter(({ message }) => draft.ends.unsent.has(message))
    .map(mention => {
      const text = `nobody${noBreak}→${noBreak}${mention.text}`;
      const title = `${text}\nNothing emits ${mention.message}`;
      return lineFor(draft, { kind: 'unsent', on, text }, path, mention, title);
    });
}

function lineFor(
  draft: Draft,
  end: Pick<LooseEnd, 'kind' | 'on' | 'text'>,
  path: readonly string[],
  { message, span }: Mention,
  title: string,
): Line {
  const declared = draft.messages.get(message);
  const badge = {
    id: draft.ids.take(end.kind, message, ...path),
    span,
    places: [span, ...(declared ? [declared.span] : [])],
    title: declared?.doc ? `${title}\n\n${declared.doc}` : title,
  };
  draft.looseEnds.push({ ...end, message, badge });
  return { text: end.text, tone: 'soft', badge };
}

/** Combines the dead ends of several nodes in one: equal ones appear once, and if there are many, they are only counted. */
export function gatheredLines(id: string, ends: readonly LooseEnd[]): readonly Line[] {
  const same = [...Map.groupBy(ends, ({ text }) => text)].map(([text, alike]): Line => ({
    text,
    tone: 'soft',
    badge: gathered(`${alike[0]?.badge.id ?? id}`, alike),
  }));
  if (same.length <= 2) return same;
  return [{ text: `${same.length} dead ends`, tone: 'soft', badge: gathered(`${id}__loose`, ends) }];
}

function gathered(id: string, ends: readonly LooseEnd[]) {
  const span = ends[0]?.badge.span;
  return {
    id,
    ...(span && { span }),
    places: ends.flatMap(({ badge }) => badge.places),
    title: ends.map(({ badge }) => badge.title).join('\n'),
  };
}
