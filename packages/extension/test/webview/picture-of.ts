/** A diagram as the extension sends it to the preview. */
import type { Diagram } from '@choreo/diagram';
import type { Picture } from '../../src/preview/protocol.ts';

export function pictureOf({ title, texts, entries, targets }: Diagram, choreography: string): Picture {
  return {
    choreography,
    title,
    texts,
    entries,
    targets: targets.map(({ id, element, on, span, title: words, markers }) => ({
      id,
      element,
      ...(on && { on }),
      ...(span && { place: span }),
      title: words,
      findings: markers,
    })),
  };
}
