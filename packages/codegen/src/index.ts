/** Code generation: turns the model into files as data. */
export * from './problem.ts';
export * from './project.ts';
export * from './generate.ts';
export * from './export-formats.ts';
export { promelaOf } from './promela/promela.ts';
export type { PromelaModel, PromelaOptions } from './promela/promela.ts';
export type { Claim as PromelaClaim } from './promela/claims.ts';
export { cloudEventLines } from './events/cloud-events.ts';
export * from './output/plan-output.ts';
export * from './output/describe-plan.ts';
export { manifestPath, isSafePath, readManifest } from './output/manifest.ts';
export type { Manifest } from './output/manifest.ts';
export { handlerEdits, renamedHandlers } from './output/renamed-handlers.ts';
export type { HandlerEdit, RenamedHandler } from './output/renamed-handlers.ts';
export type { HandlerNames } from './service/handler-names.ts';
