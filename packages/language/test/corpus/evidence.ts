/** Whether a run shows what its verdict says, told from the run alone: a second opinion beside the verifier's conditions. */
import type { Run, RunStep, Snapshot } from '@choreo/analysis/runs';
import type { Verdict } from '@choreo/analysis/verification';
import type { Expression } from '@choreo/model';

/** The messages that a step brings about, in order: the one that comes from outside, then those that are published. */
function happeningsOf({ kind, message, entersFrom, firings }: RunStep): readonly string[] {
  const comes = message !== undefined && (entersFrom !== undefined || kind === 'enter') ? [message] : [];
  return [...comes, ...firings.flatMap(({ emits }) => emits)];
}

/** Undefined where the run shows it, else what is wrong with it. */
export function objectionTo({ code, subject, run, badStep }: Verdict): string | undefined {
  if (!run)
    return code === 'dead-alternative' || code === 'vacuous-sentence' || subject.kind === 'scenario'
      ? undefined
      : 'no run';
  if (run.snapshots.length !== run.steps.length + 1) return 'snapshots do not fit the steps';
  if (badStep === undefined || badStep < 0 || badStep > run.steps.length) return `bad step ${badStep}`;
  const happened = run.steps.flatMap(happeningsOf);
  const end = run.snapshots.at(-1);
  const count = (message: string) => happened.filter(one => one === message).length;
  const has = (message: string) => count(message) > 0;
  const unless = (shown: boolean | undefined, objection: string) => (shown ? undefined : objection);
  switch (subject.kind) {
    case 'flow':
      if (end?.quiescent) return unless(end.exits.length === 0, 'there is an exit');
      return undefined;
    case 'join': {
      const waiting = end?.waiting.find(({ reaction }) => reaction === subject.reaction.id);
      return unless(end?.quiescent && waiting !== undefined, 'the join holds nothing at rest');
    }
    case 'exit':
      return unless(exitsOf(run, subject.message, subject.receiver) >= 2, 'it leaves once at most');
    case 'sentence': {
      const { sentence } = subject;
      if (sentence.kind === 'at-rest') {
        const premise = sentence.premise?.message;
        if (premise !== undefined && !has(premise)) return 'its premise has not happened';
        return unless(end?.quiescent && isFalseIn(sentence.condition, end), 'it holds at rest');
      }
      if (sentence.kind === 'at-all-times') {
        return unless(
          run.snapshots.some(snapshot => isFalseIn(sentence.condition, snapshot)),
          'it holds at all times',
        );
      }
      const first = sentence.message.message;
      switch (sentence.kind) {
        case 'leads-to': {
          const targets = sentence.targets.map(({ message }) => message);
          const after = happened.slice(happened.lastIndexOf(first) + 1);
          return unless(has(first) && !after.some(one => targets.includes(one)), 'it led there');
        }
        case 'requires':
          return unless(happened.indexOf(first) >= 0 && !has(sentence.required.message), 'it has what it requires');
        case 'excludes':
          return unless(has(first) && has(sentence.excluded.message), 'not both have happened');
        case 'at-most':
          return unless(count(first) > sentence.times, 'not that often');
        case 'always':
          return unless(!has(first), 'it happens');
        case 'never':
          return unless(has(first), 'it does not happen');
        case 'no-after': {
          const earlier = sentence.earlier.message;
          const comes = (id: string) => (step: RunStep) => happeningsOf(step).includes(id);
          const isAnswer = (step: RunStep) =>
            step.message === earlier && step.entersFrom !== undefined && happeningsOf(step).lastIndexOf(first) > 0;
          const since = run.steps.findIndex(comes(earlier));
          const isLater = since >= 0 && run.steps.slice(since + 1).some(comes(first));
          return unless(isLater || run.steps.some(isAnswer), 'it does not come after it');
        }
        case 'compensated-by': {
          const [done, undone] = [count(first), count(sentence.compensation.message)];
          if (code === 'compensation-early') return unless(undone > done, 'no compensation comes early');
          return unless(has(sentence.failure.message) && done > undone, 'no compensation is lost');
        }
        default:
          return sentence satisfies never;
      }
    }
    case 'redelivery':
      return unless(
        run.steps[badStep]?.kind === 'redeliver' && end?.quiescent && sameMessages(end.exits, subject.exits),
        'no redelivery leads to that end',
      );
    case 'competition': {
      const [one, other] = run.steps.slice(badStep);
      const emits = (step: RunStep | undefined, which: 0 | 1) =>
        step?.participant === subject.services[which] && happeningsOf(step).includes(subject.messages[which]);
      return unless(emits(one, 0) && emits(other, 1), 'the two do not follow one another');
    }
    case 'timeout': {
      const last = run.steps.at(-1);
      const fired = run.steps.some(step =>
        subject.timer === ''
          ? step.firings.some(({ reaction, because }) => reaction === subject.reaction && because === 'give-up')
          : step.kind === 'timer' && step.message === subject.timer,
      );
      return unless(fired && last?.message === subject.message, 'the timer did not go off before');
    }
    case 'instance':
      return unless(
        run.steps[badStep]?.withoutInstance?.includes(subject.reaction.id) &&
          run.steps[badStep]?.message === subject.message,
        'it finds its instance',
      );
    case 'loop':
      return code === 'livelock'
        ? unless(comesBack(run), 'it does not go round')
        : unless(pilesUp(run), 'nothing piles up');
    case 'retry':
      return unless(
        end?.quiescent &&
          end.pending.some(
            ({ participant, message }) =>
              participant === subject.reaction.participant && subject.left.includes(message),
          ),
        'nothing is left waiting',
      );
    case 'scenario':
    case 'order':
    case 'alternative':
    case 'vacuous':
    case 'loss':
    case 'none':
      return undefined;
    default:
      return subject satisfies never;
  }
}

function exitsOf({ steps }: Run, message: string, receiver: string): number {
  return steps.flatMap(({ exits }) => exits).filter(exit => exit.message === message && exit.receiver === receiver)
    .length;
}

function sameMessages(some: readonly string[], others: readonly string[]): boolean {
  return [...some].sort().join() === [...others].sort().join();
}

/** It stands at the end as it stood before, so that it can go on in the same way. */
function comesBack({ snapshots }: Run): boolean {
  const [last = '', ...before] = snapshots
    .map(({ pending, timers, waiting, states }) => JSON.stringify({ pending, timers, waiting, states }))
    .reverse();
  return before.includes(last);
}

/** All that was pending once is pending at the end, and more of it. */
function pilesUp({ snapshots }: Run): boolean {
  const counts = snapshots.map(
    ({ pending }) => new Map(pending.map(({ participant, message, count }) => [`${participant} ${message}`, count])),
  );
  const last = counts.at(-1) ?? new Map<string, number>();
  return counts.slice(0, -1).some(before => {
    const isCovered = [...before].every(([key, count]) => (last.get(key) ?? 0) >= count);
    return before.size > 0 && isCovered && [...last].some(([key, count]) => count > (before.get(key) ?? 0));
  });
}

type Plain = string | number | boolean | undefined;

function isFalseIn(condition: Expression, snapshot: Snapshot): boolean {
  return valueIn(condition, snapshot) !== true;
}

/** Undefined where it is missing. */
function valueIn(expression: Expression, { states }: Snapshot): Plain {
  const of = (part: Expression): Plain => valueIn(part, { states } as Snapshot);
  switch (expression.kind) {
    case 'state': {
      const { participant, name } = expression;
      const text = states.find(one => one.participant === participant && one.state === name)?.value;
      if (text === undefined || text === 'missing') return undefined;
      return text === 'true' || text === 'false' ? text === 'true' : /^-?[0-9]+$/.test(text) ? Number(text) : text;
    }
    case 'unary':
      return expression.operator === 'not' ? of(expression.operand) !== true : -Number(of(expression.operand));
    case 'in':
      return expression.options.some(option => of(option) === of(expression.value));
    case 'binary':
      return combined(expression.operator, of(expression.left), of(expression.right));
    case 'field':
    case 'unresolved':
      throw new Error('No condition of a property reads this.');
    default:
      return expression.value;
  }
}

function combined(operator: Extract<Expression, { kind: 'binary' }>['operator'], left: Plain, right: Plain): Plain {
  switch (operator) {
    case 'and':
      return left === true && right === true;
    case 'or':
      return left === true || right === true;
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    default:
      break;
  }
  if (typeof left !== 'number' || typeof right !== 'number') return undefined;
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    default:
      return operator satisfies never;
  }
}
