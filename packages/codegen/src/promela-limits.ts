/** What the export to Promela leaves out of a choreography that it can write. */
import { furtherKeysOf } from '@choreo/analysis';
import type { Choreography } from '@choreo/model';
import type { Problem } from './problem.ts';

/** The export knows one value of each further key in a case. */
export function furtherKeyProblems(choreography: Choreography): readonly Problem[] {
  const fields = choreography.messages.flatMap(message => message.fields);
  return furtherKeysOf(choreography).names.map(key => {
    const field = fields.find(({ key: isKey, name }) => isKey && name === key);
    return {
      message: `A case can have several \`${key}\`, but in the export it has one, so that what is kept for each is kept once. Verify this choreography with \`choreo verify\`.`,
      ...(field ? { span: field.nameSpan } : {}),
    };
  });
}
