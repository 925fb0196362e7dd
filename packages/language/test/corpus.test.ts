/** The corpus: what was derived by hand for each model is what the verifier says, and its runs are runs of the simulator. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Run, SimulationOptions } from '@choreo/analysis/runs';
import type { Ends, Verdict, Verification } from '@choreo/analysis/verification';
import { createSimulation, outcomeFrequencies, redeliveriesOf, replay } from '@choreo/analysis/runs';
import { verify } from '@choreo/analysis/verification';
import { boundText, checkTexts, endWaiting, endStates } from '@choreo/language';
import type { Choreography } from '@choreo/model';
import { objectionTo } from './corpus/evidence.ts';
import type { Section, Violated } from './corpus/expectations.ts';
import { exitText, expectationsOf } from './corpus/expectations.ts';
import { subjectOf } from './corpus/subjects.ts';

const folder = new URL('./corpus/', import.meta.url);
const names = readdirSync(folder)
  .filter(name => name.endsWith('.choreo'))
  .map(name => name.replace(/\.choreo$/, ''))
  .sort();

const textOf = (name: string): string => readFileSync(new URL(`${name}.choreo`, folder), 'utf8');

async function checkAlone(name: string) {
  const [checked, ...others] = await checkTexts([{ uri: `file:///${name}.choreo`, text: textOf(name) }]);
  if (!checked || others.length > 0) throw new Error(`${name} is not one choreography`);
  return checked;
}

const known = new Map<string, ReturnType<typeof checkAlone>>();

/** Each once, for all tests about it. */
function read(name: string): ReturnType<typeof checkAlone> {
  const checked = known.get(name) ?? checkAlone(name);
  known.set(name, checked);
  return checked;
}

const row = /^\| \[`([\w-]+)`\]\(\1\.choreo\) \|.*\| (.*?) +\|$/gm;

test('there is a corpus, and its table has a row for each model, with its verdicts', () => {
  expect(names.length).toBeGreaterThanOrEqual(32);
  const rows = [...readFileSync(new URL('README.md', folder), 'utf8').matchAll(row)];
  const told = rows.map(
    ([, name = '', verdicts = '']) => `${name}: ${(verdicts.match(/[\w-]+/g) ?? []).sort().join(' ')}`,
  );
  const expected = names.map(name => {
    const violated = expectationsOf(textOf(name)).sections.flatMap(section => section.violated.map(({ code }) => code));
    return `${name}: ${violated.length === 0 ? 'nothing' : [...new Set(violated)].sort().join(' ')}`;
  });
  expect(told.sort()).toEqual(expected.sort());
});

describe.each(names)('%s', name => {
  const text = textOf(name);
  const { checks, sections } = expectationsOf(text);

  test('says what it expects, and no more is found as one types', async () => {
    expect(sections.length).toBeGreaterThan(0);
    const { diagnostics } = await read(name);
    const told = diagnostics.map(({ code, severity }) => `${code} ${severity}`);
    const isNamed = (one: string) => checks.includes(one) || /(error|warning)$/.test(one);
    expect(told.filter(isNamed).sort()).toEqual(checks);
  });

  // The state spaces that are there to be large stay out.
  test.skipIf(sections.some(({ states }) => states !== undefined))(
    'with a redelivery more, reduced and full search say the same, and their runs are runs',
    async () => {
      const { choreography: model } = await read(name);
      const options = { redeliveries: 1 + Math.max(...sections.map(section => section.options.redeliveries ?? 0)) };
      const [auto, full] = (['auto', 'full'] as const).map(reduction => verify(model, { ...options, reduction }));
      if (!auto || !full) throw new Error('two were asked');
      expect(summary(auto, text)).toEqual(summary(full, text));
      const wrong = [auto, full].flatMap(one => [...objections(one, text), ...replays(model, one, options)]);
      expect(wrong, wrong.join('\n')).toEqual([]);
    },
  );

  describe.each(sections.map(section => ({ title: titleOf(section), section })))('$title', ({ section }) => {
    test.each(['auto', 'full'] as const)('verdicts, with %s reduction', async reduction => {
      const { choreography: model } = await read(name);
      const verification = verify(model, { ...section.options, reduction });
      const wrong = [
        ...findings(verification, section, text),
        ...objections(verification, text),
        ...sizes(verification, section, reduction),
        ...replays(model, verification, section.options),
      ];
      expect(wrong, wrong.join('\n')).toEqual([]);
    });

    test('what is simulated ends as is verified', async () => {
      const { choreography: model } = await read(name);
      const ends = outcomeFrequencies(model, { ...section.options, runs: 60, seed: 7, maxSteps: 100 });
      const expected = section.exits ?? ends.map(({ exits }) => exitText(exits));
      // Of two cases at once, the exits of both are told together.
      const isTogether = (section.options.cases ?? 1) > 1;
      const unknown = ends.filter(
        ({ quiescent, exits }) => quiescent && !isTogether && !expected.includes(exitText(exits)),
      );
      expect(unknown).toEqual([]);
      const unfinished = ends.filter(({ quiescent }) => !quiescent);
      expect(section.termination === 'always' ? unfinished : []).toEqual([]);
    });
  });
});

function titleOf({ options: { redeliveries = 0, cases = 1 } }: Section): string {
  return redeliveries > 0 ? `${redeliveries} redeliveries` : cases > 1 ? `${cases} cases` : 'as it is';
}

/** Every difference between what is expected and what is said, in words. */
function findings({ exits, ends, termination, verdicts }: Verification, section: Section, text: string): string[] {
  const wrong: string[] = [];
  const left = exits.map(exitText).sort();
  if (section.exits && left.join(' ') !== [...section.exits].sort().join(' ')) wrong.push(`exits ${left.join(' ')}`);
  const lines = ends.flatMap(endLines).sort();
  if (section.ends && lines.join('\n') !== [...section.ends].sort().join('\n')) wrong.push(`ends ${lines.join('\n')}`);
  if (section.termination && termination !== section.termination) wrong.push(`termination ${termination}`);
  const violated = verdicts.filter(({ code, status }) => status === 'violated' && !section.open.includes(code));
  for (const verdict of violated) {
    if (!section.violated.some(expected => isAbout(expected, verdict, text)))
      wrong.push(`unexpected: ${verdict.code} ${subjectOf(verdict, text)} in ${verdict.run?.steps.length} steps`);
  }
  for (const expected of section.violated) {
    const fitting = violated.filter(verdict => isAbout(expected, verdict, text));
    const lengths = fitting.map(({ run }) => run?.steps.length ?? 0);
    const name = `${expected.code} ${expected.subject ?? ''}`;
    if (fitting.length === 0) wrong.push(`missing: ${name}`);
    else if (expected.steps !== undefined && Math.min(...lengths) !== expected.steps)
      wrong.push(`${name} in ${lengths.join()} steps`);
    else if (expected.lostAfter !== undefined && fitting[0]?.badStep !== Math.max(0, expected.lostAfter - 1))
      wrong.push(`${name} lost with step ${fitting[0]?.badStep} (from 0)`);
  }
  return [...wrong, ...unsure(verdicts, section, text)];
}

/** As the files say them: `[A, B] Orders.paid = true, Shipping.dispatch holds C in 3 steps`. */
function endLines({ listed }: Ends): readonly string[] {
  return listed.map(end => {
    const { length } = end.path.moves;
    const rest = [...endStates(end), ...endWaiting(end)].join(', ');
    return `${exitText(end.exits)}${rest && ` ${rest}`} in ${length} ${length === 1 ? 'step' : 'steps'}`;
  });
}

/** Runs that do not show what they are said to show. */
function objections({ verdicts }: Verification, text: string): string[] {
  return verdicts
    .filter(({ status }) => status === 'violated')
    .flatMap(verdict => {
      const objection = objectionTo(verdict);
      return objection === undefined ? [] : [`${verdict.code} ${subjectOf(verdict, text)}: ${objection}`];
    });
}

/** What is said, whatever way it was found. */
function summary({ exits, termination, verdicts }: Verification, text: string) {
  const told = verdicts.map(verdict => {
    const { code, status, bounds, run } = verdict;
    return `${code} ${subjectOf(verdict, text)} ${status} ${boundText(bounds)} ${run?.steps.length}`;
  });
  return { exits: exits.map(exitText).sort(), termination, told };
}

function sizes({ states }: Verification, section: Section, reduction: 'auto' | 'full'): string[] {
  const isOff =
    reduction === 'full'
      ? section.states !== undefined && states !== section.states
      : section.reducedBelow !== undefined && states >= section.reducedBelow;
  return isOff ? [`${states} states`] : [];
}

/** What is not violated is proved, or bounded by what it must be. */
function unsure(verdicts: readonly Verdict[], section: Section, text: string): string[] {
  const wrong: string[] = [];
  const isBounded = section.bounded || section.violated.some(({ code }) => code === 'unbounded-messages');
  for (const verdict of verdicts) {
    const { code, status, bounds } = verdict;
    const bound = boundText(bounds);
    if (status === 'violated') continue;
    const subject = subjectOf(verdict, text);
    const isFair = section.fair.includes(subject);
    if (section.open.includes(code)) continue;
    if (status !== (isBounded || isFair ? 'bounded' : 'proved')) wrong.push(`${code} ${subject} ${status}`);
    if (isFair && !bound?.includes('fair')) wrong.push(`${code} ${subject} bounded by ${bound}`);
    if (status === 'bounded' && !bound) wrong.push(`${code} ${subject} bounded by nothing`);
  }
  for (const subject of [...section.proved, ...section.fair]) {
    const fitting = verdicts.filter(verdict => aboutSentence(verdict, text) === subject);
    if (fitting.length === 0) wrong.push(`nothing is said of ${subject}`);
    if (fitting.some(({ status }) => status === 'violated')) wrong.push(`violated: ${subject}`);
  }
  return wrong;
}

function aboutSentence(verdict: Verdict, text: string): string {
  const subject = subjectOf(verdict, text);
  return verdict.subject.kind === 'scenario' ? `scenario ${subject}` : subject;
}

function isAbout({ code, subject }: Violated, verdict: Verdict, text: string): boolean {
  return code === verdict.code && (subject === undefined || subject === subjectOf(verdict, text));
}

/** Each run of a verdict, made once more by the simulator: the same steps, with the same snapshots. */
function replays(model: Choreography, { verdicts }: Verification, verified: Section['options']): string[] {
  return verdicts.flatMap(verdict => {
    const runs = [verdict.run, verdict.other].filter(run => run !== undefined);
    return runs.flatMap(run => {
      const options = {
        ...verified,
        ...redeliveriesOf(model, verified.redeliveries),
        ...asIn(model, run, verdict),
      };
      const moves = run.steps.map(({ move }) => move);
      const again = replay(model, moves, options);
      const same = JSON.stringify(again.steps) === JSON.stringify(run.steps);
      if (!same) return [`${verdict.code}: the run goes another way when it is replayed`];
      if (JSON.stringify(again.snapshots) !== JSON.stringify(run.snapshots))
        return [`${verdict.code}: the run ends elsewhere`];
      return restAfter(model, run, options) ? [] : [`${verdict.code}: the simulator could go on where nothing is left`];
    });
  });
}

/** At rest, and only there, the simulator has nothing to do. */
function restAfter(model: Choreography, run: Run, options: SimulationOptions): boolean {
  const simulation = createSimulation(model, options);
  for (const { move } of run.steps) simulation.take(move);
  const isQuiet = run.snapshots.at(-1)?.quiescent ?? false;
  // What may be delivered once more is no reason not to be at rest.
  const left = simulation.options().filter(({ step }) => step.kind !== 'redeliver');
  return isQuiet ? left.length === 0 : left.length > 0;
}

/** The entries and choices of a run: those of its scenario, or what the model says and the run settles. */
function asIn(model: Choreography, run: Run, { subject }: Verdict): SimulationOptions {
  if (subject.kind === 'scenario') {
    const entries: Record<string, number> = {};
    for (const step of subject.scenario.steps) {
      if (step.kind === 'given') entries[step.message.message] = (entries[step.message.message] ?? 0) + 1;
    }
    return { entries };
  }
  const settled = Object.fromEntries(run.entries.map(({ message, count }) => [message, count]));
  const once = model.participants.flatMap(({ emits }) => emits.filter(({ multiplicity }) => multiplicity === 'one'));
  return { entries: { ...Object.fromEntries(once.map(({ message }) => [message, 1])), ...settled } };
}
