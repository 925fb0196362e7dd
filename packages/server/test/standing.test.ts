/** A verdict is shown as long as it holds for the text as it is now; after a change it is being checked again, wherever it is shown. */
import { afterEach, describe, expect, test } from 'vitest';
import { WorkerVerifier } from '../src/node/worker-verifier.ts';
import { runVerificationRequest, verificationRequest } from '../src/protocol/verification.ts';
import type { VerificationState } from '../src/protocol/verification.ts';
import { verifyWith } from '../src/verification/register-verification.ts';
import type { VerificationJob, Verifier } from '../src/verification/verifier.ts';
import { eventually } from '../../model/test/eventually.ts';
import { TestEditor, uriOf } from './support/editor.ts';
import { RecordingVerifier } from './support/recording-verifier.ts';

const workerFile = new URL('../../../dist/server/verification-worker.cjs', import.meta.url);

const shop = `choreography Shop
event Placed { key id: uuid }
event Paid { key id: uuid }
event Packed { key id: uuid }
actor Customer { emits Placed receives Packed }
service Sales { take: on Placed -> Paid }
service Store { pack: on Paid -> Packed }
property "packs" {
  Placed leads to Packed
}
property "never" {
  never Paid
}
scenario "one" {
  given Placed
  expect Packed
}
`;

/** A model with other runs, and the same sentences. */
const changed = shop.replace('-> Paid }', '-> Paid | nothing }');

const verifiers: Verifier[] = [];

afterEach(() => {
  for (const verifier of verifiers.splice(0)) verifier.dispose();
});

interface Opened {
  readonly editor: TestEditor;
  /** What was verified, in order. */
  readonly asked: readonly VerificationJob[];
}

/** Verified once; after a change nothing is verified by itself, so that the state in between stays. */
async function openVerified(settings: Readonly<Record<string, unknown>> = {}): Promise<Opened> {
  const asked: VerificationJob[] = [];
  const verifier = new RecordingVerifier(new WorkerVerifier(workerFile), asked);
  verifiers.push(verifier);
  const handlers = [verifyWith(verifier, { debounce: 1_000_000, patience: 30 })];
  const editor = await TestEditor.open({ 'shop.choreo': shop }, { handlers, settings });
  await editor.ask(runVerificationRequest, { choreography: uriOf('shop.choreo') });
  await eventually(() => expect(editor.findings('shop.choreo').join()).toContain('property-violated'));
  return { editor, asked };
}

async function stateOf(editor: TestEditor): Promise<VerificationState | undefined> {
  return (await editor.ask(verificationRequest, { uri: uriOf('shop.choreo') }))[0];
}

const proved = expect.stringMatching(/proved · \d+ states$/);

async function expectVerdicts(editor: TestEditor): Promise<void> {
  expect(await editor.lenses('shop.choreo')).toEqual([proved, expect.stringContaining('violated'), proved]);
  const state = await stateOf(editor);
  expect(state?.result?.standing).toBe('holds');
  expect(state?.checks.map(({ status }) => status)).toEqual(['proved', 'proved', 'violated', 'violated', 'proved']);
}

/** Nothing says that anything is proved or violated as the text is now. */
async function expectNoVerdict(editor: TestEditor, words: string, standing: string): Promise<void> {
  await eventually(async () => expect((await stateOf(editor))?.result?.standing).toBe(standing));
  const lenses = await editor.lenses('shop.choreo');
  expect(lenses.map(lens => lens.replace(/^\d+ /, ''))).toEqual([words, words, words]);
  const state = await stateOf(editor);
  expect(new Set(state?.checks.map(({ status }) => status))).toEqual(new Set(['unknown']));
  expect(new Set(state?.checks.map(({ summary }) => summary))).toEqual(new Set([words]));
}

function violationsIn(editor: TestEditor): readonly string[] {
  return editor.findings('shop.choreo').filter(finding => finding.includes('property-violated'));
}

describe('after a change', () => {
  test('of the model, each verdict is being checked again, and comes back', async () => {
    const { editor, asked } = await openVerified();
    await expectVerdicts(editor);
    await editor.type('shop.choreo', changed);
    await expectNoVerdict(editor, 'checking again…', 'rechecking');
    await eventually(() =>
      expect(violationsIn(editor)).toEqual([expect.stringContaining('has changed since, and is being checked again.')]),
    );
    await editor.ask(runVerificationRequest, { choreography: uriOf('shop.choreo') });
    expect(asked).toHaveLength(2);
    const state = await stateOf(editor);
    expect(new Set(state?.checks.map(({ status }) => status))).toEqual(new Set(['violated']));
    await eventually(() => expect(violationsIn(editor).join()).not.toContain('checked again'));
  });

  test('of a sentence, too', async () => {
    const { editor } = await openVerified();
    await editor.type('shop.choreo', shop.replace('never Paid', 'never Packed'));
    await expectNoVerdict(editor, 'checking again…', 'rechecking');
  });

  test('of comments, places and documentation only, all stand', async () => {
    const { editor, asked } = await openVerified();
    await editor.type('shop.choreo', shop.replace('event Paid', '// Mine.\n/** Money. */\nevent  Paid'));
    await expectVerdicts(editor);
    await eventually(() => expect(violationsIn(editor)).toHaveLength(1));
    expect(violationsIn(editor).join()).not.toContain('has changed since');
    expect(asked).toHaveLength(1);
  });

  test('that is taken back, all stand again', async () => {
    const { editor } = await openVerified();
    await editor.type('shop.choreo', changed);
    await expectNoVerdict(editor, 'checking again…', 'rechecking');
    await editor.type('shop.choreo', shop);
    await expectVerdicts(editor);
  });

  test('of another file of the choreography, too', async () => {
    const { editor } = await openVerified();
    await editor.onDisk({ 'more.choreo': 'choreography Shop\nservice Other { on Placed -> Packed }\n' });
    await expectNoVerdict(editor, 'checking again…', 'rechecking');
  });

  test('to a text with errors, nothing is said to hold', async () => {
    const { editor } = await openVerified();
    await editor.type('shop.choreo', shop.replace('-> Paid }', '-> Payd }'));
    await expectNoVerdict(editor, 'not verified: there are errors', 'outdated');
    expect(violationsIn(editor)).toEqual([expect.stringContaining('so this is of an older text.')]);
  });

  test('that is verified only when saved, it says so until then', async () => {
    const { editor } = await openVerified({ verification: { run: 'onSave' } });
    await editor.type('shop.choreo', changed);
    await expectNoVerdict(editor, 'not verified since it changed', 'outdated');
  });

  test('of how much is verified, all is checked again', async () => {
    const { editor } = await openVerified({});
    await editor.configure({ verification: { redeliveries: 2 } });
    await expectNoVerdict(editor, 'checking again…', 'rechecking');
  });
});
