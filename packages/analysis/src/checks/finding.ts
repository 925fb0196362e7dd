/** What the checks find, as plain data: which elements, and why. The words are the language's. */
import type { TypeMismatch, UnknownField } from '../typing/type-error.ts';
import type { CentralCoordinator } from './coordinators.ts';
import type { EventAmplification, EventCycle } from './cycles.ts';
import type { DeprecatedUse } from './deprecations.ts';
import type { DuplicateName } from './duplicates.ts';
import type { EventName } from './event-names.ts';
import type { GuardOverlap } from './guard-overlap.ts';
import type { GuardGap, GuardNever } from './guards.ts';
import type { CommandHandlers, NeverEmitted, UnhandledEvent } from './handling.ts';
import type { NotIdempotent } from './idempotency.ts';
import type { JoinWithoutTimeout } from './joins-without-timeout.ts';
import type { UnkeyedJoin } from './joins.ts';
import type { KeyLost } from './keys/key-paths.ts';
import type { OrderSensitive } from './ordering/message-order.ts';
import type { UnreachableReaction } from './reachability.ts';
import type { ServiceCycle } from './service-cycles.ts';
import type { SharedEmitter } from './shared-emitters.ts';
import type { UnusedDeclaration } from './usage.ts';

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
