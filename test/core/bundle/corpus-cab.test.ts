/** A cabinet that Windows made: what is in it, as libmspack's cabextract has it where that is installed. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { list, read } from './bundle-reading.ts'

const CORPUS =
  process.env['SETUPSCOPE_CORPUS'] ??
  fileURLToPath(new URL('../../../../shared/corpus', import.meta.url))
const CAB = join(CORPUS, 'other/licensing-diag-mszip.cab')

function has(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

if (!existsSync(CAB)) console.log(`skipped: there is no ${CAB}`)

test.skipIf(!existsSync(CAB))('the cabinet of the corpus', async () => {
  const listing = await list({ 'diag.cab': Uint8Array.from(readFileSync(CAB)) })
  expect(listing.problems).toEqual([])
  expect(listing.entries).toHaveLength(17)
  if (!has('cabextract')) return console.log('not compared: there is no cabextract here')
  const folder = mkdtempSync(join(tmpdir(), 'cabinet-'))
  try {
    execFileSync('cabextract', ['-q', '-d', folder, CAB])
    const there = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile())
      .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    expect(listing.entries.map(({ path }) => path).toSorted()).toEqual(there.toSorted())
    for (const entry of listing.entries) {
      const { bytes } = await read(entry)
      expect(Buffer.from(bytes).equals(readFileSync(join(folder, entry.path)))).toBe(true)
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
})
