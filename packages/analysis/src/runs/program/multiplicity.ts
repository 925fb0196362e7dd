/** How often an entry can come, or a message be emitted. */
import type { Multiplicity } from '@choreo/model';

/** `E*` is taken as 0, 1 or 2 where nothing else is asked. */
export const usualMany = 2;

/** `many`: how far `E*` and `E+` are taken. */
export function mostOf(multiplicity: Multiplicity, many: number): number {
  const { least, ways } = rangeOf(multiplicity, many);
  return least + ways - 1;
}

export function rangeOf(multiplicity: Multiplicity, many: number): { readonly least: number; readonly ways: number } {
  switch (multiplicity) {
    case 'one':
      return { least: 1, ways: 1 };
    case 'optional':
      return { least: 0, ways: 2 };
    case 'many':
      return { least: 0, ways: many + 1 };
    case 'some':
      return { least: 1, ways: many };
    default:
      return multiplicity satisfies never;
  }
}
