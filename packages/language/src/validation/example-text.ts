/** Puts example values that satisfy a condition into words. */
import type { Given } from '@choreo/analysis/checks';
import type { Related } from './diagnostic.ts';
import { declaredHere, joined, quoted } from './wording.ts';

/** The most values that one message names. */
const mostGiven = 4;

/** "`phase` is `held` and `total.amount` is `99`"; empty if any values will do. */
export function exampleText(example: readonly Given[]): string {
  return joined(example.slice(0, mostGiven).map(givenText));
}

/** The example after " when ", or nothing if it is empty. */
export function whenText(example: readonly Given[]): string {
  return example.length === 0 ? '' : ` when ${exampleText(example)}`;
}

function givenText({ name, is }: Given): string {
  switch (is.kind) {
    case 'value':
      return `${quoted(name)} is ${quoted(is.text)}`;
    case 'other-text':
      return `${quoted(name)} is another text`;
    case 'missing':
      return `${quoted(name)} is missing`;
    case 'less':
      return `${quoted(name)} is less than ${quoted(is.than)}`;
    case 'equal':
      return `${quoted(name)} equals ${quoted(is.than)}`;
    case 'greater':
      return `${quoted(name)} is greater than ${quoted(is.than)}`;
    case 'unlike':
      return `${quoted(name)} cannot be compared with ${quoted(is.than)}`;
    default:
      return is satisfies never;
  }
}

/** Where the states in the example are declared. */
export function declaredPlaces(example: readonly Given[]): Related[] {
  return example.slice(0, mostGiven).flatMap(({ name, declared }) => (declared ? [declaredHere(name, declared)] : []));
}
