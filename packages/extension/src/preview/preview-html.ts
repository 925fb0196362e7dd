/** The page of the preview: its policy, its toolbar, and the place for the picture. */
import { icons } from './preview-icons.ts';
import { previewStyle } from './preview-style.ts';

export interface PageOptions {
  /** URI of the script as the page may load it. */
  readonly script: string;
  /** Fresh for each page, unguessable. */
  readonly nonce: string;
}

export function previewHtml({ script, nonce }: PageOptions): string {
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    // Mermaid styles what it draws from inside the picture.
    `style-src 'unsafe-inline'`,
    'font-src data:',
    'img-src data:',
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Choreo Preview</title>
  <style>${previewStyle}</style>
</head>
<body>
  <div role="toolbar" aria-label="Preview" id="toolbar">
    ${button('zoomIn', 'Zoom In (+)')}
    ${button('zoomOut', 'Zoom Out (-)')}
    ${button('fit', 'Fit Whole Picture (F)')}
    ${button('actualSize', 'Actual Size (0)')}
    <span class="gap"></span>
    ${button('turn', 'Turn: Downwards or Rightwards')}
    ${button('focus', 'Focus on a Service or Message…')}
    ${button('showAll', 'Show All Again', true)}
    <span class="gap"></span>
    ${button('copy', 'Copy Mermaid Text')}
    ${button('save', 'Save as SVG…')}
  </div>
  <div id="banner" role="status" hidden><span></span><button type="button" hidden></button></div>
  <div id="failure" role="alert" hidden></div>
  <main id="viewport" tabindex="0" aria-label="Picture. Arrow keys move it, plus and minus zoom, F fits, Tab goes from one element to the next, Enter goes to its source.">
    <div id="canvas"></div>
    <p id="waiting">Drawing…</p>
  </main>
  <script nonce="${nonce}" src="${script}"></script>
</body>
</html>
`;
}

function button(id: keyof typeof icons, label: string, hidden = false): string {
  return `<button type="button" id="${id}" title="${label}" aria-label="${label}"${hidden ? ' hidden' : ''}>${icons[id]}</button>`;
}
