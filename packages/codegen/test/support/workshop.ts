/** Folders for generated projects, where the packages that they need are found; and the compiler to try them with. */
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { GeneratedProject } from '../../src/index.ts';

const out = fileURLToPath(new URL('../.out/', import.meta.url));
const bin = fileURLToPath(new URL('../../../../node_modules/.bin/', import.meta.url));

export interface Workshop {
  readonly folder: string;
  /** Writes a project into a folder of its own, and gives its path. */
  add(name: string, project: GeneratedProject): string;
  write(path: string, contents: string): void;
  /** Compiles everything in one go, as strictly as can be; with `emit` to JavaScript beside the sources. */
  compile(emit?: boolean): Promise<readonly Diagnostic[]>;
}

export interface Diagnostic {
  /** Relative to the workshop. */
  readonly file: string;
  readonly line: number;
  readonly code: string;
  readonly message: string;
}

export function createWorkshop(name: string): Workshop {
  const folder = join(out, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const write = (path: string, contents: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), contents);
  };
  write('package.json', '{ "type": "module" }\n');
  return {
    folder,
    write,
    add(project, { files }) {
      for (const { path, contents } of files) write(`${project}/${path}`, contents);
      return join(folder, project);
    },
    async compile(emit = false) {
      write(
        'tsconfig.json',
        JSON.stringify({
          compilerOptions: { ...strictest, noEmit: !emit, outDir: 'compiled' },
          include: ['**/*.ts'],
          exclude: ['compiled'],
        }),
      );
      const { stdout } = await run(join(bin, 'tsc'), ['--pretty', 'false', '-p', 'tsconfig.json'], folder);
      return stdout.split('\n').flatMap(line => {
        const match = /^(.+?)\((\d+),\d+\): error (TS\d+): (.*)$/.exec(line);
        return match
          ? [{ file: match[1] ?? '', line: Number(match[2]), code: match[3] ?? '', message: match[4] ?? '' }]
          : [];
      });
    },
  };
}

/** Stricter than what a generated project comes with. */
const strictest = {
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
  allowUnreachableCode: false,
  allowUnusedLabels: false,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  erasableSyntaxOnly: true,
  rewriteRelativeImportExtensions: true,
  forceConsistentCasingInFileNames: true,
  skipLibCheck: true,
  types: ['node'],
};

export interface Finished {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
}

export function run(
  command: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env } });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (data: Buffer) => (stdout += data.toString()));
    child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
    child.on('error', reject);
    child.on('close', code => resolve({ stdout, stderr, code }));
  });
}

/** Arguments for the Vitest of a project: its five seconds a test are too few on a busy machine. */
export const patiently = ['--testTimeout=3600000', '--hookTimeout=3600000'] as const;

export function tool(name: string): string {
  return join(bin, name);
}
