/** What a visitor downloads and what an engineer carries on a stick: limits, so that growth is a decision. */
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'

import { openHosted } from './support/open-page.ts'

const DIST = new URL('../../dist/', import.meta.url)

/** Scripts that the page has asked for so far, by name, with their compressed size. */
type Scripts = ReadonlyMap<string, number>

test('the single file has at most 3 MB, samples and 7-Zip included', () => {
  expect(statSync(new URL('setupscope.html', DIST)).size).toBeLessThanOrEqual(3_000_000)
})

test('a fresh visitor gets at most 250 kB of script, compressed, before the first drop', async () => {
  const { page, close } = await openHosted()
  const scripts = async (): Promise<Scripts> => {
    const addresses = await page.evaluate(() =>
      performance.getEntriesByType('resource').map(({ name }) => name),
    )
    const names = addresses
      .map((address) => new URL(address))
      .filter(({ pathname, protocol }) => /^http/.test(protocol) && pathname.endsWith('.js'))
      .map(({ pathname }) => pathname.slice(1))
    return new Map(names.map((name) => [name, compressedSize(name)]))
  }
  await page.getByRole('button', { name: /Cumulative update/ }).waitFor()
  await page.waitForLoadState('networkidle')
  const before = await scripts()
  expect(before.size).toBeGreaterThan(0)
  expect(total(before)).toBeLessThanOrEqual(250_000)
  expect(page.workers()).toEqual([])

  // What it saves there is asked for as soon as a bundle is likely to come.
  await page.getByLabel('Open log bundle').focus()
  await expect.poll(() => page.workers().length).toBeGreaterThan(1)
  const later = async () => [...(await scripts()).keys()].filter((name) => !before.has(name)).join()
  await expect.poll(later).toMatch(/engine-/)
  await expect.poll(later).toMatch(/full-code-book-/)
  await close()
})

test('names of codes, samples and 7-Zip wait in files of their own', () => {
  const names = readdirSync(new URL('assets/', DIST))
  expect(names.some((name) => name.startsWith('full-code-book-'))).toBe(true)
  expect(names.some((name) => name.startsWith('preload-driver-path-'))).toBe(true)
  expect(names.some((name) => name.startsWith('7zz-'))).toBe(true)
})

function compressedSize(name: string): number {
  return gzipSync(readFileSync(new URL(name, DIST)), { level: 9 }).length
}

function total(scripts: Scripts): number {
  return [...scripts.values()].reduce((sum, one) => sum + one, 0)
}
