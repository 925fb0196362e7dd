/** What the user sees about handlers when something was renamed. */
import type { FolderChanges } from './folder-renames.ts';

/** So many handlers are named that the user has to rename. */
const few = 3;

/** Undefined if there is nothing to say. `nameOf`: the folder as the user knows it. */
export function renamingNotice(
  all: readonly FolderChanges[],
  nameOf: (changes: FolderChanges) => string,
): string | undefined {
  const sentences = all.flatMap(changes => sentencesAbout(changes, nameOf(changes)));
  return sentences.length > 0 ? [...sentences, 'Generate the services again.'].join(' ') : undefined;
}

function sentencesAbout({ renamed, left, edits }: FolderChanges, folder: string): readonly string[] {
  const sentences: string[] = [];
  const named = renamed.filter(({ from, to }) => from.constant !== to.constant || from.path !== to.path);
  const [first] = named;
  if (first && named.length === 1) {
    const { from, to } = first;
    const name = from.constant === to.constant ? '' : `\`${to.constant}\`, `;
    sentences.push(`The handler \`${from.constant}\` is now ${name}in \`${folder}/${to.path}\`.`);
  } else if (first) {
    const { from, to } = first;
    const example =
      from.constant === to.constant ? `\`${to.path}\`` : `\`${from.constant}\`, which is now \`${to.constant}\``;
    sentences.push(`${named.length} handlers in \`${folder}\` follow, such as ${example}.`);
  } else if (renamed.length > 0) {
    const count = renamed.length === 1 ? 'A handler' : `${renamed.length} handlers`;
    sentences.push(`${count} in \`${folder}\` that nobody has edited ${renamed.length === 1 ? 'follows' : 'follow'}.`);
  } else if (edits.length > 0) sentences.push(`The list of generated files in \`${folder}\` has the new name.`);
  for (const { handler, reason } of left.slice(0, few)) {
    const { from, to } = handler;
    const becomes = from.constant === to.constant ? 'Move' : `Rename it to \`${to.constant}\`, and move`;
    const way =
      from.path === to.path ? `Rename it to \`${to.constant}\` there` : `${becomes} what you need to \`${to.path}\``;
    sentences.push(
      `The handler \`${from.constant}\` in \`${folder}/${from.path}\` keeps its name, since ${reason}. ${way}.`,
    );
  }
  if (left.length > few) sentences.push(`So do ${left.length - few} others.`);
  return sentences;
}
