/** Shows the line of a finding, with its place underlined. */
import type { Range } from '@choreo/model';
import { harmless } from './paint.ts';
import type { Paint, Style } from './paint.ts';

const maxWidth = 120;
const tabWidth = 4;

/** Two or three lines without a final line break. The previous line is shown too, unless it is blank. */
export function codeFrame(lines: readonly string[], { start, end }: Range, paint: Paint, style: Style): string {
  const line = lines[start.line] ?? '';
  const last = end.line === start.line ? end.character : line.length;
  const from = Math.min(start.character, line.length);
  const to = Math.max(from, Math.min(last, line.length));

  // Of a very long line, only the part around the finding is shown.
  const cut = to > maxWidth ? Math.max(0, from - 20) : 0;
  const shown = line.slice(cut, cut + maxWidth);
  const lead = cut > 0 ? '…' : '';
  const before = visible(lead + shown.slice(0, from - cut));
  const marked = visible(shown.slice(from - cut, to - cut));
  const after = visible(shown.slice(to - cut)) + (cut + maxWidth < line.length ? '…' : '');
  const more = end.line > start.line ? ` … to line ${end.line + 1}` : '';

  const number = String(start.line + 1);
  const gutter = (text: string) => paint('dim', `${text.padStart(number.length)} │ `);
  const previous = start.line > 0 ? (lines[start.line - 1] ?? '').slice(0, maxWidth) : '';
  const underline = paint(style, '^'.repeat(Math.max(1, displayWidth(marked)))) + paint('dim', more);
  return [
    ...(previous.trim() === '' ? [] : [gutter(String(start.line)) + paint('dim', visible(previous))]),
    gutter(number) + before + marked + after,
    gutter('') + ' '.repeat(displayWidth(before)) + underline,
  ].join('\n');
}

function visible(text: string): string {
  return harmless(text.replaceAll('\t', ' '.repeat(tabWidth)));
}

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;

/** Width in terminal columns: combining marks take none, East Asian characters take two. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += /\p{M}/u.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return width;
}
