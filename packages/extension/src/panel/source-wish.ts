/** What is to become of the source when another step of a run is looked at. */
import type * as z from 'zod/mini';
import type { sourceWish } from './schema.ts';

/** `light`: only light it · `show`: bring it into sight · `go`: go there. */
export type SourceWish = z.infer<typeof sourceWish>;
