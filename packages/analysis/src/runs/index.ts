/** What happens when a choreography runs: single runs, chosen or by chance. */
export * from './run.ts';
export * from './simulation.ts';
export { heldAfter, joinText } from './held-messages.ts';
export { payloadClassesOf as contentsOf } from './program/payload-classes.ts';
export { factTexts, keysText } from '../expressions/facts.ts';
export type { PayloadClass, Fact, FieldValue } from '../expressions/facts.ts';
export { atomOf } from '../expressions/comparison.ts';
export type { Atom } from '../expressions/comparison.ts';
export type { Known } from '../expressions/value.ts';
export { redeliveriesOf } from './program/redeliveries.ts';
export type { Redeliveries } from './program/redeliveries.ts';
export { canCasesMeet } from './program/case-scope.ts';
export { createRandom } from './random.ts';
export type { Random } from './random.ts';
