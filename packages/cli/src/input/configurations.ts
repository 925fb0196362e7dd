/** Reads the choreo.config.json of each root. An error in one ends the command, since its results could not be trusted. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { configFileName, configProblems, parseConfig } from '@choreo/language';
import type { Config } from '@choreo/language';
import { UsageProblem } from '../failure.ts';
import { findingText } from '../report/finding-text.ts';
import { readText } from './read-text.ts';
import { shownPath, uriOf } from './shown-path.ts';

/** By root. A root without a configuration has no entry. */
export function readConfigurations(roots: ReadonlySet<string>): ReadonlyMap<string, Config> {
  const problems: string[] = [];
  const configs = new Map<string, Config>();
  for (const root of roots) {
    const path = join(root, configFileName);
    if (!existsSync(path)) continue;
    const read = readText(path, shownPath(path));
    if (read.kind === 'problem') {
      problems.push(read.message);
      continue;
    }
    const parsed = parseConfig(read.text);
    configs.set(root, parsed.config);
    for (const diagnostic of configProblems(uriOf(path), parsed)) {
      problems.push(findingText(diagnostic, { paint: plain, textOf: () => read.text, pageOf: () => undefined }));
    }
  }
  if (problems.length > 0) throw new UsageProblem(...problems);
  return configs;
}

function plain(_style: unknown, text: string): string {
  return text;
}
