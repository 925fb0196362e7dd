import { describe, expect, test } from 'vitest';
import { expectFindings, expectFix, fixTitles } from './rule-tester.ts';

const about = { about: 'shared-emitter' };

const shared = `
event Placed
event Cancelled
//    ^^^^^^^^^ shared-emitter: \`Cancelled\` is emitted by \`Orders\` and \`Fraud\`, so no single service owns its meaning and payload
actor Customer { emits Placed receives Cancelled }
service Orders { on Placed -> nothing | Cancelled }
service Fraud { every 1h -> Cancelled? }
`;

describe('shared-emitter', () => {
  test('names those who emit it, with their places', async () => {
    const [finding] = await expectFindings(shared);
    expect(finding?.related.map(({ message }) => message)).toEqual([
      '`Orders.onPlaced` emits it here.',
      '`Fraud` emits it here.',
    ]);
  });

  test('an external service counts beside one of ours', () =>
    expectFindings(`
event Placed
event Failed
//    ^^^^^^ shared-emitter: \`Orders\` and \`Bank\`
actor Customer { emits Placed receives Failed }
service Orders { on Placed -> Failed }
external service Bank { on Placed -> Failed }
`));

  test('not two reactions of one service, actors, external services alone, or commands', () =>
    expectFindings(
      `
event Placed
event Asked
event Answered
event Done
command Notify
actor Customer { emits Placed receives Answered, Done }
actor Agent { emits Placed }
external service North { on Asked -> Answered }
external service South { on Asked -> Answered }
service Orders {
  first: on Placed -> Asked & Done & Notify
  second: on Placed -> Done & Notify
}
service Other { on Placed -> Notify }
service Mail { on Notify }
`,
      about,
    ));

  test('there is no one edit that fixes it; it can be allowed', async () => {
    expect(await fixTitles(shared, 'shared-emitter')).toEqual(['Allow `shared-emitter` here']);
    await expectFix(
      shared,
      'shared-emitter',
      'Allow `shared-emitter` here',
      `
event Placed
event Cancelled
actor Customer { emits Placed receives Cancelled }
service Orders { @allow("shared-emitter", "TODO: say why") on Placed -> nothing | Cancelled }
service Fraud { every 1h -> Cancelled? }
`,
    );
  });
});
