/** What stands before the dot of a name from another choreography. */
import { expect, test } from 'vitest';
import { checkTexts } from '@choreo/language';

test('a qualifier that is no used choreography is what is wrong with a name', async () => {
  const checked = await checkTexts([
    { uri: 'file:///billing.choreo', text: 'choreography Billing\nevent Invoiced { key id: uuid }' },
    {
      uri: 'file:///shop.choreo',
      text: 'choreography Shop uses Billing\nservice S { on Biling.Invoiced  a: on Billing.Invoicd  b: on Other.Invoiced }',
    },
  ]);
  const messages = checked.flatMap(({ diagnostics }) => diagnostics.map(({ message }) => message));
  expect(messages).toEqual(
    expect.arrayContaining([
      'No choreography `Biling` is used here. Did you mean `Billing.Invoiced`?',
      '`Billing` declares no `Invoicd`. Declare it there, or name what it has.',
      'No choreography `Other` is used here. Add it to the header: `uses Other`.',
    ]),
  );
});
