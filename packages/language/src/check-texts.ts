/** Checks texts that are already in memory: the way in for the command line and for tests. */
import { EmptyFileSystem, URI } from 'langium';
import { createChoreoCoreServices } from './choreo-module.ts';
import type { CheckedChoreography } from './validation/checker.ts';
import type { RuleSettings } from './validation/diagnose.ts';
import type { Group } from './workspace/choreographies.ts';
import type { RootOf } from './workspace/roots.ts';

export interface SourceText {
  /** `file:///…` */
  readonly uri: string;
  readonly text: string;
}

export interface CheckOptions {
  /** Without it all files stand under one root. */
  readonly rootOf?: RootOf;
  readonly settingsOf?: (group: Group) => RuleSettings;
  /** Takes each fault of Choreo with its stack; without it they go to the console. */
  readonly logFault?: (text: string) => void;
}

/** One result for each choreography, sorted by root and name. */
export async function checkTexts(
  sources: readonly SourceText[],
  options: CheckOptions = {},
): Promise<readonly CheckedChoreography[]> {
  const rootOf: RootOf = options.rootOf ?? (() => 'file://');
  const { shared, choreo } = createChoreoCoreServices(EmptyFileSystem, { workspace: { RootOf: () => rootOf } });
  // Nobody will ask here where a name is used.
  choreo.workspace.ReferenceDescriptionProvider.createDescriptions = async () => [];
  if (options.logFault) shared.Faults.log = options.logFault;
  if (options.settingsOf) shared.validation.Checker.settingsOf = options.settingsOf;
  const documents = sources.map(({ uri, text }) =>
    shared.workspace.LangiumDocumentFactory.fromString(text, URI.parse(uri)),
  );
  for (const document of documents) shared.workspace.LangiumDocuments.addDocument(document);
  await shared.workspace.DocumentBuilder.build(documents);
  return shared.validation.Checker.checkAll();
}
