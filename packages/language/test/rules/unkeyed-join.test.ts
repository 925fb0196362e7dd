import { describe, expect, test } from 'vitest';
import { expectFindings, expectFix, fixTitles } from './rule-tester.ts';

const model = (paid: string, reserved: string, clause: string, mark = '') => `
event Paid ${paid}
event Reserved${reserved && ' '}${reserved}
event Shipped
actor User { emits Paid, Reserved receives Shipped }
service Shipping {
  on Paid and Reserved${clause} -> Shipped${mark}
}
`;

describe('unkeyed-join', () => {
  test('no key in common', () =>
    expectFindings(
      model(
        '{ key orderId: uuid }',
        '{ key stockId: uuid }',
        '',
        '\n  // ^^^^^^^^^^^^^^^^^ unkeyed-join: `Paid` and `Reserved` share no key, so this join cannot tell which of them belong together.',
      ),
    ));

  test('`by` missing on one, of another type, and on none', async () => {
    await expectFindings(
      model(
        '{ key orderId: uuid }',
        '{ id: uuid }',
        ' by orderId',
        '\n  //                      ^^^^^^^ unkeyed-join: `Reserved` has no field `orderId` to join by. Add the field',
      ),
    );
    await expectFindings(
      model(
        '{ key orderId: uuid }',
        '{ orderId: int }',
        ' by orderId',
        '\n  //                      ^^^^^^^ unkeyed-join: `orderId` is `uuid` in `Paid` and `int` in `Reserved`',
      ),
    );
    await expectFindings(
      model(
        '{ key orderId: uuid }',
        '{ key orderId: uuid }',
        ' by ordreId',
        '\n  //                      ^^^^^^^ unknown-field: None of `Paid` and `Reserved` has a field `ordreId` to join by. Did you mean `orderId`?',
      ),
    );
  });

  test('a key that may be missing', async () => {
    const lacking = model(
      '{ key orderId?: uuid  at: datetime }',
      '{ key orderId: uuid  site: string }',
      '',
      '\n  // ^^^^^^^^^^^^^^^^^ unkeyed-join warning: `Paid` may come without `orderId`, and is then joined with nothing that has it. Make it required.\n  // ^^^^^^^^^^^^^^^^^ join-without-timeout: forever',
    );
    const finding = (await expectFindings(lacking)).find(({ code }) => code === 'unkeyed-join');
    expect(finding?.related.map(({ message }) => message)).toEqual([expect.stringMatching('`orderId` .* `Paid`')]);
    const by = model(
      '{ key id: uuid  orderId?: uuid }',
      '{ orderId ?: uuid  id: uuid }',
      ' by orderId',
      '\n  //                      ^^^^^^^ unkeyed-join warning: `Paid` and `Reserved` may come without `orderId`, and are then joined with nothing that has it. Make it required, or join by `id`.',
    );
    await expectFindings(by);
    await expectFix(
      by,
      'unkeyed-join',
      'Make `orderId` required in `Paid` and `Reserved`',
      model('{ key id: uuid  orderId: uuid }', '{ orderId: uuid  id: uuid }', ' by orderId'),
    );
  });

  test('a shared key of two types', () =>
    expectFindings(
      model(
        '{ key orderId: uuid }',
        '{ key orderId: string }',
        '',
        '\n  // ^^^^^^^^^^^^^^^^^ unkeyed-join: `orderId` is `uuid` in `Paid` and `string` in `Reserved`',
      ),
    ));

  test('a key in common, an inherited one, or `by` with a field that all have', async () => {
    await expectFindings(model('{ key orderId: uuid }', '{ key orderId: uuid }', ''));
    await expectFindings(`type Keyed { key orderId: uuid }${model('extends Keyed', '{ key orderId: uuid }', '')}`);
    await expectFindings(model('{ key a: uuid  orderId: uuid }', '{ key b: uuid  orderId: uuid }', ' by orderId'));
  });

  test('fix: add `by`', async () => {
    const before = model(
      '{ key a: uuid  orderId: uuid  n: decimal }',
      '{ key b: uuid  orderId: uuid  n: decimal }',
      '',
    );
    await expectFix(
      before,
      'unkeyed-join',
      'Join by `orderId`',
      before.replace('Paid and Reserved', 'Paid and Reserved by orderId'),
    );
    expect(await fixTitles(before, 'unkeyed-join')).not.toContain('Join by `n`');
  });

  test('fix: take another `by`', async () => {
    const before = model('{ key id: uuid  orderId: uuid }', '{ key id: uuid }', ' by orderId');
    await expectFix(before, 'unkeyed-join', 'Join by `id`', before.replace('by orderId', 'by id'));
  });

  test('fix: give the other the key', async () => {
    const title = 'Make `orderId` a key of `Reserved`';
    const fixed = async (before: string, after: string) =>
      expectFix(
        model('{ key orderId: uuid }', before, ''),
        'unkeyed-join',
        title,
        model('{ key orderId: uuid }', after, ''),
      );
    await fixed('', '{ key orderId: uuid }');
    await fixed('{ sku: string }', '{ key orderId: uuid sku: string }');
    await fixed('{\n  sku: string\n}', '{\n  key orderId: uuid\n  sku: string\n}');
    await fixed('{ orderId: uuid }', '{ key orderId: uuid }');
  });
});
