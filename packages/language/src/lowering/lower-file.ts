/** One linked file as a part of its choreography's model. */
import type { Channel, EnumType, Header, Message, Participant, Property, RecordType, Scenario } from '@choreo/model';
import type * as ast from '../generated/ast.ts';
import type { ChoreoDocument, Choreographies } from '../workspace/choreographies.ts';
import { FileContext } from './file-context.ts';
import type { Candidates } from './lower-expression.ts';
import { ParticipantLowering } from './lower-participant.ts';
import { lowerEnum, lowerMessage, lowerRecord } from './lower-payload.ts';
import { lowerChannel, lowerProperty, lowerScenario } from './lower-story.ts';

/** What one file adds to its choreography. */
export interface Fragment {
  readonly uri: string;
  readonly header?: Header;
  readonly messages: readonly Message[];
  readonly types: readonly (RecordType | EnumType)[];
  readonly participants: readonly Participant[];
  readonly channels: readonly Channel[];
  readonly properties: readonly Property[];
  readonly scenarios: readonly Scenario[];
}

export function lowerFile(document: ChoreoDocument, choreographies: Choreographies, candidates: Candidates): Fragment {
  const file = new FileContext(document, choreographies);
  const choreography = choreographies.groupOf(document).name;
  const participants = new ParticipantLowering(file, candidates);
  const { header, declarations } = document.parseResult.value;
  const fragment = {
    uri: file.uri,
    ...(header?.name ? { header: lowerHeader(header, file) } : {}),
    messages: [] as Message[],
    types: [] as (RecordType | EnumType)[],
    participants: [] as Participant[],
    channels: [] as Channel[],
    properties: [] as Property[],
    scenarios: [] as Scenario[],
  };
  for (const node of declarations) {
    // What a broken text left without a name cannot be spoken of.
    if (node.name === undefined) continue;
    switch (node.$type) {
      case 'Message':
        fragment.messages.push(lowerMessage(node, choreography, file));
        break;
      case 'RecordType':
        fragment.types.push(lowerRecord(node, choreography, file));
        break;
      case 'EnumType':
        fragment.types.push(lowerEnum(node, choreography, file));
        break;
      case 'Service':
      case 'Actor':
        fragment.participants.push(participants.lower(node));
        break;
      case 'Channel':
        fragment.channels.push(lowerChannel(node, file));
        break;
      case 'Property':
        fragment.properties.push(lowerProperty(node, file));
        break;
      case 'Scenario':
        fragment.scenarios.push(lowerScenario(node, file));
        break;
      default:
        node satisfies never;
    }
  }
  return fragment;
}

function lowerHeader(node: ast.Header, file: FileContext): Header {
  return {
    uses: node.uses.flatMap(({ choreography }) =>
      choreography?.$refText ? [{ name: choreography.$refText, span: file.span(choreography.$refNode) }] : [],
    ),
    annotations: file.annotations(node),
    ...file.docOf(node),
    span: file.bodySpan(node),
    nameSpan: file.propertySpan(node, 'name'),
  };
}
