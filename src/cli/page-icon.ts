import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Puts the icon into the page as a data: URL, so that the policy need not allow images from the
 * page's own server: an image address is a way to send text there.
 */
export function withInlineIcon(html: string, publicDir: string): string {
  const icon = readFileSync(join(publicDir, 'icon.svg'), 'utf8').trim()
  const href = /href="(?:\.?\/)?icon\.svg"/
  if (!href.test(html)) throw new Error('index.html needs a link to icon.svg.')
  return html.replace(href, () => `href="data:image/svg+xml,${encodeURIComponent(icon)}"`)
}
