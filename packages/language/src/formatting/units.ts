/** The parts of a file that are laid out for themselves: declarations, and what stands between their braces. */
import type { AstNode } from 'langium';
import {
  isActorMember,
  isBranch,
  isChannelMember,
  isDeclaration,
  isEnumValue,
  isField,
  isHeader,
  isSentence,
  isServiceMember,
  isStep,
} from '../generated/ast.ts';

function isUnit(node: AstNode): boolean {
  return (
    isDeclaration(node) ||
    isServiceMember(node) ||
    isField(node) ||
    isBranch(node) ||
    isStep(node) ||
    isSentence(node) ||
    isActorMember(node) ||
    isChannelMember(node) ||
    isEnumValue(node) ||
    isHeader(node)
  );
}

/** The innermost of them with this node in it. */
export function unitAround(node: AstNode | undefined): AstNode | undefined {
  let unit = node;
  while (unit && !isUnit(unit)) unit = unit.$container;
  return unit;
}
