/** What one run shows is one finding: the gravest, with the others named in it. What shows on different runs stays apart. */
import type { VerifyOptions } from '@choreo/analysis/verification';
import type { RuleSettings } from '@choreo/language';
import { describe, expect, test } from 'vitest';
import { expectVerifiedFix, verified, verifiedFixes } from './verification-tester.ts';

/** The codes of the findings, each with those that it names: `property-violated (incomplete-flow)`. */
async function findings(text: string, settings: RuleSettings = {}, options: VerifyOptions = {}) {
  const { reported, diagnostics } = await verified(text, options, settings);
  const said = reported.flatMap(({ code, diagnostic, also }) =>
    diagnostic ? [[code, ...(also.length > 0 ? [`(${also.map(one => one.code).join(', ')})`] : [])].join(' ')] : [],
  );
  const others = diagnostics.filter(({ code }) => !reported.some(one => one.code === code)).map(({ code }) => code);
  const expected = [...said, ...others].filter(code => code !== 'order-dependent-outcome');
  return expected.sort();
}

const events = (...names: readonly string[]) => names.map(name => `event ${name} { key id: uuid }\n`).join('');

describe('livelock and incomplete-flow', () => {
  const around = `${events('Start', 'Ping', 'Pong', 'Left', 'Dropped')}
actor User { emits Start receives Left }
service B { on Ping -> Pong }
`;

  test('a run that goes round forever without an exit', async () => {
    const text = `${around}service A { first: on Start -> Left | Ping again: on Pong -> Ping }`;
    expect(await findings(text)).toEqual(['livelock (incomplete-flow)']);
  });

  test('a run that ends without an exit, and another that goes round', async () => {
    const text = `${around}service A { first: on Start -> Left | Ping | Dropped again: on Pong -> Ping }
service C { on Dropped }`;
    expect(await findings(text)).toEqual(['incomplete-flow', 'livelock']);
  });
});

describe('a violated property and incomplete-flow', () => {
  const shop = (pay: string, property: string, more = '') => `${events('Placed', 'Paid', 'Failed', 'Shipped', 'Kept')}
actor User { emits Placed receives Shipped, Kept }
service Pay { pay: on Placed -> ${pay} }
service Ship { on Paid -> Shipped ${more} }
service Books { on Failed }
property "served" { ${property} }
`;

  test.each(['always Shipped', 'Placed leads to Shipped'])('%s: its run ends without an exit', async sentence => {
    const text = shop('Paid | Failed', sentence);
    expect(await findings(text)).toEqual(['property-violated (incomplete-flow)']);
    const { diagnostics } = await verified(text);
    expect(diagnostics[0]?.message).toMatch(/ The run also ends without an exit \(`incomplete-flow`\)\.$/);
  });

  test('its run ends with an exit, and another one without', async () => {
    expect(await findings(shop('Kept | Paid | Failed', 'never Kept'))).toEqual([
      'incomplete-flow',
      'property-violated',
    ]);
    const both = shop('Paid | Failed', 'Paid leads to Kept');
    expect(await findings(both)).toEqual(['incomplete-flow', 'property-violated']);
  });

  test('a compensation that is lost at the end of a case without an exit', async () => {
    const text = `${events('Placed', 'Paid', 'Failed', 'Refunded', 'Done')}
actor User { emits Placed receives Done, Refunded }
service Pay { pay: on Placed -> Paid & Failed | Done }
service Books { on Paid on Failed }
service Desk { state closed: boolean on Failed when closed -> Refunded }
property "nobody pays for nothing" { Paid compensated by Refunded on Failed }
`;
    expect(await findings(text)).toContain('compensation-lost (incomplete-flow)');
  });

  test('a loop: the finding about the run without end comes first, and the property stays its own', async () => {
    const text = `${events('Start', 'Ping', 'Pong', 'Left')}
actor User { emits Start receives Left }
service A { first: on Start -> Left | Ping again: on Pong -> Ping }
service B { on Ping -> Pong }
property "it ends" { always Left }
`;
    expect(await findings(text)).toEqual(['livelock (incomplete-flow)', 'property-violated']);
  });
});

describe('competing-services and a violated excludes', () => {
  const either = (
    services: string,
    actor = 'emits Order, Cancel',
  ) => `${events('Order', 'Cancel', 'Shipped', 'Refunded')}
actor U { ${actor} receives Shipped, Refunded }
${services}
property "one of them" { Shipped excludes Refunded }
`;

  test('two services that do not know of one another', async () => {
    const text = either(`service Shipping { on Order -> Shipped }
service Billing { on Cancel -> Refunded }`);
    expect(await findings(text)).toEqual(['property-violated (competing-services)']);
  });

  test('a shorter run on which one service emits both, and a longer one on which two compete', async () => {
    const text = either(`service Shipping { ship: on Order -> Shipped & Refunded | Shipped }
service Billing { on Cancel -> Refunded }`);
    expect(await findings(text)).toEqual(['competing-services', 'property-violated', 'repeated-exit']);
  });
});

describe('repeated-exit and at most 1', () => {
  const twice = (property: string, receives = 'Done', channel = '') => `${events('Start', 'X', 'Y', 'Done')}
actor User { emits Start receives ${receives} }
service A { on Start -> X & Y }
service B { finish: on X or Y -> Done }
${channel}
property "once" { ${property} }
`;

  test('the second one breaks both', async () => {
    expect(await findings(twice('at most 1 Done'))).toEqual(['property-violated (repeated-exit)']);
    expect(await findings(twice('Done excludes Done'))).toEqual(['property-violated (repeated-exit)']);
    const { diagnostics } = await verified(twice('at most 1 Done'));
    const [found] = diagnostics.filter(({ code }) => code === 'property-violated');
    const said = 'The run sends the exit `Done` to `User` twice in steps 2 and 3.';
    expect(found?.message).toContain(
      ' The run also sends the exit `Done` to `User` twice in steps 2 and 3 (`repeated-exit`).',
    );
    expect(found?.related.map(({ message }) => message)).toContain(said);
  });

  test('another number, another message', async () => {
    expect(await findings(twice('at most 2 Done'))).toEqual(['repeated-exit']);
    expect(await findings(twice('never Done'))).toEqual(['property-violated', 'repeated-exit']);
    expect(await findings(twice('at most 1 Start'))).toEqual(['repeated-exit']);
  });

  test('a redelivery that is shorter than the run without one', async () => {
    const channel = 'channel c { delivery at-least-once carries Start }';
    const text = `${events('Start', 'X', 'Y', 'Done')}
actor User { emits Start receives Done }
service A { on Start -> X & Y }
service B { finish: on X or Y -> Done }
service C { straight: on Start -> Done }
${channel}
property "once" { at most 1 Done }
`;
    // Start twice to C, in two steps; without a redelivery, Start to C and to A, then X to B.
    expect(await findings(text)).toEqual(['property-violated', 'repeated-exit']);
  });

  test('the quick fixes of both are offered', async () => {
    const fixes = await verifiedFixes(twice('at most 1 Done'), 'property-violated');
    expect(fixes.map(({ title }) => title)).toContain('Let `User` receive `Done` any number of times');
    await expectVerifiedFix(
      twice('at most 1 Done'),
      'property-violated',
      'Let `User` receive `Done` any number of times',
      twice('at most 1 Done', 'Done*').replace(
        '{ at most 1 Done }',
        '{ at most 1 Done }\n//                ^^^^^^^^^^^^^^ property-violated:',
      ),
    );
  });
});

describe('which one is the finding', () => {
  const twice = (receives: string, before = '') => `${events('Start', 'X', 'Y', 'Done')}
actor User { emits Start ${receives} }
service A { on Start -> X & Y }
service B { finish: on X or Y -> Done }
${before}property "once" { at most 1 Done }
`;
  const text = twice('receives Done');

  test('the gravest, by the settings', async () => {
    expect(await findings(text, { 'repeated-exit': 'error', 'property-violated': 'warning' })).toEqual([
      'repeated-exit (property-violated)',
    ]);
    // As grave as one another: what the model itself says.
    expect(await findings(text, { 'repeated-exit': 'error' })).toEqual(['property-violated (repeated-exit)']);
  });

  test('the next one where the gravest is switched off or allowed', async () => {
    expect(await findings(text, { 'property-violated': 'off' })).toEqual(['repeated-exit']);
    const allowed = twice('receives Done', '@allow("property-violated", "known")\n');
    expect(await findings(allowed)).toEqual(['repeated-exit']);
  });

  test('an `@allow` of the other one is used, and silences only that', async () => {
    const allowed = twice('@allow("repeated-exit", "the customer likes mail") receives Done');
    expect(await findings(allowed)).toEqual(['property-violated']);
    const { diagnostics } = await verified(allowed);
    expect(diagnostics.map(({ message }) => message).join()).not.toContain('repeated-exit');
  });

  test('each verdict is still there, and says which finding names it', async () => {
    const { reported, verification } = await verified(text);
    expect(reported.map(({ verdict }) => verdict)).toEqual(verification.verdicts);
    const of = (code: string) => reported.find(one => one.code === code && one.status === 'violated');
    const [sentence, exit] = [of('property-violated'), of('repeated-exit')];
    expect(exit?.namedIn).toBe(sentence?.verdict);
    expect(exit?.diagnostic).toBeUndefined();
    expect(exit?.message).toMatch(/It is one finding with `property-violated`, since one run shows both\.$/);
    expect(sentence?.also.map(({ verdict }) => verdict)).toEqual([exit?.verdict]);
  });
});
