import { describe, test } from 'vitest';
import { expectFindings, expectFix } from './rule-tester.ts';

const doubling = `
event Start
event Item
actor User { emits Start }
service W {
  split: on Start or Item -> Item & Item
  //                 ^^^^ event-amplification: Each \`Item\` that \`W\` handles leads to 2 deliveries of \`Item\` in the cycle \`Item\` → \`W.split\` → \`Item\`, so their number grows without limit.
}
`;

describe('event-amplification', () => {
  test('two for one, and any number for one', async () => {
    await expectFindings(doubling);
    await expectFindings(doubling.replace('Item & Item', 'Item*').replace('2 deliveries of', 'any number of'));
  });

  test('two services that take what one emits', () =>
    expectFindings(`
event Start
event Asked
event Answered
actor User { emits Start }
service Desk {
  on Start or Answered -> Asked
  //          ^^^^^^^^ event-amplification: Each \`Answered\` that \`Desk\` handles leads to 2 deliveries of \`Asked\` in the cycle \`Answered\` → \`Desk.onStartOrAnswered\` → \`Asked\` → \`Left.onAsked\` → \`Answered\`, so their number grows without limit
}
service Left { on Asked -> Answered }
service Right { on Asked -> Answered }
`));

  test('not where guards let only one of two reactions fire, where a join takes both, or where only one comes back', async () => {
    await expectFindings(`
event Start { n: int }
event Item { n: int }
actor User { emits Start }
service W {
  on Start -> Item
  even: on Item when n > 0 -> Item
  //       ^^^^ event-cycle: \`Item\`
  odd: on Item when n <= 0 -> Item
}
`);
    await expectFindings(`
event Start { key id: uuid }
event Left { key id: uuid }
event Right { key id: uuid }
event Again { key id: uuid }
event Log { key id: uuid }
actor User { emits Start receives Log }
service Fork {
  on Start or Again -> Left & Right & Log
  //          ^^^^^ event-cycle: \`Again\`
}
service Join { on Left and Right -> Again }
`);
  });

  test('fix: bound it; what is left is noted', () =>
    expectFix(
      doubling,
      'event-amplification',
      'Bound `W.split` with `at most`',
      `
event Start
event Item
actor User { emits Start }
service W {
  split: on Start or Item at most 3 times else nothing -> Item & Item
  //                 ^^^^ event-cycle info: It ends
}
`,
    ));
});
