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
      'The header does not name the choreography `Biling`. Did you mean `Billing.Invoiced`?',
      '`Billing` declares no `Invoicd`. Did you mean `Invoiced`?',
      'The header does not name the choreography `Other`. Add it to the header: `uses Other`.',
    ]),
  );
});
