/**
 * The randomness of tests: the same on each run unless `CHOREO_SEED` asks for another, so that a failure can be repeated, and
 * as many draws as `CHOREO_RANDOM_MODELS` asks for.
 */

/** The parameters of fast-check. */
export interface Drawn {
  readonly seed: number;
  readonly numRuns: number;
}

const seedAsked = wholeNumber('CHOREO_SEED') ?? 0;
const modelsAsked = process.env['CHOREO_RANDOM_MODELS'] === 'all' ? 'all' : wholeNumber('CHOREO_RANDOM_MODELS');

/** `own` distinguishes the draws of one test from those of others; `CHOREO_SEED=0` does not change it. */
export function seedFrom(own: number): number {
  return seedAsked === 0 ? own : (own ^ Math.imul(seedAsked, 0x9e37_79b1)) | 0;
}

/** For `fc.assert` and `fc.sample`; 100 runs are the default of fast-check. */
export function drawn(own: number, numRuns = 100): Drawn {
  return { seed: seedFrom(own), numRuns };
}

/** How many models a random judge looks at: `usual` unless others are asked for; `CHOREO_RANDOM_MODELS=all` asks for `all`. */
export function howMany({ usual, all }: { readonly usual: number; readonly all: number }): number {
  return modelsAsked === 'all' ? all : (modelsAsked ?? usual);
}

/** A share of the models; a judge must have had a result on more. With few models, none is required. */
export function shareOf(models: number, share: number): number {
  return models < 100 ? -1 : Math.floor(models * share);
}

function wholeNumber(variable: string): number | undefined {
  const text = process.env[variable];
  if (text === undefined || text === '') return undefined;
  if (!/^\d{1,9}$/.test(text)) {
    const others = variable === 'CHOREO_RANDOM_MODELS' ? ', or `all`' : '';
    throw new Error(`${variable} is \`${text}\`: give a whole number${others}.`);
  }
  return Number(text);
}
