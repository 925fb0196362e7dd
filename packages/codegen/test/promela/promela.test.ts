/** Models for Spin, held against files; UPDATE_GOLDEN=1 records them anew. That Spin reads them is tested where it runs. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { exportFormats, promelaOf } from '../../src/index.ts';
import { hostileModel } from '../support/hostile.ts';
import { allModels, parseOne } from '../support/models.ts';

const golden = fileURLToPath(new URL('golden/', import.meta.url));
const all = await allModels();
// `Everything` is too long to be looked through; that Spin reads it is tested, too.
const models = new Map([...all].filter(([name]) => name !== 'Everything'));

describe('models for Spin', () => {
  test.each([...models.keys()])('%s', name => {
    const choreography = models.get(name);
    if (!choreography) throw new Error(`No model ${name}`);
    const { text, problems } = promelaOf(choreography);
    expect(problems).toEqual([]);
    const path = join(golden, `${name}.pml`);
    if (process.env['UPDATE_GOLDEN']) {
      mkdirSync(golden, { recursive: true });
      writeFileSync(path, text);
    }
    expect(text).toBe(existsSync(path) ? readFileSync(path, 'utf8') : '');
  });

  test('no file is left over', () => {
    expect(readdirSync(golden).sort()).toEqual([...models.keys()].map(name => `${name}.pml`).sort());
  });

  test('are plain letters, whatever the names', () => {
    const { text } = promelaOf(hostileModel(), { redeliveries: 1, cases: 2 });
    const statements = text.replace(/"[^"\n]*"/g, '""').replace(/\/\*.*?\*\//g, '');
    expect(statements).toMatch(/^[\n -~]*$/);
    expect(statements).not.toMatch(/\/\*|\*\//);
  });

  test('say how often each message left, and what each assertion and formula stands for', async () => {
    const shop = await parseOne(`
      event Placed { key id: uuid }
      event Shipped { key id: uuid }
      event Lost { key id: uuid }
      actor Customer { emits Placed receives Shipped, Lost }
      service Shop { on Placed -> Shipped | Lost }
      property "all is well" { Shipped excludes Lost Placed leads to Shipped always Shipped }
    `);
    const model = promelaOf(shop);
    expect(model.exits).toEqual(['Shipped', 'Lost']);
    expect(model.assertions.map(({ text }) => text)).toEqual(['(happened_Shipped == 0) || (happened_Lost == 0)']);
    expect(model.formulas.map(({ text, sentence }) => [text, sentence.kind])).toEqual([
      ['leads_to_1', 'leads-to'],
      ['always_2', 'always'],
    ]);
    for (const { text } of model.formulas) expect(model.text).toContain(`ltl ${text} {`);
    expect(model.text).toContain(
      String.raw`printf("at rest: Shipped %d, Lost %d\n", happened_Shipped, happened_Lost);`,
    );
  });
});

describe('what cannot be written', () => {
  test('a join that would tell too many combinations apart', async () => {
    const fields = Array.from({ length: 4 }, (_, index) => `f${index}: boolean`).join(' ');
    const conditions = ['A', 'B', 'C'].flatMap(name => Array.from({ length: 4 }, (_, index) => `${name}.f${index}`));
    const model = await parseOne(`
      event A { key id: uuid ${fields} }
      event B { key id: uuid ${fields} }
      event C { key id: uuid ${fields} }
      event Done { key id: uuid }
      actor User { emits A, B, C receives Done }
      service S { pack: on A and B and C when ${conditions.join(' or ')} -> Done }
    `);
    const { problems, text } = promelaOf(model);
    expect(problems.map(({ message }) => message)).toEqual([
      '`S.pack` compares too much of what its messages carry: in the export it may go either way whatever they carry. Ask less in its conditions.',
    ]);
    expect(text.length).toBeLessThan(200_000);
  });

  test('several values of a further key', async () => {
    const model = await parseOne(`
      event Opened { key batchId: uuid }
      event Queued { key batchId: uuid  key jobId: uuid }
      actor Clerk { emits Opened }
      service Batch { open: on Opened -> Queued+ }
      service Worker { work: on Queued }
    `);
    expect(exportFormats.promela.write(model, {}).problems.map(({ message }) => message)).toEqual([
      'A case can have several `jobId`, but in the export it has one, so that what is kept for each is kept once. Verify this choreography with `choreo verify`.',
    ]);
  });
});
