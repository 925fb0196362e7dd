/** What a picture leaves out, what stays the same, and where its elements lead. */
import type { Choreography, Span } from '@choreo/model';
import { describe, expect, test } from 'vitest';
import { flowDiagram } from '../src/index.ts';
import { idOf } from '../src/ids.ts';
import { brokenText } from '../src/written-lines.ts';
import { actor, binary, choreography, emit, event, field, number, on, oneOf, place, service } from './support/model.ts';
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
    const more = { ...model, participants: [...model.participants, service('Metrics', [on('OrderPlaced')])] };
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
    expect(spanOf('m__PaymentTaken__or__Payments__charge__in')).toEqual(taken?.span);
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
      unsent__Never__Billing__onNever: ['warning'],
      unhandled__Lost__Billing__onOther_2e_Started: ['warning'],
      m__Asked__from__Visitor__r__Desk__triage: ['error'],
    });
  });

  test('are seen, the most severe named', () => {
    expect(diagram.text).toMatch(/class [^\n]*r__Billing__retry[^\n]* error\n/);
    // A badge is drawn as a line of its element, which gets its colour.
    expect(diagram.text).toMatch(/class [^\n]*r__Billing__onNever[^\n]* warning\n/);
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

describe('arrows of one message', () => {
  const edgesOf = (model: Choreography) =>
    flowDiagram(model).targets.flatMap(({ element, id }) => (element === 'edge' ? [id] : []));

  test('to one place are one, from where they meet', () => {
    const model = choreography('Merged', [
      actor('User', { emits: ['In', 'Again'], receives: ['Done'] }),
      service('A', [on('In', { to: oneOf('Done') }), on('Again', { to: oneOf('Done') })]),
    ]);
    expect(edgesOf(model).filter(id => id.startsWith('m__Done'))).toEqual([
      'm__Done__r__A__onIn__in',
      'm__Done__r__A__onAgain__in',
      'm__Done__to__User__out',
    ]);
  });

  test('from one place are one, until they part', () => {
    const model = choreography('Merged', [
      actor('User', { emits: ['In'] }),
      service('A', [on('In', { label: 'one' }), on('In', { label: 'other' })]),
    ]);
    expect(edgesOf(model)).toEqual(['m__In__from__User__in', 'm__In__r__A__one__out', 'm__In__r__A__other__out']);
  });

  test('from several branches of one reaction are one, with what is said of each and all of their places', () => {
    const outcome = (message: string) => oneOf(message);
    const model = choreography('Merged', [
      actor('User', { emits: ['In'], receives: ['Done'] }),
      service('A', [
        on('In', {
          label: 'take',
          branches: [
            [binary(field('size'), '>', number(10)), outcome('Done')],
            [undefined, outcome('Done')],
          ],
        }),
      ]),
    ]);
    expect(edgesOf(model)).toContain('m__Done__if__A__take__to__User');
    expect(edgesOf(model)).not.toContain('m__Done__if__A__take__to__User__2');
    const { text } = flowDiagram(model);
    expect(text).toContain('"`Done\n*when size #62; 10*\n*else*`"');
    const body = model.participants[1]?.reactions[0]?.body;
    const last = body?.kind === 'branches' ? body.branches[1]?.outcome.alternatives[0]?.items[0] : undefined;
    if (!last) throw new Error('The reaction has no second branch.');
    const marked = flowDiagram(model, { markers: [{ span: last.span, severity: 'error', message: 'Here.' }] });
    expect(marked.targets.find(({ id }) => id === 'm__Done__if__A__take__to__User')?.markers).toHaveLength(1);
  });

  test('stay inside a service that nobody else hears', () => {
    const model = choreography('Inside', [
      actor('User', { emits: ['In'] }),
      service('A', [on('In', { to: oneOf('Own') }), on('Own', { label: 'one' }), on('Own', { label: 'other' })]),
    ]);
    const [, inside = ''] = /subgraph s__A(.*?)\n {2}end/su.exec(flowDiagram(model).text) ?? [];
    expect(inside).toContain('m__Own{{');
  });
});

describe('long names', () => {
  test('are broken where a new word begins, and stay whole in what is said of them', () => {
    const name = 'OrderStatusChangedToAwaitingValidation';
    const { text, targets } = flowDiagram(
      choreography('Long', [actor('User', { emits: [name] }), service('A', [on(name, { label: 'take' })])]),
    );
    expect(text).toContain('"`OrderStatusChangedTo\nAwaitingValidation`"');
    expect(targets.find(({ element }) => element === 'edge')?.title).toContain(name);
  });

  test.each([
    ['PaymentTaken', ['PaymentTaken']],
    ['when status == AwaitingValidation', ['when status ==', 'AwaitingValidation']],
    ['OrderStatusChangedToShipped\u00a0→\u00a0nobody', ['OrderStatusChangedTo', 'Shipped\u00a0→\u00a0nobody']],
    ['nowordbeginsinsidethisnamewhichislong', ['nowordbeginsinsidethisnamewhichislong']],
    ['', ['']],
  ])('%s', (text, lines) => expect(brokenText(text)).toEqual(lines));
});

describe('where flows begin', () => {
  test('is with those outside who start them', () => {
    expect(flowDiagram(everything()).entries).toEqual([
      'from__Visitor',
      'start__Desk',
      'schedule__Desk__every1h',
      'used__Other',
    ]);
  });

  test('is else where nothing leads to', () => {
    const model = choreography('Orphan', [
      service('A', [on('Never', { label: 'first', to: oneOf('Next') }), on('Next')]),
    ]);
    expect(flowDiagram(model).entries).toEqual(['r__A__first']);
  });
});

describe('loose ends', () => {
  test('an empty choreography says what to do', () => {
    const diagram = flowDiagram(choreography('Empty', []));
    expect(diagram.text).toContain('Nothing to draw yet');
    expect(diagram.detail).toBe('full');
  });

  const badgesOf = (model: Choreography) =>
    flowDiagram(model).targets.flatMap(({ element, id, on: where }) => (element === 'badge' ? [[id, where]] : []));

  test('a message that nobody takes, and one that nobody emits, are lines of the reaction', () => {
    const model = choreography('Loose', [service('A', [on('In', { to: oneOf('Out') })])]);
    expect(flowDiagram(model).targets.map(({ id }) => id)).toEqual([
      's__A',
      'r__A__onIn',
      'unsent__In__A__onIn',
      'unhandled__Out__A__onIn',
    ]);
    expect(flowDiagram(model).text).toContain('r__A__onIn("`**on In**\n*nobody #8594; In*\n*Out #8594; nobody*`")');
    expect(badgesOf(model)).toEqual([
      ['unsent__In__A__onIn', { id: 'r__A__onIn', first: 1, end: 2 }],
      ['unhandled__Out__A__onIn', { id: 'r__A__onIn', first: 2, end: 3 }],
    ]);
  });

  test('a badge leads to the emission, and bears the finding on it', () => {
    const model = choreography('Loose', [service('A', [on('In', { to: oneOf('Out') })])]);
    const body = model.participants[0]?.reactions[0]?.body;
    const emission = body?.kind === 'outcome' ? body.outcome.alternatives[0]?.items[0] : undefined;
    if (!emission) throw new Error('The reaction emits nothing.');
    const marker = { span: emission.span, severity: 'warning', code: 'unhandled-event', message: 'Lost.' } as const;
    const { targets, text } = flowDiagram(model, { markers: [marker] });
    const badge = targets.find(({ id }) => id === 'unhandled__Out__A__onIn');
    expect(badge).toMatchObject({ span: emission.span, markers: [marker], on: { first: 2, end: 4 } });
    expect(targets.filter(({ markers }) => markers.length > 0)).toEqual([badge]);
    expect(text).toContain('*Out #8594; nobody*\n*#9888;\ufe0e unhandled#45;event*');
  });

  test('an alternative that leads nowhere ends beside the choice; what else it does is said there', () => {
    const model = choreography('Loose', [
      actor('User', { emits: ['In'], receives: ['Out'] }),
      service('A', [on('In', { label: 'take', to: oneOf('Out', 'Lost', ['Out', 'Gone']) })]),
    ]);
    const { text } = flowDiagram(model);
    expect(text).toContain('rest__A__take__2(["`*Lost #8594; nobody*`"])');
    expect(badgesOf(model)).toEqual([
      ['unhandled__Lost__A__take__2', { id: 'rest__A__take__2', first: 0, end: 1 }],
      ['unhandled__Gone__A__take__3', { id: 'm__Out__or__A__take__to__User', first: 1, end: 2 }],
    ]);
  });

  test('what a join that gives up emits to nobody is said on the join', () => {
    const model = choreography('Loose', [
      actor('User', { emits: ['One', 'Other'] }),
      service('A', [on('One and Other', { label: 'both', within: ['2h', oneOf('Late')] })]),
    ]);
    expect(flowDiagram(model).text).toContain('*not within 2h#58; Late #8594; nobody*');
    expect(flowDiagram(model).targets.map(({ element }) => element)).not.toContain('choice');
  });

  test('where a service is one node, a few are named and more are counted', () => {
    const reactions = (count: number) =>
      Array.from({ length: count }, (_, index) => on('In', { label: `r${index}`, to: oneOf(`Out${index}`) }));
    const drawn = (count: number) =>
      flowDiagram(choreography('Loose', [actor('User', { emits: ['In'] }), service('A', reactions(count))]), {
        detail: 'services',
      });
    expect(drawn(2).text).toContain('*Out0 #8594; nobody*\n*Out1 #8594; nobody*');
    expect(drawn(3).text).toContain('*3 dead ends*');
    expect(drawn(3).targets.find(({ element }) => element === 'badge')?.title).toContain('Out2');
  });

  test('what an actor receives does not end loose', () => {
    const model = choreography('Received', [
      actor('User', { emits: ['In'], receives: ['Out'] }),
      service('A', [on('In', { to: oneOf('Out') })]),
    ]);
    expect(flowDiagram(model).text).not.toContain('unhandled');
  });

  test('what an entry answers leads to who sends the answer', () => {
    const model = choreography('Answers', [
      actor('Staff', { emits: ['Packed after Placed or Paid'] }),
      service('A', [on('In', { label: 'place', to: oneOf('Placed') }), on('Packed')], {
        emits: ['In', 'Lost? after In'],
      }),
    ]);
    const { text, targets } = flowDiagram(model);
    expect(targets.flatMap(({ element, id }) => (element === 'edge' ? [id] : []))).toEqual([
      'm__Packed__from__Staff__r__A__onPacked',
      'm__In__start__A__in',
      'm__In__start__A__out',
      'm__In__r__A__place__out',
      'm__Placed__r__A__place__from__Staff',
    ]);
    expect(text).toContain('*answered by Packed*');
    expect(badgesOf(model).map(([id]) => id)).toEqual(['unsent__Paid__Staff', 'unhandled__Lost__A']);
    expect(targets.find(({ id }) => id === 'm__Placed__r__A__place__from__Staff')?.title).toBe(
      'Placed → Staff, which emits Packed after Placed or Paid',
    );
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
