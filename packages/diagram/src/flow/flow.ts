/** What a picture of a flow is made of before messages are routed: nodes, and where each message leaves and arrives. */
import type { Message, Span } from '@choreo/model';
import { createIds, type Ids } from '../ids.ts';
import type { Badge, Edge, Group, Line, Node } from '../picture.ts';

export interface Flow {
  readonly groups: readonly Group[];
  readonly nodes: readonly Node[];
  /** From a reaction to its choices, never from one group to another. */
  readonly inner: readonly Edge[];
  readonly sends: readonly Send[];
  readonly arrivals: readonly Arrival[];
  readonly looseEnds: readonly LooseEnd[];
}

/** A node sends a message. */
export interface Send {
  readonly from: string;
  readonly message: string;
  readonly lines: readonly Line[];
  readonly timed: boolean;
  readonly span?: Span;
  readonly places: readonly Span[];
  readonly title: string;
}

/** A node takes a message. */
export interface Arrival {
  readonly to: string;
  readonly message: string;
  readonly lines: readonly Line[];
  readonly places: readonly Span[];
  readonly title: string;
}

/** A message that nobody takes, or nobody emits. It has no arrow, but a line on the element that emits it or waits for it. */
export interface LooseEnd {
  readonly kind: 'unhandled' | 'unsent';
  readonly message: string;
  /** The node that has the line, itself or on its arrow. */
  readonly on: string;
  readonly text: string;
  readonly badge: Badge;
}

/** Which messages lead nowhere, and which come from nowhere. */
export interface Ends {
  readonly unhandled: ReadonlySet<string>;
  readonly unsent: ReadonlySet<string>;
}

/** A flow under construction. */
export interface Draft {
  readonly ids: Ids;
  readonly messages: ReadonlyMap<string, Message>;
  readonly ends: Ends;
  readonly groups: Group[];
  readonly nodes: Node[];
  readonly inner: Edge[];
  readonly sends: Send[];
  readonly arrivals: Arrival[];
  readonly looseEnds: LooseEnd[];
}

export function createDraft(messages: Draft['messages'], ends: Ends): Draft {
  const ids = createIds();
  return { ids, messages, ends, groups: [], nodes: [], inner: [], sends: [], arrivals: [], looseEnds: [] };
}
