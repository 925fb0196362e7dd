/** The models whose pictures are measured: all examples, the models of the patterns page, and synthetic ones of growing size. */
import { readdirSync, readFileSync } from 'node:fs';
import { checkTexts } from '@choreo/language';
import type { Choreography, Participant } from '@choreo/model';
import { chain, hub, scattered } from '../../../diagram/test/support/large-models.ts';

export interface Measured {
  readonly name: string;
  readonly model: Choreography;
}

const root = new URL('../../../../', import.meta.url);
const sizes = [5, 10, 20, 40, 80, 200];

export async function measuredModels(): Promise<readonly Measured[]> {
  const examples = await Promise.all(readdirSync(new URL('examples/', root)).sort().map(exampleModels));
  const page = readFileSync(new URL('docs/patterns.md', root), 'utf8');
  const fences = [...page.matchAll(/^```choreo\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text);
  const patterns = await Promise.all(
    fences.map(async (text, index): Promise<readonly Measured[]> =>
      named(`pattern ${Math.floor(index / 2) + 1}${index % 2 === 0 ? ' wrong' : ' right'}`, { 'model.choreo': text }),
    ),
  );
  const synthetic = sizes.flatMap(size => [
    { name: `hub of ${size}`, model: hub(size) },
    { name: `chain of ${size}`, model: chain(size) },
    { name: `random of ${size}`, model: scattered(size) },
  ]);
  return [...examples.flat(), ...patterns.flat(), ...synthetic];
}

/** The same model with one reaction less: what it was before an edit. */
export function beforeAnEdit(model: Choreography): Choreography {
  const last = model.participants.findLast(({ reactions }) => reactions.length > 0);
  const shorter = (one: Participant): Participant =>
    one === last ? { ...one, reactions: one.reactions.slice(0, -1) } : one;
  return { ...model, participants: model.participants.map(shorter) };
}

async function exampleModels(folder: string): Promise<readonly Measured[]> {
  const at = new URL(`examples/${folder}/`, root);
  const files = readdirSync(at, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.choreo'));
  return named(folder, Object.fromEntries(files.map(file => [file, readFileSync(new URL(file, at), 'utf8')])));
}

async function named(name: string, texts: Readonly<Record<string, string>>): Promise<readonly Measured[]> {
  const checked = await checkTexts(Object.entries(texts).map(([file, text]) => ({ uri: `file:///${file}`, text })));
  return checked.map(({ choreography }) => ({
    name: checked.length > 1 ? `${name}: ${choreography.name}` : name,
    model: choreography,
  }));
}
