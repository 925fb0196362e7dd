/** One run on the page: its title, picture, steps and snapshot. */
import type { ShownRun } from '@choreo/server/protocol';
import { part } from '../element.ts';
import type { PanZoom } from '../pan-zoom.ts';
import { createSequencePicture } from '../sequence/sequence-picture.ts';
import type { SequenceEvents } from '../sequence/sequence-picture.ts';
import { snapshotView } from '../sequence/snapshot-view.ts';
import { createStepList } from '../sequence/step-list.ts';

export interface RunSide {
  readonly panZoom: PanZoom;
  show(run: ShownRun, differsFrom: number | undefined): void;
  /** The selected step; the number of steps or more stands for the end. */
  light(step: number): void;
}

/** `id`: the element of the page that shows the run. */
export function createRunSide(id: string, events: SequenceEvents): RunSide {
  const place = part(id);
  const inside = (selector: string): HTMLElement => {
    const found = place.querySelector<HTMLElement>(selector);
    if (!found) throw new Error(`The page has no ${selector} in ${id}.`);
    return found;
  };
  const picture = createSequencePicture(inside('.viewport'), id, events);
  const list = createStepList(inside('.steps'), events.onStep);
  const stands = inside('.stands');
  let shown: ShownRun | undefined;
  return {
    panZoom: picture.panZoom,
    show(run, differsFrom) {
      shown = run;
      inside('h2').textContent = run.title;
      picture.show(run);
      list.show(run, differsFrom);
    },
    light(step) {
      if (!shown) return;
      const at = Math.min(step, shown.steps.length);
      picture.light(at);
      list.light(at);
      const snapshot = (shown.steps[at] ?? shown.steps.at(-1))?.snapshot;
      stands.replaceChildren(...(snapshot ? [snapshotView(snapshot)] : []));
    },
  };
}
