/**
 * Runs all services together on the in-memory bus and prints what happened. It takes a seed to shuffle the deliveries
 * and to repeat some of them: `npm start -- 7`.
 *
 * Written once by Choreo and yours since. A real service starts like this instead:
 *
 *     await books.start({ transport: yourBroker, store: yourDatabase });
 */
import { demo } from './demo/demo.gen.ts';
import { formatFlow } from './runtime/index.gen.ts';

const seed = process.argv[2] === undefined ? undefined : Number(process.argv[2]);
const flow = await demo(seed === undefined ? {} : { seed, unordered: true, duplicates: true });
console.log(formatFlow(flow));
if (flow.deadLetters.length > 0) process.exitCode = 1;
