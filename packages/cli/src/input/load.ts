/** Turns paths on the command line into checked choreographies. */
import { checkTexts, isFault } from '@choreo/language';
import type { CheckedChoreography, RuleSettings } from '@choreo/language';
import { logFault } from '../output/streams.ts';
import { readConfigurations } from './configurations.ts';
import { namedPaths } from './named-paths.ts';
import { uriOf } from './shown-path.ts';
import { readSources } from './sources.ts';

export interface Loaded {
  /** The choreographies of the named files, with all their files; sorted by root and name. */
  readonly choreographies: readonly CheckedChoreography[];
  /** By URI. */
  readonly textOf: (uri: string) => string;
  /** The content of choreo.config.json, by the URI of its root. */
  readonly settingsOf: (root: string) => RuleSettings;
  /** As choreo.config.json says, by the URI of its root. */
  readonly redeliveriesOf: (root: string) => number | undefined;
  readonly notes: readonly string[];
  /** Whether a fault of Choreo prevented a check. The findings say which one. */
  readonly hasFaults: boolean;
}

/** Throws a `UsageProblem` if a path cannot be read. */
export async function load(paths: readonly string[]): Promise<Loaded> {
  const { sources, notes } = readSources(namedPaths(paths));
  const roots = new Map(sources.map(({ path, root }) => [uriOf(path), uriOf(root)]));
  const configs = readConfigurations(new Set(sources.map(({ root }) => root)));
  const configByUri = new Map([...configs].map(([root, config]) => [uriOf(root), config]));
  const settingsOf = (root: string): RuleSettings => configByUri.get(root)?.rules ?? {};
  const texts = new Map(sources.map(({ path, text }) => [uriOf(path), text]));
  const checked = await checkTexts(
    [...texts].map(([uri, text]) => ({ uri, text })),
    {
      rootOf: uri => roots.get(uri.toString()) ?? '',
      settingsOf: ({ root }) => settingsOf(root),
      logFault,
    },
  );
  const named = new Set(sources.filter(({ isNamed }) => isNamed).map(({ path }) => uriOf(path)));
  const choreographies = checked.filter(({ group }) => group.documents.some(({ uri }) => named.has(uri.toString())));
  return {
    choreographies,
    textOf: uri => texts.get(uri) ?? '',
    settingsOf,
    redeliveriesOf: root => configByUri.get(root)?.verification.redeliveries,
    notes,
    hasFaults: choreographies.some(({ diagnostics }) => diagnostics.some(isFault)),
  };
}
