/** The page of the run panel: title, stepping buttons, and the places for pictures and lists. */
import { iconButton, messagesHtml, pageHtml } from '../panel/page-html.ts';
import type { PageOptions } from '../panel/page-html.ts';
import { sequenceStyle } from '../panel/sequence-style.ts';

export function runHtml(options: PageOptions): string {
  return pageHtml(options, { page: 'run', title: 'Choreo Run', style, body });
}

const style = `
${sequenceStyle}
  header { flex: none; padding: 2px 12px 6px; border-bottom: 1px solid var(--vscode-editorWidget-border, #8885); }
  header p { margin: 0; }
  #code { color: var(--vscode-descriptionForeground, inherit); }
  #where { align-self: center; margin-left: 8px; white-space: nowrap; color: var(--vscode-descriptionForeground, inherit); }
  main { flex: 1; min-height: 0; display: grid; grid-template-columns: minmax(0, 1fr); }
  main.two { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
  main > section { min-height: 0; min-width: 0; display: grid; grid-template-rows: auto minmax(0, 1fr) minmax(90px, 34%); }
  main > section + section { border-left: 1px solid var(--vscode-editorWidget-border, #8885); }
  main > section > h2 { padding: 4px 12px; border-bottom: 2px solid transparent; overflow-wrap: anywhere; }
  main.two > section.active > h2 { border-bottom-color: var(--vscode-focusBorder, #007fd4); }
  .below { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); min-height: 0; }
  main.two .below { grid-template-columns: minmax(0, 1fr); grid-template-rows: minmax(0, 3fr) minmax(0, 2fr); }
  .below > .scrolls + .scrolls { border-left: 1px solid var(--vscode-editorWidget-border, #8885); }
  /* In a low panel, picture and steps are side by side. */
  @media (min-width: 900px), (max-height: 480px) {
    main.one > section { grid-template-rows: auto minmax(0, 1fr); grid-template-columns: minmax(0, 3fr) minmax(200px, 2fr); }
    main.one > section > h2 { grid-column: 1 / -1; }
    main.one .below { grid-template-columns: minmax(0, 1fr); grid-template-rows: minmax(0, 3fr) minmax(0, 2fr); border-left: 1px solid var(--vscode-editorWidget-border, #8885); }
  }
  @media (max-height: 480px) {
    header p { display: inline; }
    header { max-height: 3.2em; overflow: auto; }
    main.one .stands { display: none; }
    main.one .below { grid-template-rows: minmax(0, 1fr); }
  }
`;

const pictureLabel =
  'Picture of the run. Arrow keys move between steps, Home and End go to the first and last step, Enter goes to the source. Shift with arrow keys moves the picture, plus and minus zoom, F fits it.';

function side(name: string, hidden: boolean): string {
  return `    <section id="${name}"${hidden ? ' hidden' : ''}>
      <h2></h2>
      <div class="viewport" tabindex="0" role="group" aria-label="${pictureLabel}"></div>
      <div class="below">
        <div class="scrolls steps" role="group" aria-label="Steps"></div>
        <div class="scrolls stands" role="group" aria-label="After this step" aria-live="polite"></div>
      </div>
    </section>`;
}

const body = `  <div role="toolbar" aria-label="Run">
    ${iconButton('first', 'First Step (Home)')}
    ${iconButton('previous', 'Previous Step (Up)')}
    ${iconButton('next', 'Next Step (Down)')}
    ${iconButton('last', 'Last Step (End)')}
    ${iconButton('mark', 'Go to the First Bad Step (B)', true)}
    <span class="gap"></span>
    ${iconButton('zoomIn', 'Zoom In (+)')}
    ${iconButton('zoomOut', 'Zoom Out (-)')}
    ${iconButton('fit', 'Fit Whole Picture (F)')}
    <span class="gap"></span>
    ${iconButton('scenario', 'Save as Scenario')}
    ${iconButton('simulate', 'Continue in the Simulator from This Step')}
    ${iconButton('copy', 'Copy as Mermaid')}
    <span id="where" role="status"></span>
  </div>
${messagesHtml}
  <header hidden><p id="message"></p><p id="code"></p></header>
  <main class="one">
${side('run', false)}
${side('other', true)}
  </main>`;
