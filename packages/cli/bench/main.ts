/** `npm run bench`: time and memory of whole checks, delays while typing, and sizes; as a table, as JSON and as ratios. */
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bestOf, runCold } from './cold-process.ts';
import type { Usage } from './cold-process.ts';
import { measureSession } from './editor-session.ts';
import { largeModel } from './large-model.ts';
import { manyStates } from './many-states.ts';
import { measureScale, measureSearch } from './scale.ts';
import { measureVerification } from './verification.ts';

const root = join(import.meta.dirname, '../../..');
const dist = join(root, 'dist');
const runs = 5;
const keystrokes = 60;

interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: 'ms' | 'MB' | 'KB' | '×' | 'states/s' | 'states' | 'bytes';
  /** To the baseline of this run, for times. */
  readonly ratio?: number;
  /** What is to be reached, in the unit of the value; at least, if more is better. */
  readonly target?: number;
  readonly moreIsBetter?: boolean;
}

const rows: Row[] = [];
const baseline = await bestOf(runs, () => runCold([join(import.meta.dirname, 'baseline.mjs')]));
rows.push({ what: 'baseline: a fixed amount of work', value: baseline.ms, unit: 'ms', ratio: 1 });
const time = (what: string, value: number, target?: number) =>
  rows.push({ what, value, unit: 'ms', ratio: value / baseline.ms, ...(target === undefined ? {} : { target }) });

const checks = new Map<number, Usage>();
for (const services of [50, 100, 500, 1000]) {
  const usage = await checkCold(services);
  checks.set(services, usage);
  const reactions = `${services * 10} reactions`;
  time(`check, whole process, ${reactions}`, usage.ms, services === 1000 ? 2000 : undefined);
  rows.push({
    what: `  peak memory, ${reactions}`,
    value: usage.rssMb,
    unit: 'MB',
    ...(services === 1000 ? { target: 400 } : {}),
  });
}
const growth = (checks.get(1000)?.ms ?? 0) / (checks.get(100)?.ms ?? 1);
rows.push({ what: 'growth of check from 1000 to 10000 reactions', value: growth, unit: '×', target: 12 });

const server = join(dist, 'server', 'main.cjs');
const small = await measureSession(server, largeModel(50), keystrokes);
time('server start to first findings, 50 services', small.activation);
time('keystroke to findings, p50, 50 services in a file', percentile(small.keystrokes, 0.5));
time('keystroke to findings, p95, 50 services in a file', percentile(small.keystrokes, 0.95), 50);
const verifying = await measureSession(server, largeModel(50), keystrokes, { verifying: manyStates });
for (const [name, part] of [
  ['p50', 0.5],
  ['p95', 0.95],
] as const) {
  const ratio = percentile(verifying.keystrokes, part) / percentile(small.keystrokes, part);
  rows.push({ what: `typing while verifying, ${name}, to typing without`, value: ratio, unit: '×', target: 1.5 });
}
const large = await measureSession(server, largeModel(1000, 100), keystrokes);
time('server start to first findings, 1000 services in 100 files', large.activation);
time('keystroke to findings, p50, 1000 services in 100 files', percentile(large.keystrokes, 0.5));
time('keystroke to findings, p95, 1000 services in 100 files', percentile(large.keystrokes, 0.95), 250);

const { full, reduced, models } = await measureVerification(root);
rows.push({
  what: 'verify: states a second',
  value: full.perSecond,
  unit: 'states/s',
  target: 200_000,
  moreIsBetter: true,
});
time(`verify, eight branches, full search (${full.states} states)`, full.ms, 2500);
rows.push({ what: '  kept for each state, steps included', value: full.bytes, unit: 'bytes', target: 100 });
time(`verify, eight branches, reduced search (${reduced.states} states)`, reduced.ms, 100);
for (const { name, ms, states } of models.slice(0, 3)) {
  time(`verify with one redelivery, slowest of ${models.length}: ${name} (${states} states)`, ms, 500);
}

for (const { name, ms, states, bounded, target, spinMs } of await measureScale()) {
  const open = bounded > 0 ? `, ${bounded} verdicts bounded` : '';
  time(`verify, ${name} (${states} states${open})`, ms, target);
  if (spinMs !== undefined)
    rows.push({ what: "  to Spin's search of the exported model", value: ms / spinMs, unit: '×' });
}
for (const { name, ms, states, spinMs } of await measureSearch()) {
  rows.push({ what: `search alone to Spin's, ${name} (${states} states)`, value: ms / spinMs, unit: '×', target: 1.5 });
}

for (const bundle of ['extension/main.cjs', 'server/main.cjs', 'webview/main.js', 'cli/choreo.cjs']) {
  rows.push({ what: `bundle ${bundle}`, value: (await stat(join(dist, bundle))).size / 1024, unit: 'KB' });
}

print();
const file = join(dist, 'bench.json');
await writeFile(
  file,
  `${JSON.stringify({ version: 1, node: process.version, runs, keystrokes, rows }, undefined, 2)}\n`,
);
console.log(`\nThe best of ${runs} runs each; ratios are to the baseline of this run. As JSON: dist/bench.json`);

async function checkCold(services: number): Promise<Usage> {
  const folder = await mkdtemp(join(tmpdir(), 'choreo-bench-'));
  try {
    for (const { name, text } of largeModel(services)) await writeFile(join(folder, name), text);
    const command = join(root, 'packages/cli/bin/choreo.mjs');
    // The first run fills Node's cache of compiled code, as any earlier use would have.
    await runCold([command, 'check', folder]);
    return await bestOf(runs, () => runCold([command, 'check', folder]));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function percentile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

function print(): void {
  const shown = rows.map(({ what, value, unit, ratio, target, moreIsBetter = false }) => [
    what,
    `${value.toFixed(unit === '×' ? 1 : 0)} ${unit}`,
    ratio === undefined ? '' : `${ratio.toFixed(2)} ×`,
    target === undefined
      ? ''
      : `${moreIsBetter ? (value >= target ? 'above' : 'BELOW') : value <= target ? 'within' : 'OVER'} ${target} ${unit}`,
  ]);
  const table = [['', 'measured', 'to baseline', 'to reach'], ...shown];
  const widths = [0, 1, 2, 3].map(column => Math.max(...table.map(row => row[column]?.length ?? 0)));
  for (const row of table) {
    console.log(
      row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  '),
    );
  }
}
