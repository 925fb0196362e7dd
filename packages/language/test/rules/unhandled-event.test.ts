import { describe, expect, test } from 'vitest';
import { expectFindings, expectFix, fixTitles } from './rule-tester.ts';

const draft = `
event Placed { key id: uuid }
event Cancelled { key id: uuid }

actor Customer {
  emits Placed
}

service Orders {
  on Placed -> Cancelled
  //           ^^^^^^^^^ unhandled-event: \`Cancelled\` is emitted by \`Orders\`, but nothing reacts to it. Add a reaction, or let an actor receive it.
}

service Shipping {
  on Placed
}
`;

describe('unhandled-event', () => {
  test('is told where the event is emitted', async () => {
    const [finding] = await expectFindings(draft);
    expect(finding?.related.map(({ message }) => message)).toEqual(['`Cancelled` is declared here.']);
  });

  test('once for all who emit it', async () => {
    const [finding] = await expectFindings(`
event Placed
event Cancelled
actor Customer { emits Placed, Cancelled }
//                             ^^^^^^^^^ unhandled-event: \`Customer\` and \`Orders\`
service Orders { on Placed -> Cancelled }
`);
    expect(finding?.related.map(({ message }) => message)).toContain('`Orders` emits it here too.');
  });

  test('not where an actor or an external service takes it', async () => {
    await expectFindings(`
event Placed
event Paid
event Cancelled
actor Customer { emits Placed receives Cancelled }
service Orders { on Placed -> Cancelled & Paid }
external service Bank { receives Paid }
`);
  });

  test('of timers, of what gives up, and of schedules too', async () => {
    await expectFindings(`
event A { key id: uuid }
event B { key id: uuid }
event Tick
event Reminder
event TooLate
event TooMany
actor U { emits A, B }
service S {
  both: on A and B within 5m else TooLate
  //                              ^^^^^^^ unhandled-event: \`TooLate\`
  remind: on A at most 2 times else TooMany -> Reminder after 1h
  //                                ^^^^^^^ unhandled-event: \`TooMany\`
  //                                           ^^^^^^^^ unhandled-event: \`Reminder\`
  every 1h -> Tick
  //          ^^^^ unhandled-event: \`Tick\`
}
`);
  });

  test('a used event leaves the model where its own choreography reacts to it', async () => {
    await expectFindings(`
--- billing.choreo
choreography Billing
event Requested
event Ignored
actor Clerk { emits Requested }
service Invoices { on Requested }
--- shop.choreo
choreography Shop uses Billing
event Placed
actor Customer { emits Placed }
service Orders { on Placed -> Requested & Ignored }
//                                        ^^^^^^^ unhandled-event: \`Billing.Ignored\` is emitted by \`Orders\`
`);
  });

  test('an event of one choreography may be for those that use it', async () => {
    await expectFindings(`
--- billing.choreo
choreography Billing
event Requested
event Invoiced
actor Clerk { emits Requested }
service Invoices { on Requested -> Invoiced }
--- shop.choreo
choreography Shop uses Billing
service Orders { on Invoiced }
`);
  });

  test('waits while another name is only misspelled, and while a file cannot be read', async () => {
    await expectFindings(`
event Placed
event Cancelled
actor Customer { emits Placed receives Canceled }
//                                     ^^^^^^^^ unknown-name: \`Canceled\`
service Orders { on Placed -> Cancelled }
`);
    await expectFindings(`
event Placed
event Cancelled
actor Customer { emits Placed receives }
//                                     ^ syntax-error: 
service Orders { on Placed -> Cancelled }
`);
  });

  test('fix: react to it in another service', () =>
    expectFix(
      draft,
      'unhandled-event',
      'React to `Cancelled` in `Shipping`',
      `
event Placed { key id: uuid }
event Cancelled { key id: uuid }

actor Customer {
  emits Placed
}

service Orders {
  on Placed -> Cancelled
}

service Shipping {
  on Placed
  on Cancelled
}
`,
    ));

  test('fix: let the actor receive it', () =>
    expectFix(
      draft,
      'unhandled-event',
      'Let `Customer` receive `Cancelled`',
      `
event Placed { key id: uuid }
event Cancelled { key id: uuid }

actor Customer {
  emits Placed
  receives Cancelled
}

service Orders {
  on Placed -> Cancelled
}

service Shipping {
  on Placed
}
`,
    ));

  test('fix: allow it, before the declaration', () =>
    expectFix(
      draft,
      'unhandled-event',
      'Allow `unhandled-event` here',
      `
event Placed { key id: uuid }
@allow("unhandled-event", "TODO: say why")
event Cancelled { key id: uuid }

actor Customer {
  emits Placed
}

service Orders {
  on Placed -> Cancelled
}

service Shipping {
  on Placed
}
`,
    ));

  test('fixes keep to one line, go on in lists, and know other files', async () => {
    const before = `
--- events.choreo
choreography Shop
event Placed
event Cancelled
--- flow.choreo
choreography Shop
actor Customer { emits Placed receives Placed }
service Orders { on Placed -> Cancelled }
service Shipping {}
`;
    await expectFix(
      before,
      'unhandled-event',
      'Let `Customer` receive `Cancelled`',
      `
--- events.choreo
choreography Shop
event Placed
event Cancelled
--- flow.choreo
choreography Shop
actor Customer { emits Placed receives Placed, Cancelled }
service Orders { on Placed -> Cancelled }
service Shipping {}
`,
    );
    await expectFix(
      before,
      'unhandled-event',
      'React to `Cancelled` in `Shipping`',
      `
--- events.choreo
choreography Shop
event Placed
event Cancelled
--- flow.choreo
choreography Shop
actor Customer { emits Placed receives Placed }
service Orders { on Placed -> Cancelled }
service Shipping {
  on Cancelled
}
`,
    );
  });

  test('without anybody to receive it, an actor is offered', async () => {
    const lonely = `
event Ticked
service Clock {
  every 1h -> Ticked
}
`;
    expect(await fixTitles(lonely, 'unhandled-event')).toEqual([
      'Add an actor that receives `Ticked`',
      'Allow `unhandled-event` here',
    ]);
    await expectFix(
      lonely,
      'unhandled-event',
      'Add an actor that receives `Ticked`',
      `
event Ticked
service Clock {
  every 1h -> Ticked
}

actor User {
  receives Ticked
}
`,
    );
  });

  test('not where another choreography handles what both take from a third', async () => {
    await expectFindings(`
--- contracts.choreo
choreography Contracts
event Placed { key id: uuid }
--- shop.choreo
choreography Shop uses Contracts
actor Customer { emits Placed }
--- billing.choreo
choreography Billing uses Contracts
service Billing { on Placed }
`);
  });
});
