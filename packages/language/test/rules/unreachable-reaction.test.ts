import { describe, expect, test } from 'vitest';
import { expectFindings } from './rule-tester.ts';

describe('unreachable-reaction', () => {
  test('shows the missing premise to its root; the root itself is told as never emitted', async () => {
    const diagnostics = await expectFindings(`
event Start { key id: uuid }
event Asked { key id: uuid }
event Answered { key id: uuid }
event Closed { key id: uuid }
actor User { emits Start receives Closed }
service Desk {
  on Asked -> Answered
  // ^^^^^ never-emitted: \`Desk\` reacts to \`Asked\`
}
service Log {
  close: on Start and Answered -> Closed
  //                  ^^^^^^^^ unreachable-reaction: \`Log.close\` can never fire: it waits for \`Answered\`, which only comes from \`Desk.onAsked\`, which waits for \`Asked\`, which nothing emits. Let something emit \`Asked\`, or remove the reaction.
}
`);
    const closed = diagnostics.find(({ code }) => code === 'unreachable-reaction');
    expect(closed?.related.map(({ message }) => message)).toEqual([
      '`Desk.onAsked` waits for `Asked`, which nothing emits.',
    ]);
  });

  test('a cycle that nothing starts', () =>
    expectFindings(`
event Start
event Ping
event Pong
actor User { emits Start receives Start }
service A {
  on Pong -> Ping
  // ^^^^ unreachable-reaction: \`A.onPong\` can never fire: it waits for \`Pong\`, which only comes from \`B.onPing\`, which waits for \`Ping\`, which only comes from \`A.onPong\`, and so on in a cycle that nothing starts.
}
service B {
  on Ping -> Pong
  // ^^^^ unreachable-reaction: \`B.onPing\` can never fire
}
`));

  test('one message of several is enough, and what gives up needs but one', () =>
    expectFindings(`
event Start { key id: uuid }
event Gone { key id: uuid }
event Late { key id: uuid }
event Done { key id: uuid }
actor User { emits Start receives Done }
service A {
  both: on Start and Gone within 5m else Late
  //                 ^^^^ never-emitted: \`Gone\`
  either: on Late or Gone -> Done
}
`));

  test('nothing starts at all: the ends alone are told', () =>
    expectFindings(`
event A
event B
event C
service S {
  on A -> B
  // ^ never-emitted: \`A\`
  on B -> C
  on C
}
`));

  test('across files, and gone when the entry comes', async () => {
    const flow = `
--- events.choreo
choreography Shop
event Placed
event Paid
event Shipped
--- payments.choreo
choreography Shop
service Payments {
  on Placed -> Paid
MARK
}
--- shipping.choreo
choreography Shop
service Shipping {
  on Paid -> Shipped
SHIP
}
`;
    const customer = '--- customer.choreo\nchoreography Shop\nactor Customer { ENTRY receives Shipped }\n';
    await expectFindings(
      (flow + customer)
        .replace('ENTRY', 'emits Shipped')
        .replace('MARK', '  // ^^^^^^ never-emitted: `Placed`')
        .replace('SHIP', '  // ^^^^ unreachable-reaction: `Shipping.onPaid`'),
    );
    await expectFindings(
      (flow + customer).replace('ENTRY', 'emits Placed').replace('MARK\n', '').replace('SHIP\n', ''),
    );
  });
});
