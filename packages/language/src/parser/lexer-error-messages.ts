/** Messages for invalid characters. */
import { DefaultLexerErrorMessageProvider } from 'langium';

export class ChoreoLexerErrorMessages extends DefaultLexerErrorMessageProvider {
  override buildUnexpectedCharactersMessage(fullText: string, startOffset: number, length: number): string {
    const text = fullText.slice(startOffset, startOffset + length);
    if (text.startsWith('"')) return 'This string is not closed. Close it with `"` on the same line.';
    if (text.startsWith('/*')) return 'This comment is not closed. Close it with `*/`.';
    if (text.startsWith("'") || text.startsWith('`')) return 'Strings must be in double quotes: `"…"`.';
    const shown = text.length > 20 ? `${text.slice(0, 20)}…` : text;
    return `\`${shown}\` means nothing here. Remove it.`;
  }
}
