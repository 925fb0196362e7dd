/** The table of the ways to end. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { choreo, folderOf } from './support/command.ts';

const keyed = (names: readonly string[]) => names.map(name => `event ${name} { key id: uuid }\n`).join('');

function tableOf(output: string): string {
  const [, table = 'no table'] = /^(Ways to end[\s\S]*?)\n\n(?!Ways)/m.exec(output) ?? [];
  return table;
}

async function verified(model: string, ...options: readonly string[]): Promise<string> {
  const { stdout } = await choreo(['verify', ...options], { cwd: folderOf({ 'm.choreo': model }) });
  return stdout;
}

test('the table of docs/verification.md is real', async () => {
  const page = readFileSync(new URL('../../../docs/verification.md', import.meta.url), 'utf8');
  const [, section = ''] = /## The ways to end([\s\S]*?)\n## /.exec(page) ?? [];
  const [, model = '', table = ''] = /```choreo\n([\s\S]*?)```[\s\S]*?```\n([\s\S]*?)```/.exec(section) ?? [];
  expect(tableOf(await verified(model))).toBe(table.trimEnd());
});

const twoParts = `choreography Two
${keyed(['A', 'B', 'X', 'Y'])}
actor Outside { emits A, B?  receives X, Y }
service One { on A -> X }
service Other { on B -> Y | nothing }
`;

test('independent parts have a table each', async () => {
  expect(tableOf(await verified(twoParts))).toBe(
    [
      'Ways to end after A:',
      '  Exits   Steps',
      '  X       1',
      '',
      'Ways to end after B:',
      '  Exits     Steps',
      '  no exit   0',
      '  Y         1',
    ].join('\n'),
  );
  const json = JSON.parse(await verified(twoParts, '--format', 'json'));
  expect(json.choreographies[0]).toMatchObject({
    ends: [
      { part: ['A'], exits: ['X'], trace: [{ service: 'One', consumes: ['A'] }] },
      { part: ['B'], exits: [], trace: [] },
      { part: ['B'], exits: ['Y'], trace: [{ service: 'Other', consumes: ['B'] }] },
    ],
    endsComplete: true,
  });
});

const many = `choreography Many
${keyed(['A', 'X', 'Y'])}
actor Outside { emits A  receives X, Y }
service S {
  state n: 0..9
  on A -> X & set n = 1 | X & set n = 2 | X & set n = 3 | Y & set n = 4
}
`;

test('those beyond the wanted number are counted by their exits', async () => {
  expect(tableOf(await verified(many, '--ends', '2'))).toBe(
    [
      'Ways to end:',
      '  Exits   States    Steps',
      '  X       S.n = 1   1',
      '  Y       S.n = 4   1',
      '  … 2 more with X',
      '  A larger `--ends` lists them too.',
    ].join('\n'),
  );
  expect(tableOf(await verified(many, '--ends', '0'))).toBe('no table');
  const json = JSON.parse(await verified(many, '--ends', '2', '--format', 'json'));
  expect(json.choreographies[0]).toMatchObject({ endsComplete: true, moreEnds: [{ exits: ['X'], count: 2 }] });
});

test('without redelivery, and only a part', async () => {
  const redelivered = tableOf(await verified(many.replace('emits A ', 'emits A* '), '--redeliveries', '1'));
  expect(redelivered).toMatch(/^Ways to end without redelivery, at least these \(A at most twice\):/);
});

test('wide tables are broken between exits and between states', async () => {
  const names = Array.from({ length: 6 }, (_, index) => `SomethingThatHasHappened${index}`);
  const states = names.map((_, index) => `state remembered${index}: boolean`).join('\n  ');
  const sets = names.map((_, index) => `set remembered${index} = true`).join(' & ');
  const output = await verified(`choreography Wide
${keyed(['A', ...names])}
actor Outside { emits A  receives ${names.join(', ')} }
service Rememberer {
  ${states}
  on A -> ${names.join(' & ')} & ${sets}
}
`);
  const lines = tableOf(output).split('\n');
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(100);
  expect(lines.slice(2, 4)).toEqual([
    '  SomethingThatHasHappened0 +                   Rememberer.remembered0 = true,                 1',
    '  SomethingThatHasHappened1 +                   Rememberer.remembered1 = true,',
  ]);
});
