/** A state that remembers that a message came before another, so that the other order is handled too. */
import { constantOf, evaluate, leavesIn, statesIn } from '@choreo/analysis';
import type { OrderSensitive } from '@choreo/analysis/checks';
import { itemsOf, namesOf } from '@choreo/model';
import type { Alternative, Expression, Outcome, Participant, Reaction } from '@choreo/model';
import type { Fix, TextChange } from '../diagnostic.ts';
import { quoted } from '../wording.ts';
import { addBranch } from './branches.ts';
import type { EditContext } from './edit-context.ts';
import {
  addGuard,
  addItem,
  addState,
  addToBody,
  bodyOutcomes,
  freeStateName,
  hasCommentInBody,
  operandOfAnd,
} from './outcome-edits.ts';
import { SourceText } from './source-text.ts';

/** None where the other order cannot be handled by what the model says: where it takes what the early message carries. */
export function rememberFixes(finding: OrderSensitive, context: EditContext): readonly Fix[] {
  const service = context.choreography.participants.find(({ name }) => name === finding.reaction.participant);
  if (!service) return [];
  switch (finding.problem.kind) {
    case 'dropped':
      return rememberDropped(finding, finding.problem.state, service, context);
    case 'timer':
      return rememberCancelled(finding, finding.problem.timer, service, context);
    case 'last-write':
      return letFirstWin(finding, finding.problem.state, context);
    default:
      return finding.problem satisfies never;
  }
}

/** The early message sets the state, and what sets the state that it needed does what it would have done. */
function rememberDropped(
  { reaction, overtaking }: OrderSensitive,
  state: string,
  service: Participant,
  context: EditContext,
): readonly Fix[] {
  const deed = deedOf(reaction);
  if (!deed || reaction.trigger.kind === 'all' || reaction.atMost) return [];
  const conditions = conjunctsOf(deed.guard);
  const about = conditions.filter(one => statesIn([one]).has(state));
  const others = conditions.filter(one => !about.includes(one));
  if (about.some(one => statesIn([one]).size > 1) || readsMessage([...conditions, ...valuesIn(deed.outcome)]))
    return [];
  if (
    statesIn(valuesIn(deed.outcome)).has(state) ||
    itemsOf([deed.outcome]).some(item => item.kind === 'emit' && item.contents)
  )
    return [];
  const isEnough = (alternative: Alternative): boolean => {
    const assignment = alternative.items.findLast(item => item.kind === 'set' && item.state === state);
    if (assignment?.kind !== 'set') return false;
    const value = constantOf(assignment.value);
    return about.every(one => evaluate(one, state, value) !== false);
  };
  const writers = service.reactions.filter(
    one => one !== reaction && bodyOutcomes(one).some(({ alternatives }) => alternatives.some(isEnough)),
  );
  if (writers.length === 0 || !writers.every(one => haveKeys(one, deed.outcome, context))) return [];
  // What is asked before the writer acts must be the same afterwards.
  const asked = statesIn(others);
  const set = writers.flatMap(writer => itemsOf(bodyOutcomes(writer))).filter(item => item.kind === 'set');
  if (set.some(item => item.state !== undefined && asked.has(item.state))) return [];
  const name = freeStateName(`${lowered(overtaking.early.message)}Early`, service, context);
  const condition = [name, ...others.map(one => textIn(one, context))].join(' and ');
  const remembering = rememberEarly(reaction, deed, `set ${name} = true`, context);
  const done = writers.map(writer =>
    inBranches(writer, condition, outcome => afterwards(outcome, deed.outcome, isEnough, context), context),
  );
  const edits = done.flatMap(edit => edit ?? []);
  if (!remembering || done.includes(undefined)) return [];
  return [
    {
      title: `Remember in a state that ${quoted(overtaking.early.message)} came first`,
      isRefactoring: true,
      edits: [addState(service, `state ${name}: boolean`, context), ...edits, remembering],
    },
  ];
}

interface Deed {
  readonly guard: Expression;
  readonly outcome: Outcome;
}

/** What it does under its one condition. */
function deedOf({ guard, body, retry }: Reaction): Deed | undefined {
  if (retry) return undefined;
  if (body.kind === 'outcome') return guard && { guard, outcome: body.outcome };
  if (body.kind !== 'branches' || guard || body.retry) return undefined;
  const [first, second, ...more] = body.branches;
  if (!first?.guard || more.length > 0) return undefined;
  const isElse = second && !second.guard && itemsOf([second.outcome]).length === 0;
  return second && !isElse ? undefined : { guard: first.guard, outcome: first.outcome };
}

/** In place of dropping the message. */
function rememberEarly(reaction: Reaction, deed: Deed, item: string, context: EditContext): TextChange | undefined {
  const { body, trigger, headSpan } = reaction;
  if (body.kind === 'branches') {
    const [first, second] = body.branches;
    const [nothing] = second?.outcome.alternatives ?? [];
    if (nothing) return addItem(nothing, item, context);
    return first && addBranch(first, `else -> ${item}`, context);
  }
  if (hasCommentInBody(reaction, context)) return undefined;
  const source = SourceText.of(headSpan, context);
  const [triggerEnd, headEnd] = [source.offsetAt(trigger.span.range.end), source.offsetAt(headSpan.range.end)];
  const { start, end } = deed.guard.span.range;
  const when = source.text.lastIndexOf('when', source.offsetAt(start));
  const clauses = `${source.text.slice(triggerEnd, when).trimEnd()}${source.text.slice(source.offsetAt(end), headEnd)}`;
  const guard = textIn(deed.guard, context);
  const lines = [`when ${guard} -> ${outcomeText(deed.outcome, context)}`, `else -> ${item}`];
  return replaceBody(reaction, triggerEnd, `${clauses} ${braced(lines, reaction, context)}`, context);
}

/** What a writer does if the early message is there: its own, and then what that would have done. */
function afterwards(
  own: Outcome,
  deed: Outcome,
  isEnough: (alternative: Alternative) => boolean,
  context: EditContext,
): string | undefined {
  if (!own.alternatives.some(isEnough)) return undefined;
  const texts = own.alternatives.flatMap(alternative => {
    if (!isEnough(alternative)) return [itemsText(alternative.items, context)];
    return deed.alternatives.map(({ items }) => {
      const replaced = new Set(items.map(item => (item.kind === 'set' ? item.state : undefined)));
      const kept = alternative.items.filter(item => item.kind !== 'set' || !replaced.has(item.state));
      return itemsText([...kept, ...items], context);
    });
  });
  return texts.join(' | ');
}

/** The early message sets the state, and the timer is not started any more. */
function rememberCancelled(
  { reaction, overtaking }: OrderSensitive,
  timer: string,
  service: Participant,
  context: EditContext,
): readonly Fix[] {
  const starts = ({ items }: Alternative) =>
    items.some(item => item.kind === 'emit' && item.message === timer && item.after);
  const starters = service.reactions.filter(
    one => one !== reaction && bodyOutcomes(one).some(({ alternatives }) => alternatives.some(starts)),
  );
  const name = freeStateName(`${lowered(overtaking.early.message)}Early`, service, context);
  const withoutTimer = ({ alternatives }: Outcome): string | undefined => {
    if (!alternatives.some(starts)) return undefined;
    const texts = alternatives.map(({ items }) =>
      itemsText(
        items.filter(item => !(item.kind === 'emit' && item.message === timer && item.after)),
        context,
      ),
    );
    return [...new Set(texts)].join(' | ');
  };
  const done = starters.map(starter => inBranches(starter, name, withoutTimer, context));
  const edits = done.flatMap(edit => edit ?? []);
  if (starters.length === 0 || done.includes(undefined)) return [];
  return [
    {
      title: `Remember in a state that ${quoted(overtaking.early.message)} came first`,
      isRefactoring: true,
      edits: [
        addState(service, `state ${name}: boolean`, context),
        ...edits,
        ...addToBody(reaction, `set ${name} = true`, context),
      ],
    },
  ];
}

/** Each of the two fires only if the other has not set the state. */
function letFirstWin({ reaction, overtaking }: OrderSensitive, state: string, context: EditContext): readonly Fix[] {
  const { before } = overtaking;
  const [own, other] = [valueSet(reaction, state, context), valueSet(before, state, context)];
  const service = context.choreography.participants.find(({ name }) => name === reaction.participant);
  const declared = service?.states.find(({ name }) => name === state);
  // Of two truth values, one is what the state begins with.
  if (own === undefined || other === undefined || declared?.type.kind !== 'values') return [];
  const first = declared.initial ? textIn(declared.initial, context) : declared.type.values[0]?.name;
  if (own === first || other === first) return [];
  return [
    {
      title: `Let the first one win: ask ${quoted(state)} in both`,
      isRefactoring: true,
      edits: [addGuard(reaction, `${state} != ${other}`, context), addGuard(before, `${state} != ${own}`, context)],
    },
  ];
}

/** The one value to which it sets the state in all that it does. */
function valueSet(reaction: Reaction, state: string, context: EditContext): string | undefined {
  const alternatives = bodyOutcomes(reaction).flatMap(outcome => outcome.alternatives);
  const values = alternatives.map(({ items }) => {
    const assignment = items.findLast(item => item.kind === 'set' && item.state === state);
    return assignment?.kind === 'set' && constantOf(assignment.value) !== undefined
      ? textIn(assignment.value, context)
      : undefined;
  });
  return new Set(values).size === 1 ? values[0] : undefined;
}

/** Gives a reaction a branch for this condition before what it does, as far as `changed` says what happens then. */
function inBranches(
  reaction: Reaction,
  condition: string,
  changed: (outcome: Outcome) => string | undefined,
  context: EditContext,
): readonly TextChange[] | undefined {
  const { body, headSpan } = reaction;
  if (body.kind === 'sink') return undefined;
  if (body.kind === 'outcome') {
    if (hasCommentInBody(reaction, context)) return undefined;
    const then = changed(body.outcome);
    if (then === undefined) return undefined;
    const lines = [`when ${condition} -> ${then}`, `else -> ${outcomeText(body.outcome, context)}`];
    const source = SourceText.of(headSpan, context);
    const end = source.offsetAt(headSpan.range.end);
    return [replaceBody(reaction, end, ` ${braced(lines, reaction, context)}`, context)];
  }
  return body.branches.flatMap(branch => {
    const then = changed(branch.outcome);
    if (then === undefined) return [];
    const source = SourceText.of(branch.span, context);
    const start = source.offsetAt(branch.span.range.start);
    const gap = source.startsLine(start) ? `${source.eol}${source.indentAt(start)}` : '  ';
    const guard = branch.guard ? `${operandOfAnd(branch.guard, context)} and ` : '';
    return [source.insert(start, `when ${guard}${condition} -> ${then}${gap}`)];
  });
}

function replaceBody(reaction: Reaction, start: number, text: string, context: EditContext): TextChange {
  const source = SourceText.of(reaction.span, context);
  return source.replace(start, source.offsetAt(reaction.span.range.end), text);
}

function braced(lines: readonly string[], { span }: Reaction, context: EditContext): string {
  const source = SourceText.of(span, context);
  const indent = source.indentAt(source.offsetAt(span.range.start));
  return ['{', ...lines.map(line => `${indent}${source.indent}${line}`), `${indent}}`].join(source.eol);
}

function conjunctsOf(guard: Expression): readonly Expression[] {
  if (guard.kind !== 'binary' || guard.operator !== 'and') return [guard];
  return [...conjunctsOf(guard.left), ...conjunctsOf(guard.right)];
}

function valuesIn(outcome: Outcome): readonly Expression[] {
  return itemsOf([outcome]).flatMap(item => (item.kind === 'set' ? [item.value] : []));
}

function readsMessage(expressions: readonly Expression[]): boolean {
  return [...leavesIn(...expressions)].some(({ kind }) => kind === 'field' || kind === 'unresolved');
}

/** Whether what the writer takes has the keys of all that it would emit then. */
function haveKeys({ trigger }: Reaction, outcome: Outcome, { choreography }: EditContext): boolean {
  const names = namesOf(choreography);
  const keysOf = (id: string): readonly string[] => {
    const message = names.messages.get(id);
    return message ? names.allFields(message).flatMap(({ key, name }) => (key ? [name] : [])) : [];
  };
  const needed = itemsOf([outcome]).flatMap(item => (item.kind === 'emit' ? keysOf(item.message) : []));
  return trigger.messages.every(({ message }) => needed.every(key => keysOf(message).includes(key)));
}

function itemsText(items: readonly { readonly span: Alternative['span'] }[], context: EditContext): string {
  return items.length === 0 ? 'nothing' : items.map(item => textIn(item, context)).join(' & ');
}

function outcomeText(outcome: Outcome, context: EditContext): string {
  return textIn(outcome, context);
}

function textIn({ span }: { readonly span: Alternative['span'] }, context: EditContext): string {
  return SourceText.of(span, context).slice(span.range);
}

/** Of a used choreography, without its name. */
function lowered(message: string): string {
  const name = message.split('.').at(-1) ?? message;
  return name.charAt(0).toLowerCase() + name.slice(1);
}
