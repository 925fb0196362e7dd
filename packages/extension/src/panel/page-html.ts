/** What all pages of the extension have in common: the policy under which they run, and the frame around their content. */
import { icons } from './icons.ts';

export interface PageOptions {
  /** URI of the script as the page may load it. */
  readonly script: string;
  /** Fresh for each page, unguessable. */
  readonly nonce: string;
}

export interface PageContent {
  /** Which of the pages the script is to run. */
  readonly page: 'preview' | 'run' | 'simulator';
  readonly title: string;
  readonly style: string;
  /** HTML of ours: nothing in it comes from a model. */
  readonly body: string;
}

export function pageHtml({ script, nonce }: PageOptions, { page, title, style, body }: PageContent): string {
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    // Mermaid styles what it draws from inside the picture.
    `style-src 'unsafe-inline'`,
    'font-src data:',
    'img-src data:',
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en" data-page="${page}">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${title}</title>
  <style>${style}</style>
</head>
<body>
${body}
  <script nonce="${nonce}" src="${script}"></script>
</body>
</html>
`;
}

/** A button of a toolbar. */
export function iconButton(id: keyof typeof icons, label: string, hidden = false): string {
  return `<button type="button" id="${id}" title="${label}" aria-label="${label}"${hidden ? ' hidden' : ''}>${icons[id]}</button>`;
}

/** What can be said above the content: how things are, and what went wrong. */
export const messagesHtml = `  <div id="banner" role="status" hidden><span></span><button type="button" hidden></button></div>
  <div id="failure" role="alert" hidden></div>`;
