/** Refactorings as an editor asks for them: what is offered at a selection, and the text after one of them. */
import type { CodeAction } from 'vscode-languageserver';
import { expect } from 'vitest';
import { TestEditor } from './editor.ts';
import type { EditorOptions } from './editor.ts';

type Files = Readonly<Record<string, string>>;

const only = 'a.choreo';

function filesOf(files: Files | string): Files {
  return typeof files === 'string' ? { [only]: files } : files;
}

async function opened(files: Files | string, options?: EditorOptions): Promise<readonly [TestEditor, string]> {
  const all = filesOf(files);
  const marked = Object.entries(all).find(([, text]) => text.includes('<|>'));
  if (!marked) throw new Error('no text has a cursor');
  return [await TestEditor.open(all, options), marked[0]];
}

/** The titles of what is offered at the selection, with the reason behind those that are impossible. */
export async function offered(files: Files | string, kind = 'refactor'): Promise<string[]> {
  const [editor, name] = await opened(files);
  const actions = await editor.refactorings(name, [kind]);
  return actions.map(({ title, disabled }) => (disabled ? `${title}: ${disabled.reason}` : title));
}

/** The action with this title at the selection, with its edits. */
export async function chosen(
  files: Files | string,
  title: string | RegExp,
  options?: EditorOptions,
): Promise<readonly [CodeAction, TestEditor]> {
  const [editor, name] = await opened(files, options);
  const actions = await editor.refactorings(name);
  const action = actions.find(one => (typeof title === 'string' ? one.title === title : title.test(one.title)));
  if (!action) throw new Error(`not offered: ${String(title)}, but ${actions.map(one => one.title).join(', ')}`);
  if (action.disabled) throw new Error(action.disabled.reason);
  return [await editor.resolved(action), editor];
}

/** The texts that change; a single text stands for a single file. */
export async function refactored(files: Files, title: string | RegExp): Promise<Record<string, string>> {
  const [action, editor] = await chosen(files, title);
  return editor.applied(action.edit);
}

/** The text after the action with this title. */
export async function expectRefactored(before: string, title: string | RegExp, after: string): Promise<void> {
  expect((await refactored({ [only]: before }, title))[only]).toBe(after);
}
