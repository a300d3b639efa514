import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'

import { contentPolicy } from './src/cli/content-policy.ts'
import { deflated } from './src/cli/deflated.ts'
import { singleFile } from './src/cli/single-file.ts'
import { noticesFile } from './src/cli/third-party.ts'

/**
 * Two builds of one program: `vite build` writes the hosted page into dist/, and
 * `vite build --mode offline` writes dist/setupscope.html, which is the whole program in one file.
 * The program can tell them apart by `import.meta.env.MODE === 'offline'`.
 */
export default defineConfig(({ mode }) => {
  const isOffline = mode === 'offline'
  return {
    base: './',
    plugins: [
      svelte({ configFile: false }),
      deflated(),
      ...(isOffline
        ? [singleFile({ fileName: 'setupscope.html' })]
        : [contentPolicy(), noticesFile(import.meta.dirname)]),
    ],
    // Samples are imported as `…/name.zip?inline`, wasm as `…/name.wasm?inline`: both arrive as
    // data: URLs to be decoded by hand, since connect-src 'none' stops any fetch of them.
    assetsInclude: ['**/*.zip', '**/*.wasm'],
    worker: {
      // A blob: worker cannot import a sibling chunk, so each one is a single classic script.
      format: 'iife',
      plugins: () => [],
    },
    build: {
      outDir: 'dist',
      target: 'es2022',
      // The preload polyfill is the only fetch Vite would put in the page.
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 4096,
      ...(isOffline
        ? {
            emptyOutDir: false,
            copyPublicDir: false,
            assetsInlineLimit: Number.MAX_SAFE_INTEGER,
            cssCodeSplit: false,
            rolldownOptions: { output: { codeSplitting: false } },
          }
        : { emptyOutDir: true }),
    },
  }
})
