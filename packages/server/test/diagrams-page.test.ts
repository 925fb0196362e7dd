/** The page about pictures tells the truth: its model is sound but for the findings that it names, and is drawn with what it explains. */
import { readFileSync } from 'node:fs';
import { createSimulation } from '@choreo/analysis/runs';
import { flowDiagram, sequenceDiagram } from '@choreo/diagram';
import { checkTexts } from '@choreo/language';
import { expect, test } from 'vitest';

const page = readFileSync(new URL('../../../docs/diagrams.md', import.meta.url), 'utf8');

test('the model of the page is drawn as the page says', async () => {
  const text = /```choreo\n(.*?)```/su.exec(page)?.[1] ?? '';
  const [checked] = await checkTexts([{ uri: 'file:///parcels.choreo', text }]);
  if (!checked) throw new Error('The page has no model.');
  expect(checked.diagnostics.map(({ severity, code }) => `${severity} ${code}`)).toEqual([
    'warning unhandled-event',
    'info event-cycle',
  ]);
  const diagram = flowDiagram(checked.choreography, { markers: checked.diagnostics });
  expect(diagram.undrawn).toEqual([]);
  const marked = diagram.targets.filter(target => target.markers.length > 0).map(({ id }) => id);
  expect(marked).toEqual([
    'm__TryAgain__r__Returns__retry__r__Courier__deliver',
    'unhandled__LoadingDelayed__Depot__load',
  ]);
  for (const id of ['r__Depot__load', 's__Depot']) expect(diagram.targets.map(target => target.id)).toContain(id);
});

test('the run on the page is the one that its command draws', async () => {
  const text = /```choreo\n(.*?)```/su.exec(page)?.[1] ?? '';
  const [checked] = await checkTexts([{ uri: 'file:///parcels.choreo', text }]);
  if (!checked) throw new Error('The page has no model.');
  const seed = Number(/choreo simulate parcels\.choreo --seed (\d+) --format mermaid/u.exec(page)?.[1]);
  const drawn = sequenceDiagram(checked.choreography, createSimulation(checked.choreography, { seed }).toEnd());
  expect(/```mermaid\n(.*?)```/su.exec(page)?.[1]).toBe(drawn.text);
});
