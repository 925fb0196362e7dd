import { describe, test } from 'vitest';
import { expectFindings, expectFix } from './rule-tester.ts';

const model = (packed: string, labelled: string, desk: string) => `
event Placed { key orderId: uuid }
event Packed${packed}
event Labelled${labelled}
event Completed { key orderId: uuid }
event Closed { key orderId: uuid }
actor User { emits Placed, Completed?, Closed? receives Completed*, Closed* }
service Warehouse {
  pack: on Placed -> Packed
  label: on Packed -> Labelled
}
service Desk {
${desk}
}
`;
const parcel = ' { key parcelId: uuid }';
const order = ' { key orderId: uuid }';
const both = ' { key orderId: uuid key parcelId: uuid }';

const joining = `  note: on Labelled -> Completed
  end: on Placed and Completed within 5m else Closed -> Closed`;

describe('key-lost', () => {
  test('a key that a later join needs, behind a message without any', async () => {
    const desk = (mark: string) => `  note: on Labelled -> Completed${mark}
  end: on Placed and Completed within 5m else Closed -> Closed`;
    await expectFindings(
      model(
        order,
        '',
        desk(
          '\n  //       ^^^^^^^^ key-lost: `Desk.note` emits `Completed` with `orderId`, which `Desk.end` uses to tell cases apart, but `Labelled` does not carry that key, although `Packed`, which led to it, does.',
        ),
      ),
    );
    // By a key of its own it may be looked up, and a field is as good as a key here.
    await expectFindings(model(order, parcel, desk('')));
    await expectFindings(model(order, ' { orderId: uuid }', desk('')));
  });

  test('not where it is carried, or where nothing is kept by it', async () => {
    await expectFindings(model(both, both, joining));
    await expectFindings(model(order, '', '  finish: on Labelled -> Completed\n  begin: on Placed -> Closed'));
  });

  test('allowed at the reaction and at the message', async () => {
    const allow = '@allow("key-lost", "looked up by the parcel")';
    await expectFindings(model(order, '', joining.replace('note:', `${allow} note:`)));
    await expectFindings(model(order, '', joining).replace('event Labelled', `${allow} event Labelled`));
  });

  test('fix: give the messages on the way the key', () =>
    expectFix(
      model('', '', joining),
      'key-lost',
      'Give `Packed` and `Labelled` the key `orderId: uuid`',
      model(' { key orderId: uuid }', ' { key orderId: uuid }', joining),
    ));
});
