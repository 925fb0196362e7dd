/** The JSON schema of `choreo.config.json` for editors, derived from the codes. */
import { defaultSeverities, ruleCodes } from '../validation/codes.ts';
import { mostRedeliveries } from './config.ts';
import { severityLevels } from '../validation/severity.ts';

export function configSchema(): object {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Choreo configuration',
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: { type: 'string' },
      rules: {
        description: 'The severities of rules that differ from the default.',
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(
          ruleCodes.map(code => [
            code,
            {
              enum: severityLevels,
              default: defaultSeverities[code],
              description: `Default: ${defaultSeverities[code]}.`,
            },
          ]),
        ),
      },
      verification: {
        description: 'How choreographies are verified.',
        type: 'object',
        additionalProperties: false,
        properties: {
          redeliveries: {
            description:
              'The most redeliveries in one run, on every channel that does not rule them out. Default: one, on channels that say `delivery at-least-once`.',
            type: 'integer',
            minimum: 0,
            maximum: mostRedeliveries,
          },
        },
      },
    },
  };
}
