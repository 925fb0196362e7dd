/** Pictures over the server: of the text as it is now, with its findings, and honest about what could not be read. */
import { describe, expect, test } from 'vitest';
import { answerDiagram, answerNames } from '../src/diagram-request.ts';
import { TestEditor, uriOf } from './support/editor.ts';

const orders = `choreography Shop
event Placed { key id: uuid }
actor Customer { emits Placed }
service Orders { accept: on Placed -> Accepted }
`;
const stock = `choreography Shop
event Accepted { key id: uuid }
service Stock { reserve: on Accepted }
`;

async function draw(editor: TestEditor, file: string) {
  const answer = await answerDiagram(editor.services, { uri: uriOf(file) });
  if (answer.kind !== 'diagram') throw new Error(`There is no picture of ${file}.`);
  return answer;
}

describe('the picture of a file', () => {
  test('is that of its whole choreography, the same from each file', async () => {
    const editor = await TestEditor.open({ 'orders.choreo': orders, 'stock.choreo': stock });
    const drawn = await draw(editor, 'orders.choreo');
    expect(drawn.title).toBe('Shop');
    expect(drawn.broken).toBeUndefined();
    expect(drawn.targets.map(({ id }) => id)).toEqual([
      's__Orders',
      's__Stock',
      'from__Customer',
      'r__Orders__accept',
      'r__Stock__reserve',
      'm__Placed__from__Customer__r__Orders__accept',
      'm__Accepted__r__Orders__accept__r__Stock__reserve',
    ]);
    expect(await draw(editor, 'stock.choreo')).toEqual({ ...drawn, uri: 'file:///workspace/stock.choreo' });
  });

  test('leads to the place in the text', async () => {
    const editor = await TestEditor.open({ 'orders.choreo': orders, 'stock.choreo': stock });
    const { targets } = await draw(editor, 'orders.choreo');
    expect(targets.find(({ id }) => id === 'r__Stock__reserve')?.place).toEqual({
      uri: uriOf('stock.choreo'),
      range: { start: { line: 2, character: 16 }, end: { line: 2, character: 23 } },
    });
  });

  test('follows what is typed, and keeps the ids of what did not change', async () => {
    const editor = await TestEditor.open({ 'orders.choreo': orders, 'stock.choreo': stock });
    const before = await draw(editor, 'orders.choreo');
    await editor.type(
      'stock.choreo',
      `\n\n${stock.replace('reserve: on Accepted', 'reserve: on Accepted -> Gone')}\nevent Gone`,
    );
    const after = await draw(editor, 'orders.choreo');
    const ids = new Set(after.targets.map(({ id }) => id));
    expect(before.targets.filter(({ id }) => !ids.has(id))).toEqual([]);
    expect(after.targets.map(({ id }) => id)).toContain('unhandled__Gone__Stock__reserve');
  });

  test('says that the text is broken, and draws what could be read', async () => {
    const editor = await TestEditor.open({ 'orders.choreo': orders, 'stock.choreo': stock });
    await editor.type('orders.choreo', orders.replace('-> Accepted', '-> '));
    const { broken, targets } = await draw(editor, 'stock.choreo');
    expect(broken?.errors).toBe(1);
    expect(broken?.message).not.toBe('');
    expect(broken?.place.uri).toBe(uriOf('orders.choreo'));
    expect(targets.map(({ id }) => id)).toContain('r__Stock__reserve');
    await editor.type('orders.choreo', orders);
    expect((await draw(editor, 'stock.choreo')).broken).toBeUndefined();
  });

  test('can be focused', async () => {
    const editor = await TestEditor.open({ 'orders.choreo': orders, 'stock.choreo': stock });
    const names = await answerNames(editor.services, { uri: uriOf('orders.choreo') });
    expect(names.map(({ label, description }) => `${description} ${label}`)).toEqual([
      'actor Customer',
      'service Orders',
      'service Stock',
      'event Placed',
      'event Accepted',
    ]);
    const focus = names.find(({ label }) => label === 'Stock')?.focus;
    if (!focus) throw new Error('Stock is not among the names.');
    const answer = await answerDiagram(editor.services, { uri: uriOf('orders.choreo'), focus });
    expect(answer.kind === 'diagram' && answer.targets.map(({ id }) => id)).not.toContain('from__Customer');
  });

  test('does not exist for a file that is not one of the workspace', async () => {
    const editor = await TestEditor.open({ 'orders.choreo': orders });
    const answer = await answerDiagram(editor.services, { uri: uriOf('none.choreo') });
    expect(answer).toEqual({ kind: 'unknown-file' });
  });
});
