/** What Vitest does before the first test: bundles that tests run as users do are up to date, made once for all of them. */
import { makeBundles } from './bundles.mjs';

export default async function prepare() {
  await makeBundles(['webview', 'cli', 'server', 'verification worker', 'endless worker', 'leaping worker']);
}
