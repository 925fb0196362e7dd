/** Markdown for hovers. What users wrote is quoted so that it cannot become a part of the hover around it. */
import type { Position, Span } from '@choreo/model';

/** As code within a line. */
export function code(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  const fence = fenceFor(line, 1);
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** As a block of the language. */
export function block(text: string): string {
  const fence = fenceFor(text, 3);
  return `${fence}choreo\n${text}\n${fence}`;
}

/** As a part of a sentence, without any formatting. */
export function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]()#!|<>~&]|^(?=[-+=\d])/g, '\\$&');
}

/** A message of ours: names in backticks stay code, and nothing else is formatted, whatever the names are. */
export function prose(message: string): string {
  return message.replace(/`[^`]*`|[^`]+|`/g, part => (/^`.*`$/s.test(part) ? part.replace(/\s+/g, ' ') : plain(part)));
}

/** A name that goes to its declaration. */
export function linked(name: string, { uri, range }: Span): string {
  return `[${code(name)}](${addressOf(uri, range.start)})`;
}

/** As VS Code follows it: to a line and a column, both from one. */
export function addressOf(uri: string, { line, character }: Position): string {
  const safe = uri.replace(/[()<>\s]/g, one => encodeURIComponent(one).replace('(', '%28').replace(')', '%29'));
  return `${safe}#L${line + 1},${character + 1}`;
}

/**
 * A documentation comment, whose Markdown is kept. Images are not loaded and HTML stays text, since a hover that
 * asks other computers for something surprises; a block of code that is not closed ends with the comment. `uri`: of its file, from
 * which relative links start.
 */
export function documentation(doc: string, uri: string): string {
  let fence: string | undefined;
  const lines = doc.split('\n').map(line => {
    const marker = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence === undefined) {
      if (marker) fence = marker;
      else return absolute(line.replaceAll('![', '!\\[').replace(/<(?!https?:|mailto:)/g, '\\<'), uri);
    } else if (marker?.startsWith(fence) && line.trim() === marker) fence = undefined;
    return line;
  });
  return [...lines, ...(fence === undefined ? [] : [fence])].join('\n');
}

/** `](./other.md)`, from the file on. */
function absolute(line: string, uri: string): string {
  return line.replace(/\]\((?![a-z][\w+.-]*:|[#/])([^\s()]+)\)/gi, (link, target: string) =>
    URL.canParse(target, uri) ? `](${new URL(target, uri).href})` : link,
  );
}

/** `A`, `B` and 3 more; the items are Markdown. */
export function enumerated(items: readonly string[], most = 8): string {
  const shown = items.length > most ? items.slice(0, most - 1) : items;
  const rest = items.length - shown.length;
  return [...shown, ...(rest > 0 ? [`${rest} more`] : [])].join(', ');
}

/** Longer than any run of backticks in the text. */
function fenceFor(text: string, least: number): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map(run => run.length));
  return '`'.repeat(Math.max(least, longest + 1));
}
