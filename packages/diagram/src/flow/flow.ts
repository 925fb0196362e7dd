/** What a picture of a flow is made of before messages are routed: nodes, and where each message leaves and arrives. */
import type { Span } from '@choreo/model';
import { createIds, type Ids } from '../ids.ts';
import type { Edge, Group, Line, Node } from '../picture.ts';

export interface Flow {
  readonly groups: readonly Group[];
  readonly nodes: readonly Node[];
  /** From a reaction to its choices, never from one group to another. */
  readonly inner: readonly Edge[];
  readonly sends: readonly Send[];
  readonly arrivals: readonly Arrival[];
}

/** A node lets a message go. */
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

/** A flow being put together. */
export interface Draft {
  readonly ids: Ids;
  readonly groups: Group[];
  readonly nodes: Node[];
  readonly inner: Edge[];
  readonly sends: Send[];
  readonly arrivals: Arrival[];
}

export function createDraft(): Draft {
  return { ids: createIds(), groups: [], nodes: [], inner: [], sends: [], arrivals: [] };
}
