/** Payload classes: a sample of a field represents only values with the same answers to all conditions. */
import { describe, expect, test } from 'vitest';
import type { Expression, Field } from '@choreo/model';
import { contentsOf } from '../src/runs/index.ts';
import { verify } from '../src/verification/index.ts';
import { choreography, field, message, number, participant, place, set, state } from './build.ts';

const whole: Field['type'] = { kind: 'builtin', name: 'int' };
const read = (name: string): Expression => ({ kind: 'field', path: [name], span: place() });
const compare = (left: Expression, operator: '<' | '>' | '==', right: Expression): Expression => ({
  kind: 'binary',
  operator,
  left,
  right,
  span: place(),
});

function model(reactions: NonNullable<Parameters<typeof participant>[1]['reactions']>) {
  return choreography(
    [
      participant('User', {
        kind: 'actor',
        emits: ['Placed', 'Asked'],
        receives: ['Large', 'Limited', 'Within', 'None'],
      }),
      participant('Shop', { reactions, states: { kept: { kind: 'range', min: 0, max: 2 } } }),
    ],
    { messages: [message('Placed', [field('id', undefined, true), field('amount', whole), field('limit', whole)])] },
  );
}

const exitsOf = (made: ReturnType<typeof model>): readonly string[] =>
  verify(made)
    .exits.map(exits => exits.join(' '))
    .sort();

describe('a field that is compared with a constant', () => {
  test('and with another field: each answer goes with each', () => {
    const made = model([
      { label: 'a', on: 'Placed', guard: compare(read('amount'), '>', number(100)), to: 'Large' },
      { label: 'b', on: 'Placed', guard: compare(read('limit'), '>', number(10)), to: 'Limited' },
      { label: 'c', on: 'Placed', guard: compare(read('amount'), '<', read('limit')), to: 'Within' },
    ]);
    expect(exitsOf(made)).toContain('Large Limited Within');
    expect(exitsOf(made)).toContain('Large Limited');
    expect(exitsOf(made)).toContain('Within');
  });

  test('and kept: the state may be anything', () => {
    const made = model([
      { label: 'a', on: 'Placed', guard: compare(read('amount'), '>', number(100)), to: 'Large' },
      { label: 'b', on: 'Placed', to: 'nothing', sets: [set('kept', read('amount'))] },
      { label: 'c', on: 'Asked', guard: compare(state('kept'), '==', number(1)), to: 'None' },
    ]);
    expect(exitsOf(made)).toContain('None');
  });

  test('and with constants only: as few contents as there are answers', () => {
    const made = model([
      { label: 'a', on: 'Placed', guard: compare(read('amount'), '>', number(100)), to: 'Large' },
      { label: 'b', on: 'Placed', guard: compare(read('amount'), '<', number(10)), to: 'Limited' },
    ]);
    expect(contentsOf(made, 'Placed')).toHaveLength(3);
    expect(exitsOf(made)).toEqual(['', 'Large', 'Limited']);
  });
});
