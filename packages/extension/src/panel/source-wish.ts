/** What to do in the source when the user selects a step of a run. */
import type * as z from 'zod/mini';
import type { sourceWish } from './schema.ts';

/** `light`: highlight the place · `show`: also scroll to it · `go`: also move the cursor there. */
export type SourceWish = z.infer<typeof sourceWish>;
