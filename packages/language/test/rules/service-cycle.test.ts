import { describe, expect, test } from 'vitest';
import { expectFindings, expectFix } from './rule-tester.ts';

const about = { about: 'service-cycle' };

const callback = `
event Placed
event Paid
command Take
command Confirm
actor Customer { emits Placed receives Paid }
service Orders {
  //    ^^^^^^ service-cycle: \`Orders\` and \`Payments\` depend on one another in a cycle: \`Orders\` sends \`Take\` to \`Payments\` and \`Payments\` sends \`Confirm\` to \`Orders\`.
  on Placed -> Take
  on Confirm -> Paid
}
service Payments { on Take -> Confirm }
`;

describe('service-cycle', () => {
  test('two services that command one another', async () => {
    const [finding] = await expectFindings(callback);
    expect(finding?.related.map(({ message }) => message)).toEqual([
      '`Orders` sends `Take` to `Payments` here.',
      '`Payments` sends `Confirm` to `Orders` here.',
    ]);
  });

  test('who commands somebody that listens to it', () =>
    expectFindings(`
event Placed
event Opened
command Pack
actor Customer { emits Placed }
service Orders { on Placed -> Opened & Pack }
//      ^^^^^^ service-cycle: \`Orders\` sends \`Pack\` to \`Warehouse\` and \`Warehouse\` reacts to \`Opened\` of \`Orders\`
service Warehouse {
  on Opened
  on Pack
}
`));

  test('a ring of events, once, by its shortest way round', () =>
    expectFindings(`
event Start
event A
event B
event C
event D
actor User { emits Start receives D }
service One {
  //    ^^^ service-cycle: \`One\`, \`Two\`, \`Three\` and \`Four\` depend on one another in a cycle: \`One\` reacts to \`C\` of \`Three\`, \`Three\` reacts to \`B\` of \`Two\` and \`Two\` reacts to \`A\` of \`One\`.
  on Start -> A
  on C
  on D
}
service Two {
  on Start -> B
  on A
}
service Three {
  on Start -> C
  on B
}
service Four {
  on Start -> D
  on C
}
`));

  test('not to ask by a command and hear the answer, or to act and hear that it is undone', () =>
    expectFindings(
      `
event Placed
event Taken
event Failed
event Cancelled
command Take
actor Customer { emits Placed receives Cancelled }
service Orders {
  on Placed -> Take
  on Taken
  on Failed -> Cancelled
}
service Payments { on Take -> Taken }
service Warehouse {
  on Placed -> Failed
  on Cancelled
}
`,
      about,
    ));

  test('actors are in no cycle', () =>
    expectFindings(
      `
event Asked
command Answer
actor User { emits Asked receives Answer }
service Help { on Asked -> Answer }
`,
      { about: 'service-cycle', settingsOf: () => ({ 'command-handlers': 'off' }) },
    ));

  test('fix: allow it on one of the services', () =>
    expectFix(
      callback,
      'service-cycle',
      'Allow `service-cycle` here',
      callback
        .split('\n')
        .filter(line => !line.includes('^^^'))
        .join('\n')
        .replace('service Orders', '@allow("service-cycle", "TODO: say why")\nservice Orders'),
    ));
});
