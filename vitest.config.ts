import { defineConfig } from 'vitest/config';

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
    testTimeout: 30_000,
  },
});
