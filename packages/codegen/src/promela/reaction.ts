/** A service takes a message: every reaction that matches fires, joins keep it until they are complete. */
import type { Reaction } from '@choreo/model';
import { choice, either } from './code.ts';
import type { Code, Way } from './code.ts';
import type { Sight } from './condition.ts';
import { formSuffix } from './forms.ts';
import type { MessageForm } from './forms.ts';
import { findsText, linkCode, withInstances } from './instances.ts';
import { askedAt, isJoin, looksAtPayloads } from './join.ts';
import { ordersOf } from './orders.ts';
import type { Step } from './outcome.ts';
import { isReadFrom } from './questions.ts';
import { openText, refusalsOf } from './retries.ts';
import type { Asking } from './retries.ts';
import { messagesOf } from './traffic.ts';

/** A join that distinguishes more combinations than this is exported as one that distinguishes none. */
const mostCombinations = 256;

/** `isCopy`: the delivery comes once more. */
export function takeCode(step: Step, form: MessageForm, isCopy: boolean): Code {
  const reactions = askedReactions(step, form, isCopy);
  const refusals = refusalsOf(step, reactions.map(askingOn(step, form)));
  const { layout, owner, of } = step;
  const links = linkCode(layout, owner, form.message, of);
  const taken = withInstances(layout, form.message, of, reactions, left => takenCode(step, form, left));
  return refusals ? either(refusals.taken, [...taken, ...links], refusals.refused(links)) : [...taken, ...links];
}

/** Whether the delivery waits for a retry; undefined where it never does. Of a step that is not taken. */
export function waitingText(step: Step, form: MessageForm, isCopy: boolean): string | undefined {
  const waits = refusalsOf(step, askedReactions(step, form, isCopy).map(askingOn(step, form)))?.waits;
  return waits === '0' ? undefined : waits;
}

function askedReactions(step: Step, form: MessageForm, isCopy: boolean): readonly Reaction[] {
  return step.layout.reactionsTo(step.owner, form.message).filter(({ idempotent }) => !isCopy || !idempotent);
}

function askingOn(step: Step, form: MessageForm): (reaction: Reaction) => Asking {
  return reaction => {
    const isOwn = isReadFrom(reaction, form.message);
    return {
      reaction,
      sight: step.sight(message => (isOwn(message) ? form.payloadClass : undefined)),
      finds: findsText(step.layout, reaction, form.message, step.of) ?? '1',
    };
  };
}

function takenCode(step: Step, form: MessageForm, reactions: readonly Reaction[]): Code {
  const orders = ordersOf(reactions, step.layout);
  const codeOf = (reaction: Reaction): Code => {
    const code = isJoin(reaction) ? joinCode(step, reaction, form) : singleCode(step, reaction, form);
    if (orders.length < 2) return code;
    return step.inlines.shared(code, `react_${reaction.id}${formSuffix(form)}${step.layout.caseSuffix(step.of)}`);
  };
  return choice(orders.map(order => ({ code: order.flatMap(codeOf) })));
}

function singleCode(step: Step, reaction: Reaction, form: MessageForm): Code {
  const asking = askingOn(step, form)(reaction);
  const { sight } = asking;
  const fires = (): Code => {
    const isOpen = openText(step, asking);
    const code = fireCode(step, reaction, sight);
    return isOpen === undefined || isOpen === '1' ? code : either(isOpen, code);
  };
  return reaction.guard ? step.asked(reaction.guard, sight, fires) : fires();
}

function joinCode(step: Step, reaction: Reaction, form: MessageForm): Code {
  const { layout, of } = step;
  const messages = messagesOf(reaction, () => true);
  const asked = askedAt(reaction, layout.choreography);
  const combinations = combinationsOf(step, reaction);
  const holder = (message: string, one: MessageForm): string =>
    layout.held(reaction, message, combinations.looks ? one : undefined, of);
  const complete = (forms: readonly MessageForm[]): Way => {
    const names = messages.map((message, index) => holder(message, forms[index] ?? form));
    const sight = step.sight(message => {
      const index = message === undefined ? -1 : messages.indexOf(message);
      return combinations.looks ? forms[index]?.payloadClass : undefined;
    });
    const fires = () =>
      step.inlines.shared(fireCode(step, reaction, sight), `fire_${reaction.id}${layout.caseSuffix(of)}`);
    return {
      when: names.map(name => `${name} > 0`).join(' && '),
      code: [
        ...names.map(name => `${name}--;`),
        ...(reaction.guard && !asked ? step.asked(reaction.guard, sight, fires) : fires()),
      ],
    };
  };
  // Before it came one of this form was missing, or the join would have been complete.
  const ways = combinations.ways.filter(forms => !combinations.looks || forms.includes(form));
  const keeps = (): Code => [
    `more(${holder(form.message, form)});`,
    ...choice([...ways.map(complete), { when: 'else', code: [] }]),
  ];
  if (!reaction.guard || !asked?.includes(form.message)) return keeps();
  const arriving = step.sight(message => (message === form.message ? form.payloadClass : undefined));
  return step.asked(reaction.guard, arriving, keeps);
}

/** The forms in which the messages of a join can be together, as far as they make a difference. */
function combinationsOf(
  { layout }: Step,
  reaction: Reaction,
): { readonly looks: boolean; readonly ways: readonly (readonly MessageForm[])[] } {
  const messages = messagesOf(reaction, () => true);
  const looks = looksAtPayloads(reaction, askedAt(reaction, layout.choreography) === undefined, layout.choreography);
  const forms = messages.map(message => (looks ? layout.formsOf(message) : layout.formsOf(message).slice(0, 1)));
  if (forms.reduce((product, some) => product * some.length, 1) > mostCombinations) {
    layout.report({
      message: `\`${reaction.id}\` compares too much of what its messages carry: in the export it may go either way whatever they carry. Ask less in its conditions.`,
      span: reaction.headSpan,
    });
    return { looks: false, ways: [messages.flatMap(message => layout.formsOf(message).slice(0, 1))] };
  }
  const ways = forms.reduce<readonly (readonly MessageForm[])[]>(
    (some, next) => some.flatMap(way => next.map(form => [...way, form])),
    [[]],
  );
  return { looks, ways };
}

function fireCode(step: Step, reaction: Reaction, sight: Sight): Code {
  const body = bodyCode(step, reaction, sight);
  if (!reaction.atMost) return body;
  const fired = step.layout.limit(reaction, step.of);
  return either(
    `${fired} < ${reaction.atMost.times}`,
    [`${fired}++;`, ...body],
    step.carryOut(reaction.atMost.otherwise, sight),
  );
}

function bodyCode(step: Step, { body }: Reaction, sight: Sight): Code {
  switch (body.kind) {
    case 'sink':
      return [];
    case 'outcome':
      return step.carryOut(body.outcome, sight);
    case 'branches': {
      const { branches } = body;
      const from = (index: number): Code => {
        const branch = branches[index];
        if (!branch) return [];
        const then = () => step.carryOut(branch.outcome, sight);
        return branch.guard ? step.asked(branch.guard, sight, then, () => from(index + 1)) : then();
      };
      return from(0);
    }
    default:
      return body satisfies never;
  }
}

/** A join has waited long enough: what it holds is dropped. */
export function giveUpWay(step: Step, reaction: Reaction): Way | undefined {
  if (!reaction.within || !isJoin(reaction)) return undefined;
  const { looks, ways } = combinationsOf(step, reaction);
  const messages = messagesOf(reaction, () => true);
  const held = [
    ...new Set(
      ways.flatMap(forms =>
        forms.map((form, index) =>
          step.layout.held(reaction, messages[index] ?? '', looks ? form : undefined, step.of),
        ),
      ),
    ),
  ];
  const code = step.carryOut(
    reaction.within.otherwise,
    step.sight(() => undefined),
  );
  return { when: `${held.join(' + ')} > 0`, code: [...held.map(name => `${name} = 0;`), ...code] };
}
