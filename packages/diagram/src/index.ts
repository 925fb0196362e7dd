/** From the model to Mermaid text. */
export * from './diagram.ts';
export { flowDiagram } from './flow-diagram.ts';
export * from './run/sequence.ts';
export { sequenceDiagram } from './run/sequence-diagram.ts';
export { compareRuns } from './run/compare-runs.ts';
export { flowElementsOf, flowLights } from './run/flow-elements.ts';
export type { FlowLights } from './run/flow-elements.ts';
