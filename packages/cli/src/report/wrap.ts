/** Lines that fit a terminal of usual width, whether there is one or not: the same input gives the same bytes. */
import { displayWidth } from './code-frame.ts';
import { harmless } from './paint.ts';

const columns = 100;

/** `text` broken between words, without a break at the end; what begins a line further down stands below `first`'s end. */
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

/** The numbered steps of a run, and what else is told of it, one below the other. */
export function runLines(indent: string, text: string): string {
  return harmless(text)
    .split('\n')
    .map(line => {
      const [number = ''] = /^ *\d+\. /.exec(line) ?? [];
      return wrapped(`${indent}${number}`, line.slice(number.length));
    })
    .join('\n');
}
