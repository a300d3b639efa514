/** Driver logs and dumps of the corpus against what was counted in them by other means; see corpus.test.ts. */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

import type { EventKind, Signal } from '../../src/core/model/event-kinds.ts'
import { Level } from '../../src/core/model/event-table.ts'
import type { LogFile } from '../../src/core/model/log-file.ts'
import { parseBytes } from '../support/parse-bytes.ts'

const CORPUS =
  process.env['SETUPSCOPE_CORPUS'] ??
  fileURLToPath(new URL('../../../shared/corpus', import.meta.url))
const MANIFEST = `${CORPUS}/MANIFEST.json`

interface SectionFacts {
  readonly sections_opened: number
  readonly exit_status_counts: Readonly<Record<string, number>>
  readonly boot_sessions: number
  readonly 'error_marks_!!!': number
  readonly 'warning_marks_!': number
}

interface DumpFacts {
  readonly minor_build: number
  readonly machine: string
  readonly bugcheck: string
  readonly bugcheck_name: string
  readonly params: readonly string[]
  readonly system_time_utc: string
  readonly uptime_seconds: number
}

interface Item {
  readonly path: string
  readonly kind: string
  readonly facts: unknown
}

const items: readonly Item[] = existsSync(MANIFEST)
  ? (JSON.parse(readFileSync(MANIFEST, 'utf8')) as readonly Item[])
  : []
const logs = items.filter(({ kind, path }) => kind === 'setupapi' && !path.includes('win2000'))
const dumps = items.filter(({ kind }) => kind === 'dump')

test.skipIf(items.length > 0)('there is no corpus here', ({ skip }) => skip())

describe.each(logs.map((item) => [item.path, item] as const))('%s', (_, item) => {
  test('has the sections, ends and marks that were counted', async () => {
    const facts = item.facts as SectionFacts
    const file = await read(item)
    const ends = signalsOf(file, 'drv.section-end')
    expect(signalsOf(file, 'drv.section-begin')).toHaveLength(facts.sections_opened)
    expect(Object.fromEntries(tally(ends.map(({ text }) => text)))).toEqual(
      facts.exit_status_counts,
    )
    expect(ends.filter(({ ok }) => !ok).every(({ text }) => text.startsWith('FAILURE'))).toBe(true)
    expect(signalsOf(file, 'sys.boot')).toHaveLength(facts.boot_sessions)
    expect(signalsOf(file, 'drv.error')).toHaveLength(facts['error_marks_!!!'])
    const warnings = file.table.level.filter((level) => level === Level.Warning)
    expect(warnings).toHaveLength(facts['warning_marks_!'])
  })

  test('ends each operation that it begins', async () => {
    const file = await read(item)
    const begun = tally(signalsOf(file, 'drv.open').map(({ operation }) => operation))
    const ended = tally(signalsOf(file, 'drv.close').map(({ operation }) => operation))
    for (const [operation, count] of begun)
      expect([operation, ended.get(operation)]).toEqual([operation, count])
  })
})

describe.each(dumps.map((item) => [item.path, item] as const))('%s', (_, item) => {
  test('has the crash that was read by other means', async () => {
    const facts = item.facts as DumpFacts
    const file = await read(item)
    expect(file.problems).toEqual([])
    expect(file.rendered?.[0]).toContain(facts.bugcheck_name)
    const [crash] = signalsOf(file, 'crash.dump')
    expect(crash).toMatchObject({
      bugCheck: Number(facts.bugcheck),
      parameters: facts.params,
      at: Date.parse(facts.system_time_utc),
      uptimeMs: Math.floor(facts.uptime_seconds * 1000),
      build: String(facts.minor_build),
      architecture: facts.machine === '0xaa64' ? 'ARM64' : 'x64',
      dumpKind: 'triage',
    })
  })
})

async function read({ path }: Item): Promise<LogFile> {
  return (await parseBytes(new Uint8Array(readFileSync(`${CORPUS}/${path}`)))).file
}

function signalsOf<K extends EventKind>(file: LogFile, kind: K): readonly Signal<K>[] {
  // The union is wider than the compiler follows from a type parameter.
  return file.signals.filter((signal) => signal.kind === kind) as unknown as readonly Signal<K>[]
}

function tally(words: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}
