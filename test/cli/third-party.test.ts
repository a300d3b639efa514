/** What the page owes to others goes with every copy of it. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { NOTICE, thirdPartyNotices, withNotices } from '../../src/cli/third-party.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const text = thirdPartyNotices(ROOT)

test('every dependency is named, with its licence', () => {
  const { dependencies } = JSON.parse(readFileSync(`${ROOT}/package.json`, 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>
  }
  for (const name of Object.keys(dependencies)) {
    const at = text.indexOf(`\n${name} `)
    expect(at, name).toBeGreaterThan(0)
    expect(text.slice(at, at + 2000), name).toMatch(/copyright|licen[cs]e/i)
  }
})

test('the terms of 7-Zip are there in full', () => {
  expect(text).toContain('GNU LESSER GENERAL PUBLIC LICENSE')
  expect(text).toContain('Version 2.1, February 1999')
  expect(text).toContain('END OF TERMS AND CONDITIONS')
  expect(text).toMatch(
    /not\s+be\s+used\s+to\s+develop\s+a\s+RAR\s+\(WinRAR\)\s+compatible\s+archiver/,
  )
})

test('a page carries them as a comment that nothing ends early', () => {
  const html = withNotices('<!doctype html>\n<html><head></head><body></body></html>\n', ROOT)
  expect(html.slice(0, 400)).toContain(NOTICE)
  const [, comment = '', rest] = html.split(/<\/html>\n<!--|-->\n$/)
  expect(rest).toBe('')
  expect(comment).toContain('GNU LESSER GENERAL PUBLIC LICENSE')
  expect(comment).not.toMatch(/--!?>/)
})
