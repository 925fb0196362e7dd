/** Offers refactorings as code actions, and computes what one changes when it is chosen. */
import { URI } from 'langium';
import type { LangiumDocument } from 'langium';
import { CodeActionTriggerKind, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type {
  ClientCapabilities,
  CodeAction,
  CodeActionParams,
  Command,
  InitializeParams,
  Range,
  WorkspaceEdit,
} from 'vscode-languageserver';
import { syntaxErrorCount } from '../../parser/repair/repair-text.ts';
import { SourceText } from '../../validation/fixes/source-text.ts';
import type { ChoreoDocument } from '../../workspace/choreographies.ts';
import type { ChoreoLspServices } from '../choreo-lsp-services.ts';
import { allRefactorings } from './all-refactorings.ts';
import { Place } from './place.ts';
import type { Offer, Plan } from './refactoring.ts';
import { applied, errorCausedBy } from './trial.ts';
import { annotatedEdit, plainEdit } from './workspace-edits.ts';

export const refactoringKinds: readonly string[] = [...new Set(allRefactorings.map(({ kind }) => kind))].sort();

/** What identifies an offer until it is chosen. */
interface Chosen {
  readonly uri: string;
  readonly version: number;
  readonly range: Range;
  readonly title: string;
}

/** Commands of the client, as far as it has them. */
interface ClientCommands {
  /** Lets the author replace a new name; its arguments are a URI and a position. */
  readonly renameAt?: string;
  /** Lets the author choose one of several actions; its arguments are a title and the actions. */
  readonly choose?: string;
}

export class RefactoringActions {
  readonly #services: ChoreoLspServices;
  #client: ClientCapabilities = {};
  #commands: ClientCommands = {};

  constructor(services: ChoreoLspServices) {
    this.#services = services;
    services.shared.lsp.LanguageServer.onInitialize(params => this.#meet(params));
  }

  #meet({ capabilities, initializationOptions }: InitializeParams): void {
    this.#client = capabilities;
    const options: unknown = initializationOptions;
    if (typeof options !== 'object' || options === null || !('refactoring' in options)) return;
    const { refactoring } = options;
    if (typeof refactoring === 'object' && refactoring !== null) this.#commands = refactoring;
  }

  async actionsAt(document: LangiumDocument, { range, context }: CodeActionParams): Promise<CodeAction[]> {
    const { only, triggerKind } = context;
    const asked = allRefactorings.filter(({ kind }) => !only || only.some(wanted => isKind(kind, wanted)));
    if (asked.length === 0 || syntaxErrorCount(document.parseResult) > 0) return [];
    const place = new Place(document, range, this.#services);
    const { disabledSupport, resolveSupport, dataSupport } = this.#client.textDocument?.codeAction ?? {};
    const isShown = ({ disabled }: Offer) =>
      disabled === undefined || (disabledSupport && triggerKind !== CodeActionTriggerKind.Automatic);
    const actions = asked.flatMap(({ kind, offersAt }) =>
      offersAt(place)
        .filter(isShown)
        .flatMap(offer => this.#actionsOf(offer, kind, document, range)),
    );
    if (dataSupport && resolveSupport?.properties.includes('edit')) return actions;
    // Other clients need the edits at once.
    const resolved = await Promise.all(
      actions.map(action => (action.disabled ? action : this.resolve(action).catch(() => undefined))),
    );
    return resolved.flatMap(action => action ?? []);
  }

  #actionsOf(offer: Offer, kind: string, document: LangiumDocument, range: Range): readonly CodeAction[] {
    const { title, disabled, choices } = offer;
    if (disabled !== undefined) return [{ title, kind, disabled: { reason: disabled } }];
    if (choices) {
      const possible = choices.filter(choice => choice.disabled === undefined);
      const actions = possible.flatMap(choice => this.#actionsOf(choice, kind, document, range));
      const command = this.#commands.choose;
      return command === undefined || actions.length === 0
        ? actions
        : [{ title, kind, command: { title, command, arguments: [title, actions] } }];
    }
    const { uri, textDocument } = document;
    const data: Chosen = { uri: uri.toString(), version: textDocument.version, range, title };
    return [{ title, kind, data }];
  }

  async resolve(action: CodeAction): Promise<CodeAction> {
    const { data } = action;
    if (!isChosen(data)) return action;
    const { uri, version, range, title } = data;
    const document = this.#services.shared.workspace.LangiumDocuments.getDocument(URI.parse(uri));
    const place = document?.textDocument.version === version ? new Place(document, range, this.#services) : undefined;
    const offer = place && offerAt(place, title);
    if (!place || !offer) {
      throw new ResponseError(LSPErrorCodes.ContentModified, `The text has changed since “${title}” was offered.`);
    }
    const plan = offer.plan();
    if (typeof plan === 'string') throw refusal(plan);
    const edits = plan.steps.flatMap(step => step.edits);
    const error = await errorCausedBy(edits, document as ChoreoDocument, this.#services);
    if (error !== undefined) throw refusal(`That would not be right: ${error}`);
    const command = this.#commandAfter(plan, place);
    return { ...action, edit: this.#editOf(plan), ...(command ? { command } : {}) };
  }

  #editOf(plan: Plan): WorkspaceEdit {
    const { changeAnnotationSupport, documentChanges } = this.#client.workspace?.workspaceEdit ?? {};
    return changeAnnotationSupport && documentChanges ? annotatedEdit(plan) : plainEdit(plan);
  }

  #commandAfter({ named, steps }: Plan, place: Place): Command | undefined {
    if (!named || this.#commands.renameAt === undefined) return undefined;
    const { uri } = named.edit;
    const source = place.sourceOf(uri);
    const start = source.offsetAt(named.edit.range.start);
    const edits = steps.flatMap(step => step.edits).filter(edit => edit.uri === uri);
    const before = edits.filter(edit => edit !== named.edit && source.offsetAt(edit.range.start) <= start);
    const shifts = before.map(({ range, newText }) => {
      return newText.length - (source.offsetAt(range.end) - source.offsetAt(range.start));
    });
    const offset = shifts.reduce((sum, shift) => sum + shift, start) + named.edit.newText.search(wordOf(named.name));
    const after = new SourceText(uri, applied(uri, source.text, edits));
    return { title: 'Rename', command: this.#commands.renameAt, arguments: [uri, after.positionAt(offset)] };
  }
}

function offerAt(place: Place, title: string): Offer | undefined {
  for (const refactoring of allRefactorings) {
    const offers = refactoring.offersAt(place).flatMap(one => one.choices ?? [one]);
    const offer = offers.find(one => one.title === title && one.disabled === undefined);
    if (offer) return offer;
  }
  return undefined;
}

/** `refactor` asks for `refactor.move` too. */
function isKind(kind: string, wanted: string): boolean {
  return kind === wanted || kind.startsWith(`${wanted}.`);
}

function isChosen(data: unknown): data is Chosen {
  return typeof data === 'object' && data !== null && 'title' in data && 'range' in data && 'version' in data;
}

function refusal(reason: string): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestFailed, reason);
}

function wordOf(name: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}_])${name}(?![\\p{L}\\p{N}_])`, 'u');
}
