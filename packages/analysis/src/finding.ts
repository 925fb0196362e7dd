/** What the checks find, as plain data: which elements, and why. The words are the language's. */
import type {
  Channel,
  EnumType,
  Field,
  Message,
  MessageRef,
  Reaction,
  RecordType,
  Span,
  StateVariable,
} from '@choreo/model';
import type { FindingBase } from './finding-base.ts';
import type { GuardGap, GuardNever, GuardOverlap } from './guard-finding.ts';
import type { KeyLost } from './key-finding.ts';
import type { NotIdempotent, OrderSensitive } from './order-finding.ts';
import type { CentralCoordinator, ServiceCycle } from './service-finding.ts';
import type { ValueType } from './typing/value-type.ts';

/** Somebody doing something with a message. */
export interface Deed {
  readonly participant: string;
  /** The reaction that does it, if it is one. */
  readonly reaction?: Reaction;
  /** Of the message's name there. */
  readonly span: Span;
}

export interface UnhandledEvent extends FindingBase {
  readonly code: 'unhandled-event';
  readonly message: Message;
  readonly emitters: readonly Deed[];
}

export interface NeverEmitted extends FindingBase {
  readonly code: 'never-emitted';
  readonly message: Message;
  /** Who reacts to it or receives it. */
  readonly takers: readonly Deed[];
}

export type Unused =
  | { readonly kind: 'event' | 'command'; readonly declaration: Message }
  | { readonly kind: 'type'; readonly declaration: RecordType }
  | { readonly kind: 'enum'; readonly declaration: EnumType }
  | { readonly kind: 'channel'; readonly declaration: Channel }
  | { readonly kind: 'state'; readonly declaration: StateVariable; readonly participant: string };

export interface UnusedDeclaration extends FindingBase {
  readonly code: 'unused-declaration';
  readonly unused: Unused;
  /** Channels that carry it all the same. */
  readonly carriedBy: readonly { readonly channel: string; readonly span: Span }[];
}

/** A reaction waits for a message that only `by` emits, which cannot fire either; without `by` nothing emits it. */
export interface Premise {
  readonly reaction: Reaction;
  readonly awaits: MessageRef;
  readonly by?: Reaction;
}

export interface UnreachableReaction extends FindingBase {
  readonly code: 'unreachable-reaction';
  readonly reaction: Reaction;
  /** From the reaction towards the root, at most `premisesShown` of them. */
  readonly chain: readonly Premise[];
  /** `message`: nothing emits it · `circle`: each waits for the other. */
  readonly root:
    | { readonly kind: 'message'; readonly message: string; readonly taker: Reaction }
    | { readonly kind: 'circle' };
}

/** One turn's part in a circle: the reaction is fired by `takes` and emits `gives`. */
export interface Link {
  readonly reaction: Reaction;
  readonly takes: MessageRef;
  readonly gives: { readonly message: string; readonly span: Span };
  /** Conditions under which it goes on, as written: guards of the reaction and of the branch. */
  readonly guards: readonly string[];
}

/** Why a circle ends. */
export type Ending =
  | { readonly kind: 'at-most'; readonly reaction: Reaction; readonly times: number }
  | { readonly kind: 'state'; readonly reaction: Reaction; readonly state: string }
  | { readonly kind: 'join'; readonly reaction: Reaction; readonly message: string };

export interface EventCycle extends FindingBase {
  readonly code: 'event-cycle';
  /** The shortest circle. */
  readonly links: readonly Link[];
  /** Empty where nothing shows that it ends. */
  readonly endings: readonly Ending[];
}

export interface EventAmplification extends FindingBase {
  readonly code: 'event-amplification';
  readonly links: readonly Link[];
  /** The message of which one delivery leaves more than one, and the service that takes it. */
  readonly takes: MessageRef;
  readonly participant: string;
  readonly reactions: readonly Reaction[];
  /** What one delivery leaves: messages with their number of deliveries; `many` where the number is open. */
  readonly leaves: readonly { readonly message: string; readonly deliveries: number; readonly many: boolean }[];
}

export interface CommandHandlers extends FindingBase {
  readonly code: 'command-handlers';
  readonly message: Message;
  readonly handlers: readonly Deed[];
  readonly emitters: readonly Deed[];
}

export interface UnkeyedJoin extends FindingBase {
  readonly code: 'unkeyed-join';
  readonly reaction: Reaction;
  readonly problem:
    /** `shared`: fields that all of them have with one type, none a key of all. */
    | {
        readonly kind: 'no-key';
        readonly keys: readonly { readonly message: string; readonly keys: readonly string[] }[];
        readonly shared: readonly string[];
      }
    | {
        readonly kind: 'by-missing';
        readonly field: string;
        readonly on: readonly string[];
        readonly shared: readonly string[];
      }
    | {
        readonly kind: 'types-differ';
        readonly field: string;
        readonly types: readonly { readonly message: string; readonly type: ValueType; readonly field: Field }[];
      };
}

/** A join that waits for ever. */
export interface JoinWithoutTimeout extends FindingBase {
  readonly code: 'join-without-timeout';
  readonly reaction: Reaction;
}

export interface UnknownField extends FindingBase {
  readonly code: 'unknown-field';
  readonly name: string;
  /** Names that would do there. */
  readonly candidates: readonly string[];
  readonly problem:
    /** No field, state or value of that name in this expression. */
    | { readonly kind: 'name'; readonly reaction: Reaction | undefined }
    /** More than one message of the join has it. */
    | { readonly kind: 'ambiguous'; readonly messages: readonly string[] }
    /** Not all of the messages that can be the trigger have it. */
    | { readonly kind: 'not-on-all'; readonly lacking: readonly string[] }
    /** What stands before it has no such field. */
    | { readonly kind: 'member'; readonly of: string }
    /** `of` is a list, a number, …: it has no fields. */
    | { readonly kind: 'no-record'; readonly of: string }
    | { readonly kind: 'by'; readonly messages: readonly string[] }
    | { readonly kind: 'ordered-by'; readonly channel: Channel; readonly messages: readonly string[] }
    | { readonly kind: 'payload'; readonly of: string };
}

export interface TypeMismatch extends FindingBase {
  readonly code: 'type-mismatch';
  readonly problem:
    | {
        readonly kind: 'not-boolean';
        readonly found: ValueType;
        readonly role: 'guard' | 'operand';
        readonly operator?: string;
      }
    | { readonly kind: 'not-number'; readonly found: ValueType; readonly operator: string }
    | { readonly kind: 'not-ordered'; readonly found: ValueType; readonly operator: string }
    | { readonly kind: 'not-comparable'; readonly found: ValueType }
    | { readonly kind: 'compared'; readonly left: ValueType; readonly right: ValueType }
    | { readonly kind: 'assigned'; readonly state: string; readonly expected: ValueType; readonly found: ValueType }
    | {
        readonly kind: 'out-of-range';
        readonly state: string;
        readonly value: number;
        readonly min: number;
        readonly max: number;
      }
    | {
        readonly kind: 'differs-by-trigger';
        readonly field: string;
        readonly types: readonly { readonly message: string; readonly type: ValueType }[];
      }
    | { readonly kind: 'payload'; readonly field: string; readonly expected: ValueType; readonly found: string }
    | {
        readonly kind: 'payload-value';
        readonly field: string;
        readonly enum: string;
        readonly value: string;
        readonly candidates: readonly string[];
      }
    | { readonly kind: 'extends-itself'; readonly names: readonly string[]; readonly places: readonly Span[] }
    | { readonly kind: 'contains-itself'; readonly path: readonly string[]; readonly places: readonly Span[] };
  /** What to write there instead, if that is clear. */
  readonly replacement?: string;
}

export interface DeprecatedUse extends FindingBase {
  readonly code: 'deprecated-use';
  readonly kind: 'event' | 'command' | 'type' | 'enum' | 'field' | 'value' | 'state' | 'reaction';
  readonly name: string;
  readonly declared: Span;
  /** What the annotation says: `use X`. */
  readonly advice?: string;
  /** The name that the advice says to use, where it is of the same kind and exists. */
  readonly successor?: string;
}

export interface DuplicateName extends FindingBase {
  readonly code: 'duplicate-name';
  readonly name: string;
  readonly first: Span;
  readonly kind:
    | 'event'
    | 'command'
    | 'type'
    | 'enum'
    | 'participant'
    | 'channel'
    | 'property'
    | 'scenario'
    | 'field'
    | 'value'
    | 'state'
    | 'reaction'
    | 'unlabelled-reaction'
    | 'payload-entry';
  /** The declaration that holds both, where they are not at the top. */
  readonly within?: string;
  readonly reaction?: Reaction;
}

/** One event that more than one service emits. */
export interface SharedEmitter extends FindingBase {
  readonly code: 'shared-emitter';
  readonly message: Message;
  /** The first deed of each service that emits it. */
  readonly emitters: readonly Deed[];
}

export interface EventName extends FindingBase {
  readonly code: 'event-name';
  readonly message: Message;
  /** A better name of the same words, where one can be told. */
  readonly suggestion?: string;
}

export type Finding =
  | UnhandledEvent
  | NeverEmitted
  | UnusedDeclaration
  | UnreachableReaction
  | EventCycle
  | EventAmplification
  | CommandHandlers
  | UnkeyedJoin
  | JoinWithoutTimeout
  | GuardNever
  | GuardGap
  | GuardOverlap
  | KeyLost
  | UnknownField
  | TypeMismatch
  | SharedEmitter
  | ServiceCycle
  | OrderSensitive
  | NotIdempotent
  | CentralCoordinator
  | DeprecatedUse
  | EventName
  | DuplicateName;

export type FindingCode = Finding['code'];
/** By code. */
export type Findings = { readonly [F in Finding as F['code']]: F };
export type FindingOf<C extends FindingCode> = Findings[C];

/** How many premises an `unreachable-reaction` shows at most. */
export const premisesShown = 8;
