/** Lists open by themselves where a name follows, and nowhere else. */
import { describe, expect, test } from 'vitest';
import { TestEditor } from '../support/editor.ts';
import { files, header } from './places.ts';

const editor = await TestEditor.open({ ...files, 'a.choreo': header });

async function openedAfter(text: string): Promise<readonly string[]> {
  await editor.type('a.choreo', header + text);
  return (await editor.completeAfterTyping('a.choreo')).map(({ label }) => label);
}

describe('opens after', () => {
  test.each([
    ['on', 'service S { on <|> }', 'Placed'],
    ['the same, behind a label', 'service S { ship: on <|> }', 'Placed'],
    ['on, at the end of the text', 'service S {\n  on <|>', 'Placed'],
    ['the and of a join', 'service S { ship: on Placed and <|> }', 'Paid'],
    ['the second and of a join', 'service S { ship: on Placed and Billing.Invoiced and <|> }', 'Paid'],
    ['the or of a trigger', 'service S { on Placed or <|> }', 'Paid'],
    ['compensated … on', 'property "p" { Paid compensated by Ship on <|> }', 'Placed'],
    ['emits', 'actor A { emits <|> }', 'Placed'],
    ['a comma of emits', 'actor A { emits Placed, <|> }', 'Paid'],
    ['the comma itself', 'actor A { emits Placed,<|> }', 'Paid'],
    ['receives', 'actor A { receives <|> }', 'Shipped'],
    ['an arrow', 'service S { on Placed -><|> }', 'Paid'],
    ['an arrow and a space', 'service S { on Placed -> <|> }', 'Paid'],
    ['the arrow of a branch', 'service S { on Placed { else -> <|> } }', 'Paid'],
    ['the arrow of a schedule', 'service S { every 1h -> <|> }', 'Paid'],
    ['the arrow of a choice', 'scenario "s" { choose Till.charge -> <|> }', 'Paid'],
    ['an ampersand', 'service S { on Placed -> Paid &<|> }', 'Shipped'],
    ['an ampersand and a space', 'service S { on Placed -> Paid & <|> }', 'Shipped'],
    ['a bar', 'service S { on Placed -> Paid |<|> }', 'Shipped'],
    ['a bar and a space', 'service S { on Placed -> Paid | <|> }', 'Shipped'],
    ['a bar of a property', 'property "p" { Placed leads to Paid | <|> }', 'Shipped'],
    ['a qualifier', 'service S { on Billing.<|> }', 'Invoiced'],
    ['a field', 'service S { on Placed when total.<|> }', 'amount'],
    ['a service', 'scenario "s" { choose Till.<|> }', 'charge'],
    ['an at sign', '@<|>\nevent A', 'deprecated'],
    ['the brace of contents', 'service S { on Placed -> Placed {<|>} }', 'total'],
    ['the brace of contents and a space', 'service S { on Placed -> Placed { <|> } }', 'total'],
    ['a comma of contents', 'service S { on Placed -> Placed { ..., <|> } }', 'total'],
    ['the brace of a payload', 'scenario "s" { given Placed {<|>} }', 'orderId'],
    ['the brace of a payload inside', 'scenario "s" { given Placed { total: {<|>} } }', 'amount'],
    ['a comma of a payload', 'scenario "s" { given Placed { orderId: "1",<|> } }', 'total'],
  ])('%s', async (_, text, offer) => {
    expect(await openedAfter(text)).toContain(offer);
  });
});

describe('stays closed after', () => {
  test.each([
    ['the space behind another word', 'service S { on Placed when <|> }'],
    ['the and of a condition', 'service S { on Placed and Paid when true and <|> }'],
    ['the or of a condition', 'service S { state on: boolean  state x: boolean = on or <|> }'],
    ['the space behind a name', 'service S { on Placed <|> }'],
    ['the space behind a keyword of declarations', 'event <|>'],
    ['a second space', 'service S { on  <|> }'],
    ['an indentation', 'service S {\n  <|>\n}'],
    ['a line that goes on', 'service S {\n  on Placed ->\n    <|>\n}'],
    ['a name that is a keyword', 'event A { on <|> }'],
    ['a value that is a keyword', 'enum A { on, emits <|> }'],
    ['the brace of a service', 'service S {<|>}'],
    ['the brace of a service and a space', 'service S { <|> }'],
    ['the brace of branches', 'service S { on Placed {<|>} }'],
    ['the brace of a property', 'property "p" {<|>}'],
    ['the brace of an event', 'event A {<|>}'],
    ['a comma of an enum', 'enum A { X,<|> }'],
    ['a comparison', 'service S { on Placed when total.amount ><|> }'],
    ['dots that copy', 'service S { on Placed -> Placed {...<|>} }'],
    ['a range', 'service S { state x: 0..<|> }'],
    ['a comment', '// on <|>'],
    ['a string', 'property "on <|>" { }'],
    ['an arrow in a comment', '/* -><|> */'],
  ])('%s', async (_, text) => {
    expect(await openedAfter(text)).toEqual([]);
  });
});

test('writes the space that stands behind a sign, if a list opened right after it', async () => {
  await editor.type('a.choreo', `${header}service S { on Placed -><|> }`);
  const items = await editor.completeAfterTyping('a.choreo');
  expect(items.find(({ label }) => label === 'Paid')?.textEdit).toMatchObject({ newText: ' Paid' });
});
