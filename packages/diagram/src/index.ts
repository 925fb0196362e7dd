/** From the model to Mermaid text. */
export * from './diagram.ts';
export { flowDiagram } from './flow-diagram.ts';
export * from './run/sequence.ts';
