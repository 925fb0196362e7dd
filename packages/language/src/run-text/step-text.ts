/** Puts one step of a run into words, for traces: "Payments takes OrderPlaced: charge → PaymentTaken". */
import { emittedText } from '@choreo/analysis';
import { factTexts, heldAfter, keysText } from '@choreo/analysis/runs';
import type { Firing, Run, RunStep, Snapshot } from '@choreo/analysis/runs';
import { alternativeAt, namesOf, refusalsBefore } from '@choreo/model';
import type { Choreography, Reaction } from '@choreo/model';
import { joined } from '../validation/wording.ts';
import { multiset, timesText } from './counting.ts';

/** `index`: the step in the run, from 0. The text has no number, mark or full stop. */
export function stepText(run: Run, index: number, choreography: Choreography): string {
  const step = run.steps[index];
  if (!step) return '';
  const whose = run.steps.some(other => other.case > 0) ? `Case ${step.case + 1}: ` : '';
  const effects = [
    ...step.firings.flatMap(firing => firingText(firing, step, choreography)),
    ...step.collectedBy.map(join => collectingText(join, step, run.snapshots[index + 1], choreography)),
    ...(step.withoutInstance ?? []).map(reaction => `${nameOf(reaction)} finds no instance`),
    ...(isUnheard(step)
      ? [step.kind === 'redeliver' ? 'nothing happens' : 'nothing fires, the message is dropped']
      : []),
    ...step.changes.map(({ state, from, to }) => `${state} becomes ${to} (was ${from})`),
    ...multiset(step.exits.map(({ message, receiver }) => `${message} leaves to ${receiver}`)),
  ];
  const result = effects.join('; ');
  if (result === '') return whose + openingOf(step, choreography);
  return `${whose}${openingOf(step, choreography)}${result.startsWith('→') ? ' ' : ': '}${result}`;
}

/** Who does what; the effects follow after it. */
function openingOf(step: RunStep, choreography: Choreography): string {
  const { kind, participant, entersFrom } = step;
  const message = messageOf(step);
  switch (kind) {
    case 'deliver':
      if (isRefused(step)) return `${participant} refuses ${message} ${refusals(step, choreography)}`;
      if (entersFrom === undefined) return `${participant} takes ${message}`;
      return entersFrom === participant
        ? `${participant} emits ${message}, and takes it itself`
        : `${entersFrom} emits ${message}, and ${participant} takes it`;
    case 'redeliver':
      return `${participant} takes ${message} once more`;
    case 'lose':
      return `${message} is lost on its way to ${participant}`;
    case 'enter':
      return `${participant} emits ${message}`;
    case 'timer':
      return `A timer of ${participant} goes off${whichOf(step)}`;
    case 'give-up':
      return `${participant} stops waiting${whichOf(step)}`;
    case 'schedule':
      return `A schedule of ${participant} is due`;
    default:
      return kind satisfies never;
  }
}

/** ` (jobId 1)`: which of several things of the case it is about. */
function whichOf({ carrying }: RunStep): string {
  const keys = keysText(carrying);
  return keys === '' ? '' : ` (${keys})`;
}

/** The message, with the payload values that conditions depend on. */
function messageOf({ message = '', carrying }: Pick<RunStep, 'message' | 'carrying'>): string {
  return carrying.length > 0 ? `${message} (${carrying.flatMap(factTexts).join(', ')})` : message;
}

/** Whether nothing took the message, and it had been refused often enough. */
function isRefused({ firings }: RunStep): boolean {
  return firings.some(({ because }) => because === 'refused');
}

/** Whether a message was delivered that nothing in the service handled. */
function isUnheard({ kind, firings, collectedBy }: RunStep): boolean {
  return (kind === 'deliver' || kind === 'redeliver') && firings.length === 0 && collectedBy.length === 0;
}

function firingText(firing: Firing, step: RunStep, choreography: Choreography): string[] {
  const { because, consumes } = firing;
  const reaction = namesOf(choreography).reactions.get(firing.reaction);
  const name = nameOf(firing.reaction);
  const result = resultOf(firing, reaction);
  switch (because) {
    case 'trigger': {
      if (consumes.length > 1) return [`${name} has ${joined(consumes)}${result}`];
      // A reaction without a label is named after its message, so its name would add nothing.
      if (reaction?.label === undefined && step.firings.length === 1) return result === '' ? [] : [result.trimStart()];
      return [name + result];
    }
    case 'limit':
      return [`${name} has fired ${times(reaction)}${result}`];
    case 'refused':
      return [result.trimStart()];
    case 'give-up': {
      const dropped = consumes.length > 0 ? `, and drops ${joined(multiset(consumes))}` : '';
      const patience = reaction?.within ? ` after ${reaction.within.duration.text}` : '';
      return [`${name} gives up${patience}${dropped}${result}`];
    }
    case 'timer':
      return [`${messageOf({ ...step, message: joined(firing.emits) })} is due`];
    case 'schedule':
      return [`${name}${result}`];
    default:
      return [because satisfies never];
  }
}

/** ` → A & B`, with started and cancelled timers. Assignments are shown as changes of state instead. */
function resultOf({ emits, starts, cancels, alternative }: Firing, reaction: Reaction | undefined): string {
  const taken = reaction && alternative && alternativeAt(reaction, alternative);
  const emitted = (message: string): string => emittedText(message, taken?.items ?? []);
  const parts = [
    ...(emits.length > 0 ? [emits.map(emitted).join(' & ')] : []),
    ...starts.map(message => `a timer for ${emitted(message)}`),
    ...cancels.map(message => `cancel ${message}`),
  ];
  if (parts.length > 0) return ` → ${parts.join(', ')}`;
  return alternative && !taken?.items.some(({ kind }) => kind === 'set') ? ' → nothing' : '';
}

function collectingText(join: string, step: RunStep, after: Snapshot | undefined, choreography: Choreography): string {
  const missing = missingIn(join, heldAfter(step, join, after), choreography);
  const awaited = missing.length > 0 ? joined(missing) : 'more';
  return `${nameOf(join)} keeps it, and waits for ${awaited}`;
}

/** What a join misses that holds these messages. */
export function missingIn(join: string, held: readonly string[], choreography: Choreography): readonly string[] {
  const trigger = namesOf(choreography).reactions.get(join)?.trigger;
  return (trigger?.messages ?? []).map(({ message }) => message).filter(message => !held.includes(message));
}

/** The name of a reaction or schedule without its participant, which the step already names. */
function nameOf(id: string): string {
  return id.slice(id.lastIndexOf('.') + 1);
}

function refusals({ firings: [firing] }: RunStep, choreography: Choreography): string {
  const reaction = firing && namesOf(choreography).reactions.get(firing.reaction);
  const count = reaction && firing.alternative && refusalsBefore(reaction, firing.alternative);
  return count === undefined ? 'as often as it may' : timesText(count);
}

function times(reaction: Reaction | undefined): string {
  if (!reaction?.atMost) return 'as often as allowed';
  const count = reaction.atMost.times;
  return count === 1 ? 'once already' : `${count} times already`;
}
