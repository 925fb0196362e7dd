/** Connects Mermaid's elements to the model: each element gets a tooltip, keyboard focus and a click action. */
import type { DiagramTarget } from '@choreo/server/protocol';

/** Marks the elements of the drawing with id `svgId`. Called again when their findings change. */
export function markTargets(root: Element, svgId: string, targets: readonly DiagramTarget[]): void {
  const known = new Map(targets.map(target => [target.id, target]));
  const mark = (element: Element, id: string, reachable: boolean): void => {
    const target = known.get(id);
    if (target) markElement(element, target, reachable);
  };
  for (const node of root.querySelectorAll('g.node')) mark(node, nodeId(node, svgId), true);
  for (const group of root.querySelectorAll('g.cluster')) mark(group, group.id.slice(svgId.length + 1), true);
  for (const name of root.querySelectorAll('.cluster-label[data-group]')) {
    mark(name, (name.getAttribute('data-group') ?? '').slice(svgId.length + 1), false);
  }
  for (const label of root.querySelectorAll('g.edgeLabel [data-id]')) {
    mark(label, label.getAttribute('data-id') ?? '', (label.textContent ?? '').trim() !== '');
  }
  for (const path of root.querySelectorAll('path[data-edge]')) {
    const id = path.getAttribute('data-id') ?? '';
    mark(path, id, false);
    mark(hitArea(path), id, false);
  }
  for (const target of targets) {
    const host = target.on && hostOf(root, svgId, target.on.id);
    for (const line of host && target.on ? linesOf(host).slice(target.on.first, target.on.end) : []) {
      line.classList.add('badge');
      markElement(line, target, true);
    }
  }
}

/** The label that shows a badge. */
function hostOf(root: Element, svgId: string, id: string): Element | undefined {
  const nodes = [...root.querySelectorAll('g.node')];
  return (
    nodes.find(node => nodeId(node, svgId) === id) ??
    root.querySelector(`g.edgeLabel [data-id="${CSS.escape(id)}"]`) ??
    undefined
  );
}

/** Wraps each line of a label in an element; Mermaid only puts line breaks between them. */
function linesOf(host: Element): readonly Element[] {
  const known = [...host.querySelectorAll('.label-line')];
  if (known.length > 0) return known;
  const paragraph = host.querySelector('foreignObject p');
  if (!paragraph) return [];
  const lines: Element[] = [];
  let line = document.createElement('span');
  for (const child of [...paragraph.childNodes, document.createElement('br')]) {
    if (child.nodeName.toLowerCase() !== 'br') {
      line.append(child);
      continue;
    }
    line.classList.add('label-line');
    lines.push(line);
    line = document.createElement('span');
  }
  paragraph.replaceChildren(
    ...lines.flatMap((each, index) => (index === 0 ? [each] : [document.createElement('br'), each])),
  );
  return lines;
}

/** The element that represents a target; for an edge, its label. */
export function elementOf(root: Element, id: string): Element | undefined {
  const elements = [...root.querySelectorAll(`[data-target="${CSS.escape(id)}"]`)];
  return elements.find(element => element.tagName.toLowerCase() === 'g') ?? elements[0];
}

/** The id of the clicked element. */
export function targetAt(event: Event): string | undefined {
  const element = event.target instanceof Element ? event.target.closest('[data-target]') : null;
  return element?.getAttribute('data-target') ?? undefined;
}

/** `<svg>-flowchart-<id>-<number>`. */
function nodeId(node: Element, svgId: string): string {
  return node.id.slice(`${svgId}-flowchart-`.length).replace(/-\d+$/, '');
}

function markElement(element: Element, target: DiagramTarget, reachable: boolean): void {
  element.setAttribute('data-target', target.id);
  const text = [target.title, ...target.findings.map(({ severity, message }) => `${severity}: ${message}`)].join(
    '\n\n',
  );
  if (element instanceof HTMLElement) element.title = text;
  else {
    const title = document.createElementNS('http://www.w3.org/2000/svg', 'title');
    title.textContent = text;
    element.querySelector(':scope > title')?.remove();
    // Append at the end: the page's style expects the shape as the first child.
    element.append(title);
  }
  if (!reachable) return;
  element.setAttribute('tabindex', '0');
  element.setAttribute('role', 'button');
  element.setAttribute('aria-label', text.replace(/\s*\n\s*/g, '. '));
}

/** Adds an invisible wide line over an edge, since the edge itself is too thin to click. */
function hitArea(path: Element): Element {
  const known = path.nextElementSibling;
  if (known?.classList.contains('edge-hit')) return known;
  const hit = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  hit.setAttribute('d', path.getAttribute('d') ?? '');
  hit.setAttribute('class', 'edge-hit');
  path.after(hit);
  return hit;
}
