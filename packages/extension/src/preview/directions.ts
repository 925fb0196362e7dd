/** Remembers the direction that the user chose for the picture of each choreography. */
import type { DiagramDirection } from '@choreo/server/protocol';
import type { Memento } from 'vscode';
import { isDirection } from './protocol.ts';

export interface Directions {
  /** `undefined` if the user has not chosen one. */
  of(choreography: string): DiagramDirection | undefined;
  remember(choreography: string, direction: DiagramDirection): Promise<void>;
}

const key = 'choreo.preview.directions';

/** `memory`: the workspace state. Another version of the extension may have written its content. */
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
