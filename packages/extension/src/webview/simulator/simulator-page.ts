/** The script in the simulator: shows the run so far and the next options, and reports the user's actions. */
import type {
  FromSimulator,
  SavedSimulation,
  ShowSimulationMessage,
  SimulatorCommand,
  ToSimulator,
} from '../../simulator/protocol.ts';
import type { SourceWish } from '../../panel/source-wish.ts';
import { buttonPart, part } from '../element.ts';
import { showBanner, showFailure } from '../messages.ts';
import { createSequencePicture } from '../sequence/sequence-picture.ts';
import { snapshotView } from '../sequence/snapshot-view.ts';
import { createStepList } from '../sequence/step-list.ts';
import { listenToStepping } from '../sequence/stepping-keys.ts';
import { keepState, onPosted, post } from '../vscode-api.ts';
import { createOptionList } from './option-list.ts';
import { createSettingsForm } from './settings-form.ts';

let message: ShowSimulationMessage | undefined;
/** The selected step; -1 before the first, and the number of steps if the whole run is selected. */
let step = -1;

const tell = (said: FromSimulator): void => post(said);
const picture = createSequencePicture(part('picture'), 'simulation', {
  onStep: choose,
  onDrawn(failure) {
    showFailure(failure === undefined ? undefined : `This run could not be drawn.\n${failure}`);
    if (failure !== undefined) tell({ type: 'failed', message: failure });
  },
});
const list = createStepList(part('steps'), choose);
const options = createOptionList(part('options'), {
  onTake: option => tell({ type: 'take', revision: message?.revision ?? -1, option }),
  onPoint(option) {
    if (option === undefined) tell({ type: 'at', step, source: 'light' });
    else tell({ type: 'point', revision: message?.revision ?? -1, option });
  },
});
const settings = createSettingsForm(changed => tell({ type: 'change', options: changed }));

function show(next: ShowSimulationMessage): void {
  showBanner(next.banner);
  const { content } = next;
  if (!content) return;
  message = next;
  picture.show(content.run);
  list.show(content.run);
  options.show(content.options);
  settings.show(content.position.options, content.entries);
  const count = content.run.steps.length;
  for (const id of ['undo', 'restart', 'events', 'scenario']) buttonPart(id).disabled = count === 0;
  for (const id of ['chance', 'toEnd']) buttonPart(id).disabled = content.options.length === 0;
  keepState({ position: content.position } satisfies SavedSimulation);
  goTo(count - 1, next.asked ? 'show' : 'light');
}

function choose(at: number, twice: boolean): void {
  goTo(at, twice ? 'go' : 'show');
}

function goTo(at: number, source: SourceWish): void {
  const content = message?.content;
  if (!content) return;
  const { steps } = content.run;
  step = Math.max(-1, Math.min(at, steps.length - 1));
  picture.light(step < 0 ? undefined : step);
  list.light(step < 0 ? undefined : step);
  part('where').textContent = `${content.name} · ${whereText(steps.length)}`;
  part('stands').replaceChildren(snapshotView(steps[step]?.snapshot ?? content.snapshot));
  tell({ type: 'at', step, source });
}

function whereText(count: number): string {
  if (count === 0) return 'before the first step';
  return step === count - 1 ? `after step ${count}` : `step ${step + 1} of ${count}`;
}

const run = (command: SimulatorCommand) => (): void => {
  const content = message?.content;
  const id = buttons.find(([, other]) => other === command)?.[0];
  if (content && id !== undefined && !buttonPart(id).disabled) tell({ type: 'command', command });
};

const buttons: readonly (readonly [string, SimulatorCommand])[] = [
  ['undo', 'undo'],
  ['chance', 'any'],
  ['toEnd', 'to-end'],
  ['restart', 'restart'],
  ['scenario', 'scenario'],
  ['events', 'events'],
  ['copy', 'copy'],
];
for (const [id, command] of buttons) buttonPart(id).addEventListener('click', run(command));
buttonPart('zoomIn').addEventListener('click', () => picture.panZoom.zoomBy(1.25));
buttonPart('zoomOut').addEventListener('click', () => picture.panZoom.zoomBy(0.8));
buttonPart('fit').addEventListener('click', () => picture.panZoom.fit());

listenToStepping(
  {
    by: steps => goTo(step + steps, 'show'),
    first: () => goTo(0, 'show'),
    last: () => goTo(Infinity, 'show'),
    reveal: () => goTo(step, 'go'),
  },
  () => picture.panZoom,
);
document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement) return;
  if (!act(event.key)) return;
  event.preventDefault();
});

/** The digits choose options, except for 0, which shows the actual size. */
function act(key: string): boolean {
  if (/^[1-9]$/.test(key)) return options.takeNumbered(Number(key));
  const command = ({ Backspace: 'undo', n: 'any', e: 'to-end', r: 'restart' } as const)[
    key.length > 1 ? key : key.toLowerCase()
  ];
  if (command) run(command)();
  return command !== undefined;
}

onPosted((said: ToSimulator) => {
  switch (said.type) {
    case 'show':
      return show(said);
    default:
      said.type satisfies never;
  }
});
tell({ type: 'ready' });
