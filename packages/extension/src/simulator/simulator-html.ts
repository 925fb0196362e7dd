/** The page of the simulator: buttons, settings, and the places for the picture and the next options. */
import { iconButton, messagesHtml, pageHtml } from '../panel/page-html.ts';
import type { PageOptions } from '../panel/page-html.ts';
import { sequenceStyle } from '../panel/sequence-style.ts';

export function simulatorHtml(options: PageOptions): string {
  return pageHtml(options, { page: 'simulator', title: 'Choreo Simulator', style, body });
}

const style = `
${sequenceStyle}
  #where { align-self: center; margin-left: 8px; white-space: nowrap; color: var(--vscode-descriptionForeground, inherit); }
  main { flex: 1; min-height: 0; display: grid; grid-template-columns: minmax(0, 3fr) minmax(230px, 2fr); }
  #left { display: grid; grid-template-rows: minmax(0, 1fr) minmax(70px, 26%); min-height: 0; min-width: 0; }
  #right { border-left: 1px solid var(--vscode-editorWidget-border, #8885); border-top: 0; padding-bottom: 10px; }
  #right h2 { padding: 8px 10px 2px; }
  #right h3 { margin: 6px 10px 1px; font-size: 1em; font-weight: 400; overflow-wrap: anywhere; }
  #right fieldset { margin: 4px 10px; padding: 0; border: 0; display: grid; grid-template-columns: 1fr auto; gap: 4px 8px; align-items: center; }
  #right label, #right fieldset span { overflow-wrap: anywhere; }
  input, select {
    font: inherit; color: var(--vscode-input-foreground, inherit); background: var(--vscode-input-background, transparent);
    border: 1px solid var(--vscode-input-border, var(--vscode-contrastBorder, #8885)); border-radius: 2px; padding: 1px 3px;
  }
  select { color: var(--vscode-dropdown-foreground, inherit); background: var(--vscode-dropdown-background, transparent); }
  input[type="number"] { width: 5em; }
  .option {
    display: grid; grid-template-columns: 1.6em 1fr; width: calc(100% - 20px); margin: 2px 10px; padding: 3px 6px; text-align: left;
    border: 1px solid var(--vscode-contrastBorder, transparent); border-radius: 3px; overflow-wrap: anywhere;
    background: var(--vscode-button-secondaryBackground, #8883); color: var(--vscode-button-secondaryForeground, inherit);
  }
  .option:hover { background: var(--vscode-button-secondaryHoverBackground, #8885); }
  .option .key { opacity: 0.65; }
  #right > section { break-inside: avoid; }
  @media (max-width: 640px) {
    main { grid-template-columns: minmax(0, 1fr); grid-template-rows: minmax(0, 3fr) minmax(0, 2fr); }
    #right { columns: 2; column-gap: 0; border-left: 0; border-top: 1px solid var(--vscode-editorWidget-border, #8885); }
  }
  .nothing { margin: 4px 10px; }
`;

const body = `  <div role="toolbar" aria-label="Simulator">
    ${iconButton('undo', 'Step Back (Backspace)')}
    ${iconButton('chance', 'Random Step (N)')}
    ${iconButton('toEnd', 'Run to the End (E)')}
    ${iconButton('restart', 'Restart (R)')}
    <span class="gap"></span>
    ${iconButton('zoomIn', 'Zoom In (+)')}
    ${iconButton('zoomOut', 'Zoom Out (-)')}
    ${iconButton('fit', 'Fit Whole Picture (F)')}
    <span class="gap"></span>
    ${iconButton('scenario', 'Save as Scenario')}
    ${iconButton('events', 'Export as CloudEvents')}
    ${iconButton('copy', 'Copy as Mermaid')}
    <span id="where" role="status"></span>
  </div>
${messagesHtml}
  <main>
    <div id="left">
      <div id="picture" class="viewport" tabindex="0" role="group" aria-label="Picture of the run so far. Arrow keys move between steps, Enter goes to the source. Shift with arrow keys moves the picture, plus and minus zoom, F fits it."></div>
      <div id="steps" class="scrolls" role="group" aria-label="Steps so far"></div>
    </div>
    <div id="right" class="scrolls">
      <section>
        <h2 id="nextTitle">What comes next?</h2>
        <div id="options" role="group" aria-labelledby="nextTitle"></div>
      </section>
      <section>
        <h2 id="standsTitle">How it stands</h2>
        <div id="stands" role="group" aria-labelledby="standsTitle" aria-live="polite"></div>
      </section>
      <section>
        <h2 id="entriesTitle">What comes from outside</h2>
        <fieldset id="entries" aria-labelledby="entriesTitle"></fieldset>
        <h2 id="settingsTitle">How it is delivered</h2>
      <fieldset id="settings" aria-labelledby="settingsTitle">
        <label for="redeliveries">Redeliveries</label><input id="redeliveries" type="number" min="0" max="9" step="1" value="0">
        <label for="loss">At-most-once channels may lose messages</label><input id="loss" type="checkbox" checked>
        <label for="seed">Seed of what happens by chance</label><input id="seed" type="number" min="1" step="1" value="1">
      </fieldset>
      </section>
    </div>
  </main>`;
