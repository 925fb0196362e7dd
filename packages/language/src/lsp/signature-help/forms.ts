/** The forms of constructs, for help while one writes them: their parts in the order that the grammar allows. */

export interface FormPart {
  readonly label: string;
  /** Rules of the grammar whose tokens belong to this part. */
  readonly in?: readonly string[];
  /** Tokens of the construct itself, or of the rule `within` it, that begin this part. */
  readonly words?: readonly string[];
  readonly within?: string;
  /** The word whose help explains it, and the rule or node that the word stands in. */
  readonly help?: readonly [word: string, place: string];
}

export interface Form {
  /** Rules of the grammar, or nodes that they make: the construct is one of these. */
  readonly of: readonly string[];
  /** The rule whose tokens `words` are. */
  readonly rule: string;
  readonly parts: readonly FormPart[];
}

const label: FormPart = { label: 'LABEL:', words: [':'] };
const branches: FormPart = { label: '-> OUTCOME', words: ['->', '{'], in: ['Branch'], help: ['->', 'Reaction'] };
const guard: FormPart = { label: '[when CONDITION]', in: ['GuardClause'], help: ['when', 'GuardClause'] };
const limit: FormPart = {
  label: '[at most N times else OUTCOME]',
  in: ['AtMostClause'],
  help: ['at', 'AtMostClause'],
};
const idempotent: FormPart = {
  label: '[idempotent]',
  in: ['IdempotentClause'],
  help: ['idempotent', 'IdempotentClause'],
};

export const reactionForm: Form = {
  of: ['Reaction'],
  rule: 'Reaction',
  parts: [
    label,
    { label: 'on EVENT [or EVENT | and EVENT]', words: ['on'], in: ['Trigger'], help: ['on', 'Reaction'] },
    guard,
    limit,
    idempotent,
    { label: '[else retry]', in: ['RetryClause', 'Retry'], help: ['else', 'RetryClause'] },
    branches,
  ],
};

/** A join has no `else retry`, but a key and a timeout. */
export const joinForm: Form = {
  of: ['Reaction'],
  rule: 'Reaction',
  parts: [
    label,
    { label: 'on EVENT and EVENT', words: ['on'], in: ['Trigger'], help: ['and', 'Trigger'] },
    { label: '[by KEY]', in: ['ByClause'], help: ['by', 'ByClause'] },
    guard,
    { label: '[within DURATION else OUTCOME]', in: ['WithinClause'], help: ['within', 'WithinClause'] },
    limit,
    idempotent,
    branches,
  ],
};

export const forms: readonly Form[] = [
  {
    of: ['Retry', 'RetryClause'],
    rule: 'Retry',
    parts: [
      { label: 'else retry', in: ['RetryClause'], words: ['retry'], help: ['else', 'RetryClause'] },
      { label: '[N times', in: ['Count'], words: ['times'], help: ['times', 'Retry'] },
      { label: 'then OUTCOME]', words: ['then'], help: ['then', 'Retry'] },
    ],
  },
  {
    of: ['Schedule'],
    rule: 'Schedule',
    parts: [
      { label: 'every DURATION', words: ['every'], help: ['every', 'Schedule'] },
      { label: '-> OUTCOME', words: ['->'], help: ['->', 'Schedule'] },
    ],
  },
  {
    of: ['Entries'],
    rule: 'Entries',
    parts: [
      { label: 'emits EVENT[? | * | +]', words: ['emits', ','], help: ['emits', 'Entries'] },
      { label: '[{ FIELD: CONSTANT }]', in: ['Contents'] },
      { label: '[after EVENT or EVENT]', words: ['after', 'or'], within: 'Entry', help: ['after', 'Entry'] },
    ],
  },
  {
    of: ['StateVariable'],
    rule: 'StateVariable',
    parts: [
      { label: 'state NAME', words: ['state'], help: ['state', 'StateVariable'] },
      { label: ': boolean | MIN..MAX | VALUE | VALUE | ENUM[?]', words: [':'], in: ['StateType'] },
      { label: '[= VALUE]', words: ['='], help: ['=', 'StateVariable'] },
    ],
  },
  sentence('LeadsToSentence', [
    { label: 'EVENT' },
    { label: 'leads to EVENT', words: ['leads', 'to'], help: ['leads', 'LeadsToSentence'] },
    { label: '[| EVENT]', words: ['|'], help: ['leads', 'LeadsToSentence'] },
  ]),
  sentence('RequiresSentence', [
    { label: 'EVENT' },
    { label: 'requires EVENT', words: ['requires'], help: ['requires', 'RequiresSentence'] },
  ]),
  sentence('ExcludesSentence', [
    { label: 'EVENT' },
    { label: 'excludes EVENT', words: ['excludes'], help: ['excludes', 'ExcludesSentence'] },
  ]),
  sentence('CompensatedSentence', [
    { label: 'EVENT' },
    { label: 'compensated by EVENT', words: ['compensated', 'by'], help: ['by', 'CompensatedSentence'] },
    { label: 'on EVENT', words: ['on'], help: ['on', 'CompensatedSentence'] },
  ]),
  sentence('AtMostSentence', [
    { label: 'at most N', words: ['at', 'most'], help: ['at', 'AtMostSentence'] },
    { label: 'EVENT', in: ['Count'] },
  ]),
  sentence('AtRestSentence', [
    { label: 'at rest CONDITION', words: ['at', 'rest'], help: ['rest', 'AtRestSentence'] },
    { label: '[if EVENT]', words: ['if'], help: ['if', 'AtRestSentence'] },
  ]),
  sentence('AtAllTimesSentence', [
    { label: 'at all times CONDITION', words: ['at', 'all', 'times'], help: ['all', 'AtAllTimesSentence'] },
  ]),
  sentence('NoAfterSentence', [
    { label: 'no EVENT', words: ['no'], help: ['no', 'NoAfterSentence'] },
    { label: 'after EVENT', words: ['after'], help: ['after', 'NoAfterSentence'] },
  ]),
  sentence('AlwaysSentence', [{ label: 'always EVENT', words: ['always'], help: ['always', 'AlwaysSentence'] }]),
  sentence('NeverSentence', [{ label: 'never EVENT', words: ['never'], help: ['never', 'NeverSentence'] }]),
  step('GivenStep', [
    { label: 'given EVENT', words: ['given'], help: ['given', 'GivenStep'] },
    { label: '[{ FIELD: VALUE }]', in: ['PayloadObject'] },
  ]),
  step('ChooseStep', [
    { label: 'choose SERVICE.REACTION', words: ['choose', '.'], help: ['choose', 'ChooseStep'] },
    { label: '-> OUTCOME', words: ['->'], help: ['->', 'ChooseStep'] },
  ]),
  step('ExpectStep', [
    { label: 'expect [N] EVENT', words: ['expect'], help: ['expect', 'ExpectStep'] },
    { label: '[before EVENT]', words: ['before'], help: ['before', 'ExpectStep'] },
  ]),
  step('ExpectStep', [{ label: 'expect at rest CONDITION', words: ['at', 'rest'], help: ['rest', 'ExpectStep'] }]),
  step('NeverStep', [{ label: 'never EVENT', words: ['never'], help: ['never', 'NeverStep'] }]),
  step('PossibleStep', [{ label: 'possible EVENT', words: ['possible'], help: ['possible', 'PossibleStep'] }]),
];

/** Of a sentence that so far is only a message. */
export const openSentences: readonly Form[] = forms.filter(
  ({ rule, parts: [first] }) => rule === 'Sentence' && first?.label === 'EVENT',
);

function sentence(node: string, parts: readonly FormPart[]): Form {
  return { of: [node], rule: 'Sentence', parts };
}

function step(node: string, parts: readonly FormPart[]): Form {
  return { of: [node], rule: 'Step', parts };
}
