/** Turns a drawing into a standalone SVG file that any image program can show. */
import type { PictureTheme } from './theme.ts';

export function standaloneSvg(svg: string, theme: PictureTheme): string {
  const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml');
  const root = parsed.documentElement;
  // Mermaid does not decode character references in labels without HTML.
  const texts = parsed.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    if (text.parentElement?.tagName === 'style') continue;
    text.nodeValue = (text.nodeValue ?? '').replace(/&#(\d+);/g, (_, code: string) =>
      String.fromCodePoint(Number(code)),
    );
  }
  const ground = theme.variables['background'];
  if (typeof ground === 'string') root.setAttribute('style', `background-color: ${ground}`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(root)}\n`;
}
