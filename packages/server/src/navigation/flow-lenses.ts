/** The lenses above messages and participants: who emits and handles a message, what a service does, and a way to the picture. */
import { causesOf, doersOf, FlowElements, madeBy, takenBy } from '@choreo/language/lsp';
import type { Doer, Link, MessageView } from '@choreo/language/lsp';
import type { Group } from '@choreo/language';
import type { Choreography, Participant, Span } from '@choreo/model';
import type { CodeLens, Command } from 'vscode-languageserver';
import { flowCommands } from '../protocol/navigation.ts';
import type { FlowPosition } from '../protocol/navigation.ts';
import type { ServerServices } from '../start-server.ts';
import type { LensSettings } from './lens-settings.ts';

type Part = 'emitters' | 'handlers' | 'reactions' | 'emits' | 'hears' | 'flow';

/** What a lens keeps until it is in sight. */
interface LensData {
  readonly choreography: string;
  readonly message?: string;
  readonly participant?: string;
  readonly part: Part;
  readonly at: FlowPosition;
}

export class FlowLenses {
  readonly #elements: FlowElements;

  constructor({ choreo }: ServerServices) {
    this.#elements = new FlowElements(choreo);
  }

  /** Without their words. */
  of(group: Group, uri: string, settings: LensSettings): CodeLens[] {
    const { messages, participants } = this.#elements.modelOf(group);
    const lens = (nameSpan: Span, data: Omit<LensData, 'choreography' | 'at'>): CodeLens => {
      const at = { uri, position: nameSpan.range.start };
      return { range: nameSpan.range, data: { ...data, choreography: group.key, at } satisfies LensData };
    };
    const here = ({ nameSpan }: { readonly nameSpan: Span }): boolean => nameSpan.uri === uri;
    return [
      ...(settings.messages ? messages.filter(here) : []).flatMap(({ id, nameSpan }) =>
        (['emitters', 'handlers', 'flow'] as const).map(part => lens(nameSpan, { message: id, part })),
      ),
      ...(settings.services ? participants.filter(here) : []).flatMap(participant =>
        partsOf(participant).map(part => lens(participant.nameSpan, { participant: participant.name, part })),
      ),
    ];
  }

  /** Gives a lens its words, from the model as it is now. Without a command if what it is about has gone. */
  resolve(lens: CodeLens): CodeLens {
    const data: unknown = lens.data;
    if (!isLensData(data)) return lens;
    const group = this.#elements.group(data.choreography);
    const command = group && this.#commandOf(group, data);
    return command ? { ...lens, command } : { ...lens, command: { title: '', command: '' } };
  }

  /** All counts of a choreography as text: if it is the same, so are the lenses. */
  countsOf(group: Group): string {
    const { messages, participants } = this.#elements.modelOf(group);
    const viewers = this.#elements.viewersOf(group);
    const ofMessages = messages.map(({ id }) => [id, ...countsOfMessage(viewers.map(view => view(id)))].join(' '));
    const ofParticipants = participants.map(one => [one.name, ...Object.values(countsOfParticipant(one))].join(' '));
    return [...ofMessages, ...ofParticipants].join('\n');
  }

  #commandOf(group: Group, { message, participant: name, part, at }: LensData): Command | undefined {
    const command = (title: string, id: string): Command => ({ title, command: id, arguments: [at] });
    if (part === 'flow') return command('show flow', flowCommands.showFlow);
    if (message !== undefined) {
      const [emitters, handlers] = countsOfMessage(this.#elements.viewsOf(group, message));
      return part === 'emitters'
        ? command(counted(emitters, 'emitter'), flowCommands.showEmitters)
        : command(counted(handlers, 'handler'), flowCommands.showHandlers);
    }
    const participant = this.#elements.modelOf(group).participants.find(one => one.name === name);
    if (!participant) return undefined;
    const { reactions, emits, hears } = countsOfParticipant(participant);
    if (part === 'reactions') return command(counted(reactions, 'reaction'), flowCommands.showReactions);
    if (part === 'emits') return command(`emits ${emits || 'nothing'}`, flowCommands.showEmitters);
    const verb = participant.kind === 'actor' ? 'receives' : 'hears';
    return command(`${verb} ${hears || 'nothing'}`, flowCommands.showHandlers);
  }
}

/** How many emit it and how many take it, in its own choreography and in all that use it. */
function countsOfMessage(views: readonly MessageView[]): readonly [number, number] {
  const links = views.map(({ choreography, id }) => linksOf(choreography, id));
  const sum = (which: 'made' | 'taken'): number =>
    links.map(view => doersIn(view[which]).size).reduce((total, one) => total + one, 0);
  return [sum('made'), sum('taken')];
}

function linksOf(choreography: Choreography, id: string) {
  const { made, taken } = causesOf(choreography);
  return { made: (made.get(id) ?? []).filter(isEmission), taken: taken.get(id) ?? [] };
}

function isEmission({ cancels }: Link): boolean {
  return !cancels;
}

function doersIn(links: readonly Link[]): ReadonlySet<Doer> {
  return new Set(links.map(({ doer }) => doer));
}

/** The number of its reactions, of the messages that it emits, and of those that it takes. */
function countsOfParticipant(participant: Participant) {
  const doers = doersOf(participant);
  return {
    reactions: participant.reactions.length,
    emits: new Set(
      doers
        .flatMap(madeBy)
        .filter(isEmission)
        .map(({ message }) => message),
    ).size,
    hears: new Set(doers.flatMap(takenBy).map(({ message }) => message)).size,
  };
}

function partsOf({ kind }: Participant): readonly Part[] {
  return kind === 'actor' ? ['emits', 'hears', 'flow'] : ['reactions', 'emits', 'hears', 'flow'];
}

/** `no emitters`, `1 emitter`, `2 emitters`. */
function counted(count: number, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${count || 'no'} ${noun}s`;
}

function isLensData(data: unknown): data is LensData {
  return typeof data === 'object' && data !== null && 'part' in data && 'at' in data;
}
