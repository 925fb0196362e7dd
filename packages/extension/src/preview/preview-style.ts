/** How the preview looks around the picture: in the colours of the editor's theme. */
export const previewStyle = `
  html, body { height: 100%; margin: 0; padding: 0; }
  body {
    display: flex; flex-direction: column; overflow: hidden;
    background: var(--vscode-editor-background); color: var(--vscode-editor-foreground);
    font-family: var(--vscode-font-family); font-size: var(--vscode-font-size, 13px);
  }
  [hidden] { display: none !important; }
  #toolbar { display: flex; gap: 2px; padding: 4px 8px; flex: none; }
  #toolbar .gap { width: 10px; }
  button { font: inherit; color: inherit; cursor: pointer; }
  #toolbar button {
    width: 26px; height: 24px; padding: 3px; border: 1px solid transparent; border-radius: 4px; background: none;
    color: var(--vscode-icon-foreground, currentColor);
  }
  #toolbar button:hover { background: var(--vscode-toolbar-hoverBackground, #8883); }
  #toolbar button[aria-pressed="true"] { background: var(--vscode-inputOption-activeBackground, #8884); }
  .vscode-high-contrast #toolbar button, .vscode-high-contrast-light #toolbar button {
    border-color: var(--vscode-contrastBorder, currentColor);
  }
  :focus-visible { outline: 1px solid var(--vscode-focusBorder, #007fd4); outline-offset: 1px; }
  #banner, #failure {
    flex: none; padding: 5px 12px; border-left: 3px solid;
    background: var(--vscode-inputValidation-warningBackground, transparent);
    border-color: var(--vscode-inputValidation-warningBorder, #b89500);
    color: var(--vscode-inputValidation-warningForeground, inherit);
  }
  #failure {
    white-space: pre-wrap;
    background: var(--vscode-inputValidation-errorBackground, transparent);
    border-color: var(--vscode-inputValidation-errorBorder, #be1100);
    color: var(--vscode-inputValidation-errorForeground, inherit);
  }
  #banner button {
    margin-left: 8px; padding: 0; border: 0; background: none; text-decoration: underline;
    color: var(--vscode-textLink-foreground);
  }
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
  #canvas .cluster-label p { background: var(--vscode-editor-background); }
  @media (prefers-reduced-motion: no-preference) { #canvas.stale > svg { transition: opacity 0.2s; } }
`;
