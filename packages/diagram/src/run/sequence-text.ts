/** Writes the parts of a run's picture as a Mermaid sequence diagram, and keeps count of what is drawn where. */
import { frameFills } from '../palette.ts';
import type { DrawnPart, Lane } from './sequence.ts';
import { nameText, textOf } from './sequence-label.ts';
import type { Item } from './step-picture.ts';

export interface PartToDraw {
  readonly items: readonly Item[];
  /** Without one it stands in no frame. */
  readonly frame?: keyof typeof frameFills;
  readonly places: DrawnPart['places'];
}

export interface WrittenSequence {
  readonly text: string;
  /** In the order of the parts. */
  readonly drawn: readonly DrawnPart[];
}

export function writeSequence(lanes: readonly Lane[], parts: readonly PartToDraw[]): WrittenSequence {
  const lines = ['sequenceDiagram', ...lanes.map(laneText)];
  // Mermaid numbers arrows, notes and both ends of frames in one row; that number is in their `data-id`.
  let elements = 0;
  let arrows = 0;
  let notes = 0;
  let frames = 0;
  const drawn = parts.map(({ items, frame, places }): DrawnPart => {
    const first = lines.length + 1;
    const part = { elements: new Array<string>(), arrows: new Array<number>(), notes: new Array<number>() };
    const isFramed = frame !== undefined && items.length > 0;
    if (isFramed) {
      lines.push(`  rect ${frameFills[frame]}`);
      elements++;
    }
    for (const item of items) {
      lines.push(`${isFramed ? '    ' : '  '}${itemText(item, lanes)}`);
      part.elements.push(`i${elements++}`);
      if (item.kind === 'arrow') part.arrows.push(arrows++);
      else part.notes.push(notes++);
    }
    if (isFramed) {
      lines.push('  end');
      elements++;
    }
    const title = items.flatMap(item => item.lines).join('\n');
    return { lines: { first, last: lines.length }, ...part, ...(isFramed && { frame: frames++ }), title, places };
  });
  return { text: `${lines.join('\n')}\n`, drawn };
}

function laneText({ id, name, kind }: Lane): string {
  switch (kind) {
    case 'actor':
      return `  actor ${id} as ${nameText(name)}`;
    case 'service':
      return `  participant ${id} as ${nameText(name)}`;
    case 'external':
      return `  participant ${id} as ${nameText(name)}<br/>(external)`;
    case 'used':
      return `  participant ${id} as ${nameText(name)}<br/>(other choreography)`;
    default:
      return kind satisfies never;
  }
}

function itemText(item: Item, lanes: readonly Lane[]): string {
  switch (item.kind) {
    case 'arrow':
      return `${item.from}${arrows[item.style]}${item.to}: ${textOf(item.lines)}`;
    case 'note': {
      const over = [...new Set(item.over)].join(',');
      return `Note over ${over}: ${textOf(item.lines, widthOver(item.over, lanes))}`;
    }
    default:
      return item satisfies never;
  }
}

const arrows = { plain: '->>', late: '-->>', dropped: '-x', lost: '--x' } as const;

/** A note over one lane makes room for itself; over several it is as wide as they are. In characters. */
function widthOver(over: readonly string[], lanes: readonly Lane[]): number | undefined {
  if (new Set(over).size < 2) return undefined;
  const [from = 0, to = 0] = over.map(id => lanes.findIndex(lane => lane.id === id));
  return Math.min(110, 6 + 24 * Math.abs(to - from));
}
