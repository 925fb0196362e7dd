/** Writes a picture as the text of a Mermaid flowchart. */
import type { Direction, Marker } from './diagram.ts';
import { labelText } from './label.ts';
import { badgeOf, type PlacedMarkers } from './markers.ts';
import { edgeStyles, nodeStyles, severityStyles } from './palette.ts';
import { soft, type Edge, type Line, type Node, type Picture, type Role } from './picture.ts';

export function mermaidText(picture: Picture, direction: Direction, markers: PlacedMarkers): string {
  const marked = (id: string): readonly Marker[] => markers.byId.get(id) ?? [];
  const inGroup = Map.groupBy(picture.nodes, node => node.group);
  const lines = [`flowchart ${direction}`];
  for (const group of picture.groups) {
    lines.push(`  subgraph ${group.id}[${labelText(withBadge(group.lines, marked(group.id)))}]`);
    for (const node of inGroup.get(group.id) ?? []) lines.push(`    ${nodeText(node, marked(node.id))}`);
    lines.push('  end');
  }
  for (const node of inGroup.get(undefined) ?? []) lines.push(`  ${nodeText(node, marked(node.id))}`);
  for (const edge of picture.edges) lines.push(`  ${edgeText(edge, marked(edge.id))}`);
  lines.push(...classTexts(picture, markers));
  return `${lines.join('\n')}\n`;
}

function nodeText(node: Node, markers: readonly Marker[]): string {
  const label = labelText(withBadge(node.lines, markers));
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

function edgeText(edge: Edge, markers: readonly Marker[]): string {
  const lines = withBadge(edge.lines, markers);
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

function withBadge(lines: readonly Line[], markers: readonly Marker[]): readonly Line[] {
  const badge = badgeOf(markers);
  return badge === undefined ? lines : [...lines, soft(badge)];
}

/** Classes after all else; a finding's class comes last and so wins over that of the role. */
function classTexts(picture: Picture, markers: PlacedMarkers): readonly string[] {
  const roles = Map.groupBy([...picture.groups, ...picture.nodes], element => element.role);
  const styles = Map.groupBy(picture.edges, edge => edge.style);
  const worst = Map.groupBy(markers.byId, ([, [first]]) => first?.severity);
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

function classText(
  name: string,
  style: string,
  elements: readonly { readonly id: string }[] | undefined,
): readonly string[] {
  if (!elements || elements.length === 0) return [];
  return [`  classDef ${name} ${style}`, `  class ${elements.map(element => element.id).join(',')} ${name}`];
}
