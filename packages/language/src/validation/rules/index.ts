/** All rules that report findings of the analysis, by code. */
import type { Finding, FindingCode, FindingOf } from '@choreo/analysis/checks';
import type { Fix, Severity } from '../diagnostic.ts';
import type { EditContext } from '../fixes/edit-context.ts';
import type { Rule, Words } from '../rule.ts';
import { cancelNothing } from './cancel-nothing.ts';
import { centralCoordinator } from './central-coordinator.ts';
import { channelConflict } from './channel-conflict.ts';
import { commandHandlers } from './command-handlers.ts';
import { conflictingEffects } from './conflicting-effects.ts';
import { deprecatedUse } from './deprecated-use.ts';
import { duplicateName } from './duplicate-name.ts';
import { eventAmplification } from './event-amplification.ts';
import { eventCycle } from './event-cycle.ts';
import { eventName } from './event-name.ts';
import { guardGap } from './guard-gap.ts';
import { guardNever } from './guard-never.ts';
import { guardOverlap } from './guard-overlap.ts';
import { joinWithoutTimeout } from './join-without-timeout.ts';
import { keyLost } from './key-lost.ts';
import { unkeyedState } from './unkeyed-state.ts';
import { neverEmitted } from './never-emitted.ts';
import { notIdempotent } from './not-idempotent.ts';
import { orderSensitive } from './order-sensitive.ts';
import { serviceCycle } from './service-cycle.ts';
import { sharedEmitter } from './shared-emitter.ts';
import { typeMismatch } from './type-mismatch.ts';
import { unhandledEvent } from './unhandled-event.ts';
import { unkeyedJoin } from './unkeyed-join.ts';
import { unknownField } from './unknown-field.ts';
import { unreachableReaction } from './unreachable-reaction.ts';
import { unusedDeclaration } from './unused-declaration.ts';
import { writeOnlyState } from './write-only-state.ts';

/** Without the rules `allow-…`, which check `@allow` itself. */
export const rules: { readonly [C in FindingCode]: Rule<C> } = {
  'unhandled-event': unhandledEvent,
  'never-emitted': neverEmitted,
  'unused-declaration': unusedDeclaration,
  'write-only-state': writeOnlyState,
  'unreachable-reaction': unreachableReaction,
  'event-cycle': eventCycle,
  'event-amplification': eventAmplification,
  'command-handlers': commandHandlers,
  'unkeyed-join': unkeyedJoin,
  'join-without-timeout': joinWithoutTimeout,
  'guard-never': guardNever,
  'guard-gap': guardGap,
  'guard-overlap': guardOverlap,
  'unkeyed-state': unkeyedState,
  'key-lost': keyLost,
  'unknown-field': unknownField,
  'type-mismatch': typeMismatch,
  'shared-emitter': sharedEmitter,
  'service-cycle': serviceCycle,
  'order-sensitive': orderSensitive,
  'not-idempotent': notIdempotent,
  'central-coordinator': centralCoordinator,
  'deprecated-use': deprecatedUse,
  'cancel-nothing': cancelNothing,
  'channel-conflict': channelConflict,
  'conflicting-effects': conflictingEffects,
  'event-name': eventName,
  'duplicate-name': duplicateName,
};

/** A finding with its rule applied to it. */
export interface Ruled {
  describe(): Words;
  fixes(context: EditContext): readonly Fix[];
  readonly milder: Severity | undefined;
  readonly dependsOn: readonly string[];
  readonly needsWholeModel: boolean;
  readonly isAllowable: boolean;
}

export function ruled(finding: Finding): Ruled {
  return applied(finding.code, finding);
}

function applied<C extends FindingCode>(code: C, finding: FindingOf<C>): Ruled {
  const rule: Rule<C> = rules[code];
  return {
    describe: () => rule.describe(finding),
    fixes: context => rule.fixes?.(finding, context) ?? [],
    milder: rule.milder?.(finding),
    dependsOn: rule.dependsOn?.(finding) ?? [],
    needsWholeModel: rule.needsWholeModel ?? false,
    isAllowable: rule.isAllowable ?? true,
  };
}
