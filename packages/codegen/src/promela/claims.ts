/** The sentences of properties: assertions where one state decides, formulas of linear temporal logic where a whole run does. */
import type { Expression, Property, Sentence } from '@choreo/model';
import { comment } from './code.ts';
import type { Code } from './code.ts';
import type { Sight } from './condition.ts';
import type { Layout } from './layout.ts';
import { conditionOf } from './table.ts';

/** A condition that Spin checks, and the sentence that it stands for. */
export interface Claim {
  /** The text between the parentheses of `assert`, or the name of an `ltl` formula. */
  readonly text: string;
  readonly property: Property;
  readonly sentence: Sentence;
}

export interface Claims {
  /** After each step. */
  readonly asserted: readonly Claim[];
  /** Where a run comes to rest. */
  readonly assertedAtRest: readonly Claim[];
  readonly formulas: readonly Claim[];
  /** The formulas, to stand at the end of the model. */
  readonly formulaLines: Code;
  readonly debts: readonly Debt[];
  readonly watches: readonly Watch[];
  readonly orders: readonly Order[];
}

/** `at all times`: set in each state, the first one included, in which the condition fails. */
export interface Watch {
  readonly broken: string;
  readonly when: string;
}

/**
 * `no B after A`: `earlier` is set where an A happened in an earlier step, or came from outside in this one; `now` by an A that
 * was emitted in this step; `broken` by a B that comes where `earlier` is set.
 */
export interface Order {
  readonly earlier: string;
  readonly now: string;
  readonly broken: string;
  readonly of: number;
  readonly message: string;
  readonly after: string;
}

/**
 * `A leads to B`: set by an A, taken back at the end of the step that has a B. An A from outside was sent before it first
 * reaches a service, and what it leads to may come in between: it is owed from the start, unless it answers something.
 */
export interface Debt {
  readonly owes: string;
  readonly paid: string;
  readonly of: number;
  readonly message: string;
  readonly targets: readonly string[];
}

export function claimsOf(layout: Layout, sentenceText: (sentence: Sentence) => string): Claims {
  const asserted: Claim[] = [];
  const assertedAtRest: Claim[] = [];
  const formulas: Claim[] = [];
  const formulaLines: string[] = [];
  const debts: Debt[] = [];
  const watches: Watch[] = [];
  const orders: Order[] = [];
  for (let of = 0; of < layout.cases; of++) {
    const suffix = layout.cases > 1 ? `_case${of + 1}` : '';
    layout.choreography.properties.forEach(property => {
      property.sentences.forEach(sentence => {
        const about = { property, sentence };
        const count = ({ message }: { readonly message: string }): string => layout.happened(message, of)?.name ?? '0';
        const claim = (some: Claim[], text: string): void => void some.push({ text, ...about });
        const formula = (base: string, text: string): void => {
          const name = layout.macro(`formula ${formulas.length}`, `${base}_${formulas.length + 1}${suffix}`);
          formulaLines.push(comment(`${property.name}: ${sentenceText(sentence)}`), `ltl ${name} { ${text} }`, '');
          claim(formulas, name);
        };
        const fails = (condition: Expression): string => conditionOf(condition, sightOf(layout, of)).no;
        const broken = (): string => {
          const number = orders.length + watches.length + 1;
          return layout.flag(`broken ${number}`, `broken_${number}`, sentenceText(sentence), of);
        };
        if (sentence.kind === 'at-all-times') {
          const watch = { broken: broken(), when: fails(sentence.condition) };
          watches.push(watch);
          claim(asserted, `${watch.broken} == 0`);
          return;
        }
        if (sentence.kind === 'at-rest') {
          const condition = `!(${fails(sentence.condition)})`;
          const { premise } = sentence;
          claim(assertedAtRest, premise ? `(${count(premise)} == 0) || ${condition}` : condition);
          return;
        }
        const first = count(sentence.message);
        switch (sentence.kind) {
          case 'leads-to': {
            const number = debts.length + 1;
            const owes = layout.flag(`owes ${number}`, `owes_${number}`, sentenceText(sentence), of);
            const paid = layout.flag(`paid ${number}`, `paid_${number}`, '0 between steps', of);
            const targets = sentence.targets.map(({ message }) => message);
            debts.push({ owes, paid, of, message: sentence.message.message, targets });
            formula('leads_to', `[] <> (${owes} == 0)`);
            break;
          }
          case 'requires':
            claim(asserted, `(${first} == 0) || (${count(sentence.required)} > 0)`);
            break;
          case 'excludes':
            if (sentence.message.message === sentence.excluded.message) claim(asserted, `${first} < 2`);
            else claim(asserted, `(${first} == 0) || (${count(sentence.excluded)} == 0)`);
            break;
          case 'at-most':
            claim(asserted, `${first} <= ${sentence.times}`);
            break;
          case 'never':
            claim(asserted, `${first} == 0`);
            break;
          case 'always':
            formula('always', `<> (${first} > 0)`);
            break;
          case 'no-after': {
            const number = orders.length + 1;
            const after = sentence.earlier.message;
            const earlier = layout.flag(`earlier ${number}`, `earlier_${number}`, `${after} has happened`, of);
            const now = layout.flag(`now ${number}`, `now_${number}`, '0 between steps', of);
            const order = { earlier, now, broken: broken(), of, message: sentence.message.message, after };
            orders.push(order);
            claim(asserted, `${order.broken} == 0`);
            break;
          }
          case 'compensated-by': {
            const undone = count(sentence.compensation);
            claim(asserted, `${undone} <= ${first}`);
            claim(assertedAtRest, `(${count(sentence.failure)} == 0) || (${undone} >= ${first})`);
            break;
          }
          default:
            sentence satisfies never;
        }
      });
    });
  }
  return { asserted, assertedAtRest, watches, formulas, formulaLines, debts, orders };
}

/** The states of all services, in one case. */
function sightOf(layout: Layout, of: number): Sight {
  return {
    state: name => {
      const [service = '', state = ''] = name.split('.');
      return layout.state(service, state, of);
    },
    payload: () => undefined,
  };
}
