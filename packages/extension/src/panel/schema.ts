/** Schemas for messages from webviews, which are checked before use. */
import * as z from 'zod/mini';

// Zod would compile its checks with `eval`, which the policy of the pages forbids.
z.config({ jitless: true });

/** Whether a value matches a schema. */
export function fits<T>(schema: z.ZodMiniType<T>, value: unknown): value is T {
  return schema.safeParse(value).success;
}

/** What to do in the source when the user selects a step of a run: `light` it, `show` it, or `go` there. */
export const sourceWish = z.enum(['light', 'show', 'go']);
