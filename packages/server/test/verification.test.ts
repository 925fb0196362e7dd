/** Verification as an editor sees it: findings, lenses and states that follow the text, and never a wrong place. */
import { afterEach, describe, expect, test } from 'vitest';
import { CancellationTokenSource } from 'vscode-languageserver';
import { WorkerVerifier } from '../src/node/worker-verifier.ts';
import { verifyWith } from '../src/verification/register-verification.ts';
import type { VerificationJob, Verifier } from '../src/verification/verifier.ts';
import { runVerificationRequest, verificationChanged, verificationRequest } from '../src/protocol/verification.ts';
import type { VerificationState } from '../src/protocol/verification.ts';
import { eventually } from '../../model/test/eventually.ts';
import { TestEditor, uriOf } from './support/editor.ts';
import { RecordingVerifier } from './support/recording-verifier.ts';

// Bundled before the first test (`scripts/tool/bundles-for-tests.mjs`): each test starts one, and sources are slow to load.
const bundles = new URL('../../../dist/', import.meta.url);
const workerFile = new URL('server/verification-worker.cjs', bundles);
/** Verifies `Endless` until it is told to stop. */
const endlessFile = new URL('test/endless-worker.cjs', bundles);
/** The same, with a clock that goes on whenever somebody looks. */
const leapingFile = new URL('test/leaping-worker.cjs', bundles);

const verifiers: Verifier[] = [];

afterEach(() => {
  for (const verifier of verifiers.splice(0)) verifier.dispose();
});

interface Setting {
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly verifier?: Verifier;
  readonly debounce?: number;
}

async function open(files: Readonly<Record<string, string>>, { settings, verifier, debounce = 20 }: Setting = {}) {
  const used = verifier ?? new WorkerVerifier(workerFile);
  verifiers.push(used);
  return TestEditor.open(files, {
    handlers: [verifyWith(used, { debounce, patience: 30 })],
    ...(settings ? { settings } : {}),
  });
}

async function stateOf(editor: TestEditor, name: string): Promise<VerificationState> {
  const [state] = await editor.ask(verificationRequest, { uri: uriOf(name) });
  if (!state) throw new Error(`${name} belongs to no choreography.`);
  return state;
}

/** Until it has been verified as it is now. */
async function verified(editor: TestEditor, name: string): Promise<VerificationState> {
  return eventually(async () => {
    const state = await stateOf(editor, name);
    expect(state).toMatchObject({ phase: 'done' });
    await editor.settled();
    return state;
  });
}

const race = `choreography Race
event Place { key id: uuid }
event Cancel { key id: uuid }
event Placed { key id: uuid }
event Cancelled { key id: uuid }
event Shipped { key id: uuid }
event Refunded { key id: uuid }
actor Customer {
  emits Place, Cancel
  receives Shipped, Refunded
}
service Sales {
  place: on Place -> Placed
  abort: on Cancel -> Cancelled
}
service Shipping { ship: on Placed -> Shipped }
service Billing { refund: on Cancelled -> Refunded }
property "goods or money" {
  Shipped excludes Refunded
  Shipped requires Placed
}
scenario "only placed" {
  given Place
  expect Shipped
  never Refunded
}
`;

const fixed = race.replace('Shipped excludes Refunded', 'Refunded requires Cancelled');

describe('findings', () => {
  test('come with the run as related places, a page and quick fixes', async () => {
    const editor = await open({ 'race.choreo': race });
    await verified(editor, 'race.choreo');
    const violated = editor.diagnostics('race.choreo').find(({ code }) => code === 'property-violated');
    expect(violated?.range.start).toEqual({ line: 18, character: 2 });
    expect(violated?.source).toBe('choreo');
    expect(violated?.relatedInformation?.length).toBeGreaterThanOrEqual(4);
    const allow = (await editor.fixes('race.choreo')).find(({ title }) => title.includes('property-violated'));
    const allowed = editor.applied(allow?.edit)['race.choreo'] ?? '';
    expect(allowed).toContain('@allow("property-violated"');
    await editor.type(
      'race.choreo',
      allowed.replace(/@allow\("property-violated", "[^"]*"\)/, '@allow("property-violated", "so be it")'),
    );
    const state = await verified(editor, 'race.choreo');
    expect(editor.findings('race.choreo').filter(finding => finding.includes('property-violated'))).toEqual([]);
    expect(state.result?.verdicts.find(({ isAllowed }) => isAllowed)?.code).toBe('property-violated');
  });

  test('follow what is typed', async () => {
    const editor = await open({ 'race.choreo': race });
    await verified(editor, 'race.choreo');
    await editor.type('race.choreo', fixed);
    await verified(editor, 'race.choreo');
    await eventually(() => expect(editor.findings('race.choreo').join('\n')).not.toContain('property-violated'));
    await editor.type('race.choreo', race);
    await verified(editor, 'race.choreo');
    await eventually(() => expect(editor.findings('race.choreo').join('\n')).toContain('19:3 property-violated'));
  });

  test('stay while the text around them changes, and move along', async () => {
    const editor = await open({ 'race.choreo': race }, { debounce: 100_000 });
    await editor.ask(runVerificationRequest, { choreography: uriOf('race.choreo') });
    await eventually(() => expect(editor.findings('race.choreo').join('\n')).toContain('19:3 property-violated'));
    editor.history.length = 0;
    await editor.type('race.choreo', race.replace('event Shipped', 'event Returned { key id: uuid }\nevent Shipped'));
    await eventually(() => expect(editor.findings('race.choreo').join('\n')).toContain('20:3 property-violated'));
    expect(editor.history.every(({ codes }) => codes.includes('property-violated'))).toBe(true);
  });

  test('go at once where their own text changes', async () => {
    const editor = await open({ 'race.choreo': race }, { debounce: 100_000 });
    await editor.ask(runVerificationRequest, { choreography: uriOf('race.choreo') });
    await eventually(() => expect(editor.findings('race.choreo').join('\n')).toContain('property-violated'));
    await editor.type('race.choreo', fixed);
    await eventually(() => expect(editor.findings('race.choreo').join('\n')).not.toContain('property-violated'));
  });

  test('outlive a text that is broken for a while', async () => {
    const editor = await open({ 'race.choreo': race });
    await verified(editor, 'race.choreo');
    await editor.type('race.choreo', race.replace('on Cancelled -> Refunded }', 'on Cancelled -> '));
    expect((await stateOf(editor, 'race.choreo')).phase).toBe('errors');
    expect(editor.findings('race.choreo').join('\n')).toMatch(/syntax-error/);
    expect(editor.findings('race.choreo').join('\n')).toMatch(/19:3 property-violated/);
    await editor.type('race.choreo', race);
    expect((await verified(editor, 'race.choreo')).result?.isCurrent).toBe(true);
  });

  test('have quick fixes again after a comment, without another verification', async () => {
    const editor = await open({ 'race.choreo': race });
    const before = await verified(editor, 'race.choreo');
    await editor.type('race.choreo', `// A comment.\n${race}`);
    const after = await verified(editor, 'race.choreo');
    expect(after.result?.milliseconds).toBe(before.result?.milliseconds);
    expect(after.result?.isCurrent).toBe(true);
    await eventually(() => expect(editor.findings('race.choreo').join('\n')).toContain('20:3 property-violated'));
    const fixes = await editor.fixes('race.choreo');
    const fix = fixes.find(({ title }) => title.includes('property-violated'));
    expect(editor.applied(fix?.edit)['race.choreo']).toMatch(/@allow\("property-violated", ".*"\)\nproperty "goods/);
  });

  test('of two choreographies do not mix', async () => {
    const editor = await open({
      'race.choreo': race,
      'calm.choreo': fixed.replace('choreography Race', 'choreography Calm'),
    });
    await verified(editor, 'race.choreo');
    await verified(editor, 'calm.choreo');
    await eventually(() => expect(editor.findings('race.choreo').join('\n')).toContain('property-violated'));
    expect(editor.findings('calm.choreo').join('\n')).not.toContain('property-violated');
  });

  test('go with the choreography', async () => {
    const editor = await open({ 'race.choreo': race });
    await verified(editor, 'race.choreo');
    await editor.onDisk({ 'race.choreo': undefined });
    await eventually(() => expect(editor.findings('race.choreo')).toEqual([]));
    expect(await editor.ask(verificationRequest, {})).toEqual([]);
  });
});

describe('lenses', () => {
  test('say what holds and lead to the run that shows that something does not', async () => {
    const editor = await open({ 'race.choreo': race });
    await verified(editor, 'race.choreo');
    const lenses = await editor.allLenses('race.choreo');
    expect(lenses.map(({ range, command }) => `${range.start.line + 1} ${command?.title}`)).toEqual([
      '18 1 of 2 violated · show run',
      expect.stringMatching(/^22 proved · \d+ states$/),
    ]);
    expect(lenses[0]?.command?.command).toBe('choreo.showRun');
    const state = await stateOf(editor, 'race.choreo');
    const verdict = state.result?.verdicts.find(({ code }) => code === 'property-violated');
    expect(lenses[0]?.command?.arguments).toEqual([{ choreography: state.choreography, verdict: verdict?.key }]);
  });

  test('say which finding names a sentence', async () => {
    const twice = `choreography Twice
event Start { key id: uuid }
event X { key id: uuid }
event Y { key id: uuid }
event Done { key id: uuid }
actor User { emits Start receives Done }
service A { on Start -> X & Y }
service B { finish: on X or Y -> Done }
property "once" {
  at most 1 Done
  always Done
}
`;
    const rules = { 'property-violated': 'warning', 'repeated-exit': 'error' };
    const editor = await open({ 'twice.choreo': twice }, { settings: { rules } });
    const { checks, result } = await verified(editor, 'twice.choreo');
    const once = checks.find(({ label }) => label === 'at most 1 Done');
    expect(once).toMatchObject({ status: 'violated', summary: 'violated, see repeated-exit' });
    const verdicts = result?.verdicts.filter(({ status }) => status === 'violated') ?? [];
    expect(verdicts.map(({ code, key, namedIn }) => [code, key, namedIn])).toEqual([
      ['repeated-exit', 'repeated-exit/Done/User', undefined],
      ['property-violated', once?.verdicts[0], 'repeated-exit/Done/User'],
    ]);
    expect(editor.findings('twice.choreo').join('\n')).not.toMatch(/^\d+:\d+ property-violated/m);
    const lenses = await editor.allLenses('twice.choreo');
    expect(lenses.map(({ command }) => command?.title)).toEqual(['1 of 2 violated · show run']);
    expect(lenses[0]?.command?.arguments).toEqual([
      { choreography: expect.stringContaining('Twice') as string, verdict: once?.verdicts[0] },
    ]);
  });

  test('are fetched anew only when they say something else', async () => {
    const editor = await open({ 'race.choreo': race });
    await verified(editor, 'race.choreo');
    const refreshes = editor.lensRefreshes;
    await editor.type('race.choreo', `${race}\n// Nothing new.\n`);
    await verified(editor, 'race.choreo');
    expect(editor.lensRefreshes).toBe(refreshes);
    await editor.type('race.choreo', fixed);
    await verified(editor, 'race.choreo');
    await eventually(() => expect(editor.lensRefreshes).toBeGreaterThan(refreshes));
    expect((await editor.lenses('race.choreo'))[0]).toMatch(/^18 proved · \d+ states$/);
  });
});

/** Large enough to be stopped somewhere: each service hears of another and asks what it has seen, so that no order can be left out. */
const endless = [
  'choreography Endless',
  ...Array.from({ length: 12 }, (_, i) =>
    [
      `event A${i} { key id: uuid }`,
      `event B${i} { key id: uuid }`,
      `event C${i} { key id: uuid }`,
      `service S${i} { emits A${i}  b: on A${i} when seen < 3 -> B${i} | C${i}  state seen: 0..3  c: on B${i} or B${(i + 1) % 12} -> set seen = 1  d: on C${i} -> set seen = 2 }`,
    ].join('\n'),
  ),
  'service Check { z: on B0 or B1 or B2 or B3 or B4 or B5 or B6 or B7 -> set n = 1  state n: 0..3 }',
  'property "never" {\n  B0 requires A0\n}\n',
].join('\n');

describe('a long verification', () => {
  test('is shown as under way, stopped on request, and bounded by that', async () => {
    const editor = await open({ 'endless.choreo': endless }, { verifier: new WorkerVerifier(endlessFile) });
    await eventually(async () => expect(await editor.lenses('endless.choreo')).toEqual(['51 verifying…']));
    const source = new CancellationTokenSource();
    const run = editor.ask(runVerificationRequest, { choreography: uriOf('endless.choreo') }, source.token);
    await eventually(async () => expect((await stateOf(editor, 'endless.choreo')).phase).toBe('running'));
    source.cancel();
    await run.catch(() => undefined);
    const state = await verified(editor, 'endless.choreo');
    expect(state.result?.exploration).toBe('bounded');
    expect(state.checks[0]?.summary).toContain('bounded · stopped by hand');
  });

  test('is dropped when the text changes', async () => {
    const editor = await open({ 'endless.choreo': endless }, { verifier: new WorkerVerifier(endlessFile) });
    await eventually(async () => expect((await stateOf(editor, 'endless.choreo')).phase).toBe('running'));
    await editor.type('endless.choreo', race);
    const state = await verified(editor, 'endless.choreo');
    expect(state.name).toBe('Race');
  });

  test('ends at its time limit', async () => {
    const verifier = new WorkerVerifier(leapingFile);
    const editor = await open({ 'endless.choreo': endless }, { verifier, settings: { verification: { timeout: 5 } } });
    const state = await verified(editor, 'endless.choreo');
    expect(state.result?.bound).toBe('5 s');
  });

  test('has another try when its limits change', async () => {
    const settings = { verification: { maxStates: 1000 } };
    const editor = await open({ 'endless.choreo': endless }, { settings });
    expect((await verified(editor, 'endless.choreo')).result?.bound).toMatch(/^1.?000 states$/);
    await editor.configure({ verification: { maxStates: 2000 } });
    await eventually(async () =>
      expect((await verified(editor, 'endless.choreo')).result?.bound).toMatch(/^2.?000 states$/),
    );
  });

  test('tells its progress', async () => {
    const verifier = new WorkerVerifier(leapingFile);
    const editor = await open({ 'endless.choreo': endless }, { verifier, settings: { verification: { timeout: 5 } } });
    const states: number[] = [];
    editor.onNotified(verificationChanged, change => {
      if (typeof change !== 'object' || change === null || !('progress' in change)) return;
      const { progress } = change;
      if (typeof progress === 'object' && progress !== null && 'states' in progress)
        states.push(Number(progress.states));
    });
    await verified(editor, 'endless.choreo');
    expect(states.length).toBeGreaterThan(0);
    expect(Math.min(...states)).toBeGreaterThan(0);
  });

  test('of messages without end is answered after few states', async () => {
    const text =
      'event Start { key id: uuid }\nevent Item { key id: uuid }\nactor A { emits Start }\nservice W { split: on Start or Item -> Item & Item }\n';
    const editor = await open({ 'w.choreo': text });
    const state = await verified(editor, 'w.choreo');
    expect(state.result?.states).toBeLessThan(1000);
    expect(state.result?.verdicts.find(({ code }) => code === 'unbounded-messages')?.status).toBe('violated');
  });
});

describe('settings', () => {
  test('off: nothing is verified but on request', async () => {
    const asked: VerificationJob[] = [];
    const verifier = new RecordingVerifier(new WorkerVerifier(workerFile), asked);
    const editor = await open({ 'race.choreo': race }, { verifier, settings: { verification: { run: 'off' } } });
    // That it waits for nothing is said of it: what will be verified by itself is `waiting`.
    const off = { phase: 'off', notice: 'Verification is switched off in the settings.' };
    await eventually(async () => expect(await stateOf(editor, 'race.choreo')).toMatchObject(off));
    expect(await editor.lenses('race.choreo')).toEqual([]);
    expect(editor.findings('race.choreo').join('\n')).not.toContain('property-violated');
    const state = await editor.ask(runVerificationRequest, {
      choreography: uriOf('race.choreo'),
      redeliveries: 1,
    });
    expect(state?.phase).toBe('done');
    expect(asked).toHaveLength(1);
    expect(state?.result?.options).toEqual({ redeliveries: 1, cases: 1 });
    expect(state?.checks.map(({ status }) => status)).toEqual(['violated', 'violated', 'proved', 'proved']);
  });

  test('onSave: not before it is saved', async () => {
    const editor = await open({ 'race.choreo': race }, { settings: { verification: { run: 'onSave' } } });
    await verified(editor, 'race.choreo');
    await editor.type('race.choreo', fixed);
    const waiting = await eventually(async () => {
      const state = await stateOf(editor, 'race.choreo');
      expect(state).toMatchObject({ phase: 'off', notice: 'The choreography will be verified when it is saved.' });
      return state;
    });
    expect(waiting.result?.isCurrent).toBe(false);
    expect(waiting.result?.standing).toBe('outdated');
    expect(waiting.checks.map(({ status }) => status)).toEqual(['unknown', 'unknown', 'unknown', 'unknown']);
    expect((await editor.lenses('race.choreo'))[0]).toBe('18 not verified since it changed');
    expect(editor.findings('race.choreo').join('\n')).not.toContain('proved');
    await editor.save('race.choreo');
    expect((await verified(editor, 'race.choreo')).checks.map(({ status }) => status)).not.toContain('violated');
  });

  test('take effect when they change', async () => {
    const editor = await open({ 'race.choreo': race }, { settings: {} });
    expect((await verified(editor, 'race.choreo')).result?.options.redeliveries).toBeUndefined();
    await editor.configure({ verification: { redeliveries: 1 } });
    await eventually(async () => expect((await verified(editor, 'race.choreo')).result?.options.redeliveries).toBe(1));
    await editor.configure({ rules: { 'property-violated': 'off' } });
    await eventually(() => expect(editor.findings('race.choreo').join('\n')).not.toContain('property-violated'));
  });
});

describe('a worker that breaks down', () => {
  test('is told of in words, and the next verification has a new one', async () => {
    const verifier = new WorkerVerifier(new URL('./support/failing-worker.mjs', import.meta.url));
    const editor = await open({ 'race.choreo': race }, { verifier });
    const state = await verified(editor, 'race.choreo');
    expect(state.result?.exploration).toBe('bounded');
    expect(state.notice).toMatch(/The verification was aborted: the verifier failed/);
    expect(state.checks.map(({ status }) => status)).toEqual(['bounded', 'bounded', 'bounded', 'bounded']);
    await editor.type('race.choreo', fixed);
    expect((await verified(editor, 'race.choreo')).notice).toMatch(/was aborted/);
  });

  test('by running out of memory leaves the server as it is', async () => {
    const verifier = new WorkerVerifier(new URL('./support/hungry-worker.mjs', import.meta.url), { maxHeap: 16 });
    // However long that takes, it is not what ends it.
    const settings = { verification: { timeout: 600 } };
    const editor = await open({ 'race.choreo': race }, { verifier, settings });
    const state = await verified(editor, 'race.choreo');
    expect(state.result?.bound).toBe('the verifier ran out of memory');
    expect((await editor.lenses('race.choreo'))[0]).toBe('18 bounded · the verifier ran out of memory');
  });

  test('by never answering is ended', async () => {
    const verifier = new WorkerVerifier(new URL('./support/silent-worker.mjs', import.meta.url), { grace: 0.1 });
    const editor = await open({ 'race.choreo': race }, { verifier, settings: { verification: { timeout: 1 } } });
    expect((await verified(editor, 'race.choreo')).result?.bound).toBe('the verifier did not answer within 1 s');
  });
});
