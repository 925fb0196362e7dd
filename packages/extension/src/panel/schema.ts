/** Schemas of what crosses the border of a webview: nothing from there is believed before it is checked. */
import * as z from 'zod/mini';

// Zod would try to make its checks of text, which the policy of the pages forbids.
z.config({ jitless: true });

/** Whether a value is what a schema says. */
export function fits<T>(schema: z.ZodMiniType<T>, value: unknown): value is T {
  return schema.safeParse(value).success;
}

/** What is to become of the source when another step of a run is looked at: `light` it, `show` it, or `go` there. */
export const sourceWish = z.enum(['light', 'show', 'go']);
