/** The script in the run panel: shows one or two runs, and steps through them. */
import type { FromRunPage, RunContent, SavedRun, ShowRunMessage, Side, ToRunPage } from '../../run/protocol.ts';
import { isSavedRun } from '../../run/protocol.ts';
import { isSameSubject } from '../../run/same-subject.ts';
import type { SourceWish } from '../../panel/source-wish.ts';
import { buttonPart, part, withNames } from '../element.ts';
import { showBanner, showFailure } from '../messages.ts';
import { listenToStepping } from '../sequence/stepping-keys.ts';
import { keepState, keptState, onPosted, post } from '../vscode-api.ts';
import { createRunSide } from './run-side.ts';

const main = part('run').parentElement;
const header = part('message').parentElement;
const sides = { run: createRunSide('run', events('run')), other: createRunSide('other', events('other')) };

let content: RunContent | undefined;
let side: Side = 'run';
let step = 0;
let restored: SavedRun | undefined;

const tell = (message: FromRunPage): void => post(message);

function events(of: Side) {
  return {
    onStep: (at: number, twice: boolean) => goTo(at, of, twice ? 'go' : 'show'),
    onDrawn(failure: string | undefined) {
      showFailure(failure === undefined ? undefined : `This run could not be drawn.\n${failure}`);
      if (failure !== undefined) tell({ type: 'failed', message: failure });
    },
  };
}

function show({ content: next, banner, asked }: ShowRunMessage): void {
  showBanner(banner);
  if (!next) return;
  const isSame = content && isSameSubject(content.subject, next.subject);
  content = next;
  if (header) header.hidden = false;
  part('message').replaceChildren(...withNames(next.message));
  part('code').textContent = next.code;
  const isTwo = next.other !== undefined;
  main?.classList.toggle('two', isTwo);
  main?.classList.toggle('one', !isTwo);
  part('other').hidden = !isTwo;
  sides.run.show(next.run, isTwo ? next.firstDifference : undefined);
  if (next.other) sides.other.show(next.other, next.firstDifference);
  const mark = markedStep();
  const button = buttonPart('mark');
  button.hidden = mark === undefined;
  button.title = isTwo ? 'Go to the First Difference (B)' : 'Go to the First Bad Step (B)';
  button.setAttribute('aria-label', button.title);
  const kept = restored && isSameSubject(restored.subject, next.subject) ? restored : undefined;
  restored = undefined;
  const source = asked ? 'show' : 'light';
  if (kept) goTo(kept.step, kept.side, source);
  else if (isSame) goTo(step, isTwo ? side : 'run', source);
  else goTo(isTwo ? (mark ?? 0) : 0, 'run', source);
}

/** The step where two runs diverge, or the first bad step of one run. */
function markedStep(): number | undefined {
  return content?.other ? content.firstDifference : content?.run.badStep;
}

function shownRun() {
  return (side === 'other' && content?.other) || content?.run;
}

function lastStep(): number {
  return shownRun()?.steps.length ?? 0;
}

function goTo(at: number, of: Side = side, source: SourceWish = 'show'): void {
  if (!content) return;
  side = content.other ? of : 'run';
  step = Math.max(0, Math.min(at, lastStep()));
  for (const name of ['run', 'other'] as const) {
    sides[name].light(step);
    part(name).classList.toggle('active', name === side);
  }
  const count = lastStep();
  part('where').textContent = step < count ? `Step ${step + 1} of ${count}` : `After ${count} steps`;
  for (const id of ['first', 'previous']) buttonPart(id).disabled = step === 0;
  for (const id of ['next', 'last']) buttonPart(id).disabled = step === count;
  keepState({ subject: content.subject, side, step } satisfies SavedRun);
  tell({ type: 'at', side, step, source });
}

const stepping = {
  by: (steps: number) => goTo(step + steps),
  first: () => goTo(0),
  last: () => goTo(lastStep()),
  mark() {
    const mark = markedStep();
    if (mark !== undefined) goTo(mark);
  },
  reveal: () => goTo(step, side, 'go'),
  other: () => goTo(step, side === 'run' ? 'other' : 'run'),
};

buttonPart('first').addEventListener('click', stepping.first);
buttonPart('previous').addEventListener('click', () => stepping.by(-1));
buttonPart('next').addEventListener('click', () => stepping.by(1));
buttonPart('last').addEventListener('click', stepping.last);
buttonPart('mark').addEventListener('click', stepping.mark);
buttonPart('zoomIn').addEventListener('click', () => sides[side].panZoom.zoomBy(1.25));
buttonPart('zoomOut').addEventListener('click', () => sides[side].panZoom.zoomBy(0.8));
buttonPart('fit').addEventListener('click', () => sides[side].panZoom.fit());
for (const command of ['copy', 'scenario', 'simulate'] as const) {
  buttonPart(command).addEventListener('click', () => tell({ type: 'command', command, side, step }));
}
listenToStepping(stepping, () => sides[side].panZoom);

const kept = keptState();
if (isSavedRun(kept)) restored = kept;
onPosted((message: ToRunPage) => {
  switch (message.type) {
    case 'show':
      return show(message);
    case 'step':
      return stepping.by(message.by);
    default:
      message satisfies never;
  }
});
tell({ type: 'ready' });
