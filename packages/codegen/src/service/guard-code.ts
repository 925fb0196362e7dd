/** Generates guards of reactions and branches as functions. */
import type { Expression } from '@choreo/model';
import { expressionText } from '@choreo/analysis';
import type { Code } from '../code/layout.ts';
import { quote } from '../code/quote.ts';
import { conditionCode } from '../expression/expression-code.ts';
import { createScope, type ExpressionScope } from '../expression/scope.ts';
import { arrow } from './arrow-code.ts';
import type { Module } from './emit-code.ts';
import type { ReactionPlan } from './service-plan.ts';
import type { TriggerView } from './trigger-view.ts';

/** `when: …`; for a join `whenEach: …`, unless its guard compares several messages. */
export function guardFields(plan: ReactionPlan, module: Module): readonly Code[] {
  const { guard, trigger } = plan.reaction;
  if (!guard) return [];
  if (trigger.kind !== 'all') return [['when: ', guardCode(guard, plan.view, module)]];
  // The key is the same in all messages, so it can be read from any of them.
  const asked = forAnyMessage(guard, plan.sameInAll);
  const [only, ...others] = messagesIn(asked);
  if (others.length > 0) return [['when: ', guardCode(guard, plan.view, module)]];
  if (only === undefined) return [['whenEach: ', guardCode(asked, plan.arrivingView, module)]];
  return [['whenEach: ', guardOfOne(asked, only, plan, module)]];
}

export function guardCode(guard: Expression, view: TriggerView, module: Module): Code {
  return arrow([{ name: view.parameter }, { name: 'state' }], conditionOf(guard, view.scope, module));
}

/** A guard about one message of a join accepts the others. */
function guardOfOne(guard: Expression, message: string, { arrivingView }: ReactionPlan, module: Module): Code {
  const { naming, service } = module;
  const { parameter } = arrivingView;
  const data = `${parameter}.data`;
  const scope = createScope(naming, service.participant.states, [{ message, code: data, optional: false }], data);
  const condition = conditionOf(guard, scope, module)
    .trim()
    .replace(/\s*\n\s*/g, ' ');
  const others = `${parameter}.message !== ${quote(naming.contract(message))}`;
  return arrow([{ name: parameter }, { name: 'state' }], `\n  ${others} ||\n  (${condition})`);
}

function conditionOf(guard: Expression, scope: ExpressionScope, { runtime, service }: Module): string {
  const code = conditionCode(guard, scope, runtime);
  // A reaction without its guard would be worse than no generated code.
  if (code === undefined)
    throw new Error(`${service.participant.name}: the guard ${expressionText(guard)} has an unknown name`);
  return code;
}

/** The guard, with the key fields read from the message that arrives. */
function forAnyMessage(expression: Expression, key: readonly string[]): Expression {
  switch (expression.kind) {
    case 'field': {
      const { message, ...bare } = expression;
      return message !== undefined && key.includes(expression.path[0] ?? '') ? bare : expression;
    }
    case 'unary':
      return { ...expression, operand: forAnyMessage(expression.operand, key) };
    case 'binary':
      return { ...expression, left: forAnyMessage(expression.left, key), right: forAnyMessage(expression.right, key) };
    case 'in':
      return {
        ...expression,
        value: forAnyMessage(expression.value, key),
        options: expression.options.map(option => forAnyMessage(option, key)),
      };
    default:
      return expression;
  }
}

/** The messages that the guard reads by name. */
function messagesIn(expression: Expression): readonly string[] {
  const found = new Set<string>();
  const visit = (inner: Expression): void => {
    if (inner.kind === 'field' && inner.message !== undefined) found.add(inner.message);
    if (inner.kind === 'unary') visit(inner.operand);
    if (inner.kind === 'binary') [inner.left, inner.right].forEach(visit);
    if (inner.kind === 'in') [inner.value, ...inner.options].forEach(visit);
  };
  visit(expression);
  return [...found];
}
