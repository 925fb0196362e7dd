/** Adds to what reactions do, to their guards, and to the states of services. */
import { instancesOf } from '@choreo/analysis';
import type { Alternative, Expression, Outcome, Participant, Reaction } from '@choreo/model';
import type { TextChange } from '../diagnostic.ts';
import type { EditContext } from './edit-context.ts';
import { SourceText } from './source-text.ts';

/** The outcomes of a reaction that fires, of all branches if it has them; those of its limits are left out. */
export function bodyOutcomes({ body }: Reaction): readonly Outcome[] {
  switch (body.kind) {
    case 'sink':
      return [];
    case 'outcome':
      return [body.outcome];
    case 'branches':
      return body.branches.map(({ outcome }) => outcome);
    default:
      return body satisfies never;
  }
}

/** Adds a part to an alternative, in place of a `nothing`. */
export function addItem({ items, span }: Alternative, item: string, context: EditContext): TextChange {
  const source = SourceText.of(span, context);
  const [start, end] = [source.offsetAt(span.range.start), source.offsetAt(span.range.end)];
  return items.length === 0 ? source.replace(start, end, item) : source.insert(end, ` & ${item}`);
}

/** Adds a part to all that a reaction does when it fires; one that did nothing so far does that. */
export function addToBody(reaction: Reaction, item: string, context: EditContext): readonly TextChange[] {
  if (reaction.body.kind === 'sink') {
    const source = SourceText.of(reaction.headSpan, context);
    return [source.insert(source.offsetAt(reaction.headSpan.range.end), ` -> ${item}`)];
  }
  const alternatives = bodyOutcomes(reaction).flatMap(outcome => outcome.alternatives);
  return alternatives.map(alternative => addItem(alternative, item, context));
}

/** Lets a reaction fire only if this holds too. */
export function addGuard({ guard, trigger }: Reaction, condition: string, context: EditContext): TextChange {
  const source = SourceText.of(trigger.span, context);
  if (!guard) return source.insert(source.offsetAt(trigger.span.range.end), ` when ${condition}`);
  const [start, end] = [source.offsetAt(guard.span.range.start), source.offsetAt(guard.span.range.end)];
  return source.replace(start, end, `${operandOfAnd(guard, context)} and ${condition}`);
}

/** A condition as it can stand beside an `and`. */
export function operandOfAnd({ span, ...expression }: Expression, context: EditContext): string {
  const text = SourceText.of(span, context).slice(span.range);
  const isOr = expression.kind === 'binary' && expression.operator === 'or';
  return isOr && !isInBrackets(text) ? `(${text})` : text;
}

/** Whether the first bracket is closed by the last one. */
export function isInBrackets(text: string): boolean {
  if (!text.startsWith('(')) return false;
  let depth = 0;
  for (const [index, character] of [...text].entries()) {
    if (character === '(') depth++;
    else if (character === ')' && --depth === 0) return index === text.length - 1;
  }
  return false;
}

/** Adds a state behind the others of the service, or as its first member. */
export function addState(service: Participant, declaration: string, context: EditContext): TextChange {
  const source = SourceText.of(service.span, context);
  const last = service.states.at(-1);
  if (last) {
    const end = source.offsetAt(last.span.range.end);
    const start = source.offsetAt(last.span.range.start);
    if (!source.startsLine(start)) return source.insert(end, `  ${declaration}`);
    return source.insert(source.lineEnd(end), `${source.eol}${source.indentAt(start)}${declaration}`);
  }
  const start = source.offsetAt(service.span.range.start);
  const brace = source.text.indexOf('{', source.offsetAt(service.nameSpan.range.end)) + 1;
  if (!source.endsLine(brace)) return source.insert(brace, ` ${declaration} `);
  const indent = source.indentAt(start) + source.indent;
  return source.insert(source.lineEnd(brace), `${source.eol}${indent}${declaration}${source.eol}`);
}

/** A name that no state and no field of a trigger of the service has. */
export function freeStateName(name: string, service: Participant, context: EditContext): string {
  const { messages, types } = context.choreography;
  const fields = [...messages, ...types.filter(type => type.kind === 'record')].flatMap(declared => declared.fields);
  const values = types.flatMap(type => (type.kind === 'enum' ? type.values : []));
  const taken = new Set([...service.states, ...fields, ...values].map(one => one.name));
  let candidate = name;
  for (let number = 2; taken.has(candidate); number++) candidate = `${name}${number}`;
  return candidate;
}

/** Whether each message of the reaction finds the instance of its service, so that the reaction can ask a state. */
export function canAskState(reaction: Reaction, { choreography }: EditContext): boolean {
  const { span } = reaction;
  const asking: Reaction = { ...reaction, guard: { kind: 'state', name: '', span } };
  const participants = choreography.participants.map(one =>
    one.name === reaction.participant
      ? { ...one, reactions: one.reactions.map(other => (other === reaction ? asking : other)) }
      : one,
  );
  const instances = instancesOf({ ...choreography, participants }).get(reaction.participant);
  return reaction.trigger.messages.every(({ message }) => instances?.wayOf(asking, message).kind !== 'none');
}

/** Whether a text has a comment, or what looks like one. */
export function hasComment(text: string): boolean {
  return /\/[/*]/.test(text);
}

/** Whether what stands between the head of a reaction and its end has a comment, which would be lost if that is written anew. */
export function hasCommentInBody({ headSpan, span }: Reaction, context: EditContext): boolean {
  const { start, end } = { start: headSpan.range.start, end: span.range.end };
  return hasComment(SourceText.of(span, context).slice({ start, end }));
}
