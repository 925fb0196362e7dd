/** Finds the configured severities: those of the nearest choreo.config.json, which a team shares, override those of the editor. */
import { Emitter, URI } from 'langium';
import type { Event } from 'langium';
import type { LangiumSharedServices } from 'langium/lsp';
import type { Diagnostic } from '../validation/diagnostic.ts';
import type { RuleSettings } from '../validation/diagnose.ts';
import { configFileName, configProblems } from '../workspace/config-file.ts';
import { parseConfig } from '../workspace/config.ts';
import type { VerificationConfig } from '../workspace/config.ts';
import type { Group } from '../workspace/choreographies.ts';
import { configFolders } from '../workspace/config-folders.ts';
import { isWithin } from '../workspace/folders.ts';

interface LoadedConfig {
  readonly text: string;
  readonly rules: RuleSettings;
  readonly verification: VerificationConfig;
  readonly problems: readonly Diagnostic[];
}

export class Settings {
  readonly #services: LangiumSharedServices;
  readonly #changed = new Emitter<void>();
  /** By folder; `undefined` for a folder without such a file. */
  readonly #configs = new Map<string, LoadedConfig | undefined>();
  #editor: RuleSettings | undefined;

  constructor(services: LangiumSharedServices) {
    this.#services = services;
    services.workspace.ConfigurationProvider.onConfigurationSectionUpdate(() => {
      this.#editor = undefined;
      this.#changed.fire();
    });
    services.lsp.DocumentUpdateHandler.onWatchedFilesChange?.(({ changes }) => {
      const isStale = (folder: string) => changes.some(({ uri }) => reaches(uri, folder));
      const stale = [...this.#configs.keys()].filter(isStale);
      for (const folder of stale) this.#configs.delete(folder);
      if (stale.length > 0) this.#changed.fire();
    });
  }

  get onChange(): Event<void> {
    return this.#changed.event;
  }

  rulesOf(group: Group): RuleSettings {
    return { ...this.#editor, ...this.#configOf(group)?.rules };
  }

  verificationOf(group: Group): VerificationConfig {
    return this.#configOf(group)?.verification ?? {};
  }

  /** The problems of each configuration file, by URI. */
  problems(): ReadonlyMap<string, readonly Diagnostic[]> {
    const problems = new Map<string, readonly Diagnostic[]>();
    for (const [folder, config] of this.#configs)
      if (config) problems.set(`${folder}/${configFileName}`, config.problems);
    return problems;
  }

  async load(groups: readonly Group[]): Promise<void> {
    this.#editor ??= await this.#editorRules();
    const folders = new Set(groups.flatMap(configFolders));
    for (const folder of folders) {
      if (!this.#configs.has(folder)) this.#configs.set(folder, await this.#readConfig(folder));
    }
  }

  /** The URIs of configuration files that are not on the disk as they were read. */
  async outdated(): Promise<readonly string[]> {
    const read = await Promise.all(
      [...this.#configs].map(async ([folder, config]) =>
        (await this.#textIn(folder)) === config?.text ? [] : [folder],
      ),
    );
    return read.flat().map(folder => `${folder}/${configFileName}`);
  }

  #configOf(group: Group): LoadedConfig | undefined {
    return configFolders(group)
      .map(folder => this.#configs.get(folder))
      .find(found => found !== undefined);
  }

  async #editorRules(): Promise<RuleSettings> {
    const rules: unknown = await this.#services.workspace.ConfigurationProvider.getConfiguration('choreo', 'rules');
    return typeof rules === 'object' && rules !== null ? parseConfig(JSON.stringify({ rules })).config.rules : {};
  }

  async #readConfig(folder: string): Promise<LoadedConfig | undefined> {
    const text = await this.#textIn(folder);
    if (text === undefined) return undefined;
    const parsed = parseConfig(text);
    return { text, ...parsed.config, problems: configProblems(`${folder}/${configFileName}`, parsed) };
  }

  async #textIn(folder: string): Promise<string | undefined> {
    try {
      return await this.#services.workspace.FileSystemProvider.readFile(URI.parse(`${folder}/${configFileName}`));
    } catch {
      return undefined;
    }
  }
}

/** Whether a change of this file or folder may affect the configuration of that folder. */
function reaches(changed: string, folder: string): boolean {
  if (changed.endsWith('.choreo')) return false;
  return changed === `${folder}/${configFileName}` || isWithin(URI.parse(folder), URI.parse(changed));
}
