/** The commands behind lenses, the menu and the palette that show who emits, handles and receives, and what is said about it. */
import { flowPlacesRequest } from '@choreo/server/protocol';
import type { FlowPlaces, FlowPosition, FlowRole } from '@choreo/server/protocol';
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { choreoSelector } from '../choreo-documents.ts';
import { commands } from '../commands.ts';
import { locationOf } from '../panel/places.ts';
import type { Preview } from '../preview/register-preview.ts';
import { ask } from '../requests.ts';
import { showReferencesByRole } from './references-tree.ts';

/** What a command shows, and what it says if there is nothing. */
const listings: readonly {
  readonly command: string;
  readonly roles: readonly FlowRole[];
  readonly none: (found: FlowPlaces) => string;
}[] = [
  {
    command: commands.showEmitters,
    roles: ['emits'],
    none: ({ kind, name }) => (kind === 'message' ? `Nothing emits ${name}.` : `${name} emits nothing.`),
  },
  {
    command: commands.showHandlers,
    roles: ['reacts', 'receives'],
    none: ({ kind, name }) => (kind === 'message' ? `Nothing handles ${name}.` : `${name} reacts to nothing.`),
  },
  {
    command: commands.showReceivers,
    roles: ['receives'],
    none: ({ kind, name }) => (kind === 'message' ? `Nothing receives ${name}.` : `${name} receives nothing.`),
  },
  {
    command: commands.showClaims,
    roles: ['says'],
    none: ({ name }) => `No property and no scenario names ${name}.`,
  },
  {
    command: commands.showReactions,
    roles: ['reactions'],
    none: ({ kind, name }) =>
      kind === 'message' ? `${name} is a message. A service has reactions.` : `${name} has no reactions.`,
  },
];

export function registerNavigation(client: BaseLanguageClient, preview: Preview): vscode.Disposable {
  async function placesAt(at: FlowPosition): Promise<FlowPlaces | undefined> {
    const found = await ask(client, flowPlacesRequest, at);
    if (!found) {
      void vscode.window.showInformationMessage(
        'There is no message, service or reaction at the cursor. Put the cursor on the name of one.',
      );
    }
    return found ?? undefined;
  }

  /** A lens says where; a menu passes the file, and means the cursor. */
  function withPlaces(show: (found: FlowPlaces, at: FlowPosition) => Thenable<unknown>) {
    return async (argument?: unknown): Promise<void> => {
      const at = isFlowPosition(argument) ? argument : atCursor();
      const found = at && (await placesAt(at));
      if (at && found) await show(found, at);
    };
  }

  return vscode.Disposable.from(
    ...listings.map(({ command, roles, none }) =>
      vscode.commands.registerCommand(
        command,
        withPlaces((found, at) => {
          const places = found.places.filter(({ role }) => roles.includes(role));
          return peek(
            at,
            places.map(({ place }) => locationOf(place)),
            none(found),
          );
        }),
      ),
    ),
    vscode.commands.registerCommand(
      commands.findReferencesByRole,
      withPlaces((found, at) => showReferencesByRole(found, at, placesAt)),
    ),
    vscode.commands.registerCommand(
      commands.showFlow,
      withPlaces(async ({ focus }, { uri }) => preview.focus(uri, focus)),
    ),
  );
}

function peek({ uri, position }: FlowPosition, locations: readonly vscode.Location[], none: string): Thenable<unknown> {
  const file = vscode.Uri.parse(uri, true);
  const at = new vscode.Position(position.line, position.character);
  return locations.length > 0
    ? vscode.commands.executeCommand('editor.action.peekLocations', file, at, locations, 'peek')
    : vscode.commands.executeCommand('editor.action.goToLocations', file, at, [], 'peek', none);
}

function atCursor(): FlowPosition | undefined {
  const editor = vscode.window.activeTextEditor;
  if (!editor || vscode.languages.match(choreoSelector, editor.document) === 0) {
    void vscode.window.showInformationMessage('Open a .choreo file first, and put the cursor on a name.');
    return undefined;
  }
  const { line, character } = editor.selection.active;
  return { uri: editor.document.uri.toString(), position: { line, character } };
}

function isFlowPosition(value: unknown): value is FlowPosition {
  return typeof value === 'object' && value !== null && 'uri' in value && 'position' in value;
}
