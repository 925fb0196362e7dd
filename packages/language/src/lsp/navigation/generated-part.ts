/** Names generated code, which a server with files can find. */
import type { CancellationToken, Location } from 'vscode-languageserver';

/** Code that was generated from a choreography: the handler of a reaction or schedule, or the module of a service. */
export interface GeneratedPart {
  /** The name of the choreography. */
  readonly choreography: string;
  /** `Orders.pack`. */
  readonly handlerOf?: string;
  readonly service?: string;
}

/** The places of parts on disk, in the order of the parts; those that are not there are left out. */
export type FindGenerated = (
  parts: readonly GeneratedPart[],
  cancel: CancellationToken,
) => Promise<readonly Location[]>;
