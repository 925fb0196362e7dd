/** Whether the message graph has a cycle, so that a run might never end. */
import type { Choreography } from '@choreo/model';
import { cyclesOf } from '../../graph/components.ts';
import { messageGraphOf } from '../../graph/message-graph.ts';

/** False: every step uses up a message and only makes messages further down, so that each run ends. */
export function mayLoop(choreography: Choreography): boolean {
  const { messages, steps } = messageGraphOf(choreography);
  const numbers = new Map([...messages.keys()].map((message, index) => [message, index]));
  const targets: number[][] = [...messages].map(() => []);
  for (const { takes, choices } of steps) {
    for (const { message } of takes) {
      const from = numbers.get(message);
      if (from === undefined) continue;
      for (const { emissions } of choices) {
        for (const emission of emissions) {
          const to = numbers.get(emission.message);
          if (to !== undefined) targets[from]?.push(to);
        }
      }
    }
  }
  return cyclesOf(messages.size, node => targets[node] ?? []).length > 0;
}
