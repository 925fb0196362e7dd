/** Which way the user wants the picture of each choreography to run; it is no more than that one's. */
import type { DiagramDirection } from '@choreo/server/protocol';
import type { Memento } from 'vscode';
import { isDirection } from './protocol.ts';

export interface Directions {
  /** `undefined` where the user has not chosen. */
  of(choreography: string): DiagramDirection | undefined;
  remember(choreography: string, direction: DiagramDirection): Promise<void>;
}

const key = 'choreo.preview.directions';

/** `memory`: of the workspace. What it holds an older or newer version may have written. */
export function createDirections(memory: Memento): Directions {
  const all = (): Readonly<Record<string, unknown>> => {
    const kept = memory.get<unknown>(key);
    return typeof kept === 'object' && kept !== null ? { ...kept } : {};
  };
  return {
    of(choreography) {
      const kept = all();
      const direction = Object.hasOwn(kept, choreography) ? kept[choreography] : undefined;
      return isDirection(direction) ? direction : undefined;
    },
    async remember(choreography, direction) {
      await memory.update(key, { ...all(), [choreography]: direction });
    },
  };
}
