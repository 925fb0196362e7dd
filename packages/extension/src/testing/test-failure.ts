/** The message of a failed test: the verdict, and its run as a stack trace with the places of the steps. */
import { runRequest } from '@choreo/server/protocol';
import type { RunParams, VerdictEntry } from '@choreo/server/protocol';
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { locationOf, rangeOf } from '../panel/places.ts';
import { ask } from '../requests.ts';

/** The context value by which the menus in the manifest recognize such messages. */
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

/** The last step first, as in stack traces. */
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
    // The trace still has the text.
    return [];
  }
}
