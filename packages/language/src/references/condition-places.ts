/** Conditions of properties and scenarios: what they name are the states of services, as in `Orders.phase`. */
import { AstUtils } from 'langium';
import type { AstNode } from 'langium';
import { isAtAllTimesSentence, isAtRestSentence, isExpectStep } from '../generated/ast.ts';
import type { AtAllTimesSentence, AtRestSentence, ExpectStep } from '../generated/ast.ts';

export type ConditionPlace = AtRestSentence | AtAllTimesSentence | ExpectStep;

export function conditionAround(node: AstNode): ConditionPlace | undefined {
  return AstUtils.getContainerOfType(node, isConditionPlace);
}

function isConditionPlace(node: AstNode): node is ConditionPlace {
  return isAtRestSentence(node) || isAtAllTimesSentence(node) || isExpectStep(node);
}
