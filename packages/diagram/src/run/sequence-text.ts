/** Writes the parts of a run's picture as a Mermaid sequence diagram, and counts what is drawn where. */
import { frameFills } from '../palette.ts';
import type { DrawnPart, Lane } from './sequence.ts';
import { nameText, textOf } from './sequence-label.ts';
import type { Item } from './step-picture.ts';

export interface PartToDraw {
  readonly items: readonly Item[];
  /** Without one it is in no frame. */
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
  // Mermaid numbers arrows, notes and both ends of frames in one sequence; their `data-id` contains the number.
  const next = { element: 0, arrow: 0, text: 0, note: 0, frame: 0 };
  const drawn = parts.map(({ items, frame, places }): DrawnPart => {
    const first = lines.length + 1;
    const elements: string[] = [];
    const arrows: number[] = [];
    const texts: number[] = [];
    const notes: number[] = [];
    const isFramed = frame !== undefined && items.length > 0;
    if (isFramed) {
      lines.push(`  rect ${frameFills[frame]}`);
      next.element++;
    }
    for (const item of items) {
      const label = textOf(item.lines, item.kind === 'note' ? widthOver(item.over, lanes) : undefined);
      lines.push(`${isFramed ? '    ' : '  '}${headText(item)}: ${label.join('<br/>')}`);
      elements.push(`i${next.element++}`);
      if (item.kind === 'note') notes.push(next.note++);
      else {
        arrows.push(next.arrow++);
        for (const _ of label) texts.push(next.text++);
      }
    }
    if (isFramed) {
      lines.push('  end');
      next.element++;
    }
    return {
      lines: { first, last: lines.length },
      elements,
      arrows,
      texts,
      notes,
      ...(isFramed && { frame: next.frame++ }),
      title: items.flatMap(item => item.lines).join('\n'),
      places,
    };
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

function headText(item: Item): string {
  switch (item.kind) {
    case 'arrow':
      return `${item.from}${arrowSigns[item.style]}${item.to}`;
    case 'note':
      return `Note over ${[...new Set(item.over)].join(',')}`;
    default:
      return item satisfies never;
  }
}

const arrowSigns = { plain: '->>', late: '-->>', dropped: '-x', lost: '--x' } as const;

/** A note over one lane makes room for itself. A note over several does not, and a long line would push two of them apart. */
function widthOver(over: readonly string[], lanes: readonly Lane[]): number | undefined {
  if (new Set(over).size < 2) return undefined;
  const [from = 0, to = 0] = over.map(id => lanes.findIndex(lane => lane.id === id));
  return Math.abs(to - from) > 1 ? 42 : 30;
}
