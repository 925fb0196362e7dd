/** Wraps lines to a fixed width. The real terminal width is ignored, so that the same input always gives the same output. */
import { displayWidth } from './code-frame.ts';
import { harmless } from './paint.ts';

export const columns = 100;

/** Breaks `text` between words, without a final line break. Further lines are indented to the end of `first`. */
export function wrapped(first: string, text: string): string {
  const indent = ' '.repeat(displayWidth(first));
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && displayWidth(`${indent}${line} ${word}`) > columns) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].map((each, index) => `${index === 0 ? first : indent}${each}`).join('\n');
}

/** Wraps the lines of a run: its numbered steps, and the lines before and after them. */
export function runLines(indent: string, text: string): string {
  return harmless(text)
    .split('\n')
    .map(line => {
      const [number = ''] = /^ *\d+\. /.exec(line) ?? [];
      return wrapped(`${indent}${number}`, line.slice(number.length));
    })
    .join('\n');
}
