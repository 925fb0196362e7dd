/** What VS Code calls to run the suite on the extension under development. */
import './examples.ts';
import './editing.ts';
import './reading.ts';
import './formatting.ts';
import './completing.ts';
import './previewing.ts';
import './generating.ts';
import './verifying.ts';
import './showing-runs.ts';
import './ending.ts';
import './simulating.ts';
import './navigating.ts';
import { runTests } from './runner.ts';

export function run(): Promise<void> {
  return runTests();
}
