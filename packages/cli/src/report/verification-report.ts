/** The output of `choreo verify --format json`. Its format is stable and documented in docs/command-line.md. */
import type { Run } from '@choreo/analysis/runs';
import { EndRuns, isLimit } from '@choreo/analysis/verification';
import type { End, Ends, Verification, VerifyOptions } from '@choreo/analysis/verification';
import type { CheckedChoreography, Diagnostic, ReportedVerdict } from '@choreo/language';
import { boundText } from '@choreo/language';
import { namesOf } from '@choreo/model';
import type { Choreography } from '@choreo/model';
import { shownUri } from '../input/shown-path.ts';

export interface ReportedVerification {
  readonly checked: CheckedChoreography;
  readonly verification: Verification;
  readonly verdicts: readonly ReportedVerdict[];
  readonly diagnostics: readonly Diagnostic[];
}

type HowVerified = Pick<VerifyOptions, 'cases' | 'many'>;

export function verificationJson(verified: readonly ReportedVerification[], how: HowVerified): string {
  const report = {
    version: 1,
    choreographies: verified.map(({ checked, verification, verdicts }) => ({
      name: checked.choreography.name,
      states: verification.states,
      exploration: verification.exploration,
      termination: verification.termination,
      exits: verification.exits,
      ...endsJson(checked, verification, how),
      supposed: verification.supposed,
      verdicts: verdicts.filter(({ namedIn }) => !namedIn).map(verdictJson),
    })),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

/** Those of independent parts one after the other, each with what begins the part. */
function endsJson({ choreography }: CheckedChoreography, { ends }: Verification, how: HowVerified) {
  const runs = new EndRuns(choreography, how);
  const withPart = ({ entries }: Ends) => (entries ? { part: entries } : {});
  return {
    ends: ends.flatMap(one =>
      one.listed.map(end => ({
        ...withPart(one),
        ...endJson(end, choreography),
        trace: traceOf(runs.runTo(one, end)),
      })),
    ),
    endsComplete: !ends.some(({ bounds }) => bounds.some(isLimit)),
    moreEnds: ends.flatMap(one => one.others.map(({ exits, count }) => ({ ...withPart(one), exits, count }))),
  };
}

function endJson({ exits, states, waiting, refused }: End, choreography: Choreography) {
  const { reactions } = namesOf(choreography);
  return {
    exits,
    states: states.map(({ participant: service, state, value }) => ({ service, state, value })),
    waiting: waiting.map(({ reaction, messages, instance }) => ({
      service: reactions.get(reaction)?.participant ?? '',
      reaction,
      messages,
      ...(instance ? { instance } : {}),
    })),
    refused: refused.map(({ participant: service, message, count }) => ({ service, message, count })),
  };
}

export function verdictJson(reported: ReportedVerdict): object {
  const { code, status, message, severity, isAllowed, also, verdict } = reported;
  const { bounds, span, run, other, badStep } = verdict;
  const { start, end } = span.range;
  return {
    code,
    status,
    bound: boundText(bounds) ?? null,
    severity,
    allowed: isAllowed,
    message,
    file: shownUri(span.uri),
    range: {
      start: { line: start.line, character: start.character },
      end: { line: end.line, character: end.character },
    },
    trace: run ? traceOf(run) : [],
    ...(badStep === undefined ? {} : { badStep }),
    ...(other ? { otherTrace: traceOf(other) } : {}),
    ...(also.length > 0 ? { also: also.map(verdictJson) } : {}),
  };
}

/** One entry for each step. If a delivery fires several reactions, the entry lists all of them. */
export function traceOf({ steps }: Run) {
  return steps.flatMap(({ kind, case: index, participant, message, firings }, step) => {
    const base = { step, kind, case: index, service: participant };
    const taken = message === undefined ? [] : [message];
    if (firings.length === 0) return [{ ...base, reaction: null, consumes: taken, emits: [] }];
    return firings.map(({ reaction, consumes, emits }) => ({
      ...base,
      reaction: reaction === '' ? null : reaction,
      consumes: consumes.length > 0 ? consumes : kind === 'timer' ? [] : taken,
      emits,
    }));
  });
}
