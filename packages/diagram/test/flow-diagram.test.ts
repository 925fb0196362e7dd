/** What a picture holds back, keeps still, and points at. */
import type { Choreography, Span } from '@choreo/model';
import { describe, expect, test } from 'vitest';
import { flowDiagram } from '../src/index.ts';
import { idOf } from '../src/ids.ts';
import { actor, choreography, emit, event, on, oneOf, place, service } from './support/model.ts';
import { chain, everything, orderFulfilment } from './support/models.ts';
import { findingsOn } from './support/pictures.ts';

describe('stable output', () => {
  test('the order of files and declarations does not matter', () => {
    const model = everything();
    const moved: Choreography = {
      ...model,
      participants: [...model.participants].reverse(),
      messages: [...model.messages].reverse(),
    };
    expect(flowDiagram(moved).text).toBe(flowDiagram(model).text);
  });

  test('a service more leaves the lines of the others as they are, in their order', () => {
    const model = orderFulfilment();
    const more = { ...model, participants: [...model.participants, service('Metrics', [on('OrderShipped')])] };
    const before = flowDiagram(model).text.split('\n');
    const after = new Set(flowDiagram(more).text.split('\n'));
    const kept = before.filter(line => !line.startsWith('  class ') && line !== '  end');
    expect(kept.filter(line => !after.has(line))).toEqual([]);
    expect(
      flowDiagram(more)
        .text.split('\n')
        .filter(line => kept.includes(line)),
    ).toEqual(kept);
  });
});

describe('ids', () => {
  test.each([
    [['a_b'], ['a', 'b']],
    [['a__b'], ['a', 'b']],
    [['a_5f_b'], ['a_b']],
    [
      ['a', '_b'],
      ['a_', 'b'],
    ],
    [
      ['a', 'b', ''],
      ['a', 'b'],
    ],
    [['Ä'], ['A']],
  ])('%j and %j differ', (one, other) => {
    expect(idOf('r', ...one)).not.toBe(idOf('r', ...other));
  });

  test('what was declared twice still has two ids', () => {
    const twice = choreography('Twice', [
      service('A', [on('X', { label: 'same' }), on('X', { label: 'same' })]),
      service('A', [on('X', { label: 'same' })]),
    ]);
    const ids = flowDiagram(twice).targets.map(target => target.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter(id => id.startsWith('r__A__same'))).toHaveLength(3);
  });
});

describe('targets', () => {
  const model = orderFulfilment();
  const { targets } = flowDiagram(model);
  const spanOf = (id: string): Span | undefined => targets.find(target => target.id === id)?.span;

  test('a reaction leads to its label, a service to its name, an edge to the emission', () => {
    const payments = model.participants.find(({ name }) => name === 'Payments');
    const charge = payments?.reactions[0];
    const taken = charge?.body.kind === 'outcome' ? charge.body.outcome.alternatives[0]?.items[0] : undefined;
    expect(spanOf('s__Payments')).toEqual(payments?.nameSpan);
    expect(spanOf('r__Payments__charge')).toEqual(charge?.nameSpan);
    expect(spanOf('m__PaymentTaken__or__Payments__charge__r__Shipping__dispatch')).toEqual(taken?.span);
  });

  test('everything leads somewhere', () => {
    const all = flowDiagram(everything()).targets;
    expect(all.filter(target => !target.span).map(target => target.id)).toEqual([]);
  });

  test('titles say all of it', () => {
    const title = targets.find(target => target.id === 'r__Shipping__dispatch')?.title;
    expect(title).toBe(
      'Shipping.dispatch: on PaymentTaken and StockReserved by orderId within 30m else ShippingTimedOut -> OrderShipped',
    );
    expect(targets.find(target => target.id.startsWith('m__OrderPlaced'))?.title).toContain('A basket was submitted.');
  });
});

describe('findings', () => {
  const model = everything();
  const diagram = flowDiagram(model, { markers: findingsOn(model) });
  const marked = diagram.targets.filter(target => target.markers.length > 0);

  test('stand on what they are about', () => {
    expect(Object.fromEntries(marked.map(({ id, markers }) => [id, markers.map(({ severity }) => severity)]))).toEqual({
      s__Bank: ['info'],
      r__Billing__answer: ['hint'],
      r__Billing__retry: ['error', 'info'],
      m__Never__unsent__Never__r__Billing__onNever: ['warning'],
      m__Lost__r__Billing__onOther_2e_Started__unhandled__Lost: ['warning'],
      m__Asked__from__Visitor__r__Desk__triage: ['error'],
    });
  });

  test('are seen, the most severe named', () => {
    expect(diagram.text).toMatch(/class [^\n]*r__Billing__retry[^\n]* error\n/);
    expect(diagram.text).toContain('event#45;amplification #43;1');
    expect(flowDiagram(model).text).not.toContain('class r__Billing__retry error');
  });

  test('on what is not drawn are handed back', () => {
    expect(diagram.undrawn.map(({ message }) => message)).toEqual(['Not drawn.']);
  });

  test('on the inside of a service stand on the service where that is one node', () => {
    const services = flowDiagram(model, { markers: findingsOn(model), detail: 'services' });
    const billing = services.targets.find(target => target.id === 's__Billing__whole');
    expect(billing?.markers.map(({ severity }) => severity)).toEqual(['error', 'info', 'hint']);
  });
});

describe('size', () => {
  test('a large model is drawn as services, and says so', () => {
    const diagram = flowDiagram(chain(40));
    expect(diagram.detail).toBe('services');
    expect(diagram.notice).toMatch(/^Overview of 121 reactions: each service is one node\./);
    expect(diagram.text).toContain('Overview of 121 reactions');
    expect(flowDiagram(chain(40), { detail: 'full' }).detail).toBe('full');
  });

  test('a very large one within the limits', () => {
    const diagram = flowDiagram(chain(1000));
    const count = (element: string) => diagram.targets.filter(target => target.element === element).length;
    expect(count('edge')).toBeLessThanOrEqual(190);
    expect(count('node')).toBeLessThanOrEqual(65);
    expect(diagram.notice).toContain('participants are gathered in one node.');
    expect(diagram.targets.some(target => target.id === 'from__User')).toBe(true);
  });

  test('many senders and many receivers of one message meet in one node', () => {
    const services = Array.from({ length: 2000 }, (_, index) =>
      service(`S${index}`, [on('Ping', { to: oneOf('Ping') })]),
    );
    const diagram = flowDiagram(choreography('Storm', services, [event('Ping')]), { detail: 'full' });
    expect(diagram.targets.filter(target => target.element === 'edge')).toHaveLength(4000);
  });

  test('a focus shows its surroundings only', () => {
    const model = chain(40);
    const diagram = flowDiagram(model, { focus: { kind: 'participant', name: 'Step07' } });
    expect(diagram.detail).toBe('focus');
    expect(diagram.targets.map(({ id }) => id).filter(id => /^[rs]__/.test(id))).toEqual([
      's__Step07',
      'r__Step07__start',
      'r__Step07__hand_20_over',
      'r__Step07__give_20_up',
      's__Log__whole',
      's__Step06__whole',
      's__Step08__whole',
    ]);
  });

  test('a focus on what is not there is ignored', () => {
    const model = orderFulfilment();
    expect(flowDiagram(model, { focus: { kind: 'message', id: 'Nonsense' } })).toEqual(flowDiagram(model));
  });
});

describe('direction', () => {
  test('is downwards, until that would be too wide', () => {
    expect(flowDiagram(orderFulfilment()).direction).toBe('TB');
    const busy = choreography('Busy', [
      service(
        'Hub',
        Array.from({ length: 20 }, (_, index) => on(`SomethingHappened${index}`)),
      ),
      ...Array.from({ length: 20 }, (_, index) => service(`S${index}`, [], { emits: [`SomethingHappened${index}`] })),
    ]);
    expect(flowDiagram(busy).direction).toBe('LR');
    expect(flowDiagram(busy).text).toMatch(/^flowchart LR\n/);
    expect(flowDiagram(busy, { direction: 'TB' }).text).toMatch(/^flowchart TB\n/);
  });
});

describe('loose ends', () => {
  test('an empty choreography says what to do', () => {
    const diagram = flowDiagram(choreography('Empty', []));
    expect(diagram.text).toContain('Nothing to draw yet');
    expect(diagram.detail).toBe('full');
  });

  test('a message that nobody takes, and one that nobody emits', () => {
    const diagram = flowDiagram(choreography('Loose', [service('A', [on('In', { to: oneOf('Out') })])]));
    expect(diagram.targets.map(({ id }) => id)).toEqual([
      's__A',
      'r__A__onIn',
      'unhandled__Out',
      'unsent__In',
      'm__Out__r__A__onIn__unhandled__Out',
      'm__In__unsent__In__r__A__onIn',
    ]);
  });

  test('what an actor receives does not end loose', () => {
    const model = choreography('Received', [
      actor('User', { emits: ['In'], receives: ['Out'] }),
      service('A', [on('In', { to: oneOf('Out') })]),
    ]);
    expect(flowDiagram(model).text).not.toContain('unhandled');
  });

  test('a timer stands out', () => {
    const late = oneOf([emit('Late', '10m')]);
    const model = choreography('Timer', [service('A', [on('In', { to: late }), on('Late')])]);
    expect(flowDiagram(model).text).toMatch(/m__Late__r__A__onIn__r__A__onLate@-\.->\|"`Late\n\*after 10m\*`"\|/);
  });

  test('a broken reaction without triggers is drawn all the same', () => {
    const span = place();
    const broken = on('X');
    const model = choreography('Broken', [
      service('A', [name => ({ ...broken(name), broken: true, trigger: { kind: 'single', messages: [], span } })]),
    ]);
    expect(flowDiagram(model).targets.map(({ id }) => id)).toEqual(['s__A', 'r__A__onX']);
  });
});
