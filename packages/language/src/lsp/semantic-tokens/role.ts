/** The role of a declaration: what each name that means it is coloured as. */
import type { AstNode } from 'langium';
import type { Choreography } from '@choreo/model';
import type { Annotation } from '../../generated/ast.ts';
import type { TokenModifier, TokenType } from './legend.ts';

export interface Role {
  readonly type: TokenType;
  readonly modifiers: readonly TokenModifier[];
}

/** The messages that come from outside or leave, by id. */
export interface Borders {
  readonly entries: ReadonlySet<string>;
  readonly exits: ReadonlySet<string>;
}

const known = new WeakMap<Choreography, Borders>();

export function bordersOf(choreography: Choreography): Borders {
  let borders = known.get(choreography);
  if (!borders) {
    const { participants } = choreography;
    borders = {
      entries: new Set(participants.flatMap(({ emits }) => emits.map(({ message }) => message))),
      exits: new Set(participants.flatMap(({ receives }) => receives.map(({ message }) => message))),
    };
    known.set(choreography, borders);
  }
  return borders;
}

const types: Readonly<Record<string, TokenType>> = {
  Service: 'service',
  Actor: 'actor',
  StateVariable: 'state',
  StateValue: 'stateValue',
  Field: 'field',
  RecordType: 'type',
  EnumType: 'enum',
  EnumValue: 'enumMember',
  Channel: 'channel',
  Header: 'choreography',
  Reaction: 'reaction',
  Property: 'propertyTitle',
  Scenario: 'scenarioTitle',
};

/** Undefined of what has no name of its own. `borders` and `id`: of the choreography that the name stands in. */
export function roleOf(declaration: AstNode, borders: Borders, id: (declaration: AstNode) => string): Role | undefined {
  const type = declaration.$type === 'Message' ? messageType(declaration) : types[declaration.$type];
  if (type === undefined) return undefined;
  const modifiers: TokenModifier[] = [];
  if (isDeprecated(declaration)) modifiers.push('deprecated');
  if ('external' in declaration && declaration.external === true) modifiers.push('external');
  if (type === 'event' || type === 'command') {
    const name = id(declaration);
    if (borders.entries.has(name)) modifiers.push('entry');
    if (borders.exits.has(name)) modifiers.push('exit');
  }
  return { type, modifiers };
}

function messageType(message: AstNode): TokenType {
  return 'kind' in message && message.kind === 'command' ? 'command' : 'event';
}

function isDeprecated(declaration: AstNode): boolean {
  if (!('annotations' in declaration)) return false;
  return (declaration.annotations as readonly Annotation[]).some(({ name }) => name === 'deprecated');
}
