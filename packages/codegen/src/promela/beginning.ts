/** How a run begins: entries that the model leaves open come or stay out, which is decided first. */
import type { Code, Way } from './code.ts';
import { choice } from './code.ts';
import { sourcesOf } from './entries.ts';
import type { Source } from './entries.ts';
import type { Debt } from './claims.ts';
import type { Layout } from './layout.ts';

/** Who sends an entry, for the names of its variables and for people. */
export function senderOf({ participant }: Source): string {
  return participant ?? 'another choreography';
}

export function beginning(layout: Layout, debts: readonly Debt[]): Code {
  const entries = Array.from({ length: layout.cases }, (_, of) =>
    sourcesOf(layout.choreography).map(source => ({
      source,
      of,
      name: layout.entry(source.name, senderOf(source), source.number, of),
    })),
  ).flat();
  const fixed = entries.filter(({ source }) => source.least === source.most);
  const open = entries.filter(({ source }) => source.least < source.most);
  const code = fixed.map(({ source, name }) => `${name} = ${source.most};`);
  const comesAnyway = entries.some(({ source }) => source.least > 0);
  open.forEach(({ source, name }, index) => {
    const ways: Way[] = [];
    for (let count = source.least; count <= source.most; count++) ways.push({ code: [`${name} = ${count};`] });
    // Where something can come at all, something does: the last one may stay out only if another came.
    if (!comesAnyway && index === open.length - 1) {
      const others = open.slice(0, -1).map(one => one.name);
      ways.splice(0, 1, ...(others.length > 0 ? [{ when: `${others.join(' + ')} > 0`, code: [`${name} = 0;`] }] : []));
    }
    code.push(...choice(ways));
  });
  for (const { source, name, of } of entries) {
    for (const { owes, message, of: its } of debts) {
      if (message === source.name && its === of) code.push(`${owes} = (${name} > 0 -> 1 : ${owes});`);
    }
  }
  return code.length > 0 ? ['atomic {', ...code.map(line => `  ${line}`), '}'] : [];
}
