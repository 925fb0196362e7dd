/** Chooses the one choreography that a command works on. */
import type { CheckedChoreography } from '@choreo/language';
import { UsageProblem } from '../failure.ts';
import { shownUri } from '../input/shown-path.ts';

/** `name`: the value of `--choreography`, if given. */
export function chooseChoreography(
  choreographies: readonly CheckedChoreography[],
  name: string | undefined,
): CheckedChoreography {
  const fitting = choreographies.filter(({ choreography }) => name === undefined || choreography.name === name);
  const [chosen, ...others] = fitting;
  if (chosen && others.length === 0) return chosen;
  const names = [...new Set(choreographies.map(({ choreography }) => choreography.name))].sort();
  const listed = names.map(other => `\`${other}\``).join(', ');
  if (!chosen) throw new UsageProblem(`There is no choreography \`${name}\` here. Choose one of ${listed}.`);
  if (name === undefined && names.length > 1) {
    throw new UsageProblem(
      `There are ${fitting.length} choreographies here: ${listed}. Choose one with --choreography NAME, or pass one of its files.`,
    );
  }
  const roots = fitting.map(({ group }) => `\`${shownUri(group.documents[0]?.uri.toString() ?? group.root)}\``);
  throw new UsageProblem(
    `There are ${fitting.length} choreographies \`${chosen.choreography.name}\` here, under different roots: ${roots.join(', ')}. Pass a file of the one you mean.`,
  );
}
