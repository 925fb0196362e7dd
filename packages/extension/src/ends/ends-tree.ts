/** The tree of the view "Ways to End": the ends of a choreography, or of its independent parts. */
import { showRunCommand } from '@choreo/server/protocol';
import type { EndEntry, ShownEnds, VerificationState } from '@choreo/server/protocol';
import * as vscode from 'vscode';
import type { RunSubject } from '../run/protocol.ts';

/** A line of the tree. Lines about ends are subjects of "Show Run". */
export type EndsNode =
  | { readonly kind: 'part'; readonly choreography: string; readonly ends: ShownEnds }
  | { readonly kind: 'end'; readonly choreography: string; readonly end: string; readonly entry: EndEntry }
  | { readonly kind: 'others'; readonly choreography: string; readonly text: string };

export function isEndNode(value: unknown): value is Extract<EndsNode, { kind: 'end' }> {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'end' && 'entry' in value;
}

export class EndsTree implements vscode.TreeDataProvider<EndsNode>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  #shown = '';
  #choreography = '';
  #ends: readonly ShownEnds[] = [];

  /** Redraws only what is new, so that the selection and the place stay while one types. */
  show(state: VerificationState | undefined): void {
    const ends = state?.result?.ends ?? [];
    const shown = JSON.stringify([state?.choreography, ends]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#choreography = state?.choreography ?? '';
    this.#ends = ends;
    this.#changed.fire(undefined);
  }

  getChildren(node?: EndsNode): EndsNode[] {
    const choreography = this.#choreography;
    if (node) return node.kind === 'part' ? linesOf(choreography, node.ends) : [];
    const [first] = this.#ends;
    if (first && first.entries === undefined) return linesOf(choreography, first);
    return this.#ends.map(ends => ({ kind: 'part', choreography, ends }));
  }

  getTreeItem(node: EndsNode): vscode.TreeItem {
    switch (node.kind) {
      case 'part':
        return partItem(node.ends);
      case 'end':
        return endItem(node.entry, { choreography: node.choreography, end: node.end });
      case 'others':
        return othersItem(node.text);
      default:
        return node satisfies never;
    }
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

function linesOf(choreography: string, { listed, others }: ShownEnds): EndsNode[] {
  return [
    ...listed.map((entry): EndsNode => ({ kind: 'end', choreography, end: entry.key, entry })),
    ...others.map((text): EndsNode => ({ kind: 'others', choreography, text })),
  ];
}

function partItem({ entries = [], bound }: ShownEnds): vscode.TreeItem {
  const label = `After ${entries.join(', ')}`;
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Expanded);
  item.id = label;
  if (bound !== undefined) {
    item.description = 'at least these';
    item.tooltip = `There may be more ends: ${bound}.`;
  }
  return item;
}

function endItem({ key, exits, rest, steps }: EndEntry, subject: RunSubject): vscode.TreeItem {
  const item = new vscode.TreeItem(exits, vscode.TreeItemCollapsibleState.None);
  const run = steps === 0 ? 'Nothing comes.' : `Shortest run: ${steps === 1 ? '1 step' : `${steps} steps`}.`;
  item.id = key;
  item.description = rest;
  item.tooltip = [exits, ...rest.split(' · '), '', run].filter((line, at) => line !== '' || at > 1).join('\n');
  item.accessibilityInformation = { label: [exits, ...rest.split(' · '), run].filter(Boolean).join(', ') };
  item.iconPath = new vscode.ThemeIcon(exits === 'no exit' ? 'circle-slash' : 'sign-out');
  item.contextValue = 'choreo.end';
  item.command = { command: showRunCommand, title: 'Show Run', arguments: [subject] };
  return item;
}

function othersItem(text: string): vscode.TreeItem {
  const item = new vscode.TreeItem(text, vscode.TreeItemCollapsibleState.None);
  item.iconPath = new vscode.ThemeIcon('ellipsis');
  item.contextValue = 'choreo.otherEnds';
  item.accessibilityInformation = { label: `${text}, not listed` };
  return item;
}
