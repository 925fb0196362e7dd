/** The result of a verification: one verdict for each question, and how far it holds. */
import type { Property, Reaction, Scenario, Sentence, Span, ScenarioStep } from '@choreo/model';
import type { Run } from '../runs/run.ts';
import type { OpenCondition } from '../runs/program/open-conditions.ts';
import type { Bound } from './bound.ts';
import type { End, Ends } from './ends/ends.ts';

/** Codes of the rules that need runs. Permanent. */
export const verificationCodes = [
  'incomplete-flow',
  'stuck-join',
  'no-instance',
  'stuck-retry',
  'repeated-exit',
  'dead-alternative',
  'unbounded-messages',
  'livelock',
  'order-dependent-outcome',
  'competing-services',
  'property-violated',
  'compensation-lost',
  'compensation-early',
  'vacuous-sentence',
  'late-timeout',
  'scenario-failed',
  'redelivery-changes-outcome',
  'loss-changes-outcome',
] as const;

export type VerificationCode = (typeof verificationCodes)[number];

/** `proved`: on every run · `bounded`: on everything that was explored; `bounds` say how far · `violated`: a run shows it. */
export type Status = 'proved' | 'bounded' | 'violated';

/** `always`: no run is infinite · `fair`: runs may continue, but can always still end · `livelock`: one can never end. */
export type Termination = 'always' | 'fair' | 'livelock' | 'unknown';

export interface Verification {
  /** How many states were kept, over all explorations. */
  readonly states: number;
  /** The most redeliveries in a run. */
  readonly redeliveries: number;
  /** Bytes for the states of the flow and the steps between them. */
  readonly bytes?: number;
  readonly exploration: 'full' | 'reduced' | 'bounded';
  /** What stopped a bounded exploration. */
  readonly bound?: Bound;
  readonly termination: Termination;
  /** Multisets of received messages with which a case can end, sorted; three or more of one are listed three times. */
  readonly exits: readonly (readonly string[])[];
  /** The ways to end without redeliveries: of the whole, or of each independent part in which something can come. */
  readonly ends: readonly Ends[];
  /** Conditions that the model leaves open; for these endings, each was taken either way. */
  readonly supposed: readonly OpenCondition[];
  /** In the order of `verificationCodes`, then of the text. A code that found nothing has one, without a subject. */
  readonly verdicts: readonly Verdict[];
}

export interface Verdict {
  readonly code: VerificationCode;
  readonly status: Status;
  /** How far it holds; none: everywhere. A `violated` one has none. */
  readonly bounds: readonly Bound[];
  /** The place that is underlined. */
  readonly span: Span;
  /** Other places that it is about as well: an `@allow` at one of them silences it too. */
  readonly about: readonly Span[];
  /** What it is about; `none` if a whole code is proved or bounded. */
  readonly subject: Subject;
  /** If `violated`: a shortest run that shows it, and the index of its first bad step (the number of steps: the end). */
  readonly run?: Run;
  readonly badStep?: number;
  /** If `violated`: conditions that the model leaves open, and the values that the run assumes. */
  readonly supposes?: readonly OpenCondition[];
  /** A second run to compare it with: the same choices or the same entries, but another end. */
  readonly other?: Run;
  /** The states explored for this verdict alone (a scenario), otherwise those of the whole verification. */
  readonly states: number;
}

export type Subject =
  | { readonly kind: 'none' }
  /** `incomplete-flow`: after the run no exit can be reached any more. `waiting`: joins that still hold something. */
  | { readonly kind: 'flow'; readonly quiescent: boolean; readonly waiting: readonly string[] }
  /** `stuck-join` */
  | {
      readonly kind: 'join';
      readonly reaction: Reaction;
      readonly left: readonly string[];
      readonly missing: readonly string[];
    }
  /**
   * `no-instance`: none of the message's `keys` leads to an instance of the service, which it keeps by `key`. `linkedBy`: the messages
   * that would have linked them.
   */
  | {
      readonly kind: 'instance';
      readonly reaction: Reaction;
      readonly message: string;
      readonly keys: readonly string[];
      readonly key: readonly string[];
      readonly linkedBy: readonly string[];
    }
  /** `stuck-retry`: messages that wait for a retry at the end, and others of an ordered channel that wait behind them. */
  | {
      readonly kind: 'retry';
      readonly reaction: Reaction;
      readonly left: readonly string[];
      readonly behind: readonly string[];
    }
  /** `repeated-exit` */
  | { readonly kind: 'exit'; readonly message: string; readonly receiver: string }
  /** `dead-alternative`: the whole reaction, or one of several alternatives. */
  | {
      readonly kind: 'alternative';
      readonly reaction: Reaction;
      readonly alternative?: Span;
      readonly part: 'body' | 'within' | 'at-most';
    }
  /** `unbounded-messages`, `livelock`: messages that pile up or repeat, and the reactions that emit them. */
  | { readonly kind: 'loop'; readonly messages: readonly string[]; readonly reactions: readonly string[] }
  /** `order-dependent-outcome`: how the two runs end. */
  | { readonly kind: 'order'; readonly exits: readonly string[]; readonly otherExits: readonly string[] }
  /** `competing-services` */
  | {
      readonly kind: 'competition';
      readonly property: Property;
      readonly sentence: Sentence;
      readonly services: readonly [string, string];
      readonly messages: readonly [string, string];
    }
  /** `property-violated`, `compensation-lost`, `compensation-early`; also where it is proved. */
  | { readonly kind: 'sentence'; readonly property: Property; readonly sentence: Sentence }
  /** `vacuous-sentence`: what never happens. */
  | {
      readonly kind: 'vacuous';
      readonly property: Property;
      readonly sentence: Sentence;
      readonly messages: readonly string[];
    }
  /** `late-timeout`: the message came after its timer. */
  | { readonly kind: 'timeout'; readonly reaction: string; readonly timer: string; readonly message: string }
  /** `scenario-failed`; also where it is proved. `why` says how the step fails. */
  | {
      readonly kind: 'scenario';
      readonly scenario: Scenario;
      /** The step that fails; absent if all hold. */
      readonly step?: ScenarioStep;
      readonly why?:
        | { readonly kind: 'happened'; readonly message: string }
        | { readonly kind: 'did-not-happen'; readonly message: string }
        | { readonly kind: 'count'; readonly message: string; readonly count: number }
        | { readonly kind: 'order' }
        /** `expect at rest`: the condition does not hold at the end · no run of the scenario comes to an end. */
        | { readonly kind: 'at-rest' }
        | { readonly kind: 'no-rest' }
        | { readonly kind: 'impossible'; readonly message: string }
        /** `choose`: no run of the scenario fires that reaction. */
        | { readonly kind: 'not-chosen' }
        /** `given`: the message is no entry. */
        | { readonly kind: 'no-entry'; readonly message: string };
    }
  /** `redelivery-changes-outcome`: handling `message` twice gives `exits`, which no run without it has. */
  | {
      readonly kind: 'redelivery';
      readonly message: string;
      readonly participant: string;
      readonly exits: readonly string[];
    }
  /** `loss-changes-outcome`: without the delivery of `message`, the case can end in these ways, as no run does that loses nothing. */
  | {
      readonly kind: 'loss';
      readonly message: string;
      readonly participant: string;
      readonly ends: readonly Pick<End, 'exits' | 'states' | 'waiting' | 'refused'>[];
    };

export interface VerifyOptions {
  /** How many deliveries, on any channel, may be lost: for the question what that changes. Default 0. */
  readonly losses?: number;
  /** How far `E*` and `E+` are taken, 2 to 5. Default 2. */
  readonly many?: number;
  /** How many handled deliveries may come once more. Undefined: one, on channels that say `at-least-once`. */
  readonly redeliveries?: number;
  /** Cases at once, 1 or 2. Default 1. */
  readonly cases?: number;
  /** States kept in one exploration. Default 1 000 000. */
  readonly maxStates?: number;
  /** Bytes for states and edges of one exploration. Default 500 000 000. */
  readonly maxBytes?: number;
  /** `full` never reduces; tests compare with it. Default `auto`. */
  readonly reduction?: 'auto' | 'full';
  /** How many ways to end get a run; the others are counted. 0: they are not listed. Default 30. */
  readonly ends?: number;
  /** What is asked. Default everything. */
  readonly scope?: 'all' | 'scenarios' | 'flow';
}

/**
 * The progress between two pieces of work. Answer with `Stop` to end the current exploration with what is known. Others may
 * follow, so give the same answer until the task is done.
 */
export interface Progress {
  readonly states: number;
  /** States that are found but not yet expanded. */
  readonly frontier: number;
  /** What is being explored: `all runs`, or the name of a scenario. */
  readonly what: string;
}

export interface Stop {
  /** Becomes the bound of everything that is not decided by then: `30 s`. */
  readonly reason: string;
}

export type VerifyTask = Generator<Progress, Verification, Stop | undefined>;
