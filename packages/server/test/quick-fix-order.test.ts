/** The list of quick fixes: show the run, then fixes, then silence; nothing twice. On every wrong example of the rules' pages. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { CodeAction, Range } from 'vscode-languageserver';
import { eventually } from '../../model/test/eventually.ts';
import { runVerificationRequest } from '../src/protocol/verification.ts';
import { InProcessVerifier } from '../src/verification/in-process-verifier.ts';
import { verifyWith } from '../src/verification/register-verification.ts';
import { TestEditor, uriOf } from './support/editor.ts';

const folder = new URL('../../../docs/rules/', import.meta.url);
const examples = readdirSync(folder).flatMap((page): (readonly [string, string])[] => {
  const text = readFileSync(new URL(page, folder), 'utf8');
  const example = /## ❌\n\n```choreo\n([\s\S]*?)```/.exec(text)?.[1];
  return example === undefined ? [] : [[page.replace(/\.md$/, ''), example]];
});

/** Verified, with that rule switched on. */
async function openWith(text: string, code: string): Promise<TestEditor> {
  const editor = await TestEditor.open(
    { 'a.choreo': text },
    {
      handlers: [verifyWith(new InProcessVerifier(), { debounce: 1_000_000 })],
      settings: { rules: { [code]: 'warning' } },
    },
  );
  const state = await editor.ask(runVerificationRequest, { choreography: uriOf('a.choreo') });
  const violated = (state?.result?.verdicts ?? []).filter(
    ({ status, severity, isAllowed, namedIn }) =>
      status === 'violated' && severity !== 'off' && !isAllowed && namedIn === undefined,
  );
  const expected = violated.map(one => one.code);
  await eventually(() => {
    expect(editor.diagnostics('a.choreo').map(found => found.code)).toEqual(expect.arrayContaining(expected));
  });
  return editor;
}

async function actionsAt(editor: TestEditor, range: Range): Promise<readonly CodeAction[]> {
  const params = { textDocument: { uri: uriOf('a.choreo') }, range, context: { diagnostics: [], only: ['quickfix'] } };
  return (await editor.ask<object, CodeAction[] | null>({ method: 'textDocument/codeAction' }, params)) ?? [];
}

/** 0 show the run, 1 preferred, 2 fix, 3 silence. */
function rankOf({ title, command, isPreferred }: CodeAction): number {
  if (command) return 0;
  return isPreferred ? 1 : title.startsWith('Allow `') ? 3 : 2;
}

function expectOrder(actions: readonly CodeAction[]): void {
  const titles = actions.map(({ title }) => title);
  expect(titles).toEqual([...new Set(titles)]);
  const ranks = actions.map(rankOf);
  expect(ranks, titles.join(' · ')).toEqual(ranks.toSorted((a, b) => a - b));
  for (const { diagnostics } of actions) expect(diagnostics?.length).toBeGreaterThan(0);
}

const everything: Range = { start: { line: 0, character: 0 }, end: { line: 10_000, character: 0 } };

describe('of every wrong example', () => {
  test.each(examples)('%s', async (code, text) => {
    const editor = await openWith(text, code);
    for (const { range } of editor.diagnostics('a.choreo')) expectOrder(await actionsAt(editor, range));
    const all = await actionsAt(editor, everything);
    expectOrder(all);
    expect(await actionsAt(editor, everything)).toEqual(all);
  });
});

const shop = `choreography Shop
event Placed { key id: uuid }
event Paid { key id: uuid }
actor Customer { emits Placed receives Paid }
`;

const titlesOf = async (text: string, code: string): Promise<readonly string[]> =>
  (await actionsAt(await openWith(text, code), everything)).map(({ title }) => title);

describe('twins', () => {
  test('that do the same are one, for all of their findings', async () => {
    const editor = await openWith(`${shop}service S { on Placed -> Brandnew  on Paid -> Brandnew }`, 'unknown-name');
    const actions = await actionsAt(editor, everything);
    const created = actions.filter(({ title }) => title.includes('Create event'));
    expect(created.map(({ title }) => title)).toEqual(['Create event `Brandnew`']);
    expect(created[0]?.diagnostics).toHaveLength(2);
  });

  test('that differ are told apart by what is wrong', async () => {
    const titles = await titlesOf(`${shop}service S { on Placd -> Paid  on Plced -> Paid }`, 'unknown-name');
    expect(titles.filter(title => title.includes('`Placed`'))).toEqual([
      'Change to `Placed` (`Placd`)',
      'Change to `Placed` (`Plced`)',
    ]);
  });

  test('that differ only by their place are told apart by it', async () => {
    const titles = await titlesOf(`${shop}service S { on Placd -> Paid  on Placd -> Paid }`, 'unknown-name');
    expect(titles.filter(title => title.includes('`Placed`'))).toEqual([
      'Change to `Placed` (line 5, column 16)',
      'Change to `Placed` (line 5, column 34)',
    ]);
  });
});

describe('the run', () => {
  const never = `${shop}service S { on Placed -> Paid }\nproperty "never" { never Paid }\n`;

  test('comes first, and is shown of an older text too', async () => {
    const editor = await openWith(never, 'property-violated');
    const [first] = await actionsAt(editor, everything);
    expect(first).toMatchObject({ title: 'Show the run (property-violated)', command: { command: 'choreo.showRun' } });
    await editor.type('a.choreo', never.replace('on Placed', '// Later.\n  on Placed'));
    const place = editor.diagnostics('a.choreo').find(({ code }) => code === 'property-violated')?.range;
    const [later] = place ? await actionsAt(editor, place) : [];
    expect(later?.command).toEqual(first?.command);
  });

  test('is not offered for what has none', async () => {
    const titles = await titlesOf(never.replace('on Placed', 'on Placd'), 'unknown-name');
    expect(titles.some(title => title.startsWith('Show the run'))).toBe(false);
  });
});
