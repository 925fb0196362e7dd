/** Faults of Choreo itself: each takes what it touches, and nothing else; it is reported, and over with the next good edit. */
import { DocumentState } from 'langium';
import { describe, expect, test, vi } from 'vitest';
import { eventually } from '../../model/test/eventually.ts';
import { ServerProcess } from './support/server-process.ts';
import { TestEditor } from './support/editor.ts';

const codes = (editor: TestEditor) =>
  editor.findings().map(finding => `${finding.split(':')[0]} ${finding.split(' ')[1]}`);

const fails = (): never => {
  throw new Error('no such luck');
};

describe('a fault', () => {
  test('in a declaration takes that one, and is at its place', async () => {
    const files = { 'a.choreo': 'event A\nservice S { on A when a }\n', 'b.choreo': 'service T { emits Lost }' };
    const editor = await TestEditor.open({ 'b.choreo': 'event Lost\nservice T { emits Lost }' });
    const spy = vi.spyOn(editor.services.choreo.references.ScopeProvider, 'namesFor').mockImplementation(fails);
    await editor.type('a.choreo', files['a.choreo']);
    expect(codes(editor)).toEqual(['a.choreo not-checked', 'b.choreo unhandled-event']);
    expect(editor.findings('a.choreo')[0]).toMatch(
      /^2:9 not-checked Choreo could not check this: lowering `S` failed with "no such luck"\. Everything else was checked\./,
    );
    expect(editor.log.join('\n')).toMatch(
      /A fault of Choreo in lowering `S`, at file:\/\/\/workspace\/a.choreo:2: Error: no such luck\n +at /,
    );
    expect((await editor.symbols('a.choreo')).map(({ name }) => name)).toEqual(['A', 'S']);
    spy.mockRestore();
    await editor.type('a.choreo', 'event A\nservice S { emits A }\n');
    expect(codes(editor)).toEqual(['a.choreo unhandled-event', 'b.choreo unhandled-event']);
  });

  test('in parsing takes that text', async () => {
    const editor = await TestEditor.open({ 'a.choreo': 'event A', 'b.choreo': 'event B' });
    const { LangiumParser } = editor.services.choreo.parser;
    const spy = vi.spyOn(LangiumParser, 'parse').mockImplementation(fails);
    await editor.type('a.choreo', 'event A event C');
    await editor.onDisk({ 'new.choreo': 'event N' });
    spy.mockRestore();
    expect(codes(editor)).toEqual(['a.choreo not-checked', 'b.choreo unused-declaration', 'new.choreo not-checked']);
    await editor.type('b.choreo', 'event B event D');
    await editor.type('a.choreo', 'event A event C event E');
    expect(codes(editor).filter(code => code.startsWith('a.'))).toEqual(Array(3).fill('a.choreo unused-declaration'));
  });

  test('in looking up a name takes that name', async () => {
    const editor = await TestEditor.open({ 'a.choreo': 'event A' });
    const scopes = editor.services.choreo.references.ScopeProvider;
    const real = scopes.getScope.bind(scopes);
    vi.spyOn(scopes, 'getScope').mockImplementation(info =>
      info.reference.$refText === 'Boom' ? fails() : real(info),
    );
    await editor.type('a.choreo', 'event A\nservice S { emits Boom  on A }');
    expect(codes(editor)).toEqual(['a.choreo not-checked', 'a.choreo unknown-name']);
    await editor.type('a.choreo', 'event A\nservice S { emits A  on A }');
    expect(codes(editor)).toEqual([]);
  });

  test('of somebody who listens to builds keeps nobody else from hearing', async () => {
    const editor = await TestEditor.open({ 'a.choreo': 'event A' });
    const { DocumentBuilder } = editor.services.shared.workspace;
    DocumentBuilder.onBuildPhase(DocumentState.Parsed, fails);
    DocumentBuilder.onUpdate(fails);
    await editor.type('a.choreo', 'event A event B');
    expect(codes(editor)).toEqual(Array(2).fill('a.choreo unused-declaration'));
    expect(editor.log.join('\n')).toContain('no such luck');
  });

  test('of a build that nothing foresaw is in the log, and the next build is done', async () => {
    const editor = await TestEditor.open({ 'a.choreo': 'event A' });
    const { DocumentBuilder } = editor.services.shared.workspace;
    const spy = vi.spyOn(DocumentBuilder, 'update').mockImplementation(async () => fails());
    await editor.type('a.choreo', 'event A event B');
    expect(editor.log.join('\n')).toContain('no such luck');
    spy.mockRestore();
    await editor.type('a.choreo', 'event A event B event C');
    expect(codes(editor)).toEqual(Array(3).fill('a.choreo unused-declaration'));
  });

  test('in a request is answered as an error, and the next request is answered', async () => {
    const editor = await TestEditor.open({ 'a.choreo': 'event <|>A' });
    const { HoverProvider } = editor.services.choreo.lsp;
    if (!HoverProvider) throw new Error('there are no hovers');
    const spy = vi.spyOn(HoverProvider, 'getHoverContent').mockImplementation(fails);
    await expect(editor.hover('a.choreo')).rejects.toThrow(
      /could not answer this because of a fault in Choreo: no such luck/,
    );
    expect(editor.log.join('\n')).toContain('A fault of Choreo in answering `onHover`, at file:///workspace/a.choreo');
    spy.mockRestore();
    expect(await editor.hover('a.choreo')).toContain('event A');
  });
});

test('what nobody foresaw at all does not end the process', async () => {
  const throwing = `process.stdin.on('data', chunk => {
    if (String(chunk).includes('choreo/test/throw')) setImmediate(() => { throw new Error('thrown in passing'); });
    if (String(chunk).includes('choreo/test/reject')) void Promise.reject(new Error('rejected in passing'));
  });`;
  const server = await ServerProcess.start([], ['--import', `data:text/javascript,${encodeURIComponent(throwing)}`]);
  const heard = (words: string) => eventually(() => expect(server.log.join('\n')).toContain(words));
  await server.notify('choreo/test/throw');
  await heard('thrown in passing');
  await server.notify('choreo/test/reject');
  await heard('rejected in passing');
  await server.open('untitled:Untitled-1', 'event A');
  await server.settled();
  expect(server.findings.get('untitled:Untitled-1')?.map(({ code }) => code)).toEqual(['unused-declaration']);
  await server.stop();
  expect(server.ended?.code).toBe(0);
});

/** More than can be the arguments of one call on a stack of a fifth of the usual size. */
const many = 30_000;
const times = (text: string): string => text.repeat(many);
const lists: Readonly<Record<string, string>> = {
  'comment lines': `${times('//\n')}event A`,
  blocks: `${times('/**/ ')}event A`,
  values: `enum E { A${times(', B')} }`,
  entries: `event A service S { emits A${times(', A')} }`,
  options: `event A { n: int } service S { on A when n in [1${times(', 1')}] }`,
  states: `service S { state s: a${times(' | b')} }`,
  carried: `event A channel c { carries A${times(', A')} }`,
  targets: `event A property "p" { A leads to A${times(' | A')} }`,
  payloads: `event A { n: int[] } scenario "s" { given A { n: [1${times(', 1')}] } }`,
  annotations: `${times('@pii ')} event A`,
};

test('lists without number are read', async () => {
  const server = await ServerProcess.start([], ['--stack-size=200']);
  const all = Object.entries(lists);
  const chosen = process.env.CHOREO_SWEEP === 'all' ? all : all.slice(0, 4);
  for (const [name, text] of chosen) {
    const uri = `untitled:${encodeURIComponent(name)}`;
    await server.open(uri, text);
    await server.settled();
    const heard = [...server.log.splice(0), server.stderr];
    expect([name, heard]).toEqual([name, ['']]);
    await server.close(uri);
  }
  await server.stop();
});
