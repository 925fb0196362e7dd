/** Why a test failed: the words of the verdict, and the run that shows it, step by step with its places. */
import { runRequest } from '@choreo/server/protocol';
import type { RunParams, VerdictEntry } from '@choreo/server/protocol';
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { locationOf, rangeOf } from '../panel/places.ts';
import { ask } from '../requests.ts';

/** What the menus of the manifest know such messages by. */
export const failureContext = 'choreoRun';

export async function failureOf(
  client: BaseLanguageClient,
  choreography: string,
  verdict: VerdictEntry,
): Promise<vscode.TestMessage> {
  const { message, trace, place, hasRun } = verdict;
  const failure = new vscode.TestMessage(trace === undefined ? message : `${message}\n\n${trace}`);
  failure.location = locationOf(place);
  if (!hasRun) return failure;
  failure.contextValue = failureContext;
  const frames = await framesOf(client, { choreography, verdict: verdict.key });
  if (frames.length > 0) failure.stackTrace = frames;
  return failure;
}

/** The last step first, as in other traces. */
async function framesOf(client: BaseLanguageClient, params: RunParams): Promise<vscode.TestMessageStackFrame[]> {
  try {
    const answer = await ask(client, runRequest, params);
    if (answer.kind !== 'run') return [];
    return answer.run.steps
      .map(({ words, places: [place] }, index) => {
        const label = `${index + 1}. ${words}`;
        return place
          ? new vscode.TestMessageStackFrame(label, vscode.Uri.parse(place.uri, true), rangeOf(place.range).start)
          : new vscode.TestMessageStackFrame(label);
      })
      .toReversed();
  } catch {
    // The words of the trace are there all the same.
    return [];
  }
}
