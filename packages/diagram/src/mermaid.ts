/** Writes a picture as the text of a Mermaid flowchart. */
import { severities, type Direction, type Marker, type Severity } from './diagram.ts';
import { labelText } from './label.ts';
import type { PlacedMarkers } from './markers.ts';
import { edgeStyles, nodeStyles, severityStyles } from './palette.ts';
import { badgesOn, elementsIn, type Edge, type Node, type Picture, type Role } from './picture.ts';
import { writtenLines } from './written-lines.ts';

type MarkersOn = (id: string) => readonly Marker[];

/** The direction is only in the first line. */
export function mermaidText(picture: Picture, markers: PlacedMarkers): (direction: Direction) => string {
  const markersOn: MarkersOn = id => markers.byId.get(id) ?? [];
  const inGroup = Map.groupBy(picture.nodes, node => node.group);
  const lines: string[] = [];
  for (const group of picture.groups) {
    lines.push(`  subgraph ${group.id}[${labelText(writtenLines(group, markersOn))}]`);
    for (const node of inGroup.get(group.id) ?? []) lines.push(`    ${nodeText(node, markersOn)}`);
    lines.push('  end');
  }
  for (const node of inGroup.get(undefined) ?? []) lines.push(`  ${nodeText(node, markersOn)}`);
  for (const edge of picture.edges) lines.push(`  ${edgeText(edge, markersOn)}`);
  lines.push(...classTexts(picture, markers));
  return direction => `flowchart ${direction}\n${lines.join('\n')}\n`;
}

function nodeText(node: Node, markersOn: MarkersOn): string {
  const label = labelText(writtenLines(node, markersOn));
  return `${node.id}${shapeText(node.role, label)}`;
}

function shapeText(role: Role, label: string): string {
  switch (role) {
    case 'reaction':
      return `(${label})`;
    case 'join':
      return `[\\${label}/]`;
    case 'choice':
      return `{${label}}`;
    case 'fork':
      return '@{ shape: fork, label: " " }';
    case 'used':
      return `[[${label}]]`;
    case 'message':
      return `{{${label}}}`;
    case 'actor':
    case 'entry':
    case 'exit':
    case 'schedule':
    case 'rest':
    case 'loose':
      return `([${label}])`;
    case 'service':
    case 'external':
    case 'note':
      return `[${label}]`;
    default:
      return role satisfies never;
  }
}

function edgeText(edge: Edge, markersOn: MarkersOn): string {
  const lines = writtenLines(edge, markersOn);
  const label = lines.length > 0 ? `|${labelText(lines)}|` : '';
  // The space before the target matters: `---o` would be an arrow with a circle at its end.
  return `${edge.from} ${edge.id}@${arrow(edge.style)}${label} ${edge.to}`;
}

function arrow(style: Edge['style']): string {
  switch (style) {
    case 'plain':
      return '-->';
    case 'command':
      return '==>';
    case 'timer':
      return '-.->';
    case 'inner':
      return '---';
    default:
      return style satisfies never;
  }
}

/** Classes come after everything else. A finding's class is the last one, so that it overrides the class of the role. */
function classTexts(picture: Picture, markers: PlacedMarkers): readonly string[] {
  const roles = Map.groupBy([...picture.groups, ...picture.nodes], element => element.role);
  const styles = Map.groupBy(picture.edges, edge => edge.style);
  const worst = Map.groupBy([...worstOf(picture, markers)], ([, severity]) => severity);
  return [
    ...Object.entries(nodeStyles).flatMap(([role, style]) =>
      classText(role, style, [...roles].find(([key]) => key === role)?.[1]),
    ),
    ...Object.entries(edgeStyles).flatMap(([name, style]) =>
      classText(name, style, [...styles].find(([key]) => key === name)?.[1]),
    ),
    ...Object.entries(severityStyles).flatMap(([severity, style]) => {
      const found = [...worst].find(([key]) => key === severity)?.[1];
      return classText(
        severity,
        style,
        found?.map(([id]) => ({ id })),
      );
    }),
  ];
}

/** The severity of the findings on each element; the findings on a badge count for the element that has it. */
function worstOf(picture: Picture, markers: PlacedMarkers): ReadonlyMap<string, Severity> {
  const worst = new Map<string, Severity>();
  for (const { id, lines } of elementsIn(picture)) {
    const found = [id, ...badgesOn(lines).map(badge => badge.id)].flatMap(one => markers.byId.get(one) ?? []);
    const severity = severities.find(candidate => found.some(marker => marker.severity === candidate));
    if (severity) worst.set(id, severity);
  }
  return worst;
}

function classText(
  name: string,
  style: string,
  elements: readonly { readonly id: string }[] | undefined,
): readonly string[] {
  if (!elements || elements.length === 0) return [];
  return [`  classDef ${name} ${style}`, `  class ${elements.map(element => element.id).join(',')} ${name}`];
}
