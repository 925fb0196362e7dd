/** `choreo verify`: explores the runs of each choreography and prints what holds on all of them. */
import type { VerifyOptions } from '@choreo/analysis/verification';
import { verifyTask } from '@choreo/analysis/verification';
import type { Choreography } from '@choreo/model';
import type { CheckedChoreography, Diagnostic, Severity } from '@choreo/language';
import {
  faultDiagnostic,
  keepsFromRunning,
  startOf,
  reportVerification,
  verificationDiagnostics,
} from '@choreo/language';
import { exitCodes } from '../failure.ts';
import { load } from '../input/load.ts';
import type { Loaded } from '../input/load.ts';
import { logFault, note } from '../output/streams.ts';
import { createPaint } from '../report/paint.ts';
import { reaches, summaryOf } from '../report/severities.ts';
import { textReport } from '../report/text-report.ts';
import type { ReportedVerification } from '../report/verification-report.ts';
import { verificationJson } from '../report/verification-report.ts';
import { verificationText } from '../report/verification-text.ts';
import { runTask } from './run-task.ts';

export interface VerifyCommandOptions {
  readonly redeliveries?: number;
  readonly cases: number;
  readonly maxStates: number;
  readonly ends: number;
  readonly losses: number;
  readonly many: number;
  readonly timeout?: number;
  readonly format: 'text' | 'json';
  readonly failOn: Severity;
  readonly runs?: boolean;
}

export async function verifyChoreographies(
  paths: readonly string[],
  { redeliveries, cases, maxStates, ends, losses, many, timeout, format, failOn, runs }: VerifyCommandOptions,
): Promise<number> {
  const loaded = await load(paths);
  loaded.notes.forEach(note);
  const broken = brokenIn(loaded.choreographies);
  if (broken.length > 0) {
    process.stderr.write(textReport(loaded, broken, createPaint(process.stderr)));
    note('Choreographies with such errors were not verified. Fix the errors first.');
  }
  const faults: Diagnostic[] = [];
  const verified = loaded.choreographies
    .filter(({ diagnostics }) => !diagnostics.some(keepsFromRunning))
    .flatMap((checked): ReportedVerification[] => {
      const { choreography, group } = checked;
      const settings = loaded.settingsOf(group.root);
      const options: VerifyOptions = {
        ...redeliveriesFor(group.root, loaded, redeliveries),
        cases,
        maxStates,
        ends,
        losses,
        many,
      };
      try {
        const verification = runTask(verifyTask(choreography, options), choreography.name, timeout);
        const verdicts = reportVerification(choreography, verification, settings);
        const diagnostics = verificationDiagnostics(choreography, verification, settings);
        return [{ checked, verification, verdicts, diagnostics }];
      } catch (error) {
        faults.push(faultIn(choreography, error));
        return [];
      }
    });
  if (faults.length > 0) process.stderr.write(textReport(loaded, faults, createPaint(process.stderr)));
  process.stdout.write(
    format === 'json'
      ? verificationJson(verified, { cases, many })
      : verificationText(loaded, verified, createPaint(process.stdout), { runs }),
  );
  const found = summaryOf(verified.flatMap(({ diagnostics }) => diagnostics));
  if (loaded.hasFaults || faults.length > 0) return exitCodes.internal;
  return broken.length > 0 || reaches(found, failOn) ? exitCodes.findings : exitCodes.clean;
}

/** The option holds over the configuration. */
export function redeliveriesFor(
  root: string,
  { redeliveriesOf }: Pick<Loaded, 'redeliveriesOf'>,
  asked: number | undefined,
): Pick<VerifyOptions, 'redeliveries'> {
  const redeliveries = asked ?? redeliveriesOf(root);
  return redeliveries === undefined ? {} : { redeliveries };
}

/** If a fault of Choreo prevents one verification, the others still run. */
export function faultIn({ name, files, headers }: Choreography, error: unknown): Diagnostic {
  logFault(error instanceof Error ? (error.stack ?? String(error)) : String(error));
  const span = headers[0]?.nameSpan ?? startOf(files[0] ?? '');
  return faultDiagnostic({ what: `verifying \`${name}\``, error, span });
}

/** Errors that block a verification until they are fixed. */
export function brokenIn(choreographies: readonly CheckedChoreography[]) {
  return choreographies.flatMap(({ diagnostics }) => diagnostics.filter(keepsFromRunning));
}
