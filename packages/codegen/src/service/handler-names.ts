/** What the handlers of a project are called, by which a rename in the model finds them again. */
import type { Choreography } from '@choreo/model';
import { createNaming } from '../names/naming.ts';
import { planService, type ServicePlan } from './service-plan.ts';

export interface HandlerNames {
  /** `Payments.charge` */
  readonly handlerOf: string;
  /** Relative to the output folder, with `/`. */
  readonly path: string;
  /** The exported constant and its type. */
  readonly constant: string;
  readonly type: string;
  /** The module of the type, as the handler imports it. */
  readonly module: string;
}

export function handlersOf(plan: ServicePlan): readonly HandlerNames[] {
  return [...plan.reactions, ...plan.schedules].map(({ name, file, constant, handlerType }) => ({
    handlerOf: `${plan.participant.name}.${name}`,
    path: `src/services/${plan.folder}/${file}.ts`,
    constant,
    type: handlerType,
    module: `./${plan.folder}.gen.ts`,
  }));
}

/** Those of all services, in the order of their declarations, which a rename keeps. */
export function handlerNamesOf(choreography: Choreography): readonly HandlerNames[] {
  const naming = createNaming(choreography);
  return choreography.participants
    .filter(({ kind }) => kind === 'service')
    .flatMap(participant => handlersOf(planService(participant, choreography, naming, () => {})));
}
