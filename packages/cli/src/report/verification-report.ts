/** The output of `choreo verify --format json`. Its format is stable and documented in docs/command-line.md. */
import type { Run } from '@choreo/analysis/runs';
import type { Verification } from '@choreo/analysis/verification';
import type { CheckedChoreography, Diagnostic, ReportedVerdict } from '@choreo/language';
import { boundText } from '@choreo/language';
import { shownUri } from '../input/shown-path.ts';

export interface ReportedVerification {
  readonly checked: CheckedChoreography;
  readonly verification: Verification;
  readonly verdicts: readonly ReportedVerdict[];
  readonly diagnostics: readonly Diagnostic[];
}

export function verificationJson(verified: readonly ReportedVerification[]): string {
  const report = {
    version: 1,
    choreographies: verified.map(({ checked, verification, verdicts }) => ({
      name: checked.choreography.name,
      states: verification.states,
      exploration: verification.exploration,
      termination: verification.termination,
      exits: verification.exits,
      supposed: verification.supposed,
      verdicts: verdicts.filter(({ namedIn }) => !namedIn).map(verdictJson),
    })),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
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
