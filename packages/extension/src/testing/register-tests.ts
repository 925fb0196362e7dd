/** The test controller "Choreo": all properties and scenarios as tests, to run once or on each save. */
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { RunSubject } from '../run/protocol.ts';
import type { Verifications } from '../verification/verifications.ts';
import { runTests, violatedOf } from './run-tests.ts';
import { TestTree } from './test-tree.ts';

export interface Tests extends vscode.Disposable {
  /** Finds the finding of a failed test from the arguments of a command in a test menu. */
  findingOf(argument: unknown): RunSubject | undefined;
}

/** Copies a request, since results of the same request accumulate: a test that failed once could never pass again. */
function another({ include, exclude, profile }: vscode.TestRunRequest): vscode.TestRunRequest {
  return new vscode.TestRunRequest(include, exclude, profile, true);
}

export function registerTests(client: BaseLanguageClient, verifications: Verifications): Tests {
  const controller = vscode.tests.createTestController('choreo', 'Choreo');
  const tree = new TestTree(controller);
  const services = { client, controller, tree };

  /** Runs the tests now, and after each save those of the saved choreography; one test run after the other. */
  function onSave(request: vscode.TestRunRequest, token: vscode.CancellationToken): void {
    let turn = runTests(services, request, token);
    const saved = vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      const choreography = verifications.ofFile(uri.toString())?.choreography;
      if (choreography !== undefined)
        turn = turn.then(() => runTests(services, another(request), token, [choreography]));
    });
    token.onCancellationRequested(() => saved.dispose());
  }

  const profile = controller.createRunProfile(
    'Verify',
    vscode.TestRunProfileKind.Run,
    (request, token) => (request.continuous ? onSave(request, token) : runTests(services, request, token)),
    true,
    undefined,
    true,
  );
  controller.refreshHandler = async () => tree.update(await verifications.refreshed());
  tree.update(verifications.all);
  const registered = vscode.Disposable.from(
    controller,
    profile,
    verifications.onDidChange(states => tree.update(states)),
  );

  return {
    findingOf(argument) {
      const item = testIn(argument);
      const subject = item && tree.subjectOf(item);
      const state = subject && verifications.get(subject.choreography);
      const check = state?.checks.find(({ id }) => id === subject?.check);
      if (!state || !check) return undefined;
      const verdict = violatedOf(state, check).find(({ hasRun }) => hasRun);
      return verdict && { choreography: state.choreography, verdict: verdict.key };
    },
    dispose: () => void registered.dispose(),
  };

  /** The menu of a test passes the test; the menu of a message passes an object that contains the test. */
  function testIn(argument: unknown): vscode.TestItem | undefined {
    if (typeof argument !== 'object' || argument === null) return undefined;
    const candidate: unknown = 'test' in argument ? argument.test : argument;
    return isTestItem(candidate) ? candidate : undefined;
  }

  function isTestItem(candidate: unknown): candidate is vscode.TestItem {
    return (
      typeof candidate === 'object' &&
      candidate !== null &&
      'id' in candidate &&
      'children' in candidate &&
      'canResolveChildren' in candidate
    );
  }
}
