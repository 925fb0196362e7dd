/** Checks texts that are already in memory. The entry point for the command line and for tests. */
import { EmptyFileSystem, URI } from 'langium';
import { createChoreoCoreServices } from './choreo-module.ts';
import type { ChoreoSharedServices } from './choreo-services.ts';
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
  /** By default, all files have the same root. */
  readonly rootOf?: RootOf;
  readonly settingsOf?: (group: Group) => RuleSettings;
  /** Receives each fault of Choreo with its stack. By default, faults go to the console. */
  readonly logFault?: (text: string) => void;
}

/** The services of the language, with the options of the current use. */
interface Reader {
  readonly shared: ChoreoSharedServices;
  rootOf: RootOf;
}

/** Creating a parser takes longer than checking most texts, so idle services are kept for the next use. */
const idle: Reader[] = [];

/** Returns one result for each choreography, sorted by root and name. */
export async function checkTexts(
  sources: readonly SourceText[],
  options: CheckOptions = {},
): Promise<readonly CheckedChoreography[]> {
  const reader = idle.pop() ?? createReader();
  const { Faults, validation, workspace } = reader.shared;
  reader.rootOf = options.rootOf ?? (() => 'file://');
  validation.Checker.settingsOf = options.settingsOf ?? (() => ({}));
  Faults.log = options.logFault ?? (text => console.error(text));
  const documents = sources.map(({ uri, text }) => workspace.LangiumDocumentFactory.fromString(text, URI.parse(uri)));
  for (const document of documents) workspace.LangiumDocuments.addDocument(document);
  await workspace.DocumentBuilder.build(documents);
  const checked = validation.Checker.checkAll();
  const uris = documents.map(({ uri }) => uri);
  await workspace.DocumentBuilder.update([], uris);
  idle.push(reader);
  return checked;
}

function createReader(): Reader {
  const rootOf: RootOf = uri => reader.rootOf(uri);
  const { shared, choreo } = createChoreoCoreServices(EmptyFileSystem, { workspace: { RootOf: () => rootOf } });
  // No caller asks for references here.
  choreo.workspace.ReferenceDescriptionProvider.createDescriptions = async () => [];
  const reader: Reader = { shared, rootOf: () => '' };
  return reader;
}
