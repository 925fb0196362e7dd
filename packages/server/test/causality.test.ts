/** The call hierarchy over files and choreographies, with the cursor at `<|>`: what leads to something, and what follows from it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { incoming, incomingTexts, itemAt, outgoing, outgoingTexts } from './support/calls.ts';
import { TestEditor } from './support/editor.ts';

const events = `choreography Shop uses Billing
event Placed { key id: uuid }
event Packed { key id: uuid }
event Reminded { key id: uuid }
event Expired { key id: uuid }
event Withdrawn { key id: uuid }
event Swept { key id: uuid }
`;

const services = `choreography Shop uses Billing
actor Customer {
  emits Placed, Withdrawn? after Packed
  receives Packed
}
service Orders {
  remind: on Placed -> Reminded after 10m
  ready: on Placed and Billing.Paid within 30m else Expired -> Packed | Packed & Reminded
  stop: on Billing.Paid -> cancel Reminded
  every 1h -> Swept
}
service Archive {
  on Packed or Expired at most 3 times else Swept
  keep: on Withdrawn { when true -> nothing else retry 5 times then Swept }
}
`;

const billing = `choreography Billing
event Paid { key id: uuid }
external service Bank { emits Paid }
`;

async function open(files: Record<string, string>): Promise<TestEditor> {
  return TestEditor.open({ 'events.choreo': events, 'services.choreo': services, 'billing.choreo': billing, ...files });
}

function marked(text: string, at: string): string {
  return text.replace(at.replace('<|>', ''), at);
}

async function itemOf(file: string, text: string, at: string) {
  const editor = await open({ [file]: marked(text, at) });
  const item = await itemAt(editor, file);
  return { editor, item };
}

describe('where it begins', () => {
  const nameAt = async (at: string): Promise<string> => {
    const { item } = await itemOf('services.choreo', services, at);
    return item ? `${item.name} (${item.detail})` : 'nothing';
  };

  test('at an event, wherever it is named', async () => {
    const { item } = await itemOf('events.choreo', events, 'event Pa<|>cked');
    expect(item).toMatchObject({ name: 'Packed', detail: 'event', uri: 'file:///workspace/events.choreo' });
    expect(await nameAt('receives Pa<|>cked')).toBe('Packed (event)');
    expect(await nameAt('-> Remin<|>ded after')).toBe('Reminded (event)');
    expect(await nameAt('Billing.Pa<|>id within')).toBe('Paid (event)');
  });

  test('at a label, and at what has no name', async () => {
    expect(await nameAt('rem<|>ind: on')).toBe('Orders.remind (on Placed)');
    expect(await nameAt('  o<|>n Packed or')).toBe('Archive.onPackedOrExpired (on Packed or Expired)');
    expect(await nameAt('with<|>in 30m')).toBe('Orders.ready (on Placed and Billing.Paid)');
    expect(await nameAt('eve<|>ry 1h')).toBe('Orders (every 1h)');
  });

  test('at a service or an actor', async () => {
    expect(await nameAt('service Arch<|>ive')).toBe('Archive (service)');
    expect(await nameAt('actor Cust<|>omer')).toBe('Customer (actor)');
  });

  test('nowhere else', async () => {
    const { item } = await itemOf('events.choreo', events, 'key i<|>d: uuid');
    expect(item).toBeUndefined();
  });
});

describe('what leads to it', () => {
  const leadingTo = async (file: string, text: string, at: string): Promise<string[]> => {
    const { editor, item } = await itemOf(file, text, at);
    return item ? incomingTexts(editor, item) : ['nothing'];
  };

  test('an event: its emissions, one call for each way, at their places', async () => {
    expect(await leadingTo('events.choreo', events, 'event Pa<|>cked')).toEqual([
      'Orders.ready (on Placed and Billing.Paid) services.choreo:8:64 services.choreo:8:73',
    ]);
    expect(await leadingTo('events.choreo', events, 'event Exp<|>ired')).toEqual([
      'Orders.ready (on Placed and Billing.Paid · within 30m else) services.choreo:8:53',
    ]);
  });

  test('timers, `cancel`, schedules, limits and refusals', async () => {
    expect(await leadingTo('events.choreo', events, 'event Rem<|>inded')).toEqual([
      'Orders.remind (on Placed · after 10m) services.choreo:7:24',
      'Orders.ready (on Placed and Billing.Paid) services.choreo:8:82',
      'Orders.stop (on Billing.Paid · cancel) services.choreo:9:35',
    ]);
    expect(await leadingTo('events.choreo', events, 'event Sw<|>ept')).toEqual([
      'Orders (every 1h) services.choreo:10:15',
      'Archive.onPackedOrExpired (on Packed or Expired · at most 3 times else) services.choreo:13:45',
      'Archive.keep (on Withdrawn · else retry 5 times then) services.choreo:14:69',
    ]);
  });

  test('what comes from outside, and what it answers', async () => {
    const { editor, item } = await itemOf('events.choreo', events, 'event With<|>drawn');
    const [call] = item ? await incoming(editor, item) : [];
    expect(call?.from).toMatchObject({ name: 'Customer', detail: 'emits Withdrawn? after Packed' });
    expect(call && (await incomingTexts(editor, call.from))).toEqual(['Packed (event) events.choreo:3:7']);
  });

  test('over a used choreography, and on to the beginning', async () => {
    const { editor, item } = await itemOf('services.choreo', services, 'sto<|>p: on');
    const [paid] = item ? await incoming(editor, item) : [];
    expect(paid?.from).toMatchObject({ name: 'Billing.Paid', uri: 'file:///workspace/billing.choreo' });
    const [bank] = paid ? await incoming(editor, paid.from) : [];
    expect(bank?.from).toMatchObject({ name: 'Bank', detail: 'emits Paid' });
    expect(bank && (await incoming(editor, bank.from))).toEqual([]);
  });

  test('a service: all that it hears', async () => {
    expect(await leadingTo('services.choreo', services, 'service Ord<|>ers')).toEqual([
      'Placed (event) events.choreo:2:7',
      'Billing.Paid (event) billing.choreo:2:7',
    ]);
  });
});

describe('what follows from it', () => {
  const following = async (file: string, text: string, at: string): Promise<string[]> => {
    const { editor, item } = await itemOf(file, text, at);
    return item ? outgoingTexts(editor, item) : ['nothing'];
  };

  test('an event: reactions, whoever receives it, and what answers it', async () => {
    expect(await following('events.choreo', events, 'event Pa<|>cked')).toEqual([
      'Customer (emits Withdrawn? after Packed) events.choreo:3:7',
      'Customer (receives Packed) events.choreo:3:7',
      'Archive.onPackedOrExpired (on Packed or Expired) events.choreo:3:7',
    ]);
  });

  test('an event of a choreography that others use', async () => {
    expect(await following('billing.choreo', billing, 'event Pa<|>id')).toEqual([
      'Orders.ready (on Placed and Billing.Paid) billing.choreo:2:7',
      'Orders.stop (on Billing.Paid) billing.choreo:2:7',
    ]);
  });

  test('a reaction: what it emits, and what it cancels', async () => {
    expect(await following('services.choreo', services, 'rea<|>dy: on')).toEqual([
      'Expired (within 30m else) services.choreo:8:53',
      'Packed (event) services.choreo:8:64 services.choreo:8:73',
      'Reminded (event) services.choreo:8:82',
    ]);
    expect(await following('services.choreo', services, 'st<|>op: on')).toEqual([
      'Reminded (cancel) services.choreo:9:35',
    ]);
  });

  test('a service: all that it emits', async () => {
    expect(await following('services.choreo', services, 'service Arch<|>ive')).toEqual([
      'Swept (at most 3 times else) services.choreo:13:45',
      'Swept (else retry 5 times then) services.choreo:14:69',
    ]);
  });

  test('any number of hops, around a cycle too', async () => {
    const loop =
      'choreography Loop\nevent A { key id: uuid }\nevent B { key id: uuid }\nservice S { a: on A -> B b: on B -> A }\n';
    const editor = await TestEditor.open({ 'a.choreo': marked(loop, 'event <|>A') });
    let item = await itemAt(editor, 'a.choreo');
    const names: string[] = [];
    for (let hop = 0; hop < 8 && item; hop++) {
      names.push(item.name);
      const [call] = await outgoing(editor, item);
      item = call?.to;
    }
    expect(names).toEqual(['A', 'S.a', 'B', 'S.b', 'A', 'S.a', 'B', 'S.b']);
  });

  test('nothing of what has gone since, and nothing unknown', async () => {
    const { editor, item } = await itemOf('services.choreo', services, 're<|>mind: on');
    await editor.type('services.choreo', 'choreography Shop\nservice Orders { on Nonsense -> }');
    expect(item && (await outgoing(editor, item))).toEqual([]);
    await editor.type(
      'services.choreo',
      'choreography Shop\nservice Orders { re<|>mind: on Nonsense and Placed -> Nothing2 & Packed }',
    );
    const broken = await itemAt(editor, 'services.choreo');
    expect(broken && (await outgoing(editor, broken)).map(({ to }) => to.name)).toEqual(['Packed']);
    expect(broken && (await incoming(editor, broken)).map(({ from }) => from.name)).toEqual(['Placed']);
  });
});

describe('every name of the examples', () => {
  const examples = join(import.meta.dirname, '../../../examples');
  const files = readdirSync(examples, { recursive: true, encoding: 'utf8' }).filter(path => path.endsWith('.choreo'));

  test('has hops that lead back to it, at places inside the one that makes them', async () => {
    const texts = Object.fromEntries(files.map(path => [path, readFileSync(join(examples, path), 'utf8')]));
    const editor = await TestEditor.open(texts);
    let hops = 0;
    for (const [file, text] of Object.entries(texts)) {
      for (const { index } of text.matchAll(/(?<=^(?:event|command|service|actor) )\w|(?<=^ {2})\w+(?=: on )/gm)) {
        editor.moveTo(file, index);
        const item = await itemAt(editor, file);
        expect(item, `${file} at ${index}`).toBeDefined();
        if (!item) continue;
        for (const { to, fromRanges } of await outgoing(editor, item)) {
          hops++;
          for (const range of fromRanges) expectInside(range, item.range);
          const back = await incoming(editor, to);
          const isBack = back.some(({ from }) => isSame(from.name, item.name));
          expect(isBack, `${to.name} back to ${item.name}`).toBe(true);
          for (const { from, fromRanges: places } of back) for (const range of places) expectInside(range, from.range);
        }
      }
    }
    expect(hops).toBeGreaterThan(100);
  });
});

/** `A` at home is `Billing.A` elsewhere, and what `Orders` does is done by `Orders.pack`. */
function isSame(found: string, name: string): boolean {
  return found === name || found.startsWith(`${name}.`) || found.endsWith(`.${name}`);
}

interface Lines {
  readonly start: { readonly line: number };
  readonly end: { readonly line: number };
}

function expectInside(inner: Lines, outer: Lines): void {
  expect(inner.start.line).toBeGreaterThanOrEqual(outer.start.line);
  expect(inner.end.line).toBeLessThanOrEqual(outer.end.line);
}
