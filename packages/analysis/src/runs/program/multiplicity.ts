/** How often an entry can come. */
import type { Multiplicity } from '@choreo/model';

/** `E*` is taken as 0, 1 or 2. */
const most = 2;

export function mostOf(multiplicity: Multiplicity): number {
  const { least, ways } = rangeOf(multiplicity);
  return least + ways - 1;
}

export function rangeOf(multiplicity: Multiplicity): { readonly least: number; readonly ways: number } {
  switch (multiplicity) {
    case 'one':
      return { least: 1, ways: 1 };
    case 'optional':
      return { least: 0, ways: 2 };
    case 'many':
      return { least: 0, ways: most + 1 };
    case 'some':
      return { least: 1, ways: most };
    default:
      return multiplicity satisfies never;
  }
}
