/** Models that the golden pictures and their renderings are made of. */
import type { Choreography } from '@choreo/model';
import {
  actor,
  allOf,
  binary,
  cancel,
  choreography,
  command,
  emit,
  event,
  external,
  field,
  giving,
  number,
  on,
  oneOf,
  place,
  service,
  set,
  state,
  usedEvent,
  yes,
} from './model.ts';

/** Staff who pack when there is an order, and a customer who may withdraw hers. */
export function answers(): Choreography {
  return choreography(
    'Answers',
    [
      actor('Customer', { emits: ['OrderPlaced', 'OrderWithdrawn? after OrderPlaced'], receives: ['Shipped'] }),
      actor('Staff', { emits: ['Packed after OrderPlaced or PaymentTaken'] }),
      service('Orders', [
        on('OrderPlaced', { label: 'bill', to: oneOf('PaymentTaken') }),
        on('Packed', { label: 'ship', to: oneOf('Shipped') }),
        on('OrderWithdrawn', { label: 'stop' }),
      ]),
    ],
    [event('OrderPlaced'), event('OrderWithdrawn'), event('PaymentTaken'), event('Packed'), event('Shipped')],
  );
}

/** The model of the language's introduction. */
export function orderFulfilment(): Choreography {
  return choreography(
    'OrderFulfilment',
    [
      actor('Customer', { emits: ['OrderPlaced'], receives: ['OrderShipped', 'OrderCancelled'] }),
      service(
        'Payments',
        [
          on('OrderPlaced', { label: 'charge', to: oneOf('PaymentTaken', 'PaymentFailed') }),
          on('PaymentTaken', { label: 'remember', to: allOf(set('taken', yes)) }),
          on('OrderCancelled', { label: 'refund', when: state('taken'), to: oneOf('PaymentRefunded') }),
        ],
        { states: ['taken'] },
      ),
      service('Warehouse', [on('OrderPlaced', { to: oneOf('StockReserved', 'StockRejected') })]),
      service('Shipping', [
        on('PaymentTaken and StockReserved', {
          label: 'dispatch',
          by: 'orderId',
          within: ['30m', oneOf('ShippingTimedOut')],
          to: oneOf('OrderShipped'),
        }),
      ]),
      service('Orders', [on('PaymentFailed or StockRejected or ShippingTimedOut', { to: oneOf('OrderCancelled') })]),
    ],
    [
      event('OrderPlaced', 'A basket was submitted.'),
      event('PaymentTaken'),
      event('PaymentFailed'),
      event('StockReserved'),
      event('StockRejected'),
      event('OrderShipped'),
      event('OrderCancelled'),
      event('PaymentRefunded'),
      event('ShippingTimedOut'),
    ],
  );
}

/** Emissions and entries that say what they carry: little, much, and several of one message. */
export function contents(): Choreography {
  const user = { kind: 'enum-value', enum: 'Origin', value: 'User', span: place() } as const;
  const clerk = actor('Clerk', { emits: ['Changed', 'Imported'], receives: ['Mirrored', 'Failed'] });
  const [changed, imported] = clerk.emits;
  if (!changed || !imported) throw new Error('The clerk emits nothing.');
  const more = (by: number) => binary(field('attempt'), '+', number(by));
  const entries = [giving(changed, { origin: user, attempt: number(1) }), giving(imported, { rows: number(100) })];
  return choreography(
    'Contents',
    [
      { ...clerk, emits: entries },
      service('Mirror', [
        on('Changed', {
          label: 'mirror',
          branches: [
            [
              binary(field('attempt'), '>', number(3)),
              oneOf(
                [giving(emit('Mirrored'), { origin: user }, '...')],
                [giving(emit('Changed', '10m'), { attempt: more(1) }, '...')],
              ),
            ],
            [
              undefined,
              oneOf([giving(emit('Failed'), { attempt: field('attempt'), origin: field('origin'), by: user })]),
            ],
          ],
        }),
        on('Imported', { label: 'spread', to: oneOf([giving(emit('Changed+'), {}, '...')]) }),
        on('Imported', { label: 'log', to: oneOf([giving(emit('Logged'), { rows: field('rows') })]) }),
      ]),
    ],
    ['Changed', 'Imported', 'Mirrored', 'Failed', 'Logged'].map(name => event(name)),
  );
}

/** Everything that a flow can contain, once. */
export function everything(): Choreography {
  return choreography(
    'Everything',
    [
      actor('Visitor', { emits: ['Asked', 'Nagged*'], receives: ['Answered', 'Reminded*'] }),
      actor('Auditor', {}),
      external('Bank', [on('Charge', { label: 'settle', to: oneOf('Paid', 'Declined') })], {
        emits: ['RateChanged*'],
        receives: ['Settled'],
      }),
      service(
        'Desk',
        [
          on('Asked', {
            label: 'triage',
            doc: 'Sorts what comes in.',
            branches: [
              [binary(field('size'), '>', number(10)), oneOf(['Escalated', 'Noted?'], 'Refused')],
              [binary(field('kind'), '==', field('spam')), oneOf([])],
              [undefined, oneOf([emit('Reminder', '10m'), set('open', yes)])],
            ],
          }),
          on('Reminder', { label: 'remind', when: state('open'), to: oneOf('Reminded') }),
          on('Answered', { label: 'close', to: allOf(cancel('Reminder'), set('open', yes)), idempotent: true }),
          on('Nagged', {}),
        ],
        { states: ['open'], emits: ['Opened?'], every: [['1h', oneOf('Swept', [])]] },
      ),
      service('Billing', [
        on('Escalated or Opened', { to: oneOf('Charge') }),
        on('Declined', { label: 'retry', atMost: [3, oneOf('GaveUp')], to: oneOf('Charge') }),
        on('Paid and Noted and Swept', {
          label: 'answer',
          by: 'caseId',
          within: ['2d', oneOf('GaveUp', ['Answered', 'Settled'])],
          to: allOf('Answered', 'Settled', 'Other.Closed'),
        }),
        on('Other.Started', { to: oneOf('Lost+') }),
        on('Never', {}),
      ]),
      service('Empty', []),
    ],
    [
      ...['Asked', 'Nagged', 'Answered', 'Reminded', 'Paid', 'Declined'].map(name => event(name)),
      ...['Reminder', 'Swept', 'Escalated', 'Noted', 'Refused', 'Opened', 'GaveUp', 'Settled'].map(name => event(name)),
      command('Charge'),
      event('Lost'),
    ],
    [usedEvent('Other', 'Started', { emittedThere: true }), usedEvent('Other', 'Closed', { handledThere: true })],
  );
}

/** A channel that may lose messages, a reaction that ignores redeliveries, an entry that leaves at once. */
export function channelled(): Choreography {
  const model = choreography(
    'Channelled',
    [
      actor('Walker', { emits: ['Switched', 'Passed'] }),
      service('Lamp', [
        on('Switched', { label: 'light', idempotent: true, to: oneOf('Lit') }),
        on('Switched', { label: 'count' }),
      ]),
      service('Log', [on('Lit', { label: 'record' })]),
      actor('Neighbour', { receives: ['Lit', 'Passed'] }),
    ],
    [event('Switched'), event('Lit'), event('Passed')],
  );
  const span = place();
  const carries = [{ message: 'Lit', span }];
  return {
    ...model,
    channels: [{ name: 'radio', annotations: [], span, nameSpan: span, carries, delivery: 'at-most-once' }],
  };
}

/** So many services in a row, with side branches. */
export function chain(services: number): Choreography {
  const names = Array.from(
    { length: services },
    (_, index) => `Step${String(index + 1).padStart(String(services).length, '0')}`,
  );
  return choreography(
    'Chain',
    [
      actor('User', { emits: [`${names[0] ?? ''}Requested`], receives: ['AllDone', 'Failed*'] }),
      ...names.map((name, index) =>
        service(name, [
          on(`${name}Requested`, { label: 'start', to: oneOf(`${name}Finished`, `${name}Failed`) }),
          on(`${name}Finished`, {
            label: 'hand over',
            to: oneOf(index + 1 < services ? `${names[index + 1] ?? ''}Requested` : 'AllDone'),
          }),
          on(`${name}Failed`, { label: 'give up', to: oneOf('Failed') }),
        ]),
      ),
      service('Log', [on(['Failed', 'AllDone'].join(' or '), { label: 'record' })]),
    ],
    [
      ...names.flatMap(name => [event(`${name}Requested`), event(`${name}Finished`), event(`${name}Failed`)]),
      event('AllDone'),
      event('Failed'),
    ],
  );
}

export const hostileNames = [
  'end',
  'graph',
  'a b',
  '"quoted"',
  '<script>window.hit=1</script>',
  '<img src=x onerror="window.hit=1">',
  '`tick` **bold** _it_',
  '#quot; #35; &lt;',
  'x;y%%z',
  '[a](b){c}|d|',
  '1. list',
  '- dash --> b',
  'new\nline\ttab',
  'Ünïcödé 日本語 👩‍👩‍👧 𝔘',
  '\u202eright\u2028left\u0000\ud800',
  'javascript:alert(1)',
  '__proto__',
  'click subgraph style',
  'ﬂ°°42¶ß',
  '$$x^2$$ :::class @{ shape: x }',
  ' ',
  'a'.repeat(200),
] as const;

/** Every hostile name as a service, a label, a message, and a text in a guard. */
export function hostile(names: readonly string[] = hostileNames): Choreography {
  return choreography(
    names[0] ?? '',
    [
      actor(names[0] ?? '', {
        emits: [...names, `${names[1] ?? ''} after ${names[2] ?? ''}`],
        receives: names.map(name => `${name}!`),
      }),
      ...names.map(name =>
        service(name, [
          reaction => ({
            ...on('x', {
              label: name,
              when: {
                kind: 'string',
                value: name,
                span: { uri: '', range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } },
              },
              to: allOf({ ...emit('x'), message: `${name}!` }),
            })(reaction),
            trigger: { kind: 'single', messages: [{ message: name, span: emit('x').span }], span: emit('x').span },
          }),
        ]),
      ),
    ],
    names.flatMap(name => [event(name), event(`${name}!`)]),
  );
}
