/** Files that come, go and move: what was found in them, and because of them, follows at once, by whatever way it is heard. */
import { describe, expect, test } from 'vitest';
import { TestEditor, uriOf } from './support/editor.ts';

const events = 'choreography Shop\nevent Paid\n';
const emitter = 'choreography Shop\nservice S { emits Paid }\n';
const handler = 'choreography Shop\nservice B { on Paid }\n';
const shop = { 'events.choreo': events, 'a.choreo': emitter, 'b.choreo': handler };

/** The codes found, by file. */
const codes = (editor: TestEditor) =>
  editor.findings().map(finding => `${finding.split(':')[0]} ${finding.split(' ')[1]}`);

const unhandled = ['a.choreo unhandled-event'];

describe('a file that nothing refers to', () => {
  test('is missed as soon as it is gone', async () => {
    const editor = await TestEditor.open(shop);
    expect(codes(editor)).toEqual([]);
    await editor.onDisk({ 'b.choreo': undefined });
    expect(codes(editor)).toEqual(unhandled);
    await editor.onDisk({ 'b.choreo': handler });
    expect(codes(editor)).toEqual([]);
  });

  test('is missed when the folder that it stands in is gone', async () => {
    const editor = await TestEditor.open({
      'events.choreo': events,
      'a.choreo': emitter,
      'sub/deep/b.choreo': handler,
    });
    expect(codes(editor)).toEqual([]);
    editor.silently({ 'sub/deep/b.choreo': undefined });
    await editor.reportChanges([{ uri: uriOf('sub'), type: 3 }]);
    expect(codes(editor)).toEqual(unhandled);
  });

  test('takes its own findings with it', async () => {
    const editor = await TestEditor.open({ 'alone.choreo': 'service S { on Nothing }' });
    expect(codes(editor)).not.toEqual([]);
    await editor.onDisk({ 'alone.choreo': undefined });
    expect(codes(editor)).toEqual([]);
  });
});

describe('closing a file', () => {
  test('without saving brings back what is on the disk', async () => {
    const editor = await TestEditor.open(shop);
    await editor.type('b.choreo', 'choreography Shop\nservice B { }\n');
    expect(codes(editor)).toEqual(unhandled);
    await editor.close('b.choreo');
    expect(codes(editor)).toEqual([]);
  });

  test('after saving changes nothing', async () => {
    const editor = await TestEditor.open(shop);
    await editor.type('b.choreo', 'choreography Shop\nservice B { }\n');
    await editor.save('b.choreo');
    await editor.close('b.choreo');
    expect(codes(editor)).toEqual(unhandled);
  });

  test('that was never saved ends it', async () => {
    const editor = await TestEditor.open(shop);
    await editor.type('untitled:Untitled-1', 'event Lost\nservice U { emits Lost }');
    expect(codes(editor)).toEqual(['untitled unhandled-event']);
    await editor.close('untitled:Untitled-1');
    expect(codes(editor)).toEqual([]);
    await editor.type('b.choreo', 'choreography Shop\nservice B { }\n');
    expect(codes(editor)).toEqual(unhandled);
  });

  test('whose file was deleted meanwhile ends it only then', async () => {
    const editor = await TestEditor.open(shop);
    await editor.show('b.choreo');
    await editor.onDisk({ 'b.choreo': undefined });
    expect(codes(editor)).toEqual([]);
    await editor.close('b.choreo');
    expect(codes(editor)).toEqual(unhandled);
  });
});

describe('without a watcher', () => {
  test('what the editor creates, deletes and renames is seen', async () => {
    const editor = await TestEditor.open({ 'events.choreo': events, 'a.choreo': emitter });
    expect(codes(editor)).toEqual(unhandled);
    editor.silently({ 'b.choreo': handler });
    await editor.createFiles('b.choreo');
    expect(codes(editor)).toEqual([]);
    editor.silently({ 'b.choreo': undefined, 'a.choreo': undefined, 'c.choreo': emitter });
    await editor.deleteFiles('b.choreo');
    await editor.renameFile('a.choreo', 'c.choreo');
    expect(codes(editor)).toEqual(['c.choreo unhandled-event']);
  });

  test('a folder that moves takes its files and its configuration along', async () => {
    const config = '{ "rules": { "unhandled-event": "off" } }';
    const files = { 'events.choreo': events, 'a.choreo': emitter };
    const at = (folder: string, present: boolean) =>
      Object.fromEntries(
        Object.entries({ ...files, 'choreo.config.json': config }).map(([name, text]) => [
          `${folder}/${name}`,
          present ? text : undefined,
        ]),
      );
    const editor = await TestEditor.open({ ...at('one', true), 'one/other/x.choreo': 'event X' });
    expect(codes(editor)).toEqual(['one/other/x.choreo unused-declaration']);
    editor.silently({
      ...at('one', false),
      ...at('two', true),
      'one/other/x.choreo': undefined,
      'two/other/x.choreo': 'event X',
    });
    await editor.renameFile('one', 'two');
    expect(codes(editor)).toEqual(['two/other/x.choreo unused-declaration']);
    editor.silently({ 'two/choreo.config.json': undefined });
    await editor.deleteFiles('two/choreo.config.json');
    expect(codes(editor)).toEqual(['two/a.choreo unhandled-event', 'two/other/x.choreo unused-declaration']);
  });
});

describe('packages and what was built', () => {
  test('stay out, whoever reports them', async () => {
    const editor = await TestEditor.open({
      'events.choreo': events,
      'a.choreo': emitter,
      'node_modules/p/b.choreo': handler,
    });
    expect(codes(editor)).toEqual(unhandled);
    await editor.onDisk({
      'node_modules/p/b.choreo': `${handler}\n`,
      'dist/b.choreo': handler,
      '.git/b.choreo': handler,
    });
    await editor.createFiles('node_modules', 'node_modules/p/b.choreo');
    expect(codes(editor)).toEqual(unhandled);
  });

  test('that are open belong to nobody else', async () => {
    const editor = await TestEditor.open({
      'events.choreo': events,
      'a.choreo': emitter,
      'node_modules/p/b.choreo': handler,
    });
    await editor.show('node_modules/p/b.choreo');
    expect(codes(editor)).toEqual(['a.choreo unhandled-event', 'node_modules/p/b.choreo unknown-name']);
    await editor.close('node_modules/p/b.choreo');
    expect(codes(editor)).toEqual(unhandled);
  });
});

describe('folders of the workspace', () => {
  test('that are added are read, and those removed forgotten', async () => {
    const editor = await TestEditor.open({ ...shop, '/other/o.choreo': 'event Lost\nservice O { emits Lost }' });
    expect(codes(editor)).toEqual([]);
    await editor.changeFolders({ added: ['file:///other'] });
    expect(codes(editor)).toEqual(['/other/o.choreo unhandled-event']);
    await editor.changeFolders({ removed: ['file:///other'] });
    expect(codes(editor)).toEqual([]);
  });

  test('part what stood under one root', async () => {
    const editor = await TestEditor.open({ 'events.choreo': events, 'a.choreo': emitter, 'sub/b.choreo': handler });
    expect(codes(editor)).toEqual([]);
    await editor.changeFolders({ added: ['file:///workspace/sub'] });
    expect(codes(editor)).toEqual(['a.choreo unhandled-event', 'sub/b.choreo unknown-name']);
    await editor.changeFolders({ removed: ['file:///workspace/sub'] });
    expect(codes(editor)).toEqual([]);
  });
});

describe('what a name means', () => {
  const main = 'choreography Main uses Lib\nservice S { on Paid }\n';
  const lib = { 'lib.choreo': 'choreography Lib\nevent Paid\nservice L { emits Paid }\n', 'main.choreo': main };

  test('follows a new file that declares it nearer', async () => {
    const editor = await TestEditor.open(lib);
    expect(codes(editor)).toEqual([]);
    await editor.onDisk({ 'own.choreo': 'choreography Main\nevent Paid\n' });
    expect(codes(editor)).toEqual(['lib.choreo unhandled-event', 'main.choreo never-emitted']);
    await editor.onDisk({ 'own.choreo': undefined });
    expect(codes(editor)).toEqual([]);
  });

  test('is lost with the file that said where it comes from', async () => {
    const editor = await TestEditor.open({
      ...lib,
      'main.choreo': main.replace(' uses Lib', ''),
      'uses.choreo': 'choreography Main uses Lib\n',
    });
    expect(codes(editor)).toEqual([]);
    await editor.onDisk({ 'uses.choreo': undefined });
    expect(codes(editor)).toContain('main.choreo unknown-name');
    await editor.onDisk({ 'uses.choreo': 'choreography Main uses Lib\n' });
    expect(codes(editor)).toEqual([]);
  });
});
