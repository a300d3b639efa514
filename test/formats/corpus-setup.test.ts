/**
 * Windows Setup's own XML, SetupDiag's results and the unstamped setupact.log, held to the real files beside the project and
 * to what a plain count of their text gives. Without them the suite says so.
 */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

import { listBundle } from '../../src/core/bundle/list-bundle.ts'
import { parseOne } from '../../src/core/pipeline/parse-one.ts'
import { Level } from '../../src/core/model/event-table.ts'
import type { LogFile } from '../../src/core/model/log-file.ts'
import { wallMs } from '../../src/core/model/units.ts'
import { formatWall } from '../../src/core/text/wall-time.ts'
import { parseBytes } from '../support/parse-bytes.ts'

const CORPUS =
  process.env['SETUPSCOPE_CORPUS'] ??
  fileURLToPath(new URL('../../../shared/corpus', import.meta.url))
const MANIFEST = `${CORPUS}/MANIFEST.json`

interface Item {
  readonly path: string
  readonly kind: string
  readonly facts: { readonly lines?: number }
}

const items: readonly Item[] = existsSync(MANIFEST)
  ? (JSON.parse(readFileSync(MANIFEST, 'utf8')) as readonly Item[])
  : []

const matching = (pattern: RegExp): readonly (readonly [string, Item])[] =>
  items.filter(({ path }) => pattern.test(path)).map((item) => [item.path, item] as const)

const bytesOf = (path: string): Uint8Array => new Uint8Array(readFileSync(`${CORPUS}/${path}`))

/** More lines of no record than this are a gap in the grammar. */
const MOST_UNPARSED = 0.005

function unparsedShare(file: LogFile): number {
  const lines = file.unparsed.reduce((sum, run) => sum + run.lines, 0)
  return file.lines === 0 ? 0 : lines / file.lines
}

function kinds(file: LogFile): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { kind } of file.signals) counts[kind] = (counts[kind] ?? 0) + 1
  return counts
}

test.skipIf(items.length > 0)('there is no corpus here', ({ skip }) => skip())

describe.each(matching(/\.diag(?:err|wrn)\.xml$/))('%s', (path, item) => {
  test('gives its rows in order, with times, severities and codes', async () => {
    const bytes = bytesOf(path)
    const { file } = await parseBytes(bytes)
    expect(file).toMatchObject({ format: 'diag-rowset', lines: item.facts.lines, problems: [] })
    expect(file.unparsed).toEqual([])
    const printed = [...new TextDecoder().decode(bytes).matchAll(/<z:row [^>]* Sev="(\d+)"[^>]* DT="([^"]+)"/g)] // prettier-ignore
    const read = Array.from(file.table.time, (time, row) => [
      file.table.level[row] === Level.Error ? '33554432' : '50331648',
      formatWall(wallMs(time)).replace(' ', 'T'),
    ])
    expect(read.filter(([, time]) => time !== '')).toEqual(printed.map(([, sev, dt]) => [sev, dt]))
  })
})

describe.each(matching(/(?:CompatData|ScanResult).*\.xml$/))('%s', (path, item) => {
  test('gives each thing that was scanned', async () => {
    const bytes = bytesOf(path)
    const { file } = await parseBytes(bytes)
    expect(file).toMatchObject({ format: 'compat-report', lines: item.facts.lines, problems: [] })
    const text = new TextDecoder().decode(bytes)
    const things = text.match(/<(?:HardwareItem|DriverPackage|Program|Device) /g) ?? []
    expect(file.table.length).toBe(things.length + 1)
    const blocked = file.signals.filter(
      (signal) => signal.kind === 'compat.item' && signal.blocking !== 'None',
    )
    expect(blocked).toHaveLength(text.match(/BlockMigration="True"/g)?.length ?? 0)
  })
})

describe.each(matching(/windows-dir-setupact/))('%s', (path, item) => {
  test('is read in its own grammars', async () => {
    const { file } = await parseBytes(bytesOf(path))
    expect(file).toMatchObject({ format: 'windows-setupact', lines: item.facts.lines })
    expect(file.unparsed).toEqual([])
    // All three ended well, in three languages.
    expect(Math.max(...file.table.level)).toBe(Level.Info)
    expect(file.signals).toEqual([])
  })
})

describe.each(matching(/^panther\/(?!windows-dir)/))('%s', (path) => {
  test('leaves hardly a line over', async () => {
    const { file } = await parseBytes(bytesOf(path))
    expect(unparsedShare(file)).toBeLessThan(MOST_UNPARSED)
  })
})

describe.each(matching(/SetupDiagResults\.log$/))('%s', (path, item) => {
  test('tells the rule, the codes and where the upgrade stood', async () => {
    const { file } = await parseBytes(bytesOf(path))
    expect(file).toMatchObject({ format: 'setupdiag', lines: item.facts.lines, problems: [] })
    expect(file.unparsed).toEqual([])
    expect(file.signals.find(({ kind }) => kind === 'setupdiag.result')).toMatchObject({
      rule: 'FindRollbackFailure',
      result: 0x8007000d,
      extend: 0x2000c,
      phase: 'Safe OS',
    })
  })
})

describe.each(matching(/bundle\.zip$/))('%s', (path) => {
  test('holds nothing that is left as text', async () => {
    const blob = new Blob([bytesOf(path).slice()])
    const { entries } = await listBundle([{ path: 'bundle.zip', blob }], { passwords: new Map() })
    const formats: Record<string, number> = {}
    for (const entry of entries) {
      const { file } = await parseOne(entry)
      if (file === null) throw new Error(`${entry.path} was not read`)
      formats[file.format] = (formats[file.format] ?? 0) + 1
      expect(unparsedShare(file), entry.path).toBeLessThan(MOST_UNPARSED)
      if (/setupact\.log$/.test(entry.path)) {
        expect(file.lines).toBe(103_269)
        expect(kinds(file)).toMatchObject({ 'setup.operation-row': 656, 'setup.queue-failed': 2 })
      }
    }
    expect(formats).toEqual({ 'compat-report': 8, panther: 2, setupapi: 2, setupdiag: 1 })
  })
})
