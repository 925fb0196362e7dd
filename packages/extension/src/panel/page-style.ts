/** The style that all pages share, in the colours of the editor's theme. */
export const pageStyle = `
  html, body { height: 100%; margin: 0; padding: 0; }
  body {
    display: flex; flex-direction: column; overflow: hidden;
    background: var(--vscode-editor-background); color: var(--vscode-editor-foreground);
    font-family: var(--vscode-font-family); font-size: var(--vscode-font-size, 13px);
  }
  [hidden] { display: none !important; }
  [role="toolbar"] { display: flex; gap: 2px; padding: 4px 8px; flex: none; }
  [role="toolbar"] .gap { width: 10px; }
  button { font: inherit; color: inherit; cursor: pointer; }
  [role="toolbar"] button {
    width: 26px; height: 24px; padding: 3px; border: 1px solid transparent; border-radius: 4px; background: none;
    color: var(--vscode-icon-foreground, currentColor);
  }
  [role="toolbar"] button:hover { background: var(--vscode-toolbar-hoverBackground, #8883); }
  [role="toolbar"] button[aria-pressed="true"] { background: var(--vscode-inputOption-activeBackground, #8884); }
  .vscode-high-contrast [role="toolbar"] button, .vscode-high-contrast-light [role="toolbar"] button {
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
`;
