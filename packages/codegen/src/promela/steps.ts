/** Everything that can happen next in a run, each as one option of the model's loop. */
import { messageGraphOf } from '@choreo/analysis';
import type { Reaction, Schedule } from '@choreo/model';
import { emissionsOf, namesOf } from '@choreo/model';
import { either, said } from './code.ts';
import type { Code, Way } from './code.ts';
import { fillingsIn } from './contents.ts';
import { senderOf, sourcesOf } from './entries.ts';
import type { Source } from './entries.ts';
import type { Inlines } from './inlines.ts';
import { blind, fittingForms } from './fitting.ts';
import { linkCode } from './instances.ts';
import { formSuffix, formText } from './forms.ts';
import type { MessageForm } from './forms.ts';
import type { Layout } from './layout.ts';
import { Step } from './outcome.ts';
import type { Place } from './places.ts';
import type { Publisher } from './publish.ts';
import { giveUpWay, takeCode, waitingText } from './reaction.ts';
import { putOffForms } from './timers.ts';

export interface ModelStep extends Way {
  readonly when: string;
  /** For people. */
  readonly what: string;
}

export function stepsOf(layout: Layout, publisher: Publisher, inlines: Inlines): readonly ModelStep[] {
  return Array.from({ length: layout.cases }, (_, of) => new CaseSteps(layout, publisher, inlines, of).all()).flat();
}

class CaseSteps {
  readonly #layout: Layout;
  readonly #publisher: Publisher;
  readonly #inlines: Inlines;
  readonly #of: number;
  readonly #steps: ModelStep[] = [];

  constructor(layout: Layout, publisher: Publisher, inlines: Inlines, of: number) {
    this.#layout = layout;
    this.#publisher = publisher;
    this.#inlines = inlines;
    this.#of = of;
  }

  all(): readonly ModelStep[] {
    const { choreography } = this.#layout;
    for (const source of sourcesOf(choreography)) this.#enter(source);
    for (const { name, reactions, schedules } of choreography.participants) {
      for (const message of namesOf(choreography).messages.keys()) {
        if (this.#layout.reactionsTo(name, message).length === 0) continue;
        for (const form of this.#layout.formsOf(message)) this.#deliver(name, form);
      }
      for (const message of timersOf([...reactions, ...schedules])) this.#goOff(name, message);
      for (const reaction of reactions) this.#giveUp(reaction);
    }
    return this.#steps;
  }

  #add(what: string, when: string, code: Code): void {
    const step = this.#layout.cases > 1 ? `${what} (case ${this.#of + 1})` : what;
    this.#steps.push({ what: step, when, code: [`say(${said(step)});`, ...code] });
  }

  /** What comes from outside happens when it first reaches a service. */
  #enter(source: Source): void {
    const { name, participant, schedule } = source;
    const coming = this.#layout.entry(source, this.#of);
    const when = this.#layout.comesWhen(source, this.#of);
    const comes = `${coming} > 0${when === undefined ? '' : ` && ${when}`}`;
    const arrival = when === undefined ? 'enters' : 'answers';
    if (schedule) {
      const step = this.#step(participant ?? '');
      const code = step.carryOut(
        schedule.outcome,
        step.sight(() => undefined),
      );
      this.#add(`${schedule.id} is due`, comes, [`${coming}--;`, ...step.finish(code)]);
      return;
    }
    const takers = this.#layout.takersOf(name);
    const forms = this.#formsOf(source);
    // Where it may be lost on the way, it may reach nobody. On an ordered channel, where something answers it, where its sender finds an
    // instance by it, and where it may be refused, it is sent in a step of its own.
    const links = participant === undefined ? [] : linkCode(this.#layout, participant, name, this.#of);
    if (
      takers.length === 0 ||
      takers.some(to => forms.some(form => this.#waits(to, form) !== undefined)) ||
      this.#mayBeLost(name) ||
      this.#layout.channelOf(name)?.orderedBy ||
      this.#isAnswered(name) ||
      links.length > 0
    ) {
      const fitting = forms.map(form => ({ form, when: undefined }));
      const published = this.#publisher.publish(name, this.#of, arrival, fitting);
      this.#add(`${name} comes from ${senderOf(source)}`, comes, [`${coming}--;`, ...published, ...links]);
      return;
    }
    for (const to of takers) {
      for (const form of forms) {
        const place = this.#layout.place(to, form, this.#of);
        this.#add(`${formText(form)} comes from ${senderOf(source)} to ${to}`, comes, [
          `${coming}--;`,
          ...this.#publisher.publishForm(form, this.#of, arrival),
          removal(place),
          ...this.#take(to, form),
        ]);
      }
    }
  }

  /** Those that its constants allow. */
  #formsOf({ name, entry }: Source): readonly MessageForm[] {
    const { choreography } = this.#layout;
    const forms = this.#layout.formsOf(name);
    const filling = entry && fillingsIn(choreography).get(entry);
    return filling ? fittingForms(filling, forms, blind, choreography).map(({ form }) => form) : forms;
  }

  #deliver(to: string, form: MessageForm): void {
    if (this.#layout.isSent(form.message)) {
      const place = this.#layout.place(to, form, this.#of);
      const when = isThere(place);
      const waits = this.#waits(to, form);
      if (waits !== undefined) this.#layout.declarations.leave(pendingOf(place), `${isThere(place)} && (${waits})`);
      this.#add(`${to} takes ${formText(form)}`, waits === undefined ? when : `${when} && !(${waits})`, [
        removal(place),
        ...this.#take(to, form),
      ]);
      if (this.#mayBeLost(form.message))
        this.#add(`${formText(form)} is lost on the way to ${to}`, when, [removal(place)]);
    }
    const taken = this.#layout.takenFlag(to, form, this.#of);
    if (taken === undefined) return;
    const step = this.#step(to);
    const waits = this.#waits(to, form, true);
    const when = `again > 0 && ${taken}${waits === undefined ? '' : ` && !(${waits})`}`;
    this.#add(`${to} takes ${formText(form)} once more`, when, [
      'again--;',
      ...either('again == 0', ['forget_what_was_taken();']),
      ...step.finish(takeCode(step, form, true)),
    ]);
  }

  #waits(to: string, form: MessageForm, isCopy = false): string | undefined {
    return waitingText(this.#step(to), form, isCopy);
  }

  #take(to: string, form: MessageForm): Code {
    const suffix = `${formSuffix(form)}${this.#layout.caseSuffix(this.#of)}`;
    const taken = this.#layout.takenFlag(to, form, this.#of);
    return this.#inlines.call(
      `take ${to} ${form.message} ${form.number} ${this.#of}`,
      `take_${to}_${form.message}${suffix}`,
      () => {
        const step = this.#step(to);
        return [...(taken ? [`${taken} = (again > 0);`] : []), ...step.finish(takeCode(step, form, false))];
      },
    );
  }

  #goOff(owner: string, message: string): void {
    for (const form of putOffForms(owner, message, this.#layout)) {
      const timer = this.#layout.timer(owner, message, form, this.#of);
      const published = form ? this.#publisher.publishForm(form, this.#of) : this.#publisher.publish(message, this.#of);
      this.#add(`${owner}: time is up for ${form ? formText(form) : message}`, `${timer} > 0`, [
        `${timer}--;`,
        ...published,
        ...linkCode(this.#layout, owner, message, this.#of),
      ]);
    }
  }

  #giveUp(reaction: Reaction): void {
    const step = this.#step(reaction.participant);
    const way = giveUpWay(step, reaction);
    if (way?.when !== undefined) this.#add(`${reaction.id} gives up waiting`, way.when, step.finish(way.code));
  }

  #step(owner: string): Step {
    return new Step(this.#layout, owner, this.#of, this.#inlines, (...emitted) => [
      ...this.#publisher.publish(...emitted),
      ...linkCode(this.#layout, owner, emitted[0], this.#of),
    ]);
  }

  #isAnswered(message: string): boolean {
    return messageGraphOf(this.#layout.choreography).answeredBy.has(message);
  }

  #mayBeLost(message: string): boolean {
    return this.#layout.channelOf(message)?.delivery === 'at-most-once';
  }
}

/** Whether it is the next there. */
function isThere(place: Place): string {
  return place.kind === 'queue' ? `${place.name}?[${place.token}]` : `${place.name} > 0`;
}

/** See `Declarations.pending`. */
function pendingOf(place: Place): string {
  return place.kind === 'queue' ? `len(${place.name})` : place.name;
}

function removal(place: Place): string {
  return place.kind === 'queue' ? `${place.name}?${place.token};` : `${place.name}--;`;
}

/** Messages that are put off with `after`. */
function timersOf(sources: readonly (Reaction | Schedule)[]): readonly string[] {
  const emissions = sources.flatMap(source => emissionsOf(source));
  return [...new Set(emissions.flatMap(({ message, after }) => (after ? [message] : [])))];
}
