/** Models to generate from: the texts of test/models, read as the tool reads them. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Choreography } from '@choreo/model';
import { checkTexts, type SourceText } from '@choreo/language';

const folder = new URL('../models/', import.meta.url);

export async function parse(...texts: readonly string[]): Promise<readonly Choreography[]> {
  return read(texts.map((text, index) => ({ uri: `file:///models/m${index}.choreo`, text })));
}

async function read(sources: readonly SourceText[]): Promise<readonly Choreography[]> {
  const checked = await checkTexts(sources);
  for (const { diagnostics } of checked) {
    const errors = diagnostics.filter(
      ({ code }) => code.startsWith('syntax') || code.startsWith('unknown') || code.startsWith('duplicate'),
    );
    if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
  }
  return checked.map(({ choreography }) => choreography);
}

/** The one choreography of this text. */
export async function parseOne(text: string): Promise<Choreography> {
  const [only] = await parse(text);
  if (!only) throw new Error('No choreography in this text');
  return only;
}

/** All models of the folder, by the choreography's name. */
export async function allModels(): Promise<ReadonlyMap<string, Choreography>> {
  const names = readdirSync(folder).filter(name => name.endsWith('.choreo'));
  if (names.length === 0) throw new Error('There are no models to test with');
  const parsed = await read(
    names.map(name => ({ uri: `file:///models/${name}`, text: readFileSync(new URL(name, folder), 'utf8') })),
  );
  return new Map(parsed.map(choreography => [choreography.name, choreography]));
}

export async function model(name: string): Promise<Choreography> {
  const found = (await allModels()).get(name);
  if (!found) throw new Error(`There is no model ${name}`);
  return found;
}
