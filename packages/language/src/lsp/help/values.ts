/** Help on built-in types, on operators of conditions, and on annotations. */
import type { Help } from './help.ts';

const payloads = 'language.md#messages-and-payloads';
const conditions = 'language.md#conditions';

function type(name: string, text: string, field: string): Help {
  return { of: name, in: ['Type'], form: name, text, example: `type T { ${field} }`, page: payloads };
}

function operator(symbols: string, rules: readonly string[], form: string, text: string, condition: string): Help {
  return { of: symbols, in: rules, form, text, example: `on A when ${condition}`, page: conditions };
}

export const valueHelp: readonly Help[] = [
  type('string', 'Text.', 'currency: string'),
  type('int', 'A whole number.', 'quantity: int'),
  type('float', 'A number as in TypeScript, with rounding. Money is better a `decimal`.', 'ratio: float'),
  type('decimal', 'An exact decimal number, for money.', 'amount: decimal'),
  type('boolean', 'True or false. A missing one counts as false.', 'express: boolean'),
  type('uuid', 'Text in the format of a UUID.', 'id: uuid'),
  type('uri', 'Text in the format of a URI.', 'page: uri'),
  type('email', 'Text in the format of an e-mail address.', 'contact: email'),
  type('date', 'A date in ISO 8601: `2026-11-23`.', 'due: date'),
  type('datetime', 'A point in time in ISO 8601: `2026-11-23T10:00:00Z`.', 'placedAt: datetime'),
  type('duration', 'A duration in ISO 8601: `PT30M`.', 'patience: duration'),
  type('bytes', 'Binary data.', 'photo: bytes'),
  type('json', 'Any JSON value.', 'extra: json'),
  {
    of: 'map < >',
    in: ['Type'],
    form: 'map<TYPE>',
    text: 'A map from strings to values of a type. Maps and lists nest: `map<int[]>[]`.',
    example: 'type T { labels: map<string> }',
    page: payloads,
  },
  {
    of: 'true false',
    in: ['InitialValue', 'Primary', 'PayloadValue', 'AnnotationArgument'],
    form: 'true, false',
    text: 'The values of a `boolean`.',
    page: conditions,
  },
  operator('or', ['Expression'], 'A or B', 'At least one of both holds.', 'paid or cancelled'),
  operator('and', ['Conjunction'], 'A and B', 'Both hold. Binds more tightly than `or`.', 'paid and not shipped'),
  operator('not', ['Negation'], 'not A', '`not a == b` means `not (a == b)`.', 'not paid'),
  operator(
    '==',
    ['Comparison'],
    'A == B',
    'Both are equal. What is missing equals only what is missing too.',
    'phase == held',
  ),
  operator('!=', ['Comparison'], 'A != B', 'Both differ.', 'phase != held'),
  operator(
    '< <= > >=',
    ['Comparison'],
    'A < B',
    'Compares numbers, dates or durations. Comparisons do not chain: write `1 < n and n < 5`. What is missing is neither less nor greater.',
    'total >= 100',
  ),
  operator('in', ['Comparison'], 'A in [B, C]', 'A is one of these values.', 'phase in [idle, held]'),
  operator(
    '+ -',
    ['Sum'],
    'A + B',
    'Adds or subtracts, from left to right. With a missing value, the result is missing.',
    'attempts + 1 >= 3',
  ),
  operator(
    '* /',
    ['Product'],
    'A * B',
    'Multiplies or divides, from left to right. Binds more tightly than `+` and `-`.',
    'amount * 2 < 10',
  ),
  operator('-', ['Sign'], '-A', 'The negative number.', 'balance < -limit'),
];

/** By the annotation's name. */
export const annotationHelp: ReadonlyMap<string, Pick<Help, 'form' | 'text'>> = new Map([
  ['deprecated', { form: '@deprecated("ADVICE")', text: 'Uses of the element are reported, with this advice.' }],
  ['owner', { form: '@owner("TEAM")', text: 'The team that owns the element. For readers.' }],
  ['version', { form: '@version("2.1.0")', text: 'The version of the element. For readers.' }],
  ['type', { form: '@type("com.acme.order.placed.v1")', text: 'The type of the message in its CloudEvents envelope.' }],
  ['pii', { form: '@pii', text: 'Personal data.' }],
  [
    'min',
    {
      form: '@min(NUMBER)',
      text: 'The smallest value of a number, or the least length of a string, list or map. Generated contracts reject what is below it.',
    },
  ],
  [
    'max',
    {
      form: '@max(NUMBER)',
      text: 'The greatest value of a number, or the greatest length of a string, list or map. Generated contracts reject what is above it.',
    },
  ],
  [
    'pattern',
    {
      form: '@pattern("REGULAR EXPRESSION")',
      text: 'The regular expression that the string must match. Generated contracts reject what does not.',
    },
  ],
  [
    'allow',
    {
      form: '@allow("CODE", "REASON")',
      text: 'Silences one rule on this element, or in the header for the whole choreography. The reason is required.',
    },
  ],
]);

/** Of an annotation with any other name. */
export const otherAnnotation =
  'Choreo does not know this annotation: it means nothing here, and is there for readers and other tools.';
