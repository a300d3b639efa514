/**
 * Logs of servicing, of driver installers and of restarts against what was counted in them by other means; see corpus.test.ts.
 * Lines that no record holds are counted for all of them.
 */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

import { RowFlag } from '../../src/core/model/event-table.ts'
import type { EventKind, Signal } from '../../src/core/model/event-kinds.ts'
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
  readonly facts: {
    readonly lines?: number
    readonly timestamped_lines?: number
    readonly min_timestamp?: string
    readonly max_timestamp?: string
  }
}

const items: readonly Item[] = existsSync(MANIFEST)
  ? (JSON.parse(readFileSync(MANIFEST, 'utf8')) as readonly Item[])
  : []

/** What reads logs that lie in the corpus beside its main kinds. */
const FORMATS: readonly (readonly [RegExp, string])[] = [
  [/other\/DPINST/, 'dpinst'],
  [/other\/PFRO/, 'pfro'],
  [/other\/poqexec/, 'poqexec'],
  [/other\/devcon-device-ids/, 'amd-setup'],
  [/win2000-setupapi/, 'setupapi-xp'],
]
const others = items.flatMap((item) => {
  const format = FORMATS.find(([pattern]) => pattern.test(item.path))?.[1]
  return format === undefined ? [] : [[item.path, item, format] as const]
})
const servicing = items.filter(({ kind }) => ['cbs', 'dism', 'setupapi'].includes(kind))

/** Lines that a person has written into the log, found by reading it. */
const NOTES: readonly (readonly [RegExp, number])[] = [[/russian-preface/, 3]]

test.skipIf(items.length > 0)('there is no corpus here', ({ skip }) => skip())

describe.each(others)('%s', (path, item, format) => {
  test('is read by its format, line by line', async () => {
    const file = await read(path)
    expect(file.format).toBe(format)
    expect(file.lines).toBe(item.facts.lines)
    expect(file.problems.filter(({ code }) => code !== 'damaged')).toEqual([])
    expect(unparsedLines(file)).toBe(0)
  })
})

describe.each(servicing.map((item) => [item.path, item] as const))('%s', (path) => {
  test('leaves no line out but notes', async () => {
    const file = await read(path)
    const notes = NOTES.find(([pattern]) => pattern.test(path))?.[1] ?? 0
    expect(unparsedLines(file)).toBe(notes)
    expect(unparsedLines(file) / file.lines).toBeLessThan(0.005)
  })
})

describe.skipIf(items.length === 0)('what was found in them by reading', () => {
  test('the log of Windows 2000 has its blocks and failed steps', async () => {
    const item = items.find(({ path }) => path.includes('win2000')) as Item
    const file = await read(item.path)
    expect(of(file, 'drv.section-begin')).toHaveLength(item.facts.timestamped_lines ?? -1)
    const times = ownTimes(file)
    expect([times.at(0), times.reduce((a, b) => (a < b ? b : a))]).toEqual(
      [item.facts.min_timestamp, item.facts.max_timestamp].map((text) =>
        text?.replaceAll('/', '-'),
      ),
    )
    expect(file.table.code.filter((code) => code === 0xe0000228)).toHaveLength(56)
    expect(file.table.code.filter((code) => code > 0xffff)).toHaveLength(72)
  })

  test('SFC that finds nothing says how much it verified', async () => {
    const file = await read('cbs/win10-19041.2664-sfc-clean.CBS.log')
    const results = of(file, 'cbs.repair-result').map(({ what, count }) => [what, count])
    expect(results).toEqual([
      ['verified', expect.any(Number)],
      ['repaired', 0],
    ])
    expect(results[0]?.[1]).toBeGreaterThan(10_000)
    expect(of(file, 'cbs.corruption')).toEqual([])
  })

  test('SFC that finds corrupt files names each, and what became of it', async () => {
    const file = await read('cbs/win11-22621-sfc-corrupt-hydration-failed.CBS.log')
    const dns = of(file, 'cbs.corruption').filter((one) => one.file.endsWith('dnsapi.dll'))
    // Given up, put back from its backup, and found again by the check of the store after it.
    expect(new Set(dns.map(({ repaired }) => repaired))).toEqual(new Set([false, true, null]))
    expect(dns.at(-1)?.component).toMatch(/^amd64_microsoft-windows-dns-client-minwin_/)
    const font = of(file, 'cbs.corruption').filter((one) => one.file.endsWith('YuGothB.ttc'))
    expect(font.some(({ repaired }) => repaired === true)).toBe(false)
    // CSI prints the reason of these by its name alone.
    const hydration = of(file, 'cbs.failed').filter(({ text }) => text.includes('Hydration failed'))
    expect(new Set(hydration.map(({ code }) => code))).toEqual(new Set([0xc007000d]))
  })

  test('RestoreHealth without a source names what it could not repair', async () => {
    const file = await read('cbs/server2012-9200-restorehealth-0x800f081f.CBS.log')
    const lost = of(file, 'cbs.corruption').filter(({ what }) => what.startsWith('Missing '))
    expect(lost).toHaveLength(6)
    expect(new Set(lost.map(({ component }) => component)).size).toBe(3)
  })

  test('WinPE writes DISM and CBS into one log', async () => {
    for (const path of [
      'cbs/winpe-17763-dism-in-cbs-log.cbs.log',
      'cbs/winpe-19041.3745.cbs.log',
    ]) {
      const file = await read(path)
      expect(of(file, 'dism.command')).toHaveLength(1)
      expect(of(file, 'machine.fact').length).toBeGreaterThan(1)
    }
  })

  test('DISM names the code that decided before it hands on another', async () => {
    const file = await read('dism/sccm-offline-win7-driver-apply-0x80004005.dism.log')
    const codes = of(file, 'dism.failed').map(({ code }) => code)
    expect(codes[0]).toBe(0x80070020)
    expect(codes.at(-1)).toBe(0x80004005)
  })

  test('operations that waited for a restart have path and status', async () => {
    const file = await read('other/PFRO-utf16le-2.log')
    const operations = of(file, 'boot.file-operation')
    expect(operations).toHaveLength(156)
    expect(operations[0]).toMatchObject({ operation: 'delete', code: 0xc0000101 })
    expect(ownTimes(file)[0]).toBe('2019-06-05 06:13:32')
    expect(of(await read('other/poqexec.log'), 'boot.file-operation')).toMatchObject([
      { operation: 'CreateFile', code: 0xc0190003 },
    ])
  })

  test('each run of DPInst ends well', async () => {
    const file = await read('other/DPINST-utf16le.LOG')
    const ends = of(file, 'drv.section-end')
    expect(ends).toHaveLength(4)
    expect(ends.every(({ ok }) => ok)).toBe(true)
    expect(ownTimes(file)[0]).toBe('2024-05-06 19:47:13')
  })

  test('two programs in one log tell the order of its dates', async () => {
    const times = ownTimes(await read('other/devcon-device-ids.log'))
    expect(new Set(times.map((time) => time.slice(0, 10)))).toEqual(new Set(['2024-05-06']))
  })
})

async function read(path: string): Promise<LogFile> {
  const { file } = await parseBytes(new Uint8Array(readFileSync(`${CORPUS}/${path}`)))
  return file
}

function of<K extends EventKind>(file: LogFile, kind: K): readonly Signal<K>[] {
  // The union of kinds is wider than the compiler follows.
  return file.signals.filter(
    (signal) => signal.kind === kind,
  ) as readonly Signal[] as readonly Signal<K>[]
}

function unparsedLines(file: LogFile): number {
  return file.unparsed.reduce((sum, { lines }) => sum + lines, 0)
}

function ownTimes({ table }: LogFile): readonly string[] {
  return Array.from(table.time)
    .filter((_, row) => ((table.flags[row] ?? 0) & RowFlag.TimeCarried) === 0)
    .map((time) => formatWall(wallMs(time)))
}
