/** A message is published: it has happened, and is on its way to every service that reacts to it. */
import { choice, said } from './code.ts';
import type { Code, Way } from './code.ts';
import type { FittingForm } from './fitting.ts';
import type { Claims } from './claims.ts';
import type { Inlines } from './inlines.ts';
import { formSuffix, formText } from './forms.ts';
import type { MessageForm } from './forms.ts';
import type { Layout } from './layout.ts';
import type { Place } from './places.ts';

/** How it comes: emitted by a reaction, or from outside, where it may answer something; see `Debt` and `Order`. */
export type Arrival = 'emitted' | 'enters' | 'answers';

export interface Publisher {
  /** In any of its forms, or of those that fit. */
  publish(message: string, of: number, arrival?: Arrival, fitting?: readonly FittingForm[]): Code;
  publishForm(form: MessageForm, of: number, arrival?: Arrival): Code;
}

const verbs: Readonly<Record<Arrival, string>> = { emitted: 'publish', enters: 'enter', answers: 'answer' };

export function createPublisher(
  layout: Layout,
  { debts, orders }: Pick<Claims, 'debts' | 'orders'>,
  inlines: Inlines,
): Publisher {
  const publishForm = (form: MessageForm, of: number, arrival: Arrival = 'emitted'): Code => {
    const owing = arrival === 'enters' ? [] : debts.filter(debt => debt.of === of && debt.message === form.message);
    const paying = debts.filter(debt => debt.of === of && debt.targets.includes(form.message));
    const late = orders.filter(order => order.of === of && order.message === form.message);
    const early = orders.filter(order => order.of === of && order.after === form.message);
    const isOwed = debts.some(debt => debt.of === of && debt.message === form.message);
    const isApart = (arrival !== 'emitted' && early.length > 0) || (arrival === 'enters' && isOwed);
    const kind = isApart ? arrival : 'emitted';
    const places = layout.takersOf(form.message).map(to => layout.place(to, form, of));
    const base = `${verbs[kind]}_${form.message}${formSuffix(form)}${layout.caseSuffix(of)}`;
    return inlines.call(`publish ${form.message} ${form.number} ${of} ${kind}`, base, () =>
      formCode(layout, form, places, of, [
        ...owing.map(({ owes }) => `${owes} = 1;`),
        ...paying.map(({ paid }) => `${paid} = 1;`),
        ...late.map(({ broken, earlier }) => `${broken} = (${earlier} -> 1 : ${broken});`),
        ...early.map(({ earlier, now }) => `${arrival === 'emitted' ? now : earlier} = 1;`),
      ]),
    );
  };

  return {
    publishForm,
    publish(message, of, arrival = 'emitted', fitting) {
      const forms = layout.formsOf(message);
      if (fitting) {
        const code = inForms(fitting, forms, form => publishForm(form, of, arrival));
        return inlines.shared(code, `publish_some_${message}${layout.caseSuffix(of)}`);
      }
      const ways = forms.map(form => ({ code: publishForm(form, of, arrival) }));
      if (forms.length < 2) return choice(ways);
      return inlines.call(
        `publish any ${message} ${of} ${ways[0]?.code.join('') ?? ''}`,
        `publish_${message}${layout.caseSuffix(of)}`,
        () => choice(ways),
      );
    },
  };
}

/** The code of one of the forms that fit; of any, where none of them does. */
export function inForms(
  fitting: readonly FittingForm[],
  forms: readonly MessageForm[],
  codeOf: (form: MessageForm) => Code,
): Code {
  const ways = fitting.map(({ form, when }): Way => ({ code: codeOf(form), ...(when === undefined ? {} : { when }) }));
  const isSure = ways.some(({ when }) => when === undefined);
  const otherwise: Way = { when: 'else', code: choice(forms.map(form => ({ code: codeOf(form) }))) };
  return choice(isSure ? ways : [...ways, otherwise]);
}

function formCode(layout: Layout, form: MessageForm, places: readonly Place[], of: number, marks: Code): Code {
  const counted = layout.happened(form.message, of);
  return [
    `say(${said(`  ${formText(form)}`)});`,
    ...(counted
      ? [`${counted.name} = (${counted.name} < ${counted.most} -> ${counted.name} + 1 : ${counted.most});`]
      : []),
    ...marks,
    ...places.flatMap(place =>
      place.kind === 'count'
        ? [`more(${place.name});`]
        : [`assert(nfull(${place.name}));`, `${place.name}!${place.token};`],
    ),
  ];
}
