/** `choreo format`: formats files in place, or standard input to standard output. */
import { formatText } from '@choreo/language';
import { exitCodes, UsageProblem } from '../failure.ts';
import { namedPaths } from '../input/named-paths.ts';
import { decodeText, readText } from '../input/read-text.ts';
import { shownPath } from '../input/shown-path.ts';
import { note } from '../output/streams.ts';
import { replaceFile } from '../output/write-whole.ts';
import { harmless } from '../report/paint.ts';

export interface FormatCommandOptions {
  /** Write nothing. */
  readonly check?: boolean;
}

/** Stands for standard input among the paths. */
const standardInput = '-';

export async function formatFiles(paths: readonly string[], { check = false }: FormatCommandOptions): Promise<number> {
  if (!paths.includes(standardInput)) return formatInPlace(paths, check);
  if (paths.length > 1) throw new UsageProblem('`-` is standard input, and stands alone. Leave out the other paths.');
  return formatInput(check);
}

function formatInPlace(paths: readonly string[], check: boolean): number {
  // Nothing is written unless everything can be read.
  const problems: string[] = [];
  const sources: { readonly path: string; readonly text: string }[] = [];
  for (const path of namedPaths(paths).files) {
    const read = readText(path, shownPath(path));
    if (read.kind === 'problem') problems.push(read.message);
    else sources.push({ path, text: read.text });
  }
  if (problems.length > 0) throw new UsageProblem(...problems);
  let changed = 0;
  let broken = 0;
  for (const { path, text } of sources) {
    const formatted = formatText(text);
    if (formatted.isPartial) {
      broken++;
      notePartial(shownPath(path));
    }
    if (formatted.text === text) continue;
    changed++;
    process.stdout.write(`${harmless(shownPath(path))}\n`);
    if (!check) replaceFile(path, formatted.text);
  }
  const outcome = check
    ? `${count(changed)} of ${sources.length} would change.`
    : `Formatted ${count(changed)} of ${sources.length}.`;
  process.stdout.write(`${outcome}\n`);
  return broken > 0 || (check && changed > 0) ? exitCodes.findings : exitCodes.clean;
}

async function formatInput(check: boolean): Promise<number> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
  const read = decodeText(Buffer.concat(chunks), standardInput);
  if (read.kind === 'problem') throw new UsageProblem(read.message);
  const { text, isPartial } = formatText(read.text);
  if (isPartial) notePartial('standard input');
  if (!check) process.stdout.write(text);
  return isPartial || (check && text !== read.text) ? exitCodes.findings : exitCodes.clean;
}

function notePartial(shown: string): void {
  note(`\`${shown}\` has syntax errors. The parts with them stay as they are; \`choreo check\` lists them.`);
}

function count(files: number): string {
  return files === 1 ? '1 file' : `${files} files`;
}
