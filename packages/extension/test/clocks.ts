/** Finds in a test's text what would make it depend on the time that passes, or on chance that nobody can repeat. */
import { tokensOf } from './tokens-of-code.ts';

/** By name, wherever it is called or read; what stands in comments, strings and texts is none. */
const clocks = new Set([
  'cpuUsage',
  'hrtime',
  'performance',
  'poll',
  'setImmediate',
  'setInterval',
  'setTimeout',
  'useFakeTimers',
  'waitFor',
  'waitForTimeout',
  'waitUntil',
]);
const modules = /^['"]node:(?:timers|perf_hooks)/;
const draws = new Set(['assert', 'check', 'sample']);

/** The clocks, pauses and dice that it uses, in the order of the text. */
export function clocksIn(source: string): readonly string[] {
  const tokens = tokensOf(source);
  return tokens.flatMap((token, index) => {
    const [next, second] = tokens.slice(index + 1, index + 3);
    if (clocks.has(token) && (next === '(' || next === '.')) return [token];
    if (modules.test(token)) return [token.slice(1, -1)];
    if (token === 'Date' && next === '.' && second === 'now') return ['Date.now'];
    if (token === 'Date' && next === '(' && second === ')') return ['new Date()'];
    return token === 'Math' && next === '.' && second === 'random' ? ['Math.random'] : [];
  });
}

/** How many draws of fast-check are more than there are seeds given (`drawn`). */
export function unseededIn(source: string): number {
  const tokens = tokensOf(source);
  const isDraw = (index: number) =>
    tokens[index] === 'fc' &&
    tokens[index + 1] === '.' &&
    draws.has(tokens[index + 2] ?? '') &&
    tokens[index + 3] === '(';
  const calls = tokens.filter((_, index) => isDraw(index)).length;
  const seeds = tokens.filter((token, index) => token === 'drawn' && tokens[index + 1] === '(').length;
  return Math.max(0, calls - seeds);
}
