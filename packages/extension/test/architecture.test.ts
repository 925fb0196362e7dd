/** The dependency rule: a package imports only from a lower floor, and each outside world has named owners. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { clocksIn, unseededIn } from './clocks.ts';
import { importsOf } from './imports.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** The floor of each package; `runtime` stands apart: only generated code imports it. */
const floors: Readonly<Record<string, number>> = {
  model: 0,
  analysis: 1,
  language: 2,
  diagram: 2,
  codegen: 2,
  server: 3,
  cli: 4,
  extension: 4,
};
const packages = [...Object.keys(floors), 'runtime'];

/** The folders whose sources may import from outside of the workspace, as the beginning of paths under `packages`. */
const owners: Readonly<Record<string, readonly string[]>> = {
  langium: ['language/src', 'server/src', 'cli/src'],
  'vscode-languageserver': ['language/src/lsp', 'server/src'],
  'big.js': ['analysis/src/expressions'],
  'jsonc-parser': ['language/src/workspace'],
  vscode: ['extension/src'],
  'vscode-languageclient': ['extension/src'],
  mermaid: ['extension/src/webview'],
  'd3-selection': ['extension/src/webview'],
  'd3-zoom': ['extension/src/webview'],
  commander: ['cli/src'],
  '@noble/hashes': ['codegen/src/output'],
  zod: ['runtime/src', 'extension/src'],
  'node:': ['cli/src', 'server/src/node', 'extension/src/node', 'runtime/src/transports'],
};

/** The outside worlds that a folder inside an owner may not see after all. */
const apart: Readonly<Record<string, readonly string[]>> = {
  'extension/src/webview': ['vscode', 'vscode-languageclient', 'node:'],
};

/** The floors inside `analysis`; `index.ts` and the lists of what is exported stand on top. */
const foldersOfAnalysis: Readonly<Record<string, number>> = {
  text: 0,
  expressions: 1,
  graph: 2,
  satisfiability: 2,
  typing: 3,
  runs: 3,
  checks: 4,
  verification: 4,
};

interface Import {
  /** Under `packages`, with slashes. */
  readonly file: string;
  readonly owner: string;
  readonly module: string;
}

function importsIn(folder: 'src' | 'test'): Import[] {
  return packages.flatMap(owner =>
    globSync(`packages/${owner}/${folder}/**/*.ts`, { cwd: root })
      .map(file => file.replaceAll('\\', '/'))
      .filter(file => !/\/(?:\.out|golden|output|generated)\//.test(file))
      .flatMap(file =>
        importsOf(readFileSync(join(root, file), 'utf8')).map(module => ({
          file: file.slice('packages/'.length),
          owner,
          module,
        })),
      ),
  );
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
}

/** Why a package may not import another, if it may not. */
function climb(from: string, to: string): string | undefined {
  const [lower, upper] = [floors[to], floors[from]];
  if (lower === undefined || upper === undefined) return `${from} and ${to} have nothing to do with one another`;
  return lower < upper ? undefined : `${to} is on floor ${lower}, not below floor ${upper} of ${from}`;
}

function packageName(module: string): string {
  if (module.startsWith('node:')) return 'node:';
  return module
    .split('/')
    .slice(0, module.startsWith('@') ? 2 : 1)
    .join('/');
}

/** What is wrong with the import of a source file, if anything. */
function violation({ file, owner, module }: Import): string | undefined {
  if (module.startsWith('.')) {
    const target = join('packages', file, '..', module).replaceAll('\\', '/');
    const isOwn = target.startsWith(`packages/${owner}/src/`) || target === `packages/${owner}/package.json`;
    return isOwn ? undefined : `${file} reaches out of its package to ${module}`;
  }
  if (module.startsWith('@choreo/')) {
    const to = module.split('/')[1] ?? '';
    const why = climb(owner, to);
    if (why) return `${file} imports ${module}: ${why}`;
    if (owner === 'extension' && to === 'server' && module !== '@choreo/server/protocol') {
      return `${file} imports ${module}: the extension sees only the server's protocol`;
    }
    return undefined;
  }
  const world = packageName(module);
  const owned = owners[world]?.some(folder => file.startsWith(`${folder}/`)) ?? false;
  const kept = Object.entries(apart).some(
    ([folder, worlds]) => file.startsWith(`${folder}/`) && worlds.includes(world),
  );
  return owned && !kept ? undefined : `${file} imports ${module}, which is not its to import`;
}

/** Under `packages`: what an import of a file of the same package names. */
function targetOf({ file, module }: Import): string | undefined {
  return module.startsWith('.') && module.endsWith('.ts') ? join(file, '..', module).replaceAll('\\', '/') : undefined;
}

/** Each list of files of which each imports, types included, the next, and the last the first. */
function cyclesOf(imports: readonly Import[]): readonly (readonly string[])[] {
  const edges = Map.groupBy(imports, ({ file }) => file);
  const done = new Set<string>();
  const cycles: string[][] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) cycles.push(path.slice(path.indexOf(file)));
    if (done.has(file) || path.includes(file)) return;
    for (const one of edges.get(file) ?? []) {
      const target = targetOf(one);
      if (target !== undefined) visit(target, [...path, file]);
    }
    done.add(file);
  };
  for (const file of edges.keys()) visit(file, []);
  return cycles;
}

/** What is wrong with an import between two folders of `analysis`, if anything. */
function climbInAnalysis(one: Import): string | undefined {
  const folderOf = (file = ''): string | undefined => /^analysis\/src\/([^/]+)\//.exec(file)?.[1];
  const [from, to] = [folderOf(one.file), folderOf(targetOf(one))];
  if (from === undefined || from === to) return undefined;
  if (to === undefined) return targetOf(one) && `${one.file} imports ${one.module}, which stands above all folders`;
  const [upper, lower] = [foldersOfAnalysis[from], foldersOfAnalysis[to]];
  if (upper === undefined || lower === undefined) return `${one.file}: ${from} or ${to} has no floor`;
  return lower < upper ? undefined : `${one.file} imports ${one.module}: ${to} is not below ${from}`;
}

describe('the dependency rule', () => {
  const sources = importsIn('src');

  test('no file imports itself by way of others, types included', () => {
    expect(cyclesOf(sources).map(cycle => cycle.join(' -> '))).toEqual([]);
  });

  test('the folders of analysis import only from lower ones', () => {
    expect(sources.map(climbInAnalysis).filter(found => found !== undefined)).toEqual([]);
    const folders = globSync('packages/analysis/src/*/', { cwd: root }).map(path => path.split(/[\\/]/)[3] ?? '');
    expect(folders.sort()).toEqual(Object.keys(foldersOfAnalysis).sort());
  });

  test('is checked on every package', () => {
    expect(
      globSync('packages/*/package.json', { cwd: root })
        .map(path => path.split(/[\\/]/)[1])
        .sort(),
    ).toEqual([...packages].sort());
    for (const name of packages) {
      expect(globSync(`packages/${name}/src/**/*.ts`, { cwd: root }).length, name).toBeGreaterThan(0);
    }
    expect(sources.length).toBeGreaterThan(200);
  });

  test('holds for every import of the sources', () => {
    expect(sources.map(violation).filter(found => found !== undefined)).toEqual([]);
  });

  test('the models for Spin, which judge the engine, take only names and texts from its package', () => {
    const files = globSync('packages/codegen/src/promela/*.ts', { cwd: root });
    const taken = files.flatMap(file => {
      const imports = readFileSync(join(root, file), 'utf8').matchAll(
        /import ([^;]*) from '(@choreo\/analysis[^']*)'/g,
      );
      return [...imports].map(([, names = '', module = '']) => `${names} from ${module}`);
    });
    expect([...new Set(taken)].sort()).toEqual([
      '{ expressionText } from @choreo/analysis',
      '{ fieldsOnPath } from @choreo/analysis',
      '{ messageGraphOf } from @choreo/analysis',
    ]);
  });

  test('holds for the manifests', () => {
    const wrong = packages.flatMap(name =>
      Object.keys(manifestOf(`packages/${name}`).dependencies ?? {}).flatMap(dependency => {
        if (dependency.startsWith('@choreo/')) return climb(name, dependency.slice('@choreo/'.length)) ?? [];
        return owners[dependency]?.some(folder => folder.startsWith(`${name}/`))
          ? []
          : [`${name} depends on ${dependency}, which is not its to import`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  test('every package declares what its sources import', () => {
    const undeclared = sources.flatMap(({ file, owner, module }) => {
      const name = packageName(module);
      if (module.startsWith('.') || name === 'node:' || name === 'vscode') return [];
      return manifestOf(`packages/${owner}`).dependencies?.[name] ? [] : [`${file}: ${name}`];
    });
    expect(undeclared).toEqual([]);
  });

  test('imports of a package’s own files name files that exist, in the tests too', () => {
    const missing = [...sources, ...importsIn('test')].filter(
      ({ file, module }) => module.startsWith('.') && !existsSync(join(root, 'packages', file, '..', module)),
    );
    expect(missing.map(({ file, module }) => `${file}: ${module}`)).toEqual([]);
  });
});

/** The tests' own helpers that wait for what comes by itself, or say how long something took. */
const waiting = new Set([
  'extension/test/vscode/editor.ts',
  'extension/test/vscode/runner.ts',
  'model/test/eventually.ts',
  'server/test/support/editor.ts',
]);

describe('tests that pass on any machine', () => {
  const tests = globSync('packages/*/test/**/*.{ts,mjs}', { cwd: root })
    .map(file => file.replaceAll('\\', '/').slice('packages/'.length))
    .filter(file => !/\/(?:\.out|golden|output|generated)\//.test(file))
    .map(file => ({ file, source: readFileSync(join(root, 'packages', file), 'utf8') }));

  test('look at no clock and pause for nothing, but in the helpers that wait', () => {
    expect(tests.length).toBeGreaterThan(100);
    const found = tests.flatMap(({ file, source }) => clocksIn(source).map(clock => `${file}: ${clock}`));
    expect(found.filter(use => !waiting.has(use.slice(0, use.indexOf(':'))))).toEqual([]);
    // A helper that no longer waits is none.
    for (const helper of waiting)
      expect(
        found.some(use => use.startsWith(`${helper}:`)),
        helper,
      ).toBe(true);
  });

  test('draw nothing without a seed that can be given again', () => {
    expect(tests.filter(({ source }) => unseededIn(source) > 0).map(({ file }) => file)).toEqual([]);
  });
});

describe('what the rule would catch', () => {
  test.each([
    ['model', 'model/src/a.ts', '@choreo/analysis'],
    ['analysis', 'analysis/src/a.ts', 'node:fs'],
    ['diagram', 'diagram/src/a.ts', '@choreo/language'],
    ['diagram', 'diagram/src/a.ts', '../../language/src/index.ts'],
    ['codegen', 'codegen/src/a.ts', '@choreo/runtime'],
    ['runtime', 'runtime/src/a.ts', '@choreo/model'],
    ['runtime', 'runtime/src/a.ts', 'node:fs'],
    ['server', 'server/src/a.ts', 'node:fs'],
    ['extension', 'extension/src/a.ts', '@choreo/server'],
    ['extension', 'extension/src/webview/a.ts', 'vscode'],
    ['extension', 'extension/src/preview/a.ts', 'mermaid'],
    ['cli', 'cli/src/a.ts', 'chalk'],
  ])('%s: %s imports %s', (owner, file, module) => {
    expect(violation({ owner, file, module })).toBeDefined();
  });

  const imports = (from: string, module: string): Import => ({ owner: from.split('/')[0] ?? '', file: from, module });

  test('a cycle of files', () => {
    const cycle = [
      imports('model/src/a.ts', './b.ts'),
      imports('model/src/b.ts', './c/c.ts'),
      imports('model/src/c/c.ts', '../a.ts'),
      imports('model/src/d.ts', './a.ts'),
    ];
    expect(cyclesOf(cycle)).toEqual([['model/src/a.ts', 'model/src/b.ts', 'model/src/c/c.ts']]);
    expect(cyclesOf(cycle.slice(1))).toEqual([]);
  });

  test('a step up between folders of analysis', () => {
    expect(climbInAnalysis(imports('analysis/src/runs/a.ts', '../verification/b.ts'))).toContain('not below');
    expect(climbInAnalysis(imports('analysis/src/runs/a.ts', '../typing/b.ts'))).toContain('not below');
    expect(climbInAnalysis(imports('analysis/src/runs/a.ts', '../index.ts'))).toContain('above all');
    expect(climbInAnalysis(imports('analysis/src/runs/a.ts', '../expressions/b.ts'))).toBeUndefined();
    expect(climbInAnalysis(imports('analysis/src/index.ts', './verification/verify.ts'))).toBeUndefined();
  });

  test.each([
    ['performance.now', 'const start = performance.now();'],
    ['Date.now', 'const name = `${process.pid}-${Date.now()}`;'],
    ['a date without a date', 'const today = new Date();'],
    ['a pause', 'await new Promise(resolve => setTimeout(resolve, 100));'],
    ['a pause by module', "import { setTimeout as pause } from 'node:timers/promises';"],
    ['a pause in a page', 'await page.waitForTimeout(300);'],
    ['a second that Vitest waits', 'await vi.waitFor(() => expect(told).toBe(true));'],
    ['the same by another name', 'await expect.poll(() => told).toBe(true);'],
    ['dice', 'const seed = Math.random();'],
  ])('%s in a test', (_, source) => {
    expect(clocksIn(source)).toHaveLength(1);
  });

  test('a clock in a comment or a text, a fixed date, and a wait for what is there are none', () => {
    const source = [
      '// performance.now() would depend on the machine.',
      "const leaping = 'performance.now = () => (now += 400);';",
      "const day = new Date('2026-01-01');",
      "await page.waitForSelector('svg');",
      "setTimeoutOf('a timer');",
    ];
    expect(clocksIn(source.join('\n'))).toEqual([]);
  });

  test('draws of fast-check without a seed', () => {
    expect(
      unseededIn('fc.assert(fc.property(a, holds), { numRuns: 3 }); fc.assert(fc.property(b, holds), drawn(1));'),
    ).toBe(1);
    expect(unseededIn('fc.assert(fc.property(b, holds), drawn(1));')).toBe(0);
  });

  test('an import in a comment or a text is none', () => {
    const source = [
      "import a from 'a';",
      "import type { B } from 'b';",
      "export * from 'c';",
      "import 'd';",
      "const e = await import('e');",
      "// import f from 'f';",
      "/* import g from 'g'; */",
      "const h = `import h from 'h';`;",
      'const i = /[\'"`]/g;',
      "export { j } from 'j';",
    ];
    expect(importsOf(source.join('\n'))).toEqual(['a', 'b', 'c', 'd', 'e', 'j']);
  });
});
