/** A whole choreography, of one file or many, as plain immutable data: the hinge of the tool. */
import type { Annotation } from './declaration.ts';
import type { Channel } from './channel.ts';
import type { Message } from './message.ts';
import type { Participant } from './participant.ts';
import type { EnumType, RecordType } from './payload.ts';
import type { Property } from './property.ts';
import type { Scenario } from './scenario.ts';
import type { Span } from './span.ts';

export interface Choreography {
  readonly name: string;
  /** URIs, sorted. */
  readonly files: readonly string[];
  /** The `choreography Name uses …` headers, one for each file that has one. */
  readonly headers: readonly Header[];
  /** Declarations in the order of files, then of text. */
  readonly messages: readonly Message[];
  readonly types: readonly (RecordType | EnumType)[];
  readonly participants: readonly Participant[];
  readonly channels: readonly Channel[];
  readonly properties: readonly Property[];
  readonly scenarios: readonly Scenario[];
  /** Declarations of the used choreographies; empty without `uses`. */
  readonly used: UsedDeclarations;
  /** What the choreographies that use this one do with its declarations; absent where none does. */
  readonly lent?: LentDeclarations;
}

export interface Header {
  readonly uses: readonly { readonly name: string; readonly span: Span }[];
  readonly annotations: readonly Annotation[];
  readonly doc?: string;
  readonly span: Span;
  readonly nameSpan: Span;
}

/** Declarations of used choreographies, with ids `Choreography.Name`. */
export interface UsedDeclarations {
  readonly messages: readonly UsedMessage[];
  readonly types: readonly (RecordType | EnumType)[];
}

export interface UsedMessage extends Message {
  /**
   * Whether its own choreography, or another one that uses it, emits it, which makes it an entry here, and reacts to it, which
   * makes it an exit here.
   */
  readonly emittedThere: boolean;
  readonly handledThere: boolean;
}

/** Ids of own declarations that other choreographies emit, react to or receive, or name in any way. */
export interface LentDeclarations {
  readonly emitted: readonly string[];
  readonly handled: readonly string[];
  readonly named: readonly string[];
}
