/** Answers requests for the run of a verdict, and turns runs into scenarios. */
import type { Run } from '@choreo/analysis/runs';
import { scenarioInsertion, scenarioText } from '@choreo/language';
import type { ScenarioOptions } from '@choreo/language';
import type { Choreography } from '@choreo/model';
import type { Connection } from 'vscode-languageserver';
import type { ServerServices } from '../start-server.ts';
import { asScenarioRequest, runRequest } from '../protocol/runs.ts';
import type { AsScenarioAnswer, AsScenarioParams, RunAnswer, RunParams } from '../protocol/runs.ts';
import { moveBetween } from '../verification/moved-text.ts';
import { find, read, settingsOf } from '../verification/verification-requests.ts';
import { isCurrent } from '../verification/entry.ts';
import type { VerificationEntry } from '../verification/entry.ts';
import type { Verifications } from '../verification/verifications.ts';
import { optionsOfRun } from './entries.ts';
import { reasonOf } from './reasons.ts';
import { shownPair, shownRun } from './shown-run.ts';
import type { ShowOptions } from './shown-run.ts';
import { playedAt } from './simulation-requests.ts';
import { answer } from '../requests.ts';

export function registerRuns(connection: Connection, services: ServerServices, verifications: Verifications): void {
  answer(connection, runRequest, async (params: RunParams): Promise<RunAnswer> => {
    await read(services);
    return answerRun(services, verifications, params);
  });
  answer(connection, asScenarioRequest, async (params: AsScenarioParams): Promise<AsScenarioAnswer> => {
    await read(services);
    return answerAsScenario(services, verifications, params);
  });
}

const older = 'The choreography has changed since the verification. Wait until it is verified again.';
const changed = 'The choreography has changed, and this finding no longer exists. See the current findings.';

const endGone = 'The choreography has changed, and no longer ends so. See the current ways to end.';

/** The label of runs that show how a case ends. */
const endCode = 'way to end';

function answerRun(services: ServerServices, verifications: Verifications, params: RunParams): RunAnswer {
  if ('end' in params) return answerEnd(services, verifications, params);
  const found = findVerdict(services, verifications, params);
  if (!found) return { kind: 'gone', message: changed };
  const { entry, named, choreography } = found;
  const { verdict } = named;
  const { run, other, badStep } = verdict;
  if (!run) return { kind: 'gone', message: 'This finding has no run to show.' };
  const { code, message } = named;
  const options = (of: Run, bad: ShowOptions['bad']): ShowOptions => ({
    ...placesOf(entry, verifications),
    simulation: optionsOfRun(choreography, of, entry.verified?.how.options),
    ...(bad ? { bad } : {}),
  });
  const bad = badStep === undefined ? undefined : { step: badStep, reason: reasonOf(verdict) };
  const shown = { kind: 'run', code, message, isCurrent: isCurrent(entry) } as const;
  if (!other) return { ...shown, run: shownRun(choreography, run, options(run, bad)) };
  return { ...shown, ...shownPair(choreography, [run, options(run, bad)], [other, options(other, undefined)]) };
}

function answerEnd(
  services: ServerServices,
  verifications: Verifications,
  { choreography: name, end }: { readonly choreography: string; readonly end: string },
): RunAnswer {
  const entry = find(services, verifications, name);
  const found = entry?.verified?.ends.find(end);
  if (!entry?.verified || !found) return { kind: 'gone', message: endGone };
  const { of, how } = entry.verified;
  const { message, run } = found;
  const simulation = optionsOfRun(of.choreography, run, { cases: how.options.cases });
  const shown = shownRun(of.choreography, run, { ...placesOf(entry, verifications), simulation });
  return { kind: 'run', code: endCode, message, isCurrent: isCurrent(entry), run: shown };
}

/** Whose run it is, and where its places are in the current text. */
function placesOf(entry: VerificationEntry, verifications: Verifications): Pick<ShowOptions, 'key' | 'move'> {
  const { group, verified } = entry;
  const move =
    isCurrent(entry) || !verified ? undefined : moveBetween(verified.of.texts, uri => verifications.textOf(uri));
  return { key: group.key, ...(move ? { move } : {}) };
}

function answerAsScenario(
  services: ServerServices,
  verifications: Verifications,
  { of, name }: AsScenarioParams,
): AsScenarioAnswer {
  const named = name === undefined ? {} : { name };
  if (of.kind === 'simulation') {
    const played = playedAt(services, verifications, of.position);
    if (played.kind === 'refused') return played;
    return toScenario(verifications, played.choreography, played.simulation.run, named);
  }
  if (of.kind === 'end') {
    const entry = find(services, verifications, of.choreography);
    const found = entry?.verified?.ends.find(of.end);
    if (!entry?.verified || !found) return { kind: 'refused', message: endGone };
    if (!isCurrent(entry)) return { kind: 'refused', message: older };
    return toScenario(verifications, entry.verified.of.choreography, found.run, named);
  }
  const found = findVerdict(services, verifications, of);
  if (!found) return { kind: 'refused', message: changed };
  if (!isCurrent(found.entry)) return { kind: 'refused', message: older };
  const { verdict } = found.named;
  if (of.which === 'other' && verdict.other) {
    return toScenario(verifications, found.choreography, verdict.other, named);
  }
  if (!verdict.run) return { kind: 'refused', message: 'This finding has no run to save as a scenario.' };
  return toScenario(verifications, found.choreography, verdict.run, { ...named, verdict }, verdict.span.uri);
}

function toScenario(
  verifications: Verifications,
  choreography: Choreography,
  run: Run,
  options: ScenarioOptions,
  uri?: string,
): AsScenarioAnswer {
  const scenario = scenarioText(choreography, run, options);
  if (scenario.kind === 'refused') return { kind: 'refused', message: scenario.reason };
  const { name, text, notices } = scenario;
  const edit = scenarioInsertion(choreography, text, one => verifications.textOf(one) ?? '', uri);
  return {
    kind: 'scenario',
    name,
    edit: { uri: edit.uri, range: edit.range, newText: edit.newText },
    place: { uri: edit.uri, range: edit.placed },
    ...(notices.length > 0 ? { notice: notices.join(' ') } : {}),
  };
}

function findVerdict(
  services: ServerServices,
  verifications: Verifications,
  { choreography: name, verdict: key }: Extract<RunParams, { verdict: string }>,
) {
  const entry: VerificationEntry | undefined = find(services, verifications, name);
  const named = entry?.verified?.verdicts(settingsOf(services, entry)).find(one => one.key === key);
  return entry?.verified && named ? { entry, named, choreography: entry.verified.of.choreography } : undefined;
}
