/**
 * Runs all services together on the in-memory bus and prints the events. With a seed as argument, it shuffles the
 * deliveries, repeats some of them, lets timers race with them and picks the optional messages: `npm start -- 7`.
 *
 * Choreo wrote this file once; now it is yours. A real service starts like this instead:
 *
 *     await desk.start({ transport: yourBroker, store: yourDatabase });
 */
import { demo } from './demo/demo.gen.ts';
import { formatFlow } from './runtime/index.gen.ts';

const seed = process.argv[2] === undefined ? undefined : Number(process.argv[2]);
const flow = await demo(
  seed === undefined ? {} : { seed, unordered: true, duplicates: true, races: true, optional: 'random' },
);
console.log(formatFlow(flow));
if (flow.deadLetters.length > 0) process.exitCode = 1;
