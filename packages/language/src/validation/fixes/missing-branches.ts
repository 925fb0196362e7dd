/** Branches for the cases that those of a reaction leave out. */
import { fieldsOnPath, leavesIn } from '@choreo/analysis';
import { namesOf } from '@choreo/model';
import type { Branch, Choreography, Expression, Reaction } from '@choreo/model';
import type { Fix } from '../diagnostic.ts';
import { listed, quoted } from '../wording.ts';
import { addBranch } from './branches.ts';
import type { EditContext } from './edit-context.ts';
import { isInBrackets, operandOfAnd } from './outcome-edits.ts';
import { SourceText } from './source-text.ts';

/** The most conditions of which the complement is still readable, and the most values of which each gets a branch. */
const most = { conditions: 3, values: 12 };

/** `else`, or a branch for each missing value, or one with the complementary condition; empty if there is an `else`. */
export function missingBranchFixes(reaction: Reaction, context: EditContext): readonly Fix[] {
  const { body } = reaction;
  if (body.kind !== 'branches' || body.retry) return [];
  const { branches } = body;
  const last = branches.at(-1);
  const guards = branches.flatMap(({ guard }) => guard ?? []);
  if (!last || guards.length < branches.length) return [];
  const missing = missingValues(reaction, guards, context.choreography);
  if (missing?.values.length === 0) return [];
  const otherwise: Fix = {
    title: 'Add `else -> nothing`',
    edits: [addBranch(last, 'else -> nothing', context)],
    isPreferred: true,
  };
  return [otherwise, ...valueFixes(missing, last, context), ...complementFixes(guards, last, context)];
}

function valueFixes(missing: Missing | undefined, last: Branch, context: EditContext): readonly Fix[] {
  if (!missing || missing.values.length > most.values) return [];
  const source = SourceText.of(missing.subject.span, context);
  const subject = source.slice(missing.subject.span.range);
  const lines = missing.values.map(value => `when ${conditionFor(subject, value)} -> nothing`);
  const start = source.offsetAt(last.span.range.start);
  const gap = source.startsLine(start) ? `${source.eol}${source.indentAt(start)}` : '  ';
  const each = missing.values.length === 1 ? 'the missing value' : 'each missing value';
  return [
    {
      title: `Add a branch for ${each} of ${quoted(subject)}: ${listed(missing.values.map(String))}`,
      edits: [addBranch(last, lines.join(gap), context)],
    },
  ];
}

function conditionFor(subject: string, value: string | boolean): string {
  if (typeof value === 'boolean') return value ? subject : `not ${subject}`;
  return `${subject} == ${value}`;
}

function complementFixes(guards: readonly Expression[], last: Branch, context: EditContext): readonly Fix[] {
  if (guards.length > most.conditions) return [];
  const condition = guards.map(guard => negated(guard, context)).join(' and ');
  return [
    {
      title: `Add \`when ${condition} -> nothing\``,
      edits: [addBranch(last, `when ${condition} -> nothing`, context)],
    },
  ];
}

/** The opposite, as text. `<` has none, since no comparison holds with what is missing. */
export function negated(guard: Expression, context: EditContext): string {
  const textOf = ({ span }: Expression) => SourceText.of(span, context).slice(span.range);
  if (guard.kind === 'unary' && guard.operator === 'not') {
    return operandOfAnd(guard.operand, context);
  }
  if (guard.kind === 'field' || guard.kind === 'state') return `not ${textOf(guard)}`;
  if (guard.kind === 'binary' && (guard.operator === '==' || guard.operator === '!=')) {
    return `${textOf(guard.left)} ${guard.operator === '==' ? '!=' : '=='} ${textOf(guard.right)}`;
  }
  const text = textOf(guard);
  return isInBrackets(text) ? `not ${text}` : `not (${text})`;
}

interface Missing {
  /** The field or state that the branches ask. */
  readonly subject: Expression;
  readonly values: readonly (string | boolean)[];
}

/** The values of what the branches ask first that none of them is about; undefined if it has no such values. */
function missingValues(
  reaction: Reaction,
  guards: readonly Expression[],
  choreography: Choreography,
): Missing | undefined {
  for (const subject of leavesIn(...guards)) {
    const values = valuesOf(subject, reaction, choreography);
    if (!values) continue;
    const key = keyOf(subject);
    const covered = new Set(guards.flatMap(guard => coveredBy(guard, key)));
    if (covered.size === 0) continue;
    return { subject, values: values.filter(value => !covered.has(value)) };
  }
  return undefined;
}

/** The values for which the condition holds, if it asks only about this. */
function coveredBy(guard: Expression, key: string): readonly (string | boolean)[] {
  switch (guard.kind) {
    case 'field':
    case 'state':
      return keyOf(guard) === key ? [true] : [];
    case 'unary':
      return guard.operator === 'not' && keyOf(guard.operand) === key ? [false] : [];
    case 'in':
      return keyOf(guard.value) === key ? guard.options.flatMap(constant) : [];
    case 'binary': {
      if (guard.operator === 'or') return [...coveredBy(guard.left, key), ...coveredBy(guard.right, key)];
      if (guard.operator !== '==') return [];
      if (keyOf(guard.left) === key) return constant(guard.right);
      return keyOf(guard.right) === key ? constant(guard.left) : [];
    }
    default:
      return [];
  }
}

function constant(expression: Expression): readonly (string | boolean)[] {
  switch (expression.kind) {
    case 'boolean':
    case 'enum-value':
    case 'state-value':
      return [expression.value];
    default:
      return [];
  }
}

function keyOf(expression: Expression): string {
  if (expression.kind === 'state') return `state ${expression.name}`;
  return expression.kind === 'field' ? `field ${expression.path.join('.')}` : '';
}

function valuesOf(
  subject: Expression,
  reaction: Reaction,
  choreography: Choreography,
): readonly (string | boolean)[] | undefined {
  if (subject.kind === 'state') {
    const service = choreography.participants.find(({ name }) => name === reaction.participant);
    const type = service?.states.find(({ name }) => name === subject.name)?.type;
    if (type?.kind === 'boolean') return [true, false];
    return type?.kind === 'values' ? type.values.map(({ name }) => name) : undefined;
  }
  if (subject.kind !== 'field') return undefined;
  const names = namesOf(choreography);
  const message = names.messages.get(subject.message ?? reaction.trigger.messages[0]?.message ?? '');
  const type = message && fieldsOnPath(names, message, subject.path).fields.at(-1)?.type;
  if (type?.kind === 'builtin') return type.name === 'boolean' ? [true, false] : undefined;
  const declared = type?.kind === 'enum' ? names.types.get(type.id) : undefined;
  return declared?.kind === 'enum' ? declared.values.map(({ name }) => name) : undefined;
}
