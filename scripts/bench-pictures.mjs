/** Builds, then measures what is seen of pictures: `npm run bench:pictures`, or with words of the models' names. */
import { run } from './tool/run.mjs';

await run('node', ['scripts/build.mjs']);
await run('node', ['packages/extension/bench/pictures/main.ts', ...process.argv.slice(2)]);
