/** The name of the configuration file, and its problems as findings. */
import type { Diagnostic } from '../validation/diagnostic.ts';
import type { parseConfig } from './config.ts';

export const configFileName = 'choreo.config.json';

/** The findings in a configuration file. */
export function configProblems(uri: string, { problems }: ReturnType<typeof parseConfig>): readonly Diagnostic[] {
  return problems.map(({ message, range }) => ({
    code: 'configuration',
    severity: 'error',
    message,
    span: { uri, range },
    related: [],
  }));
}
