/** Lists the next options: alternatives of one delivery in a group, redeliveries and losses separately. */
import type { SimulationOption } from '@choreo/server/protocol';
import { element } from '../element.ts';

export interface OptionEvents {
  /** The index of the chosen option. */
  readonly onTake: (option: number) => void;
  /** The option under focus or mouse; undefined if there is none. */
  readonly onPoint: (option: number | undefined) => void;
}

export interface OptionList {
  show(options: readonly SimulationOption[]): void;
  /** Chooses the option with this displayed number, from 1. */
  takeNumbered(number: number): boolean;
}

interface Numbered {
  readonly option: SimulationOption;
  readonly index: number;
}

export function createOptionList(place: HTMLElement, { onTake, onPoint }: OptionEvents): OptionList {
  let order: readonly number[] = [];

  function buttonFor({ option, index }: Numbered, number: number): HTMLButtonElement {
    const text = option.detail === '' ? option.heading : option.detail;
    const button = element(
      'button',
      { type: 'button', class: 'option', 'data-option': index, 'data-kind': option.kind, 'aria-label': nameOf(option) },
      element('span', { class: 'key', 'aria-hidden': 'true' }, number <= 9 ? String(number) : ''),
      element('span', {}, text),
    );
    button.addEventListener('click', () => onTake(index));
    for (const begins of ['focus', 'mouseenter']) button.addEventListener(begins, () => onPoint(index));
    for (const ends of ['blur', 'mouseleave']) button.addEventListener(ends, () => onPoint(undefined));
    return button;
  }

  return {
    show(options) {
      const hadFocus = place.contains(document.activeElement);
      const numbered = options.map((option, index) => ({ option, index }));
      const sorted = sections.flatMap(({ kinds, title }) =>
        groupsOf(numbered.filter(({ option }) => kinds.includes(option.kind))).map((group, index) => ({
          ...group,
          title: index === 0 ? title : '',
        })),
      );
      order = sorted.flatMap(({ members }) => members.map(({ index }) => index));
      const parts = sorted.flatMap(({ title, heading, members }) => {
        const isAlone = members.length === 1 && members[0]?.option.detail === '';
        const buttons = members.map(member => buttonFor(member, order.indexOf(member.index) + 1));
        return [
          ...(title === '' ? [] : [element('h2', {}, title)]),
          ...(isAlone
            ? buttons
            : [element('div', { role: 'group', 'aria-label': heading }, element('h3', {}, heading), ...buttons)]),
        ];
      });
      const end = element('p', { class: 'nothing', tabindex: -1 }, 'No options: the run has ended.');
      place.replaceChildren(...(parts.length > 0 ? parts : [end]));
      // Keep the focus in the list for users who choose by keys.
      if (hadFocus) (place.querySelector('button') ?? end).focus();
    },
    takeNumbered(number) {
      const option = order[number - 1];
      if (option !== undefined) onTake(option);
      return option !== undefined;
    },
  };
}

const sections: readonly { readonly title: string; readonly kinds: readonly SimulationOption['kind'][] }[] = [
  { title: '', kinds: ['enter', 'deliver', 'timer', 'give-up', 'schedule'] },
  { title: 'Redeliveries', kinds: ['redeliver'] },
  { title: 'Lose', kinds: ['lose'] },
];

function groupsOf(options: readonly Numbered[]): readonly { heading: string; members: readonly Numbered[] }[] {
  const groups = new Map<string, Numbered[]>();
  for (const one of options) {
    const { heading, case: index } = one.option;
    const key = `${index} ${heading}`;
    const members = groups.get(key);
    if (members) members.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()].map(members => ({ heading: members[0]?.option.heading ?? '', members }));
}

function nameOf({ heading, detail }: SimulationOption): string {
  return detail === '' ? heading : `${heading}: ${detail}`;
}
