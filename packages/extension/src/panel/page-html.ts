/** The HTML that all pages share: the content security policy, and the frame around their content. */
import { icons } from './icons.ts';

export interface PageOptions {
  /** The webview URI of the script. */
  readonly script: string;
  /** A new random value for each page. */
  readonly nonce: string;
}

export interface PageContent {
  /** By this the script knows which page it runs in. */
  readonly page: 'preview' | 'run' | 'simulator';
  readonly title: string;
  readonly style: string;
  /** Trusted HTML: nothing in it comes from a model. */
  readonly body: string;
}

export function pageHtml({ script, nonce }: PageOptions, { page, title, style, body }: PageContent): string {
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    // Mermaid puts style elements into its pictures.
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

/** A toolbar button. */
export function iconButton(id: keyof typeof icons, label: string, hidden = false): string {
  return `<button type="button" id="${id}" title="${label}" aria-label="${label}"${hidden ? ' hidden' : ''}>${icons[id]}</button>`;
}

/** The places above the content for a status message and for an error. */
export const messagesHtml = `  <div id="banner" role="status" hidden><span></span><button type="button" hidden></button></div>
  <div id="failure" role="alert" hidden></div>`;
