/** Files that are renamed, moved and copied in the editor, without a watcher: findings, lists and pictures follow. */
import { describe, expect, test } from 'vitest';
import { registerChoreographies } from '../src/choreographies-request.ts';
import { registerDiagrams } from '../src/diagram-request.ts';
import { choreographiesRequest, diagramRequest, simulationRequest } from '../src/protocol.ts';
import { InProcessVerifier } from '../src/verification/in-process-verifier.ts';
import { verifyWith } from '../src/verification/register-verification.ts';
import { TestEditor, uriOf } from './support/editor.ts';
import type { EditorOptions } from './support/editor.ts';

type Files = Readonly<Record<string, string>>;

const events = 'choreography Shop\nevent Paid\n';
const emitter = 'choreography Shop\nservice S { emits Paid }\n';
const alone = 'event Lost\nservice L { emits Lost }\n';

const open = (files: Files, options: EditorOptions = {}) =>
  TestEditor.open(files, { handlers: [registerChoreographies, registerDiagrams], ...options });

const codes = (editor: TestEditor) =>
  editor.findings().map(finding => `${finding.split(':')[0]} ${finding.split(' ')[1]}`);

/** What a preview of the file shows, and which file it asks for from then on. */
async function pictureOf(editor: TestEditor, name: string): Promise<string> {
  const answer = await editor.ask(diagramRequest, { uri: uriOf(name) });
  return answer.kind === 'diagram' ? `${answer.title} in ${answer.uri}` : answer.kind;
}

async function listed(editor: TestEditor): Promise<readonly string[]> {
  const all = await editor.ask(choreographiesRequest, undefined);
  return all.map(({ name }) => name);
}

/** As an editor does it: on the disk, then an open tab changes its file, then the server is told. */
async function rename(editor: TestEditor, oldName: string, newName: string): Promise<void> {
  const text = editor.text(oldName);
  const isOpen = editor.isOpen(oldName);
  editor.silently({ [oldName]: undefined, [newName]: text });
  if (isOpen) await editor.close(oldName);
  if (isOpen && newName.endsWith('.choreo')) await editor.show(newName);
  await editor.renameFile(oldName, newName);
}

describe.each([false, true])('open in a tab: %s', isOpen => {
  const openTab = async (editor: TestEditor, name: string): Promise<void> => {
    if (isOpen) await editor.show(name);
  };

  test('a renamed file takes findings, list and picture along', async () => {
    const editor = await open({ 'alone.choreo': alone });
    await openTab(editor, 'alone.choreo');
    expect(codes(editor)).toEqual(['alone.choreo unhandled-event']);
    await rename(editor, 'alone.choreo', 'other.choreo');
    expect(codes(editor)).toEqual(['other.choreo unhandled-event']);
    expect(await listed(editor)).toEqual(['other']);
    expect(await pictureOf(editor, 'alone.choreo')).toBe(`other in ${uriOf('other.choreo')}`);
    await rename(editor, 'other.choreo', 'alone.choreo');
    expect(codes(editor)).toEqual(['alone.choreo unhandled-event']);
    expect(await pictureOf(editor, 'other.choreo')).toBe(`alone in ${uriOf('alone.choreo')}`);
  });

  test('only its case', async () => {
    const editor = await open({ 'alone.choreo': alone }, { ignoresCase: true });
    await openTab(editor, 'alone.choreo');
    await rename(editor, 'alone.choreo', 'Alone.choreo');
    expect(codes(editor)).toEqual(['Alone.choreo unhandled-event']);
    expect(await listed(editor)).toEqual(['Alone']);
    expect(await pictureOf(editor, 'alone.choreo')).toBe(`Alone in ${uriOf('Alone.choreo')}`);
  });

  test('to another extension, and back', async () => {
    const editor = await open({ 'events.choreo': events, 'a.choreo': emitter });
    await openTab(editor, 'events.choreo');
    expect(codes(editor)).toEqual(['a.choreo unhandled-event']);
    await rename(editor, 'events.choreo', 'events.txt');
    expect(codes(editor)).toEqual(['a.choreo unknown-name']);
    await rename(editor, 'events.txt', 'events.choreo');
    expect(codes(editor)).toEqual(['a.choreo unhandled-event']);
  });

  test('to a folder, to another root, and out of the workspace', async () => {
    const editor = await open({ 'events.choreo': events, 'a.choreo': emitter, '/other/o.choreo': 'event Else' });
    await editor.changeFolders({ added: ['file:///other'] });
    await openTab(editor, 'a.choreo');
    await rename(editor, 'a.choreo', 'deep/er/a.choreo');
    expect(codes(editor)).toContain('deep/er/a.choreo unhandled-event');
    expect(await pictureOf(editor, 'a.choreo')).toBe(`Shop in ${uriOf('deep/er/a.choreo')}`);
    await rename(editor, 'deep/er/a.choreo', '/other/a.choreo');
    expect(codes(editor)).toEqual([
      '/other/a.choreo unknown-name',
      '/other/o.choreo unused-declaration',
      'events.choreo unused-declaration',
    ]);
    await rename(editor, '/other/a.choreo', '/nowhere/a.choreo');
    const there = isOpen ? ['/nowhere/a.choreo unknown-name'] : [];
    expect(codes(editor)).toEqual([...there, '/other/o.choreo unused-declaration', 'events.choreo unused-declaration']);
  });

  test('with a folder that is renamed', async () => {
    const editor = await open({ 'one/alone.choreo': alone });
    await openTab(editor, 'one/alone.choreo');
    editor.silently({ 'one/alone.choreo': undefined, 'two/alone.choreo': alone });
    if (isOpen) {
      await editor.close('one/alone.choreo');
      await editor.show('two/alone.choreo');
    }
    await editor.renameFile('one', 'two');
    expect(codes(editor)).toEqual(['two/alone.choreo unhandled-event']);
    expect(await pictureOf(editor, 'one/alone.choreo')).toBe(`alone in ${uriOf('two/alone.choreo')}`);
  });
});

test('only its case, where the tab of the old name is closed last', async () => {
  const editor = await open({ 'alone.choreo': alone }, { ignoresCase: true });
  await editor.show('alone.choreo');
  editor.silently({ 'alone.choreo': undefined, 'Alone.choreo': alone });
  await editor.renameFile('alone.choreo', 'Alone.choreo');
  await editor.close('alone.choreo');
  expect(codes(editor)).toEqual(['Alone.choreo unhandled-event']);
});

test('a file of another kind changes nothing', async () => {
  const editor = await open({ 'alone.choreo': alone });
  editor.silently({ 'b.ts': 'export {};' });
  await editor.renameFile('a.ts', 'b.ts');
  expect(codes(editor)).toEqual(['alone.choreo unhandled-event']);
  expect(editor.log).toEqual([]);
});

describe('a copy', () => {
  const shop =
    'choreography Shop\nevent Paid\nevent Sent\ncommand Ship\nactor A { emits Paid }\nservice S { on Paid -> Ship  on Ship -> Sent }\nservice B { on Sent }\n';

  test('of a file is one finding, which names both, and goes with the copy', async () => {
    const editor = await open({ 'shop.choreo': shop });
    editor.silently({ 'shop-copy.choreo': shop });
    await editor.createFiles('shop-copy.choreo');
    expect(editor.findings()).toEqual([
      'shop-copy.choreo:1:14 duplicate-name `shop-copy.choreo` declares the same as `shop.choreo`, in the same choreography `Shop`. Remove it, or give it another choreography name.',
    ]);
    expect(editor.diagnostics('shop-copy.choreo')[0]?.relatedInformation).toMatchObject([
      { location: { uri: uriOf('shop.choreo') } },
    ]);
    editor.silently({ 'shop-copy.choreo': undefined });
    await editor.deleteFiles('shop-copy.choreo');
    expect(editor.findings()).toEqual([]);
  });

  test('of a folder is one finding for each of its files', async () => {
    const stories =
      'choreography Shop\nscenario "a" { given Paid expect Ship }\nscenario "b" { given Paid expect Sent }\n';
    const editor = await open({ 'one/shop.choreo': shop, 'one/stories.choreo': stories });
    editor.silently({ 'one-copy/shop.choreo': shop, 'one-copy/stories.choreo': stories });
    await editor.createFiles('one-copy');
    expect(codes(editor)).toEqual(['one-copy/shop.choreo duplicate-name', 'one-copy/stories.choreo duplicate-name']);
  });
});

describe('what is open', () => {
  test('and outside of all folders has findings and a picture, until it is closed', async () => {
    const editor = await open({ 'events.choreo': events, '/elsewhere/alone.choreo': alone });
    await editor.show('/elsewhere/alone.choreo');
    expect(codes(editor)).toEqual(['/elsewhere/alone.choreo unhandled-event', 'events.choreo unused-declaration']);
    expect(await pictureOf(editor, '/elsewhere/alone.choreo')).toContain('alone in');
    await editor.close('/elsewhere/alone.choreo');
    expect(codes(editor)).toEqual(['events.choreo unused-declaration']);
    expect(await pictureOf(editor, '/elsewhere/alone.choreo')).toBe('unknown-file');
  });

  test('and was never saved is gone from findings, lists and pictures when it is discarded', async () => {
    const editor = await open({ 'events.choreo': `${events}service S { emits Paid }\nservice B { on Paid }\n` });
    await editor.type('untitled:Untitled-1', alone);
    expect(codes(editor)).toEqual(['untitled unhandled-event']);
    expect(await listed(editor)).toEqual(['Shop', 'Untitled-1']);
    await editor.close('untitled:Untitled-1');
    expect(codes(editor)).toEqual([]);
    expect(await listed(editor)).toEqual(['Shop']);
    expect(await pictureOf(editor, 'untitled:Untitled-1')).toBe('unknown-file');
  });

  test('and is reverted says again what the disk says', async () => {
    const editor = await open({ 'events.choreo': events, 'a.choreo': emitter });
    await editor.type('a.choreo', 'choreography Shop\nservice S { on Paid }\n');
    expect(codes(editor)).toEqual(['a.choreo never-emitted']);
    await editor.type('a.choreo', emitter);
    await editor.close('a.choreo');
    expect(codes(editor)).toEqual(['a.choreo unhandled-event']);
  });
});

describe('pictures and simulations', () => {
  test('follow a choreography that is given another name', async () => {
    const editor = await open(
      { 'events.choreo': events, 'a.choreo': 'choreography Shop\nservice S { emits Paid }\nservice B { on Paid }\n' },
      { handlers: [registerDiagrams, verifyWith(new InProcessVerifier())] },
    );
    const simulate = (choreography: string) =>
      editor.ask(simulationRequest, {
        position: { choreography, options: {}, moves: [] },
        action: { kind: 'show' },
      });
    const before = await simulate(uriOf('a.choreo'));
    if (before.kind === 'refused') throw new Error(before.message);
    for (const name of ['events.choreo', 'a.choreo']) {
      await editor.type(name, editor.text(name).replace('choreography Shop', 'choreography Store'));
    }
    expect(await pictureOf(editor, 'a.choreo')).toBe(`Store in ${uriOf('a.choreo')}`);
    expect(await simulate(before.position.choreography)).toMatchObject({ kind: 'simulation', name: 'Store' });
  });

  test('stay with a choreography of which a file is deleted', async () => {
    const editor = await open({ 'events.choreo': events, 'a.choreo': emitter });
    editor.silently({ 'a.choreo': undefined });
    await editor.deleteFiles('a.choreo');
    expect(await pictureOf(editor, 'a.choreo')).toBe(`Shop in ${uriOf('events.choreo')}`);
    editor.silently({ 'events.choreo': undefined });
    await editor.deleteFiles('events.choreo');
    expect(await pictureOf(editor, 'a.choreo')).toBe('unknown-file');
  });
});
