/** Lets handlers of generated services follow a rename in the model, and tells the user once the rename has been made. */
import { checkTexts } from '@choreo/language';
import { startOf } from '@choreo/language/lsp';
import type { Renaming } from '@choreo/language/lsp';
import type { Choreography } from '@choreo/model';
import { AstUtils, DocumentState, TextDocument, URI, UriUtils } from 'langium';
import type { Connection, WorkspaceEdit } from 'vscode-languageserver';
import { generationWanted } from '../protocol.ts';
import { notify } from '../requests.ts';
import type { RequestHandlers, ServerServices } from '../start-server.ts';
import { changesInFolder } from './folder-renames.ts';
import type { FolderChanges } from './folder-renames.ts';
import { outputFoldersIn } from './output-folders.ts';
import type { OutputFolder } from './output-folders.ts';
import { renamingNotice } from './renaming-notice.ts';

export const followHandlers: RequestHandlers = (connection, services) => {
  const renames = new HandlerRenames(connection, services);
  services.choreo.lsp.RenameProvider.alsoChanges = renaming => renames.changesWith(renaming);
};

/** Generated code does not depend on these names. */
const withoutCode: ReadonlySet<string> = new Set(['Channel', 'Property', 'Scenario']);

const annotation = 'handlers';

class HandlerRenames {
  readonly #connection: Connection;
  readonly #services: ServerServices['shared'];
  /** What the client can do. */
  #canMoveFiles = false;
  #canAnnotate = false;
  #canGenerate = false;
  /** Is said when the files have these texts, by URI: a client may ask for a rename and not make it. */
  #notice: { readonly text: string; readonly when: ReadonlyMap<string, string> } | undefined;

  constructor(connection: Connection, { shared }: ServerServices) {
    this.#connection = connection;
    this.#services = shared;
    shared.lsp.LanguageServer.onInitialize(({ capabilities, initializationOptions }) => {
      const can = capabilities.workspace?.workspaceEdit;
      this.#canMoveFiles = can?.documentChanges === true && can.resourceOperations?.includes('rename') === true;
      this.#canAnnotate = can?.changeAnnotationSupport !== undefined;
      const options: unknown = initializationOptions;
      this.#canGenerate =
        typeof options === 'object' && options !== null && 'generates' in options && options.generates === true;
    });
    shared.workspace.DocumentBuilder.onBuildPhase(DocumentState.Validated, () => this.#sayWhenMade());
  }

  /** An exception must not affect the rename itself. */
  async changesWith(renaming: Renaming): Promise<WorkspaceEdit | undefined> {
    this.#notice = undefined;
    if (withoutCode.has(renaming.target.$type)) return undefined;
    try {
      return await this.#changesWith(renaming);
    } catch (error) {
      const { uri } = AstUtils.getDocument(renaming.target);
      this.#services.Faults.note('renaming handlers', startOf(uri.toString()), error);
      return undefined;
    }
  }

  async #changesWith({ target, edits }: Renaming): Promise<WorkspaceEdit | undefined> {
    const { Choreographies, FileSystemProvider, LangiumDocuments, RootOf } = this.#services.workspace;
    const root = RootOf(AstUtils.getDocument(target).uri);
    const groups = Choreographies.all().filter(group => group.root === root);
    const models = new Map(groups.map(group => [group, this.#services.lowering.Models.of(group)]));
    const texts = LangiumDocuments.all
      .filter(({ uri }) => RootOf(uri) === root)
      .map(({ uri, textDocument }) => {
        const text = TextDocument.applyEdits(textDocument, edits[uri.toString()] ?? []);
        return { uri: uri.toString(), text };
      })
      .toArray();

    const folders = await outputFoldersIn(this.#services.workspace);
    const all: FolderChanges[] = [];
    let renamed: ReadonlyMap<string, Choreography> | undefined;
    for (const [group, before] of models) {
      const mine = folders.filter(folder => folder.manifest.choreography === group.name && this.#isOf(folder, root));
      if (mine.length === 0) continue;
      renamed ??= await modelsByFile(texts, RootOf);
      const after = renamed.get(group.documents[0]?.uri.toString() ?? '');
      if (!after) continue;
      for (const folder of mine) all.push(await changesInFolder(folder, { before, after }, FileSystemProvider));
    }
    const text = renamingNotice(this.#canMoveFiles ? all : all.map(changedByHand), changes =>
      this.#nameOf(changes.folder),
    );
    if (text === undefined) return undefined;
    this.#notice = { text, when: new Map(texts.filter(({ uri }) => edits[uri]).map(one => [one.uri, one.text])) };
    return this.#canMoveFiles ? this.#editOf(all) : undefined;
  }

  /** A folder of this root, or one of another root that has no choreography with its name. */
  #isOf({ uri, manifest }: OutputFolder, root: string): boolean {
    const { Choreographies, RootOf } = this.#services.workspace;
    const own = RootOf(UriUtils.joinPath(uri, 'x'));
    return (
      own === root || !Choreographies.all().some(group => group.root === own && group.name === manifest.choreography)
    );
  }

  #editOf(all: readonly FolderChanges[]): WorkspaceEdit {
    const edits = all.flatMap(changes => changes.edits);
    const moves = all.flatMap(changes => changes.moves);
    if (!this.#canAnnotate) return { documentChanges: [...edits, ...moves] };
    const names = [...new Set(all.map(({ folder }) => this.#nameOf(folder)))].join(', ');
    return {
      documentChanges: [
        ...edits.map(edit => ({
          ...edit,
          edits: edit.edits.map(one => ({ ...one, annotationId: annotation })),
        })),
        ...moves.map(move => ({ ...move, annotationId: annotation })),
      ],
      changeAnnotations: { [annotation]: { label: 'Handlers of generated services', description: names } },
    };
  }

  #sayWhenMade(): void {
    const notice = this.#notice;
    const { LangiumDocuments } = this.#services.workspace;
    const isMade = ([uri, text]: readonly [string, string]): boolean =>
      LangiumDocuments.getDocument(URI.parse(uri))?.textDocument.getText() === text;
    if (!notice || ![...notice.when].every(isMade)) return;
    this.#notice = undefined;
    this.#say(notice.text).catch((error: unknown) => console.error(error));
  }

  async #say(text: string): Promise<void> {
    if (!this.#canGenerate) {
      this.#connection.window.showInformationMessage(text);
      return;
    }
    const chosen = await this.#connection.window.showInformationMessage(text, { title: 'Generate Services…' });
    if (chosen) notify(this.#connection, generationWanted, undefined);
  }

  /** Relative to the folder of the workspace. */
  #nameOf({ uri }: OutputFolder): string {
    const inside = (this.#services.workspace.WorkspaceManager.workspaceFolders ?? [])
      .map(folder => UriUtils.relative(URI.parse(folder.uri), uri))
      .filter(path => !path.startsWith('..'));
    return inside.sort((a, b) => a.length - b.length)[0] || UriUtils.basename(uri);
  }
}

/** What the user has to do where the client cannot rename files. */
function changedByHand(changes: FolderChanges): FolderChanges {
  const { renamed, left } = changes;
  const named = renamed.filter(({ from, to }) => from.constant !== to.constant || from.path !== to.path);
  const reason = 'this editor cannot rename files on request';
  return {
    ...changes,
    edits: [],
    moves: [],
    renamed: [],
    left: [...left, ...named.map(handler => ({ handler, reason }))],
  };
}

/** The models of these texts, by the URI of each of their files. */
async function modelsByFile(
  texts: readonly { readonly uri: string; readonly text: string }[],
  rootOf: ServerServices['shared']['workspace']['RootOf'],
): Promise<ReadonlyMap<string, Choreography>> {
  const checked = await checkTexts(texts, { rootOf });
  return new Map(
    checked.flatMap(({ group, choreography }) =>
      group.documents.map(({ uri }): [string, Choreography] => [uri.toString(), choreography]),
    ),
  );
}
