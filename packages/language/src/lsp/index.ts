/** The .choreo language for a language server. */
export { createChoreoLanguageServices } from './choreo-lsp-module.ts';
export type { ChoreoLspServices, ChoreoLspSharedServices } from './choreo-lsp-services.ts';
export type { Renaming } from './rename.ts';
export { startOf } from '../faults.ts';
export type { Faults } from '../faults.ts';
