/** A service that commands more than half of the others. */
import { defineRule } from '../rule.ts';
import { listed, quoted } from '../wording.ts';

export const centralCoordinator = defineRule({
  code: 'central-coordinator',
  severity: 'info',
  needsWholeModel: true,

  describe({ participant, commands, others }) {
    const names = listed(commands.map(({ to }) => to));
    const share = commands.length === others ? `all ${others}` : `${commands.length} of the ${others}`;
    return {
      message:
        `${quoted(participant)} commands ${share} other services: ${names}. This makes it an orchestrator that they all depend on. ` +
        'Let them react to events instead, or explain with `@allow` why you want an orchestrator.',
      related: commands.map(({ to, message, span }) => ({
        message: `It sends ${quoted(message)} to ${quoted(to)} here.`,
        span,
      })),
    };
  },
});
