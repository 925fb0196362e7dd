/** The style of the preview around the picture. */
import { pageStyle } from '../panel/page-style.ts';

export const previewStyle = `
${pageStyle}
  #viewport { flex: 1; position: relative; overflow: hidden; min-height: 0; cursor: grab; touch-action: none; outline-offset: -2px; }
  #viewport:active { cursor: grabbing; }
  #canvas { position: absolute; left: 0; top: 0; transform-origin: 0 0; }
  #canvas > svg { display: block; max-width: none; overflow: visible; }
  #canvas.stale > svg { opacity: 0.55; }
  #waiting { position: absolute; inset: 0; margin: auto; height: 1.5em; text-align: center; opacity: 0.7; }
  [data-target] { cursor: pointer; }
  .edge-hit { fill: none; stroke: transparent; stroke-width: 14px; pointer-events: stroke; }
  #canvas g.node:hover > :first-child, #canvas g.node:focus-visible > :first-child { filter: brightness(1.25) saturate(1.4); }
  #canvas .edgeLabel [data-target]:hover, #canvas .cluster-label:hover { text-decoration: underline; }
  #canvas [data-target]:focus-visible { outline: 2px solid var(--vscode-focusBorder, #007fd4); outline-offset: 2px; }
  /* Mermaid measures labels in the page, so these rules affect its layout too. */
  foreignObject > div { line-height: 30px !important; max-width: none !important; }
  /* The name of a service is larger while Mermaid measures it, to leave room beside an arrow from above. */
  [data-layout="downwards"] g[class="node default"] > .label strong { font-size: 2.6em; line-height: 0; }
  /* The layout is larger than the displayed picture, but its lines are not. */
  #canvas svg :is(path, rect, polygon, line) { vector-effect: non-scaling-stroke; }
  #canvas .cluster-label.raised p { background: var(--vscode-editor-background); }
  #canvas .label-line.badge { color: var(--vscode-editorWarning-foreground, #bf8803); }
  #canvas .label-line.badge:hover { text-decoration: underline; }
  #canvas .lit:not(path) { filter: drop-shadow(0 0 2px var(--vscode-focusBorder, #007fd4)) drop-shadow(0 0 6px var(--vscode-focusBorder, #007fd4)); }
  #canvas path.lit:not(.edge-hit) { stroke: var(--vscode-focusBorder, #007fd4) !important; stroke-width: 4px !important; }
  @media (prefers-reduced-motion: no-preference) { #canvas.stale > svg { transition: opacity 0.2s; } }
`;
