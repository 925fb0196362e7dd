/**
 * The chance in random tests: the same on each run unless `CHOREO_SEED` asks for another, so that what fails once fails
 * again; and as much of it as `CHOREO_RANDOM_MODELS` asks for.
 */

/** What fast-check is given. */
export interface Drawn {
  readonly seed: number;
  readonly numRuns: number;
}

const seedAsked = wholeNumber('CHOREO_SEED') ?? 0;
const modelsAsked = process.env['CHOREO_RANDOM_MODELS'] === 'all' ? 'all' : wholeNumber('CHOREO_RANDOM_MODELS');

/** `own` tells the draws of one test from those of others; `CHOREO_SEED=0` leaves it as it is. */
export function seedFrom(own: number): number {
  return seedAsked === 0 ? own : (own ^ Math.imul(seedAsked, 0x9e37_79b1)) | 0;
}

/** For `fc.assert` and `fc.sample`; 100 runs are what fast-check does by itself. */
export function drawn(own: number, numRuns = 100): Drawn {
  return { seed: seedFrom(own), numRuns };
}

/** How many models a random judge looks at: `usual` unless others are asked for; `CHOREO_RANDOM_MODELS=all` asks for `all`. */
export function howMany({ usual, all }: { readonly usual: number; readonly all: number }): number {
  return modelsAsked === 'all' ? all : (modelsAsked ?? usual);
}

/** A share of the models, more than which a judge must have had something to say of; with a handful none need have been. */
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
