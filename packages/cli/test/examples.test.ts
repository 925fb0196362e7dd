/** Each shipped example on its whole way: checked, drawn, generated, compiled, run and tested, by the real command. */
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { verify } from '@choreo/analysis/verification';
import { checkTexts } from '@choreo/language';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { patiently, run, tool } from '../../codegen/test/support/workshop.ts';
import { launchChromium } from '../../diagram/test/support/chromium.ts';
import { openMermaidPage, type MermaidPage } from '../../diagram/test/support/mermaid-page.ts';
import { choreo as inProcess, command } from './support/command.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const out = fileURLToPath(new URL('.out/examples/', import.meta.url));

const choreo = (...args: readonly string[]) => inProcess(args, { cwd: root });
/** As users start it. */
const shipped = (...args: readonly string[]) => run(process.execPath, [command, ...args], root, { NO_COLOR: '1' });

interface Example {
  readonly folder: string;
  readonly choreography: string;
  /** What is drawn as a group: services, external ones too. */
  readonly groups: readonly string[];
  /** Services that code is generated for, as their folders are called. */
  readonly generated: readonly string[];
  /** What the printed flow shows, in whatever order. */
  readonly flow: readonly RegExp[];
}

const examples: readonly Example[] = [
  {
    folder: 'order-fulfilment',
    choreography: 'OrderFulfilment',
    groups: ['Orders', 'Payments', 'Shipping', 'Warehouse'],
    generated: ['orders', 'payments', 'shipping', 'warehouse'],
    flow: [
      /Customer → OrderPlaced/,
      /Payments\.charge → PaymentTaken/,
      /Warehouse\.reserve → StockReserved/,
      /Shipping\.dispatch → OrderShipped .*⇥ Customer/,
      /Came to rest: 4 events, \d+ deliveries, 1 exit\./,
    ],
  },
  {
    folder: 'eshop',
    choreography: 'EShopOrdering',
    groups: ['BackOffice', 'Basket', 'Catalog', 'OrderProcessor', 'Ordering', 'PaymentProcessor', 'Webhooks'],
    generated: ['basket', 'catalog', 'order-processor', 'ordering', 'payment-processor', 'webhooks'],
    flow: [
      /Buyer → CreateOrder/,
      /Ordering\.create → OrderStarted/,
      /Ordering\.create → OrderStatusChangedToSubmitted .*⇥ Buyer/,
      /OrderProcessor\.gracePeriod → GracePeriodConfirmed .*\+1m/,
      /Ordering\.awaitValidation → OrderStatusChangedToAwaitingValidation/,
      /Catalog\.checkStock → OrderStockConfirmed/,
      /Ordering\.confirmStock → OrderStatusChangedToStockConfirmed/,
      /PaymentProcessor\.pay → OrderPaymentSucceeded/,
      /Ordering\.markPaid → OrderStatusChangedToPaid/,
      /BackOffice\.ship → ShipOrder/,
      /Ordering\.markShipped → OrderStatusChangedToShipped .*⇥ Buyer/,
      /Came to rest/,
    ],
  },
  {
    folder: 'travel-booking',
    choreography: 'TravelBooking',
    groups: ['CardNetwork', 'Cars', 'Flights', 'Hotels', 'Payments', 'Trips'],
    generated: ['cars', 'flights', 'hotels', 'payments', 'trips'],
    flow: [
      /Traveller → TripRequested/,
      /Flights\.hold → FlightHeld/,
      /Hotels\.hold → HotelHeld/,
      /Cars\.hold → CarHeld/,
      /Payments\.collect → ChargeCard .*\(with #\d+, #\d+\)/,
      /CardNetwork\.charge → CardCharged/,
      /Trips\.confirm → TripConfirmed .*⇥ Traveller/,
      /Flights\.issue → TicketIssued .*⇥ Traveller/,
      /Came to rest/,
    ],
  },
  {
    folder: 'travel-booking',
    choreography: 'Loyalty',
    groups: ['PointsBank', 'Statements'],
    generated: ['points-bank', 'statements'],
    flow: [/→ TravelBooking\.TripConfirmed/, /→ TravelBooking\.TripCancelled/, /Came to rest/],
  },
  {
    folder: 'webhooks',
    choreography: 'Webhooks',
    groups: ['Checkout', 'Orders', 'Provider'],
    generated: ['checkout', 'orders'],
    flow: [
      /Customer → OrderSubmitted/,
      /Checkout\.pay → OpenPayment/,
      /Provider\.open → PaymentOpened .*⇥ Customer/,
      /Provider\.charge → PaymentSucceeded/,
      /Orders\.succeed → OrderPaid .*⇥ Customer/,
      /Came to rest/,
    ],
  },
];

let browser: Browser;
let mermaid: MermaidPage;
beforeAll(async () => {
  rmSync(out, { recursive: true, force: true });
  browser = await launchChromium();
  mermaid = await openMermaidPage(browser);
});
afterAll(() => browser.close());

test('every example is tried here', () => {
  const folders = readdirSync(join(root, 'examples'), { withFileTypes: true }).filter(entry => entry.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual([...new Set(examples.map(({ folder }) => folder))].sort());
});

test('all of them together are clean, of hints too', async () => {
  const { stdout, stderr, code } = await shipped('check', 'examples', '--format', 'json', '--fail-on', 'hint');
  expect(stderr).toBe('');
  const report: { choreographies: readonly { name: string }[]; diagnostics: readonly unknown[] } = JSON.parse(stdout);
  expect(report.diagnostics).toEqual([]);
  expect(report.choreographies.map(({ name }) => name).sort()).toEqual(
    examples.map(({ choreography }) => choreography).sort(),
  );
  expect(code).toBe(0);
});

describe.each(examples)('$choreography', ({ folder, choreography, groups, generated, flow }) => {
  const source = join('examples', folder);
  const project = join(out, choreography);
  const choice = ['--choreography', choreography];

  test('is checked, and silences only what no order of delivery can avoid', async () => {
    const { stdout, code } = await choreo('check', source, '--fail-on', 'hint');
    expect(stdout).toMatch(/^No findings/);
    expect(code).toBe(0);
    for (const file of readdirSync(join(root, source)).filter(name => name.endsWith('.choreo'))) {
      const text = readFileSync(join(root, source, file), 'utf8');
      const silenced = [...text.matchAll(/@allow\("([^"]*)"/g)].map(([, rule]) => rule);
      expect(silenced.filter(rule => rule !== 'order-dependent-outcome')).toEqual([]);
    }
  });

  test('is verified without a finding; its page tells what is printed', async () => {
    const page = readFileSync(join(root, source, 'README.md'), 'utf8');
    const verified = await choreo('verify', source, '--fail-on', 'hint');
    expect({ stderr: verified.stderr, code: verified.code }).toEqual({ stderr: '', code: 0 });
    const tested = await choreo('test', source);
    expect({ stderr: tested.stderr, code: tested.code }).toEqual({ stderr: '', code: 0 });
    const said = page.split('## What the verification says')[1] ?? '';
    const blocks = [...said.matchAll(/^```\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text);
    expect(blocks).toHaveLength(2);
    expect(verified.stdout).toContain(blocks[0]);
    expect(tested.stdout).toContain(blocks[1]);
  });

  test('is drawn', async () => {
    const { stdout, stderr, code } = await choreo('diagram', source, ...choice);
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    const drawn = await mermaid.render(stdout);
    expect([...drawn.groups].sort()).toEqual(groups.map(name => `s__${name}`));
    expect(drawn.edges.length).toBeGreaterThanOrEqual(groups.length);
    expect(drawn.dangers).toEqual([]);
  });

  test('is generated; what is generated is up to date then', async () => {
    const written = await shipped('generate', source, '--out', project, ...choice);
    expect({ stderr: written.stderr, code: written.code }).toEqual({ stderr: '', code: 0 });
    expect(readdirSync(join(project, 'src', 'services')).sort()).toEqual(generated);
    const checked = await choreo('generate', source, '--out', project, ...choice, '--check');
    expect(checked.code).toBe(0);
  });

  test('is compiled under strict settings, tests included', async () => {
    expect((await run(tool('tsc'), ['-p', 'tsconfig.build.json'], project)).stdout).toBe('');
    expect((await run(tool('tsc'), ['--noEmit'], project)).stdout).toBe('');
  });

  test('is run', async () => {
    const { stdout, stderr, code } = await run(process.execPath, ['dist/main.js'], project);
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    for (const line of flow) expect(stdout).toMatch(line);
  });

  test.each([1, 2, 3, 4, 5])('comes to rest with deliveries shuffled and repeated by seed %i', async seed => {
    const { stdout, stderr, code } = await run(process.execPath, ['dist/main.js', String(seed)], project);
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    expect(stdout).toContain('Came to rest');
    expect(stdout).not.toContain('still waits');
  });
});

test('the example tests of all of them pass', async () => {
  // Once for all: most of the time goes into starting.
  const report = join(out, 'tests.json');
  const args = ['run', '--root', out, ...patiently, '--reporter=json', `--outputFile=${report}`];
  const { code } = await run(tool('vitest'), args, out);
  const { testResults, numPassedTests }: TestReport = JSON.parse(readFileSync(report, 'utf8'));
  expect(testResults.map(({ status }) => status)).toEqual(examples.map(() => 'passed'));
  expect(testResults.map(({ name }) => relative(out, name).split(sep)[0]).sort()).toEqual(
    examples.map(({ choreography }) => choreography).sort(),
  );
  expect(numPassedTests).toBeGreaterThanOrEqual(examples.length);
  expect(code).toBe(0);
});

describe('webhooks', () => {
  const file = (name: string) => readFileSync(join(root, 'examples', 'webhooks', name), 'utf8');
  const model = file('webhooks.choreo');
  const page = file('README.md');

  test('as people write them first have all that the page lists, and nothing else', async () => {
    const draft = /^```choreo fragment=as-written\n([\s\S]*?)^```$/m.exec(page)?.[1] ?? '';
    const found = await codesIn(model.replace(/^service Orders [\s\S]*?^\}\n/m, () => draft));
    const rows = page.split('\n').filter(line => line.startsWith('| **'));
    const listed = rows.flatMap(row => row.split('|')[2]?.match(/[a-z-]{2,}/g) ?? []);
    expect(listed.length).toBeGreaterThan(rows.length);
    expect([...new Set(found)].sort()).toEqual([...new Set(listed)].sort());
  });

  test('need the line that links the two ids', async () => {
    const unlinked = model.replace(/^ {2}link: .*\n/m, '');
    expect(await codesIn(unlinked)).toEqual(['unkeyed-state', 'unkeyed-state']);
  });

  /** Of what is found while typing, and of what only runs show. */
  async function codesIn(text: string): Promise<readonly string[]> {
    const [checked] = await checkTexts([{ uri: 'file:///webhooks.choreo', text }]);
    if (!checked) throw new Error('There is no choreography');
    const isSound = checked.diagnostics.every(({ severity }) => severity !== 'error');
    const verdicts = isSound ? verify(checked.choreography).verdicts : [];
    return [
      ...checked.diagnostics.map(({ code }) => code),
      ...verdicts.filter(({ status }) => status === 'violated').map(({ code }) => code),
    ];
  }
});

interface TestReport {
  readonly numPassedTests: number;
  readonly testResults: readonly { readonly name: string; readonly status: string }[];
}
