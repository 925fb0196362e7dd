/** The edits of a rename: every place that names the declaration, and the names of unlabelled reactions that derive from it. */
import { AstUtils, GrammarUtils } from 'langium';
import type { AstNode } from 'langium';
import { TextEdit } from 'vscode-languageserver';
import type { Range } from 'vscode-languageserver';
import { isMessage, isMessageRef, isReaction } from '../../generated/ast.ts';
import type { Message, Reaction } from '../../generated/ast.ts';
import { nameFromTriggers, reactionName } from '../../references/choreo-name-provider.ts';
import type { ChoreoReferences, Occurrence } from '../../references/choreo-references.ts';
import { partOfProperty } from '../../parser/property-part.ts';

/** By URI. */
export type Edits = Record<string, TextEdit[]>;

/** `spelled`: the new name as written in the text. */
export function renameEdits(references: ChoreoReferences, target: AstNode, spelled: string): Edits {
  const edits: Edits = {};
  const replace = ({ document, part }: Occurrence, newText: string): void => {
    (edits[document.uri.toString()] ??= []).push(TextEdit.replace(part.range, newText));
  };
  const occurrences = references.occurrencesOf(target);
  const label = isReaction(target) ? labelEdit(target, spelled) : undefined;
  if (label) edits[AstUtils.getDocument(target).uri.toString()] = [label];
  for (const occurrence of occurrences) {
    if (!(label && occurrence.declares)) replace(occurrence, spelled);
  }
  if (!isMessage(target)) return edits;
  for (const reaction of unlabelledReactionsTo(target, occurrences)) {
    const newText = nameFromTriggers(reaction, ({ message }) =>
      message?.ref === target ? spelled : (message?.$refText ?? ''),
    );
    if (newText === reactionName(reaction)) continue;
    for (const occurrence of references.occurrencesOf(reaction)) replace(occurrence, newText);
  }
  return edits;
}

/** Adds a label to a reaction without one. Removes a label that equals the derived name, so that a second rename undoes the first. */
function labelEdit(reaction: Reaction, newName: string): TextEdit | undefined {
  const on = GrammarUtils.findNodeForKeyword(reaction.$cstNode, 'on');
  if (!on) return undefined;
  const { start } = on.range;
  if (!reaction.label) return TextEdit.insert(start, `${newName}: `);
  const label = partOfProperty(reaction, 'label');
  if (!label || newName !== nameFromTriggers(reaction)) return undefined;
  const between = label.root.fullText.slice(label.end, on.offset);
  // Keep a comment in between.
  const end: Range['end'] | undefined = /^[ \t]*:[ \t]*$/.test(between) ? start : undefined;
  return end && TextEdit.del({ start: label.range.start, end });
}

/** The reactions that have the message as a trigger. */
export function unlabelledReactionsTo(message: Message, occurrences: readonly Occurrence[]): ReadonlySet<Reaction> {
  const reactions = new Set<Reaction>();
  for (const { node, target } of occurrences) {
    if (!isMessageRef(node) || node.$container.$type !== 'Trigger' || target !== message) continue;
    const reaction = node.$container.$container;
    if (!reaction.label) reactions.add(reaction);
  }
  return reactions;
}
