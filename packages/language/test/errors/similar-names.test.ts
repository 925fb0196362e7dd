/** An unknown name, whatever it names: the message asks for the one that was probably meant, and a fix writes it. */
import { EmptyFileSystem, URI } from 'langium';
import { expect, test } from 'vitest';
import { createChoreoCoreServices } from '../../src/choreo-module.ts';
import { fixesOf } from '../../src/validation/fixes.ts';
import type { ChoreoDocument } from '../../src/workspace/choreographies.ts';

const types = [
  ['String', 'string'],
  ['STRING', 'string'],
  ['Strng', 'string'],
  ['text', 'string'],
  ['UUID', 'uuid'],
  ['Guid', 'uuid'],
  ['Integer', 'int'],
  ['Int', 'int'],
  ['number', 'int'],
  ['Long', 'int'],
  ['double', 'float'],
  ['BigDecimal', 'decimal'],
  ['bool', 'boolean'],
  ['Boolean', 'boolean'],
  ['Date', 'date'],
  ['DateTime', 'datetime'],
  ['timestamp', 'datetime'],
  ['url', 'uri'],
  ['Adress', 'Address'],
  ['Colour', 'Color'],
] as const;

/** What is declared, and then a part with one name that is wrong. */
const declared = `choreography Shop
type Address { street: string }
enum Color { red, green }
event Placed { key orderId: uuid  color: Color  amount: int  address: Address }
event Payed { key orderId: uuid }
`;
const others: readonly (readonly [kind: string, text: string, wrong: string, right: string])[] = [
  ['an event of a trigger', 'service S { on Placd -> Payed }', 'Placd', 'Placed'],
  ['an event of an outcome', 'service S { on Placed -> Payd }', 'Payd', 'Payed'],
  ['an event of an actor', 'actor A { emits Placeed }', 'Placeed', 'Placed'],
  ['an event of a channel', 'channel c { carries Placad }', 'Placad', 'Placed'],
  ['an event of a property', 'property "p" { Placd requires Payed }', 'Placd', 'Placed'],
  ['an event of a scenario', 'scenario "s" { given Placde }', 'Placde', 'Placed'],
  ['a base', 'event Other extends Placde', 'Placde', 'Placed'],
  ['a state that is set', 'service S { state phase: a | b on Placed -> set phse = a }', 'phse', 'phase'],
  ['a service', 'service Stock { on Placed -> Payed } scenario "s" { choose Stok.onPlaced -> Payed }', 'Stok', 'Stock'],
  [
    'a reaction',
    'service Stock { take: on Placed -> Payed } scenario "s" { choose Stock.tke -> Payed }',
    'tke',
    'take',
  ],
  ['an annotation', '@ownr("x") event Other', 'ownr', 'owner'],
  ['a field of a condition', 'service S { on Placed when amont > 1 -> Payed }', 'amont', 'amount'],
  ['a field of a message', 'service S { on Placed when Placed.amont > 1 -> Payed }', 'amont', 'amount'],
  ['a field of a record', 'service S { on Placed when address.stret == "x" -> Payed }', 'stret', 'street'],
  ['an enum value', 'service S { on Placed when color == gren -> Payed }', 'gren', 'green'],
  [
    'a key of a join',
    'service S { on Placed and Payed by ordrId within 5m else Placed -> Payed }',
    'ordrId',
    'orderId',
  ],
  ['a key of a service', 'service S by ordrId { state x: boolean on Placed -> set x = true }', 'ordrId', 'orderId'],
  ['the field that orders a channel', 'channel c { carries Placed ordered by ordrId }', 'ordrId', 'orderId'],
  ['a field that is given', 'service S { on Placed -> Payed { ordrId: orderId } }', 'ordrId', 'orderId'],
  ['a field of a payload', 'scenario "s" { given Placed { amont: 1 } }', 'amont', 'amount'],
  ['an enum value of a payload', 'scenario "s" { given Placed { color: gren } }', 'gren', 'green'],
  ['an initial value', 'service S { state c: Color = gren on Placed -> set c = red }', 'gren', 'green'],
  [
    'a state of a condition',
    'service S { state phase: a | b on Placed when phse == a -> set phase = b }',
    'phse',
    'phase',
  ],
  [
    'a state of a service',
    'service Stock { state phase: a | b on Placed -> set phase = b } property "p" { at rest Stock.phse == a }',
    'phse',
    'phase',
  ],
  ['an enum as a state', 'service S { state c: Colour? on Placed -> set c = red }', 'Colour', 'Color'],
  ['a truth value as a state', 'service S { state c: bool on Placed -> set c = true }', 'bool', 'boolean'],
];

async function expectHint(text: string, wrong: string, right: string): Promise<void> {
  const { shared, choreo } = createChoreoCoreServices(EmptyFileSystem, {
    workspace: { RootOf: () => () => 'file:///w' },
  });
  const uri = URI.parse('file:///w/names.choreo');
  const document = shared.workspace.LangiumDocumentFactory.fromString(text, uri) as ChoreoDocument;
  shared.workspace.LangiumDocuments.addDocument(document);
  await shared.workspace.DocumentBuilder.build([document]);
  const { choreography, diagnostics } = shared.validation.Checker.check(
    shared.workspace.Choreographies.groupOf(document),
  );
  const about = diagnostics.filter(({ span }) => document.textDocument.getText(span.range) === wrong);
  const context = { choreography, textOf: () => text, scopes: choreo.references.ScopeProvider };
  const hints = about.filter(
    ({ message }) => message.includes(`Did you mean`) && message.includes(right.replaceAll('"', '')),
  );
  expect(hints).toHaveLength(1);
  const fixes = hints.flatMap(diagnostic => fixesOf(diagnostic, context));
  expect(fixes.flatMap(({ edits }) => edits.map(({ newText }) => newText))).toContain(right);
}

test.each(types)('the type `%s` is `%s`', (wrong, right) =>
  expectHint(`${declared}event Other { x: ${wrong} }`, wrong, right),
);

test.each(others)('%s', (_, text, wrong, right) => expectHint(`${declared}${text}`, wrong, right));
