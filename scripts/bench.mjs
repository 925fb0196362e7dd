/** Builds, then measures: `npm run bench`. */
import { run } from './tool/run.mjs';

await run('node', ['scripts/build.mjs']);
await run('node', ['packages/cli/bench/main.ts']);
