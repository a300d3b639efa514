import type { Environment } from 'vitest/runtime'

/**
 * Node, but with modules resolved and compiled as for the page. In Vitest's own node environment
 * Svelte is its server half, where `$state` is a plain variable and an effect never runs.
 * There is no DOM: what needs one belongs in test/browser.
 */
const page: Environment = {
  name: 'page',
  viteEnvironment: 'client',
  setup: () => ({ teardown: () => undefined }),
}

export default page
