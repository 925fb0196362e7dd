/** Every place of the language offers what can follow there and nothing else, with nothing written yet and with a letter. */
import { describe, expect, test } from 'vitest';
import type { CompletionItem } from 'vscode-languageserver';
import { TestEditor, applyEdits } from '../support/editor.ts';
import { broken, conditions, files, header, headers, reactions, stories, top } from './places.ts';

const editor = await TestEditor.open({ ...files, 'a.choreo': header });

async function offersOf(text: string): Promise<readonly CompletionItem[]> {
  await editor.type('a.choreo', text);
  return editor.complete('a.choreo');
}

function labels(items: readonly CompletionItem[]): string[] {
  return items.map(({ label }) => label).sort();
}

/** The text that choosing an item makes, with the cursor behind what it wrote. */
function chosen(item: CompletionItem): string {
  const edit = item.textEdit;
  if (!edit || !('range' in edit)) throw new Error(`${item.label} has no edit`);
  return applyEdits(editor.text('a.choreo'), [{ range: edit.range, newText: `${edit.newText}<|>` }]);
}

async function expectOffers(text: string, offers: readonly string[]): Promise<void> {
  await expectOffersBefore(text, offers);
  await checkBegun(text, offers);
}

/** Exactly these are offered, and each stands at the cursor once it is chosen. */
async function expectOffersBefore(text: string, offers: readonly string[]): Promise<void> {
  const items = await offersOf(text);
  expect(labels(items)).toEqual([...offers].sort());
  const written = /[\w-]*$/.exec(text.slice(0, text.indexOf('<|>')))?.[0] ?? '';
  const place = `${text.slice(0, text.indexOf('<|>') - written.length)}<|>${text.slice(text.indexOf('<|>') + 3)}`;
  for (const item of items) expect(chosen(item)).toBe(place.replace('<|>', () => `${item.label}<|>`));
}

/** Each is still offered once its first letter is there, and replaces it. */
async function checkBegun(text: string, offers: readonly string[]): Promise<void> {
  if (/[\w-]<\|>/.test(text)) return;
  for (const letter of new Set(offers.map(offer => offer.charAt(0)).filter(first => /[a-z]/i.test(first)))) {
    const narrowed = await offersOf(text.replace('<|>', () => `${letter}<|>`));
    expect(labels(narrowed)).toEqual(expect.arrayContaining(offers.filter(offer => offer.startsWith(letter))));
    expect(offers).toEqual(expect.arrayContaining(labels(narrowed)));
    for (const item of narrowed) expect(chosen(item)).toBe(text.replace('<|>', () => `${item.label}<|>`));
  }
}

describe.each([
  { part: 'reactions and the other members of participants', places: reactions, before: header },
  { part: 'guards, assignments and branches', places: conditions, before: header },
  { part: 'channels, properties and scenarios', places: stories, before: header },
  { part: 'declarations, fields and types', places: top, before: header },
  { part: 'headers', places: headers, before: '' },
  { part: 'half-written texts', places: broken, before: header },
])('$part', ({ places, before }) => {
  test.each(places)('$text', async ({ text, offers }) => {
    await expectOffers(`${before}${text}`, offers);
  });
});

const behind = `\nscenario "z" {\n${'  given Placed\n'.repeat(50)}}\nchannel z { carries \n`;

describe('with much behind the cursor', () => {
  test.each([...reactions, ...conditions, ...stories])('$text', async ({ text, offers }) => {
    await expectOffersBefore(`${header}${text}${behind}`, offers);
  });
});

/** By what an editor sorts them. */
function ranks(items: readonly CompletionItem[]): (label: string) => string {
  const sortTexts = new Map(items.map(({ label, sortText }) => [label, sortText]));
  return label => sortTexts.get(label) ?? `${label} is not offered`;
}

describe('what is chosen', () => {
  const places = `${header}service S { on Pl<|>aced -> Paid }`;

  test('is inserted in the middle of a word, or replaces it, as the editor asks', async () => {
    const modern = await TestEditor.open({ ...files, 'a.choreo': places }, { insertReplace: true });
    const [placed] = await modern.complete('a.choreo');
    const start = { line: 1, character: 15 };
    expect(placed?.textEdit).toEqual({
      newText: 'Placed',
      insert: { start, end: { line: 1, character: 17 } },
      replace: { start, end: { line: 1, character: 21 } },
    });
  });

  test('says what it is', async () => {
    const [placed] = await offersOf(places);
    expect(placed).toMatchObject({ label: 'Placed', detail: 'event' });
  });

  test('is a name before a qualifier, a word or a sign', async () => {
    const rank = ranks(await offersOf(`${header}property "p" {\n  Placed leads to Paid\n  <|> }`));
    expect(rank('Placed') < rank('Billing')).toBe(true);
    expect(rank('Billing') < rank('always')).toBe(true);
    expect(rank('always') < rank('|')).toBe(true);
  });

  test('goes on in its line before it begins anew', async () => {
    const rank = ranks(await offersOf(`${header}service S { on Placed <|> }`));
    for (const goesOn of ['when', '->', '{']) expect(rank(goesOn) < rank('state')).toBe(true);
  });

  test('is last where it would leave the line before unfinished', async () => {
    const rank = ranks(await offersOf(`${header}service S {\n  on Placed ->\n  <|>\n}`));
    expect(rank('on') > rank('nothing')).toBe(true);
  });
});
