/** What is said of messages that wait for a retry forever, and how their runs read. */
import { runText } from '@choreo/language';
import { describe, expect, test } from 'vitest';
import { expectVerified, expectVerifiedFix, messageOf, verified } from './verification-tester.ts';

const desk = (reply: string, rest = '') => `
event Asked { key id: uuid }
event Reply { key id: uuid }
event Done { key id: uuid }
actor World { emits Asked?, Reply receives Done }
service Desk {
  state waiting: boolean
  ask: on Asked -> set waiting = true
${reply}
}
${rest}`;

/** Each case has an exit: the reply itself. */
const received = (reply: string) => desk(reply).replace('receives Done', 'receives Reply, Done');

describe('stuck-retry', () => {
  test('behind a guard', () =>
    expectVerified(
      desk(`  reply: on Reply when waiting else retry -> Done
  //        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ stuck-retry: \`Reply\` can wait forever for \`Desk.reply\`: after the one step shown, nothing is left to do, and its condition \`waiting\` does not hold. Let every path make it true in the end, or say what happens instead: \`else retry 5 times then …\`.`),
    ));

  test('among branches', () =>
    expectVerified(
      desk(`  reply: on Reply { when waiting -> Done  else retry }
  //        ^^^^^ stuck-retry: \`Reply\` can wait forever for \`Desk.reply\`: after the one step shown, nothing is left to do, and none of its branches holds.`),
    ));

  test('with what is ordered behind it', async () => {
    const text = desk(
      '  reply: on Reply when waiting else retry -> Done',
      'channel c { carries Asked, Reply  ordered by id }\n',
    );
    expect(await messageOf(text.replace('Asked?', 'Asked'), 'stuck-retry')).toContain(
      'after the 2 steps shown, nothing is left to do, and its condition `waiting` does not hold. `Asked` waits behind it on an ordered channel. Let',
    );
  });

  test('fix: give up after some refusals', () =>
    expectVerifiedFix(
      received('  reply: on Reply when waiting else retry -> Done'),
      'stuck-retry',
      'Give up after 5 refusals',
      received('  reply: on Reply when waiting else retry 5 times then nothing -> Done'),
    ));

  test('what is refused too often is no longer left, and its run says so', async () => {
    const { reported, choreography } = await verified(
      `${desk('  reply: on Reply when waiting else retry 5 times then Parked -> Done').replace('receives Done', 'receives Parked, Done')}
event Parked { key id: uuid }
property "p" { never Parked }
`,
    );
    expect(reported.filter(({ code }) => code === 'stuck-retry').map(({ status }) => status)).toEqual(['proved']);
    const run = reported.find(({ code }) => code === 'property-violated')?.verdict.run;
    expect(run && runText(run, choreography).split('\n')).toEqual([
      'Asked does not happen.',
      '1. World emits Reply',
      '2. Desk refuses Reply 5 times → Parked; Parked leaves to World',
      'Then nothing is left to do.',
      'Exits: Parked.',
    ]);
  });
});
