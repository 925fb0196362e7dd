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
import { entryOf, find, read, settingsOf } from '../verification/verification-requests.ts';
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

const changed = 'The choreography has changed, and this finding no longer exists. See the current findings.';

function answerRun(services: ServerServices, verifications: Verifications, params: RunParams): RunAnswer {
  const found = findVerdict(services, verifications, params);
  if (!found) return { kind: 'gone', message: changed };
  const { entry, named, choreography } = found;
  const { verdict } = named;
  const { run, other, badStep } = verdict;
  if (!run) return { kind: 'gone', message: 'This finding has no run to show.' };
  const { verified } = entry;
  const current = isCurrent(entry);
  const move = current || !verified ? undefined : moveBetween(verified.of.texts, uri => verifications.textOf(uri));
  const options = (of: Run, bad: ShowOptions['bad']): ShowOptions => ({
    key: entry.group.key,
    simulation: optionsOfRun(choreography, of, verified?.how.options),
    ...(bad ? { bad } : {}),
    ...(move ? { move } : {}),
  });
  const bad = badStep === undefined ? undefined : { step: badStep, reason: reasonOf(verdict) };
  const shown = { kind: 'run', verdict: entryOf(named, entry), isCurrent: current } as const;
  if (!other) return { ...shown, run: shownRun(choreography, run, options(run, bad)) };
  return { ...shown, ...shownPair(choreography, [run, options(run, bad)], [other, options(other, undefined)]) };
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
  const found = findVerdict(services, verifications, of);
  if (!found) return { kind: 'refused', message: changed };
  if (!isCurrent(found.entry)) {
    return {
      kind: 'refused',
      message: 'The choreography has changed since the verification. Wait until it is verified again.',
    };
  }
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
  { choreography: name, verdict: key }: RunParams,
) {
  const entry: VerificationEntry | undefined = find(services, verifications, name);
  const named = entry?.verified?.verdicts(settingsOf(services, entry)).find(one => one.key === key);
  return entry?.verified && named ? { entry, named, choreography: entry.verified.of.choreography } : undefined;
}
