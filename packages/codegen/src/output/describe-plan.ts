/** Describes a plan for the command line and the editor. */
import type { OutputPlan, PlannedFile } from './plan-output.ts';

const silent: ReadonlySet<PlannedFile['action']> = new Set(['unchanged', 'keep']);

/** One line for each file that changes or has a problem: `create   src/main.ts`, with its note, if any. */
export function describePlan(plan: OutputPlan): readonly string[] {
  return plan.files
    .filter(({ action }) => !silent.has(action))
    .map(({ action, path, note }) => `${action.padEnd(7)} ${path}${note === undefined ? '' : ` (${note})`}`);
}

/** `12 to create, 3 to update, 40 unchanged`. */
export function summarizePlan(plan: OutputPlan): string {
  const words: readonly (readonly [PlannedFile['action'], string])[] = [
    ['create', 'to create'],
    ['update', 'to update'],
    ['remove', 'to remove'],
    ['refuse', 'refused'],
    ['orphan', 'left over'],
    ['unchanged', 'unchanged'],
    ['keep', 'yours'],
  ];
  const counts = words.map(
    ([action, word]) => [plan.files.filter(file => file.action === action).length, word] as const,
  );
  return counts
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word}`)
    .join(', ');
}
