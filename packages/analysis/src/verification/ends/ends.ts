/** The ways in which cases can end: the result of a verification that nobody has to ask for. */
import type { Move, Snapshot } from '../../runs/run.ts';
import type { Bound } from '../bound.ts';

/** How cases can end without redeliveries: of the whole choreography, or of an independent part. */
export interface Ends {
  /** The position of an independent part among all. */
  readonly part?: number;
  /** The messages and schedules that begin the part, if others begin other parts. */
  readonly entries?: readonly string[];
  /** How far the search went. If one of them is a limit, there may be more ends. */
  readonly bounds: readonly Bound[];
  /** Sorted by what has left, then by the states. */
  readonly listed: readonly End[];
  /** How many others there are, by what has left. */
  readonly others: readonly OtherEnds[];
}

export interface End {
  /** As in `Verification.exits`. */
  readonly exits: readonly string[];
  /** Without the states that every end leaves as they began. */
  readonly states: Snapshot['states'];
  /** Joins that hold messages. */
  readonly waiting: Snapshot['waiting'];
  /** Deliveries that nothing takes, and others that wait behind them. */
  readonly refused: Snapshot['pending'];
  /** A shortest run to it; of a part: what the part does. See `EndRuns`. */
  readonly path: { readonly counts: readonly number[]; readonly moves: readonly Move[] };
}

export interface OtherEnds {
  readonly exits: readonly string[];
  readonly count: number;
}
