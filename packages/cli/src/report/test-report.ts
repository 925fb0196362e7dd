/** The output of `choreo test`: text for people, JSON for programs, and JUnit XML for continuous integration. */
import type { Choreography } from '@choreo/model';
import type { ReportedVerdict } from '@choreo/language';
import { runText } from '@choreo/language';
import { shownPlace, shownUri } from '../input/shown-path.ts';
import { counted } from './counts.ts';
import type { Paint } from './paint.ts';
import { harmless } from './paint.ts';
import { verdictJson } from './verification-report.ts';
import { runLines } from './wrap.ts';

export interface TestedChoreography {
  readonly choreography: Choreography;
  readonly seconds: number;
  /** One verdict for each scenario. */
  readonly verdicts: readonly ReportedVerdict[];
}

function nameOf({ verdict }: ReportedVerdict): string {
  return verdict.subject.kind === 'scenario' ? verdict.subject.scenario.name : '';
}

/** A scenario passes only if all its runs were explored. */
export function isPassed({ status, isAllowed }: ReportedVerdict): boolean {
  return status === 'proved' || isAllowed;
}

function detailsOf({ message, verdict }: ReportedVerdict, choreography: Choreography): string {
  const { run, badStep, code } = verdict;
  return run ? `${message}\n${runText(run, choreography, { badStep, code })}` : message;
}

export function testText(tested: readonly TestedChoreography[], paint: Paint): string {
  const lines: string[] = [];
  for (const { choreography, verdicts } of tested.filter(one => one.verdicts.length > 0)) {
    lines.push(paint('bold', harmless(choreography.name)));
    for (const verdict of verdicts) {
      const passed = isPassed(verdict);
      const undecided = verdict.status === 'bounded';
      const mark = passed ? paint('bold', '✓') : paint('error', undecided ? '~' : '✗');
      lines.push(`  ${mark} ${harmless(nameOf(verdict))}${undecided && !passed ? ': undecided' : ''}`);
      if (passed) continue;
      lines.push(`    ${paint('bold', harmless(shownPlace(verdict.verdict.span)))}`);
      lines.push(runLines('    ', detailsOf(verdict, choreography)));
    }
    lines.push('');
  }
  const all = tested.flatMap(({ verdicts }) => verdicts);
  const passed = all.filter(isPassed).length;
  const summary =
    all.length === 0
      ? 'There are no scenarios.'
      : `${counted(all.length, 'scenario')}: ${passed} passed, ${all.length - passed} failed.`;
  lines.push(paint(passed < all.length ? 'error' : 'bold', summary));
  return `${lines.join('\n')}\n`;
}

export function testJson(tested: readonly TestedChoreography[]): string {
  const report = {
    version: 1,
    choreographies: tested.map(({ choreography, verdicts }) => ({
      name: choreography.name,
      scenarios: verdicts.map(verdict => ({
        name: nameOf(verdict),
        passed: isPassed(verdict),
        states: verdict.verdict.states,
        ...verdictJson(verdict),
      })),
    })),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

/** The XML format of Ant's JUnit task, which continuous integration understands. */
export function testJunit(tested: readonly TestedChoreography[]): string {
  const suites = tested.map(({ choreography, seconds, verdicts }) => {
    const failures = verdicts.filter(verdict => !isPassed(verdict)).length;
    const cases = verdicts.map(verdict => {
      const { uri, range } = verdict.verdict.span;
      const open = `    <testcase name="${xml(nameOf(verdict))}" classname="${xml(choreography.name)}" file="${xml(shownUri(uri))}" line="${range.start.line + 1}"`;
      if (isPassed(verdict)) return `${open} />`;
      return `${open}>\n      <failure message="${xml(verdict.message)}">${xml(detailsOf(verdict, choreography))}</failure>\n    </testcase>`;
    });
    const head = `  <testsuite name="${xml(choreography.name)}" tests="${verdicts.length}" failures="${failures}" errors="0" skipped="0" time="${seconds.toFixed(3)}">`;
    return [head, ...cases, '  </testsuite>'].join('\n');
  });
  return ['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites>', ...suites, '</testsuites>', ''].join('\n');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
};

function xml(text: string): string {
  return harmless(text).replace(/[&<>"\n]/g, character => entities[character] ?? character);
}
