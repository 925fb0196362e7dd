/** A guard made to exclude another one. */
import type { Expression, Reaction } from '@choreo/model';
import type { Fix } from '../diagnostic.ts';
import type { EditContext } from './edit-context.ts';
import { SourceText } from './source-text.ts';

/** `and not …`, where what the other guard reads can be read here too. */
export function excludeOther(reaction: Reaction, other: Reaction, context: EditContext): Fix[] {
  const heard = new Set(other.trigger.messages.map(({ message }) => message));
  if (!reaction.guard || !other.guard || reaction.trigger.messages.some(({ message }) => !heard.has(message)))
    return [];
  const source = SourceText.of(reaction.guard.span, context);
  const own = source.slice(reaction.guard.span.range);
  const theirs = SourceText.of(other.guard.span, context).slice(other.guard.span.range);
  const text = `${bindsLooser(reaction.guard) ? `(${own})` : own} and not ${isAtom(other.guard) ? theirs : `(${theirs})`}`;
  const [start, end] = [reaction.guard.span.range.start, reaction.guard.span.range.end].map(at => source.offsetAt(at));
  const edit = source.replace(start ?? 0, end ?? 0, text);
  return [{ title: `Fire only if \`${other.id}\` does not`, edits: [edit] }];
}

function bindsLooser(expression: Expression): boolean {
  return expression.kind === 'binary' && expression.operator === 'or';
}

function isAtom({ kind }: Expression): boolean {
  return kind === 'field' || kind === 'state' || kind === 'boolean';
}
