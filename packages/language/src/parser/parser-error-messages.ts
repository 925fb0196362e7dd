/** Messages for syntax errors, in terms of the language. */
import { AbstractParserErrorMessageProvider } from 'langium';
import { softWords } from './words.ts';

type Mismatch = Parameters<AbstractParserErrorMessageProvider['buildMismatchTokenMessage']>[0];
type Redundant = Parameters<AbstractParserErrorMessageProvider['buildNotAllInputParsedMessage']>[0];
type NoAlternative = Parameters<AbstractParserErrorMessageProvider['buildNoViableAltMessage']>[0];
type EarlyExit = Parameters<AbstractParserErrorMessageProvider['buildEarlyExitMessage']>[0];
type Token = Mismatch['actual'];

const declarations =
  '`event`, `command`, `type`, `enum`, `service`, `external service`, `actor`, `channel`, `property` or `scenario`';

/** What the name after each of these keywords names. */
const namedAfter: Readonly<Record<string, string>> = {
  choreography: 'the choreography',
  uses: 'a choreography',
  event: 'the event',
  command: 'the command',
  type: 'the type',
  enum: 'the enum',
  service: 'the service',
  actor: 'the actor',
  channel: 'the channel',
  state: 'the state',
  extends: 'an event, command or type',
};

/** What must follow each of these keywords. */
const asksFor: Readonly<Record<string, string>> = {
  on: '`on` needs the event or command to react to, as in `on OrderPlaced -> PaymentTaken`',
  or: '`or` needs another event after it',
  and: '`and` needs another event after it',
  emits: '`emits` needs at least one event',
  receives: '`receives` needs at least one event',
  carries: '`carries` needs at least one event',
  cancel: '`cancel` needs the event whose timer is dropped',
  set: '`set` needs a state: `set name = value`',
  by: '`by` needs the field that is the key',
  within: '`within` needs a duration such as `30m`',
  after: '`after` needs a duration such as `10m`',
  every: '`every` needs a duration such as `1h`',
  when: '`when` needs a condition',
  given: '`given` needs an event',
  expect: '`expect` needs an event',
  never: '`never` needs an event',
  always: '`always` needs an event',
  possible: '`possible` needs an event',
  choose: '`choose` needs a reaction: `choose Service.label -> Event`',
  ',': '`,` needs another name after it',
};

/** What is expected where these grammar rules start, and where their lists continue. */
const inside: Readonly<Record<string, string>> = {
  Service: 'a reaction (`on …`), `state`, `every`, `emits`, `receives` or `}`',
  ServiceMember: 'a reaction (`on …`), `state`, `every`, `emits` or `receives`',
  Actor: '`emits`, `receives` or `}`',
  ActorMember: '`emits` or `receives`',
  Channel: '`carries`, `address`, `delivery`, `ordered by` or `}`',
  ChannelMember: '`carries`, `address`, `delivery` or `ordered by`',
  Delivery: '`at-most-once`, `at-least-once` or `exactly-once`',
  Message: 'a field (`name: type`) or `}`',
  RecordType: 'a field (`name: type`) or `}`',
  EnumType: 'values, separated by `,`, or `}`',
  Field: 'a field: `name: type`',
  Type: 'a type, such as `string`, `int`, `map<string>` or one declared with `type` or `enum`',
  StateType: '`boolean`, values (`idle | held`) or a range (`0..3`)',
  Reaction: '`->` or the next member of the service',
  Branch: '`when … -> …`, `else -> …` or `else retry`',
  Branches: '`when … -> …`, `else -> …`, `else retry` or `}`',
  Property: 'a sentence such as `A requires B`, or `}`',
  Sentence: '`leads to`, `requires`, `excludes` or `compensated by`',
  Scenario: '`given`, `choose`, `expect`, `never`, `possible` or `}`',
  Step: '`given`, `choose`, `expect`, `never` or `possible`',
  PayloadObject: 'a field (`name: value`) or `}`',
  Contents: 'a field (`name: value`), `...` or `}`',
  ContentsItem: 'a field (`name: value`) or `...`',
  PayloadValue: 'a value: a string, a number, `true`, `false`, an enum value, `[…]` or `{…}`',
  AnnotationArgument: 'a string, a number, `true` or `false`',
};

/** Messages for symbols and keywords that people know from other languages, by grammar rule. */
const strangers: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Service: {
    ',': 'Do not use `,` here. Join the parts of an outcome with `&`, separate alternatives with `|`, and write members without a separator.',
    '=': 'Compare with `==`, and start an outcome with `->`.',
    '==': 'Write a comparison after `when`.',
    '&': '`&` joins the parts of an outcome. Join conditions with `and`.',
    '|': '`|` separates the alternatives of an outcome. Join conditions with `or`.',
    and: 'A trigger cannot mix `and` and `or`. Write two reactions. In an outcome, join the parts with `&`.',
    or: 'A trigger cannot mix `and` and `or`. Write two reactions. In an outcome, separate the alternatives with `|`.',
  },
  Message: { ',': 'Fields need no `,` between them. Remove it.' },
  RecordType: { ',': 'Fields need no `,` between them. Remove it.' },
};

/** Keywords that start a declaration. Inside a declaration, they show that its `}` is missing. */
const beginners = new Set(declarations.match(/[a-z]+/g));

const value = 'a value: a field, a state, a number, a string, `true`, `false` or `(`';
const expressions = new Set([
  'Expression',
  'Conjunction',
  'Negation',
  'Comparison',
  'Sum',
  'Product',
  'Sign',
  'Primary',
]);

export class ChoreoParserErrorMessages extends AbstractParserErrorMessageProvider {
  override buildMismatchTokenMessage({ expected, actual, previous, ruleName }: Mismatch): string {
    if (expected.name === 'EOF') return this.buildNotAllInputParsedMessage({ firstRedundant: actual, ruleName });
    const rule = plain(ruleName);
    if (actual.image === ':' && isMemberWord(previous)) return labelNeedsOn(previous.image);
    if (previous.image === 'after' && expected.name === 'ID' && actual.tokenType.name === 'DURATION')
      return `\`after\` needs an event here; found \`${actual.image}\`. Only what follows \`->\` can wait for a time.`;
    // If the parser has skipped tokens, its previous token is the last skipped one.
    const refusal = retryExpected(expected.name, previous, actual, rule);
    if (refusal) return refusal;
    const asked = previous.startOffset < actual.startOffset ? askedBy(previous, rule, expected.name) : undefined;
    if (asked && expected.name !== '->') return `${asked}; found ${shown(actual)}.`;
    const strange = expected.name === '}' ? strangers[rule]?.[actual.image] : undefined;
    if (strange) return strange;
    if (actual.image === '/') return `\`/\` cannot stand here. A comment that begins with \`/*\` ends with \`*/\`.`;
    switch (expected.name) {
      case 'ID':
        return nameExpected(previous, actual);
      case 'STRING':
        return `Expected a string in double quotes after \`${previous.image}\`; found ${shown(actual)}.`;
      case 'DURATION':
        return `Expected a duration such as \`30m\` after \`${previous.image}\`; found ${shown(actual)}.`;
      case 'NUMBER':
        return `Expected a number after \`${previous.image}\`; found ${shown(actual)}.`;
      case '}': {
        if (rule === 'Service' && isWord(actual) && !beginners.has(actual.image)) {
          return `\`${actual.image}\` does not begin a member of a service. Expected ${inside['Service']}.`;
        }
        const what = rule === 'Reaction' ? inside['Branches'] : inside[rule];
        return what ? `Expected ${what}; found ${shown(actual)}.` : `\`}\` is missing; found ${shown(actual)}.`;
      }
      case ':': {
        const what = rule === 'Reaction' ? inside['Service'] : undefined;
        const missing = rule === 'PayloadEntry' ? 'a value' : 'a type';
        if (!what) return `Expected \`:\` and ${missing} after \`${previous.image}\`; found ${shown(actual)}.`;
        return `\`${previous.image}\` does not begin a member of a service. Expected ${what}.`;
      }
      case 'else':
        return `\`else\` is missing. Say what happens otherwise, as in \`within 30m else TimedOut\`; found ${shown(actual)}.`;
      default:
        return `Expected \`${expected.name}\` after \`${previous.image}\`; found ${shown(actual)}.`;
    }
  }

  override buildNotAllInputParsedMessage({ firstRedundant }: Redundant): string {
    if (firstRedundant.image === 'choreography') {
      return 'A file has one header at its start, with a name: `choreography Name`.';
    }
    if (firstRedundant.image === '}') return 'This `}` closes nothing. Remove it.';
    if (firstRedundant.image === '/') return 'This comment is not closed. Close it with `*/`.';
    if (firstRedundant.image === '@') return unreadableAnnotation;
    return `${shown(firstRedundant)} does not begin a declaration. Expected ${declarations}.`;
  }

  override buildNoViableAltMessage({ actual, previous, ruleName }: NoAlternative): string {
    return this.#unexpected(actual[0], previous, plain(ruleName));
  }

  override buildEarlyExitMessage({ actual, previous, ruleName }: EarlyExit): string {
    return this.#unexpected(actual[0], previous, plain(ruleName));
  }

  #unexpected(found: Token | undefined, previous: Token, rule: string): string {
    if (rule === 'StateVariable' && found) return nameExpected(previous, found);
    if (found?.image === '@') return unreadableAnnotation;
    if (found?.image === ':' && isMemberWord(previous)) return labelNeedsOn(previous.image);
    const begun = rule === 'Sentence' && found ? beginnings[found.image] : undefined;
    if (begun) return begun;
    const asked = askedBy(previous, rule);
    if (asked && rule !== 'Branch') return `${asked}; found ${shown(found)}.`;
    if (outcomeRules.has(rule)) return outcomeExpected(previous, found);
    const what = expressions.has(rule) ? value : inside[rule];
    if (what) return `Expected ${what}; found ${shown(found)}.`;
    return `${shown(found)} cannot stand here. Expected ${declarations}.`;
  }
}

const unreadableAnnotation =
  'This annotation, or the text after it, cannot be read. Write `@name` or `@name("text", 1, true)` before a declaration, field or member.';

/** What `else retry 5 times then …` lacks. */
function retryExpected(expected: string, previous: Token, actual: Token, rule: string): string | undefined {
  const whole = '`else retry 5 times then …`';
  if (actual.image === 'then' && previous.image === 'retry') {
    return `\`then\` needs a number before it: say after how many refusals this happens, as in ${whole}.`;
  }
  if (expected === 'retry') {
    return `\`else\` needs \`retry\` here, as in \`when waiting else retry\`; found ${shown(actual)}.`;
  }
  if (rule !== 'Retry') return undefined;
  return `Expected \`${expected}\` after \`${previous.image}\`, as in ${whole}; found ${shown(actual)}.`;
}

/** Whether it starts a member of a service, but stands before a `:` here. */
function isMemberWord({ image }: Token): boolean {
  return ['on', 'every', 'emits', 'receives'].includes(image);
}

function labelNeedsOn(word: string): string {
  return `\`${word}:\` is the label of a reaction, and needs the reaction behind it: \`${word}: on …\`.`;
}

const outcomeRules = new Set(
  ['', 'Clause']
    .flatMap(place => [`${place}Alternative`, `${place}Outcome`, `${place}Emission`])
    .concat('OutcomeItem', 'ClauseItem'),
);

function outcomeExpected(previous: Token, found: Token | undefined): string {
  const rest = `an event, \`cancel …\`, \`set …\` or \`nothing\`; found ${shown(found)}.`;
  switch (previous.image) {
    case '->':
      return `\`->\` needs at least one event, or \`nothing\`; found ${shown(found)}.`;
    case '|':
      return `\`|\` needs another alternative after it: ${rest}`;
    case '&':
      return `\`&\` needs another part after it: ${rest}`;
    case 'else':
    case 'then':
      return `\`${previous.image}\` needs what happens then: ${rest}`;
    default:
      return `Expected ${rest}`;
  }
}

/** What sentences need that begin with these words. */
const beginnings: Readonly<Record<string, string>> = {
  at: '`at` begins `at most 1 OrderPaid`, `at rest CONDITION` or `at all times CONDITION`. Write one of them.',
  no: '`no` needs two events: `no OrderFailed after OrderPaid`. Write both.',
};

function askedBy(previous: Token | undefined, rule: string, expected?: string): string | undefined {
  if (!previous) return undefined;
  const { image } = previous;
  if (expressions.has(rule) && (image === 'rest' || image === 'times')) {
    const words = image === 'rest' ? 'at rest' : 'at all times';
    return `\`${words}\` needs a condition, as in \`${words} Orders.phase == paid\``;
  }
  if (image === 'after' && expected === 'ID') return '`after` needs an event here';
  return asksFor[image];
}

function nameExpected(previous: Token, actual: Token): string {
  const of = namedAfter[previous.image];
  if (of && isWord(actual)) {
    return `\`${actual.image}\` is a keyword and cannot be the name of ${of}. Choose another name.`;
  }
  if (of) return `Expected a name for ${of} after \`${previous.image}\`; found ${shown(actual)}.`;
  const outcome = ['->', '|', '&', 'else'].includes(previous.image);
  if (outcome) return outcomeExpected(previous, actual);
  return `Expected a name after \`${previous.image}\`; found ${shown(actual)}.`;
}

/** Whether a token is a keyword; names have another token type. */
function isWord(token: Token): boolean {
  const { name } = token.tokenType;
  return !['ID', 'LABEL'].includes(name) && !softWords.has(name) && /^[a-z]+$/.test(token.image);
}

function shown(token: Token | undefined): string {
  return token?.image ? `\`${token.image}\`` : 'the end of the file';
}

/** Rule names carry an invisible suffix inside the parser. */
function plain(ruleName: string): string {
  return ruleName.replace(/\u200B/g, '');
}
