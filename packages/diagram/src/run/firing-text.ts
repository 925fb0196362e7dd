/** Describes what a reaction or schedule did in a step, in a few words for a note. */
import { emittedText } from '@choreo/analysis';
import { factTexts, heldAfter, type Firing, type RunStep, type Snapshot } from '@choreo/analysis/runs';
import {
  alternativeAt,
  emissionsOf,
  namesOf,
  refusalsBefore,
  type Choreography,
  type Reaction,
  type Schedule,
} from '@choreo/model';

/** One line for each effect; none if there is no effect. */
export function firingLines(choreography: Choreography, firing: Firing, step: RunStep): readonly string[] {
  const reaction = namesOf(choreography).reactions.get(firing.reaction);
  const source = reaction ?? scheduleOf(choreography, firing.reaction);
  const name = reaction?.label ?? (firing.because === 'trigger' ? '' : (source?.name ?? firing.reaction));
  const { alternative } = firing;
  const items = (source && alternative && alternativeAt(source, alternative)?.items) ?? [];
  const emitted = (message: string): string => emittedText(message, items);
  return [
    ...headLines(firing, reaction, source, name, resultOf(firing, step, emitted), step),
    ...timerLines(firing, source, emitted),
  ];
}

function headLines(
  firing: Firing,
  reaction: Reaction | undefined,
  source: Reaction | Schedule | undefined,
  name: string,
  result: string,
  { carrying }: RunStep,
): readonly string[] {
  const { because, consumes, emits } = firing;
  switch (because) {
    case 'trigger':
      if (consumes.length > 1) return [`${joinedTo(name, 'has')} ${consumes.join(' & ')}`, result].filter(isSaid);
      return [joinedTo(name, result)].filter(isSaid);
    case 'limit':
      return [joinedTo(`${name} has fired ${reaction?.atMost?.times ?? 'enough'}×`, result)];
    case 'refused': {
      const { alternative } = firing;
      const times = (reaction && alternative && refusalsBefore(reaction, alternative)) ?? 0;
      return [`refused ${times > 0 ? `${times}×` : ''}`.trimEnd(), result].filter(isSaid);
    }
    case 'give-up': {
      const patience = reaction?.within ? ` after ${reaction.within.duration.text}` : '';
      const dropped = consumes.length > 0 ? [`drops ${consumes.join(' & ')}`] : [];
      return [`${name} gives up${patience}`, ...dropped, result].filter(isSaid);
    }
    case 'timer':
      return [`timer: ${emits.join(' & ')} is due`, ...carrying.flatMap(factTexts)];
    case 'schedule':
      return [joinedTo(source && 'every' in source ? `every ${source.every.text}` : name, result)];
    default:
      return because satisfies never;
  }
}

/** `→ A & B`. If nothing is emitted but something else happens, other lines say so. */
function resultOf(
  { emits, starts, cancels, alternative }: Firing,
  { changes }: RunStep,
  emitted: (message: string) => string,
): string {
  if (emits.length > 0) return `→ ${emits.map(emitted).join(' & ')}`;
  return alternative && starts.length + cancels.length + changes.length === 0 ? '→ nothing' : '';
}

function timerLines(
  { starts, cancels }: Firing,
  source: Reaction | Schedule | undefined,
  emitted: (message: string) => string,
): readonly string[] {
  const delays = new Map(
    (source ? emissionsOf(source) : []).flatMap(({ message, after }) => (after ? [[message, after.text]] : [])),
  );
  return [
    ...starts.map(message =>
      `starts timer ${emitted(message)} ${delays.has(message) ? `(${delays.get(message)})` : ''}`.trim(),
    ),
    ...cancels.map(message => `cancels timer ${message}`),
  ];
}

/** What a join that keeps a message still waits for. */
export function collectingLine(
  choreography: Choreography,
  join: string,
  step: RunStep,
  after: Snapshot | undefined,
): string {
  const reaction = namesOf(choreography).reactions.get(join);
  const missing = missingIn(reaction, heldAfter(step, join, after));
  return `${reaction?.label ?? 'join'} waits for ${missing.length > 0 ? missing.join(' & ') : 'more'}`;
}

/** What a join misses that holds these messages. */
export function missingIn(reaction: Reaction | undefined, held: readonly string[]): readonly string[] {
  return (reaction?.trigger.messages ?? []).map(({ message }) => message).filter(message => !held.includes(message));
}

function scheduleOf({ participants }: Choreography, id: string): Schedule | undefined {
  for (const { schedules } of participants) {
    const found = schedules.find(schedule => schedule.id === id);
    if (found) return found;
  }
  return undefined;
}

function joinedTo(one: string, other: string): string {
  return `${one} ${other}`.trim();
}

function isSaid(line: string): boolean {
  return line !== '';
}
