/** Formats a text in memory. The entry point for the command line and for tests. */
import { EmptyFileSystem } from 'langium';
import { createChoreoCoreServices } from '../choreo-module.ts';
import type { ChoreoServices } from '../choreo-services.ts';
import { applied } from './format-change.ts';
import { format } from './format.ts';
import type { FormatOptions } from './format.ts';

export interface FormattedText {
  readonly text: string;
  /** Parts were left as they are, since they have syntax errors. */
  readonly isPartial: boolean;
}

/** Creating a parser takes longer than formatting most texts. */
let services: ChoreoServices | undefined;

export function formatText(text: string, options: FormatOptions = {}): FormattedText {
  services ??= createChoreoCoreServices(EmptyFileSystem).choreo;
  const { Lexer, LangiumParser } = services.parser;
  const { changes, isPartial } = format(text, LangiumParser.parse(text), Lexer, options);
  return { text: applied(text, changes), isPartial };
}
