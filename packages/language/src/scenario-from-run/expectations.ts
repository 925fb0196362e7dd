/** Finds the expectations with which a scenario fails as a run does. */
import { expressionText, messageGraphOf } from '@choreo/analysis';
import type { Run } from '@choreo/analysis/runs';
import type { Subject, Verdict } from '@choreo/analysis/verification';
import { emissionsOf, namesOf } from '@choreo/model';
import type { Choreography, Sentence } from '@choreo/model';
import { occurrencesOf } from '../run-text/occurrences.ts';
import { scenarioStepText } from '../run-text/sentence-text.ts';

export type Pinned =
  | { readonly kind: 'asks'; readonly lines: readonly string[]; readonly notice?: string }
  /** No step of a scenario can express it. */
  | { readonly kind: 'unsayable'; readonly reason: string };

export function pinned(choreography: Choreography, verdict: Verdict, run: Run): Pinned {
  const { subject } = verdict;
  switch (subject.kind) {
    case 'sentence':
      return pinnedSentence(subject.sentence, verdict, run);
    case 'competition':
      return asks([`never ${laterOf(subject.messages, run)}`], onlyOne(subject.messages));
    case 'exit':
      return asks([`expect 1 ${subject.message}`]);
    case 'flow':
    case 'retry':
    case 'join': {
      const owed = owedMessage(choreography, subject, run);
      return owed === undefined
        ? unsayable('the missing step would emit nothing, and a scenario can only expect messages')
        : asks([`expect ${owed}`]);
    }
    case 'instance': {
      const missed = emissionsOf(subject.reaction).find(({ message }) => occurrencesOf(message, run).length === 0);
      return missed
        ? asks([`expect ${missed.message}`])
        : unsayable('the reaction would emit nothing, and a scenario can only expect messages');
    }
    case 'order':
      return pinnedEnd(subject.exits, subject.otherExits);
    case 'loss':
      return unsayable('a scenario cannot express the loss of a message');
    case 'redelivery':
      return unsayable('a scenario cannot express a redelivery. Verify with redeliveries instead');
    case 'timeout':
      return subject.timer === ''
        ? unsayable('the timeout emits nothing, and a scenario can only expect messages')
        : asks([`expect ${subject.message} before ${subject.timer}`]);
    case 'scenario':
      return subject.step ? asks([scenarioStepText(subject.step)]) : unsayable('no run matches the failing scenario');
    case 'loop':
      return pinnedLoop(choreography, verdict, subject, run);
    case 'alternative':
    case 'vacuous':
    case 'none':
      return unsayable('there is no run');
    default:
      return subject satisfies never;
  }
}

/** Expects what happened in the run as `possible`, since it may not always happen. */
export function possibleIn(run: Run): readonly string[] {
  const exits = [...new Set(run.snapshots.at(-1)?.exits ?? [])];
  if (exits.length > 0) return exits.map(message => `possible ${message}`);
  const last = run.steps.flatMap(({ firings }) => firings.flatMap(({ emits }) => emits)).at(-1);
  return last === undefined ? [] : [`possible ${last}`];
}

function pinnedSentence(sentence: Sentence, { code }: Verdict, run: Run): Pinned {
  if (sentence.kind === 'at-rest' || sentence.kind === 'at-all-times') {
    if (!run.snapshots.at(-1)?.quiescent)
      return unsayable('a scenario can only ask for states when nothing is left to do');
    const premise = sentence.kind === 'at-rest' ? sentence.premise?.message : undefined;
    const notice = premise === undefined ? undefined : `A scenario cannot say "if ${premise}": it asks at every end.`;
    return asks([`expect at rest ${expressionText(sentence.condition)}`], notice);
  }
  const { message } = sentence.message;
  switch (sentence.kind) {
    case 'leads-to': {
      const [first, ...others] = sentence.targets.map(target => target.message);
      const notice =
        others.length > 0
          ? `A scenario cannot expect one of several messages, so it expects ${first}. Change it if you mean ${others.join(' or ')}.`
          : undefined;
      if (first === undefined) return unsayable('nothing would have to follow');
      // What came before does not count: another one has to follow.
      const before = occurrencesOf(first, run).length;
      return asks([before === 0 ? `expect ${first}` : `expect ${before + 1} ${first}`], notice);
    }
    case 'requires':
      return asks([`expect ${sentence.required.message} before ${message}`]);
    case 'excludes': {
      const both = [message, sentence.excluded.message] as const;
      return asks([`never ${laterOf(both, run)}`], onlyOne(both));
    }
    case 'at-most':
      return asks([sentence.times === 0 ? `never ${message}` : `expect ${sentence.times} ${message}`]);
    case 'always':
      return asks([`expect ${message}`]);
    case 'never':
      return asks([`never ${message}`]);
    case 'no-after': {
      const before = occurrencesOf(message, run).filter(({ step }) => step < run.steps.length).length;
      return asks([before === 0 ? `never ${message}` : `expect ${before} ${message}`]);
    }
    case 'compensated-by': {
      const { compensation } = sentence;
      return asks([
        code === 'compensation-early'
          ? `expect ${message} before ${compensation.message}`
          : `expect ${compensation.message}`,
      ]);
    }
    default:
      return sentence satisfies never;
  }
}

function onlyOne([one, other]: readonly [string, string]): string {
  return `A scenario cannot say "not both". This one excludes whichever of ${one} and ${other} comes last in the run.`;
}

function laterOf([one, other]: readonly [string, string], run: Run): string {
  const at = (message: string): number =>
    run.steps.findIndex(
      step =>
        (step.message === message && step.entersFrom !== undefined) ||
        step.firings.some(({ emits }) => emits.includes(message)),
    );
  return at(one) > at(other) ? one : other;
}

/** Expects an exit that only one of the two runs has. */
function pinnedEnd(exits: readonly string[], otherExits: readonly string[]): Pinned {
  const count = (list: readonly string[], message: string): number => list.filter(one => one === message).length;
  const differing = [...new Set([...exits, ...otherExits])].find(
    message => count(exits, message) !== count(otherExits, message),
  );
  if (differing === undefined) return unsayable('both runs end in the same way');
  const times = count(exits, differing);
  return asks([
    times === 0
      ? `never ${differing}`
      : times === 1 && count(otherExits, differing) === 0
        ? `expect ${differing}`
        : `expect ${times} ${differing}`,
  ]);
}

function pinnedLoop(
  choreography: Choreography,
  { code }: Verdict,
  subject: Extract<Subject, { kind: 'loop' }>,
  run: Run,
): Pinned {
  if (code === 'unbounded-messages')
    return unsayable('a scenario whose messages pile up without limit can never be explored in full');
  const { exits } = messageGraphOf(choreography);
  const left = new Set(run.snapshots.at(-1)?.exits);
  const owed = [...exits].find(message => !left.has(message));
  const given = new Set(run.snapshots[0]?.entries.map(({ message }) => message));
  const turning = subject.messages.find(message => !given.has(message));
  if (owed !== undefined) return asks([`expect ${owed}`]);
  return turning === undefined ? unsayable('no message is part of a cycle') : asks([`expect 1 ${turning}`]);
}

/** The exit to which pending messages would lead, or the message that a waiting join, or a reaction that has not taken its message, would emit. */
function owedMessage(
  choreography: Choreography,
  subject: Extract<Subject, { kind: 'flow' | 'join' | 'retry' }>,
  run: Run,
): string | undefined {
  const { reactions } = namesOf(choreography);
  const { exits, stepsOn, steps } = messageGraphOf(choreography);
  const left = new Set(run.snapshots.at(-1)?.exits);
  const waiting = subject.kind !== 'flow' ? [subject.reaction] : subject.waiting.flatMap(id => reactions.get(id) ?? []);
  const first = waiting.flatMap(reaction => (reaction.body.kind === 'sink' ? [] : emissionsOf(reaction)));
  const queue = first.map(({ message }) => message);
  const seen = new Set(queue);
  for (let message = queue.shift(); message !== undefined; message = queue.shift()) {
    if (exits.has(message) && !left.has(message)) return message;
    for (const index of stepsOn.get(message) ?? []) {
      const choices = steps[index]?.choices ?? [];
      for (const { message: gives } of choices.flatMap(({ emissions }) => emissions)) {
        if (seen.has(gives)) continue;
        seen.add(gives);
        queue.push(gives);
      }
    }
  }
  if (subject.kind !== 'flow') return first[0]?.message;
  return [...exits].find(message => !left.has(message));
}

function asks(lines: readonly string[], notice?: string): Pinned {
  return { kind: 'asks', lines, ...(notice === undefined ? {} : { notice }) };
}

function unsayable(reason: string): Pinned {
  return { kind: 'unsayable', reason };
}
