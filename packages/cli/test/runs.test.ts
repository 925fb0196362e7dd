/** verify, test, simulate and export as users call them: options, exit codes, bounds, and that what is written can be read. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { launchChromium } from '../../diagram/test/support/chromium.ts';
import { openMermaidPage } from '../../diagram/test/support/mermaid-page.ts';
import { readCloudEvent } from '../../runtime/src/cloud-event.ts';
import { choreo, choreoProcess, folderOf, sound } from './support/command.ts';

/** Arguments for Node under which 0.4 s have gone by whenever somebody looks at the clock. */
const leaping = [
  '--import',
  `data:text/javascript,${encodeURIComponent('let now = 0; performance.now = () => (now += 400);')}`,
];

const withdrawn = readFileSync(new URL('runs/golden/withdrawn/input/shop.choreo', import.meta.url), 'utf8');
/** Each service hears of another, so that no order can be left out: far more states than any bound below. */
const wide = [
  'choreography Wide',
  ...Array.from({ length: 12 }, (_, index) => [
    `event A${index} { key id: uuid }`,
    `event B${index} { key id: uuid }`,
    `service S${index} {`,
    `  emits A${index}`,
    '  state seen: 0..3',
    `  begin: on A${index} -> B${index}`,
    `  hear: on B${index} or B${(index + 1) % 12} -> set seen = 1`,
    '}',
  ]).flat(),
  'actor User { receives B0 }',
  'property "all" { A0 leads to B0  B1 requires A1  at most 1 B2 }',
  `scenario "last" { given ${Array.from({ length: 12 }, (_, index) => `A${index}`).join(' given ')} expect B11 }`,
  '',
].join('\n');

interface VerifyReport {
  readonly choreographies: readonly {
    readonly name: string;
    readonly exploration: string;
    readonly termination: string;
    readonly exits: readonly (readonly string[])[];
    readonly verdicts: readonly {
      readonly code: string;
      readonly status: string;
      readonly bound: string | null;
      readonly message: string;
      readonly trace: readonly { readonly service: string; readonly consumes: readonly string[] }[];
    }[];
  }[];
}

test('each command tells its options', async () => {
  const help = async (name: string) => (await choreo([name, '--help'])).stdout;
  expect(await help('verify')).toMatch(
    /--redeliveries[\s\S]*--cases[\s\S]*--max-states[\s\S]*--timeout[\s\S]*--format[\s\S]*--fail-on[\s\S]*--runs[\s\S]*Exit codes/,
  );
  expect(await help('test')).toMatch(
    /--redeliveries[\s\S]*--max-states[\s\S]*--timeout[\s\S]*junit[\s\S]*--fail-on[\s\S]*Exit codes/,
  );
  expect(await help('simulate')).toMatch(/--seed[\s\S]*--runs[\s\S]*--choose[\s\S]*cloudevents[\s\S]*Exit codes/);
  expect(await help('export')).toMatch(/--to[\s\S]*promela[\s\S]*--output[\s\S]*Exit codes/);
});

test.each([
  [['verify', '--format', 'junit'], /Allowed choices are text, json/],
  [['verify', '--redeliveries', '-1'], /whole number from 0 to 9/],
  [['verify', '--max-states', 'many'], /whole number from 1 to/],
  [['verify', '--timeout', '0'], /number of seconds above 0/],
  [['verify', '--cases', '3'], /whole number from 1 to 2/],
  [['verify', '--fail-on', 'never'], /Allowed choices are error, warning, info, hint/],
  [['verify', 'nowhere'], /nowhere/],
  [['test', '--fail-on', 'never'], /Allowed choices are error, warning, info, hint/],
  [['test', '--format', 'tap'], /Allowed choices are text, json, junit/],
  [['simulate'], /missing required argument 'path'/],
  [['simulate', '.', '--runs', '0'], /whole number from 1/],
  [['simulate', '.', '--runs', '2', '--format', 'mermaid'], /shows a single run/],
  [['simulate', '.', '--choose', 'charge'], /is not a valid choice/],
  [['simulate', '.', '--choose', 'Shipping.sip=Shipped'], /no reaction `Shipping\.sip`[\s\S]*`Shipping\.ship`/],
  [['simulate', '.', '--choose', 'Shipping.ship=Lost'], /no alternative `Lost`[\s\S]*`Shipped`/],
  [['simulate', '.', '--choreography', 'Shopp'], /no choreography `Shopp`/],
  [['export', '.'], /required option '--to <format>'/],
  [['export', '.', '--to', 'tla'], /Allowed choices are promela/],
])('wrong usage: %s', async (args, message) => {
  const cwd = folderOf({ 'shop.choreo': sound });
  const { code, stdout, stderr } = await choreo(args, { cwd });
  expect(stderr).toMatch(message);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
});

test.each([['verify'], ['test'], ['simulate', '.'], ['export', '--to', 'promela']])(
  'an empty folder is wrong usage for %s, as for check',
  async (...args) => {
    const cwd = folderOf({});
    const [checked, outcome] = [await choreo(['check'], { cwd }), await choreo(args, { cwd })];
    expect(outcome).toEqual(checked);
  },
);

test.each([
  ['verify', '.'],
  ['test', '.'],
  ['simulate', '.'],
  ['export', '.', '--to', 'promela'],
])('of a model with errors nothing is said: %s', async (...args) => {
  const cwd = folderOf({ 'shop.choreo': 'event {' });
  const { code, stdout, stderr } = await choreo(args, { cwd });
  expect(code).toBe(1);
  expect(stderr).toContain('syntax-error');
  expect(stdout).not.toMatch(/proved|✓|proctype|→/i);
});

test('one of several is chosen to be simulated and exported; all are verified', async () => {
  const cwd = folderOf({ 'a.choreo': sound, 'b.choreo': sound.replace('Shop', 'Other') });
  for (const args of [
    ['simulate', '.'],
    ['export', '--to', 'promela'],
  ]) {
    expect(await choreo(args, { cwd })).toMatchObject({ code: 2, stdout: '' });
    expect(await choreo([...args, '--choreography', 'Other'], { cwd })).toMatchObject({ code: 0, stderr: '' });
  }
  const { stdout } = await choreo(['verify', '--format', 'json'], { cwd });
  const report: VerifyReport = JSON.parse(stdout);
  expect(report.choreographies.map(({ name }) => name)).toEqual(['Other', 'Shop']);
});

describe('exit codes of verify', () => {
  const info = withdrawn.replace(/\nproperty[\s\S]*$/, '\n');
  test.each([
    ['error', 0],
    ['warning', 0],
    ['info', 1],
    ['hint', 1],
  ])('what is an info, with --fail-on %s: %i', async (threshold, expected) => {
    const cwd = folderOf({ 'shop.choreo': info });
    const { code, stdout } = await choreo(['verify', '--fail-on', threshold], { cwd });
    expect(stdout).toContain('info order-dependent-outcome');
    expect(code).toBe(expected);
  });
  test('an error fails, unless it is switched off', async () => {
    const cwd = folderOf({ 'shop.choreo': withdrawn });
    expect((await choreo(['verify'], { cwd })).code).toBe(1);
    expect((await choreo(['test'], { cwd })).code).toBe(1);
  });
  test('a warning of verifying fails unless only errors shall; a warning of check does not', async () => {
    const stuck = folderOf({ 'shop.choreo': sound.replace('-> Shipped', '-> Shipped | nothing') });
    expect(await choreo(['check', '--fail-on', 'hint'], { cwd: stuck })).toMatchObject({ code: 0 });
    const { code, stdout } = await choreo(['verify'], { cwd: stuck });
    expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringContaining('warning incomplete-flow') });
    expect(await choreo(['verify', '--fail-on', 'error'], { cwd: stuck })).toMatchObject({ code: 0 });
    const lost = 'event Lost { key orderId: uuid }\nservice Losing {\n  on Placed -> Lost\n}\n';
    const unhandled = folderOf({ 'shop.choreo': `${sound}${lost}` });
    expect(await choreo(['check', '--fail-on', 'warning'], { cwd: unhandled })).toMatchObject({ code: 1 });
    expect(await choreo(['verify'], { cwd: unhandled })).toMatchObject({ code: 0 });
  });
});

describe('a case whose order of delivery decides its end', () => {
  const info = withdrawn.replace(/\nproperty[\s\S]*$/, '\n');
  test('is one line, and two runs with --runs', async () => {
    const cwd = folderOf({ 'shop.choreo': info });
    const short = (await choreo(['verify'], { cwd })).stdout.split('\n');
    expect(short.filter(line => line.includes('order-dependent-outcome'))).toEqual([
      'shop.choreo:15:14 info order-dependent-outcome: PaymentRefunded + PaymentTaken in one order of delivery, PaymentTaken in another (`--runs` shows both runs)',
    ]);
    expect(short.join('\n')).not.toMatch(/run:/);
    const long = (await choreo(['verify', '--runs'], { cwd })).stdout;
    expect(long).toMatch(/One run:\n[\s\S]*Another run:\n/);
    expect(long).not.toContain('--runs');
  });
  test('shows both runs where the configuration makes it a warning', async () => {
    const config = JSON.stringify({ rules: { 'order-dependent-outcome': 'warning' } });
    const cwd = folderOf({ 'choreo.config.json': config, 'shop.choreo': info });
    expect((await choreo(['verify'], { cwd })).stdout).toMatch(/One run:\n[\s\S]*Another run:\n/);
  });
});

describe('exit codes of test', () => {
  test.each([
    ['error', [], 1],
    ['warning', [], 1],
    ['warning', ['--fail-on', 'error'], 0],
    ['info', [], 0],
    ['info', ['--fail-on', 'info'], 1],
    ['off', ['--fail-on', 'hint'], 0],
  ])('a failed scenario that is of severity %s, with %j: %i', async (severity, options, expected) => {
    const config = JSON.stringify({ rules: { 'scenario-failed': severity } });
    const cwd = folderOf({ 'choreo.config.json': config, 'shop.choreo': withdrawn });
    const { code, stdout } = await choreo(['test', ...options], { cwd });
    expect(stdout).toContain('0 passed, 1 failed');
    expect(code).toBe(expected);
  });
});

test('the counterexample in the report names each step', async () => {
  const cwd = folderOf({ 'shop.choreo': withdrawn });
  const { stdout } = await choreo(['verify', '--format', 'json'], { cwd, env: { FORCE_COLOR: '1' } });
  expect(stdout).not.toContain('\u001b');
  const [shop] = (JSON.parse(stdout) as VerifyReport).choreographies;
  expect(shop).toMatchObject({ exploration: 'full', termination: 'always' });
  expect(shop?.exits).toEqual([['PaymentRefunded', 'PaymentTaken'], ['PaymentTaken']]);
  const lost = shop?.verdicts.find(({ code }) => code === 'compensation-lost');
  expect(lost).toMatchObject({
    status: 'violated',
    bound: null,
    file: 'shop.choreo',
    range: { start: { line: 19, character: 2 } },
    trace: [
      { service: 'Payments', reaction: null, consumes: ['OrderWithdrawn'], emits: [] },
      { service: 'Payments', reaction: 'Payments.charge', consumes: ['OrderPlaced'], emits: ['PaymentTaken'] },
    ],
  });
});

describe('what is cut short is never called proved', () => {
  test.each([
    [['--max-states', '10'], '10 states', ['incomplete-flow', 'livelock', 'property-violated', 'scenario-failed']],
    // The flow as such is looked at before anyone has looked at the clock.
    [['--timeout', '0.3'], '0.3 s', ['scenario-failed']],
  ])('%s', async (limit, bound, codes) => {
    const cwd = folderOf({ 'wide.choreo': wide });
    const { code, stdout } = await choreoProcess(['verify', '--format', 'json', ...limit], { cwd, node: leaping });
    expect(code).toBe(0);
    const [report] = (JSON.parse(stdout) as VerifyReport).choreographies;
    const asked = report?.verdicts.filter(verdict => codes.includes(verdict.code)) ?? [];
    expect(new Set(asked.map(verdict => verdict.code))).toEqual(new Set(codes));
    for (const verdict of asked) {
      expect(verdict).toMatchObject({ status: 'bounded', bound });
      expect(verdict.message).not.toContain('proved');
    }
    const text = (await choreoProcess(['verify', ...limit], { cwd, node: leaping })).stdout;
    expect(text).toContain(`~ Bounded: no violation was found within this bound: ${bound}\n`);
  });

  test('whoever wants whole searches only reads it from the report', async () => {
    const cwd = folderOf({ 'wide.choreo': wide });
    const { stdout } = await choreo(['verify', '--format', 'json', '--max-states', '10'], { cwd });
    const [report] = (JSON.parse(stdout) as VerifyReport).choreographies;
    expect(report).toMatchObject({ exploration: 'bounded', termination: 'unknown' });
    expect(report?.verdicts.some(({ status }) => status === 'proved')).toBe(false);
  });

  test('a scenario that was not looked at to the end has not passed', async () => {
    const cwd = folderOf({ 'wide.choreo': wide });
    const { code, stdout } = await choreo(['test', '--max-states', '3'], { cwd });
    expect(code).toBe(1);
    expect(stdout).toMatch(/~ last: undecided[\s\S]*0 passed, 1 failed/);
  });
});

test('JUnit: markup and control characters in names do no harm', async () => {
  const cwd = folderOf({ 'shop.choreo': withdrawn.replace('a customer changes', 'a <b>&\u0001\u001b ]]> customer') });
  const { code, stdout } = await choreo(['test', '--format', 'junit'], { cwd });
  expect(code).toBe(1);
  expect(stdout).toContain('a &lt;b&gt;&amp;\\u{1}\\u{1b} ]]&gt; customer');
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    const read = await page.evaluate(text => {
      const parsed = new DOMParser().parseFromString(text, 'application/xml');
      const suite = parsed.querySelector('testsuite');
      return {
        errors: parsed.querySelectorAll('parsererror').length,
        name: parsed.querySelector('testcase')?.getAttribute('name'),
        counts: [suite?.getAttribute('tests'), suite?.getAttribute('failures')],
        failure: parsed.querySelector('failure')?.textContent,
      };
    }, stdout);
    expect(read).toMatchObject({ errors: 0, counts: ['1', '1'], failure: expect.stringContaining('\n1. Customer') });
    expect(read.name).toContain('a <b>&\\u{1}');
  } finally {
    await browser.close();
  }
});

describe('simulate', () => {
  test('the same seed gives the same run; what is chosen happens', async () => {
    const draft = readFileSync(new URL('runs/golden/first-draft/input/draft.choreo', import.meta.url), 'utf8');
    const cwd = folderOf({ 'draft.choreo': draft });
    const once = (...args: readonly string[]) => choreo(['simulate', '.', ...args], { cwd });
    expect(await once('--seed', '7')).toEqual(await once('--seed', '7'));
    for (const seed of ['1', '2', '3', '4']) {
      const { stdout } = await once('--seed', seed, '--choose', 'Payments.charge=PaymentFailed');
      expect(stdout).toContain('charge → PaymentFailed');
      expect(stdout).not.toContain('charge → PaymentTaken');
    }
  });

  test('many runs are counted, and each way to end names a seed that shows it', async () => {
    const cwd = folderOf({ 'shop.choreo': withdrawn });
    const { stdout } = await choreo(['simulate', '.', '--runs', '200'], { cwd });
    const lines = stdout.trimEnd().split('\n');
    expect(lines.map(line => parseInt(line, 10)).reduce((a, b) => a + b)).toBe(200);
    for (const line of lines) {
      const [, end = '', seed = ''] = /%  (.*)  \(--seed (\d+)\)$/.exec(line) ?? [];
      const one = await choreo(['simulate', '.', '--seed', seed, '--format', 'json'], { cwd });
      expect(JSON.parse(one.stdout)).toMatchObject({ end: { exits: end.split(' + ') } });
    }
  });

  test('CloudEvents are valid, of one case, and each names its cause', async () => {
    for (const seed of ['1', '5', '9']) {
      const { stdout } = await choreo(
        ['simulate', 'examples/order-fulfilment', '--seed', seed, '--format', 'cloudevents'],
        { cwd: join(import.meta.dirname, '../../..') },
      );
      const events = stdout
        .trimEnd()
        .split('\n')
        .map(line => readCloudEvent(JSON.parse(line)));
      expect(events.length).toBeGreaterThan(1);
      const known = new Set<string>();
      for (const [index, event] of events.entries()) {
        if (typeof event === 'string') throw new Error(event);
        expect(known.has(event.id)).toBe(false);
        // Only the entry has no cause; any other is caused by one before it.
        expect(event.causationid === undefined ? index === 0 : known.has(event.causationid)).toBe(true);
        known.add(event.id);
        expect(event).toMatchObject({ correlationid: '1', data: { orderId: event.subject } });
        expect(Number.isNaN(Date.parse(event.time))).toBe(false);
      }
      expect(new Set(events.map(event => (typeof event === 'string' ? '' : event.subject))).size).toBe(1);
    }
  });

  test('Mermaid draws the run', async () => {
    const cwd = folderOf({ 'shop.choreo': withdrawn });
    const { stdout } = await choreo(['simulate', '.', '--format', 'mermaid'], { cwd });
    expect(stdout).toContain('sequenceDiagram');
    const browser = await launchChromium();
    try {
      const mermaid = await openMermaidPage(browser);
      expect(await mermaid.parse([stdout])).toEqual([undefined]);
      expect((await mermaid.render(stdout)).svg).toContain('OrderPlaced');
    } finally {
      await browser.close();
    }
  });
});

describe('export', () => {
  test('to a file is the same as to standard output', async () => {
    const cwd = folderOf({ 'shop.choreo': withdrawn });
    const { stdout } = await choreo(['export', '--to', 'promela'], { cwd });
    expect(await choreo(['export', '--to', 'promela', '-o', 'shop.pml'], { cwd })).toMatchObject({
      code: 0,
      stdout: '',
    });
    expect(readFileSync(join(cwd, 'shop.pml'), 'utf8')).toBe(stdout);
  });

  const hasSpin = /Spin Version/.test(String(spawnSync('spin', ['-V']).stdout ?? ''));
  test.skipIf(!hasSpin)('Spin accepts it', async () => {
    const cwd = folderOf({ 'shop.choreo': withdrawn });
    await choreo(['export', '--to', 'promela', '-o', 'shop.pml'], { cwd });
    execFileSync('spin', ['-a', 'shop.pml'], { cwd });
    expect(readFileSync(join(cwd, 'pan.c'), 'utf8').length).toBeGreaterThan(1000);
  });
});

test('progress is for terminals: what is piped has none', async () => {
  const cwd = folderOf({ 'wide.choreo': wide });
  const { stderr } = await choreo(['verify', '--max-states', '30000'], { cwd });
  expect(stderr).toBe('');
});

test('on a terminal a long run tells how far it is, and wipes it away', async () => {
  const cwd = folderOf({
    'wide.choreo': wide,
    'tty.cjs': 'Object.defineProperty(process.stderr, "isTTY", { value: true });',
  });
  const { code, stdout, stderr } = await choreoProcess(['verify', '--format', 'json', '--max-states', '30000'], {
    cwd,
    node: ['--require', join(cwd, 'tty.cjs'), ...leaping],
  });
  expect(code).toBe(0);
  JSON.parse(stdout);
  const lines = stderr.split('\r\u001b[K').slice(1);
  expect(lines[0]).toMatch(/^Wide: .* states/);
  expect(stderr.endsWith('\r\u001b[K')).toBe(true);
  for (const line of lines) expect(line.length).toBeLessThan(80);
});

const called = (delivery: string) => `choreography Calls
event Captured { key paymentId: uuid }
event Called { key paymentId: uuid }
actor Provider { emits Captured receives Called }
service Webhooks { call: on Captured -> Called }
channel payments { carries Captured, Called  ${delivery} }
property "once" { at most 1 Called }
`;

/** Option or configuration, the promise of the channel, and what the summary then says. */
const redelivered: readonly (readonly [string, string, readonly string[], string])[] = [
  ['{}', 'delivery at-least-once', [], 'up to 1 redelivery'],
  ['{}', 'delivery at-least-once', ['--redeliveries', '0'], 'each message taken once'],
  ['{ "verification": { "redeliveries": 0 } }', 'delivery at-least-once', [], 'each message taken once'],
  [
    '{ "verification": { "redeliveries": 0 } }',
    'delivery at-least-once',
    ['--redeliveries', '1'],
    'up to 1 redelivery',
  ],
  ['{}', '', [], 'each message taken once'],
  ['{}', '', ['--redeliveries', '1'], 'up to 1 redelivery'],
  ['{}', 'delivery exactly-once', [], 'each message taken once'],
];
test.each(redelivered)('redeliveries: config %s, channel "%s", options %j', async (config, delivery, options, says) => {
  const cwd = folderOf({ 'choreo.config.json': config, 'calls.choreo': called(delivery) });
  const { stdout } = await choreo(['verify', ...options], { cwd });
  expect(stdout).toContain(says);
  expect(stdout.includes('error property-violated')).toBe(says.startsWith('up to'));
});

test('--losses names the ends that only a lost message brings about, with the delivery that was lost', async () => {
  const cwd = folderOf({
    'sims.choreo': `choreography Sims
event Requested { key id: uuid }
event Allocated { key id: uuid }
event Activated { key id: uuid }
actor User { emits Requested receives Activated }
service Sim { state sim: free | allocated  allocate: on Requested -> Allocated & set sim = allocated }
service Activation { activate: on Allocated -> Activated }
property "allocated for good" { Requested leads to Activated }
`,
  });
  const { code, stdout } = await choreo(['verify', '--losses', '1', '--format', 'json'], { cwd });
  expect(code).toBe(0);
  const [{ verdicts }] = JSON.parse(stdout).choreographies;
  const lost = verdicts.filter((verdict: { code: string }) => verdict.code === 'loss-changes-outcome');
  expect(lost.map(({ message }: { message: string }) => message)).toEqual([
    expect.stringContaining(
      'if `Requested` never reaches `Sim`, the case can end as never otherwise: no exit · Sim.sim = free.',
    ),
    expect.stringContaining(
      'if `Allocated` never reaches `Activation`, the case can end as never otherwise: no exit · Sim.sim = allocated.',
    ),
  ]);
  // Sentences are not judged on such runs.
  expect(verdicts.filter((verdict: { code: string }) => verdict.code === 'property-violated')).toMatchObject([
    { status: 'proved' },
  ]);
  expect((await choreo(['verify'], { cwd })).stdout).not.toContain('loss');
});

test('--many takes * and + as far as it says', async () => {
  const cwd = folderOf({
    'calls.choreo': `choreography Calls
event Called { key id: uuid }
event Answered { key id: uuid }
actor Caller { emits Called+ receives Answered* }
service Phone {
  state answered: 0..5
  answer: on Called when answered < 4 -> Answered & set answered = answered + 1
}
property "at most three" { at most 3 Answered }
`,
  });
  const twice = await choreo(['verify'], { cwd });
  expect(twice.stdout).toContain('Called at most twice');
  expect(twice.stdout).not.toContain('error property-violated');
  const often = await choreo(['verify', '--many', '4'], { cwd });
  expect(often.stdout).toContain('error property-violated');
  expect(often.stdout).toContain('Called at most 4 times');
});

test('--many goes for scenarios too', async () => {
  const cwd = folderOf({
    'bells.choreo': `choreography Bells
event Pressed { key id: uuid }
event Rung { key id: uuid }
event Annoyed { key id: uuid }
actor Guest { emits Pressed receives Annoyed* }
service Bell { ring: on Pressed -> Rung+ }
service Porter {
  state heard: 0..2
  listen: on Rung {
    when heard == 2 -> Annoyed
    else -> set heard = heard + 1
  }
}
scenario "patience" { given Pressed never Annoyed }
`,
  });
  expect((await choreo(['test'], { cwd })).stdout).toContain('1 scenario: 1 passed');
  expect((await choreo(['test', '--many', '3'], { cwd })).stdout).toContain('1 scenario: 0 passed');
  expect((await choreo(['verify', '--many', '3'], { cwd })).stdout).toContain('scenario-failed');
});

test('--many goes for the question whether the order decides too', async () => {
  const cwd = folderOf({
    'bells.choreo': `choreography Bells
event Rung { key id: uuid }
event Calmed { key id: uuid }
event Annoyed { key id: uuid }
actor Guest { emits Rung+, Calmed receives Annoyed* }
service Porter {
  state heard: 0..2
  listen: on Rung {
    when heard == 2 -> Annoyed
    else -> set heard = heard + 1
  }
  rest: on Calmed -> set heard = 0
}
`,
  });
  expect((await choreo(['verify'], { cwd })).stdout).not.toContain('order-dependent-outcome');
  expect((await choreo(['verify', '--many', '3'], { cwd })).stdout).toContain('order-dependent-outcome');
});
