/** Findings are about whole choreographies: they come, move and go when another file changes, open or not. */
import { describe, expect, test } from 'vitest';
import { TestEditor } from './support/editor.ts';

const flow = 'choreography Shop\nactor C { emits Placed receives Paid }\nservice S { on Placed -> Paid }\n';
const events = 'choreography Shop\nevent Placed\nevent Paid\n';

describe('names', () => {
  test('are found when another file declares them, and lost when it no longer does', async () => {
    const editor = await TestEditor.open({ 'flow.choreo': flow, 'events.choreo': 'choreography Shop\nevent Placed\n' });
    const missing = expect.stringMatching('unknown-name .*`Paid`');
    expect(editor.findings('flow.choreo')).toEqual([missing, missing]);
    await editor.type('events.choreo', events);
    expect(editor.findings('flow.choreo')).toEqual([]);
    await editor.onDisk({ 'more.choreo': 'choreography Shop\nevent Paid' });
    await editor.type('events.choreo', 'choreography Shop\nevent Placed\n');
    expect(editor.findings('flow.choreo')).toEqual([]);
    await editor.onDisk({ 'more.choreo': undefined });
    expect(editor.findings('flow.choreo')).toEqual([missing, missing]);
  });

  test('follow a file that moves to another choreography', async () => {
    const editor = await TestEditor.open({ 'flow.choreo': flow, 'events.choreo': events });
    expect(editor.findings('flow.choreo')).toEqual([]);
    await editor.type('events.choreo', events.replace('Shop', 'Other'));
    expect(editor.findings('flow.choreo')).toHaveLength(4);
    await editor.type('events.choreo', events);
    expect(editor.findings('flow.choreo')).toEqual([]);
  });

  test('of used choreographies come and go with the header, and are ambiguous between two', async () => {
    const editor = await TestEditor.open({
      'flow.choreo': `choreography Shop uses Events\nactor C { emits Placed receives Paid }\nservice S { on Placed -> Paid }\n`,
      'events.choreo': events.replace('Shop', 'Events'),
      'more.choreo': 'choreography More\nevent Paid',
    });
    const unknown = () => editor.findings('flow.choreo').filter(finding => finding.includes('unknown-name'));
    expect(unknown()).toEqual([]);
    await editor.type('flow.choreo', editor.text('flow.choreo').replace('uses Events', 'uses Events, More'));
    expect(unknown()[0]).toContain(
      '`Paid` is declared by `Events` and `More`. Write `Events.Paid` or `More.Paid` instead',
    );
    await editor.type('flow.choreo', editor.text('flow.choreo').replaceAll('Paid', 'More.Paid'));
    expect(unknown()).toEqual([]);
  });
});

describe('whole-model findings', () => {
  test('go when another file handles the event, and come back when it stops', async () => {
    const editor = await TestEditor.open({
      'flow.choreo': flow.replace(' receives Paid', ''),
      'events.choreo': events,
      'shipping.choreo': 'choreography Shop\nservice Shipping { on Paid }\n',
    });
    const unhandled = () => editor.findings().filter(finding => finding.includes('unhandled-event'));
    expect(unhandled()).toEqual([]);
    await editor.type('shipping.choreo', 'choreography Shop\nservice Shipping { }\n');
    expect(unhandled()).toHaveLength(1);
    expect(unhandled()[0]).toContain('`Paid`');
    await editor.type('shipping.choreo', 'choreography Shop\nservice Shipping { on Paid }\n');
    expect(unhandled()).toEqual([]);
  });

  test('move when lines are added above what they are about', async () => {
    const editor = await TestEditor.open({
      'flow.choreo': flow.replace(' receives Paid', ''),
      'events.choreo': events,
    });
    const before = editor.findings('flow.choreo').find(finding => finding.includes('unhandled-event'));
    expect(before).toMatch(/^3:/);
    await editor.type('flow.choreo', `// a line\n${editor.text('flow.choreo')}`);
    const after = editor.findings('flow.choreo').find(finding => finding.includes('unhandled-event'));
    expect(after).toMatch(/^4:/);
  });

  test('that conclude from absence wait while a file cannot be read', async () => {
    const editor = await TestEditor.open({ 'flow.choreo': flow, 'events.choreo': events });
    await editor.type('flow.choreo', flow.replace('-> Paid', '->'));
    expect(editor.findings().map(finding => finding.split(' ')[1])).toEqual(['syntax-error']);
  });
});

describe('settings', () => {
  test('of choreo.config.json hold at once, and their mistakes are underlined', async () => {
    const editor = await TestEditor.open({
      'flow.choreo': flow.replace(' receives Paid', ''),
      'events.choreo': events,
      'choreo.config.json': '{ "rules": { "unhandled-event": "off" } }',
    });
    const codes = () => editor.findings('flow.choreo').map(finding => finding.split(' ')[1]);
    expect(codes()).toEqual([]);
    await editor.onDisk({ 'choreo.config.json': '{ "rules": { "unhandled-event": "error" } }' });
    expect(codes()).toEqual(['unhandled-event']);
    expect(editor.diagnostics('flow.choreo')[0]?.severity).toBe(1);
    await editor.onDisk({ 'choreo.config.json': '{ "rules": { "unhandled-evnt": "error" } }' });
    expect(editor.findings('choreo.config.json')[0]).toContain('unhandled-event');
    await editor.onDisk({ 'choreo.config.json': undefined });
    expect(editor.findings('choreo.config.json')).toEqual([]);
  });
});
