/** What a visitor downloads and what an engineer carries on a stick: limits, so that growth is a decision. */
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'

const DIST = new URL('../../dist/', import.meta.url)

test('the single file has at most 2.5 MB, samples included', () => {
  expect(statSync(new URL('setupscope.html', DIST)).size).toBeLessThanOrEqual(2_500_000)
})

test('script before the first drop, workers included, has at most 250 kB compressed', () => {
  const html = readFileSync(new URL('index.html', DIST), 'utf8')
  const scripts = [...html.matchAll(/<(?:script|link)[^>]+?(?:src|href)="\.?\/?([^"]+\.js)"/g)]
  const names = scripts.map(([, name = '']) => name)
  expect(names.length).toBeGreaterThan(0)
  const bytes = names.map(
    (name) => gzipSync(readFileSync(new URL(name, DIST)), { level: 9 }).length,
  )
  expect(bytes.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(250_000)
})

test('names of codes and samples wait in files of their own', () => {
  const names = readdirSync(new URL('assets/', DIST))
  expect(names.some((name) => name.startsWith('full-code-book-'))).toBe(true)
  expect(names.some((name) => name.startsWith('samples-'))).toBe(true)
})
