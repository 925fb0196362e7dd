/**
 * A choreography as a model for Spin: one process that takes one step of the choreography after another, in every order.
 * Written from the model alone, apart from our own engine, so that the two can be held against each other.
 */
import { messageGraphOf } from '@choreo/analysis';
import type { Choreography } from '@choreo/model';
import type { Problem } from '../problem.ts';
import type { Claim } from './claims.ts';
import { claimsOf } from './claims.ts';
import type { Code } from './code.ts';
import type { Declarations } from './declarations.ts';
import { comment, indented, wayLines } from './code.ts';
import { createInlines } from './inlines.ts';
import { createLayout } from './layout.ts';
import { createPublisher } from './publish.ts';
import { redeliveriesOf } from './redeliveries.ts';
import { sentenceText } from './sentence-text.ts';
import { beginning } from './beginning.ts';
import { stepsOf } from './steps.ts';

export interface PromelaOptions {
  /** How many deliveries that were taken may come once more. Default: one, on channels that say `at-least-once`. */
  readonly redeliveries?: number;
  /** Cases at once, 1 or 2. Default 1. */
  readonly cases?: number;
}

export interface PromelaModel {
  readonly text: string;
  readonly problems: readonly Problem[];
  /** Ids of the messages that leave the choreography, in the order in which a run that came to rest says how often each did. */
  readonly exits: readonly string[];
  /** What `assert` asks, and which sentence each stands for. */
  readonly assertions: readonly Claim[];
  /** The `ltl` formulas by name, see `pan -N`. */
  readonly formulas: readonly Claim[];
}

export function promelaOf(choreography: Choreography, options: PromelaOptions = {}): PromelaModel {
  const problems: Problem[] = [];
  const cases = options.cases === 2 ? 2 : 1;
  const again = redeliveriesOf(choreography, options.redeliveries);
  const redeliveries = again.most;
  const layout = createLayout(choreography, cases, again, problem => {
    if (!problems.some(({ message, span }) => message === problem.message && span === problem.span))
      problems.push(problem);
  });
  const claims = claimsOf(layout, sentenceText);
  const inlines = createInlines(layout);
  const publisher = createPublisher(layout, claims, inlines);
  const start = beginning(layout, claims.debts);
  const steps = stepsOf(layout, publisher, inlines);
  const exits = [...messageGraphOf(choreography).exits].filter(message => layout.happened(message, 0));
  const counted = Array.from({ length: cases }, (_, of) =>
    exits.flatMap(message => layout.happened(message, of)?.name ?? []),
  );
  const hasExits = messageGraphOf(choreography).exits.size > 0;
  const rest = atRest(exits, counted, claims.assertedAtRest, hasExits, leftText(layout.declarations));
  const watching = claims.watches.map(({ broken, when }) => ({ broken, line: `${broken} = ${when};` }));
  const settling = [
    ...watching.map(({ line }) => line),
    ...claims.debts.flatMap(({ owes, paid }) => [`${owes} = (${paid} -> 0 : ${owes});`, `${paid} = 0;`]),
    ...claims.orders.flatMap(({ earlier, now }) => [`${earlier} = (${now} -> 1 : ${earlier});`, `${now} = 0;`]),
    ...claims.asserted.map(({ text }) => `assert(${text});`),
  ];
  const { lines, tokens, pending } = layout.declarations;
  const text = [
    ...heading(choreography, layout.cases, redeliveries),
    ...macros,
    ...(tokens.length > 0 ? [`mtype = { ${tokens.join(', ')} };`, ''] : []),
    ...(redeliveries > 0
      ? [`byte again = ${redeliveries}; ${comment('deliveries that may still come once more')}`]
      : []),
    ...lines,
    '',
    `#define at_rest (${pending.map(name => restText(name, layout.declarations)).join(' && ') || '1'})`,
    '',
    ...inlines.lines,
    ...forgetting(layout.taken),
    'active proctype choreography() {',
    ...indented([
      ...start,
      ...watching.flatMap(({ line, broken }) => [line, `assert(${broken} == 0);`]),
      'do',
      ':: atomic {',
      ...indented(
        [
          'if',
          ...steps.flatMap(step => ['', comment(step.what), ...wayLines(step)]),
          '',
          ':: at_rest -> goto rests;',
          'fi;',
          ...settling,
        ],
        '     ',
      ),
      '   }',
      'od;',
    ]),
    'rests:',
    ...indented(rest),
    '}',
    '',
    ...claims.formulaLines,
  ];
  return {
    text: `${text.join('\n').trimEnd()}\n`,
    problems,
    exits,
    assertions: [...claims.asserted, ...claims.assertedAtRest],
    formulas: claims.formulas,
  };
}

function heading({ name }: Choreography, cases: number, redeliveries: number): Code {
  const scope = [
    cases > 1 ? 'two cases at once' : 'one case',
    redeliveries > 0 ? `up to ${redeliveries} redeliveries` : 'no redelivery',
    'entries and items with * or + at most twice',
  ];
  return [
    comment(`${name}: every run of ${scope.join(', ')}.`),
    comment('An invalid end state: a run came to rest, and nothing left the choreography.'),
    comment('A violated assertion: a sentence of a property, or more messages waiting than MOST.'),
    '',
  ];
}

const macros: Code = [
  '#ifndef MOST',
  '#define MOST 20 /* of one message for one service, at once */',
  '#endif',
  '#ifdef QUIET',
  '#define say(what) skip',
  '#else',
  '#define say(what) printf(what)',
  '#endif',
  '#define more(count) assert(count < MOST); count++',
  '',
];

function forgetting(taken: readonly string[]): Code {
  if (taken.length === 0) return [];
  return ['inline forget_what_was_taken() {', ...indented(taken.map(name => `${name} = 0;`)), '}', ''];
}

function atRest(
  exits: readonly string[],
  counted: readonly (readonly string[])[],
  claims: readonly Claim[],
  hasExits: boolean,
  left: string | undefined,
): Code {
  const asserted = claims.map(({ text }) => `assert(${text});`);
  const flat = counted.flat();
  const print = counted.flatMap(names => printed(exits, names));
  const complete = counted.map(names => `(${names.map(name => `${name} > 0`).join(' || ')})`).join(' && ');
  const check = left === undefined ? [] : ['if', `:: ${left} -> goto stuck;`, ':: else -> skip;', 'fi;'];
  const stuck = left === undefined ? [] : [`stuck: false; ${comment('not a valid end: nothing takes what is left')}`];
  if (!hasExits) {
    const ended = left === undefined ? ['skip;'] : ['goto ended;'];
    const valid = left === undefined ? [] : [...stuck, 'ended: skip;'];
    return ['atomic {', ...indented([...print, ...asserted, ...check, ...ended]), '}', ...valid];
  }
  if (flat.length === 0) {
    // There are exits, but nothing ever leaves by one.
    return ['atomic {', ...indented([...print, ...asserted, 'skip;']), '}', `false; ${comment('not a valid end')}`];
  }
  return [
    'atomic {',
    ...indented([
      ...print,
      ...asserted,
      ...check,
      'if',
      `:: ${complete} -> goto ended;`,
      ':: else -> goto incomplete;',
      'fi;',
    ]),
    '}',
    ...stuck,
    `incomplete: false; ${comment('not a valid end')}`,
    'ended: skip;',
  ];
}

/** Whether this is not what keeps a run from being at rest: nothing is there, or what is there waits for a retry. */
function restText(pending: string, { left }: Declarations): string {
  const ways = left.get(pending) ?? [];
  return ways.length === 0 ? `${pending} == 0` : `(${[`${pending} == 0`, ...ways].join(' || ')})`;
}

/** Whether something is left at rest; undefined if nothing ever is. */
function leftText({ left }: Declarations): string | undefined {
  return left.size === 0 ? undefined : `(${[...left.keys()].map(name => `${name} > 0`).join(' || ')})`;
}

/** Spin reads no longer texts than some thousand letters. */
const exitsPerLine = 20;

/** One line of output, in parts. */
function printed(exits: readonly string[], names: readonly string[]): Code {
  const lines: string[] = [];
  for (let start = 0; start === 0 || start < names.length; start += exitsPerLine) {
    const end = Math.min(start + exitsPerLine, names.length);
    const words = exits.slice(start, end).map(message => ` ${message.replace(/[^\w.]/g, '_').slice(0, 60)} %d`);
    const text = `${start === 0 ? 'at rest:' : ','}${words.join(',')}${end === names.length ? '\\n' : ''}`;
    lines.push(
      `printf("${text}"${names
        .slice(start, end)
        .map(name => `, ${name}`)
        .join('')});`,
    );
  }
  return lines;
}
