/** The rules that put the analysis's findings into words, by code. */
import type { Finding, FindingCode } from '@choreo/analysis';
import type { Fix, Severity } from '../diagnostic.ts';
import type { EditContext } from '../fixes/edit-context.ts';
import type { Rule, Words } from '../rule.ts';
import { commandHandlers } from './command-handlers.ts';
import { deprecatedUse } from './deprecated-use.ts';
import { duplicateName } from './duplicate-name.ts';
import { eventAmplification } from './event-amplification.ts';
import { eventCycle } from './event-cycle.ts';
import { neverEmitted } from './never-emitted.ts';
import { typeMismatch } from './type-mismatch.ts';
import { unhandledEvent } from './unhandled-event.ts';
import { unkeyedJoin } from './unkeyed-join.ts';
import { unknownField } from './unknown-field.ts';
import { unreachableReaction } from './unreachable-reaction.ts';
import { unusedDeclaration } from './unused-declaration.ts';

const rules: { readonly [C in FindingCode]: Rule<C> } = {
  'unhandled-event': unhandledEvent,
  'never-emitted': neverEmitted,
  'unused-declaration': unusedDeclaration,
  'unreachable-reaction': unreachableReaction,
  'event-cycle': eventCycle,
  'event-amplification': eventAmplification,
  'command-handlers': commandHandlers,
  'unkeyed-join': unkeyedJoin,
  'unknown-field': unknownField,
  'type-mismatch': typeMismatch,
  'deprecated-use': deprecatedUse,
  'duplicate-name': duplicateName,
};

/** A finding with its rule applied to it. */
export interface Ruled {
  describe(): Words;
  fixes(context: EditContext): readonly Fix[];
  readonly milder: Severity | undefined;
  readonly dependsOn: readonly string[];
}

export function ruled(finding: Finding): Ruled {
  switch (finding.code) {
    case 'unhandled-event':
      return applied(rules[finding.code], finding);
    case 'never-emitted':
      return applied(rules[finding.code], finding);
    case 'unused-declaration':
      return applied(rules[finding.code], finding);
    case 'unreachable-reaction':
      return applied(rules[finding.code], finding);
    case 'event-cycle':
      return applied(rules[finding.code], finding);
    case 'event-amplification':
      return applied(rules[finding.code], finding);
    case 'command-handlers':
      return applied(rules[finding.code], finding);
    case 'unkeyed-join':
      return applied(rules[finding.code], finding);
    case 'unknown-field':
      return applied(rules[finding.code], finding);
    case 'type-mismatch':
      return applied(rules[finding.code], finding);
    case 'deprecated-use':
      return applied(rules[finding.code], finding);
    case 'duplicate-name':
      return applied(rules[finding.code], finding);
    default:
      return finding satisfies never;
  }
}

function applied<C extends FindingCode>(rule: Rule<C>, finding: Parameters<Rule<C>['describe']>[0]): Ruled {
  return {
    describe: () => rule.describe(finding),
    fixes: context => rule.fixes?.(finding, context) ?? [],
    milder: rule.milder?.(finding),
    dependsOn: rule.dependsOn?.(finding) ?? [],
  };
}
