/**
 * Real logs against what was counted in them by other means. The corpus is not part of the repository:
 * without it, this is skipped. Point SETUPSCOPE_CORPUS at a folder with a MANIFEST.json to run it.
 */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

import { Level, RowFlag } from '../../src/core/model/event-table.ts'
import type { LogFile } from '../../src/core/model/log-file.ts'
import { wallMs } from '../../src/core/model/units.ts'
import { formatWall } from '../../src/core/text/wall-time.ts'
import { parseBytes } from '../support/parse-bytes.ts'

const CORPUS =
  process.env['SETUPSCOPE_CORPUS'] ??
  fileURLToPath(new URL('../../../shared/corpus', import.meta.url))
const MANIFEST = `${CORPUS}/MANIFEST.json`

interface Facts extends Readonly<Partial<Record<keyof typeof SIGNALS_OF_FACTS, number>>> {
  readonly lines?: number
  readonly timestamped_lines?: number
  readonly min_timestamp?: string
  readonly max_timestamp?: string
  readonly severity_counts?: Readonly<Record<string, number>>
}

interface Item {
  readonly path: string
  readonly kind: string
  readonly first_timestamp: string | null
  readonly last_timestamp: string | null
  readonly facts: Facts
}

/** Kinds of the corpus whose logs a format of the same id reads. */
const KINDS = ['panther', 'cbs', 'dism', 'setupapi']
/** Other grammars that share a file name: tested in corpus-servicing.test.ts and corpus-setup.test.ts. */
const READ_BY_ANOTHER = /win2000-setupapi|windows-dir-setupact/

/** Counts of the manifest that a kind of signal must reach. */
const SIGNALS_OF_FACTS = {
  sections_opened: 'drv.section-begin',
  section_ends: 'drv.section-end',
  boot_sessions: 'sys.boot',
  'error_marks_!!!': 'drv.error',
} as const

/** Of what is stamped line by line, every stamp is a row; section logs carry times from line to line. */
const STAMPED_BY_LINE = ['panther', 'cbs', 'dism']

const items: readonly Item[] = existsSync(MANIFEST)
  ? (JSON.parse(readFileSync(MANIFEST, 'utf8')) as readonly Item[]).filter(
      ({ kind, path }) => KINDS.includes(kind) && !READ_BY_ANOTHER.test(path),
    )
  : []

test.skipIf(items.length > 0)('there is no corpus here', ({ skip }) => skip())

describe.each(items.map((item) => [item.path, item] as const))('%s', (path, item) => {
  test('has the lines, times and severities that were counted', async () => {
    const { file } = await parseBytes(new Uint8Array(readFileSync(`${CORPUS}/${path}`)))
    expect(file.format).toBe(item.kind)
    expect(file.lines).toBe(item.facts.lines)
    expect({ ...timesOf(file) }).toMatchObject(printedTimes(item))
    for (const [fact, kind] of Object.entries(SIGNALS_OF_FACTS)) {
      const counted = item.facts[fact as keyof typeof SIGNALS_OF_FACTS]
      if (counted === undefined) continue
      expect(file.signals.filter((signal) => signal.kind === kind).length, fact).toBe(counted)
    }
    if (!STAMPED_BY_LINE.includes(item.kind)) return
    const { severity_counts: severities, timestamped_lines: stamped } = item.facts
    expect({ stamped: ownTimes(file).length, severities: severitiesOf(file) }).toEqual({
      stamped,
      severities,
    })
  })
})

function ownTimes({ table }: LogFile): readonly number[] {
  return Array.from(table.time).filter(
    (time, row) => !Number.isNaN(time) && ((table.flags[row] ?? 0) & RowFlag.TimeCarried) === 0,
  )
}

function timesOf(file: LogFile): { readonly [name: string]: string } {
  const times = ownTimes(file)
  const [first = NaN] = times
  return {
    first: formatWall(wallMs(first)),
    last: formatWall(wallMs(times.at(-1) ?? NaN)),
    min: formatWall(wallMs(times.reduce((a, b) => Math.min(a, b), Infinity))),
    max: formatWall(wallMs(times.reduce((a, b) => Math.max(a, b), -Infinity))),
  }
}

/** The manifest prints times as the log does. For logs in sections it counted section marks alone. */
function printedTimes(item: Item): { readonly [name: string]: string } {
  const printed = (text: string | null | undefined): string =>
    (text ?? '').replaceAll('/', '-').replace(/\.000$/, '')
  if (!STAMPED_BY_LINE.includes(item.kind)) return {}
  return {
    first: printed(item.first_timestamp),
    last: printed(item.last_timestamp),
    min: printed(item.facts.min_timestamp),
    max: printed(item.facts.max_timestamp),
  }
}

function severitiesOf({ table }: LogFile): Record<string, number> {
  const names = new Map<number, string>(Object.entries(Level).map(([name, value]) => [value, name]))
  const counts: Record<string, number> = {}
  for (let row = 0; row < table.length; row++) {
    if (((table.flags[row] ?? 0) & RowFlag.Unparsed) !== 0) continue
    const name = names.get(table.level[row] ?? -1) ?? ''
    counts[name] = (counts[name] ?? 0) + 1
  }
  return counts
}
