/** Asks which finding's run to show, if there are several. */
import type { VerdictEntry, VerificationState } from '@choreo/server/protocol';
import * as vscode from 'vscode';
import { verdictsToShow } from '../verification/verifications.ts';
import type { RunSubject } from './protocol.ts';

interface Choice extends vscode.QuickPickItem {
  readonly subject?: RunSubject;
}

/** `uri`: the active file; the findings of its choreography are listed first. */
export async function chooseFinding(
  states: readonly VerificationState[],
  uri: string | undefined,
): Promise<RunSubject | undefined> {
  const isHere = ({ files }: VerificationState) => uri !== undefined && files.includes(uri);
  const sorted = [...states.filter(isHere), ...states.filter(state => !isHere(state))];
  const choices = sorted.flatMap(state => {
    const found = verdictsToShow(state).map(verdict => choiceOf(state, verdict));
    const heading: Choice = { label: state.name, kind: vscode.QuickPickItemKind.Separator };
    return found.length > 0 ? [heading, ...found] : [];
  });
  const findings = choices.filter(({ subject }) => subject !== undefined);
  if (findings.length === 0) {
    void vscode.window.showInformationMessage(nothingToShow(sorted));
    return undefined;
  }
  if (findings.length === 1) return findings[0]?.subject;
  const chosen = await vscode.window.showQuickPick<Choice>(choices, {
    title: 'Show the run of which finding?',
    placeHolder: 'Finding',
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return chosen?.subject;
}

function choiceOf({ choreography, result }: VerificationState, verdict: VerdictEntry): Choice {
  const { uri, range } = verdict.place;
  const where = `${vscode.workspace.asRelativePath(vscode.Uri.parse(uri))}:${range.start.line + 1}`;
  return {
    label: `$(${icons[verdict.severity]}) ${verdict.code}`,
    description: [where, ...(result ? ages[result.standing] : [])].join(' · '),
    detail: verdict.message,
    subject: { choreography, verdict: verdict.key },
  };
}

const ages = {
  holds: [],
  rechecking: ['being checked again'],
  outdated: ['of an older text'],
} as const;

const icons = { error: 'error', warning: 'warning', info: 'info', hint: 'lightbulb', off: 'cycle-slash' } as const;

function nothingToShow(states: readonly VerificationState[]): string {
  const [first] = states;
  if (!first) return 'There is no run to show: this workspace has no .choreo files.';
  if (states.some(({ phase }) => phase === 'running' || phase === 'waiting')) {
    return 'There is no run to show yet: verification has not finished.';
  }
  const notice = states.find(state => state.notice !== undefined && !state.result)?.notice;
  if (notice !== undefined) return `There is no run to show. ${notice}`;
  if (states.every(({ result }) => result === undefined)) {
    return 'There is no run to show: nothing has been verified yet. Run the tests of a choreography first.';
  }
  return 'There is no run to show: verification has found no violations.';
}
