/** The JSON schema of `choreo.config.json`, for editors; made from the codes, so that it knows each of them. */
import { defaultSeverities, ruleCodes } from '../validation/codes.ts';
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
        description: 'The severity of each rule, where it differs from the default.',
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
    },
  };
}
