/** From the model to files as data. */
export * from './problem.ts';
export * from './project.ts';
export * from './generate.ts';
export * from './output/plan-output.ts';
export * from './output/describe-plan.ts';
export { manifestPath, isSafePath } from './output/manifest.ts';
