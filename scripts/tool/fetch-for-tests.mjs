/** Fetches and unpacks what tests need beside the packages, while other stages of `npm test` run. */
import { unpackedChromium } from '../../packages/diagram/test/support/chromium.ts';
import { ensureCodeServer } from '../vscode/code-server.mjs';
import { hasScreen } from '../vscode/desktop.mjs';

if (process.platform === 'linux' && process.arch === 'x64' && !process.env.CHOREO_CHROMIUM) await unpackedChromium();
if (!process.env.CHOREO_VSCODE && !hasScreen()) await ensureCodeServer();
