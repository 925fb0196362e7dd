/** Runs tests: verifies their choreographies, and reports the result of each property and scenario to VS Code. */
import { runVerificationRequest } from '@choreo/server/protocol';
import type { Check, RunVerificationParams, VerdictEntry, VerificationState } from '@choreo/server/protocol';
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { failureOf } from './test-failure.ts';
import type { TestTree } from './test-tree.ts';
import { ask } from '../requests.ts';

export interface TestServices {
  readonly client: BaseLanguageClient;
  readonly controller: vscode.TestController;
  readonly tree: TestTree;
}

/** `only`: the keys of the choreographies to verify, for runs on save. */
export async function runTests(
  { client, controller, tree }: TestServices,
  request: vscode.TestRunRequest,
  token: vscode.CancellationToken,
  only?: readonly string[],
): Promise<void> {
  const wanted = leavesByChoreography(tree, controller, request, only);
  if (wanted.size === 0 || token.isCancellationRequested) return;
  const run = controller.createTestRun(request);
  const source = new vscode.CancellationTokenSource();
  const cancelling = token.onCancellationRequested(() => source.cancel());
  run.token.onCancellationRequested(() => source.cancel());
  try {
    for (const items of wanted.values()) for (const item of items) run.enqueued(item);
    // One after the other: each verification uses all the resources that verification may use.
    for (const [choreography, items] of wanted) {
      if (source.token.isCancellationRequested) {
        for (const item of items) run.skipped(item);
        continue;
      }
      for (const item of items) run.started(item);
      try {
        const params: RunVerificationParams = { choreography };
        const state = await ask(client, runVerificationRequest, params, source.token);
        for (const item of items) {
          await report({
            client,
            tree,
            run,
            state,
            item,
            cancelled: source.token.isCancellationRequested,
          });
        }
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        for (const item of items) {
          if (source.token.isCancellationRequested) run.skipped(item);
          else run.errored(item, new vscode.TestMessage(`Verification failed: ${why}`));
        }
      }
    }
  } finally {
    cancelling.dispose();
    source.dispose();
    run.end();
  }
}

interface Report {
  readonly client: BaseLanguageClient;
  readonly tree: TestTree;
  readonly run: vscode.TestRun;
  readonly state: VerificationState | null;
  readonly item: vscode.TestItem;
  readonly cancelled: boolean;
}

async function report({ client, tree, run, state, item, cancelled }: Report): Promise<void> {
  const check = state?.checks.find(({ id }) => id === tree.subjectOf(item)?.check);
  if (!state || !check) return run.skipped(item);
  const say = (text: string): void => run.appendOutput(`${check.label}: ${text}\r\n`, undefined, item);
  switch (check.status) {
    case 'violated': {
      const violated = violatedOf(state, check);
      const messages = await Promise.all(violated.map(verdict => failureOf(client, state.choreography, verdict)));
      say(check.summary);
      return run.failed(item, messages.length > 0 ? messages : new vscode.TestMessage(check.summary));
    }
    case 'bounded':
      say(check.summary);
      // A verification that the user cancelled has no result.
      return cancelled ? run.skipped(item) : run.passed(item);
    case 'proved':
      say(check.summary);
      return run.passed(item);
    case 'unknown':
      if (cancelled) return run.skipped(item);
      return run.errored(item, new vscode.TestMessage(state.notice ?? 'It was not verified.'));
    default:
      check.status satisfies never;
  }
}

/** The most severe first. What is named in another one of this check is not said twice. */
export function violatedOf(state: VerificationState, check: Check): readonly VerdictEntry[] {
  return (state.result?.verdicts ?? [])
    .filter(({ key, status }) => status === 'violated' && check.verdicts.includes(key))
    .filter(({ namedIn }) => namedIn === undefined || !check.verdicts.includes(namedIn))
    .toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
}

const severities: readonly VerdictEntry['severity'][] = ['error', 'warning', 'info', 'hint', 'off'];

function leavesByChoreography(
  tree: TestTree,
  controller: vscode.TestController,
  { include, exclude }: vscode.TestRunRequest,
  only: readonly string[] | undefined,
): ReadonlyMap<string, readonly vscode.TestItem[]> {
  const roots = include ?? [...controller.items].map(([, item]) => item);
  const left = new Set((exclude ?? []).flatMap(item => tree.leaves(item)));
  const wanted = new Map<string, vscode.TestItem[]>();
  for (const item of new Set(roots.flatMap(root => tree.leaves(root)))) {
    const choreography = tree.subjectOf(item)?.choreography;
    if (left.has(item) || choreography === undefined || (only && !only.includes(choreography))) continue;
    const items = wanted.get(choreography);
    if (items) items.push(item);
    else wanted.set(choreography, [item]);
  }
  return wanted;
}
