/**
 * The roles of names, as types and modifiers of semantic tokens. `contributes.semanticTokenTypes`, `semanticTokenModifiers` and
 * `semanticTokenScopes` of the extension's manifest say what they mean and how themes colour them.
 */
import type { SemanticTokensLegend } from 'vscode-languageserver';

/** `event`, `type`, `enum`, and `enumMember` are standard types; the others are Choreo's. */
export const tokenTypes = [
  'event',
  'command',
  'service',
  'actor',
  'state',
  'stateValue',
  'field',
  'type',
  'enum',
  'enumMember',
  'channel',
  'choreography',
  'reaction',
  'propertyTitle',
  'scenarioTitle',
] as const;

/** `entry` and `exit`: of messages that come from outside, and that leave the model. */
export const tokenModifiers = ['declaration', 'deprecated', 'external', 'entry', 'exit'] as const;

export type TokenType = (typeof tokenTypes)[number];
export type TokenModifier = (typeof tokenModifiers)[number];

export const legend: SemanticTokensLegend = {
  tokenTypes: [...tokenTypes],
  tokenModifiers: [...tokenModifiers],
};
