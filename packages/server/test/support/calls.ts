/** The call hierarchy as a user opens it: `name (detail) ← places`. */
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  Location,
  Range,
} from 'vscode-languageserver';
import { placeOf } from './editor.ts';
import type { TestEditor } from './editor.ts';

export async function itemAt(editor: TestEditor, name: string): Promise<CallHierarchyItem | undefined> {
  const items = await editor.askAtCursor<CallHierarchyItem[] | null>('textDocument/prepareCallHierarchy', name);
  return items?.[0];
}

export async function incoming(editor: TestEditor, item: CallHierarchyItem): Promise<CallHierarchyIncomingCall[]> {
  return editor.ask<unknown, CallHierarchyIncomingCall[]>({ method: 'callHierarchy/incomingCalls' }, { item });
}

export async function outgoing(editor: TestEditor, item: CallHierarchyItem): Promise<CallHierarchyOutgoingCall[]> {
  return editor.ask<unknown, CallHierarchyOutgoingCall[]>({ method: 'callHierarchy/outgoingCalls' }, { item });
}

export async function incomingTexts(editor: TestEditor, item: CallHierarchyItem): Promise<string[]> {
  const calls = await incoming(editor, item);
  return calls.map(({ from, fromRanges }) => textOf(from, from.uri, fromRanges));
}

export async function outgoingTexts(editor: TestEditor, item: CallHierarchyItem): Promise<string[]> {
  const calls = await outgoing(editor, item);
  return calls.map(({ to, fromRanges }) => textOf(to, item.uri, fromRanges));
}

function textOf({ name, detail }: CallHierarchyItem, uri: string, ranges: readonly Range[]): string {
  const places = ranges.map((range): Location => ({ uri, range })).map(placeOf);
  return `${name} (${detail}) ${places.join(' ')}`;
}
