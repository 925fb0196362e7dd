/** The lenses above properties and scenarios: whether they hold, and a link to the run of a violation. */
import type { RuleSettings } from '@choreo/language';
import type { CodeLens } from 'vscode-languageserver';
import { showRunCommand } from '../protocol/runs.ts';
import type { Check } from '../protocol/verification.ts';
import type { ShowRunArguments } from '../protocol/runs.ts';
import { checksOf } from './checks.ts';
import { standingOf } from './entry.ts';
import type { VerificationEntry } from './entry.ts';

/**
 * A property has one line of lenses for all its sentences, so that the text does not jump when verdicts change. Each
 * violated sentence is underlined, and has its own lens beside the first. `uri`: only the lenses of this file.
 */
export function lensesOf(entry: VerificationEntry, settings: RuleSettings, uri?: string): readonly CodeLens[] {
  const { verified, choreography, group } = entry;
  if (!verified && entry.phase !== 'running') return [];
  const verdicts = verified?.verdicts(settings) ?? [];
  // The verdict of the sentence comes before the one about competing services.
  const withRun = verdicts
    .filter(({ verdict }) => verdict.run)
    .sort((a, b) => Number(a.code === 'competing-services') - Number(b.code === 'competing-services'))
    .map(({ key }) => key);
  const checks = checksOf(choreography, verdicts);
  const wanted = checks.filter(({ kind, place }) => kind !== 'sentence' && (uri === undefined || place.uri === uri));
  const words = insteadOfVerdict(entry);
  return wanted.flatMap(check => {
    const lens = (title: string, verdict?: string): CodeLens => {
      const argument: ShowRunArguments = { choreography: group.key, verdict: verdict ?? '' };
      const command = verdict === undefined ? '' : showRunCommand;
      return {
        range: check.place.range,
        command: { title, command, ...(verdict === undefined ? {} : { arguments: [argument] }) },
      };
    };
    if (words !== undefined) return [lens(words)];
    const runs = runsOf(check, checks, withRun);
    const [first] = runs;
    if (runs.length === 1 && first) return [lens(`${check.summary} · show run`, first.verdict)];
    return [lens(check.summary), ...runs.map(({ label, verdict }) => lens(`show run: ${label}`, verdict))];
  });
}

/** What is said in place of verdicts that do not hold, or not yet; undefined if they do. */
export function insteadOfVerdict(entry: VerificationEntry): string | undefined {
  if (entry.phase === 'errors') return 'not verified: there are errors';
  const standing = standingOf(entry);
  switch (standing) {
    case 'holds':
      return entry.phase === 'running' && entry.isSlow ? 'checking again…' : undefined;
    case 'rechecking':
      return 'checking again…';
    case 'outdated':
      return 'not verified since it changed';
    case undefined:
      return entry.phase === 'running' ? 'verifying…' : 'not verified';
    default:
      return standing satisfies never;
  }
}

/** One entry for each violated sentence, or for the scenario. */
function runsOf(check: Check, checks: readonly Check[], withRun: readonly string[]) {
  const asked = check.kind === 'property' ? checks.filter(({ parent }) => parent === check.id) : [check];
  return asked.flatMap(({ label, verdicts, status }) => {
    const verdict = withRun.find(key => verdicts.includes(key));
    return status === 'violated' && verdict !== undefined ? [{ label, verdict }] : [];
  });
}
