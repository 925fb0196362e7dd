/** The choreography as plain readonly data: what every other package works with. */
export * from './span.ts';
export * from './declaration.ts';
export * from './payload.ts';
export * from './message.ts';
export * from './expression.ts';
export * from './outcome.ts';
export * from './participant.ts';
export * from './channel.ts';
export * from './property.ts';
export * from './scenario.ts';
export * from './choreography.ts';
export * from './names.ts';
export * from './outcomes.ts';
export * from './contents.ts';
