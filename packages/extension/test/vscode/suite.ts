/** What VS Code calls to run the suite on the extension under development. */
import './editing.ts';
import { runTests } from './runner.ts';

export function run(): Promise<void> {
  return runTests();
}
