/** `@allow` and severities of rules that need runs. */
import { describe, expect, test } from 'vitest';
import { checkTexts } from '@choreo/language';
import { ruleCodes } from '../../src/validation/codes.ts';
import { verificationCodes } from '@choreo/analysis/verification';
import { expectVerified, expectVerifiedFix, verified, verifiedFixes } from './verification-tester.ts';

const twice = (before: { receives?: string; actor?: string; header?: string }) => `
${before.header ?? ''}choreography Shop
event Start { key id: uuid }
event X { key id: uuid }
event Y { key id: uuid }
event Done { key id: uuid }
${before.actor ?? ''}actor User {
  emits Start
  ${before.receives ?? ''}receives Done
}
service A { on Start -> X & Y }
service B { finish: on X or Y -> Done }
`;
const allow = '@allow("repeated-exit", "the customer likes mail") ';

describe('@allow', () => {
  test('silences a verdict where it stands, around it, or in a header', async () => {
    for (const before of [{ receives: allow }, { actor: allow }, { header: allow }]) {
      const { reported } = await expectVerified(twice(before));
      const [verdict] = reported.filter(({ code }) => code === 'repeated-exit');
      expect(verdict).toMatchObject({ status: 'violated', isAllowed: true, severity: 'warning' });
      expect(verdict?.diagnostic).toBeUndefined();
    }
  });

  test('is neither unknown nor unused as one types', async () => {
    const text = verificationCodes.map((code, i) => `@allow("${code}", "so")\nevent E${i}\n`).join('');
    const [checked] = await checkTexts([{ uri: 'file:///test.choreo', text }]);
    expect(checked?.diagnostics.filter(({ code }) => code.startsWith('allow-'))).toEqual([]);
  });

  const once = `
event Start { key id: uuid }
event Done { key id: uuid }
actor User {
  emits Start
  @allow("repeated-exit", "the customer likes mail")
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ allow-unused: This \`@allow\` silences nothing: \`repeated-exit\` finds nothing here. Remove it.
  receives Done
}
service A { finish: on Start -> Done }
`;

  test('is unused where all was looked at; fix: remove it', async () => {
    await expectVerified(once);
    await expectVerifiedFix(
      once,
      'allow-unused',
      'Remove this `@allow`',
      `
event Start { key id: uuid }
event Done { key id: uuid }
actor User {
  emits Start
  receives Done
}
service A { finish: on Start -> Done }
`,
    );
  });

  test('is not said to be unused where something was not looked at', async () => {
    const unused = async (text: string, options = {}) =>
      (await verified(text, options)).diagnostics.filter(({ code }) => code === 'allow-unused');
    expect(await unused(once)).toHaveLength(1);
    expect(await unused(once, { maxStates: 1 })).toEqual([]);
    expect(await unused(once.replace('emits Start', 'emits Start*'))).toEqual([]);
    expect(await unused(once, { scope: 'scenarios' })).toEqual([]);
    const redelivered = once.replace('repeated-exit', 'redelivery-changes-outcome');
    expect(await unused(redelivered)).toEqual([]);
    expect(await unused(redelivered.replace('on Start', 'on Start idempotent'), { redeliveries: 1 })).toHaveLength(1);
  });

  test('is unused where nothing of its kind is asked at all', async () => {
    for (const code of ['property-violated', 'compensation-lost', 'competing-services']) {
      const { diagnostics } = await verified(once.replace('repeated-exit', code));
      expect(diagnostics.map(diagnostic => diagnostic.code)).toEqual(['allow-unused']);
    }
  });

  test('is offered as a fix where it silences', async () => {
    const marked = twice({});
    const [fix] = (await verifiedFixes(marked, 'repeated-exit')).filter(({ title }) => title.startsWith('Allow'));
    expect(fix?.title).toBe('Allow `repeated-exit` here');
    await expectVerifiedFix(
      marked,
      'repeated-exit',
      'Allow `repeated-exit` here',
      twice({ actor: '@allow("repeated-exit", "TODO: say why")\n' }),
    );
  });
});

describe('severities', () => {
  test('as set, also off', async () => {
    const severities = async (level: 'off' | 'hint' | 'error') => {
      const { diagnostics } = await verified(twice({}), {}, { 'repeated-exit': level });
      return diagnostics.map(({ code, severity }) => `${code} ${severity}`);
    };
    expect(await severities('error')).toEqual(['repeated-exit error']);
    expect(await severities('hint')).toEqual(['repeated-exit hint']);
    expect(await severities('off')).toEqual([]);
  });

  test('an `@allow` of a rule that is off is not unused', async () => {
    const { diagnostics } = await verified(twice({ receives: allow }), {}, { 'repeated-exit': 'off' });
    expect(diagnostics).toEqual([]);
  });

  test('all rules that need runs can be set', () => {
    expect(verificationCodes.filter(code => !ruleCodes.some(other => other === code))).toEqual([]);
  });
});
