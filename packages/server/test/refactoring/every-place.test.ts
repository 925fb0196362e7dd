/**
 * Every refactoring at every place of every model of the repository: no error comes of it, and those that claim to keep the meaning keep it. A
 * share of all by default; `CHOREO_SWEEP=all`, or a number, for more.
 */
import { EmptyFileSystem, URI } from 'langium';
import type { AstNode, LangiumDocument } from 'langium';
import { expect, test } from 'vitest';
import { verify } from '@choreo/analysis/verification';
import { checkTexts } from '@choreo/language';
import type { CheckedChoreography } from '@choreo/language';
import { createChoreoLanguageServices } from '@choreo/language/lsp';
import { isMessage, isReaction, isRecordType, isService } from '../../../language/src/generated/ast.ts';
import type { ChoreoFile } from '../../../language/src/generated/ast.ts';
import { allRefactorings } from '../../../language/src/lsp/refactoring/all-refactorings.ts';
import { blockOf } from '../../../language/src/lsp/refactoring/blocks.ts';
import { Place } from '../../../language/src/lsp/refactoring/place.ts';
import { headStart } from '../../../language/src/lsp/refactoring/split-or.ts';
import { applied } from '../../../language/src/lsp/refactoring/trial.ts';
import { partOfProperty } from '../../../language/src/parser/property-part.ts';
import { syntaxErrorCount } from '../../../language/src/parser/repair/repair-text.ts';
import { SourceText } from '../../../language/src/validation/fixes/source-text.ts';
import type { Choreography } from '@choreo/model';
import { seedFrom } from '../../../model/test/randomness.ts';
import { sweptModels } from '../sweep/models.ts';
import { flowOf } from './flow.ts';
import type { Part } from './flow.ts';

const wanted = process.env.CHOREO_SWEEP ?? '';
const share = wanted === 'all' ? Infinity : Number(wanted || 100);

const models = sweptModels().map(({ files }, index) =>
  Object.entries(files).map(([name, text]) => ({ uri: `file:///${index}/${name}`, text })),
);

const rootOf = ({ path }: URI): string => path.split('/')[1] ?? '';
const { shared, choreo } = createChoreoLanguageServices(EmptyFileSystem, { workspace: { RootOf: () => rootOf } });

/** What a title claims to keep: the whole flow, or all of it but to which service things belong or how fields are nested. */
function claimOf(title: string): Part | undefined {
  if (/^Split .* a new service$|^Move /.test(title)) return 'without services';
  if (/^(?:Split|Merge) /.test(title)) return 'all';
  return /^(?:Extract|Inline) /.test(title) ? 'without nesting' : undefined;
}

interface Selection {
  readonly model: number;
  readonly document: LangiumDocument;
  readonly start: number;
  readonly end: number;
}

/** Cursors in heads and branches, and runs of fields and members. */
function* selectionsIn(document: LangiumDocument): Generator<readonly [start: number, end: number]> {
  const source = new SourceText(document.uri.toString(), document.textDocument.getText());
  for (const declaration of (document.parseResult.value as ChoreoFile).declarations) {
    const name = partOfProperty(declaration, 'name');
    if (name) yield [name.end, name.end];
    const base = partOfProperty(declaration, 'base');
    if (base) yield [base.end, base.end];
    if (isMessage(declaration) || isRecordType(declaration)) yield* runsIn(declaration.fields);
    if (!isService(declaration)) continue;
    yield* runsIn(declaration.members);
    for (const member of declaration.members.filter(isReaction)) {
      yield [headStart(member), headStart(member)];
      const { end } = blockOf(member, source);
      if (member.braced) yield [end - 1, end - 1];
    }
  }
}

function* runsIn(nodes: readonly AstNode[]): Generator<readonly [start: number, end: number]> {
  for (const [index, { $cstNode: first }] of nodes.entries()) {
    for (const last of [nodes[index], nodes[index + 1], nodes.at(-1)]) {
      if (first && last?.$cstNode) yield [first.offset, last.$cstNode.end];
    }
    if (first) yield [first.offset, first.offset];
  }
}

const documents = models.map(files =>
  files.map(({ uri, text }) => shared.workspace.LangiumDocumentFactory.fromString(text, URI.parse(uri))),
);

async function allSelections(): Promise<Selection[]> {
  for (const document of documents.flat()) shared.workspace.LangiumDocuments.addDocument(document);
  await shared.workspace.DocumentBuilder.build(documents.flat());
  return documents.flatMap((files, model) =>
    files
      .filter(({ parseResult }) => syntaxErrorCount(parseResult) === 0)
      .flatMap(document => [...selectionsIn(document)].map(([start, end]) => ({ model, document, start, end }))),
  );
}

/** Evenly over all of them, from a start that the seed says. */
function chosen<T>(all: readonly T[]): readonly T[] {
  if (all.length <= share) return all;
  const stride = all.length / share;
  const first = ((seedFrom(7) >>> 0) / 2 ** 32) * stride;
  return Array.from({ length: share }, (_, index) => all[Math.floor(first + index * stride)]).flatMap(one => one ?? []);
}

const known = new Map<number, Promise<readonly CheckedChoreography[]>>();

function checkedBefore(model: number): Promise<readonly CheckedChoreography[]> {
  const checked = known.get(model) ?? checkTexts(models[model] ?? [], { rootOf });
  known.set(model, checked);
  return checked;
}

const errorsIn = (checked: readonly CheckedChoreography[]): string[] =>
  checked
    .flatMap(({ diagnostics }) => diagnostics)
    .flatMap(({ severity, code }) => (severity === 'error' ? [code] : []));

async function troubleWith({ model, document, start, end }: Selection, counts: Map<string, number>): Promise<string[]> {
  const { textDocument } = document;
  const range = { start: textDocument.positionAt(start), end: textDocument.positionAt(end) };
  const trouble: string[] = [];
  for (const refactoring of allRefactorings) {
    for (const { title, disabled, plan } of refactoring.offersAt(new Place(document, range, choreo))) {
      if (disabled !== undefined) continue;
      const made = plan();
      const kind = title.replaceAll(/`[^`]*`/g, '`…`');
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
      if (typeof made === 'string') continue;
      const edits = made.steps.flatMap(step => step.edits);
      const texts = (models[model] ?? []).map(({ uri, text }) => ({ uri, text: applied(uri, text, edits) }));
      const [before, after] = [await checkedBefore(model), await checkTexts(texts, { rootOf })];
      const claim = claimOf(title);
      const [was, is] = [before, after].map(all =>
        all.map(({ choreography }) => (claim ? flowOf(choreography, claim) : [])),
      );
      const [wrong, wrongBefore] = [errorsIn(after), errorsIn(before)];
      const isSame = JSON.stringify(was) === JSON.stringify(is);
      const otherEnd = claim && isSame ? differentExits(before, after) : undefined;
      const isLeft = /^(?:Remember|Let the first)/.test(title) && advised(after).length >= advised(before).length;
      if (isSame && wrong.length <= wrongBefore.length && otherEnd === undefined && !isLeft) continue;
      const where = `${document.uri.toString()}:${range.start.line + 1}:${range.start.character + 1}`;
      const difference = isSame
        ? [...wrong, otherEnd, isLeft].join(' ')
        : differenceOf(was?.flat() ?? [], is?.flat() ?? []);
      trouble.push(`${where} ${title}: ${difference}\n${texts.map(({ text }) => text).join('')}`);
    }
  }
  return trouble;
}

/** Where both can be searched within a moment. */
function differentExits(
  before: readonly CheckedChoreography[],
  after: readonly CheckedChoreography[],
): string | undefined {
  for (const [index, { choreography, diagnostics }] of before.entries()) {
    const other = after[index];
    if (!other || diagnostics.some(({ severity }) => severity === 'error')) continue;
    const [was, is] = [choreography, other.choreography].map(one => exitsOf(one));
    if (was !== undefined && is !== undefined && was !== is) return `ends ${was}, then ${is}`;
  }
  return undefined;
}

const exits = new WeakMap<Choreography, string | undefined>();

function exitsOf(choreography: Choreography): string | undefined {
  if (!exits.has(choreography)) {
    const { exploration, exits: found } = verify(choreography, {
      maxStates: 3000,
      redeliveries: 0,
      scope: 'flow',
      ends: 0,
    });
    exits.set(choreography, exploration === 'bounded' ? undefined : JSON.stringify(found));
  }
  return exits.get(choreography);
}

const advised = (checked: readonly CheckedChoreography[]) =>
  checked.flatMap(({ diagnostics }) => diagnostics).filter(({ code }) => code === 'order-sensitive');

function differenceOf(was: readonly string[], is: readonly string[]): string {
  const [gone, come] = [was.filter(line => !is.includes(line)), is.filter(line => !was.includes(line))];
  return `not any more ${gone.join(' ; ')} but ${come.join(' ; ')}`;
}

test('no refactoring causes an error or changes the flow', async () => {
  const selections = chosen(await allSelections());
  const counts = new Map<string, number>();
  const trouble: string[] = [];
  for (const selection of selections) trouble.push(...(await troubleWith(selection, counts)));
  expect(trouble).toEqual([]);
  expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
});
