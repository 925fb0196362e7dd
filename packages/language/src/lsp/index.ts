/** The .choreo language for a language server. */
export { createChoreoLanguageServices } from './choreo-lsp-module.ts';
export type { ChoreoLspServices, ChoreoLspSharedServices } from './choreo-lsp-services.ts';
export type { Renaming } from './rename.ts';
export { startOf } from '../faults.ts';
export type { Faults } from '../faults.ts';
export { causesOf, doersOf, madeBy, takenBy } from './navigation/causes.ts';
export type { Doer, Link } from './navigation/causes.ts';
export { FlowElements } from './navigation/flow-element.ts';
export type { FlowElement, MessageView } from './navigation/flow-element.ts';
export { partedReferencesAt } from './navigation/parted-references.ts';
export type { PartedPlace } from './navigation/parted-references.ts';
export type { GeneratedPart } from './navigation/generated-part.ts';
export type { AskedElement, KnownVerdict, KnownVerdicts } from './hover/known-verdicts.ts';
