/** What a reaction does when it fires, as statements: values are set, timers cancelled and started, messages published. */
import type { Alternative, Assignment, Emission, Expression, Outcome } from '@choreo/model';
import { choice, either } from './code.ts';
import type { Code, Way } from './code.ts';
import type { Sight } from './condition.ts';
import { numberIn } from './constant.ts';
import { fillingsIn } from './contents.ts';
import { timesOf } from './entries.ts';
import { fittingForms } from './fitting.ts';
import type { MessageForm } from './forms.ts';
import type { Inlines } from './inlines.ts';
import type { Layout } from './layout.ts';
import { inForms } from './publish.ts';
import type { Publisher } from './publish.ts';
import { canBeMissing } from './state-values.ts';
import { conditionOf, domainOf, valuesOf } from './table.ts';
import { putOffForms } from './timers.ts';
import { truthOf } from './value.ts';
import type { Value } from './value.ts';

/**
 * One step of one service in one case. All conditions see the state as it was before; what an earlier part of the step
 * has set is read from a copy.
 */
export class Step {
  readonly layout: Layout;
  readonly owner: string;
  readonly of: number;
  readonly #dirty = new Set<string>();
  readonly #former = new Map<string, string>();
  readonly inlines: Inlines;
  readonly #publish: Publisher['publish'];

  constructor(layout: Layout, owner: string, of: number, inlines: Inlines, publish: Publisher['publish']) {
    this.layout = layout;
    this.owner = owner;
    this.of = of;
    this.inlines = inlines;
    this.#publish = publish;
  }

  /** The whole step: `code` was made by this step. */
  finish(code: Code): Code {
    const copies = [...this.#former];
    return [
      ...copies.map(([text, copy]) => `${copy} = ${text};`),
      ...code,
      ...copies.map(([, copy]) => `${copy} = 0;`),
    ];
  }

  /** `payload`: what is known of the messages that it fires on. */
  sight(payload: Sight['payload']): Sight {
    return {
      state: name => {
        const state = this.layout.state(this.owner, name, this.of);
        return state && { variable: state.variable, text: this.#read(state.text) };
      },
      payload,
    };
  }

  /** `then` where the condition can hold, `otherwise` where it can fail. */
  asked(condition: Expression, sight: Sight, then: () => Code, otherwise: () => Code = () => []): Code {
    const { yes, no } = conditionOf(condition, sight);
    if (yes === '1') return then();
    if (no === '1') return otherwise();
    if (no === `!${yes}`) return either(yes, then(), otherwise());
    if (yes === '0' && no === '0') return choice([{ code: then() }, { code: otherwise() }]);
    return choice([
      { when: `!(${no})`, code: then() },
      { when: `!(${yes})`, code: otherwise() },
    ]);
  }

  carryOut(outcome: Outcome, sight: Sight): Code {
    return choice(outcome.alternatives.map((alternative): Way => ({ code: this.#alternative(alternative, sight) })));
  }

  #alternative({ items }: Alternative, sight: Sight): Code {
    const assignments: Assignment[] = [];
    const cancelled: string[] = [];
    const emissions: Emission[] = [];
    for (const item of items) {
      switch (item.kind) {
        case 'set':
          assignments.push(item);
          break;
        case 'cancel':
          cancelled.push(...this.#cancel(item.message));
          break;
        case 'emit':
          emissions.push(item);
          break;
        default:
          item satisfies never;
      }
    }
    return [
      ...assignments.flatMap(item => this.#set(item, sight)),
      ...cancelled,
      ...emissions.filter(({ after }) => after).flatMap(item => this.#emit(item, sight)),
      ...emissions.filter(({ after }) => !after).flatMap(item => this.#emit(item, sight)),
    ];
  }

  #emit(emission: Emission, sight: Sight): Code {
    const { multiplicity } = emission;
    const once = this.#emitOnce(emission, sight);
    const { least, most } = timesOf(multiplicity);
    const ways: Way[] = [];
    for (let times = least; times <= most; times++)
      ways.push({ code: Array.from({ length: times }, () => once).flat() });
    return choice(ways);
  }

  #cancel(message: string): Code {
    const forms = putOffForms(this.owner, message, this.layout);
    return forms.map(form => `${this.layout.timer(this.owner, message, form, this.of)} = 0;`);
  }

  #emitOnce(emission: Emission, sight: Sight): Code {
    const { message, after } = emission;
    const filling = fillingsIn(this.layout.choreography).get(emission);
    const forms = this.layout.formsOf(message);
    const fitting =
      filling && forms.length > 1 ? fittingForms(filling, forms, sight, this.layout.choreography) : undefined;
    if (!after) return this.#publish(message, this.of, 'emitted', fitting);
    const start = (form?: MessageForm): Code => [`more(${this.layout.timer(this.owner, message, form, this.of)});`];
    const base = `put_off_${message}${this.layout.caseSuffix(this.of)}`;
    return fitting ? this.inlines.shared(inForms(fitting, forms, start), base) : start();
  }

  #read(text: string): string {
    if (!this.#dirty.has(text)) return text;
    const copy = this.layout.former(text);
    this.#former.set(text, copy);
    return copy;
  }

  #set(assignment: Assignment, sight: Sight): Code {
    const { state: name, value } = assignment;
    const state = name === undefined ? undefined : this.layout.state(this.owner, name, this.of);
    if (!state) return [];
    const domain = domainOf(state.variable);
    const rows = valuesOf(value, sight);
    const canMiss = domain.includes(null) && canBeMissing(assignment, this.owner, this.layout.choreography);
    const open = domain.flatMap((one, index) => (one !== null || canMiss ? [index] : []));
    const any = choice(open.map(index => ({ code: [`${state.text} = ${index};`] })));
    const ways = rows.flatMap(({ when, value: known }) =>
      assigned(state, known, any).map((way): Way => {
        const condition = [when, way.when].filter(part => part !== undefined && part !== '').join(' && ');
        return { code: way.code, ...(condition === '' ? {} : { when: condition }) };
      }),
    );
    this.#dirty.add(state.text);
    return choice(ways);
  }
}

type Held = NonNullable<ReturnType<Layout['state']>>;

/** `any`: whatever the state can be. */
function assigned({ variable, text }: Held, value: Value, any: Code): readonly Way[] {
  const domain = domainOf(variable);
  const { type } = variable;
  const to = (index: number): Code => [`${text} = ${Math.max(0, Math.min(domain.length - 1, index))};`];
  // What is missing is false or the least number; of another state that is never missing anything can come.
  const canBeAny = type.kind === 'values' && !domain.includes(null);
  switch (value.kind) {
    case 'open':
      return [{ code: any }];
    case 'interval':
      return value.sample === undefined
        ? [{ code: any }]
        : assigned({ variable, text }, { kind: 'constant', value: value.sample }, any);
    case 'constant': {
      if (value.value === null && canBeAny) return [{ code: any }];
      const number = numberIn(value.value);
      if (type.kind === 'range' && value.value === null) return [{ code: to(0) }];
      if (type.kind === 'range' && number !== undefined) return [{ code: to(Math.trunc(number) - type.min) }];
      return [{ code: to(domain.findIndex(one => one === value.value)) }];
    }
    case 'truth': {
      if (type.kind !== 'boolean') return [{ code: to(0) }];
      const { yes, no } = truthOf(value);
      if (no === `!${yes}`) return [{ code: [`${text} = ${yes};`] }];
      return [
        { when: `!(${no})`, code: to(1) },
        { when: `!(${yes})`, code: to(0) },
      ];
    }
    case 'number': {
      if (type.kind !== 'range') return [{ code: to(0) }];
      const { min, max } = type;
      // Numbers stop at their bounds.
      return [
        { when: `(${value.text} <= ${min})`, code: to(0) },
        { when: `(${value.text} >= ${max} && ${value.text} > ${min})`, code: to(domain.length - 1) },
        {
          when: `(${value.text} > ${min} && ${value.text} < ${max})`,
          code: [`${text} = ${min === 0 ? value.text : `${value.text} - ${min}`};`],
        },
      ];
    }
    case 'word':
      return value.values.map((word, index) => ({
        when: `(${value.text} == ${index})`,
        code: word === null && canBeAny ? any : to(domain.indexOf(word)),
      }));
    default:
      return value satisfies never;
  }
}
