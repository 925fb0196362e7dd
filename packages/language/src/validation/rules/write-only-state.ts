/** A state that is set and never asked. */
import type { WriteOnlyState } from '@choreo/analysis/checks';
import { defineRule } from '../rule.ts';
import { quoted } from '../wording.ts';

export const writeOnlyState = defineRule({
  code: 'write-only-state',
  severity: 'warning',
  needsWholeModel: true,

  describe: finding => ({
    message: describe(finding),
    related: finding.settings.map(({ span }) => ({ message: `${quoted(finding.state.name)} is set here.`, span })),
  }),

  dependsOn: ({ state }) => [state.name],
});

function describe({ participant, state }: WriteOnlyState): string {
  const name = quoted(state.name);
  return `${quoted(participant)} sets ${name}, but no condition asks it, so that it changes nothing. Ask it in a guard (${quoted(`when … ${state.name} …`)}), or remove it.`;
}
