import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { runCorpus } from '../../src/cli/corpus.ts'
import type { Explained } from '../../src/cli/corpus-explained.ts'
import { zipBytes } from '../support/zip-bytes.ts'

let folder: string
const at = (name: string): string => join(folder, name)
const GOOD =
  '2023-06-26 08:02:32, Info                  CBS    Exec: Processing started.\r\n'.repeat(6)
/** Lines above the first record belong to none. */
const NOTE = 'a note that somebody put there\r\n\r\n'.repeat(5)

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'setupscope-corpus-'))
  mkdirSync(at('sound'))
  writeFileSync(at('sound/CBS.log'), GOOD)
  writeFileSync(at('sound/notes.txt'), NOTE)
  writeFileSync(at('sound/old.zip'), zipBytes([{ name: 'in/CBS.log', content: GOOD }]))
  writeFileSync(at('sound/empty.log'), '')
  writeFileSync(at('sound/MANIFEST.json'), '[]')
  mkdirSync(at('gap'))
  writeFileSync(at('gap/CBS.log'), NOTE + GOOD)
})
afterAll(() => rmSync(folder, { recursive: true }))

async function run(paths: readonly string[], explained?: readonly Explained[]) {
  let out = ''
  const err: string[] = []
  const status = await runCorpus(
    paths,
    { out: (text) => (out += text), err: (text) => err.push(text) },
    explained,
  )
  return { status, err, lines: out.trimEnd().split('\n') }
}

test('every file has its row, those in archives too, and what was not read', async () => {
  const { status, lines } = await run([at('sound')])
  expect(status).toBe(0)
  expect(lines.slice(1, -1).map((line) => line.split(/ {2,}/).slice(0, 2))).toEqual([
    ['CBS.log', 'cbs'],
    ['empty.log', 'not read'],
    ['notes.txt', 'text'],
    ['old.zip!/in/CBS.log', 'cbs'],
  ])
  expect(lines[2]).toMatch(/ empty /)
  expect(lines[0]).toMatch(/^file +format +encoding +lines +events .* unparsed +share .* MB\/s$/)
  expect(lines.at(-1)).toMatch(/^4 files, /)
})

test('a log with lines of no record fails, and the share is told', async () => {
  const { status, lines } = await run([at('gap')])
  expect(status).toBe(1)
  expect(lines[1]).toMatch(/ 5 +\d+\.\d\d % /)
  expect(lines.at(-1)).toMatch(/^CBS\.log: .* NOT EXPLAINED$/)
})

test('unless somebody has said why', async () => {
  const explained = [{ path: /^CBS\.log$/, reason: 'a note stands above it' }]
  const { status, lines } = await run([at('gap')], explained)
  expect(status).toBe(0)
  expect(lines.at(-1)).toMatch(/^CBS\.log: .* a note stands above it$/)
})

test('a single file, and a path that is not there', async () => {
  expect((await run([at('sound/CBS.log')])).lines[1]).toMatch(/^CBS\.log /)
  expect(await run([at('nowhere')])).toMatchObject({ status: 2 })
  expect(await run([])).toMatchObject({ status: 2 })
})
