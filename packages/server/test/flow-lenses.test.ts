/** Lenses about the flow, and the places that they and the commands lead to. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { eventually } from '../../model/test/eventually.ts';
import { registerNavigation } from '../src/navigation/register-navigation.ts';
import { flowPlacesRequest } from '../src/protocol/navigation.ts';
import type { FlowPlaces, FlowPosition, FlowRole } from '../src/protocol/navigation.ts';
import { placeOf, TestEditor, uriOf } from './support/editor.ts';

const events = `choreography Shop
event Placed { key id: uuid }
event Packed { key id: uuid }
event Lost { key id: uuid }
event Withdrawn { key id: uuid }
`;

const services = `choreography Shop
actor Customer { emits Placed, Withdrawn? after Packed receives Packed }
service Orders {
  pack: on Placed { when true -> Packed else -> Packed }
  on Withdrawn -> cancel Packed
}
service Idle {
}
channel main { carries Placed, Packed }
property "packs" { Placed leads to Packed  always Packed }
scenario "one" { given Placed choose Orders.pack -> Packed expect Packed }
`;

const other = `choreography Billing uses Shop
service Bills { on Shop.Packed -> nothing }
`;

const texts = { 'events.choreo': events, 'services.choreo': services, 'billing.choreo': other };

async function open(
  files: Readonly<Record<string, string>> = texts,
  settings: Readonly<Record<string, unknown>> = {},
): Promise<TestEditor> {
  return TestEditor.open(files, { handlers: [registerNavigation], settings: { ...settings } });
}

describe('lenses', () => {
  test('above each message say who emits and handles it, in used choreographies too', async () => {
    const editor = await open();
    expect(await editor.lenses('events.choreo')).toEqual([
      '2 1 emitter',
      '2 1 handler',
      '2 show flow',
      '3 1 emitter',
      '3 3 handlers',
      '3 show flow',
      '4 no emitters',
      '4 no handlers',
      '4 show flow',
      '5 1 emitter',
      '5 1 handler',
      '5 show flow',
    ]);
  });

  test('above each service and actor say what it does', async () => {
    const editor = await open();
    expect(await editor.lenses('services.choreo')).toEqual([
      '2 emits 2',
      '2 receives 1',
      '2 show flow',
      '3 2 reactions',
      '3 emits 1',
      '3 hears 2',
      '3 show flow',
      '7 no reactions',
      '7 emits nothing',
      '7 hears nothing',
      '7 show flow',
    ]);
  });

  test('get their words only when they come into sight, and lead to where they stand', async () => {
    const editor = await open();
    const lenses = await editor.allLenses('events.choreo');
    expect(lenses.every(({ command }) => command === undefined)).toBe(true);
    const commands = await Promise.all(lenses.slice(0, 3).map(lens => editor.resolvedLens(lens)));
    const at: FlowPosition = { uri: uriOf('events.choreo'), position: { line: 1, character: 6 } };
    expect(commands.map(({ command }) => command)).toEqual([
      { title: '1 emitter', command: 'choreo.showEmitters', arguments: [at] },
      { title: '1 handler', command: 'choreo.showHandlers', arguments: [at] },
      { title: 'show flow', command: 'choreo.showFlow', arguments: [at] },
    ]);
  });

  test('follow changes of other files', async () => {
    const editor = await open();
    await eventually(async () => expect(editor.lensRefreshes).toBe(1));
    await editor.type('services.choreo', services.replace('service Idle {', 'service Idle { on Lost -> nothing'));
    await eventually(async () => expect(editor.lensRefreshes).toBe(2));
    expect(await editor.lenses('events.choreo')).toContain('4 1 handler');
  });

  test('can be switched off, each kind alone', async () => {
    const editor = await open(texts, { codeLens: { messages: false } });
    expect(await editor.lenses('events.choreo')).toEqual([]);
    expect(await editor.lenses('services.choreo')).not.toEqual([]);
    await editor.configure({ codeLens: { services: false } });
    expect(await editor.lenses('events.choreo')).not.toEqual([]);
    expect(await editor.lenses('services.choreo')).toEqual([]);
  });

  test('stand above broken declarations without a fault', async () => {
    const editor = await open({
      'a.choreo': 'event\nevent A\nservice { on }\nservice S { on A -> B & }\nactor\nevent A',
    });
    const lenses = await editor.lenses('a.choreo');
    expect(lenses).toContain('4 1 reaction');
    expect(editor.log).toEqual([]);
  });

  test('of what has gone when they come into sight are empty', async () => {
    const editor = await open();
    const [, , , fourth] = await editor.allLenses('services.choreo');
    await editor.type('services.choreo', 'choreography Shop\n');
    expect(fourth && (await editor.resolvedLens(fourth)).command?.title).toBe('');
  });
});

describe('places', () => {
  const placesAt = async (at: string): Promise<FlowPlaces | null> => {
    const editor = await open({ ...texts, 'services.choreo': services.replace(at.replace('<|>', ''), at) });
    return editor.askAtCursor('choreo/flow/places', 'services.choreo').then(() => {
      const before = services.slice(0, services.indexOf(at.replace('<|>', '')) + at.indexOf('<|>')).split('\n');
      const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
      return editor.ask(flowPlacesRequest, { uri: uriOf('services.choreo'), position });
    });
  };
  const of = (found: FlowPlaces | null, role: FlowRole): string[] =>
    (found?.places ?? [])
      .filter(place => place.role === role)
      .map(({ place, within }) => `${placeOf(place)} ${within}`);

  test('of a message are parted', async () => {
    const found = await placesAt('-> Pac<|>ked else');
    expect(found).toMatchObject({ kind: 'message', name: 'Packed', focus: { kind: 'message', id: 'Packed' } });
    expect(of(found, 'emits')).toEqual(['services.choreo:4:34 Orders.pack', 'services.choreo:4:49 Orders.pack']);
    expect(of(found, 'reacts')).toEqual(['billing.choreo:2:25 Bills.onPacked', 'services.choreo:2:49 Customer']);
    expect(of(found, 'receives')).toEqual(['services.choreo:2:65 Customer']);
    expect(of(found, 'says')).toEqual([
      'services.choreo:10:36 property packs',
      'services.choreo:10:51 property packs',
      'services.choreo:11:53 scenario one',
      'services.choreo:11:67 scenario one',
    ]);
    expect(of(found, 'else')).toEqual(['services.choreo:5:26 Orders.onWithdrawn', 'services.choreo:9:32 channel main']);
    expect(found?.places[0]?.line).toBe('service Bills { on Shop.Packed -> nothing }');
  });

  test('of a service and of a reaction', async () => {
    const service = await placesAt('service Or<|>ders');
    expect(service).toMatchObject({ kind: 'participant', name: 'Orders' });
    expect(of(service, 'reactions')).toEqual([
      'services.choreo:4:3 Orders.pack',
      'services.choreo:5:3 Orders.onWithdrawn',
    ]);
    expect(of(service, 'says')).toEqual(['services.choreo:11:38 scenario one']);
    const reaction = await placesAt('pa<|>ck: on');
    expect(reaction).toMatchObject({
      kind: 'part',
      name: 'Orders.pack',
      focus: { kind: 'participant', name: 'Orders' },
    });
    expect(of(reaction, 'emits')).toHaveLength(2);
    expect(of(reaction, 'says')).toEqual(['services.choreo:11:45 scenario one']);
  });

  test('of a used message focus on the choreography that one is in', async () => {
    const editor = await open();
    const found = await editor.ask(flowPlacesRequest, {
      uri: uriOf('billing.choreo'),
      position: { line: 1, character: 26 },
    });
    expect(found).toMatchObject({ name: 'Shop.Packed', focus: { kind: 'message', id: 'Shop.Packed' } });
    expect(of(found, 'emits')).toHaveLength(2);
  });

  test('of nothing', async () => {
    expect(await placesAt('channel ma<|>in')).toBeNull();
  });

  test('references list the declaration first, then who emits, reacts, receives and says', async () => {
    const editor = await open({ ...texts, 'services.choreo': services.replace('-> Packed else', '-> Pac<|>ked else') });
    const found = await editor.askAtCursor<Parameters<typeof placeOf>[0][]>(
      'textDocument/references',
      'services.choreo',
      {
        context: { includeDeclaration: true },
      },
    );
    expect(found.map(placeOf)).toEqual([
      'events.choreo:3:7',
      'services.choreo:4:34',
      'services.choreo:4:49',
      'services.choreo:2:49',
      'billing.choreo:2:25',
      'services.choreo:2:65',
      'services.choreo:10:36',
      'services.choreo:10:51',
      'services.choreo:11:53',
      'services.choreo:11:67',
      'services.choreo:5:26',
      'services.choreo:9:32',
    ]);
  });
});

test('the counts of all lenses of the examples fit the places that they lead to', async () => {
  const examples = join(import.meta.dirname, '../../../examples');
  const files = readdirSync(examples, { recursive: true, encoding: 'utf8' }).filter(path => path.endsWith('.choreo'));
  const editor = await open(Object.fromEntries(files.map(path => [path, readFileSync(join(examples, path), 'utf8')])));
  let lenses = 0;
  for (const file of files) {
    for (const lens of await editor.allLenses(file)) {
      const { command } = await editor.resolvedLens(lens);
      const [at] = (command?.arguments ?? []) as readonly FlowPosition[];
      expect(at, file).toBeDefined();
      const roles = rolesOf[command?.command ?? ''];
      if (!at || !roles) continue;
      lenses++;
      const found = await editor.ask(flowPlacesRequest, at);
      const there = (found?.places ?? []).filter(({ role }) => roles.includes(role));
      const count = Number(/\d+/.exec(command?.title ?? '')?.[0] ?? 0);
      expect(there.length === 0, `${file}: ${command?.title}`).toBe(count === 0);
      expect(new Set(there.map(({ place }) => JSON.stringify(place))).size).toBeGreaterThanOrEqual(count);
    }
  }
  expect(lenses).toBeGreaterThan(100);
});

const rolesOf: Readonly<Record<string, readonly FlowRole[]>> = {
  'choreo.showEmitters': ['emits'],
  'choreo.showHandlers': ['reacts', 'receives'],
  'choreo.showReactions': ['reactions'],
};
