/** Defines services and starts them. */
import type { CloudEvent } from './cloud-event.ts';
import type { StateValues } from './effect.ts';
import { startHost } from './host.ts';
import { linksBy } from './instances.ts';
import type { Entries, RunningService, ServiceDefinition, ServiceOptions } from './service-definition.ts';
import type { Link } from './store.ts';

export interface Service<E extends Entries = Entries> {
  readonly choreography: string;
  readonly name: string;
  /** The CloudEvents types that it reacts to. */
  readonly subscribes: readonly string[];
  /** The links that an event makes once the service has taken or emitted it. */
  linksBy(event: CloudEvent): readonly Link[];
  start(options: ServiceOptions): Promise<RunningService<E>>;
}

/** Any service, with any entries. */
export interface AnyService {
  readonly choreography: string;
  readonly name: string;
  readonly subscribes: readonly string[];
  linksBy(event: CloudEvent): readonly Link[];
  start(options: ServiceOptions): Promise<{ flush(): Promise<void>; stop(): Promise<void> }>;
}

export function defineService<S extends StateValues, E extends Entries>(
  definition: ServiceDefinition<S, E>,
): Service<E> {
  const types = definition.reactions.flatMap(reaction => reaction.contracts.map(contract => contract.type));
  return {
    choreography: definition.choreography,
    name: definition.name,
    subscribes: [...new Set(types)],
    linksBy: event => linksBy(definition, event),
    start: options => startHost(definition, options),
  };
}
