/** A message is published: it has happened, and is on its way to every service that reacts to it. */
import { choice, said } from './code.ts';
import type { Code } from './code.ts';
import type { Claims } from './claims.ts';
import type { Inlines } from './inlines.ts';
import { formSuffix, formText } from './forms.ts';
import type { MessageForm } from './forms.ts';
import type { Layout } from './layout.ts';
import type { Place } from './places.ts';

export interface Publisher {
  /** In any of its forms. `enters`: it comes from outside, see `Debt` and `Order`. */
  publish(from: string, message: string, of: number, enters?: boolean): Code;
  publishForm(from: string, form: MessageForm, of: number, enters?: boolean): Code;
}

export function createPublisher(
  layout: Layout,
  { debts, orders }: Pick<Claims, 'debts' | 'orders'>,
  inlines: Inlines,
): Publisher {
  const publishForm = (from: string, form: MessageForm, of: number, enters = false): Code => {
    const owing = enters ? [] : debts.filter(debt => debt.of === of && debt.message === form.message);
    const paying = debts.filter(debt => debt.of === of && debt.targets.includes(form.message));
    const late = orders.filter(order => order.of === of && order.message === form.message);
    const early = orders.filter(order => order.of === of && order.after === form.message);
    const isApart = enters && (early.length > 0 || debts.some(debt => debt.of === of && debt.message === form.message));
    const places = layout.takersOf(form.message).map(to => layout.place(from, to, form, of));
    // The sender matters only where it has a queue of its own.
    const by = places.some(place => place.kind === 'queue') ? `_by_${from}` : '';
    const base = `${isApart ? 'enter' : 'publish'}_${form.message}${formSuffix(form)}${by}${layout.caseSuffix(of)}`;
    return inlines.call(`publish ${form.message} ${form.number} ${by} ${of} ${isApart}`, base, () =>
      formCode(layout, form, places, of, [
        ...owing.map(({ owes }) => `${owes} = 1;`),
        ...paying.map(({ paid }) => `${paid} = 1;`),
        ...late.map(({ broken, earlier }) => `${broken} = (${earlier} -> 1 : ${broken});`),
        ...early.map(({ earlier, now }) => `${enters ? earlier : now} = 1;`),
      ]),
    );
  };

  return {
    publishForm,
    publish(from, message, of, enters = false) {
      const forms = layout.formsOf(message);
      const ways = forms.map(form => ({ code: publishForm(from, form, of, enters) }));
      if (forms.length < 2) return choice(ways);
      const by = ways.some(({ code }) => code.some(line => line.includes('_by_'))) ? `_by_${from}` : '';
      return inlines.call(
        `publish any ${message} ${by} ${of} ${ways[0]?.code.join('') ?? ''}`,
        `publish_${message}${by}${layout.caseSuffix(of)}`,
        () => choice(ways),
      );
    },
  };
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
