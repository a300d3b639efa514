import { createHash } from 'node:crypto'
import type { Plugin } from 'vite'

import { withInlineIcon } from './page-icon.ts'

/** What the page's scripts and styles may be: its own files when hosted, exact texts when offline. */
export interface PolicySources {
  readonly script: readonly string[]
  readonly style: readonly string[]
  /** The hosted page has a web manifest beside it. */
  readonly hasManifest: boolean
}

/**
 * The policy that keeps a bundle's contents in the page. `connect-src 'none'` is the promise made to
 * the user; the rest stops the ways around it (a form, a base URL, an image from elsewhere). Workers
 * are blob: workers, which inherit this policy from the page that made them.
 */
export function policyText(sources: PolicySources): string {
  const directives = [
    "default-src 'none'",
    // WebAssembly is compiled from bytes that came with the page.
    `script-src ${[...sources.script, "'wasm-unsafe-eval'"].join(' ')}`,
    `style-src ${sources.style.length === 0 ? "'none'" : sources.style.join(' ')}`,
    "connect-src 'none'",
    'worker-src blob:',
    'img-src data: blob:',
    "base-uri 'none'",
    "form-action 'none'",
    ...(sources.hasManifest ? ["manifest-src 'self'"] : []),
  ]
  return directives.join('; ')
}

/** The source expression that allows exactly this inline script or style. */
export function hashSource(text: string): string {
  // The HTML parser rewrites these two, so the browser would hash another text than this one.
  if (/[\r\0]/.test(text)) throw new Error('An inlined text holds a raw CR or NUL: escape it.')
  return `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`
}

/**
 * Puts the policy first in the head: a meta policy binds only what the parser meets after it.
 * An explicit <head> must be in the source, or the parser would open one later than our text shows.
 */
export function withPolicy(html: string, sources: PolicySources): string {
  const opening = '<head>'
  const at = html.indexOf(opening)
  if (at < 0) throw new Error('index.html needs an explicit <head>.')
  const end = at + opening.length
  const meta = `\n    <meta http-equiv="Content-Security-Policy" content="${policyText(sources)}" />`
  return html.slice(0, end) + meta + html.slice(end)
}

/** Policy of the hosted build: the page's own files and nothing else. */
export function contentPolicy(): Plugin {
  let publicDir = ''
  return {
    name: 'setupscope:content-policy',
    apply: 'build',
    configResolved(config) {
      publicDir = config.publicDir
    },
    transformIndexHtml: {
      order: 'post',
      handler: (html) =>
        withPolicy(withInlineIcon(html, publicDir), {
          script: ["'self'"],
          style: ["'self'"],
          hasManifest: true,
        }),
    },
  }
}
