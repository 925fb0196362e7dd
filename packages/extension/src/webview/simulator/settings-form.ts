/** The settings of a simulation: the count of each entry, redeliveries, losses and the seed. */
import type { SimulationEntry, SimulationOptions } from '@choreo/server/protocol';
import { element, part } from '../element.ts';

export interface SettingsForm {
  show(options: SimulationOptions, entries: readonly SimulationEntry[]): void;
}

export function createSettingsForm(changed: (options: SimulationOptions) => void): SettingsForm {
  const place = part('entries');
  const [seed, redeliveries, loss] = [inputPart('seed'), inputPart('redeliveries'), inputPart('loss')];
  let options: SimulationOptions = {};
  let entries: readonly SimulationEntry[] = [];

  const change = (changes: SimulationOptions): void => changed({ ...options, ...changes });
  const onNumber = (input: HTMLInputElement, use: (value: number) => void): void =>
    input.addEventListener('change', () => {
      if (input.value !== '' && input.checkValidity()) use(input.valueAsNumber);
    });
  onNumber(seed, value => change({ seed: value }));
  onNumber(redeliveries, value => change({ redeliveries: value, redelivered: 'any' }));
  loss.addEventListener('change', () => change({ loss: loss.checked }));

  /** All entries, since a missing one would not happen. */
  function setCount(message: string, count: number): void {
    const counts = Object.fromEntries(entries.map(entry => [entry.message, entry.count]));
    change({ entries: { ...counts, [message]: count } });
  }

  function rowsFor(entry: SimulationEntry, index: number): readonly HTMLElement[] {
    const { message, participants, after, counts, count } = entry;
    const text = `${message} from ${participants.join(', ')}${after ? `, after ${after.join(' or ')}` : ''}`;
    if (counts.length < 2) return [element('span', {}, text), element('span', {}, timesText(count))];
    const id = `entry${index}`;
    const select = element('select', { id, 'data-entry': message });
    for (const way of counts) {
      select.append(element('option', { value: way, selected: way === count }, timesText(way)));
    }
    select.addEventListener('change', () => setCount(message, Number(select.value)));
    return [element('label', { for: id }, text), select];
  }

  return {
    show(nextOptions, nextEntries) {
      options = nextOptions;
      entries = nextEntries;
      seed.valueAsNumber = options.seed ?? 1;
      redeliveries.valueAsNumber = options.redeliveries ?? 0;
      loss.checked = options.loss ?? true;
      const focused = document.activeElement instanceof HTMLSelectElement ? document.activeElement.id : '';
      place.replaceChildren(...entries.flatMap(rowsFor));
      if (focused !== '') document.getElementById(focused)?.focus();
    },
  };
}

function timesText(count: number): string {
  return count === 0 ? 'never' : count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`;
}

function inputPart(id: string): HTMLInputElement {
  const found = part(id);
  if (!(found instanceof HTMLInputElement)) throw new Error(`${id} is not an input.`);
  return found;
}
