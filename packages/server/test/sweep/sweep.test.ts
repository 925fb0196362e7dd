/**
 * Every text that looks like one being written: the server survives it, says nothing of a fault of its own, and is as it was
 * when the text is whole again. A share of all such texts by default; `CHOREO_SWEEP=all`, or a number of texts, for more.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver';
import { seedFrom } from '../../../model/test/randomness.ts';
import { ServerProcess } from '../support/server-process.ts';
import { sweptModels } from './models.ts';
import { slipsOf } from '../../../language/test/errors/slips.ts';
import type { Slip } from '../../../language/test/errors/slips.ts';

const wanted = process.env.CHOREO_SWEEP ?? '';
const share = wanted === 'all' ? Infinity : Number(wanted || 120);
/** After so many texts one is compared with what a fresh server says of it. */
const betweenComparisons = 30;

interface Case {
  readonly folder: string;
  readonly file: string;
  readonly uri: string;
  readonly whole: string;
  readonly slip: Slip;
}

const top = mkdtempSync(join(tmpdir(), 'choreo-sweep-'));
afterAll(() => rmSync(top, { recursive: true, force: true }));

const cases = sweptModels().flatMap(({ files }, index): Case[] => {
  const folder = join(top, String(index));
  mkdirSync(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return Object.entries(files).flatMap(([file, whole]) =>
    slipsOf(whole).map(slip => ({ folder, file, uri: pathToFileURL(join(folder, file)).href, whole, slip })),
  );
});
const folders = [...new Set(cases.map(({ folder }) => folder))];

/** Evenly over all of them, from a start that the seed says. */
function chosen(): Case[] {
  if (cases.length <= share) return cases;
  const stride = cases.length / share;
  const first = ((seedFrom(1) >>> 0) / 2 ** 32) * stride;
  return Array.from({ length: share }, (_, index) => cases[Math.floor(first + index * stride)]).filter(
    one => one !== undefined,
  );
}

const atPlace = [
  'completion',
  'hover',
  'signatureHelp',
  'definition',
  'references',
  'documentHighlight',
  'prepareRename',
  'rename',
];
const navigation = ['typeDefinition', 'implementation', 'prepareCallHierarchy'];
const ofFile = ['documentSymbol', 'foldingRange', 'codeLens', 'documentLink', 'semanticTokens/full'];
const ofRange = ['inlayHint', 'semanticTokens/range'];

/** Cancelled, or changed meanwhile; and a rename may be refused in words. */
function isFine(method: string, error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (code === -32_800 || code === -32_801 || code === -32_802) return true;
  return /rename/i.test(method) && (code === -32_803 || code === -32_602);
}

function positionAt(text: string, offset: number) {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

const inWords = (findings: readonly Diagnostic[] = []): string[] =>
  findings.map(({ code, range, message }) => `${range.start.line + 1}:${range.start.character + 1} ${code} ${message}`);

/** What is wrong with how the server takes one text; nothing most of the time. */
async function problemsOf(
  server: ServerProcess,
  { uri, whole, slip, folder }: Case,
  isCompared: boolean,
): Promise<string[]> {
  const problems: string[] = [];
  const before = inWords(server.findings.get(uri));
  const textDocument = { uri };
  const position = positionAt(slip.text, slip.offset);
  const ask = async (method: string, params: object): Promise<readonly unknown[]> => {
    try {
      const answer: unknown = await server.ask(method, params);
      return Array.isArray(answer) ? answer : [];
    } catch (error) {
      if (!isFine(method, error)) problems.push(`${method}: ${error instanceof Error ? error.message : String(error)}`);
      return [];
    }
  };
  try {
    await server.change(uri, slip.text);
    await server.settled();
    for (const feature of atPlace) {
      const more = feature === 'rename' ? { newName: 'Renamed1' } : { context: { includeDeclaration: true } };
      await ask(`textDocument/${feature}`, { textDocument, position, ...more });
    }
    for (const feature of navigation) {
      for (const item of await ask(`textDocument/${feature}`, { textDocument, position })) {
        if (feature !== 'prepareCallHierarchy') continue;
        await ask('callHierarchy/incomingCalls', { item });
        await ask('callHierarchy/outgoingCalls', { item });
      }
    }
    await ask('choreo/flow/places', { uri, position });
    for (const feature of ofFile) {
      const found = await ask(`textDocument/${feature}`, { textDocument });
      if (feature === 'codeLens') for (const lens of found) await ask('codeLens/resolve', lens ?? {});
    }
    await ask('textDocument/formatting', { textDocument, options: { tabSize: 2, insertSpaces: true } });
    const range = { start: { line: 0, character: 0 }, end: { line: position.line + 1, character: 0 } };
    for (const feature of ofRange) await ask(`textDocument/${feature}`, { textDocument, range });
    await ask('textDocument/selectionRange', { textDocument, positions: [position] });
    await ask('textDocument/codeAction', { textDocument, range, context: { diagnostics: [] } });
    await ask('choreo/diagram', { uri });
    const found = inWords(server.findings.get(uri));
    problems.push(...found.filter(finding => finding.includes('not-checked')));
    if (isCompared) {
      const fresh = await ServerProcess.start([folder]);
      await fresh.open(uri, slip.text);
      await fresh.settled();
      const other = inWords(fresh.findings.get(uri));
      await fresh.stop();
      if (other.join('\n') !== found.join('\n')) {
        problems.push(`a fresh server finds\n${other.join('\n')}\ninstead of\n${found.join('\n')}`);
      }
    }
    await server.change(uri, whole);
    await server.settled();
    const after = inWords(server.findings.get(uri));
    if (after.join('\n') !== before.join('\n'))
      problems.push(`whole again, it has\n${after.join('\n')}\ninstead of\n${before.join('\n')}`);
  } catch (error) {
    problems.push(error instanceof Error ? error.message : String(error));
  }
  const heard = [...server.log.splice(0), server.stderr.trim()].filter(text => text !== '');
  server.stderr = '';
  return [...problems, ...heard];
}

test('each text that looks like one being written is survived', { timeout: 86_400_000 }, async () => {
  const problems: string[] = [];
  let server: ServerProcess | undefined;
  let opened: string | undefined;
  for (const [index, one] of chosen().entries()) {
    if (!server || server.ended) {
      server = await ServerProcess.start(folders);
      opened = undefined;
    }
    if (opened !== one.uri) {
      opened = one.uri;
      await server.open(one.uri, one.whole);
      await server.settled();
    }
    const found = await problemsOf(server, one, index % betweenComparisons === 0);
    const name = `${one.folder.slice(top.length + 1)}/${one.file} ${one.slip.what}`;
    problems.push(...found.map(problem => `${name}: ${problem}`));
    // The first tell what is wrong; the rest are most often the same.
    if (problems.length > 20) break;
  }
  await server?.stop();
  expect(problems).toEqual([]);
});

test('there are texts of each kind', () => {
  for (const kind of ['without', 'twice', 'before', 'line cut']) {
    expect(cases.filter(({ slip }) => slip.what.includes(kind)).length).toBeGreaterThan(1_000);
  }
});
