/** The type of a state that is declared by a fix: what its service already compares it with and sets it to. */
import { AstUtils } from 'langium';
import type { AstNode } from 'langium';
import { isAssignment, isBinaryExpression, isInExpression, isNameExpression, isService } from '../../generated/ast.ts';
import type { Expression } from '../../generated/ast.ts';

/** `open | taken` for `when payment == open -> set payment = taken`. A state begins with the first of its values. */
export function typeOfNewState(place: AstNode, name: string): string {
  const service = AstUtils.getContainerOfType(place, isService);
  const all = service ? AstUtils.streamAllContents(service).toArray() : [];
  const compared = all.flatMap(node => comparedWith(node, name));
  const set = all.flatMap(node =>
    isAssignment(node) && node.state?.$refText === name && node.value ? [node.value] : [],
  );
  const [tested, given] = [compared.flatMap(freeName), set.flatMap(freeName)];
  const begun = tested.filter(value => !given.includes(value));
  const names = [...new Set([...begun, ...given])];
  const [first] = names;
  if (first === undefined) return 'boolean';
  // What every set gives is not there at the beginning.
  return begun.length > 0 && names.length > 1 ? names.join(' | ') : ['none', ...names].join(' | ');
}

function comparedWith(node: AstNode, name: string): readonly Expression[] {
  if (isInExpression(node)) return isNamed(node.value, name) ? node.options : [];
  if (!isBinaryExpression(node) || !['==', '!=', '<', '<=', '>', '>='].includes(node.operator ?? '')) return [];
  const { left, right } = node;
  const other = isNamed(left, name) ? right : isNamed(right, name) ? left : undefined;
  return other ? [other] : [];
}

function isNamed(expression: Expression | undefined, name: string): boolean {
  return isNameExpression(expression) && expression.$cstNode?.text === name;
}

/** A name that nothing else has yet. */
function freeName(expression: Expression): readonly string[] {
  if (!isNameExpression(expression)) return [];
  const [part, ...others] = expression.parts;
  return part?.named && others.length === 0 && part.named.ref === undefined ? [part.named.$refText] : [];
}
