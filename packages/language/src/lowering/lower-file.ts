/** Lowers one linked file to a fragment of its choreography's model. */
import type {
  Channel,
  EnumType,
  Header,
  Message,
  Participant,
  Property,
  RecordType,
  Scenario,
  Span,
} from '@choreo/model';
import { startOf } from '../faults.ts';
import type { Fault, Faults } from '../faults.ts';
import type * as ast from '../generated/ast.ts';
import type { ChoreoDocument, Choreographies } from '../workspace/choreographies.ts';
import { FileContext } from './file-context.ts';
import type { Candidates } from './lower-expression.ts';
import { ParticipantLowering } from './lower-participant.ts';
import { lowerEnum, lowerMessage, lowerRecord } from './lower-payload.ts';
import { lowerChannel, lowerProperty, lowerScenario } from './lower-scenarios.ts';

/** The contribution of one file to its choreography. */
export interface Fragment {
  readonly uri: string;
  readonly header: Header | undefined;
  readonly messages: readonly Message[];
  readonly types: readonly (RecordType | EnumType)[];
  readonly participants: readonly Participant[];
  readonly channels: readonly Channel[];
  readonly properties: readonly Property[];
  readonly scenarios: readonly Scenario[];
  /** The declarations that could not be lowered. */
  readonly faults: readonly Fault[];
}

/** If a fault of Choreo prevents lowering a declaration, it is left out, and the others are lowered. */
export function lowerFile(
  document: ChoreoDocument,
  choreographies: Choreographies,
  candidates: Candidates,
  faults: Faults,
): Fragment {
  const uri = document.uri.toString();
  const fragment = emptyFragment(uri);
  const lower = (what: string, span: Span, action: () => void) =>
    faults.attempt(what, span, action, fault => void fragment.faults.push(fault));
  lower('lowering the file', startOf(uri), () => {
    const file = new FileContext(document, choreographies);
    const { header, declarations } = document.parseResult.value;
    if (header?.name)
      lower('lowering the header', file.spanOf(header), () => (fragment.header = lowerHeader(header, file)));
    const lowerDeclaration = declarationLowering(file, choreographies.groupOf(document).name, candidates, fragment);
    for (const node of declarations) {
      // In a broken text, a declaration may have no name. It cannot be part of the model.
      if (node.name === undefined) continue;
      lower(`lowering \`${node.name}\``, file.propertySpan(node, 'name'), () => lowerDeclaration(node));
    }
  });
  return fragment;
}

function emptyFragment(uri: string) {
  return {
    uri,
    header: undefined as Header | undefined,
    messages: [] as Message[],
    types: [] as (RecordType | EnumType)[],
    participants: [] as Participant[],
    channels: [] as Channel[],
    properties: [] as Property[],
    scenarios: [] as Scenario[],
    faults: [] as Fault[],
  };
}

/** Adds declarations to the fragment. */
function declarationLowering(
  file: FileContext,
  choreography: string,
  candidates: Candidates,
  fragment: ReturnType<typeof emptyFragment>,
): (node: ast.Declaration) => void {
  const participants = new ParticipantLowering(file, candidates);
  return node => {
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
        fragment.properties.push(lowerProperty(node, file, candidates));
        break;
      case 'Scenario':
        fragment.scenarios.push(lowerScenario(node, file, candidates));
        break;
      default:
        node satisfies never;
    }
  };
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
