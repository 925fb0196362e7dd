/** Turns a run into a `scenario`, so that its behaviour is checked from then on, in every order of delivery. */
import { messageText } from '@choreo/analysis';
import { factTexts } from '@choreo/analysis/runs';
import type { Run, RunStep } from '@choreo/analysis/runs';
import type { Verdict } from '@choreo/analysis/verification';
import { compareSpans, namesOf } from '@choreo/model';
import type { Alternative, Choreography, Outcome, Range, Reaction } from '@choreo/model';
import { sentenceText } from '../run-text/sentence-text.ts';
import { SourceText } from '../validation/fixes/source-text.ts';
import { pinned, possibleIn } from './expectations.ts';
import { payloadText } from './payload-text.ts';

export interface ScenarioOptions {
  /** The name, made unique. By default, a name is generated. */
  readonly name?: string;
  /** The violation that the run shows: the scenario fails in the same way. Without it, the scenario describes what is possible. */
  readonly verdict?: Verdict;
}

export type ScenarioText =
  | { readonly kind: 'refused'; readonly reason: string }
  | {
      readonly kind: 'scenario';
      readonly name: string;
      /** Lines joined by `\n`, without a final line break. Steps are indented by two spaces. */
      readonly text: string;
      /** Sentences about what the scenario does not express. */
      readonly notices: readonly string[];
    };

export function scenarioText(choreography: Choreography, run: Run, options: ScenarioOptions = {}): ScenarioText {
  const { verdict } = options;
  const notices: string[] = [];
  const given = givenLines(choreography, run, notices);
  if (given.length === 0) {
    const reason =
      run.steps.length > 0 ? 'The run starts with a schedule, but' : 'In this run nothing comes from outside, but';
    return { kind: 'refused', reason: `${reason} a scenario can only be given messages.` };
  }
  const chosen = chooseLines(choreography, run, notices);
  let asked = possibleIn(run);
  if (verdict) {
    const pin = pinned(choreography, verdict, run);
    if (pin.kind === 'unsayable')
      return { kind: 'refused', reason: `No scenario can fail as this run does: ${pin.reason}.` };
    asked = pin.lines;
    if (pin.notice !== undefined) notices.push(pin.notice);
  }
  const steps = [...given, ...chosen, ...asked].map(line => `  ${line}`);
  const name = uniqueName(choreography, options.name ?? nameFor(run, verdict));
  return { kind: 'scenario', name, text: [`scenario "${name}" {`, ...steps, '}'].join('\n'), notices };
}

export interface ScenarioInsertion {
  readonly uri: string;
  readonly range: Range;
  readonly newText: string;
  /** The range of the inserted scenario. */
  readonly placed: Range;
}

/** Inserts the scenario after the last one of the file, or at its end. `uri`: the preferred file, if it belongs to the choreography. */
export function scenarioInsertion(
  choreography: Choreography,
  text: string,
  textOf: (uri: string) => string,
  uri?: string,
): ScenarioInsertion {
  const own = choreography.scenarios.filter(({ span }) => uri === undefined || span.uri === uri);
  const last = own.toSorted((a, b) => compareSpans(a.span, b.span)).at(-1);
  const property = choreography.properties.at(-1);
  const wanted = uri !== undefined && choreography.files.includes(uri) ? uri : undefined;
  const file = last?.span.uri ?? wanted ?? property?.span.uri ?? choreography.files[0] ?? '';
  const source = new SourceText(file, textOf(file));
  const offset = last ? source.lineEnd(source.offsetAt(last.span.range.end)) : source.text.trimEnd().length;
  const isLast = source.text.slice(offset).trim() === '';
  const gap = offset === 0 ? '' : source.eol + source.eol;
  const lines = text.split('\n');
  const written = lines.join(source.eol);
  // The file ends with exactly one line break.
  const end = isLast ? source.text.length : offset;
  const newText = `${gap}${written}${isLast ? source.eol : ''}`;
  const start = source.positionAt(offset);
  const first = start.line + (gap === '' ? 0 : 2);
  return {
    uri: file,
    range: { start, end: source.positionAt(end) },
    newText,
    placed: {
      start: { line: first, character: 0 },
      end: { line: first + lines.length - 1, character: lines.at(-1)?.length ?? 0 },
    },
  };
}

/** The entries of this run, with their counts. */
function givenLines(choreography: Choreography, run: Run, notices: string[]): readonly string[] {
  const { messages } = namesOf(choreography);
  const begin = run.snapshots[0]?.entries ?? [];
  const counts = new Map<string, number>();
  for (const { message, count } of begin) counts.set(message, (counts.get(message) ?? 0) + count);
  return [...counts].flatMap(([message, count]) => {
    if (!messages.has(message)) {
      const comes = run.steps.some(
        ({ kind, firings }) => kind === 'schedule' && firings.some(one => one.reaction === message),
      );
      if (comes) notices.push(`A scenario cannot express the schedule ${message}.`);
      return [];
    }
    const contents = run.steps.filter(step => step.entersFrom !== undefined && step.message === message);
    const [first] = contents;
    const wordsOf = (step: RunStep): string => step.carrying.flatMap(factTexts).join(', ');
    const isOne = first && contents.every(step => wordsOf(step) === wordsOf(first));
    const payload = isOne ? payloadText(first.carrying) : undefined;
    if (first && payload === undefined)
      notices.push(`The scenario does not fix the payload of ${message} in the run (${wordsOf(first)}).`);
    const line = payload ? `given ${message} ${payload}` : `given ${message}`;
    return Array.from({ length: count }, () => line);
  });
}

/** The choices of reactions that had several alternatives. */
function chooseLines(choreography: Choreography, run: Run, notices: string[]): readonly string[] {
  const { reactions } = namesOf(choreography);
  const taken = new Map<Reaction, Set<Alternative>>();
  const open = new Set<string>();
  for (const { reaction: id, alternative: place } of run.steps.flatMap(({ firings }) => firings)) {
    const reaction = reactions.get(id);
    const alternatives = reaction ? bodyOutcomes(reaction).flatMap(outcome => outcome.alternatives) : [];
    const alternative = place && alternatives.find(({ span }) => compareSpans(span, place) === 0);
    // A choice for the body does not affect other parts such as `within … else`.
    if (!reaction || !alternative) continue;
    if (alternative.items.some(item => item.kind === 'emit' && item.multiplicity !== 'one')) open.add(id);
    taken.set(reaction, (taken.get(reaction) ?? new Set()).add(alternative));
  }
  if (open.size > 0) {
    const whose = [...open].join(', ');
    notices.push(`The scenario does not fix how often ${whose} emits messages with \`?\`, \`*\` or \`+\`.`);
  }
  return Array.from(taken, ([reaction, alternatives]) => chooseLine(reaction, alternatives)).flatMap(
    line => line ?? [],
  );
}

/** Guards decide which branch is taken. Only the alternatives within a branch are a choice. */
function chooseLine(reaction: Reaction, taken: ReadonlySet<Alternative>): string | undefined {
  const outcomes = bodyOutcomes(reaction);
  const left = outcomes.flatMap(({ alternatives }) => {
    const chosen = alternatives.filter(alternative => taken.has(alternative));
    return chosen.length > 0 ? chosen : alternatives;
  });
  const texts = new Set(left.map(messagesOf));
  const all = new Set(outcomes.flatMap(({ alternatives }) => alternatives.map(messagesOf)));
  return texts.size < all.size ? `choose ${reaction.id} -> ${[...texts].join(' | ')}` : undefined;
}

function bodyOutcomes({ body }: Reaction): readonly Outcome[] {
  switch (body.kind) {
    case 'sink':
      return [];
    case 'outcome':
      return [body.outcome];
    case 'branches':
      return body.branches.map(({ outcome }) => outcome);
    default:
      return body satisfies never;
  }
}

/** The messages identify a choice, so `set`, `cancel` and what messages carry need not be repeated. */
function messagesOf({ items }: Alternative): string {
  const emitted = items.flatMap(item =>
    item.kind === 'emit'
      ? [messageText(item.message, item.multiplicity) + (item.after ? ` after ${item.after.text}` : '')]
      : [],
  );
  return emitted.join(' & ') || 'nothing';
}

function nameFor(run: Run, verdict: Verdict | undefined): string {
  const { subject } = verdict ?? {};
  switch (subject?.kind) {
    case 'sentence':
    case 'competition':
      return `counterexample: ${sentenceText(subject.sentence).replaceAll('`', '')}`;
    case 'scenario':
      return `counterexample: ${subject.scenario.name}`;
    case 'join':
      return `counterexample: ${subject.reaction.id} is left waiting`;
    case 'exit':
      return `counterexample: ${subject.message} more than once`;
    case 'order':
      return 'counterexample: the order of delivery decides';
    case 'flow':
      return 'counterexample: no exit is reached';
    case 'timeout':
      return `counterexample: ${subject.message} after ${subject.timer}`;
    case 'loop':
      return 'counterexample: it never ends';
    default: {
      const exits = [...new Set(run.snapshots.at(-1)?.exits ?? [])];
      return exits.length > 0 ? `a run to ${exits.join(' and ')}` : 'a run';
    }
  }
}

function uniqueName({ scenarios }: Choreography, wanted: string): string {
  const taken = new Set(scenarios.map(({ name }) => name));
  const base = wanted.replaceAll('\\', '/').replaceAll('"', "'").replaceAll(/\s+/g, ' ').trim() || 'a run';
  let name = base;
  for (let number = 2; taken.has(name); number++) name = `${base} (${number})`;
  return name;
}
