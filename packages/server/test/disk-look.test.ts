/** A look at the disk: what has changed there without a report is found, and nothing else is built. */
import { mkdtemp, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { URI } from 'langium';
import { expect, test } from 'vitest';
import { lookingAtDisk } from '../src/disk-look.ts';
import { diagramRequest, lookAtDiskRequest } from '../src/protocol.ts';
import { registerDiagrams } from '../src/diagram-request.ts';
import { TestEditor, uriOf } from './support/editor.ts';
import { ServerProcess } from './support/server-process.ts';

const events = 'choreography Shop\nevent Paid\n';
const emitter = 'choreography Shop\nservice S { emits Paid }\n';
const handler = 'choreography Shop\nservice B { on Paid }\n';

const open = (files: Readonly<Record<string, string>>) =>
  TestEditor.open(files, { handlers: [lookingAtDisk(), registerDiagrams] });

async function look(editor: TestEditor): Promise<void> {
  await editor.ask(lookAtDiskRequest, undefined);
  await editor.settled();
}

const codes = (editor: TestEditor) =>
  editor.findings().map(finding => `${finding.split(':')[0]} ${finding.split(' ')[1]}`);

test('another branch, which nobody reported: findings and pictures are those of its files', async () => {
  const editor = await open({
    'events.choreo': events,
    'a.choreo': emitter,
    'b.choreo': handler,
    'old/c.choreo': 'choreography Old\nevent Lost\nservice C { emits Lost }',
  });
  expect(codes(editor)).toEqual(['old/c.choreo unhandled-event']);
  editor.silently({
    'events.choreo': events.replace('Paid', 'Settled'),
    'a.choreo': emitter.replaceAll('Paid', 'Settled'),
    'b.choreo': undefined,
    'old/c.choreo': undefined,
    'new/d.choreo': 'choreography New\nevent Found\nservice D { on Found }',
  });
  expect(codes(editor)).toEqual(['old/c.choreo unhandled-event']);
  await look(editor);
  expect(codes(editor)).toEqual(['a.choreo unhandled-event', 'new/d.choreo never-emitted']);
  const picture = await editor.ask(diagramRequest, { uri: uriOf('b.choreo') });
  expect(picture).toMatchObject({ kind: 'diagram', title: 'Shop', uri: uriOf('a.choreo') });
  expect(JSON.stringify(picture)).toContain('Settled');
});

test('a file that has moved meanwhile is known by its text', async () => {
  const editor = await open({ 'old/alone.choreo': 'event Lost\nservice C { emits Lost }' });
  editor.silently({ 'old/alone.choreo': undefined, 'new/other.choreo': 'event Lost\nservice C { emits Lost }' });
  await look(editor);
  const picture = await editor.ask(diagramRequest, { uri: uriOf('old/alone.choreo') });
  expect(picture).toMatchObject({ kind: 'diagram', title: 'other', uri: uriOf('new/other.choreo') });
});

test('and back', async () => {
  const editor = await open({ 'events.choreo': events, 'a.choreo': emitter, 'b.choreo': handler });
  editor.silently({ 'b.choreo': undefined });
  await look(editor);
  expect(codes(editor)).toEqual(['a.choreo unhandled-event']);
  editor.silently({ 'b.choreo': handler });
  await look(editor);
  expect(codes(editor)).toEqual([]);
});

test('a configuration that appears, changes and goes', async () => {
  const editor = await open({ 'events.choreo': events, 'a.choreo': emitter });
  const severity = () => editor.diagnostics('a.choreo').map(finding => finding.severity);
  expect(severity()).toEqual([2]);
  for (const [text, expected] of [
    ['{ "rules": { "unhandled-event": "off" } }', []],
    ['{ "rules": { "unhandled-event": "error" } }', [1]],
    [undefined, [2]],
  ] as const) {
    editor.silently({ 'choreo.config.json': text });
    await look(editor);
    expect(severity()).toEqual(expected);
  }
});

test('an open file says what it says, until it is closed', async () => {
  const editor = await open({ 'events.choreo': events, 'a.choreo': emitter, 'b.choreo': handler });
  await editor.type('b.choreo', `${handler}// mine\n`);
  editor.silently({ 'b.choreo': undefined, 'events.choreo': `${events}event More\n` });
  await look(editor);
  expect(codes(editor)).toEqual(['events.choreo unused-declaration']);
  await editor.close('b.choreo');
  expect(codes(editor)).toEqual(['a.choreo unhandled-event', 'events.choreo unused-declaration']);
});

test('files in packages, and of folders that are none of the workspace, stay out', async () => {
  const editor = await open({ 'events.choreo': events, 'a.choreo': emitter });
  editor.silently({ 'node_modules/p/b.choreo': handler, '/elsewhere/b.choreo': handler });
  await look(editor);
  expect(codes(editor)).toEqual(['a.choreo unhandled-event']);
});

test('nothing is built if nothing has changed, and files are read again only if their stamps are others', async () => {
  const stamps = new Map<string, string>();
  const files = { 'events.choreo': events, 'a.choreo': emitter };
  const stampOf = async (uri: URI) => stamps.get(uri.toString()) ?? '1';
  const editor = await TestEditor.open(files, { handlers: [lookingAtDisk(stampOf)] });
  let builds = 0;
  editor.services.shared.workspace.DocumentBuilder.onUpdate(() => void builds++);
  const read: string[] = [];
  const { FileSystemProvider } = editor.services.shared.workspace;
  const { readFile } = FileSystemProvider;
  FileSystemProvider.readFile = uri => {
    if (uri.path.endsWith('.choreo')) read.push(uri.path);
    return readFile(uri);
  };
  await look(editor);
  expect(read.sort()).toEqual(['/workspace/a.choreo', '/workspace/events.choreo']);
  await look(editor);
  expect([read.length, builds]).toEqual([2, 0]);
  editor.silently({ 'events.choreo': `${events}event More\n` });
  await look(editor);
  expect([read.length, builds]).toEqual([2, 0]);
  stamps.set(uriOf('events.choreo'), '2');
  await look(editor);
  expect(builds).toBe(1);
  expect(codes(editor)).toContain('events.choreo unused-declaration');
});

test('many requests at once are one look after another', async () => {
  const editor = await open({ 'events.choreo': events, 'a.choreo': emitter });
  const first = editor.ask(lookAtDiskRequest, undefined);
  editor.silently({ 'b.choreo': handler });
  await Promise.all([first, editor.ask(lookAtDiskRequest, undefined), editor.ask(lookAtDiskRequest, undefined)]);
  await editor.settled();
  expect(codes(editor)).toEqual([]);
});

test('a real disk: what is written again, moved and deleted there', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'choreo-disk-'));
  const at = (name: string) => join(folder, name);
  const texts = { 'events.choreo': events, 'a.choreo': emitter, 'b.choreo': handler };
  for (const [name, text] of Object.entries(texts)) await writeFile(at(name), text);
  const server = await ServerProcess.start([folder]);
  try {
    const found = async () => {
      await server.ask(lookAtDiskRequest.method);
      await server.settled();
      return Object.fromEntries(
        [...server.findings]
          .filter(([, findings]) => findings.length > 0)
          .map(([uri, findings]) => [uri.slice(uri.lastIndexOf('/') + 1), findings.map(({ code }) => code)]),
      );
    };
    expect(await found()).toEqual({});
    await writeFile(at('b.choreo'), handler.replace('on Paid', ''));
    expect(await found()).toEqual({ 'a.choreo': ['unhandled-event'] });
    await writeFile(at('b.choreo'), handler);
    await mkdir(at('deep'));
    await rename(at('a.choreo'), at('deep/a.choreo'));
    expect(await found()).toEqual({});
    await rm(at('b.choreo'));
    expect(await found()).toEqual({ 'a.choreo': ['unhandled-event'] });
    expect(server.findings.get(pathToFileURL(at('deep/a.choreo')).href)).toHaveLength(1);
    expect(server.log).toEqual([]);
  } finally {
    await server.stop();
    await rm(folder, { recursive: true });
  }
});
