/** Who emits and who hears each message, not counting what is written at the cursor itself. */
import { messageGraphOf } from '@choreo/analysis';
import type { MessageGraph } from '@choreo/analysis';
import { comparePositions } from '@choreo/model';
import type { Choreography, Position, Span, UsedMessage } from '@choreo/model';

export interface Cursor {
  readonly uri: string;
  readonly position: Position;
}

export class MessageTraffic {
  readonly #choreography: Choreography;
  readonly #graph: MessageGraph;
  readonly #cursor: Cursor;
  #usedMessages: ReadonlyMap<string, UsedMessage> | undefined;
  #channels: ReadonlyMap<string, string> | undefined;

  constructor(choreography: Choreography, cursor: Cursor) {
    this.#choreography = choreography;
    this.#graph = messageGraphOf(choreography);
    this.#cursor = cursor;
  }

  /** Names of participants, each once; of a used message, the choreography that it comes from. */
  emittersOf(message: string): readonly string[] {
    return this.#namesAmong([...this.#emittersElsewhere(message), ...at(this.#graph.emitters, message)]);
  }

  /** Those that react to it, receive it, or answer it. */
  hearersOf(message: string): readonly string[] {
    const used = this.#used(message);
    const there = used?.handledThere ? [{ participant: used.choreography }] : [];
    const { handlers, receivers, answeredBy } = this.#graph;
    return this.#namesAmong([
      ...there,
      ...at(handlers, message),
      ...at(receivers, message),
      ...at(answeredBy, message),
    ]);
  }

  /** Those from whom it comes in from outside. */
  sourcesOf(message: string): readonly string[] {
    const emitters = at(this.#graph.emitters, message).filter(({ reaction }) => reaction === undefined);
    return this.#namesAmong([...this.#emittersElsewhere(message), ...emitters]);
  }

  channelOf(message: string): string | undefined {
    this.#channels ??= new Map(
      this.#choreography.channels.flatMap(({ name, carries }) =>
        carries.filter(({ span }) => !this.#isHere(span)).map(carried => [carried.message, name] as const),
      ),
    );
    return this.#channels.get(message);
  }

  #emittersElsewhere(message: string): readonly { readonly participant: string }[] {
    const used = this.#used(message);
    return used?.emittedThere ? [{ participant: used.choreography }] : [];
  }

  #used(message: string): UsedMessage | undefined {
    this.#usedMessages ??= new Map(this.#choreography.used.messages.map(used => [used.id, used]));
    return this.#usedMessages.get(message);
  }

  #namesAmong(deeds: readonly { readonly participant: string; readonly span?: Span }[]): readonly string[] {
    const others = deeds.filter(({ span }) => !span || !this.#isHere(span));
    return [...new Set(others.map(({ participant }) => participant))];
  }

  #isHere({ uri, range }: Span): boolean {
    const { position } = this.#cursor;
    if (uri !== this.#cursor.uri) return false;
    return comparePositions(range.start, position) <= 0 && comparePositions(position, range.end) <= 0;
  }
}

function at<T>(map: ReadonlyMap<string, readonly T[]>, key: string): readonly T[] {
  return map.get(key) ?? [];
}
