/** Blocks and whole reactions to fill in: offered where their first word is, and filled with the names of the model. */
import { URI, UriUtils } from 'langium';
import { CompletionItemKind } from 'vscode-languageserver';
import { isKeyword, isName } from '../../parser/words.ts';
import type { Offer } from './offer.ts';

interface Form {
  /** What stands behind the word in the list. */
  readonly shape: string;
  /** `message`: the name of one that fits. */
  readonly body: (message: string) => readonly string[];
}

/** What a word begins, by the word. The word is then offered as this, and not a second time as a word. */
const blocks: Readonly<Record<string, Form>> = {
  event: { shape: 'Name { key … }', body: () => ['event ${1:OrderPlaced} {', '\tkey ${2:orderId}: ${3:uuid}$0', '}'] },
  command: {
    shape: 'Name { key … }',
    body: () => ['command ${1:ShipOrder} {', '\tkey ${2:orderId}: ${3:uuid}$0', '}'],
  },
  type: { shape: 'Name { … }', body: () => ['type ${1:Money} {', '\t${2:amount}: ${3:decimal}$0', '}'] },
  enum: { shape: 'Name { A, B }', body: () => ['enum ${1:Problem} { ${2:Declined}, ${3:Unavailable}$0 }'] },
  service: { shape: 'Name { … }', body: () => ['service ${1:Payments} {', '\t$0', '}'] },
  external: { shape: 'service Name { … }', body: () => ['external service ${1:Bank} {', '\t$0', '}'] },
  'idempotent service': { shape: 'Name { … }', body: () => ['idempotent service ${1:Payments} {', '\t$0', '}'] },
  actor: { shape: 'Name { … }', body: () => ['actor ${1:Customer} {', '\t$0', '}'] },
  channel: {
    shape: 'name { carries … }',
    body: message => [
      'channel ${1:orders} {',
      `\tcarries \${2:${message}}`,
      '\tdelivery ${3|at-least-once,at-most-once,exactly-once|}$0',
      '}',
    ],
  },
  property: { shape: '"…" { … }', body: () => ['property "${1:paid before shipped}" {', '\t$0', '}'] },
  scenario: {
    shape: '"…" { given … }',
    body: message => ['scenario "${1:card declined}" {', `\tgiven \${2:${message}}`, '\t$0', '}'],
  },
  state: { shape: 'name: a | b', body: () => ['state ${1:phase}: ${2:idle} | ${3:done}$0'] },
  every: { shape: '1h -> …', body: () => ['every ${1:1h} -> ${0:nothing}'] },
};

/** Where the model has none that fits. */
const example = 'OrderPlaced';

const start = (name: string): readonly string[] => [
  'choreography ${1:' + name + '}',
  '',
  '/** ${2:A basket was submitted.} */',
  'event ${3:OrderPlaced} { key ${4:orderId}: uuid }',
  'event ${5:OrderAccepted} { key $4: uuid }',
  'event ${6:OrderRejected} { key $4: uuid }',
  '',
  'actor ${7:Customer} {',
  '\temits $3',
  '\treceives $5, $6',
  '}',
  '',
  'service ${8:Orders} {',
  '\t${9:accept}: on $3 -> $5 | $6',
  '}',
  '$0',
];

function snippet(label: string, body: readonly string[], more: Partial<Offer>): Offer {
  return { label, rank: 'snippet', kind: CompletionItemKind.Snippet, snippet: body.join('\n'), ...more };
}

/** The block that a word begins, in place of the word; the word itself where it begins none. */
export function asBlock(word: Offer, messages: readonly Offer[]): Offer {
  const block = blocks[word.label];
  if (!block) return word;
  return {
    ...word,
    snippet: block.body(messages[0]?.label ?? example).join('\n'),
    fit: { order: 0, why: block.shape },
  };
}

/** At the start of a file that declares nothing yet: a whole small choreography, named after the file. */
export function startOffer(uri: string): Offer {
  const why = 'a whole small one to start from';
  const detail = 'an actor, a service and their events';
  return snippet('new choreography', start(nameFrom(uri)), { rank: 'name', fit: { order: 0, why }, detail });
}

/** `order-flow.choreo`: `OrderFlow`. */
function nameFrom(uri: string): string {
  const words = UriUtils.basename(URI.parse(uri))
    .replace(/\.[^.]*$/, '')
    .split(/[^_a-zA-Z0-9]+/);
  const name = words.map(word => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return isName(name) && !isKeyword(name) ? name : 'Shop';
}

/** An entry that comes only once something else has happened. */
export function answerOffer(entries: readonly Offer[], answered: readonly Offer[]): Offer {
  const body = `emits \${1:${entries[0]?.label ?? 'OrderWithdrawn'}}? after \${0:${answered[0]?.label ?? example}}`;
  return snippet('emits … after …', [body], { fit: { order: 1, why: 'comes only once another has happened' } });
}

/** As many reactions of each kind are offered at most. */
const most = 20;

/** Reactions as members of a service. `triggers`: messages that it can react to, the one that fits best first. */
export function reactionOffers(triggers: readonly Offer[]): readonly Offer[] {
  const unhandled = triggers.filter(({ fit }) => fit?.order === 0).slice(0, most);
  const whole = unhandled.map(({ label: message, fit, node }) => {
    const label = labelFor(message);
    return snippet(`${label}: on ${message} -> …`, [`\${1:${label}}: on ${message} -> \${0:nothing}`], {
      filter: `on ${message} ${label}`,
      fit: { order: 0, ...(fit?.why === undefined ? {} : { why: fit.why }) },
      ...(node ? { node } : {}),
    });
  });
  const first = triggers[0]?.label ?? example;
  const second = triggers[1]?.label ?? 'PaymentTaken';
  return [...whole, ...forms(first, second)];
}

/** Forms of reactions that are harder to remember, filled with two messages that fit. */
function forms(first: string, second: string): readonly Offer[] {
  const on = `\${1:${labelFor(first)}}: on \${2:${first}}`;
  const form = (label: string, body: readonly string[], why: string): Offer =>
    snippet(label, body, { fit: { order: 1, why } });
  return [
    form('on … -> … | …', [`${on} -> \${3:${second}} | \${0:nothing}`], 'one of the alternatives happens'),
    form(
      'on … and … within …',
      [`\${1:join}: on \${2:${first}} and \${3:${second}} within \${4:30m} else \${5:nothing}`, '\t-> ${0:nothing}'],
      'a join that gives up in time',
    ),
    form(
      'on … { when … else … }',
      [`${on} {`, '\twhen ${3:true} -> ${4:nothing}', '\telse -> ${0:nothing}', '}'],
      'the first branch that holds',
    ),
    form(
      'on … when … else retry',
      [`${on} when \${3:true} else retry -> \${0:nothing}`],
      'waits until the guard holds',
    ),
    form(
      'on … when … else retry 5 times',
      [`${on} when \${3:true} else retry \${4:5} times then \${5:nothing}`, '\t-> ${0:nothing}'],
      'waits, and gives up in the end',
    ),
  ];
}

/** `orderPlaced` for `OrderPlaced` and `Billing.OrderPlaced`. */
function labelFor(message: string): string {
  const name = message.slice(message.lastIndexOf('.') + 1);
  return name.charAt(0).toLowerCase() + name.slice(1);
}
