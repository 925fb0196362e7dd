/** Every name of every example: renamed, the model is the same but for the name; renamed back, the texts are what they were. */
import { readFileSync, readdirSync } from 'node:fs';
import type { Choreography } from '@choreo/model';
import { describe, expect, test } from 'vitest';
import { GrammarUtils } from 'langium';
import { keywords, softWords } from '../../language/src/parser/words.ts';
import type { ChoreoDocument } from '../../language/src/workspace/choreographies.ts';
import { TestEditor } from './support/editor.ts';

type Files = Readonly<Record<string, string>>;

const root = new URL('../../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const choreoFilesIn = (folder: string): readonly string[] =>
  readdirSync(new URL(folder, root)).filter(name => name.endsWith('.choreo'));
const allIn = (folder: string): Files =>
  Object.fromEntries(choreoFilesIn(folder).map(name => [name, read(`${folder}/${name}`)]));

const token =
  /\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:\\.|[^"\\\n])*"|(?<![0-9])[_a-zA-Z\u00a1-\uffff][_a-zA-Z0-9\u00a1-\uffff]*/g;

/** Where something is written that might be a name. */
function placesIn(text: string): readonly { readonly offset: number; readonly word: string }[] {
  return [...text.matchAll(token)]
    .filter(([word]) => !word.startsWith('/'))
    .map(({ 0: word, index }) => ({ offset: index, word }));
}

const longer = (name: string): string => (name.endsWith('"') ? `${name.slice(0, -1)}9"` : `${name}9`);

/** The whole files that a page shows, each a choreography of its own. */
function modelsOf(page: string): readonly (readonly [string, Files])[] {
  return [...read(page).matchAll(/^```choreo\n([\s\S]*?)^```$/gm)].map(([, text = ''], index) => [
    `${page}, model ${index + 1}`,
    { 'model.choreo': text },
  ]);
}

/** A name of every kind, in every kind of place. */
const everyKind: Files = {
  'billing.choreo': `choreography Billing
event Invoiced extends Account { key orderId: uuid  total: Money  by: Tone  parts: map<Money>  on?: Tone[] }
event Settled { orderId: uuid  total: Money }
type Account { accountId: uuid  not: boolean }
type Money extends Rounded { event: decimal  currency: Currency }
enum Currency { EUR, state, on }
`,
  'billing-2.choreo': `choreography Billing
@owner("billing")
type Rounded { scale: int }
/** How it sounds. */
enum Tone { Kind, Firm }
actor Clerk { emits Billing.Invoiced, Settled }
service Ledger {
  book: on Invoiced or Settled when total.event > 5 and total.scale in [1, 2] -> nothing
}
`,
  'shop.choreo': `choreography Shop uses Billing
event Ordered extends Billing.Account { key orderId: uuid  own: Billing.Tone  when: int }
event Sold extends Invoiced { price: Money }
event Übergeben { key orderId: uuid }
command Pack { key orderId: uuid }
actor Customer { emits Ordered*, Übergeben? receives Sold, Packed* }
event Packed { key orderId: uuid }
`,
  'services.choreo': `choreography Shop
external service Warehouse {
  state phase: idle | held | boolean
  state attempts: 0..3
  on Pack when phase != held -> Packed & set attempts = attempts + 1
  every 1h -> Pack after 2m
}
service Sales {
  state seen: boolean
  state tone: Kind | neutral
  sell: on Ordered when own == Firm or own == Tone.Kind or not seen -> Sold | Pack & set tone = neutral
  on Ordered and Billing.Invoiced by orderId within 5m else nothing
    -> Sold & cancel Pack
  remember: on Billing.Invoiced { when Billing.Invoiced.total.event > 3 -> set seen = true else -> set tone = Kind }
  joined: on Ordered and Billing.Invoiced when Invoiced.total.currency == EUR and own in [Firm] and when > 2
  on Übergeben or Ordered when orderId == orderId
}
channel orders { carries Ordered, Billing.Invoiced ordered by orderId }
`,
  'keyed.choreo': `choreography Shop
event Asked { key orderId: uuid  key by: uuid  size: int  own: Billing.Tone }
event Told extends Asked { why?: string }
event Failed extends Billing.Account { key orderId: uuid }
type Line extends Billing.Money { of: Line[] }
actor Agent {
  emits Asked { size: 1, own: Firm }, Billing.Settled? after Told or Billing.Invoiced
  receives Billing.Invoiced, Told*
}
service Keeper by by, orderId {
  state level: 0..9 = 1
  state mood: Billing.Tone? = Firm
  state money: Currency?
  state since: early | late = early
  on Asked when size > 0 else retry 3 times then Failed { orderId: orderId, not: true }
    -> Told { ..., size: size + level, own: Tone.Kind } & set since = late
  answer: on Told at most 2 times else Billing.Settled { orderId: orderId } after 1m {
    when own == mood and since != early and Told.size > 1 -> set mood = own | cancel Billing.Settled
    else retry
  }
  late: on Asked or Told when by == orderId else retry 2 times then set since = late -> nothing
  joined: on Told and Settled by orderId within 2h else Failed -> Told
}
service Teller by nothing { on Told }
`,
  'stories.choreo': `choreography Shop
property "paid \\"in full\\"" {
  Sold requires Billing.Invoiced
  Ordered leads to Sold | Packed
  at most 1 Pack
  at rest Keeper.since == late and Sales.tone != Kind if Billing.Invoiced
  at all times Warehouse.attempts <= 3 or Keeper.mood == Tone.Firm
  no Sold after Billing.Settled
  always Sold
  never Failed
  Sold excludes Failed
  Sold compensated by Failed on Billing.Settled
}
scenario "one order" {
  given Ordered { accountId: "a", not: true, own: Firm, when: 3 }
  given Billing.Invoiced {
    total: { event: 5, scale: 1, currency: state }, by: Kind, parts: { total: { currency: on } }, on: [Kind, Firm],
  }
  choose Sales.sell -> Pack
  choose Warehouse.onPack -> Packed
  choose Sales.onOrderedAndInvoiced -> Sold
  expect Packed before Sold
  expect 2 Billing.Invoiced
  expect at rest Keeper.since == early or not Sales.seen
  never Failed
  possible Pack
}
`,
};

/** Where the new names stand already, if only in a comment, they are tried before they are given. */
const tried: Files = {
  ...everyKind,
  'notes.choreo': `choreography Notes\n// ${[...new Set(Object.values(everyKind).flatMap(text => placesIn(text).map(({ word }) => longer(word))))].join(' ')}\n`,
};

test('the model with every kind of name has no errors', async () => {
  const editor = await TestEditor.open(everyKind);
  const errors = Object.keys(everyKind).flatMap(file =>
    editor.diagnostics(file).filter(({ severity }) => severity === 1),
  );
  expect(errors.map(({ message }) => message)).toEqual([]);
});

/** What the grammar calls a name, or lets refer to one, as `Type.property`. */
function placesOfNames(editor: TestEditor): readonly string[] {
  const { AstReflection } = editor.services.shared;
  const isName = (property: string) => ['name', 'label', 'origin', 'baseOrigin'].includes(property);
  return Object.values(AstReflection.types).flatMap(({ name: type, properties }) =>
    Object.values(properties)
      .filter(({ name, referenceType }) => referenceType !== undefined || isName(name))
      .map(({ name }) => `${type}.${name}`),
  );
}

test('names stand in every place of the grammar there, and are found in each', async () => {
  const editor = await TestEditor.open(everyKind);
  const found = new Set<string>();
  for (const document of editor.services.shared.workspace.LangiumDocuments.all) {
    for (const { node, part, target } of editor.services.choreo.references.References.occurrencesIn(
      document as ChoreoDocument,
    )) {
      const property = GrammarUtils.findAssignment(part)?.feature ?? '';
      if (target) found.add(`${node.$type}.${property}`);
    }
  }
  const unnamed = placesOfNames(editor).filter(place => !found.has(place));
  // Annotations are known by their names, and declare nothing.
  expect(unnamed).toEqual(['Annotation.name']);
});

test('all that is written there but keywords and values can be renamed', async () => {
  const editor = await TestEditor.open(everyKind);
  const left: string[] = [];
  for (const [file, text] of Object.entries(everyKind)) {
    for (const { offset, word } of placesIn(text)) {
      editor.moveTo(file, offset);
      const written = await editor.renamable(file).catch((error: unknown) => String(error));
      if (written !== word && !keywords().has(word) && !softWords.has(word)) left.push(`${file} ${word}`);
    }
  }
  // Annotations and their texts, a text in a payload, and the key of a map.
  expect(left).toEqual([
    'billing-2.choreo owner',
    'billing-2.choreo "billing"',
    'stories.choreo "a"',
    'stories.choreo total',
  ]);
});

const corpus = 'packages/language/test/corpus';
/** Of the models that are many; `CHOREO_SWEEP=all` asks for all of them. */
const every = process.env['CHOREO_SWEEP'] === 'all' ? 1 : 10;
const models: readonly (readonly [string, Files])[] = [
  ['every kind of name', tried],
  ...readdirSync(new URL('examples', root)).map(name => [name, allIn(`examples/${name}`)] as const),
  ...modelsOf('README.md'),
  ...modelsOf('docs/language.md'),
  ...readdirSync(new URL('docs/rules', root))
    .flatMap(name => modelsOf(`docs/rules/${name}`))
    .filter((_, index) => index % every === 0),
  // The others have the same kinds of names.
  ...choreoFilesIn(corpus)
    .filter((_, index) => index % every === 0)
    .map(name => [name, { [name]: read(`${corpus}/${name}`) }] as const),
];

/** What is the same whatever a name is; a label that a rename gives is told by the reaction's name. */
function modelLines(editor: TestEditor): readonly string[] {
  const { Choreographies } = editor.services.shared.workspace;
  const all: readonly Choreography[] = Choreographies.all().map(group =>
    editor.services.shared.lowering.Models.of(group),
  );
  const left = (key: string, value: unknown): unknown => (/[sS]pan$/.test(key) || key === 'label' ? undefined : value);
  const texts = all.map(one => JSON.stringify(one, left, 1));
  return texts.sort().join('\n').split('\n');
}

/** Which names sound like events is about the names themselves. */
function findings(editor: TestEditor): readonly string[] {
  return editor.services.shared.validation.Checker.checkAll()
    .flatMap(({ diagnostics }) => diagnostics)
    .filter(({ code }) => code !== 'event-name' && code !== 'allow-unused')
    .map(({ code, message, span }) => `${span.uri}:${span.range.start.line + 1} ${code} ${message}`)
    .sort();
}

async function takeOver(editor: TestEditor, texts: Files): Promise<void> {
  for (const [name, text] of Object.entries(texts)) await editor.type(name, text);
}

/** The places of names whose references are the same, by those references. */
async function names(editor: TestEditor, files: Files) {
  const found = new Map<string, { readonly file: string; readonly offset: number; readonly word: string }[]>();
  for (const [file, text] of Object.entries(files)) {
    for (const { offset, word } of placesIn(text)) {
      editor.moveTo(file, offset);
      const written = await editor.renamable(file).catch(() => undefined);
      if (written === undefined) continue;
      expect(written).toBe(word);
      const references = (await editor.references(file)).join(' ');
      found.set(references, [...(found.get(references) ?? []), { file, offset, word }]);
    }
  }
  return found;
}

describe.each(models)('%s', (_, files) => {
  test('each name', async () => {
    const editor = await TestEditor.open(files);
    const before = { model: modelLines(editor), findings: findings(editor) };
    const found = await names(editor, files);
    expect(found.size).toBeGreaterThan(0);
    for (const places of found.values()) {
      const [first, ...others] = places;
      if (!first) throw new Error('a name stands somewhere');
      const { file, offset, word } = first;
      editor.moveTo(file, offset + word.length);
      const renamed = await editor.rename(file, longer(word));
      const last = others.at(-1) ?? first;
      editor.moveTo(last.file, last.offset);
      expect(await editor.rename(last.file, longer(last.word)), `${word} from its last place`).toEqual(renamed);
      await takeOver(editor, renamed);
      // A text has its quotes around it, in the model as in the file.
      const name = word.replace(/^"(.*)"$/, '$1');
      const back = (text: string): string => text.replaceAll(`${name}9`, name);
      expect(modelLines(editor).map(back), word).toEqual(before.model.map(back));
      expect(findings(editor).map(back), word).toEqual(before.findings.map(back));

      editor.moveTo(file, placesIn(editor.text(file)).find(place => place.word === longer(word))?.offset ?? -1);
      await takeOver(editor, await editor.rename(file, word));
      for (const [path, text] of Object.entries(files)) expect(editor.text(path), `${word} and back`).toBe(text);
    }
  });
});

test('to names that stand somewhere: refused, or as good as a new one', async () => {
  const editor = await TestEditor.open(everyKind);
  const codes = () => findings(editor).map(finding => finding.split(' ').slice(0, 2).join(' '));
  const before = codes();
  const firsts = [...(await names(editor, everyKind)).values()].flatMap(([first]) => first ?? []);
  const plain = firsts.filter(({ word }) => !word.startsWith('"'));
  const words = [...new Set(plain.map(({ word }) => word)), 'when', 'true', 'not', 'string', ...softWords];
  let refused = 0;
  let renamed = 0;
  for (const [row, { file, offset, word }] of plain.entries()) {
    for (const [column, to] of words.entries()) {
      // A fixed share of all pairs.
      if (to === word || (row + column) % 23 !== 0) continue;
      editor.moveTo(file, offset);
      const changed = await editor.rename(file, to).catch(() => undefined);
      if (!changed) {
        refused++;
        continue;
      }
      renamed++;
      await takeOver(editor, changed);
      expect(codes(), `${word} to ${to}`).toEqual(before);
      editor.moveTo(file, offset);
      await takeOver(editor, await editor.rename(file, word));
      for (const [name, text] of Object.entries(everyKind)) expect(editor.text(name), `${to} to ${word}`).toBe(text);
    }
  }
  expect(refused).toBeGreaterThan(10);
  expect(renamed).toBeGreaterThan(25);
});
