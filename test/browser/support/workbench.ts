/** What a test does at the page: by the names that assistive tools find things by. */
import { expect } from 'vitest'
import type { Locator, Page } from 'playwright-core'

import { openHosted, openOffline } from './open-page.ts'
import type { OpenPage, PageOptions } from './open-page.ts'

/** Both builds of the program. */
export const BUILDS: readonly (readonly [
  name: string,
  open: (options?: PageOptions) => Promise<OpenPage>,
])[] = [
  ['the hosted page', (options) => openHosted(options)],
  ['the single file from disk', (options) => openOffline({ ...options, from: 'disk' })],
]

export function region(page: Page, name: string): Locator {
  return page.getByRole('region', { name, exact: true })
}

/** Waits until what was dropped is read or refused. */
export async function settled(page: Page, timeout = 60_000): Promise<string> {
  const end = page.locator('html[data-analysis="ready"], html[data-analysis="refused"]')
  await end.waitFor({ state: 'attached', timeout })
  return (await page.locator('html').getAttribute('data-analysis')) ?? ''
}

export async function switchLanguage(page: Page, language: 'en' | 'zh'): Promise<void> {
  await page.getByRole('combobox', { name: /^(Language|语言)$/ }).selectOption(language)
  await expect
    .poll(() => page.locator('html').getAttribute('lang'))
    .toMatch(language === 'en' ? /^en/ : /^zh/)
}

/** The verdict's sentence, as it reads. */
export async function sentence(page: Page): Promise<string> {
  const heading = region(page, /^zh/.test((await lang(page)) ?? '') ? '结论' : 'Verdict')
    .getByRole('heading')
    .first()
  return ((await heading.textContent()) ?? '').replace(/\s+/g, ' ').trim()
}

function lang(page: Page): Promise<string | null> {
  return page.locator('html').getAttribute('lang')
}

/** Text with every run of blanks as one: rows keep the padding of the log. */
export function plain(text: string | null): string {
  return (text ?? '').replace(/\s+/g, ' ').trim()
}

/** Nothing went out, no policy was broken, and the console stayed clean. */
export function expectQuiet({ requests, violations, errors }: OpenPage): void {
  expect({ requests, violations, errors }).toEqual({ requests: [], violations: [], errors: [] })
}

/** How many colours an image has, decoded by the browser itself; at most `most` are counted. */
export function coloursOf(
  page: Page,
  bytes: Uint8Array,
  type: 'image/png' | 'image/svg+xml',
  most = 200,
): Promise<{ width: number; height: number; colours: number }> {
  return page.evaluate(
    async ({ binary, type, most }) => {
      const data = Uint8Array.from(atob(binary), (character) => character.charCodeAt(0))
      const url = URL.createObjectURL(new Blob([data], { type }))
      const image = new Image()
      image.src = url
      await image.decode()
      const canvas = document.createElement('canvas')
      canvas.width = image.naturalWidth
      canvas.height = image.naturalHeight
      const context = canvas.getContext('2d')
      if (context === null) throw new Error('no canvas')
      context.drawImage(image, 0, 0)
      const pixels = context.getImageData(0, 0, canvas.width, canvas.height).data
      const seen = new Set<number>()
      for (let at = 0; at < pixels.length && seen.size < most; at += 4) {
        seen.add(((pixels[at] ?? 0) << 16) | ((pixels[at + 1] ?? 0) << 8) | (pixels[at + 2] ?? 0))
      }
      URL.revokeObjectURL(url)
      return { width: canvas.width, height: canvas.height, colours: seen.size }
    },
    { binary: Buffer.from(bytes).toString('base64'), type, most },
  )
}
