/** What a rename changes: every place that names the declaration, and the names that unlabelled reactions take from it. */
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

/** `spelled`: the new name as it stands in a text. */
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

/** A reaction without a label is given one; one that is to have the name of its triggers loses it, so that one takes back the other. */
function labelEdit(reaction: Reaction, newName: string): TextEdit | undefined {
  const on = GrammarUtils.findNodeForKeyword(reaction.$cstNode, 'on');
  if (!on) return undefined;
  const { start } = on.range;
  if (!reaction.label) return TextEdit.insert(start, `${newName}: `);
  const label = partOfProperty(reaction, 'label');
  if (!label || newName !== nameFromTriggers(reaction)) return undefined;
  const between = label.root.fullText.slice(label.end, on.offset);
  // A comment in between stays.
  const end: Range['end'] | undefined = /^[ \t]*:[ \t]*$/.test(between) ? start : undefined;
  return end && TextEdit.del({ start: label.range.start, end });
}

/** Those that the occurrences of a message name among their triggers. */
export function unlabelledReactionsTo(message: Message, occurrences: readonly Occurrence[]): ReadonlySet<Reaction> {
  const reactions = new Set<Reaction>();
  for (const { node, target } of occurrences) {
    if (!isMessageRef(node) || node.$container.$type !== 'Trigger' || target !== message) continue;
    const reaction = node.$container.$container;
    if (!reaction.label) reactions.add(reaction);
  }
  return reactions;
}
