/** All choreographies of the corpus and of the examples, but for those with further keys, whose values the export does not tell apart. */
import { readdirSync, readFileSync } from 'node:fs';
import { furtherKeysOf } from '@choreo/analysis';
import { checkTexts } from '@choreo/language';
import type { Choreography } from '@choreo/model';

export interface ShippedModel {
  readonly name: string;
  readonly choreography: Choreography;
  /** One where the model is about what comes twice; examples always are. */
  readonly redeliveries: number;
  /** Two where the model is about cases that meet. */
  readonly cases: number;
}

const root = new URL('../../../../', import.meta.url);

export async function shippedModels(): Promise<readonly ShippedModel[]> {
  const corpus = new URL('packages/language/test/corpus/', root);
  const examples = new URL('examples/', root);
  const folders = readdirSync(examples, { withFileTypes: true }).filter(entry => entry.isDirectory());
  const models = [
    ...filesIn(corpus).map(name => read(corpus, [name])),
    ...folders.map(({ name }) => new URL(`${name}/`, examples)).map(folder => read(folder, filesIn(folder))),
  ];
  const all = (await Promise.all(models)).flat();
  return all.filter(({ choreography }) => furtherKeysOf(choreography).names.length === 0);
}

function filesIn(folder: URL): readonly string[] {
  return readdirSync(folder)
    .filter(name => name.endsWith('.choreo'))
    .sort();
}

/** The files as one root. */
async function read(folder: URL, names: readonly string[]): Promise<readonly ShippedModel[]> {
  const texts = names.map(name => ({
    uri: new URL(name, folder).href,
    text: readFileSync(new URL(name, folder), 'utf8'),
  }));
  const checked = await checkTexts(texts);
  const asks = (option: string): boolean =>
    texts.some(({ text }) => new RegExp(`^//! with .*${option}`, 'm').test(text));
  const isExample = names.length > 1 || !texts.some(({ text }) => text.includes('\n//!'));
  return checked.map(({ choreography }) => ({
    name: `${choreography.name} in ${names[0] ?? ''}`,
    choreography,
    redeliveries: isExample || asks('redeliveries') ? 1 : 0,
    cases: asks('cases 2') ? 2 : 1,
  }));
}
