/** The hand-written TextMate grammar: every keyword of the language is coloured where it is one, and nowhere else. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { show, tokensOf } from './tokens.ts';

/** All of the language: each keyword stands in this text at least once in its own place. */
const everything = `
@owner("shop")
choreography Shop uses Billing, Identity

/** A *basket* was submitted. */
@deprecated("use X") @min(-1) @flag(true)
event OrderPlaced extends Billing.Base {
  key orderId: uuid
  @pii email: email
  a: string b: int c: float d: decimal e: boolean
  f: uri g: date h: datetime i: duration j: bytes k: json
  lines: OrderLine[]
  prices: map<Money>
  note?: string
}
event Bare
command Ship { key orderId: uuid }
type Money { amount: decimal }
enum Problem { CardDeclined, Fraud }
actor Customer { emits OrderPlaced { e: true, note: "web" }, Retry? after OrderShipped or Cancelled receives OrderShipped, Cancelled* }
external service Bank by orderId, key { on Ship -> Done }
service Stock by nothing { state left: 0..3 = 3  on Ship when left > 0 -> set left = left - 1 }
service Payments {
  state taken: boolean
  state phase: idle | held
  state attempts: 0..3
  charge: on OrderPlaced and Billing.Invoiced by orderId within 30m else TimedOut -> Paid | Failed & Told?
  on A or B when not taken and total.amount > 5 or x in ["a", true, false] at most 3 times else nothing idempotent -> set taken = true & cancel Later
  on E when taken else retry 5 times then Failed -> Paid
  every 1h -> Later after 10m
  on C {
    when taken -> Paid
    else -> D { ..., attempt: attempt + 1, kind: Fraud } after 1h | nothing
  }
}
channel orders {
  carries OrderPlaced
  address "shop.orders"
  delivery at-most-once
  delivery at-least-once
  delivery exactly-once
  ordered by orderId
}
property "in step" {
  A leads to B | C
  A requires B
  A excludes B
  A compensated by B on C
  at most 1 A
  always A
  never A
  no A after B
  at rest Payments.phase == held if A
  at all times not Payments.taken or Payments.attempts < 2
}
scenario "declined" {
  given OrderPlaced { total: { amount: -5, tags: ["x", Fraud] } }
  choose Payments.charge -> Failed
  expect A before B
  expect at rest Payments.phase == held
  never A
  possible A
}
`;

const isKeyword = (scopes: readonly string[]): boolean =>
  /^(keyword|storage|support\.type|constant\.language)\./.test(scopes.at(-1) ?? '');

function keywordsOfLanguage(): string[] {
  const grammar = readFileSync(new URL('../../language/src/choreo.langium', import.meta.url), 'utf8');
  const rules = grammar.replaceAll(/\/\/.*$/gm, '').replaceAll(/^(hidden )?terminal .*$/gm, '');
  const words = [...rules.matchAll(/'([a-z][a-z-]*)'/g)].map(match => match[1] ?? '');
  return [...new Set(words)].sort();
}

describe('highlighting', () => {
  test('knows every keyword of the language', async () => {
    const keywords = keywordsOfLanguage();
    expect(keywords.length).toBeGreaterThan(60);
    const coloured = new Set(
      (await tokensOf(everything)).filter(token => isKeyword(token.scopes)).map(token => token.text),
    );
    expect(keywords.filter(keyword => !coloured.has(keyword))).toEqual([]);
  });

  test('leaves no word of a whole model without a colour', async () => {
    const tokens = await tokensOf(everything);
    const plain = tokens.filter(
      token => /\p{L}/u.test(token.text) && (token.scopes.at(-1) ?? 'meta').startsWith('meta'),
    );
    expect(plain.filter(token => !token.scopes.some(scope => scope.startsWith('comment')))).toEqual([]);
  });

  test('takes keywords for names where they are names', async () => {
    const fields = keywordsOfLanguage().filter(word => !word.includes('-'));
    const text = `event E {\n${fields.map(word => `  ${word}: string`).join('\n')}\n}\nenum V { ${fields.join(', ')} }`;
    const tokens = await tokensOf(text);
    const named = tokens
      .filter(token => token.scopes.at(-1) === 'variable.other.property.choreo')
      .map(token => token.text);
    const values = tokens
      .filter(token => token.scopes.at(-1) === 'variable.other.enummember.choreo')
      .map(token => token.text);
    expect(named).toEqual(fields);
    expect(values).toEqual(fields);
    expect(tokens.filter(token => token.scopes.at(-1) === 'support.type.primitive.choreo')).toHaveLength(fields.length);
  });

  test('tells the key of a service from its members', async () => {
    const tokens = await tokensOf('idempotent service S by orderId, on { on A by key }\nservice T by nothing {}');
    expect(show(tokens)).toEqual([
      'idempotent storage.modifier.idempotent',
      'service storage.type.service',
      'S entity.name.class.participant',
      'by keyword.control.by',
      'orderId variable.other.property',
      ', punctuation.separator.comma',
      'on variable.other.property',
      '{ punctuation.section.block',
      'on keyword.control.reaction',
      'A entity.name.type.message',
      'by keyword.control.by',
      'key variable.other.property',
      '} punctuation.section.block',
      'service storage.type.service',
      'T entity.name.class.participant',
      'by keyword.control.by',
      'nothing constant.language.nothing',
      '{ punctuation.section.block',
      '} punctuation.section.block',
    ]);
  });

  test('tells contents from branches, on one line and on several', async () => {
    const tokens = await tokensOf(
      'service S {\n  on A { when x > 1 -> B? { ..., on: Sync } & C {\n    set: [a, "b"],\n  } else -> D }\n  next: on B\n}',
    );
    expect(show(tokens).slice(3)).toEqual([
      'on keyword.control.reaction',
      'A entity.name.type.message',
      '{ punctuation.section.block',
      'when keyword.control.when',
      'x variable.other',
      '> keyword.operator.comparison',
      '1 constant.numeric',
      '-> keyword.operator.arrow',
      'B entity.name.type.message',
      '? keyword.operator.multiplicity',
      '{ punctuation.section.block',
      '... keyword.operator.spread',
      ', punctuation.separator.comma',
      'on variable.other.property',
      ': punctuation.separator.key-value',
      'Sync variable.other',
      '} punctuation.section.block',
      '& keyword.operator.all',
      'C entity.name.type.message',
      '{ punctuation.section.block',
      'set variable.other.property',
      ': punctuation.separator.key-value',
      '[ punctuation.section.brackets',
      'a variable.other',
      ', punctuation.separator.comma',
      '" punctuation.definition.string.begin',
      'b string.quoted.double',
      '" punctuation.definition.string.end',
      '] punctuation.section.brackets',
      ', punctuation.separator.comma',
      '} punctuation.section.block',
      'else keyword.control.reaction',
      '-> keyword.operator.arrow',
      'D entity.name.type.message',
      '} punctuation.section.block',
      'next entity.name.function.reaction',
      ': punctuation.separator.label',
      'on keyword.control.reaction',
      'B entity.name.type.message',
      '} punctuation.section.block',
    ]);
  });

  test('knows `retry` and `then` where they are words, and nowhere else', async () => {
    const tokens = await tokensOf(
      'service S {\n  retry: on A when x else retry 2 times then then -> retry\n  on B { when x -> then else retry }\n}',
    );
    const told = show(tokens).filter(token => /^(retry|then|times|else) /.test(token));
    expect(told).toEqual([
      'retry entity.name.function.reaction',
      'else keyword.control.reaction',
      'retry keyword.control.retry',
      'times keyword.control.reaction',
      'then keyword.control.retry',
      'then entity.name.type.message',
      'retry entity.name.type.message',
      'then entity.name.type.message',
      'else keyword.control.reaction',
      'retry keyword.control.retry',
    ]);
  });

  test('does not see keywords inside names', async () => {
    const tokens = await tokensOf('service S {\n  on onOrder -> ordered_ | Überweisung & or1\n}');
    expect(show(tokens)).toEqual([
      'service storage.type.service',
      'S entity.name.class.participant',
      '{ punctuation.section.block',
      'on keyword.control.reaction',
      'onOrder entity.name.type.message',
      '-> keyword.operator.arrow',
      'ordered_ entity.name.type.message',
      '| keyword.operator.alternative',
      'Überweisung entity.name.type.message',
      '& keyword.operator.all',
      'or1 entity.name.type.message',
      '} punctuation.section.block',
    ]);
  });

  test('takes every word before `: on` for a label, and knows services that are idempotent', async () => {
    const tokens = await tokensOf(
      'external idempotent service S {\n  state: on A\n  cancel: on B -> set b = 1\n  when: on C\n}\nevent D\nidempotent service T {}',
    );
    expect(show(tokens).filter(line => /reaction|modifier/.test(line))).toEqual([
      'external storage.modifier.external',
      'idempotent storage.modifier.idempotent',
      'state entity.name.function.reaction',
      'on keyword.control.reaction',
      'cancel entity.name.function.reaction',
      'on keyword.control.reaction',
      'when entity.name.function.reaction',
      'on keyword.control.reaction',
      'idempotent storage.modifier.idempotent',
    ]);
  });

  test('knows what a state begins with', async () => {
    const tokens = await tokensOf(
      'service S {\n  state a: 0..9 = 3\n  state b: boolean = true\n  state c: x | y = y\n  state d: E? = y\n  on A when a == 1\n}',
    );
    expect(show(tokens).filter(line => /assignment|boolean|enum|numeric|state|optional/.test(line))).toEqual([
      'state storage.type.state',
      'a variable.other.state',
      '0 constant.numeric',
      '9 constant.numeric',
      '= keyword.operator.assignment',
      '3 constant.numeric',
      'state storage.type.state',
      'b variable.other.state',
      'boolean support.type.primitive',
      '= keyword.operator.assignment',
      'true constant.language.boolean',
      'state storage.type.state',
      'c variable.other.state',
      'x variable.other.enummember',
      'y variable.other.enummember',
      '= keyword.operator.assignment',
      'y variable.other.enummember',
      'state storage.type.state',
      'd variable.other.state',
      'E entity.name.type.enum',
      '? keyword.operator.optional',
      '= keyword.operator.assignment',
      'y variable.other.enummember',
      '1 constant.numeric',
    ]);
  });

  test('knows conditions of properties and scenarios, and their words as names elsewhere', async () => {
    const tokens = await tokensOf(
      'property "p" {\n  at rest S.phase == held if A\n  at all times S.n < 2\n  no A after B\n  no leads to if\n}\nscenario "s" {\n  expect at rest S.phase == held\n  expect rest\n}',
    );
    expect(show(tokens).filter(line => !/section|string|storage/.test(line))).toEqual([
      'at keyword.control.property',
      'rest keyword.control.property',
      'S entity.name.class.participant',
      '. punctuation.accessor',
      'phase variable.other',
      '== keyword.operator.comparison',
      'held variable.other',
      'if keyword.control.property',
      'A entity.name.type.message',
      'at keyword.control.property',
      'all keyword.control.property',
      'times keyword.control.property',
      'S entity.name.class.participant',
      '. punctuation.accessor',
      'n variable.other',
      '< keyword.operator.comparison',
      '2 constant.numeric',
      'no keyword.control.property',
      'A entity.name.type.message',
      'after keyword.control.property',
      'B entity.name.type.message',
      'no entity.name.type.message',
      'leads keyword.control.property',
      'to keyword.control.property',
      'if entity.name.type.message',
      'expect keyword.control.scenario',
      'at keyword.control.scenario',
      'rest keyword.control.scenario',
      'S entity.name.class.participant',
      '. punctuation.accessor',
      'phase variable.other',
      '== keyword.operator.comparison',
      'held variable.other',
      'expect keyword.control.scenario',
      'rest entity.name.type.message',
    ]);
  });

  test('tells a guard from the outcome after it, and a label from a field', async () => {
    const tokens = await tokensOf(
      'service S {\n  refund: on OrderCancelled when taken and total.amount >= 5 -> set taken = false\n  next: on B\n}',
    );
    expect(show(tokens).slice(3, -1)).toEqual([
      'refund entity.name.function.reaction',
      ': punctuation.separator.label',
      'on keyword.control.reaction',
      'OrderCancelled entity.name.type.message',
      'when keyword.control.when',
      'taken variable.other',
      'and keyword.operator.word',
      'total variable.other',
      '. punctuation.accessor',
      'amount variable.other',
      '>= keyword.operator.comparison',
      '5 constant.numeric',
      '-> keyword.operator.arrow',
      'set keyword.control.set',
      'taken variable.other.state',
      '= keyword.operator.assignment',
      'false constant.language.boolean',
      'next entity.name.function.reaction',
      ': punctuation.separator.label',
      'on keyword.control.reaction',
      'B entity.name.type.message',
    ]);
  });

  test('ends a comment where it ends, whatever stands in it', async () => {
    const tokens = await tokensOf('/** open *emphasis and `code */ event A\n/* { */ event B // } event C\nevent D');
    expect(show(tokens).filter(line => line.endsWith('storage.type.event') || line.endsWith('type.message'))).toEqual([
      'event storage.type.event',
      'A entity.name.type.message',
      'event storage.type.event',
      'B entity.name.type.message',
      'event storage.type.event',
      'D entity.name.type.message',
    ]);
  });
});
