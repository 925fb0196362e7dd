/** Lists the steps of a run, for reading and selecting. */
import type { ShownRun } from '@choreo/server/protocol';
import { element } from '../element.ts';

export interface StepList {
  /** `differsFrom`: the first step that differs from the other run. */
  show(run: ShownRun, differsFrom?: number): void;
  light(step: number | undefined): void;
}

/** `onStep`: the user selected a step; `twice`: a double click, to go to its source. */
export function createStepList(place: HTMLElement, onStep: (step: number, twice: boolean) => void): StepList {
  let buttons: readonly HTMLButtonElement[] = [];

  function showLight(step: number | undefined): void {
    for (const [index, button] of buttons.entries()) {
      if (index === step) button.setAttribute('aria-current', 'step');
      else button.removeAttribute('aria-current');
    }
    const current = step === undefined ? undefined : buttons[step];
    current?.scrollIntoView({ block: 'nearest' });
    // If the user moves through the list by keys, the focus follows.
    if (current && buttons.some(button => button === document.activeElement)) current.focus();
  }

  return {
    show(run, differsFrom) {
      const focused = buttons.findIndex(button => button === document.activeElement);
      buttons = [...run.steps.map(({ words }) => words), endingOf(run)].map((words, index) => {
        // With two runs, no step is bad: the runs diverge.
        const isBad = index === run.badStep && differsFrom === undefined;
        const number = index < run.steps.length ? `${index + 1}. ` : '';
        const button = element('button', { type: 'button', class: 'step', 'data-step': index }, `${number}${words}`);
        if (isBad) button.prepend(element('span', { class: 'bad' }, '✖ first bad step: '));
        button.addEventListener('click', () => onStep(index, false));
        button.addEventListener('dblclick', () => onStep(index, true));
        return button;
      });
      const items = buttons.map((button, index) => {
        const item = element('li', {}, button);
        if (index === differsFrom) item.prepend(element('p', { class: 'difference' }, 'From here on the runs differ'));
        return item;
      });
      const entries = run.entries.map(entry => element('p', { class: 'entry' }, entry));
      place.replaceChildren(...entries, element('ol', {}, ...items));
      buttons[Math.min(focused, buttons.length - 1)]?.focus();
    },
    light: showLight,
  };
}

function endingOf({ ending, title }: ShownRun): string {
  return ending.length > 0 ? ending.join(' ') : title;
}
