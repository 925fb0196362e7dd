/** `allow-unknown`, `allow-unused` and `allow-reason`, and what `@allow` silences where. */
import { describe, expect, test } from 'vitest';
import { expectFindings, expectFix, fixTitles } from './rule-tester.ts';

const lost = (before: { event?: string; actor?: string; service?: string; header?: string; mark?: string }) => `
${before.header ?? ''}choreography Shop
${before.event ?? ''}event Lost
event Placed
${before.actor ?? ''}actor U { emits Placed }
${before.service ?? ''}service S {
  on Placed -> Lost${before.mark ?? ''}
}
`;
const allow = '@allow("unhandled-event", "the lake reads it") ';
const unhandled = '\n  //           ^^^^ unhandled-event: `Lost`';

describe('@allow', () => {
  test('silences on the declaration, around the place, or in a header', async () => {
    await expectFindings(lost({ mark: unhandled }));
    await expectFindings(lost({ event: allow }));
    await expectFindings(lost({ service: allow }));
    await expectFindings(lost({ header: allow }));
    await expectFindings(lost({}).replace('on Placed', `${allow}on Placed`));
  });

  test('not elsewhere, where it is unused', () =>
    expectFindings(`
event Lost
event Placed
@allow("unhandled-event", "the lake reads it")
//<^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ allow-unused: \`unhandled-event\` finds nothing here. Remove it.
actor U { emits Placed }
service S {
  on Placed -> Lost
  //           ^^^^ unhandled-event: \`Lost\`
}
`));

  test('silences what is inside: a field, a value, a state, a step', () =>
    expectFindings(`
@deprecated type Price { amount: int }
event Placed {
  @allow("deprecated-use", "until the spring")
  price: Price
}
actor U { emits Placed }
service S {
  @allow("unused-declaration", "for later")
  state s: boolean
  on Placed
}
`));

  test('before `receives` and `emits`, about all that they name', () =>
    expectFindings(`
event A
event B
event C
actor U {
  @allow("never-emitted", "the legacy system sends them")
  receives A, B
  @allow("unhandled-event", "the lake reads it")
  emits C
}
`));

  test('is not unused where the rule is switched off, nor while something cannot be read', async () => {
    await expectFindings(lost({ event: allow }), { settingsOf: () => ({ 'unhandled-event': 'off' }) });
    await expectFindings(`
@allow("unhandled-event", "the lake reads it")
event Lost
event Placed
actor U { emits Placed }
service S {
  on Placed -> Lots
  //           ^^^^ unknown-name: \`Lots\`
}
`);
  });
});

describe('allow-unknown', () => {
  const misspelled = `
@allow("unhandled-evnt", "the lake reads it")
//<^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ allow-unknown: There is no rule \`unhandled-evnt\`. Did you mean \`unhandled-event\`?
event Lost
actor U { emits Lost }
//              ^^^^ unhandled-event: \`Lost\`
`;

  test('a code that there is not, or that cannot be allowed', async () => {
    await expectFindings(misspelled);
    await expectFindings(`
@allow
//<^^^ allow-unknown: \`@allow\` names no rule.
@allow("syntax-error", "because")
//<^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ allow-unknown: \`syntax-error\` is a language error, which cannot be allowed
@allow("allow-unused", "because")
//<^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ allow-unknown: \`allow-unused\` is about \`@allow\` itself.
event A
actor U { emits A receives A }
`);
  });

  test('fix: the nearest code', () =>
    expectFix(
      misspelled,
      'allow-unknown',
      'Change to `unhandled-event`',
      `
@allow("unhandled-event", "the lake reads it")
event Lost
actor U { emits Lost }
`,
    ));
});

describe('allow-unused', () => {
  test('fix: remove it, with its line or from its line', async () => {
    await expectFix(
      `
/** Doc. */
@allow("event-cycle", "no more")
@owner("us")
event A
actor U { emits A receives A }
`,
      'allow-unused',
      'Remove this `@allow`',
      `
/** Doc. */
@owner("us")
event A
actor U { emits A receives A }
`,
    );
    await expectFix(
      `
event A { @allow("deprecated-use", "no more") x: int }
actor U { emits A receives A }
`,
      'allow-unused',
      'Remove this `@allow`',
      `
event A { x: int }
actor U { emits A receives A }
`,
    );
  });
});

describe('allow-reason', () => {
  const unreasoned = `
@allow("unhandled-event")
//<^^^^^^^^^^^^^^^^^^^^^^ allow-reason: This \`@allow\` gives no reason for silencing \`unhandled-event\`.
event Lost
actor U { emits Lost }
`;

  test('no reason, or an empty one', async () => {
    await expectFindings(unreasoned);
    await expectFindings(`
@allow("unhandled-event", " ")
//<^^^^^^^^^^^^^^^^^^^^^^^^^^^ allow-reason: This \`@allow\` gives no reason
event Lost
actor U { emits Lost }
`);
  });

  test('fix: a reason to fill in', () =>
    expectFix(
      unreasoned,
      'allow-reason',
      'Add a reason',
      `
@allow("unhandled-event", "TODO: say why")
event Lost
actor U { emits Lost }
`,
    ));
});

test('errors that no code can be generated from are not offered to be allowed', async () => {
  const mistyped = `
event A { n: int }
event B
actor U { emits A receives B }
service S { on A when n -> B }
`;
  expect(await fixTitles(mistyped, 'type-mismatch')).toEqual([]);
});
