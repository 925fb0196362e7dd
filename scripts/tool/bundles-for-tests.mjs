/** Vitest runs this before the first test: it updates, once for all tests, the bundles that tests run as users do. */
import { makeBundles } from './bundles.mjs';

export default async function prepare() {
  await makeBundles(['webview', 'cli', 'server', 'verification worker', 'endless worker', 'leaping worker']);
}
