/** How a run begins: entries that the model leaves open come or stay out, which is decided first. */
import type { Code, Way } from './code.ts';
import { choice, comment } from './code.ts';
import { sourcesOf } from './entries.ts';
import type { Debt } from './claims.ts';
import type { Layout } from './layout.ts';

export function beginning(layout: Layout, debts: readonly Debt[]): Code {
  const entries = Array.from({ length: layout.cases }, (_, of) =>
    sourcesOf(layout.choreography).map(source => ({
      source,
      of,
      name: layout.entry(source, of),
    })),
  ).flat();
  const free = entries.filter(({ source }) => !source.entry?.after);
  if (entries.length > 0 && free.length === 0)
    return [`end_nothing_comes: false; ${comment('all that could come would answer something')}`];
  const fixed = entries.filter(({ source }) => source.least === source.most);
  const open = entries.filter(({ source }) => source.least < source.most);
  const code = fixed.map(({ source, name }) => `${name} = ${source.most};`);
  const comesAnyway = free.some(({ source }) => source.least > 0);
  const freeToChoose = open.filter(one => free.includes(one));
  open.forEach(one => {
    const { source, name } = one;
    const ways: Way[] = [];
    for (let count = source.least; count <= source.most; count++) ways.push({ code: [`${name} = ${count};`] });
    // Where something can come at all, something does, and it answers nothing: the last one may stay out only if another came.
    if (!comesAnyway && one === freeToChoose.at(-1)) {
      const others = freeToChoose.slice(0, -1).map(other => other.name);
      ways.splice(0, 1, ...(others.length > 0 ? [{ when: `${others.join(' + ')} > 0`, code: [`${name} = 0;`] }] : []));
    }
    code.push(...choice(ways));
  });
  for (const { source, name, of } of free) {
    for (const { owes, message, of: its } of debts) {
      if (message === source.name && its === of) code.push(`${owes} = (${name} > 0 -> 1 : ${owes});`);
    }
  }
  return code.length > 0 ? ['atomic {', ...code.map(line => `  ${line}`), '}'] : [];
}
