/**
 * A Chromium for tests that look at real pictures and real web pages, without a download: on Linux x64 the one that
 * comes from npm, elsewhere an installed Chrome, and anywhere the one that `CHOREO_CHROMIUM` names.
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium, type Browser } from 'playwright-core';

const run = promisify(execFile);
const here = dirname(fileURLToPath(import.meta.url));
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
  '--mute-audio',
];

/** A safety net: starting takes long on a busy machine. */
const launch = { headless: true, args: flags, timeout: 1_200_000 };

/** The caller closes it. */
export async function launchChromium(): Promise<Browser> {
  const named = process.env['CHOREO_CHROMIUM'];
  if (named) return chromium.launch({ ...launch, executablePath: named });
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return chromium.launch({ ...launch, channel: 'chrome' });
  }
  const folder = await unpackedChromium();
  const libraries = [join(folder, 'al2023', 'lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':');
  return chromium.launch({
    ...launch,
    executablePath: join(folder, 'chromium'),
    env: { ...stringsOf(process.env), LD_LIBRARY_PATH: libraries, FONTCONFIG_PATH: join(folder, 'fonts') },
  });
}

/**
 * Unpacks once for each version. The package unpacks into the shared temporary folder, and would use a file that another
 * process is still writing. So each process unpacks into its own folder, and the first to finish gives it the final name.
 */
export async function unpackedChromium(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const manifest: { version: string } = JSON.parse(readFileSync(join(dirname(entry), '..', 'package.json'), 'utf8'));
  const cache = join(dirname(entry), '..', '..', '..', '.cache', 'choreo-chromium');
  const folder = join(cache, manifest.version);
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  const apart = mkdtempSync(`${folder}-`);
  try {
    const program = `import chromium from '@sparticuz/chromium'; await chromium.executablePath();`;
    await run(process.execPath, ['--input-type=module', '--eval', program], {
      cwd: here,
      // The variable makes the package unpack the system libraries that it carries.
      env: { ...process.env, TMPDIR: apart, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' },
    });
    writeFileSync(join(apart, 'fonts', 'fonts.conf'), fontConfiguration(join(folder, 'fonts')));
    renameSync(apart, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  } finally {
    rmSync(apart, { recursive: true, force: true });
  }
  return folder;
}

/** The Chromium of the package looks for its fonts in fixed places. The machine's own fonts are used for other scripts. */
function fontConfiguration(folder: string): string {
  const folders = [folder, '/usr/share/fonts', '/usr/local/share/fonts'].map(path => `<dir>${path}</dir>`).join('');
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>${folders}<cachedir>${join(folder, 'cache')}</cachedir></fontconfig>
`;
}

function stringsOf(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
