/** choreo.config.json: what is understood, and what is said about the rest. */
import { describe, expect, test } from 'vitest';
import { parseConfig } from '../src/workspace/config.ts';

describe('parseConfig', () => {
  test('reads severities, comments and trailing commas', () => {
    expect(parseConfig('{ // team rules\n "rules": { "event-cycle": "error", "unhandled-event": "off", } }')).toEqual({
      config: { rules: { 'event-cycle': 'error', 'unhandled-event': 'off' }, verification: {} },
      problems: [],
    });
  });

  // The range that is underlined, and what is said.
  const cases: readonly [string, string, string][] = [
    ['{ "rule": {} }', '"rule"', 'Did you mean `rules`?'],
    [
      '{ "rules": { "event-cylce": "off" } }',
      '"event-cylce"',
      'There is no rule `event-cylce`. Did you mean `event-cycle`?',
    ],
    ['{ "rules": { "event-cycle": "warn" } }', '"warn"', 'must be one of "off", "hint", "info", "warning", "error"'],
    ['{ "rules": { "event-cycle": 2 } }', '2', 'must be one of'],
    ['{ "rules": { "syntax-error": "off" } }', '"syntax-error"', 'is a language error'],
    ['{ "rules": [] }', '[]', '`rules` must be an object'],
    ['[]', '[]', 'The configuration must be an object'],
    ['', '', ''],
    ['{ "rules" }', '}', 'This is not JSON: colon expected'],
    ['{ "verification": { "redelivery": 1 } }', '"redelivery"', 'Did you mean `redeliveries`?'],
    ['{ "verification": { "redeliveries": 10 } }', '10', '`redeliveries` must be a whole number from 0 to 9.'],
    ['{ "verification": { "redeliveries": "1" } }', '"1"', '`redeliveries` must be a whole number'],
    ['{ "verification": 1 }', '1', '`verification` must be an object'],
    ['{ "nonsense": 1 }', '"nonsense"', 'Use one of `$schema`, `rules`'],
  ];
  test.each(cases)('%s', (text, underlined, message) => {
    const { problems } = parseConfig(text);
    const [problem] = problems;
    expect(problem?.message).toContain(message);
    const { start, end } = problem?.range ?? { start: { character: 0 }, end: { character: 0 } };
    expect(text.slice(start.character, end.character)).toBe(underlined);
  });

  test('reads how choreographies are verified', () => {
    expect(parseConfig('{ "verification": { "redeliveries": 2 } }').config.verification).toEqual({ redeliveries: 2 });
  });

  test('keeps what is right beside what is wrong', () => {
    const { config } = parseConfig('{ "rules": { "event-cycle": "off", "nope": "off" } }');
    expect(config.rules).toEqual({ 'event-cycle': 'off' });
  });
});
