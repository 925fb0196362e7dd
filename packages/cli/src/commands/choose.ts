/** The one choreography that a command is about. */
import type { CheckedChoreography } from '@choreo/language';
import { UsageProblem } from '../failure.ts';
import { shownUri } from '../input/shown-path.ts';

/** `name`: what the user asked for, if anything. */
export function chooseChoreography(
  choreographies: readonly CheckedChoreography[],
  name: string | undefined,
): CheckedChoreography {
  const fitting = choreographies.filter(({ choreography }) => name === undefined || choreography.name === name);
  const [chosen, ...others] = fitting;
  if (chosen && others.length === 0) return chosen;
  const names = [...new Set(choreographies.map(({ choreography }) => choreography.name))].sort();
  const listed = names.map(other => `\`${other}\``).join(', ');
  if (!chosen) throw new UsageProblem(`There is no choreography \`${name}\` here. There are ${listed}.`);
  if (name === undefined && names.length > 1) {
    throw new UsageProblem(
      `There are ${fitting.length} choreographies here: ${listed}. Choose one with --choreography NAME, or name a file of it.`,
    );
  }
  const roots = fitting.map(({ group }) => `\`${shownUri(group.documents[0]?.uri.toString() ?? group.root)}\``);
  throw new UsageProblem(
    `There are ${fitting.length} choreographies \`${chosen.choreography.name}\` here, under different roots: ${roots.join(', ')}. Name a file of the one that is meant.`,
  );
}
