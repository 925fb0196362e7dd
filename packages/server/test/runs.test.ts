/** Runs over the server: shown with their picture and places, made into scenarios, and played on by hand. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { InProcessVerifier } from '../src/verification/in-process-verifier.ts';
import { verifyWith } from '../src/verification/register-verification.ts';
import { asScenarioRequest, runRequest } from '../src/protocol/runs.ts';
import { exportSimulationRequest, simulationRequest } from '../src/protocol/simulator.ts';
import { runVerificationRequest } from '../src/protocol/verification.ts';
import type { SimulationPosition } from '../src/protocol/runs.ts';
import type { SimulationAction } from '../src/protocol/simulator.ts';
import type { VerificationState } from '../src/protocol/verification.ts';
import { TestEditor, uriOf } from './support/editor.ts';

async function open(files: Readonly<Record<string, string>>): Promise<TestEditor> {
  return TestEditor.open(files, { handlers: [verifyWith(new InProcessVerifier(), { debounce: 100_000 })] });
}

async function verify(editor: TestEditor, name: string, options: object = {}): Promise<VerificationState> {
  const state = await editor.ask(runVerificationRequest, { choreography: uriOf(name), ...options });
  if (!state) throw new Error(`${name} belongs to no choreography.`);
  return state;
}

async function showRun(editor: TestEditor, state: VerificationState, code: string) {
  const verdict = state.result?.verdicts.find(one => one.code === code && one.hasRun);
  if (!verdict) throw new Error(`No run of ${code}.`);
  const { choreography } = state;
  const answer = await editor.ask(runRequest, { choreography, verdict: verdict.key });
  if (answer.kind !== 'run') throw new Error(answer.message);
  return { answer, choreography, verdict };
}

async function play(editor: TestEditor, position: SimulationPosition, action?: SimulationAction) {
  const answer = await editor.ask(simulationRequest, { position, ...(action ? { action } : {}) });
  if (answer.kind !== 'simulation') throw new Error(answer.message);
  return answer;
}

const race = `choreography Race
event Place { key id: uuid }
event Cancel { key id: uuid }
event Placed { key id: uuid }
event Cancelled { key id: uuid }
event Shipped { key id: uuid }
event Refunded { key id: uuid }
actor Customer {
  emits Place, Cancel?
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
}
`;

const sim = `choreography SimCards
event Requested { key id: uuid }
event Allocated { key id: uuid }
event Activated { key id: uuid }
event Failed { key id: uuid }
actor Customer { emits Requested  receives Activated, Failed }
service Sim {
  state sim: free | allocated
  allocate: on Requested -> Allocated & set sim = allocated
}
service Activation { activate: on Allocated -> Activated | Failed }
`;

describe('the ways to end', () => {
  test('are listed with what services hold, and those beyond the wanted number counted', async () => {
    const editor = await open({ 'sim.choreo': sim });
    const { result } = await verify(editor, 'sim.choreo');
    const end = (exits: string) => ({
      key: `${exits} · Sim.sim = allocated`,
      exits,
      rest: 'Sim.sim = allocated',
      steps: 2,
    });
    expect(result?.ends).toEqual([{ listed: [end('Activated'), end('Failed')], others: [] }]);
    const few = await verify(editor, 'sim.choreo', { ends: 1 });
    expect(few.result?.ends).toEqual([{ listed: [end('Activated')], others: ['1 more with Failed'] }]);
  });

  test('have a run that the simulator can go on with, and that is a scenario which holds', async () => {
    const editor = await open({ 'sim.choreo': sim });
    const { choreography, result } = await verify(editor, 'sim.choreo');
    const key = result?.ends[0]?.listed[1]?.key ?? '';
    const answer = await editor.ask(runRequest, { choreography, end: key });
    if (answer.kind !== 'run') throw new Error(answer.message);
    expect(answer).toMatchObject({
      code: 'way to end',
      message: 'A case ends with Failed. Then Sim.sim = allocated.',
      isCurrent: true,
      run: { title: 'Ends with Failed' },
    });
    expect(answer.run.steps).toHaveLength(2);
    const played = await play(editor, answer.run.simulation);
    expect(played.notice).toBeUndefined();
    expect(played.options).toEqual([]);
    const saved = await editor.ask(asScenarioRequest, { of: { kind: 'end', choreography, end: key } });
    if (saved.kind !== 'scenario') throw new Error(saved.message);
    expect(saved.name).toBe('a run to Failed');
    const text = editor.applied({ changes: { [saved.edit.uri]: [saved.edit] } })['sim.choreo'] ?? '';
    await editor.type('sim.choreo', text);
    const { checks } = await verify(editor, 'sim.choreo');
    expect(checks.map(({ label, status }) => `${label}: ${status}`)).toEqual(['a run to Failed: proved']);
  });

  test('of independent parts have runs in which nothing else comes', async () => {
    const parts = sim
      .replace('emits Requested ', 'emits Requested, Asked ')
      .concat('event Asked { key id: uuid }\nservice Desk { hear: on Asked }\n');
    const editor = await open({ 'sim.choreo': parts });
    const { choreography, result } = await verify(editor, 'sim.choreo');
    expect(result?.ends.map(({ entries }) => entries)).toEqual([['Requested'], ['Asked']]);
    const key = result?.ends[1]?.listed[0]?.key ?? '';
    expect(key).toBe('Asked: no exit');
    const answer = await editor.ask(runRequest, { choreography, end: key });
    if (answer.kind !== 'run') throw new Error(answer.message);
    expect(answer.run.steps.map(({ words }) => words)).toEqual(['Customer emits Asked, and Desk takes it: hear']);
    const played = await play(editor, answer.run.simulation);
    expect(played.notice).toBeUndefined();
    expect(played.snapshot.quiescent).toBe(true);
  });

  test('that are no longer there are refused', async () => {
    const editor = await open({ 'sim.choreo': sim });
    const { choreography } = await verify(editor, 'sim.choreo');
    expect((await editor.ask(runRequest, { choreography, end: 'nothing' })).kind).toBe('gone');
    const of = { kind: 'end', choreography, end: 'nothing' } as const;
    expect((await editor.ask(asScenarioRequest, { of })).kind).toBe('refused');
  });
});

describe('the run of a verdict', () => {
  test('has words, places, nodes to light and a picture for each step', async () => {
    const editor = await open({ 'race.choreo': race });
    const { answer } = await showRun(editor, await verify(editor, 'race.choreo'), 'property-violated');
    const { run } = answer;
    expect(answer.isCurrent).toBe(true);
    expect(run.text).toMatch(/^sequenceDiagram/m);
    expect(run.entries.join()).toContain('Cancel happens once');
    expect(run.steps).toHaveLength(4);
    expect(run.badStep).toBe(3);
    const lines = run.text.split('\n');
    for (const step of run.steps) {
      expect(step.words).not.toBe('');
      expect(step.places[0]?.uri).toBe(uriOf('race.choreo'));
      expect(step.targets.some(id => id.startsWith('r__'))).toBe(true);
      expect(lines[(step.lines?.first ?? 0) - 1]).toBeDefined();
    }
    expect(run.text).toContain('Violated: Shipped excludes Refunded');
    expect(run.steps.at(-1)?.snapshot.exits).toEqual(['Refunded', 'Shipped']);
    expect(run.title).toMatch(/Refunded, Shipped/);
  });

  test('is still shown of a text that has changed, where its places still are', async () => {
    const editor = await open({ 'race.choreo': race });
    const state = await verify(editor, 'race.choreo');
    const before = await showRun(editor, state, 'property-violated');
    await editor.type('race.choreo', race.replace('event Shipped', 'event Returned\nevent Shipped'));
    const after = await showRun(editor, state, 'property-violated');
    expect(after.answer.isCurrent).toBe(false);
    expect(after.answer.run.steps[0]?.places[0]?.range.start.line).toBe(
      (before.answer.run.steps[0]?.places[0]?.range.start.line ?? 0) + 1,
    );
  });

  test('that is gone is said to be', async () => {
    const editor = await open({ 'race.choreo': race });
    const { choreography } = await verify(editor, 'race.choreo');
    const answer = await editor.ask(runRequest, { choreography, verdict: 'nothing' });
    expect(answer.kind).toBe('gone');
  });

  test('becomes a scenario in the file that fails as it does', async () => {
    const editor = await open({ 'race.choreo': race });
    const { choreography, verdict } = await showRun(editor, await verify(editor, 'race.choreo'), 'property-violated');
    const of = { kind: 'verdict', choreography, verdict: verdict.key } as const;
    const answer = await editor.ask(asScenarioRequest, { of });
    if (answer.kind !== 'scenario') throw new Error(answer.message);
    const text = editor.applied({ changes: { [answer.edit.uri]: [answer.edit] } })['race.choreo'] ?? '';
    await editor.type('race.choreo', text);
    const state = await verify(editor, 'race.choreo');
    expect(state.checks.find(({ id }) => id === `scenario:${answer.name}`)?.status).toBe('violated');
    expect(text.split('\n')[answer.place.range.start.line]).toBe(`scenario "${answer.name}" {`);
  });

  test('can be played on in the simulator', async () => {
    const editor = await open({ 'race.choreo': race });
    const { answer } = await showRun(editor, await verify(editor, 'race.choreo'), 'property-violated');
    const played = await play(editor, answer.run.simulation);
    expect(played.notice).toBeUndefined();
    expect(played.run.steps.map(({ words }) => words)).toEqual(answer.run.steps.map(({ words }) => words));
  });
});

test('two runs that end otherwise are laid side by side', async () => {
  const text = readFileSync(new URL('../../language/test/corpus/vending-machine.choreo', import.meta.url), 'utf8');
  const editor = await open({ 'v.choreo': text });
  const { answer } = await showRun(editor, await verify(editor, 'v.choreo'), 'order-dependent-outcome');
  expect(answer.other?.title).not.toBe(answer.run.title);
  expect(answer.firstDifference).toBeGreaterThanOrEqual(0);
  expect(answer.other?.lanes).toEqual(answer.run.lanes);
});

describe('the simulator', () => {
  const start: SimulationPosition = { choreography: uriOf('race.choreo'), options: {}, moves: [] };

  test('offers what answers a message once that was sent', async () => {
    const text = `choreography Race
event Place { key id: uuid }
event Pack { key id: uuid }
actor Customer { emits Place }
actor Staff { emits Pack after Place }
service Depot { pack: on Pack }
`;
    const editor = await open({ 'race.choreo': text });
    const first = await play(editor, { ...start, options: { entries: { Place: 1, Pack: 1 } } });
    expect(first.options.map(({ heading }) => heading)).toEqual([expect.stringMatching('^Customer .* Place$')]);
    expect(first.entries).toEqual([
      { message: 'Place', participants: ['Customer'], counts: [0, 1], count: 1 },
      { message: 'Pack', participants: ['Staff'], after: ['Place'], counts: [0, 1], count: 1 },
    ]);
    const [option] = first.options;
    if (!option) throw new Error('Nothing can be done.');
    const second = await play(editor, first.position, { kind: 'take', move: option.move });
    expect(second.options.map(({ heading }) => heading)).toEqual([expect.stringMatching('^Staff .* Pack')]);
  });

  test('offers what can be done, takes it, and takes it back', async () => {
    const editor = await open({ 'race.choreo': race });
    const first = await play(editor, { ...start, options: { entries: { Place: 1, Cancel: 1 } } });
    expect(first.options.map(({ heading, detail }) => `${heading}: ${detail}`)).toEqual([
      expect.stringMatching('^Customer .* Place, .* Sales .*: place → Placed$'),
      expect.stringMatching('^Customer .* Cancel, .* Sales .*: abort → Cancelled$'),
    ]);
    expect(first.entries).toEqual([
      { message: 'Place', participants: ['Customer'], counts: [0, 1], count: 1 },
      { message: 'Cancel', participants: ['Customer'], counts: [0, 1], count: 1 },
    ]);
    const [option] = first.options;
    if (!option) throw new Error('Nothing can be done.');
    const second = await play(editor, first.position, { kind: 'take', move: option.move });
    expect(second.run.steps).toHaveLength(1);
    expect(second.snapshot.pending).toEqual([{ participant: 'Shipping', message: 'Placed', count: 1 }]);
    const back = await play(editor, second.position, { kind: 'undo' });
    expect(back.options).toEqual(first.options);
    const end = await play(editor, first.position, { kind: 'to-end' });
    expect(end.snapshot).toMatchObject({ quiescent: true, exits: ['Refunded', 'Shipped'] });
    expect(end.options).toEqual([]);
    expect(await play(editor, first.position, { kind: 'to-end' })).toEqual(end);
    expect((await play(editor, first.position, { kind: 'any' })).run.steps).toHaveLength(1);
  });

  test('hands out a message twice where that is allowed', async () => {
    const editor = await open({ 'race.choreo': race });
    const options = { redeliveries: 1, entries: { Place: 1 } };
    let at = await play(editor, { ...start, options });
    const [place] = at.options;
    if (!place) throw new Error('Nothing can be done.');
    at = await play(editor, at.position, { kind: 'take', move: place.move });
    const again = at.options.find(({ kind }) => kind === 'redeliver');
    if (!again) throw new Error('There is nothing to duplicate.');
    at = await play(editor, at.position, { kind: 'take', move: again.move });
    at = await play(editor, at.position, { kind: 'to-end' });
    expect(at.snapshot.exits).toEqual(['Shipped', 'Shipped']);
  });

  test('finds the steps again after the model has changed, as far as they are', async () => {
    const editor = await open({ 'race.choreo': race });
    const options = { entries: { Place: 1, Cancel: 1 } };
    const end = await play(editor, { ...start, options }, { kind: 'to-end' });
    await editor.type(
      'race.choreo',
      race
        .replace('emits Place, Cancel?', 'emits Other, Place, Cancel?')
        .replace('event Shipped', 'event Other\nevent Shipped')
        .replace('service Sales {', 'service Aside { o: on Other }\nservice Sales {'),
    );
    const kept = await play(editor, end.position);
    expect(kept.notice).toBeUndefined();
    expect(kept.run.steps.map(({ words }) => words)).toEqual(end.run.steps.map(({ words }) => words));
    await editor.type('race.choreo', race.replace('refund: on Cancelled -> Refunded', 'refund: on Cancelled'));
    const cut = await play(editor, end.position);
    expect(cut.notice).toMatch(/The model or the options have changed/);
    expect(cut.run.steps.length).toBeLessThan(end.run.steps.length);
  });

  test('refuses a model with errors, in words', async () => {
    const editor = await open({ 'race.choreo': race });
    await editor.type('race.choreo', race.replace('-> Placed', '-> '));
    const answer = await editor.ask(simulationRequest, { position: start });
    expect(answer).toMatchObject({ kind: 'refused', message: expect.stringContaining('error') });
  });

  test('exports what was published as CloudEvents', async () => {
    const editor = await open({ 'race.choreo': race });
    const end = await play(editor, { ...start, options: { entries: { Place: 1 } } }, { kind: 'to-end' });
    const exported = await editor.ask(exportSimulationRequest, end.position);
    if (exported.kind !== 'events') throw new Error(exported.message);
    const types = exported.text
      .trim()
      .split('\n')
      .map(line => String(Reflect.get(Object(JSON.parse(line)), 'type')));
    expect(types).toEqual(['Race.Place', 'Race.Placed', 'Race.Shipped']);
  });

  test('makes a scenario that holds', async () => {
    const editor = await open({ 'race.choreo': race });
    const end = await play(editor, { ...start, options: { entries: { Place: 1 } } }, { kind: 'to-end' });
    const answer = await editor.ask(asScenarioRequest, {
      of: { kind: 'simulation', position: end.position },
      name: 'what I saw',
    });
    if (answer.kind !== 'scenario') throw new Error(answer.message);
    expect(answer.edit.newText).toContain('scenario "what I saw" {\n  given Place\n  possible Shipped\n}');
  });
});

const corpus = new URL('../../language/test/corpus/', import.meta.url);

/** The moves of the verifier mean the same to the simulator, whichever entries the run has. */
test.each(readdirSync(corpus).filter(name => name.endsWith('.choreo')))('each run of %s replays', async name => {
  const editor = await open({ 'm.choreo': readFileSync(new URL(name, corpus), 'utf8') });
  for (const options of [{}, { redeliveries: 1 }]) {
    const state = await verify(editor, 'm.choreo', { ...options, maxStates: 20_000 });
    for (const { key, hasRun } of state.result?.verdicts ?? []) {
      if (!hasRun) continue;
      const { choreography } = state;
      const answer = await editor.ask(runRequest, { choreography, verdict: key });
      if (answer.kind !== 'run') throw new Error(answer.message);
      for (const shown of [answer.run, ...(answer.other ? [answer.other] : [])]) {
        const played = await play(editor, shown.simulation);
        expect(played.notice, key).toBeUndefined();
        expect(
          played.run.steps.map(({ words }) => words),
          key,
        ).toEqual(shown.steps.map(({ words }) => words));
      }
    }
  }
});
