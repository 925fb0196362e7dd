/** What stands between two tokens of one line. */
import { isAnnotation, isBinaryExpression, isType } from '../generated/ast.ts';
import type { SourceToken } from './source-tokens.ts';

const nothingBefore = new Set([',', ':', '.', '..', ')', ']']);
const nothingAfter = new Set(['.', '..', '(', '[', '@']);
/** After a name they say how often; between two values they calculate. */
const multiplicities = new Set(['?', '*', '+']);

export function spaceBetween(before: SourceToken, after: SourceToken): '' | ' ' {
  if (before.comment || after.comment) return ' ';
  const [left, right] = [before.image, after.image];
  if (left === '{' && right === '}') return '';
  if (nothingBefore.has(right) || nothingAfter.has(left)) return '';
  const calculates = isBinaryExpression(after.owner);
  if (multiplicities.has(right)) return calculates ? ' ' : '';
  if (left === '-') return isBinaryExpression(before.owner) ? ' ' : '';
  if (right === '(') return isAnnotation(after.owner) ? '' : ' ';
  if (right === '[') return isType(after.owner) ? '' : ' ';
  // `map<string>`; elsewhere they compare.
  if ((right === '<' || right === '>') && isType(after.owner)) return '';
  if (left === '<' && isType(before.owner)) return '';
  return ' ';
}
