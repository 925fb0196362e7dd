/** Every model's project compiles under the strictest settings, runs by itself and passes its own tests. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import * as runtime from '@choreo/runtime';
import { generate } from '../src/index.ts';
import { hostileModel } from './support/hostile.ts';
import { allModels } from './support/models.ts';
import { createWorkshop, patiently, run, tool } from './support/workshop.ts';

const workshop = createWorkshop('projects');
const namesOfGeneratedCode = [...Object.keys(runtime), 'channels', 'exits', 'messageNames', 'simulate'].map(
  ([first = '', ...rest]) => first.toUpperCase() + rest.join(''),
);
const models = new Map([
  ...(await allModels()),
  ['Hostile', hostileModel()],
  ['NamesOfGeneratedCode', hostileModel(namesOfGeneratedCode)],
]);
const partial = models.get('OrderFulfilment');
if (!partial) throw new Error('No model');

beforeAll(async () => {
  for (const [name, choreography] of models) workshop.add(name, generate(choreography));
  workshop.add('Partial', generate(partial, { services: ['Payments', 'Shipping'] }));
  // The examples of the documentation are about this model, and have to compile with it.
  const page = readFileSync(new URL('../../../docs/generated-code.md', import.meta.url), 'utf8');
  const examples = [...page.matchAll(/^```ts\n(.*?)^```$/gms)].map(match => match[1] ?? '');
  expect(examples).toHaveLength(4);
  for (const [index, example] of examples.entries()) workshop.write(`OrderFulfilment/src/example-${index}.ts`, example);
  // A project that depends on nothing of the folder around it: this is how it comes to the user.
  expect(await workshop.compile(true)).toEqual([]);
});

const expected: Readonly<Record<string, readonly (string | RegExp)[]>> = {
  OrderFulfilment: [
    /^1 {2}Customer → OrderPlaced {2}\[[0-9a-f-]{36}\]$/m,
    /^2 {5}└─ Payments\.charge → PaymentTaken/m,
    /^4 {8}└─ Shipping\.dispatch → OrderShipped .*\(with #2\) {2}⇥ Customer$/m,
    'Came to rest: 4 events, 5 deliveries, 1 exit.',
  ],
  Everything: [
    /Clerk → Opened/,
    /Books\.every1h → Swept {2}\(schedule; \+1h\) {2}⇥ Clerk/,
    /Books\.record is still waiting with #1/,
  ],
  Billing: [/Office → Invoiced/, 'Came to rest: 1 event, 1 delivery, 0 exits.'],
  Answers: [
    /^1 {2}Customer → OrderPlaced {2}\[[0-9a-f-]{36}\]$/m,
    /└─ Staff → Packed/,
    /└─ Bank → PaymentConfirmed/,
    /Came to rest/,
  ],
  Contents: [/Client → Asked/, /Desk\.again → Asked/, /Desk\.try → Tried/],
  Payments: [
    /Orders\.pay → OrderPaid {2}\[af333971-/,
    /Shipping\.ship → Shipped .*\(with #2\)/,
    /Desk\.every1h → Nudge {2}\(timer; \+1h 10m\)/,
  ],
  Retries: [/Desk\.close → Closed/, /Desk\.withdraw → Forgotten|Came to rest/],
  Shapes: [/and \d+ more events/, /Stopped after 1000 steps/],
  sparse: ['Came to rest: 0 events'],
  Hostile: ['Came to rest'],
  NamesOfGeneratedCode: ['Came to rest'],
  Partial: ['Came to rest: 4 events, 5 deliveries, 1 exit.'],
};

test('every model is among those that are run', () => {
  expect(Object.keys(expected).sort()).toEqual([...models.keys(), 'Partial'].sort());
});

test.each(Object.keys(expected))('%s runs and comes to an end', async name => {
  const { stdout, stderr, code } = await run(
    process.execPath,
    [join('compiled', name, 'src/main.js')],
    workshop.folder,
  );
  expect(stderr).toBe('');
  for (const part of expected[name] ?? []) expect(stdout).toMatch(part);
  expect(code).toBe(0);
});

test('a seed shuffles the deliveries, and the same seed does so again', async () => {
  const main = join('compiled', 'OrderFulfilment', 'src/main.js');
  const outputs = await Promise.all(['3', '3'].map(seed => run(process.execPath, [main, seed], workshop.folder)));
  expect(outputs[0]?.stdout).toBe(outputs[1]?.stdout);
  expect(outputs[0]?.stdout).toContain('Came to rest');
});

test('the example tests pass', async () => {
  const names = ['OrderFulfilment', 'Everything', 'Hostile', 'Partial'];
  const args = [
    'run',
    '--root',
    workshop.folder,
    ...patiently,
    '--exclude',
    'compiled/**',
    ...names.map(name => `${name}/`),
  ];
  const { stdout, stderr, code } = await run(tool('vitest'), args, workshop.folder, { NO_COLOR: '1' });
  expect(stdout + stderr).toMatch(/Tests {2}12 passed/);
  expect(code).toBe(0);
});

test('a project compiles and starts by its own scripts', async () => {
  const folder = join(workshop.folder, 'OrderFulfilment');
  const compiled = await run(tool('tsc'), ['-p', 'tsconfig.build.json'], folder);
  expect(compiled.stdout).toBe('');
  const { stdout, code } = await run(process.execPath, ['dist/main.js'], folder);
  expect(stdout).toContain('Came to rest');
  expect(code).toBe(0);
  expect((await run(tool('tsc'), ['--noEmit'], folder)).stdout).toBe('');
});
