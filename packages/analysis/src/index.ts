/** Pure functions over the model: its graphs, its references, and its expressions in words. Checks, runs and verification have entries of their own. */
export type { Deed } from './graph/message-graph.ts';
export { expressionText } from './text/expression-text.ts';
export * from './text/outcome-text.ts';
export { visitReferences } from './typing/references.ts';
export type { Target, Visit } from './typing/references.ts';
export { typeText } from './typing/value-type.ts';
export type { ValueType } from './typing/value-type.ts';
export { Decimal } from './expressions/decimal.ts';
export { leavesIn } from './expressions/leaves.ts';
export { fieldsOnPath } from './expressions/field-path.ts';
export { messageGraphOf } from './graph/message-graph.ts';
export type { MessageGraph } from './graph/message-graph.ts';
export { livenessOf } from './graph/liveness.ts';
export type { Liveness } from './graph/liveness.ts';
export { stepsOf } from './graph/reaction-steps.ts';
export type { ReactionChoice, ReactionStep } from './graph/reaction-steps.ts';
export { cyclesOf, componentsOf } from './graph/components.ts';
export type { Edges } from './graph/components.ts';
