/** Pure functions over the model: what is wrong with a choreography, and the graphs that tell. */
export { findingsOf } from './findings-of.ts';
export * from './finding.ts';
export { expressionText } from './expression-text.ts';
export * from './source-text.ts';
export { visitReferences } from './references.ts';
export type { Target, Visit } from './references.ts';
export { typeText } from './typing/value-type.ts';
export type { ValueType } from './typing/value-type.ts';
export { fieldsOnPath } from './typing/field-path.ts';
export { messageGraphOf } from './graph/message-graph.ts';
export type { MessageGraph } from './graph/message-graph.ts';
export { livenessOf } from './graph/liveness.ts';
export type { Liveness } from './graph/liveness.ts';
export { stepsOf } from './graph/steps.ts';
export type { Choice, Step } from './graph/steps.ts';
export { circlesOf, componentsOf } from './graph/components.ts';
export type { Edges } from './graph/components.ts';
