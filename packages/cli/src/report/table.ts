/** Tables for terminals: columns as wide as their cells, narrowed to the width of a line. */
import { displayWidth } from './code-frame.ts';
import { columns } from './wrap.ts';

/** A cell may be broken between its parts. */
type Cell = readonly string[];

const indent = '  ';
const gap = '   ';

/** One or more lines for each row, the head first; columns in which nothing stands are left out. */
export function tableLines(head: readonly string[], rows: readonly (readonly Cell[])[]): readonly string[] {
  const used = head.flatMap((_, at) => (rows.some(row => (row[at] ?? []).length > 0) ? [at] : []));
  const all = [head.map(name => [name]), ...rows].map(row => used.map(at => row[at] ?? []));
  const widths = widthsOf(all);
  return all.flatMap(row => {
    const cells = row.map((cell, at) => brokenInto(cell, widths[at] ?? 0));
    const height = Math.max(...cells.map(({ length }) => length));
    return Array.from({ length: height }, (_, line) =>
      `${indent}${cells.map((cell, at) => padded(cell[line] ?? '', widths[at] ?? 0)).join(gap)}`.trimEnd(),
    );
  });
}

/** The widest columns give way, as far as the parts of their cells allow. */
function widthsOf(rows: readonly (readonly Cell[])[]): readonly number[] {
  const [first = []] = rows;
  const widest = (measure: (cell: Cell) => number): number[] =>
    first.map((_, at) => Math.max(...rows.map(row => measure(row[at] ?? []))));
  const widths = widest(cell => displayWidth(cell.join(' ')));
  const least = widest(cell => Math.max(0, ...cell.map(displayWidth)));
  const room = columns - indent.length - gap.length * (first.length - 1);
  for (let over = sum(widths) - room; over > 0; over--) {
    const slack = widths.map((width, at) => (width > (least[at] ?? 0) ? width : 0));
    const at = slack.indexOf(Math.max(...slack));
    if ((slack[at] ?? 0) === 0) break;
    widths[at] = (widths[at] ?? 0) - 1;
  }
  return widths;
}

function brokenInto(cell: Cell, width: number): readonly string[] {
  const lines: string[] = [];
  for (const part of cell) {
    const last = lines.at(-1);
    if (last !== undefined && displayWidth(`${last} ${part}`) <= width) lines[lines.length - 1] = `${last} ${part}`;
    else lines.push(part);
  }
  return lines;
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
