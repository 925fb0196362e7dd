import { defineConfig } from 'vitest/config';

/**
 * Safety nets only: what takes a second on an idle machine may take many on a busy one, and whoever asks for more random models
 * has an evening. No test names a shorter one.
 */
const patience = process.env['CHOREO_RANDOM_MODELS'] ? 86_400_000 : 3_600_000;

export default defineConfig({
  test: {
    include: ['packages/*/test/**/*.test.ts'],
    exclude: [
      '**/node_modules/**',
      '**/.out/**',
      '**/golden/**',
      '**/.vscode-test/**',
      'packages/extension/test/vscode/**',
    ],
    globalSetup: ['scripts/tool/bundles-for-tests.mjs'],
    testTimeout: patience,
    hookTimeout: patience,
    teardownTimeout: patience,
    // Vitest would leave one idle for itself.
    maxWorkers: '100%',
    // Modules are loaded once for all files of a worker: half of the time of most files was spent on loading them anew.
    isolate: false,
  },
});
