/** Renames across all files, or says why not: the new name is invalid, taken, or would change the meaning of another name. */
import { AstUtils, CstUtils } from 'langium';
import type { AstNode, CstNode, LangiumDocument, LeafCstNode, NameProvider } from 'langium';
import { DefaultRenameProvider } from 'langium/lsp';
import type { LangiumServices, LangiumSharedServices } from 'langium/lsp';
import {
  LSPErrorCodes,
  OptionalVersionedTextDocumentIdentifier,
  ResponseError,
  TextDocumentEdit,
} from 'vscode-languageserver';
import type { Position, Range, RenameParams, TextDocumentPositionParams, WorkspaceEdit } from 'vscode-languageserver';
import type { ChoreoServices } from '../choreo-services.ts';
import type { ChoreoReferences, Occurrence } from '../references/choreo-references.ts';
import type { ChoreoDocument, Choreographies } from '../workspace/choreographies.ts';
import { newNameFor } from './renaming/new-name.ts';
import { renameEdits } from './renaming/rename-edits.ts';
import type { Edits } from './renaming/rename-edits.ts';
import { RenameTrials } from './renaming/rename-trial.ts';
import { TakenNames } from './renaming/taken-names.ts';

/** A rename that is about to be made. */
export interface Renaming {
  readonly target: AstNode;
  /** In choreographies. */
  readonly edits: Edits;
}

/** The services that it needs. Declared here, since the type of all services includes this one. */
type RenameServices = Omit<LangiumServices, 'shared'> & ChoreoServices & { readonly shared: LangiumSharedServices };

export class ChoreoRename extends DefaultRenameProvider {
  readonly #occurrences: ChoreoReferences;
  readonly #names: NameProvider;
  readonly #choreographies: Choreographies;
  readonly #takenNames: TakenNames;
  readonly #trials: RenameTrials;

  /** What else has to change with it, in other files. Replaced by whoever knows of such files; never rejects. */
  alsoChanges: (renaming: Renaming) => Promise<WorkspaceEdit | undefined> = async () => undefined;

  constructor(services: RenameServices) {
    super(services as LangiumServices);
    this.#occurrences = services.references.References;
    this.#names = services.references.NameProvider;
    this.#choreographies = services.shared.workspace.Choreographies;
    this.#takenNames = new TakenNames(services);
    this.#trials = new RenameTrials(services);
  }

  override async rename(document: LangiumDocument, params: RenameParams): Promise<WorkspaceEdit | undefined> {
    const target = this.#targetOf(this.#leafAt(document, params.position));
    if (!target) return undefined;
    const newName = newNameFor(target, params.newName.trim());
    if (typeof newName === 'string') throw refusal(newName);
    const { name, spelled } = newName;
    const from = this.#names.getName(target) ?? '';
    if (name === from) return { changes: {} };
    const reason = this.#takenNames.reasonAgainst(target, name);
    if (reason !== undefined) throw refusal(reason);
    const edits = renameEdits(this.#occurrences, target, spelled);
    const objection = await this.#trials.objectionTo({ target, from, to: name, edits });
    if (objection !== undefined) throw refusal(objection);
    const more = await this.alsoChanges({ target, edits });
    if (!more) return { changes: edits };
    const own = Object.entries(edits).map(([uri, changes]) =>
      TextDocumentEdit.create(OptionalVersionedTextDocumentIdentifier.create(uri, null), changes),
    );
    return { ...more, documentChanges: [...own, ...(more.documentChanges ?? [])] };
  }

  override prepareRename(document: LangiumDocument, { position }: TextDocumentPositionParams): Range | undefined {
    const leaf = this.#leafAt(document, position);
    return this.#targetOf(leaf) && leaf?.range;
  }

  #leafAt(document: LangiumDocument, position: Position): LeafCstNode | undefined {
    const root = document.parseResult.value.$cstNode;
    const offset = document.textDocument.offsetAt(position);
    return CstUtils.findDeclarationNodeAtOffset(root, offset, this.grammarConfig.nameRegexp);
  }

  #targetOf(leaf: LeafCstNode | undefined): AstNode | undefined {
    if (!leaf) return undefined;
    const [target] = this.#occurrences.findDeclarations(leaf);
    if (target) return target;
    const document = AstUtils.getDocument(leaf.astNode) as ChoreoDocument;
    const written = this.#occurrences.occurrencesIn(document).find(({ part }) => isWithin(leaf, part));
    if (written) throw refusal(this.#undeclared(written));
    return undefined;
  }

  /** The reason why the name at this place cannot be renamed. */
  #undeclared({ document, part }: Occurrence): string {
    const { name } = this.#choreographies.groupOf(document);
    if (part.text === name && !document.parseResult.value.header) {
      return `The choreography \`${name}\` is named after its file. Rename the file, or name it in a header: \`choreography ${name}\`.`;
    }
    return `\`${part.text}\` has no declaration, so it cannot be renamed. Change it here instead.`;
  }
}

function isWithin(leaf: LeafCstNode, part: CstNode): boolean {
  return part.offset <= leaf.offset && leaf.end <= part.end;
}

function refusal(reason: string): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestFailed, reason);
}
