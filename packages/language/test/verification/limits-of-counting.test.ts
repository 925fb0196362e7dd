/** Where runs repeat a step, count far, or miss a field, verdicts say no more than what was seen. */
import { verify } from '@choreo/analysis/verification';
import type { Verification } from '@choreo/analysis/verification';
import { checkTexts } from '@choreo/language';
import { describe, expect, test } from 'vitest';

async function verified(text: string): Promise<Verification> {
  const messages = [...new Set(text.match(/\b[A-Z]\w+/g))].filter(name => !/^(User|Other|Shop|Log|Kind)$/.test(name));
  const declared = messages
    .filter(name => !text.includes(`event ${name}`))
    .map(name => `event ${name} { key id: uuid }`);
  const [checked] = await checkTexts([{ uri: 'file:///test.choreo', text: `${declared.join('\n')}\n${text}` }]);
  if (!checked) throw new Error('There is no choreography');
  expect(checked.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return verify(checked.choreography);
}

const endsOf = ({ exits }: Verification): string[] => exits.map(some => some.join(' ')).sort();
const codesOf = ({ verdicts }: Verification, status: string): string[] =>
  verdicts.filter(verdict => verdict.status === status).map(({ code }) => code);

describe('scenarios', () => {
  test('a step that leads back to the same moment goes on for ever, and is part of the story', async () => {
    const found = await verified(`
actor User { emits Start receives Bad }
service Shop { a: on Start -> Ping & Bad b: on Ping -> Ping }
scenario "x" { given Start never Bad }`);
    expect(codesOf(found, 'violated')).toContain('scenario-failed');
  });

  test('what is given once comes once, though two may send it', async () => {
    const senders =
      'actor User { emits Start receives Done } actor Other { emits Start } service Shop { on Start -> Done }';
    const once = await verified(`${senders} scenario "x" { given Start expect 1 Done }`);
    expect(codesOf(once, 'violated')).not.toContain('scenario-failed');
    const twice = await verified(`${senders} scenario "x" { given Start given Start expect 2 Done }`);
    expect(codesOf(twice, 'violated')).not.toContain('scenario-failed');
  });
});

describe('counts', () => {
  test('a limit higher than what can be counted does not begin anew', async () => {
    const found = await verified(`
actor User { emits Start receives Done }
service Shop { a: on Start -> Ping b: on Ping at most 300 times else Done -> Ping }`);
    expect(codesOf(found, 'violated')).not.toContain('livelock');
    expect(found.exploration).toBe('bounded');
  });

  test('a compensation that is short of what was not counted is not proved', async () => {
    const found = await verified(`
actor User { emits Start receives Failed, Undone* }
service Shop {
  state n: 0..20
  a: on Start -> Taken & Next & Failed
  b: on Next when n < 11 -> Taken & Next & set n = n + 1
}
service Log { state n: 0..20 b: on Taken when n < 9 -> Undone & set n = n + 1 }
property "p" { Taken compensated by Undone on Failed }`);
    expect(codesOf(found, 'proved')).not.toContain('compensation-lost');
  });
});

describe('fields', () => {
  const shop = (field: string, branches: string): string => `
enum Kind { a, b }
event Start { key id: uuid ${field} }
actor User { emits Start receives High, Low, Neither }
service Shop { on Start { ${branches} } }`;

  test('a missing one is equal to no value, and neither more nor less than any', async () => {
    const named = await verified(shop('kind?: Kind', 'when kind == a -> High when kind == b -> Low else -> Neither'));
    expect(endsOf(named)).toEqual(['High', 'Low', 'Neither']);
    const counted = await verified(shop('n?: int', 'when n > 5 -> High when n <= 5 -> Low else -> Neither'));
    expect(endsOf(counted)).toEqual(['High', 'Low', 'Neither']);
    const compared = await verified(shop('n?: int m: int', 'when n > m -> High when n <= m -> Low else -> Neither'));
    expect(endsOf(compared)).toEqual(['High', 'Low', 'Neither']);
  });

  test('one that must be there takes one of the ways that there are', async () => {
    const named = await verified(shop('kind: Kind', 'when kind == a -> High when kind == b -> Low else -> Neither'));
    expect(endsOf(named)).toEqual(['High', 'Low']);
    const counted = await verified(shop('n: int', 'when n > 5 -> High when n <= 5 -> Low else -> Neither'));
    expect(endsOf(counted)).toEqual(['High', 'Low']);
  });

  test('values between a bound and a constant count, however little room there is', async () => {
    const found = await verified(
      shop('@min(0) n: decimal', 'when n >= 10 -> High when n >= 0.5 -> Neither else -> Low'),
    );
    expect(endsOf(found)).toEqual(['High', 'Low', 'Neither']);
  });
});
