/** The style of pages with a sequence diagram: the picture, the list of steps, and the snapshot. */
import { pageStyle } from './page-style.ts';

export const sequenceStyle = `
${pageStyle}
  .viewport { position: relative; overflow: hidden; min-height: 0; min-width: 0; cursor: grab; touch-action: none; outline-offset: -2px; }
  .viewport:active { cursor: grabbing; }
  .canvas, .heads > svg { position: absolute; left: 0; top: 0; transform-origin: 0 0; }
  .canvas > svg, .heads > svg { display: block; max-width: none; overflow: hidden; }
  .canvas .actor-line { stroke-width: 1px; opacity: 0.45; }
  .heads {
    position: absolute; left: 0; right: 0; top: 0; overflow: hidden; pointer-events: none;
    background: var(--vscode-editor-background); border-bottom: 1px solid var(--vscode-editorWidget-border, #8885);
  }
  .step-band { fill: transparent; cursor: pointer; }
  .step-band:hover { fill: var(--vscode-list-hoverBackground, #8882); }
  .step-band.current {
    fill: color-mix(in srgb, var(--vscode-focusBorder, #007fd4) 20%, transparent);
    stroke: var(--vscode-focusBorder, #007fd4); stroke-width: 1.5px;
  }
  .bad-mark { fill: var(--vscode-errorForeground, #e5484d); pointer-events: none; }
  .canvas [data-et], .canvas text { pointer-events: none; }
  .scrolls { overflow: auto; min-height: 0; min-width: 0; border-top: 1px solid var(--vscode-editorWidget-border, #8885); }
  ol { margin: 0; padding: 0; list-style: none; }
  h2 { margin: 0; font-size: 1em; font-weight: 600; }
  .step {
    display: block; width: 100%; padding: 2px 10px; border: 0; border-left: 3px solid transparent; text-align: left;
    background: none; overflow-wrap: anywhere;
  }
  .step:hover { background: var(--vscode-list-hoverBackground, #8882); }
  .step[aria-current] {
    border-left-color: var(--vscode-focusBorder, #007fd4);
    background: var(--vscode-list-inactiveSelectionBackground, #8883); color: var(--vscode-list-inactiveSelectionForeground, inherit);
  }
  .step:focus-visible { outline-offset: -1px; }
  .vscode-high-contrast .step[aria-current], .vscode-high-contrast-light .step[aria-current] {
    outline: 1px dashed var(--vscode-contrastActiveBorder, currentColor); outline-offset: -1px;
  }
  code { font-family: var(--vscode-editor-font-family, monospace); font-size: 0.95em; }
  .bad { color: var(--vscode-errorForeground, #e5484d); font-weight: 600; }
  .difference {
    margin: 4px 10px; padding-top: 3px; border-top: 2px dashed var(--vscode-editorWarning-foreground, #b89500);
    font-style: italic;
  }
  .entry { margin: 4px 10px; opacity: 0.85; }
  .snapshot { margin: 0; padding: 6px 10px; display: flow-root; }
  .snapshot dt { margin-top: 4px; color: var(--vscode-descriptionForeground, inherit); }
  .snapshot dd { margin: 0 0 0 10px; overflow-wrap: anywhere; }
`;
