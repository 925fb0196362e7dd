/** The view "Ways to End" in the Explorer: how cases of the choreography in sight can end, as verification has found. */
import { runVerificationRequest } from '@choreo/server/protocol';
import type { RunVerificationParams, VerificationState } from '@choreo/server/protocol';
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { commands } from '../commands.ts';
import { ask } from '../requests.ts';
import { saveAsScenario } from '../run/save-scenario.ts';
import type { Verifications } from '../verification/verifications.ts';
import { EndsTree, isEndNode } from './ends-tree.ts';

const viewId = 'choreo.ends';
/** The view is there only if the workspace has choreographies. */
const existContext = 'choreo.hasChoreographies';
/** So many are listed when somebody asks for those that are only counted. */
const manyEnds = 1000;

export function registerEnds(client: BaseLanguageClient, verifications: Verifications): vscode.Disposable {
  const tree = new EndsTree();
  const view = vscode.window.createTreeView(viewId, { treeDataProvider: tree, showCollapseAll: false });
  /** The key of the choreography that was in sight last. */
  let last: string | undefined;

  function inSight(): VerificationState | undefined {
    const uri = vscode.window.activeTextEditor?.document.uri.toString();
    const state =
      (uri === undefined ? undefined : verifications.ofFile(uri)) ??
      (last === undefined ? undefined : verifications.get(last)) ??
      verifications.all[0];
    last = state?.choreography;
    return state;
  }

  function show(): void {
    const state = inSight();
    tree.show(state);
    const message = state && messageOf(state);
    if (view.message !== message) view.message = message ?? '';
    if (view.description !== state?.name) view.description = state?.name ?? '';
  }

  async function verify(state: VerificationState, options: Omit<RunVerificationParams, 'choreography'>): Promise<void> {
    const params = { choreography: state.choreography, ...options };
    await vscode.window.withProgress({ location: { viewId } }, async () => {
      await ask(client, runVerificationRequest, params);
      await verifications.refreshed();
    });
  }

  async function focus(): Promise<void> {
    // Before there is anything to show, there is no view.
    await verifications.refreshed();
    await sayWhetherAny();
    await vscode.commands.executeCommand(`${viewId}.focus`);
    const state = inSight();
    // Otherwise it is verified soon, or was.
    if (state?.phase === 'off' && state.result?.isCurrent !== true) await verify(state, {});
  }

  function sayWhetherAny(): Thenable<unknown> {
    return vscode.commands.executeCommand('setContext', existContext, verifications.all.length > 0);
  }

  function update(): void {
    void sayWhetherAny();
    show();
  }

  update();
  return vscode.Disposable.from(
    tree,
    view,
    verifications.onDidChange(update),
    vscode.window.onDidChangeActiveTextEditor(show),
    vscode.commands.registerCommand(commands.showEnds, focus),
    vscode.commands.registerCommand(commands.listMoreEnds, async () => {
      const state = inSight();
      if (state) await verify(state, { ends: manyEnds });
    }),
    vscode.commands.registerCommand(commands.saveEndAsScenario, async (node: unknown) => {
      if (!isEndNode(node)) return;
      const { choreography, end } = node;
      await saveAsScenario(client, { kind: 'end', choreography, end }, undefined);
    }),
  );
}

const ages = {
  holds: [],
  rechecking: ['Checking again: these are of an older text.'],
  outdated: ['Of an older text.'],
} as const;

/** What the list itself does not say; empty if there is nothing. */
function messageOf({ phase, notice, result }: VerificationState): string {
  if (!result) {
    switch (phase) {
      case 'running':
      case 'waiting':
        return 'Verifying…';
      case 'errors':
        return notice ?? 'Not verified: it has errors.';
      default:
        return notice ?? 'Not verified yet.';
    }
  }
  const [first] = result.ends;
  const isPart = first?.entries !== undefined;
  if (!first || (result.ends.length === 1 && first.listed.length === 0)) {
    return result.exploration === 'bounded' ? 'No end was found in what was explored.' : 'No case ever ends.';
  }
  const notes = [
    ...ages[result.standing],
    ...(isPart || first.bound === undefined ? [] : [`At least these: ${first.bound}.`]),
    ...(result.redeliveries > 0 ? ['Without redelivery.'] : []),
  ];
  return notes.join(' ');
}
