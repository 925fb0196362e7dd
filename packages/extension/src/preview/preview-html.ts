/** The page of the preview: its toolbar, and the place for the picture. */
import { iconButton, messagesHtml, pageHtml } from '../panel/page-html.ts';
import type { PageOptions } from '../panel/page-html.ts';
import { previewStyle } from './preview-style.ts';

export function previewHtml(options: PageOptions): string {
  return pageHtml(options, { page: 'preview', title: 'Choreo Preview', style: previewStyle, body });
}

const body = `  <div role="toolbar" aria-label="Preview" id="toolbar">
    ${iconButton('zoomIn', 'Zoom In (+)')}
    ${iconButton('zoomOut', 'Zoom Out (-)')}
    ${iconButton('fit', 'Fit Whole Picture (F)')}
    ${iconButton('actualSize', 'Actual Size (0)')}
    <span class="gap"></span>
    ${iconButton('turn', 'Change Direction: Down or Right')}
    ${iconButton('focus', 'Focus on a Service or Message…')}
    ${iconButton('showAll', 'Show the Whole Choreography', true)}
    <span class="gap"></span>
    ${iconButton('copy', 'Copy Mermaid Text')}
    ${iconButton('save', 'Save as SVG…')}
  </div>
${messagesHtml}
  <main id="viewport" tabindex="0" aria-label="Picture. Arrow keys move it, plus and minus zoom, F fits it, Tab moves to the next element, Enter goes to its source.">
    <div id="canvas"></div>
    <p id="waiting">Drawing…</p>
  </main>`;
