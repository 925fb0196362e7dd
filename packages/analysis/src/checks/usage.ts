/** `unused-declaration`: declarations that nothing names. A channel that carries a message does not use it. */
import type { Channel, Choreography, EnumType, Message, RecordType, Span, StateVariable } from '@choreo/model';
import type { FindingBase } from '../typing/finding-base.ts';
import { visitReferences } from '../typing/references.ts';

export interface Usage {
  /** Ids of messages and types that something names; a declaration that only names itself does not count. */
  readonly named: ReadonlySet<string>;
  /** `Service.state` */
  readonly states: ReadonlySet<string>;
}

export function usageOf(choreography: Choreography): Usage {
  const named = new Set(choreography.lent?.named);
  const states = new Set<string>();
  for (const id of choreography.lent?.emitted ?? []) named.add(id);
  for (const id of choreography.lent?.handled ?? []) named.add(id);
  visitReferences(choreography, (target, _span, within) => {
    const [outer] = within;
    switch (target.to) {
      case 'message':
      case 'type':
        if (target.to === 'message' && target.role === 'carried') return;
        if (outer && 'id' in outer && outer.id === target.id) return;
        named.add(target.id);
        return;
      case 'state':
        states.add(`${target.participant}.${target.name}`);
        return;
      case 'field':
      case 'value':
      case 'reaction':
        return;
      default:
        target satisfies never;
    }
  });
  return { named, states };
}

export function findUnusedDeclarations(choreography: Choreography, { named, states }: Usage): UnusedDeclaration[] {
  const carried = channelsByMessage(choreography.channels);
  const unused: Unused[] = [];
  for (const declaration of choreography.messages) {
    if (!named.has(declaration.id)) unused.push({ kind: declaration.kind, declaration });
  }
  for (const type of choreography.types) {
    if (named.has(type.id)) continue;
    unused.push(type.kind === 'record' ? { kind: 'type', declaration: type } : { kind: 'enum', declaration: type });
  }
  for (const channel of choreography.channels) {
    if (channel.carries.length === 0) unused.push({ kind: 'channel', declaration: channel });
  }
  for (const participant of choreography.participants) {
    for (const state of participant.states) {
      if (states.has(`${participant.name}.${state.name}`)) continue;
      unused.push({ kind: 'state', declaration: state, participant: participant.name });
    }
  }
  return unused.map(one => ({
    code: 'unused-declaration',
    unused: one,
    carriedBy: (one.kind === 'event' || one.kind === 'command' ? carried.get(one.declaration.id) : undefined) ?? [],
    span: one.declaration.nameSpan,
    about: [],
  }));
}

function channelsByMessage(
  channels: readonly Channel[],
): Map<string, { readonly channel: string; readonly span: Span }[]> {
  const carried = new Map<string, { readonly channel: string; readonly span: Span }[]>();
  for (const channel of channels) {
    for (const { message, span } of channel.carries) {
      const places = carried.get(message) ?? [];
      places.push({ channel: channel.name, span });
      carried.set(message, places);
    }
  }
  return carried;
}

export type Unused =
  | { readonly kind: 'event' | 'command'; readonly declaration: Message }
  | { readonly kind: 'type'; readonly declaration: RecordType }
  | { readonly kind: 'enum'; readonly declaration: EnumType }
  | { readonly kind: 'channel'; readonly declaration: Channel }
  | { readonly kind: 'state'; readonly declaration: StateVariable; readonly participant: string };

export interface UnusedDeclaration extends FindingBase {
  readonly code: 'unused-declaration';
  readonly unused: Unused;
  /** Channels that carry it nevertheless. */
  readonly carriedBy: readonly { readonly channel: string; readonly span: Span }[];
}
