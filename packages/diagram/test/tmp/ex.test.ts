import { test } from 'vitest';
import { readFileSync, readdirSync } from 'node:fs';
import { checkTexts } from '../../../language/src/index.ts';
import { verify, createSimulation } from '@choreo/analysis';
import { launchChromium } from '../support/chromium.ts';
import { openMermaidPage } from '../support/mermaid-page.ts';
import { sequenceDiagram, compareRuns, flowElementsOf } from '../../src/index.ts';
test('x', { timeout: 200000 }, async () => {
  const b = await launchChromium();
  const m = await openMermaidPage(b);
  for (const dark of [false, true]) {
    await m.page.evaluate(dark => {
      mermaid.initialize({
        startOnLoad: false,
        securityLevel: 'strict',
        theme: dark ? 'dark' : 'default',
        maxTextSize: 2e6,
        sequence: { useMaxWidth: false },
      });
      document.body.style.background = dark ? '#1e1e1e' : '#fff';
    }, dark);
    for (const ex of ['eshop', 'order-fulfilment', 'travel-booking']) {
      const dir = `/work/main/examples/${ex}`;
      const files = readdirSync(dir)
        .filter(f => f.endsWith('.choreo'))
        .map(f => ({ uri: `file://${dir}/${f}`, text: readFileSync(`${dir}/${f}`, 'utf8') }));
      const [c] = await checkTexts(files);
      const model = c!.choreography;
      const run = createSimulation(model, { seed: 4 }).toEnd(40);
      const d = sequenceDiagram(model, run);
      if (!dark) console.log(ex, run.steps.length, d.text);
      await m.render(d.text);
      await m.page
        .locator('svg')
        .first()
        .screenshot({ path: `/tmp/dg/ex-${ex}${dark ? '-dark' : ''}.png` });
      if (dark) continue;
      console.log(
        run.steps
          .map((_, i) => JSON.stringify(flowElementsOf(model, run, i)))
          .join('\n')
          .slice(0, 1500),
      );
      const v = verify(model, { maxStates: 100000 });
      console.log(
        v.verdicts
          .filter(x => x.status === 'violated')
          .map(x => `${x.code} ${x.badStep}/${x.run?.steps.length} ${x.other ? 'other' : ''}`)
          .join('\n'),
      );
      const two = v.verdicts.find(x => x.run && x.other);
      if (two?.run && two.other) {
        const p = compareRuns(model, two.run, two.other, { run: { framed: true }, other: { framed: true } });
        console.log(p.difference, p.firstDifference);
        for (const [n, t] of [
          ['a', p.run],
          ['b', p.other],
        ] as const) {
          await m.render(t.text);
          await m.page
            .locator('svg')
            .first()
            .screenshot({ path: `/tmp/dg/ex-${ex}-cmp-${n}.png` });
        }
      }
    }
  }
  await b.close();
});
