/**
 * Tries a rename on copies of the files, and checks whether every name keeps its meaning. Names can hide one another in
 * many ways, so this uses the real scopes instead of a second version of their rules.
 */
import { AstUtils, EmptyFileSystem, TextDocument, URI } from 'langium';
import type { AstNode } from 'langium';
import { createChoreoCoreServices } from '../../choreo-module.ts';
import type { ChoreoServices } from '../../choreo-services.ts';
import { isChannel, isProperty, isReaction, isScenario } from '../../generated/ast.ts';
import { isKeyword, softWords, wordCharacter } from '../../parser/words.ts';
import type { Occurrence } from '../../references/choreo-references.ts';
import { syntaxErrorCount } from '../../parser/repair/repair-text.ts';
import { syntaxChecks } from '../../validation/syntax-checks.ts';
import type { ChoreoDocument } from '../../workspace/choreographies.ts';
import { capitalized, declarationWords, placeWords, placedWords } from './declaration-words.ts';
import type { Edits } from './rename-edits.ts';

export interface Trial {
  readonly target: AstNode;
  readonly from: string;
  readonly to: string;
  readonly edits: Edits;
}

export class RenameTrials {
  readonly #live: ChoreoServices;
  /** Created on first use, since creating a separate parser takes a while. */
  #copies: ChoreoServices | undefined;
  /** One trial at a time, since all use the same copies. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(live: ChoreoServices) {
    this.#live = live;
  }

  /** The reason against the rename, as a message. */
  async objectionTo(trial: Trial): Promise<string | undefined> {
    const documents = this.#documentsAround(trial.target);
    const texts = documents.map(({ uri, textDocument }) => ({
      uri: uri.toString(),
      before: textDocument.getText(),
      text: TextDocument.applyEdits(textDocument, trial.edits[uri.toString()] ?? []),
    }));
    if (isUnheardOf(trial, texts)) return undefined;
    // Read the current state before other tasks can change it.
    const before = documents.map(document => snapshotOf(document, this.#live));
    const sharing = this.#sharingWith(trial.target, this.#live);
    const path = pathOf(trial.target, this.#live);
    const outcome = this.#last.then(async () => {
      const copies = this.#copyServices();
      const changed = await build(texts, copies);
      try {
        const after = changed.map(document => snapshotOf(document, copies));
        return differenceIn(before, after) ?? this.#newlySharing(sharing, path, copies);
      } finally {
        await copies.shared.workspace.DocumentBuilder.update(
          [],
          changed.map(({ uri }) => uri),
        );
      }
    });
    this.#last = outcome.catch(() => {});
    return outcome;
  }

  #copyServices(): ChoreoServices {
    if (!this.#copies) {
      const { RootOf } = this.#live.shared.workspace;
      this.#copies = createChoreoCoreServices(EmptyFileSystem, { workspace: { RootOf: () => RootOf } }).choreo;
      const { Faults } = this.#live.shared;
      this.#copies.shared.Faults.log = text => Faults.log(text);
      // It listens to builds from the start. No caller needs references from the index.
      void this.#copies.references.References;
      this.#copies.workspace.ReferenceDescriptionProvider.createDescriptions = async () => [];
    }
    return this.#copies;
  }

  /** All files under the root, since any of them may use the choreography. */
  #documentsAround(target: AstNode): readonly ChoreoDocument[] {
    const { RootOf, LangiumDocuments } = this.#live.shared.workspace;
    const root = RootOf(AstUtils.getDocument(target).uri);
    return (LangiumDocuments.all.toArray() as ChoreoDocument[]).filter(({ uri }) => RootOf(uri) === root);
  }

  #sharingWith(target: AstNode, services: ChoreoServices): ReadonlySet<string> {
    return new Set([...services.references.References.sharing(target)].map(node => pathOf(node, services)));
  }

  #newlySharing(before: ReadonlySet<string>, path: string, copies: ChoreoServices): string | undefined {
    const target = nodeAt(path, copies);
    const sharing = target ? [...copies.references.References.sharing(target)] : [];
    const other = sharing.find(node => !before.has(pathOf(node, copies)));
    if (!other) return undefined;
    return `${capitalized(placedWords(other))} already has this name. Keys with the same name are one key in all messages, so the two would become one. Choose another name, or rename that one first.`;
  }
}

/**
 * A name that is not used yet cannot change the meaning of other names, since the old name is replaced everywhere. A trial would
 * take as long as opening all files.
 */
function isUnheardOf(
  { target, from, to }: Trial,
  texts: readonly { readonly before: string; readonly text: string }[],
): boolean {
  // No names refer to these.
  if (isProperty(target) || isScenario(target) || isChannel(target)) return true;
  if (isKeyword(to) || softWords.has(to)) return false;
  const written = new RegExp(`(?<!${wordCharacter})${from}(?!${wordCharacter})`);
  return texts.every(({ before, text }) => !before.includes(to) && !written.test(text));
}

interface Name {
  readonly occurrence: Occurrence;
  /** The path of a node in the tree. */
  readonly path: string;
  readonly meaning: string | undefined;
}

interface Snapshot {
  readonly document: ChoreoDocument;
  readonly names: readonly Name[];
  readonly errors: number;
}

function snapshotOf(document: ChoreoDocument, services: ChoreoServices): Snapshot {
  // The label may be added or removed, and then the reaction has the name derived from its triggers.
  const occurrences = services.references.References.occurrencesIn(document).filter(
    ({ declares, node }) => !(declares && isReaction(node)),
  );
  const names = occurrences.map(occurrence => ({
    occurrence,
    path: pathOf(occurrence.node, services),
    meaning: occurrence.target && pathOf(occurrence.target, services),
  }));
  return {
    document,
    names,
    errors: syntaxErrorCount(document.parseResult) + syntaxChecks(document.parseResult.value).length,
  };
}

async function build(
  texts: readonly { readonly uri: string; readonly text: string }[],
  { shared }: ChoreoServices,
): Promise<readonly ChoreoDocument[]> {
  const documents = texts.map(({ uri, text }) =>
    shared.workspace.LangiumDocumentFactory.fromString(text, URI.parse(uri)),
  ) as ChoreoDocument[];
  for (const document of documents) shared.workspace.LangiumDocuments.addDocument(document);
  await shared.workspace.DocumentBuilder.build(documents);
  return documents;
}

function differenceIn(before: readonly Snapshot[], after: readonly Snapshot[]): string | undefined {
  for (const [index, was] of before.entries()) {
    const is = after[index];
    if (!is) continue;
    for (const [i, name] of was.names.entries()) {
      const other = is.names[i];
      if (other?.path !== name.path || other.occurrence.declares !== name.occurrence.declares) {
        return unreadable(name, was);
      }
      if (other.meaning !== name.meaning) return otherMeaning(name, other, was);
    }
    const last = was.names.at(-1);
    if (is.errors > was.errors || is.names.length > was.names.length) return unreadable(last, was);
  }
  return undefined;
}

function unreadable(name: Name | undefined, { document }: Snapshot): string {
  const line = name?.occurrence.part.range.start.line ?? 0;
  return `At ${placeWords(document, line)} the new name would be read as a keyword. Choose another name.`;
}

function otherMeaning(name: Name, other: Name, { document }: Snapshot): string {
  const { part, target } = name.occurrence;
  const written = `\`${other.occurrence.part.text}\` at ${placeWords(document, part.range.start.line)}`;
  const then = other.occurrence.target;
  if (!target) {
    const meaning = then ? placedWords(then) : 'something';
    return `${written} is unknown now, and would then refer to ${meaning}. Choose another name, or fix that place first.`;
  }
  const meaning = then ? placedWords(then) : 'nothing, or more than one thing';
  return `${written} would then refer to ${meaning} instead of ${declarationWords(target)}. Choose another name.`;
}

function pathOf(node: AstNode, { workspace }: ChoreoServices): string {
  return `${AstUtils.getDocument(node).uri.toString()}#${workspace.AstNodeLocator.getAstNodePath(node)}`;
}

function nodeAt(path: string, { shared, workspace }: ChoreoServices): AstNode | undefined {
  const [uri = '', inside = ''] = path.split('#');
  const root = shared.workspace.LangiumDocuments.getDocument(URI.parse(uri))?.parseResult.value;
  return root && workspace.AstNodeLocator.getAstNode(root, inside);
}
