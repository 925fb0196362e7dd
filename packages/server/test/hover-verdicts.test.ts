/** Hovers with what verification has found out, and how old that is. */
import { afterEach, expect, test } from 'vitest';
import { InProcessVerifier } from '../src/verification/in-process-verifier.ts';
import { verificationRequest } from '../src/protocol/verification.ts';
import { verifyWith } from '../src/verification/register-verification.ts';
import { eventually } from '../../model/test/eventually.ts';
import { TestEditor, uriOf } from './support/editor.ts';

const verifier = new InProcessVerifier();

afterEach(() => verifier.dispose());

const text = `choreography Race
event Place { key id: uuid }
event Done { key id: uuid }
actor Client { emits Place receives Done }
service Worker { work: on Place -> Done | nothing }
property "goes well" {
  Place leads to Done
  at most 1 Done
}
scenario "one" { given Place possible Done }
`;

async function open(marked: string, settings: Readonly<Record<string, unknown>> = {}): Promise<TestEditor> {
  const editor = await TestEditor.open(
    { 'a.choreo': marked },
    { handlers: [verifyWith(verifier, { debounce: 1, patience: 30 })], settings },
  );
  await eventually(async () => {
    expect((await editor.ask(verificationRequest, { uri: uriOf('a.choreo') }))[0]).toMatchObject({ phase: 'done' });
  });
  return editor;
}

test('a property tells the verdict of each sentence, and links the page of the rule', async () => {
  const editor = await open(text.replace('"goes', '<|>"goes'));
  const hover = await editor.hoverWithLinks('a.choreo');
  expect(hover).toContain('**Verification**:');
  expect(hover).toContain(
    '- `Place leads to Done`: violated ([`property-violated`](docs:/rules/property-violated.md)). ',
  );
  expect(hover).toMatch(/- `at most 1 Done`: proved · \d+ states/);
});

test('a message tells the sentences that are about it, a scenario its verdict', async () => {
  const editor = await open(text.replace('on Place', 'on Pl<|>ace'));
  const place = await editor.hover('a.choreo');
  expect(place).toContain('- `Place` leads to `Done`: violated');
  expect(place).not.toContain('at most');
  editor.moveTo('a.choreo', text.indexOf('"one"'));
  expect(await editor.hover('a.choreo')).toMatch(/\*\*Verification\*\*:\n\n- proved · \d+ states/);
});

test('a message tells a sentence once, though it was asked in two ways', async () => {
  const editor = await open(`choreography Refunds
event Placed { key id: uuid }
event Paid { key id: uuid }
event Stopped { key id: uuid }
event Refunded { key id: uuid }
actor Client { emits Placed  emits Stopped  receives Paid, Refunded }
service Payments {
  state paid: boolean
  pay: on Placed -> Paid & set paid = true
  refund: on Sto<|>pped when paid -> Refunded & set paid = false
}
property "money back" { Paid compensated by Refunded on Stopped }
`);
  const lines = (await editor.hover('a.choreo'))?.split('\n') ?? [];
  const sentences = lines.filter(line => line.includes('compensated by'));
  expect(sentences.map(line => line.slice(0, line.indexOf('violated') + 8))).toEqual([
    '- `Paid` compensated by `Refunded` on `Stopped`: violated',
  ]);
});

test('a verdict that no longer holds is not shown', async () => {
  const editor = await open(text, { verification: { run: 'onSave' } });
  const changed = text.replace('| nothing', '& nothing').replace('-> Done & nothing', '-> Done');
  await editor.type('a.choreo', changed);
  editor.moveTo('a.choreo', changed.indexOf('"goes'));
  expect(await editor.hover('a.choreo')).toMatch(/\*\*Verification\*\*: not verified since it changed$/);
  const broken = changed.replace('on Place', 'on Unknown');
  await editor.type('a.choreo', broken);
  editor.moveTo('a.choreo', broken.indexOf('"goes'));
  expect(await editor.hover('a.choreo')).toMatch(/\*\*Verification\*\*: not verified: there are errors$/);
});

test('a finding links the page of its rule', async () => {
  const editor = await TestEditor.open({ 'a.choreo': 'event A\nactor B { emits A }' });
  expect(editor.diagnostics('a.choreo').map(({ code, codeDescription }) => [code, codeDescription?.href])).toEqual([
    ['unhandled-event', 'docs:/rules/unhandled-event.md'],
  ]);
});
