/** The .choreo language: from text to model and findings. Editor features are in `@choreo/language/lsp`. */
export { createChoreoCoreServices } from './choreo-module.ts';
export type { ChoreoServices, ChoreoSharedServices } from './choreo-module.ts';
export { checkTexts } from './check-texts.ts';
export type { CheckOptions, SourceText } from './check-texts.ts';
export type { CheckedChoreography } from './validation/checker.ts';
export type { Diagnostic, Fix, Related, Severity, TextChange } from './validation/diagnostic.ts';
export type { RuleSettings } from './validation/diagnose.ts';
export type { Group } from './workspace/choreographies.ts';
export type { RootOf } from './workspace/roots.ts';
export { parseConfig } from './workspace/config.ts';
export { configFileName, configProblems } from './workspace/config-file.ts';
export { isSkippedFolder } from './workspace/skipped-folders.ts';
