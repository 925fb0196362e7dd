/** The requests and commands for finding one's way between the editor and the server. Types and names only: the client imports this. */
import type { DiagramFocus } from './diagram-focus.ts';
import type { SourcePlace } from './verification.ts';
import { requestType } from './request-type.ts';

/** Commands of the client, which lenses name. All take a `FlowPosition`, or use the cursor. */
export const flowCommands = {
  showEmitters: 'choreo.showEmitters',
  showHandlers: 'choreo.showHandlers',
  showReceivers: 'choreo.showReceivers',
  showClaims: 'choreo.showClaims',
  showReactions: 'choreo.showReactions',
  showFlow: 'choreo.showFlow',
} as const;

/** A place in a file. Lines and UTF-16 code units from zero. */
export interface FlowPosition {
  readonly uri: string;
  readonly position: { readonly line: number; readonly character: number };
}

/**
 * `FlowPosition`, answered with the places that are about the message, participant, reaction, schedule or entry there, or `null` if
 * there is none.
 */
export const flowPlacesRequest = requestType<FlowPosition, FlowPlaces | null>('choreo/flow/places');

/**
 * Of a message: `emits`, `reacts`, `receives`, `says` (properties and scenarios) and `else` (channels, `cancel`, `extends`). Of a
 * participant or a part of it: what it emits, reacts to and receives, and its `reactions`.
 */
export type FlowRole = 'emits' | 'reacts' | 'receives' | 'says' | 'else' | 'reactions';

export interface FlowPlaces {
  readonly kind: 'message' | 'participant' | 'part';
  /** As the choreography of the file names it: `Billing.Invoiced`. */
  readonly name: string;
  /** In the picture of that choreography. */
  readonly focus: DiagramFocus;
  /** By file and place. */
  readonly places: readonly FlowPlace[];
}

export interface FlowPlace {
  readonly role: FlowRole;
  readonly place: SourcePlace;
  /** The declaration that it is in: `Orders.pack`, `property paid once`. */
  readonly within: string;
  /** The line of the text, trimmed. */
  readonly line: string;
}
