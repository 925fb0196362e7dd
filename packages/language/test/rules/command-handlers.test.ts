import { describe, test } from 'vitest';
import { expectFindings, expectFix } from './rule-tester.ts';

const unhandled = `
event Placed
command Ship { key id: uuid }
actor Customer { emits Placed }
service Orders { on Placed -> Ship }
//                            ^^^^ command-handlers: \`Ship\` is a command, but no reaction handles it. Add a reaction, or make it an event.
service Shipping {
}
`;

describe('command-handlers', () => {
  test('none', () => expectFindings(unhandled));

  test('more than one', () =>
    expectFindings(`
command Ship
actor Customer { emits Ship }
service North { on Ship }
service South { on Ship }
//                 ^^^^ command-handlers: \`Ship\` is a command, but more than one reaction handles it: \`North.onShip\` and \`South.onShip\`. Keep one of them, or make it an event.
`));

  test('more than one in one service', () =>
    expectFindings(`
command Ship { heavy: boolean }
actor Customer { emits Ship }
service Shipping {
  parcel: on Ship when not heavy
  freight: on Ship when heavy
  //          ^^^^ command-handlers: Merge them into one reaction with branches
}
`));

  test('one reaction, one external service, or another choreography', () =>
    expectFindings(`
--- carrier.choreo
choreography Carrier
command Load
event Asked
actor Clerk { emits Asked }
service Trucks {
  on Load
  on Asked -> Load
}
--- shop.choreo
choreography Shop uses Carrier
command Ship
command Charge
event Placed
actor Customer { emits Placed }
service Orders { on Placed -> Ship & Charge & Load }
service Shipping { on Ship }
external service Bank { receives Charge }
`));

  test('fix: handle it', () =>
    expectFix(
      unhandled,
      'command-handlers',
      'React to `Ship` in `Shipping`',
      `
event Placed
command Ship { key id: uuid }
actor Customer { emits Placed }
service Orders { on Placed -> Ship }
service Shipping {
  on Ship
}
`,
    ));

  test('fix: make it an event', () =>
    expectFix(
      unhandled,
      'command-handlers',
      'Make `Ship` an event',
      `
event Placed
event Ship { key id: uuid }
actor Customer { emits Placed }
service Orders { on Placed -> Ship }
//                            ^^^^ unhandled-event: \`Ship\`
service Shipping {
}
`,
    ));
});
