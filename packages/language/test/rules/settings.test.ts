/** Severities as they are set, and the order and form of what is reported. */
import { describe, expect, test } from 'vitest';
import type { RuleSettings } from '@choreo/language';
import { checkTexts } from '@choreo/language';
import { allFixes, expectFindings } from './rule-tester.ts';

const text = `event Start
event Item
event Lost
actor User { emits Start, Lost }
service W {
  loop: on Start or Item at most 3 times else nothing -> Item
}
`;

async function severities(rules: RuleSettings): Promise<string[]> {
  const checked = await checkTexts([{ uri: 'file:///a.choreo', text }], { settingsOf: () => rules });
  return checked.flatMap(({ diagnostics }) => diagnostics.map(({ code, severity }) => `${code} ${severity}`));
}

describe('severities', () => {
  test('the defaults', async () => {
    expect(await severities({})).toEqual(['unhandled-event warning', 'event-cycle info']);
  });

  test('as set; what provably ends is never more than information, and less where that is set', async () => {
    expect(await severities({ 'unhandled-event': 'error', 'event-cycle': 'error' })).toEqual([
      'unhandled-event error',
      'event-cycle info',
    ]);
    expect(await severities({ 'unhandled-event': 'off', 'event-cycle': 'hint' })).toEqual(['event-cycle hint']);
    expect(await severities({ 'event-cycle': 'off' })).toEqual(['unhandled-event warning']);
  });

  test('errors of the language stay errors', async () => {
    await expectFindings(
      `
event A
event A
//    ^ duplicate-name: \`A\`
actor U { emits A receives A }
`,
      { settingsOf: () => ({ 'duplicate-name': 'off' }) },
    );
  });
});

test('findings stand in the order of files and places, whatever the order in which files come', async () => {
  const files = [
    { uri: 'file:///b.choreo', text: 'choreography S\nevent B\nservice Y { on A -> B }' },
    { uri: 'file:///a.choreo', text: 'choreography S\nevent A\nevent C\nservice X { on C -> A  state s: boolean }' },
  ];
  const found = async (sources: typeof files) => (await checkTexts(sources)).flatMap(({ diagnostics }) => diagnostics);
  const inOrder = await found(files);
  expect(inOrder.map(({ code, span }) => `${span.uri.slice(8)} ${code}`)).toEqual([
    'a.choreo never-emitted',
    'a.choreo unused-declaration',
    'b.choreo unhandled-event',
  ]);
  expect(await found([...files].reverse())).toEqual(inOrder);
});

describe('every quick fix', () => {
  const flawed = `
event Start { key id: uuid }
event Lost { key id: uuid }
@deprecated("use Paid") event Settled { key id: uuid }
event Paid { key id: uuid  problem: Problem }
event Apart { key other: string }
event Dead { key id: uuid }
event Ping { key id: uuid }
event Pong { key id: uuid }
event Item { key id: uuid }
event Alone
command Handle { key id: uuid }
enum Problem { Fraud }

actor User {
  emits Start, Paid, Settled, Apart
  receives Start
}

service A {
  state unread: boolean
  on Start or Pong -> Ping & Lost & Handle
  on Paid when problem == "Fraud" and idd == "x"
  join: on Paid and Apart
  on Settled
  on Dead
  on Dead
}

@allow("event-cycel", "x")
@allow("event-cycle")
service B {
  on Ping -> Pong
  on Item -> Item & Item
  on Start -> Item
}
`;

  const variants: readonly (readonly [string, string])[] = [
    ['as it is', flawed],
    ['with tabs', flawed.replaceAll(/^ {2}/gm, '\t')],
    ['with CRLF', flawed.replaceAll('\n', '\r\n')],
    ['on one line', flawed.replaceAll('\n', ' ')],
  ];
  test.each(variants)('leaves a text that can be read, without what it fixes (%s)', async (_name, sample) => {
    const before = await codesIn(sample);
    const fixes = await allFixes(sample);
    expect(new Set(fixes.map(({ code }) => code)).size).toBeGreaterThan(10);
    for (const { code, title, files } of fixes) {
      const [fixed = ''] = files.values();
      const after = await codesIn(fixed);
      expect(after, `${title}\n${fixed}`).not.toContain('syntax-error');
      expect(after, `${title}\n${fixed}`).not.toContain('unknown-name');
      const count = (codes: readonly string[]) => codes.filter(other => other === code).length;
      expect(count(after), `${title}\n${fixed}`).toBeLessThan(count(before));
      // Line ends and indentation are those of the file.
      expect(fixed.replaceAll('\r\n', '').includes('\n') && sample.includes('\r\n'), title).toBe(false);
      expect(/^ +\S/m.test(fixed) && sample.includes('\t'), title).toBe(false);
    }
  });

  async function codesIn(sample: string): Promise<string[]> {
    const checked = await checkTexts([{ uri: 'file:///test.choreo', text: sample }]);
    return checked.flatMap(({ diagnostics }) =>
      // A cycle that is bounded is still told, as information.
      diagnostics.map(({ code, severity }) => (code === 'event-cycle' && severity === 'info' ? 'bounded' : code)),
    );
  }
});
