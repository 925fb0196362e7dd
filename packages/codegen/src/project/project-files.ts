/** The files around the sources. They are written once and then belong to the user. */
import { toFileName } from '../names/file-name.ts';
import type { ExampleService } from './example-service.ts';
import { readme } from './readme.ts';

/** File contents by path. */
export function projectFiles(
  choreography: string,
  services: readonly ExampleService[],
): readonly (readonly [string, string])[] {
  const [service = { constant: 'service', folder: 'service' }] = [...services].sort((a, b) =>
    a.folder < b.folder ? -1 : 1,
  );
  return [
    ['package.json', json(manifest(choreography))],
    ['tsconfig.json', json(typescriptOptions)],
    ['tsconfig.build.json', json(buildOptions)],
    ['.gitignore', 'node_modules/\ndist/\n'],
    ['README.md', readme(choreography, service)],
    ['src/main.ts', mainFile(service)],
    ['test/flow.test.ts', testFile],
  ];
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function manifest(choreography: string): object {
  const ascii = toFileName(choreography)
    .normalize('NFKD')
    .replace(/[^a-z0-9-]/g, '')
    .replace(/^-+|-+$/g, '');
  return {
    name: ascii === '' ? 'choreography' : ascii,
    version: '0.1.0',
    private: true,
    type: 'module',
    engines: { node: '>=20' },
    scripts: {
      build: 'tsc -p tsconfig.build.json',
      start: 'npm run build --silent && node dist/main.js',
      check: 'tsc --noEmit',
      test: 'tsc --noEmit && vitest run',
    },
    dependencies: { zod: '^4.6.7' },
    devDependencies: { '@types/node': '^24.19.2', typescript: '~7.0.2', vitest: '^4.1.9' },
  };
}

const typescriptOptions = {
  compilerOptions: {
    target: 'es2022',
    lib: ['es2023'],
    module: 'nodenext',
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    noImplicitOverride: true,
    noImplicitReturns: true,
    noFallthroughCasesInSwitch: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    verbatimModuleSyntax: true,
    erasableSyntaxOnly: true,
    rewriteRelativeImportExtensions: true,
    skipLibCheck: true,
    types: ['node'],
  },
  include: ['src', 'test'],
  exclude: ['dist', 'node_modules'],
};

const buildOptions = {
  extends: './tsconfig.json',
  compilerOptions: { rootDir: 'src', outDir: 'dist', sourceMap: true },
  include: ['src'],
};

const mainFile = ({ constant }: ExampleService): string => `/**
 * Runs all services together on the in-memory bus and prints the events. With a seed as argument, it shuffles the
 * deliveries, repeats some of them, lets timers race with them and picks the optional messages: \`npm start -- 7\`.
 *
 * Choreo wrote this file once; now it is yours. A real service starts like this instead:
 *
 *     await ${constant}.start({ transport: yourBroker, store: yourDatabase });
 */
import { demo } from './demo/demo.gen.ts';
import { formatFlow } from './runtime/index.gen.ts';

const seed = process.argv[2] === undefined ? undefined : Number(process.argv[2]);
const flow = await demo(
  seed === undefined ? {} : { seed, unordered: true, duplicates: true, races: true, optional: 'random' },
);
console.log(formatFlow(flow));
if (flow.deadLetters.length > 0) process.exitCode = 1;
`;

const testFile = `/** An example to start from. Choreo wrote this file once; now it is yours. */
import { expect, test } from 'vitest';
import { demo } from '../src/demo/demo.gen.ts';

test('the flow runs without dead letters', async () => {
  const flow = await demo();
  expect(flow.deadLetters).toEqual([]);
  expect(flow.events).not.toEqual([]);
});

test('no message is handled twice, in any order of delivery', async () => {
  for (let seed = 1; seed <= 20; seed++) {
    const flow = await demo({ seed, unordered: true, duplicates: true, races: true, optional: 'random' });
    expect(flow.deadLetters, \`seed \${seed}\`).toEqual([]);
    expect(flow.deliveries.dropped, \`seed \${seed}\`).toBe(flow.deliveries.redelivered);
  }
});

test('the same seed gives the same flow', async () => {
  const options = { seed: 7, unordered: true, duplicates: true, races: true, optional: 'random' } as const;
  expect(await demo(options)).toEqual(await demo(options));
});
`;
