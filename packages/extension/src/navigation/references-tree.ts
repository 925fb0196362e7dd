/** Shows references parted by what they do in VS Code's own view of references, which takes trees of other extensions. */
import type { FlowPlace, FlowPlaces, FlowPosition, FlowRole } from '@choreo/server/protocol';
import * as vscode from 'vscode';
import { locationOf } from '../panel/places.ts';

/** The part of the view's API that is used (`references-view.d.ts` of VS Code). */
interface SymbolTree {
  setInput(input: SymbolTreeInput): void;
}

interface SymbolTreeInput {
  readonly contextValue: string;
  readonly title: string;
  readonly location: vscode.Location;
  resolve(): Promise<SymbolTreeModel | undefined>;
  with(location: vscode.Location): SymbolTreeInput;
}

interface SymbolTreeModel {
  readonly message: string | undefined;
  readonly provider: vscode.TreeDataProvider<RoleNode>;
  readonly navigation: {
    nearest(uri: vscode.Uri, position: vscode.Position): RoleNode | undefined;
    next(from: RoleNode): RoleNode;
    previous(from: RoleNode): RoleNode;
    location(item: RoleNode): vscode.Location | undefined;
  };
  readonly highlights: {
    getEditorHighlights(item: RoleNode, uri: vscode.Uri): readonly vscode.Range[] | undefined;
  };
}

type RoleNode =
  | { readonly kind: 'role'; readonly role: FlowRole; readonly places: readonly FlowPlace[] }
  | { readonly kind: 'place'; readonly parent: RoleNode; readonly place: FlowPlace };

const viewExtension = 'vscode.references-view';

const titles: readonly (readonly [FlowRole, string, string])[] = [
  ['reactions', 'Reactions', 'symbol-method'],
  ['emits', 'Emits', 'arrow-up'],
  ['reacts', 'Reacts', 'arrow-down'],
  ['receives', 'Receives', 'inbox'],
  ['says', 'Says', 'comment'],
  ['else', 'Elsewhere', 'ellipsis'],
];

export async function showReferencesByRole(
  found: FlowPlaces,
  at: FlowPosition,
  again: (at: FlowPosition) => Promise<FlowPlaces | undefined>,
): Promise<void> {
  const view = await vscode.extensions.getExtension<SymbolTree>(viewExtension)?.activate();
  if (view) return view.setInput(inputOf(found.name, at, again));
  // The view was switched off.
  const locations = found.places.map(({ place }) => locationOf(place));
  const position = new vscode.Position(at.position.line, at.position.character);
  await vscode.commands.executeCommand('editor.action.peekLocations', vscode.Uri.parse(at.uri), position, locations);
}

/** `again`: asks once more, since the view refreshes. */
function inputOf(
  name: string,
  at: FlowPosition,
  again: (at: FlowPosition) => Promise<FlowPlaces | undefined>,
): SymbolTreeInput {
  const { line, character } = at.position;
  return {
    contextValue: 'choreoReferences',
    title: `References of ${name}`,
    location: new vscode.Location(vscode.Uri.parse(at.uri), new vscode.Position(line, character)),
    resolve: async () => {
      const found = await again(at);
      return found && modelOf(found);
    },
    with: ({ uri, range: { start } }) => {
      const next = { uri: uri.toString(), position: { line: start.line, character: start.character } };
      return inputOf(name, next, again);
    },
  };
}

function modelOf({ name, places }: FlowPlaces): SymbolTreeModel {
  const nodes = titles.flatMap(([role]): RoleNode[] => {
    const own = places.filter(place => place.role === role);
    return own.length > 0 ? [{ kind: 'role', role, places: own }] : [];
  });
  const inside = new Map(nodes.map(node => [node, childrenOf(node)]));
  const leaves = [...inside.values()].flat();
  const step = (from: RoleNode, by: number): RoleNode => {
    const index = leaves.indexOf(from.kind === 'role' ? (inside.get(from)?.[0] ?? from) : from);
    return leaves[(index + by + leaves.length) % leaves.length] ?? from;
  };
  return {
    message: places.length === 0 ? `Nothing names ${name}.` : undefined,
    provider: {
      getChildren: node => (node ? (inside.get(node) ?? []) : nodes),
      getParent: node => (node.kind === 'place' ? node.parent : undefined),
      getTreeItem: itemOf,
    },
    navigation: {
      nearest: (uri, position) =>
        leaves.find(
          leaf => locationIn(leaf)?.uri.toString() === uri.toString() && locationIn(leaf)?.range.contains(position),
        ) ?? leaves[0],
      next: from => step(from, 1),
      previous: from => step(from, -1),
      location: locationIn,
    },
    highlights: {
      getEditorHighlights: (_item, uri) =>
        places.filter(({ place }) => place.uri === uri.toString()).map(({ place }) => locationOf(place).range),
    },
  };
}

function childrenOf(node: RoleNode): RoleNode[] {
  return node.kind === 'role' ? node.places.map(place => ({ kind: 'place', parent: node, place })) : [];
}

function locationIn(node: RoleNode): vscode.Location | undefined {
  return node.kind === 'place' ? locationOf(node.place.place) : undefined;
}

function itemOf(node: RoleNode): vscode.TreeItem {
  if (node.kind === 'role') {
    const [, title, icon] = titles.find(([role]) => role === node.role) ?? ['else', 'Elsewhere', 'ellipsis'];
    const item = new vscode.TreeItem(title, vscode.TreeItemCollapsibleState.Expanded);
    item.description = String(node.places.length);
    item.iconPath = new vscode.ThemeIcon(icon);
    item.contextValue = 'choreo.role';
    return item;
  }
  const { place, within, line } = node.place;
  const location = locationOf(place);
  const item = new vscode.TreeItem(within);
  item.description = line;
  item.tooltip = `${vscode.workspace.asRelativePath(location.uri)}:${location.range.start.line + 1}`;
  item.contextValue = 'choreo.reference';
  item.command = {
    command: 'vscode.open',
    title: 'Go to Reference',
    arguments: [location.uri, { selection: location.range.with({ end: location.range.start }), preserveFocus: true }],
  };
  return item;
}
