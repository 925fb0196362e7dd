/** Starts the language server and registers the commands, wherever the extension runs. */
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { generationWanted } from '@choreo/server/protocol';
import { commands } from './commands.ts';
import { followConfigurationSaves } from './configuration-saves.ts';
import { lookAtDisk } from './disk-looks.ts';
import { registerEnds } from './ends/register-ends.ts';
import { generateServices } from './generate/generate-command.ts';
import { followModels } from './model-changes.ts';
import { registerNavigation } from './navigation/register-navigation.ts';
import { createDirections } from './preview/directions.ts';
import { registerPreview } from './preview/register-preview.ts';
import { registerRuns } from './run/register-runs.ts';
import { StepLights } from './run/step-lights.ts';
import { listen } from './requests.ts';
import { registerRefactoring } from './refactoring.ts';
import { followServer } from './server-status.ts';
import { registerSimulator } from './simulator/register-simulator.ts';
import { registerTests } from './testing/register-tests.ts';
import { followVerification } from './verification/verification-status.ts';
import { Verifications } from './verification/verifications.ts';

/** Stops the server when the extension is deactivated. */
export interface RunningExtension {
  readonly client: BaseLanguageClient;
  stop(): Promise<void>;
}

export async function startExtension(
  context: vscode.ExtensionContext,
  client: BaseLanguageClient,
): Promise<RunningExtension> {
  context.subscriptions.push(
    followServer(client),
    followConfigurationSaves(client),
    lookAtDisk(client),
    ...registerRefactoring(client),
    ...registerVerification(context, client),
    vscode.commands.registerCommand(commands.generateServices, () => generateServices(client, context.workspaceState)),
    listen(client, generationWanted, () => void vscode.commands.executeCommand(commands.generateServices)),
    vscode.commands.registerCommand(commands.showOutput, () => client.outputChannel.show()),
    vscode.commands.registerCommand(commands.restartServer, () => restart(client)),
  );
  try {
    await client.start();
  } catch (error) {
    // The client has logged the cause. Without a server, the rest of the extension still works.
    void askForOutput(client, `The Choreo language server did not start: ${messageOf(error)}`);
  }
  return { client, stop: () => (client.needsStop() ? client.stop() : Promise.resolve()) };
}

/** Registers the features that show models, verdicts and runs. */
function registerVerification(
  { extensionUri, workspaceState }: vscode.ExtensionContext,
  client: BaseLanguageClient,
): readonly vscode.Disposable[] {
  const models = followModels(client);
  const preview = registerPreview({ client, extensionUri, directions: createDirections(workspaceState) }, models);
  const verifications = new Verifications(client);
  const tests = registerTests(client, verifications);
  const lights = new StepLights(preview);
  const simulator = registerSimulator({ client, extensionUri, lights, preview, models });
  const runs = registerRuns({
    client,
    extensionUri,
    lights,
    preview,
    verifications,
    simulate: position => void simulator.open(position),
    findingOfTest: tests.findingOf,
  });
  const rest = [
    registerNavigation(client, preview),
    registerEnds(client, verifications),
    followVerification(client, verifications),
  ];
  return [models, preview, verifications, tests, lights, simulator, runs, ...rest];
}

async function restart(client: BaseLanguageClient): Promise<void> {
  try {
    if (client.needsStop()) await client.stop();
    await client.start();
  } catch (error) {
    await askForOutput(client, `The Choreo language server could not be restarted: ${messageOf(error)}`);
  }
}

async function askForOutput(client: BaseLanguageClient, message: string): Promise<void> {
  const show = 'Show Output';
  if ((await vscode.window.showErrorMessage(message, show)) === show) client.outputChannel.show();
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
