/** `choreo test`: checks the scenarios. */
import { verifyTask } from '@choreo/analysis/verification';
import { keepsFromRunning, reportVerification } from '@choreo/language';
import type { Diagnostic, Severity } from '@choreo/language';
import { exitCodes } from '../failure.ts';
import { load } from '../input/load.ts';
import { note } from '../output/streams.ts';
import { createPaint } from '../report/paint.ts';
import type { TestedChoreography } from '../report/test-report.ts';
import { isPassed, testJson, testJunit, testText } from '../report/test-report.ts';
import { isAsSevere } from '../report/severities.ts';
import { textReport } from '../report/text-report.ts';
import { runTask } from './run-task.ts';
import { brokenIn, faultIn, redeliveriesFor } from './verify.ts';

export interface TestCommandOptions {
  readonly redeliveries?: number;
  readonly many: number;
  readonly maxStates: number;
  readonly timeout?: number;
  readonly format: 'text' | 'json' | 'junit';
  readonly failOn: Severity;
}

const reports = { text: testText, json: testJson, junit: testJunit } as const;

export async function testScenarios(
  paths: readonly string[],
  { redeliveries, many, maxStates, timeout, format, failOn }: TestCommandOptions,
): Promise<number> {
  const loaded = await load(paths);
  loaded.notes.forEach(note);
  const broken = brokenIn(loaded.choreographies);
  if (broken.length > 0) {
    process.stderr.write(textReport(loaded, broken, createPaint(process.stderr)));
    note('The scenarios of choreographies with such errors were not run. Fix the errors first.');
  }
  const faults: Diagnostic[] = [];
  const tested = loaded.choreographies
    .filter(({ diagnostics }) => !diagnostics.some(keepsFromRunning))
    .flatMap(({ choreography, group }): TestedChoreography[] => {
      const begun = performance.now();
      try {
        const options = { ...redeliveriesFor(group.root, loaded, redeliveries), many, maxStates };
        const task = verifyTask(choreography, { ...options, scope: 'scenarios' });
        const verification = runTask(task, choreography.name, timeout);
        const verdicts = reportVerification(choreography, verification, loaded.settingsOf(group.root));
        return [{ choreography, seconds: (performance.now() - begun) / 1000, verdicts }];
      } catch (error) {
        faults.push(faultIn(choreography, error));
        return [];
      }
    });
  if (faults.length > 0) process.stderr.write(textReport(loaded, faults, createPaint(process.stderr)));
  process.stdout.write(reports[format](tested, createPaint(process.stdout)));
  const failed = tested.flatMap(({ verdicts }) => verdicts.filter(verdict => !isPassed(verdict)));
  const isGreen = failed.every(({ severity }) => severity === 'off' || !isAsSevere(severity, failOn));
  if (loaded.hasFaults || faults.length > 0) return exitCodes.internal;
  return broken.length > 0 || !isGreen ? exitCodes.findings : exitCodes.clean;
}
