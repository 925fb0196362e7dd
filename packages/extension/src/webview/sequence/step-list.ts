/** The steps of a run as a list to read and to choose from. */
import type { ShownRun } from '@choreo/server/protocol';
import { element } from '../element.ts';

export interface StepList {
  /** `differsFrom`: the first step in which it is not as the other run. */
  show(run: ShownRun, differsFrom?: number): void;
  light(step: number | undefined): void;
}

/** `onStep`: chosen by the user; `twice`: to go to its source. */
export function createStepList(place: HTMLElement, onStep: (step: number, twice: boolean) => void): StepList {
  let buttons: readonly HTMLButtonElement[] = [];

  function showLight(step: number | undefined): void {
    for (const [index, button] of buttons.entries()) {
      if (index === step) button.setAttribute('aria-current', 'step');
      else button.removeAttribute('aria-current');
    }
    const current = step === undefined ? undefined : buttons[step];
    current?.scrollIntoView({ block: 'nearest' });
    // Where the user walks through the list by keys, the focus goes along.
    if (current && buttons.some(button => button === document.activeElement)) current.focus();
  }

  return {
    show(run, differsFrom) {
      const focused = buttons.findIndex(button => button === document.activeElement);
      buttons = [...run.steps.map(({ words }) => words), endingOf(run)].map((words, index) => {
        // Of two runs none is bad: they part.
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
        if (index === differsFrom) item.prepend(element('p', { class: 'difference' }, 'From here on they differ'));
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
