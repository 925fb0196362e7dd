/** A message is published: it has happened, and is on its way to every service that reacts to it. */
import { factTexts } from '@choreo/analysis/runs';
import { choice, said } from './code.ts';
import type { Code } from './code.ts';
import type { Debt } from './claims.ts';
import type { Inlines } from './inlines.ts';
import type { Kind, Layout, Place } from './layout.ts';

export interface Publisher {
  /** In any of the contents that it can have. `enters`: it comes from outside, see `Debt`. */
  publish(from: string, message: string, of: number, enters?: boolean): Code;
  publishKind(from: string, kind: Kind, of: number, enters?: boolean): Code;
}

export function createPublisher(layout: Layout, debts: readonly Debt[], inlines: Inlines): Publisher {
  const caseOf = (of: number): string => (layout.cases > 1 ? `_case${of + 1}` : '');

  const publishKind = (from: string, kind: Kind, of: number, enters = false): Code => {
    const owing = enters ? [] : debts.filter(debt => debt.of === of && debt.message === kind.message);
    const paying = debts.filter(debt => debt.of === of && debt.targets.includes(kind.message));
    const isApart = enters && debts.some(debt => debt.of === of && debt.message === kind.message);
    const places = layout.takersOf(kind.message).map(to => layout.place(from, to, kind, of));
    // The sender matters only where it has a queue of its own.
    const by = places.some(place => place.kind === 'queue') ? `_by_${from}` : '';
    const number = kind.number > 0 ? `_${kind.number}` : '';
    const base = `${isApart ? 'enter' : 'publish'}_${kind.message}${number}${by}${caseOf(of)}`;
    return inlines.call(`publish ${kind.message} ${kind.number} ${by} ${of} ${isApart}`, base, () =>
      kindCode(layout, kind, places, of, [...owing.map(({ owes }) => owes), ...paying.map(({ paid }) => paid)]),
    );
  };

  return {
    publishKind,
    publish(from, message, of, enters = false) {
      const kinds = layout.kindsOf(message);
      const ways = kinds.map(kind => ({ code: publishKind(from, kind, of, enters) }));
      if (kinds.length < 2) return choice(ways);
      const by = ways.some(({ code }) => code.some(line => line.includes('_by_'))) ? `_by_${from}` : '';
      return inlines.call(
        `publish any ${message} ${by} ${of} ${ways[0]?.code.join('') ?? ''}`,
        `publish_${message}${by}${caseOf(of)}`,
        () => choice(ways),
      );
    },
  };
}

function kindCode(
  layout: Layout,
  { message, content }: Kind,
  places: readonly Place[],
  of: number,
  marks: readonly string[],
): Code {
  const counted = layout.happened(message, of);
  const words = content.facts.length > 0 ? ` with ${content.facts.flatMap(factTexts).join(', ')}` : '';
  return [
    `say(${said(`  ${message}${words}`)});`,
    ...(counted
      ? [`${counted.name} = (${counted.name} < ${counted.most} -> ${counted.name} + 1 : ${counted.most});`]
      : []),
    ...marks.map(mark => `${mark} = 1;`),
    ...places.flatMap(place =>
      place.kind === 'count'
        ? [`more(${place.name});`]
        : [`assert(nfull(${place.name}));`, `${place.name}!${place.token};`],
    ),
  ];
}
