/** Everything that can happen next in a run, each as one option of the model's loop. */
import type { Reaction, Schedule } from '@choreo/model';
import { emissionsOf, namesOf } from '@choreo/model';
import { either, said } from './code.ts';
import type { Code, Way } from './code.ts';
import { senderOf } from './beginning.ts';
import { sourcesOf } from './entries.ts';
import type { Source } from './entries.ts';
import type { Kind, Layout, Place } from './layout.ts';
import { elsewhere } from './layout.ts';
import { Step } from './outcome.ts';
import type { Publisher } from './publish.ts';
import { giveUpWay, takeCode } from './reaction.ts';

export interface ModelStep extends Way {
  readonly when: string;
  /** For people. */
  readonly what: string;
}

export function stepsOf(layout: Layout, publisher: Publisher): readonly ModelStep[] {
  const steps: ModelStep[] = [];
  const add = (what: string, when: string, code: Code): void =>
    void steps.push({ what, when, code: [`say(${said(what)});`, ...code] });
  const { choreography } = layout;
  const messages = [...namesOf(choreography).messages.keys()];
  for (let of = 0; of < layout.cases; of++) {
    const inCase = layout.cases > 1 ? ` (case ${of + 1})` : '';
    const createStep = (owner: string): Step => new Step(layout, owner, of, publisher.publish);
    for (const source of sourcesOf(choreography))
      entrySteps(layout, publisher, source, of, (what, when, code) => add(what + inCase, when, code));
    for (const { name, reactions, schedules } of choreography.participants) {
      for (const message of messages) {
        for (const kind of layout.kindsOf(message)) {
          if (layout.reactionsTo(name, message).length > 0)
            deliverySteps(layout, name, kind, of, createStep, (what, when, code) => add(what + inCase, when, code));
        }
      }
      for (const message of timersOf([...reactions, ...schedules])) {
        const timer = layout.timer(name, message, of);
        add(`${name}: time is up for ${message}${inCase}`, `${timer} > 0`, [
          `${timer}--;`,
          ...publisher.publish(name, message, of),
        ]);
      }
      for (const reaction of reactions) {
        const step = createStep(name);
        const way = giveUpWay(step, reaction);
        if (way?.when !== undefined) add(`${reaction.id} gives up waiting${inCase}`, way.when, step.finish(way.code));
      }
    }
  }
  return steps;
}

type Add = (what: string, when: string, code: Code) => void;

/** What comes from outside happens when it first reaches a service. */
function entrySteps(layout: Layout, publisher: Publisher, source: Source, of: number, add: Add): void {
  const { name, participant, schedule } = source;
  const coming = layout.entry(name, senderOf(source), of);
  if (schedule) {
    const step = new Step(layout, participant ?? '', of, publisher.publish);
    const code = step.carryOut(
      schedule.outcome,
      step.sight(() => undefined),
    );
    add(`${schedule.id} is due`, `${coming} > 0`, [`${coming}--;`, ...step.finish(code)]);
    return;
  }
  const from = participant ?? elsewhere;
  const takers = layout.takersOf(name);
  // Where it may be lost on the way, it may reach nobody.
  if (takers.length === 0 || mayBeLost(layout, name)) {
    add(`${name} comes from ${senderOf(source)}`, `${coming} > 0`, [
      `${coming}--;`,
      ...publisher.publish(from, name, of),
    ]);
    return;
  }
  for (const to of takers) {
    for (const kind of layout.kindsOf(name)) {
      const place = layout.place(from, to, kind, of);
      const step = new Step(layout, to, of, publisher.publish);
      const taken = layout.takenFlag(to, kind, of);
      // It cannot overtake what went the same way before.
      const when = place.kind === 'queue' ? `${coming} > 0 && empty(${place.name})` : `${coming} > 0`;
      add(`${label(kind)} comes from ${senderOf(source)} to ${to}`, when, [
        `${coming}--;`,
        ...publisher.publishKind(from, kind, of, true),
        removal(place),
        ...(taken ? [`${taken} = (again > 0);`] : []),
        ...step.finish(takeCode(step, kind, false)),
      ]);
    }
  }
}

function deliverySteps(
  layout: Layout,
  to: string,
  kind: Kind,
  of: number,
  createStep: (owner: string) => Step,
  add: Add,
): void {
  const taken = layout.takenFlag(to, kind, of);
  for (const place of layout.placesOf(to, kind, of)) {
    const when = place.kind === 'queue' ? `${place.name}?[${place.token}]` : `${place.name} > 0`;
    const step = createStep(to);
    add(`${to} takes ${label(kind)}`, when, [
      removal(place),
      ...(taken ? [`${taken} = (again > 0);`] : []),
      ...step.finish(takeCode(step, kind, false)),
    ]);
    if (mayBeLost(layout, kind.message)) add(`${label(kind)} is lost on the way to ${to}`, when, [removal(place)]);
  }
  if (taken) {
    const step = createStep(to);
    add(`${to} takes ${label(kind)} once more`, `again > 0 && ${taken}`, [
      'again--;',
      ...either('again == 0', ['forget_what_was_taken();']),
      ...step.finish(takeCode(step, kind, true)),
    ]);
  }
}

function mayBeLost(layout: Layout, message: string): boolean {
  return layout.channelOf(message)?.delivery === 'at-most-once';
}

function removal(place: Place): string {
  return place.kind === 'queue' ? `${place.name}?${place.token};` : `${place.name}--;`;
}

function label({ message, content }: Kind): string {
  return content.words.length > 0 ? `${message} with ${content.words.join(', ')}` : message;
}

function timersOf(sources: readonly (Reaction | Schedule)[]): readonly string[] {
  return [
    ...new Set(
      sources.flatMap(source => emissionsOf(source).flatMap(({ message, after }) => (after ? [message] : []))),
    ),
  ];
}
