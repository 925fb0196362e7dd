/** Checks whether a reaction can be generated. */
import { emissionsOf, itemsOf, outcomesOf, type Expression, type Reaction, type Schedule } from '@choreo/model';
import type { Naming } from '../names/naming.ts';
import type { Report } from '../problem.ts';

/** Only a reaction without unknown names can be generated. The language reports the unknown names. */
export function isSound(source: Reaction | Schedule, naming: Naming, report: Report): boolean {
  const named = [
    ...emissionsOf(source).map(({ message }) => message),
    ...itemsOf(outcomesOf(source)).flatMap(item => (item.kind === 'cancel' ? [item.message] : [])),
    ...('trigger' in source ? source.trigger.messages.map(({ message }) => message) : []),
  ];
  const isBroken =
    ('broken' in source && source.broken) || ('trigger' in source && source.trigger.messages.length === 0);
  const sound =
    !isBroken && named.every(message => naming.names.messages.has(message)) && expressionsOf(source).every(isResolved);
  if (!sound) {
    report({
      message: `\`${source.id}\` is not generated, because it uses an unknown name. Fix it first.`,
      span: source.span,
    });
  }
  return sound;
}

function expressionsOf(source: Reaction | Schedule): readonly Expression[] {
  const outcomes = outcomesOf(source);
  const assigned = itemsOf(outcomes).flatMap(item => {
    if (item.kind === 'set') return [item.value];
    return item.kind === 'emit' ? (item.contents?.given ?? []).map(({ value }) => value) : [];
  });
  if (!('trigger' in source)) return assigned;
  const guards =
    source.body.kind === 'branches' ? source.body.branches.flatMap(({ guard }) => (guard ? [guard] : [])) : [];
  return [...assigned, ...guards, ...(source.guard ? [source.guard] : [])];
}

function isResolved(expression: Expression): boolean {
  switch (expression.kind) {
    case 'unresolved':
      return false;
    case 'unary':
      return isResolved(expression.operand);
    case 'binary':
      return isResolved(expression.left) && isResolved(expression.right);
    case 'in':
      return [expression.value, ...expression.options].every(isResolved);
    default:
      return true;
  }
}
