/** What can be written next at each place of the language, with the cursor at `<|>`: these offers and no others. */

export const files = {
  'billing.choreo': `choreography Billing
event Invoiced { key orderId: uuid }
event Settled { key orderId: uuid }
type Address { city: string }
`,
  'identity.choreo': `choreography Identity
event Settled { key orderId: uuid }
`,
  'events.choreo': `choreography Shop
/** A basket was submitted. */
event Placed { key orderId: uuid  total: Money  express: boolean  lines: Line[]  tags: map<Currency> }
event Paid { key orderId: uuid }
event Shipped { key orderId: uuid }
command Ship { key orderId: uuid }
type Money { amount: decimal  currency: Currency }
type Line { sku: string  gift: boolean  currency: Currency }
enum Currency { EUR, USD }
service Till { charge: on Placed -> Paid | Shipped }
`,
} as const;

export const header = 'choreography Shop uses Billing, Identity\n';

export interface Place {
  readonly text: string;
  readonly offers: readonly string[];
}

const declarations = [
  'event',
  'command',
  'type',
  'enum',
  'service',
  'external',
  'idempotent service',
  'actor',
  'channel',
  'property',
  'scenario',
];
const own = ['Placed', 'Paid', 'Shipped', 'Ship'];
const messages = [...own, 'Invoiced', 'Billing.Settled', 'Identity.Settled', 'Billing', 'Identity'];
const outcome = [...messages, 'cancel', 'set', 'nothing'];
const types = ['Money', 'Line', 'Currency', 'Address', 'Billing', 'Identity'];
const builtIn = [
  'string',
  'int',
  'float',
  'decimal',
  'boolean',
  'uuid',
  'uri',
  'email',
  'date',
  'datetime',
  'duration',
  'bytes',
  'json',
  'map',
];
const members = ['on', 'state', 'every', 'emits'];
const clauses = ['when', 'by', 'within', 'at most', 'idempotent'];
const ofSingle = clauses.filter(word => word !== 'by' && word !== 'within');
const reaction = ['->', '{'];
const operators = ['==', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/', 'in', 'and', 'or'];
const logical = without(operators, '+', '-', '*', '/');
/** Lists and maps can be given, but not asked for. */
const wholes = ['lines', 'tags'];
const value = ['orderId', 'total', 'express', 'Placed', 'EUR', 'USD', 'Currency', 'true', 'false'];
const operand = [...value, 'not'];
const durations = ['30s', '10m', '30m', '1h', '24h', '7d'];
const counts = ['1', '2', '3'];
const behindEmission = ['?', '*', '+', '{', 'after', '&', '|'];
const channelMembers = ['carries', 'address', 'delivery', 'ordered by'];
const sentences = [...messages, 'at most', 'at rest', 'at all times', 'no', 'always', 'never'];
const asked = ['S', 'Till', 'EUR', 'USD', 'Currency', 'true', 'false'];
const stateful = 'service S { state phase: idle | held  state coin: Currency  r: on Placed -> set phase = held } ';
const steps = ['given', 'choose', 'expect', 'never', 'possible'];
const fields = ['orderId', 'total', 'express', 'lines', 'tags'];
const annotations = ['allow', 'deprecated'];

function without(words: readonly string[], ...left: readonly string[]): string[] {
  return words.filter(word => !left.includes(word));
}

function withoutOffers(...texts: readonly string[]): Record<string, readonly string[]> {
  return Object.fromEntries(texts.map(text => [text, []]));
}

function within(before: string, after: string, places: Readonly<Record<string, readonly string[]>>): Place[] {
  return Object.entries(places).map(([text, offers]) => ({ text: `${before}${text}${after}`, offers }));
}

export const reactions: readonly Place[] = [
  ...within('service S { ', ' }', {
    '<|>': members,
    'on <|>': messages,
    'on Placed <|>': ['or', 'and', ...ofSingle, ...reaction, ...members],
    'on Placed or <|>': messages,
    'on Placed or Paid <|>': ['or', ...ofSingle, ...reaction, ...members],
    'on Placed and <|>': messages,
    'on Placed and Paid <|>': ['and', ...clauses, ...reaction, ...members],
    'ship: on Placed <|>': ['or', 'and', ...ofSingle, ...reaction, ...members],
    'on Billing.<|>': ['Invoiced', 'Settled'],
    'on Billing.Invoiced <|>': ['or', 'and', ...ofSingle, ...reaction, ...members],
    'on Placed when express else <|>': ['retry'],
    'on Placed when express else retry <|>': [...counts, ...without(ofSingle, 'when'), ...reaction, ...members],
    'on Placed when express else retry 5 <|>': ['times then'],
    'on Placed when express else retry 5 times <|>': ['then'],
    'on Placed when express else retry 5 times then <|>': outcome,
    'on Placed { when express -> Paid else <|>': ['->', 'retry'],
    'on Placed { when express -> Paid else retry <|>': counts,
    'on Placed { when express -> Paid else retry 5 times then <|>': outcome,
    'on Placed at <|>': ['most'],
    'on Placed at most <|>': counts,
    'on Placed at most 3 <|>': ['times else'],
    'on Placed at most 3 times <|>': ['else'],
    'on Placed at most 3 times else <|>': outcome,
    'on Placed at most 3 times else Shipped & <|>': outcome,
    'on Placed at most 3 times else Billing.<|>': ['Invoiced', 'Settled'],
    'on Placed at most 3 times else Shipped after <|>': durations,
    'ship <|>': [],
    'ship: <|>': ['on'],
    'on Placed idempotent <|>': [...without(ofSingle, 'idempotent'), ...reaction, ...members],
    'on Placed idempotent when express <|>': [...logical, 'at most', 'else retry', ...reaction, ...members],
    'on Placed and Paid by <|>': ['orderId'],
    'on Placed and Paid by orderId <|>': [...without(clauses, 'by'), ...reaction, ...members],
    'on Placed and Paid within <|>': durations,
    'on Placed and Paid within 5<|>': ['5ms', '5s', '5m', '5h', '5d'],
    'on Placed and Paid within 5m <|>': ['else'],
    'on Placed and Paid within 5m else <|>': outcome,
    'on Placed and Paid within 5m else Shipped <|>': [
      ...without(behindEmission, '{'),
      ...without(clauses, 'within'),
      ...reaction,
      ...members,
    ],
    'on Placed -> <|>': outcome,
    'on Placed -> nothing <|>': ['&', '|', ...members],
    'on Placed -> Shipped <|>': [...behindEmission, ...members],
    'on Placed -> Shipped? <|>': ['{', 'after', '&', '|', ...members],
    'on Placed -> Placed { <|>': ['...', ...fields],
    'on Placed -> Placed { ... <|>': [],
    'on Placed -> Placed { ..., <|>': fields,
    'on Placed -> Placed { lines <|>': [],
    'on Placed -> Billing.<|>': ['Invoiced', 'Settled'],
    'on Placed -> Placed { lines: 3, <|>': without(fields, 'lines'),
    'on Placed -> Placed { lines: <|>': [...operand, ...wholes],
    'on Placed -> Placed { <|> } after 10m': ['...', ...fields],
    'every 1h -> Placed { <|>': fields,
    'emits Placed { <|>': fields,
    'on Placed -> Shipped | <|>': outcome,
    'on Placed -> Shipped & <|>': outcome,
    'on Placed -> Shipped after <|>': durations,
    'on Placed -> Shipped after 10m <|>': ['&', '|', ...members],
    'on Placed -> cancel <|>': messages,
    'on Placed -> cancel Shipped <|>': ['&', '|', ...members],
    'every <|>': durations,
    'every 1h <|>': ['->'],
    'every 1h -> <|>': outcome,
    'every 1h -> Paid <|>': [...behindEmission, ...members],
    'emits <|>': messages,
    'emits Placed <|>': ['?', '*', '+', '{', 'after', ...members],
    'emits Placed? <|>': ['{', 'after', ...members],
    'emits Placed { orderId: "a" } <|>': ['after', ...members],
    'emits Placed after <|>': without(messages, 'Placed'),
    'emits Placed after Paid <|>': ['or', ...members],
    'emits Placed after Paid or <|>': without(messages, 'Placed', 'Paid'),
    'emits Placed after Paid, <|>': messages,
    'emits Placed, <|>': messages,
    'emits Billing.<|>': ['Invoiced', 'Settled'],
    '@<|>': [...annotations, 'owner', 'type', 'version'],
    '@owner("shop") <|>': members,
    '@owner(<|>': [],
    '@owner("shop" <|>': [],
    '@min(- <|>': [],
    'state <|>': [],
    'state x <|>': [],
    'state x: - <|>': [],
    'state x: 0 <|>': [],
    'state x: 0..<|>': [],
    'state x: idle | <|>': [],
    'state x: Currency = Currency.<|>': ['EUR', 'USD'],
    'state x: Currency = Currency <|>': members,
    'state x: 0..3 = <|>': [],
    'state x: 0..3 = - <|>': [],
    'state x: <|>': ['boolean', 'Currency', 'Billing', 'Identity'],
    'state x: Currency <|>': ['?', '|', '=', ...members],
    'state x: Currency? <|>': ['=', ...members],
    'state x: Currency? = <|>': ['EUR', 'USD', 'Currency'],
    'state x: Identity.<|>': [],
    'state x: boolean <|>': ['=', ...members],
    'state x: boolean = <|>': ['true', 'false'],
    'state x: boolean = true <|>': members,
    'state x: idle <|>': ['|', '=', ...members],
    'state x: idle | held = <|>': ['idle', 'held'],
    'state x: 0..3 <|>': ['=', ...members],
  }),
  ...within('external service S { ', ' }', {
    '<|>': [...members, 'receives'],
    'receives <|>': messages,
    'receives Placed <|>': ['*', ...members, 'receives'],
    'receives Billing.<|>': ['Invoiced', 'Settled'],
  }),
  ...within('actor A { ', ' }', {
    '<|>': ['emits', 'receives'],
    'emits Placed <|>': ['?', '*', '+', '{', 'after', 'emits', 'receives'],
    'emits Placed after Billing.<|>': ['Invoiced', 'Settled'],
    'receives Placed <|>': ['*', 'emits', 'receives'],
    'receives Placed, <|>': messages,
  }),
];

export const conditions: readonly Place[] = [
  ...within('service S { on Placed when ', ' }', {
    '<|>': operand,
    'express <|>': [...logical, ...afterGuard()],
    'not <|>': operand,
    'express and <|>': operand,
    'express or <|>': operand,
    '(<|>': operand,
    '(express <|>': logical,
    'total.<|>': ['amount', 'currency'],
    'Placed.<|>': without(fields, ...wholes),
    'total.amount <|>': [...operators, ...afterGuard()],
    'total.amount > <|>': value,
    'total.amount > 5 <|>': [...without(operators, '==', '!=', '<', '<=', '>', '>=', 'in'), ...afterGuard()],
    'total.amount + <|>': value,
    'total.currency == <|>': value,
    'total.amount * <|>': value,
    '- <|>': value,
    'total.currency in <|>': [],
    'total.currency in [<|>': operand,
    'total.currency in [EUR <|>': logical,
    'total.currency in [EUR, <|>': operand,
    'total.currency in [EUR] <|>': ['and', 'or', ...afterGuard()],
    'total.currency == Currency.<|>': ['EUR', 'USD'],
    'express -> <|>': outcome,
  }),
  ...within('service S { state phase: idle | held  state seen: boolean  on Placed ', ' }', {
    'when <|>': [...operand, 'phase', 'seen', 'idle', 'held'],
    'when phase == <|>': [...value, 'phase', 'seen', 'idle', 'held'],
    '-> set <|>': ['phase', 'seen'],
    '-> set phase <|>': ['='],
    '-> set phase = <|>': [...operand, 'phase', 'seen', 'idle', 'held'],
    '-> set seen = true <|>': [...logical, '&', '|', ...members],
    '-> set seen = true & <|>': outcome,
  }),
  { text: 'service S {\n  on Placed -> set <|>\n  state late: boolean\n}', offers: ['late'] },
  ...within('service S { on Placed { ', ' } }', {
    '<|>': ['when', 'else'],
    'when <|>': operand,
    'when express <|>': [...logical, '->'],
    'when express -> <|>': outcome,
    'when express -> Paid <|>': [...behindEmission, 'when', 'else'],
    'else <|>': ['->'],
    'else -> <|>': outcome,
    'else -> Paid <|>': behindEmission,
  }),
];

function afterGuard(): string[] {
  return [...without(ofSingle, 'when'), 'else retry', ...reaction, ...members];
}

export const stories: readonly Place[] = [
  ...within('channel c { ', ' }', {
    '<|>': channelMembers,
    'carries <|>': messages,
    'carries Placed <|>': channelMembers,
    'carries Placed, <|>': messages,
    'address <|>': [],
    'address "a" <|>': without(channelMembers, 'address'),
    'delivery <|>': ['at-most-once', 'at-least-once', 'exactly-once'],
    'delivery at-l<|>': ['at-least-once'],
    'delivery exactly-once <|>': without(channelMembers, 'delivery'),
    'carries Placed ordered <|>': ['by'],
    'carries Placed ordered by <|>': fields,
    'ordered by <|> carries Placed': fields,
    'carries Placed ordered by orderId <|>': without(channelMembers, 'ordered by'),
  }),
  ...within('property "p" { ', ' }', {
    '<|>': sentences,
    'Placed <|>': ['leads to', 'requires', 'excludes', 'compensated by'],
    'Billing.Invoiced <|>': ['leads to', 'requires', 'excludes', 'compensated by'],
    'Placed leads <|>': ['to'],
    'Placed leads to <|>': messages,
    'Placed leads to Paid <|>': ['|', ...sentences],
    'Placed leads to Paid | <|>': messages,
    'Placed requires <|>': messages,
    'Placed requires Paid <|>': sentences,
    'Placed excludes <|>': messages,
    'Placed excludes Paid <|>': sentences,
    'Placed compensated <|>': ['by'],
    'Placed compensated by <|>': messages,
    'Placed compensated by Paid <|>': ['on'],
    'Placed compensated by Paid on <|>': messages,
    'Placed compensated by Paid on Shipped <|>': sentences,
    'at <|>': ['most', 'rest', 'all times'],
    'at all <|>': ['times'],
    'at most <|>': counts,
    'at most 1 <|>': messages,
    'at most 1 Placed <|>': sentences,
    'always <|>': messages,
    'always Placed <|>': sentences,
    'never <|>': messages,
    'never Placed <|>': sentences,
  }),
  ...within('property "p" { ', ' }', {
    'no <|>': messages,
    'no Placed <|>': ['after'],
    'no Placed after <|>': messages,
    'no Placed after Paid <|>': sentences,
  }),
  ...within(`${stateful}property "p" { `, ' }', {
    'at rest <|>': ['not', ...asked],
    'at all times <|>': ['not', ...asked],
    'at rest S<|>': ['S'],
    'at rest S <|>': ['.', ...logical, 'if', ...sentences],
    'at rest S.<|>': ['phase', 'coin'],
    'at rest S.phase <|>': [...logical, 'if', ...sentences],
    'at rest S.phase == <|>': ['idle', 'held', ...asked],
    'at rest S.phase in [<|>': ['idle', 'held', ...asked, 'not'],
    'at rest S.coin != <|>': asked,
    'at rest S.phase == held and <|>': ['not', ...asked],
    'at rest S.phase == held if <|>': messages,
    'at rest S.phase == held if Paid <|>': sentences,
    'at all times S.phase == held <|>': ['+', '-', '*', '/', 'and', 'or', ...sentences],
  }),
  ...within(`${stateful}scenario "s" { `, ' }', {
    'expect at <|>': ['rest'],
    'expect at rest <|>': ['not', ...asked],
    'expect at rest S.<|>': ['phase', 'coin'],
    'expect at rest not S.phase == <|>': ['idle', 'held', ...asked],
  }),
  ...within('scenario "s" { ', ' }', {
    '<|>': steps,
    'given <|>': messages,
    'given Placed <|>': ['{', ...steps],
    'given Placed { <|>': fields,
    'given Placed { <|> }': fields,
    'given Placed { orderId: "1", <|> }': without(fields, 'orderId'),
    'given Placed { orderId <|> }': [],
    'given Placed { orderId: "1" <|> }': [],
    'given Placed { total: - <|> }': [],
    'given Placed { lines: [<|>] }': ['{'],
    'given Placed { lines: [{ } <|>] }': [],
    'given Placed { lines: [{ }, <|>] }': ['{'],
    'given Placed { total: { <|> } }': ['amount', 'currency'],
    'given Placed { total: { amount: <|> } }': [],
    'given Placed { total: { currency: <|> } }': ['EUR', 'USD'],
    'given Placed { total: <|> }': ['{'],
    'given Placed { express: <|> }': ['true', 'false'],
    'given Placed { lines: [{ <|> }] }': ['sku', 'gift', 'currency'],
    'given Placed { lines: [{ sku: "a" }, { gift: true, currency: <|> }] }': ['EUR', 'USD'],
    'given Placed { tags: { first: <|> } }': ['EUR', 'USD'],
    'given Placed { tags: { <|> } }': [],
    'given Placed { } <|>': steps,
    'choose <|>': ['Till'],
    'choose Till <|>': ['.'],
    'choose Till.<|>': ['charge'],
    'choose Till.charge <|>': ['->'],
    'choose Till.charge -> <|>': ['Paid', 'Shipped', 'Billing', 'Identity', 'cancel', 'set', 'nothing'],
    'choose Till.charge -> Paid <|>': [...without(behindEmission, '{'), ...steps],
    'expect <|>': ['at rest', ...messages],
    'expect 2 <|>': messages,
    'expect 2 Paid <|>': steps,
    'expect Paid <|>': ['before', ...steps],
    'expect Paid before <|>': messages,
    'expect Paid before Shipped <|>': steps,
    'never <|>': messages,
    'never Paid <|>': steps,
    'possible <|>': messages,
    'possible Paid <|>': steps,
  }),
];

export const top: readonly Place[] = [
  ...within('', '', {
    '<|>': declarations,
    'event <|>': [],
    ...withoutOffers('command <|>', 'type <|>', 'enum <|>', 'service <|>', 'actor <|>', 'channel <|>'),
    ...withoutOffers('property <|>', 'scenario <|>'),
    'type A <|>': ['extends', '{'],
    'enum A <|>': ['{'],
    'actor A <|>': ['{'],
    'channel c <|>': ['{'],
    'property "p" <|>': ['{'],
    'scenario "s" <|>': ['{'],
    'event A <|>': ['extends', '{', ...declarations],
    'event A\n<|>': ['extends', '{', ...declarations],
    'event A extends <|>': [...messages, 'Money', 'Line', 'Address'],
    'event A extends Billing.<|>': ['Invoiced', 'Settled', 'Address'],
    'event A extends Paid <|>': ['{', ...declarations],
    'event A { <|> }': ['key'],
    'event A { key <|> }': [],
    'event A { x: <|> }': [...types, ...builtIn],
    'event A { x: Billing.<|> }': ['Address'],
    ...withoutOffers('event A { x: map <|> }', 'event A { x: map<string <|> }', 'event A { x: string[<|> }'),
    'event A { x: map<<|> }': [...types, ...builtIn],
    'event A { x: string <|> }': ['key'],
    'event A { x: Money[] <|> }': ['key'],
    'event A { @<|> }': [...annotations, 'pii', 'min', 'max', 'pattern'],
    'event A { @pii <|> }': ['key'],
    'event A { }\n<|>': declarations,
    'type A { x: Money <|> }': ['key'],
    'enum A { <|> }': [],
    'enum A { X <|> }': [],
    'enum A { X, <|> }': [],
    'enum A { @deprecated <|> }': [],
    'external <|>': ['service', 'idempotent service'],
    'idempotent <|>': ['service'],
    'service S <|>': ['{', 'by'],
    'service S by orderId <|>': ['{'],
    '@<|>': [...annotations, 'owner', 'type', 'version'],
    '@owner("shop") <|>': declarations,
    '@deprecated("<|>': [],
    '// on <|>': [],
    '/* on <|>': [],
    '/* on <|> */': [],
    'property "on <|>': [],
    'property "on <|>" { }': [],
  }),
];

/** Texts with their own header. */
export const headers: readonly Place[] = [
  { text: '<|>', offers: ['choreography', ...declarations] },
  { text: '\n\nevent Late', offers: ['choreography', ...declarations] },
  { text: '@owner("shop") <|>', offers: ['choreography', ...declarations] },
  { text: 'choreography <|>', offers: [] },
  { text: 'choreography Shop <|>', offers: ['uses', ...declarations] },
  { text: 'choreography Shop uses <|>', offers: ['Billing', 'Identity'] },
  { text: 'choreography Shop uses Billing <|>', offers: declarations },
  { text: 'choreography Shop uses Billing, <|>', offers: ['Identity'] },
].map(({ text, offers }) => ({ text: text.includes('<|>') ? text : `<|>${text}`, offers }));

/** Half-written texts: what is broken elsewhere does not matter, and what would end it is offered last. */
export const broken: readonly Place[] = [
  {
    text: 'service S {\n  on Placed ->\n  on Paid <|>\n}',
    offers: ['or', 'and', ...ofSingle, ...reaction, ...members],
  },
  { text: 'service S {\n  on Placed ->\n  ship: on <|>\n}', offers: messages },
  { text: 'service S {\n  on Placed when total. -> Paid\n  on Paid -> <|>\n}', offers: outcome },
  { text: 'service S {\n  on Placed or\n  emits <|>\n}', offers: messages },
  { text: 'service S {\n  on Placed Paid -> <|>\n}', offers: outcome },
  { text: 'service S {\n  on Placed -> Paid,\n  on Paid -> <|>\n}', offers: outcome },
  {
    text: 'service S by <|> {\n  on Invoiced\n  on Placed\n}',
    offers: ['nothing', 'orderId', 'total', 'express', 'lines', 'tags'],
  },
  { text: 'service S by orderId, <|> {\n  on Paid\n}', offers: ['orderId'] },
  { text: 'service S by <|>\nservice T {', offers: ['nothing'] },
  { text: 'service S {\n  on Placed ->\n  <|>\n}', offers: [...outcome, ...members] },
  {
    text: 'service S {\n  on Placed <|>\n  on Paid ->\n}\nservice T { on',
    offers: ['or', 'and', ...ofSingle, ...reaction, ...members],
  },
  { text: 'service S {\n  on Placed -> <|>', offers: outcome },
  { text: 'service S {\n  on Placed -> <|>\n\nservice T {\n  on Paid -> Shipped\n}', offers: outcome },
  {
    text: 'service S {\n  on Placed -> Paid\n\n<|>',
    offers: [...behindEmission, ...members, ...declarations],
  },
  { text: 'service S {\n  on Placed -> Paid\n\nevent A { x: <|>', offers: [...types, ...builtIn] },
  { text: 'event A {\n  key orderId:\n  total: <|>\n}', offers: [...types, ...builtIn] },
  { text: 'event A {\n  key orderId: uuid,\n  total: <|>\n}', offers: [...types, ...builtIn] },
  { text: 'event A {\n  x: uuid\n\nevent B {\n  x: <|>\n}', offers: [...types, ...builtIn] },
  { text: 'property "p" {\n  Placed\n  Paid requires <|>\n}', offers: messages },
  {
    text: 'property "p" {\n  Placed leads\n  Paid <|>\n}',
    offers: ['leads to', 'requires', 'excludes', 'compensated by'],
  },
  { text: 'scenario "s" {\n  given\n  expect Paid <|>\n}', offers: ['before', ...steps] },
  { text: 'scenario "s" {\n  given Placed { total: }\n  expect Paid <|>\n}', offers: ['before', ...steps] },
  { text: 'channel c {\n  carries\n  delivery <|>\n}', offers: ['at-most-once', 'at-least-once', 'exactly-once'] },
  { text: 'servce S {\n  on Placed\n}\nservice T {\n  on <|>\n}', offers: messages },
  { text: 'property "half\nservice T {\n  on <|>\n}', offers: messages },
];
