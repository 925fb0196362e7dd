/** What the checks find between services as wholes. */
import type { Span } from '@choreo/model';
import type { FindingBase } from './finding-base.ts';

/** One service knows another: it reacts to the other's event, or sends it a command. */
export interface Dependency {
  readonly from: string;
  readonly to: string;
  readonly message: string;
  readonly by: 'event' | 'command';
  /** Where the message is named in the service that depends. */
  readonly span: Span;
}

export interface ServiceCycle extends FindingBase {
  readonly code: 'service-cycle';
  /** All services that depend on one another. */
  readonly members: readonly string[];
  /** The shortest circle among them. */
  readonly dependencies: readonly Dependency[];
}

export interface CentralCoordinator extends FindingBase {
  readonly code: 'central-coordinator';
  readonly participant: string;
  /** One command for each service that it commands. */
  readonly commands: readonly { readonly to: string; readonly message: string; readonly span: Span }[];
  /** How many other services there are. */
  readonly others: number;
}
