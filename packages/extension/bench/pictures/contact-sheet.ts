/** All pictures on one page, small, each with its caption. */
import type { Browser } from 'playwright-core';

const columns = 6;
const width = 300;

export async function contactSheet(
  browser: Browser,
  pictures: readonly { readonly caption: string; readonly png: Buffer }[],
): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: columns * (width + 12) + 12, height: 800 } });
  const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const figures = pictures.map(
    ({ caption, png }) =>
      `<figure><img src="data:image/png;base64,${png.toString('base64')}"><figcaption>${escaped(caption)}</figcaption></figure>`,
  );
  await page.setContent(`<!doctype html><style>
    body { margin: 12px; display: grid; grid-template-columns: repeat(${columns}, ${width}px); gap: 12px; font: 12px sans-serif; background: #ddd }
    figure { margin: 0 } img { width: ${width}px; display: block; border: 1px solid #999 }
  </style>${figures.join('')}`);
  const png = await page.screenshot({ fullPage: true });
  await page.close();
  return png;
}
