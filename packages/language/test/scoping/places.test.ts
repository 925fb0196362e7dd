/** Names that mean something only inside of a declaration: states, labels, keys. */
import { describe, expect, test } from 'vitest';
import { read } from '../parsing/read.ts';

test('`set` means a state of its own service, not of another, and no field', async () => {
  const { errors } = await read(`
event A { n: int }
service S { state mine: boolean  on A -> set mine = true | set yours = true | set n = 1 }
service T { state yours: boolean }`);
  expect(errors).toEqual([
    expect.stringContaining('unknown-name «yours»'),
    expect.stringContaining('unknown-name «n»'),
  ]);
});

test('`choose` means a reaction by its label, or by its triggers where it has none', async () => {
  const { errors, choreography } = await read(`
event A event B
service S { pay: on A -> B  on A or B  both: on A and B  on B }
scenario "s" { choose S.pay -> B  choose S.onAOrB -> nothing  choose S.both -> nothing  choose S.onB -> nothing }
scenario "t" { choose S.onA -> B }`);
  expect(errors).toHaveLength(1);
  expect(errors[0]).toContain('«onA»');
  expect(choreography.scenarios[0]?.steps).toHaveLength(4);
});

describe('`by` and `ordered by` mean a field of the messages, inherited ones too', () => {
  test('that exists', async () => {
    const { choreography, errors } = await read(`
type Keyed { key id: uuid } event A extends Keyed event B extends Keyed { key: uuid }
service S { on A and B by id  two: on A and B by key }
channel c { carries A ordered by id }
service T by id, key { emits B  on A }`);
    expect(errors).toEqual([]);
    expect(choreography.participants[0]?.reactions.map(({ by }) => by?.field)).toEqual(['id', 'key']);
    expect(choreography.channels[0]?.orderedBy?.field).toBe('id');
    expect(choreography.participants[1]?.keptBy?.fields.map(({ field }) => field)).toEqual(['id', 'key']);
  });
});

test('messages and participants may share a name; each place knows which it means', async () => {
  const { errors, choreography } = await read(`
event Payments { key id: uuid } type Money { amount: int } enum Kind { Payments }
service Payments { r: on Payments when Kind.Payments == Kind.Payments }
scenario "s" { given Payments choose Payments.r -> nothing }`);
  expect(errors).toEqual([]);
  expect(choreography.scenarios[0]?.steps).toMatchObject([
    { message: { message: 'Payments' } },
    { reaction: 'Payments.r' },
  ]);
});
