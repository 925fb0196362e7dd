/** With any run and any names, Mermaid reads the picture of the run, and the data matches the text. */
import fc from 'fast-check';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drawn } from '../../model/test/randomness.ts';
import { compareRuns, flowDiagram, flowLights, sequenceDiagram, type SequenceDiagram } from '../src/index.ts';
import { anyNames } from './support/any-names.ts';
import { launchChromium } from './support/chromium.ts';
import { openMermaidPage, type MermaidPage } from './support/mermaid-page.ts';
import { chain, everything, hostile, orderFulfilment } from './support/models.ts';
import { playToEnd } from './support/runs.ts';

let browser: Browser;
let mermaid: MermaidPage;
beforeAll(async () => {
  browser = await launchChromium();
  mermaid = await openMermaidPage(browser);
});
afterAll(() => browser.close());

const model = fc.oneof(
  { weight: 3, arbitrary: anyNames.map(names => hostile(names)) },
  fc.constantFrom(everything(), orderFulfilment(), chain(5)),
);
const step = fc.option(fc.nat(8), { nil: undefined });
const played = fc.record({
  model,
  seed: fc.integer({ min: 1, max: 1000 }),
  redeliveries: fc.nat(2),
  cases: fc.constantFrom(1, 2),
  most: fc.nat(15),
  current: step,
  upTo: step,
  bad: step,
  reason: fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.lorem()),
});

type Played = typeof played extends fc.Arbitrary<infer T> ? T : never;

function draw({ model: choreography, seed, redeliveries, cases, most, ...marks }: Played): SequenceDiagram {
  const run = playToEnd(choreography, { seed, redeliveries, cases }, most);
  return sequenceDiagram(choreography, run, {
    ...(marks.current !== undefined && { current: marks.current }),
    ...(marks.upTo !== undefined && { upTo: marks.upTo }),
    ...(marks.bad !== undefined && { bad: { step: marks.bad, reason: marks.reason } }),
  });
}

test('Mermaid reads every text', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(played, { minLength: 12, maxLength: 12 }), async batch => {
      const texts = batch.map(one => draw(one).text);
      expect(await mermaid.parse(texts)).toEqual(texts.map(() => undefined));
    }),
    drawn(1, 25),
  );
  expect(await mermaid.wasHit()).toBe(false);
});

test('Mermaid draws them, and nothing in them runs', async () => {
  await fc.assert(
    fc.asyncProperty(played, async one => {
      const { dangers } = await mermaid.render(draw(one).text);
      expect(dangers).toEqual([]);
    }),
    drawn(2, 12),
  );
  expect(await mermaid.wasHit()).toBe(false);
});

test('every arrow and note is one step’s, in its lines', () => {
  fc.assert(
    fc.property(played, one => {
      const { text, steps, ending, lanes } = draw(one);
      const lines = text.split('\n');
      const parts = [...steps, ...(ending ? [ending] : [])];
      const ids = parts.flatMap(({ elements }) => elements);
      expect(new Set(ids).size).toBe(ids.length);
      for (const { lines: range, arrows, notes, frame } of parts) {
        const own = lines.slice(range.first - 1, range.last);
        expect(own).toHaveLength(arrows.length + notes.length + (frame === undefined ? 0 : 2));
        expect(own.filter(line => line.trim().startsWith('Note over '))).toHaveLength(notes.length);
      }
      expect(new Set(lanes.map(({ id }) => id)).size).toBe(lanes.length);
      expect(lines.slice(1, lanes.length + 1).every(line => /^ {2}(actor|participant) /.test(line))).toBe(true);
    }),
    drawn(3, 300),
  );
});

test('two runs have the same lanes, and the same text until they part', () => {
  fc.assert(
    fc.property(played, fc.integer({ min: 1, max: 1000 }), ({ model: choreography, seed, most }, otherSeed) => {
      const [run, other] = [seed, otherSeed].map(each => playToEnd(choreography, { seed: each }, most));
      if (!run || !other) throw new Error('Both runs are there.');
      const compared = compareRuns(choreography, run, other);
      expect(compared.run.lanes).toEqual(compared.other.lanes);
      const same = compared.firstDifference ?? run.steps.length;
      expect(compared.run.text === compared.other.text).toBe(compared.difference === 'none');
      if (compared.difference === 'entries') return;
      const head = ({ text, steps }: SequenceDiagram) => text.split('\n').slice(0, steps[same - 1]?.lines.last ?? 1);
      expect(head(compared.run)).toEqual(head(compared.other));
    }),
    drawn(4, 200),
  );
});

test('what a step lights is in the flow diagram', () => {
  fc.assert(
    fc.property(played, fc.constantFrom('full' as const, 'services' as const), (one, detail) => {
      const run = playToEnd(one.model, { seed: one.seed, redeliveries: one.redeliveries }, one.most);
      const ids = new Set(flowDiagram(one.model, { detail }).targets.map(({ id }) => id));
      const lights = flowLights(one.model, { detail });
      run.steps.forEach((taken, index) => {
        const { taken: came, fired, sent } = lights.elementsOf(run, index);
        for (const id of [...came, ...fired, ...sent]) expect(ids).toContain(id);
        const isDone = taken.firings.length + taken.collectedBy.length > 0;
        expect(fired.length > 0).toBe(isDone);
        expect(came.length > 0 || detail === 'services' || taken.kind !== 'deliver').toBe(true);
      });
    }),
    drawn(5, 100),
  );
});
