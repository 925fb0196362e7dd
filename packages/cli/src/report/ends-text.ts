/** The ways to end as tables: a line for each, with what has left, the states of the services and what waits in joins. */
import type { Ends, Verification } from '@choreo/analysis/verification';
import { endWaiting, endStates, endsBoundText, exitsText, openText, otherEndsText } from '@choreo/language';
import { counted } from './counts.ts';
import type { Paint } from './paint.ts';
import { harmless } from './paint.ts';
import { tableLines } from './table.ts';
import { wrapped } from './wrap.ts';

/** If there are more combinations of exits whose ends are only counted, the rest of them is counted together. */
const mostOthers = 20;

/** One for the whole choreography, or for each independent part. */
export function endsBlocks({ ends, supposed, redeliveries }: Verification, paint: Paint): readonly string[] {
  return ends
    .filter(({ listed }) => listed.length > 0)
    .map(one => {
      const head = wrapped('', `Ways to end${harmless(detailOf(one, redeliveries, supposed))}:`);
      return [head.replace('Ways to end', words => paint('bold', words)), ...linesOf(one), ...othersOf(one)].join('\n');
    });
}

function detailOf(ends: Ends, redeliveries: number, supposed: Verification['supposed']): string {
  const bound = endsBoundText(ends);
  return [
    redeliveries > 0 ? ' without redelivery' : '',
    ends.entries ? ` after ${ends.entries.join(', ')}` : '',
    bound === undefined ? '' : `, at least these (${bound})`,
    supposed.length > 0 ? `, whichever way the model's open conditions go (${openText(supposed)})` : '',
  ].join('');
}

function linesOf({ listed }: Ends): readonly string[] {
  const rows = listed.map(end => [
    harmless(exitsText(end.exits)).split(/(?<=\+) /),
    listOf(endStates(end)),
    listOf(endWaiting(end)),
    [String(end.path.moves.length)],
  ]);
  return tableLines(['Exits', 'States', 'Waiting', 'Steps'], rows);
}

/** With commas, between which the list may be broken. */
function listOf(parts: readonly string[]): readonly string[] {
  return parts.map((part, index) => harmless(index < parts.length - 1 ? `${part},` : part));
}

function othersOf({ others }: Ends): readonly string[] {
  if (others.length === 0) return [];
  const rest = others.slice(mostOthers);
  const more = rest.reduce((sum, { count }) => sum + count, 0);
  const lines = others.slice(0, mostOthers).map(other => wrapped('  … ', harmless(otherEndsText(other))));
  return [
    ...lines,
    ...(rest.length > 0 ? [`  … ${more} more with ${counted(rest.length, 'other combination')} of exits`] : []),
    '  A larger `--ends` lists them too.',
  ];
}
