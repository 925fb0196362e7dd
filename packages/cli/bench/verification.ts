/** How fast runs are explored: states a second, the eight branches side by side, and every model that the tests know. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { verify } from '@choreo/analysis/verification';
import type { VerifyOptions } from '@choreo/analysis/verification';
import { checkTexts } from '@choreo/language';
import type { Choreography } from '@choreo/model';

export interface VerificationFigures {
  /** All of a full search of the eight branches: milliseconds, states, states a second, bytes a state. */
  readonly full: { readonly ms: number; readonly states: number; readonly perSecond: number; readonly bytes: number };
  readonly reduced: { readonly ms: number; readonly states: number };
  /** With one redelivery, slowest first. */
  readonly models: readonly { readonly name: string; readonly ms: number; readonly states: number }[];
}

const rounds = 3;

/** `root`: of the checkout. */
export async function measureVerification(root: string): Promise<VerificationFigures> {
  const corpus = join(root, 'packages/language/test/corpus');
  const files = readdirSync(corpus).filter(name => name.endsWith('.choreo'));
  const models: { name: string; choreography: Choreography }[] = [];
  for (const name of files) models.push(...(await load(name, [join(corpus, name)])));
  const examples = join(root, 'examples');
  for (const name of readdirSync(examples)) {
    const folder = join(examples, name);
    const parts = readdirSync(folder).filter(part => part.endsWith('.choreo'));
    models.push(
      ...(await load(
        `example ${name}`,
        parts.map(part => join(folder, part)),
      )),
    );
  }
  const eight = models.find(({ name }) => name.startsWith('eight-branches'))?.choreography;
  if (!eight) throw new Error('The eight branches are not in the corpus');
  const full = best(eight, { reduction: 'full', scope: 'flow' });
  const reduced = best(eight, { scope: 'flow' });
  return {
    full: {
      ms: full.ms,
      states: full.states,
      perSecond: (full.states / full.ms) * 1000,
      bytes: full.bytes / full.states,
    },
    reduced,
    models: models
      .map(({ name, choreography }) => ({ name, ...best(choreography, { redeliveries: 1 }) }))
      .sort((a, b) => b.ms - a.ms),
  };
}

async function load(name: string, paths: readonly string[]): Promise<{ name: string; choreography: Choreography }[]> {
  const checked = await checkTexts(paths.map(path => ({ uri: `file://${path}`, text: readFileSync(path, 'utf8') })));
  return checked.map(({ choreography }) => ({ name: `${name}: ${choreography.name}`, choreography }));
}

function best(choreography: Choreography, options: VerifyOptions) {
  let ms = Infinity;
  let states = 0;
  let bytes = 0;
  for (let round = 0; round < rounds; round++) {
    const begun = performance.now();
    const verification = verify(choreography, options);
    ms = Math.min(ms, performance.now() - begun);
    states = verification.states;
    bytes = verification.bytes ?? 0;
  }
  return { ms, states, bytes };
}
