import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'

// Before any worker process starts, since a process reads its zone and locale once.
process.env['TZ'] = 'UTC'
process.env['LC_ALL'] = 'C'

// What lives on the page's side of the boundary, runes included, is tested as compiled for the page.
const ON_THE_PAGE = ['test/app/**/*.test.ts', 'test/ui/**/*.test.ts']
const IN_CHROMIUM = ['test/browser/**/*.test.ts']

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          setupFiles: ['./test/support/open-code-book.ts'],
          environment: 'node',
          // Only a hang takes this long; machines are noisy.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          include: ['test/**/*.test.ts'],
          exclude: [...ON_THE_PAGE, ...IN_CHROMIUM],
        },
      },
      {
        plugins: [svelte({ configFile: false })],
        resolve: { conditions: ['browser'] },
        test: {
          name: 'unit-page',
          environment: './test/support/page-environment.ts',
          include: ON_THE_PAGE,
        },
      },
      {
        test: {
          name: 'browser',
          environment: 'node',
          include: IN_CHROMIUM,
          // The tests drive one Chromium on two cores: side by side they would only slow each other.
          fileParallelism: false,
          maxWorkers: 1,
          // One process for all files, so that they share the browser.
          isolate: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
