/**
 * Kernel memory dump (MEMORY.DMP, setupmem.dmp, Minidump\*.dmp): the header only.
 * https://learn.microsoft.com/windows-hardware/drivers/debugger/varieties-of-kernel-mode-dump-files
 *
 * The header's layout is not in the vendor's pages; public readers of the format agree on these offsets, and
 * real dumps of builds 19041 and 22000 confirm them. A field that was not filled in holds the word 'PAGE'.
 */
import { BinaryReader } from '../base/binary-reader.ts'
import { bugCheckMeaning } from '../codes/bug-check.ts'
import type { EventFields } from '../model/event-kinds.ts'
import { Level, RowFlag } from '../model/event-table.ts'
import { filetimeToUtc, utcMs, wallMs } from '../model/units.ts'
import type { UtcMs } from '../model/units.ts'
import type { BinaryFormat, BinaryReading, BinarySource, Sink } from './format.ts'

type Dump = EventFields['crash.dump']

/** Where the fields stand. x64 and ARM64 share one layout; a 32-bit dump has its own. */
interface Layout {
  readonly magic: string
  /** Bytes of a pointer, and of a bug check parameter. */
  readonly word: 4 | 8
  readonly size: number
  readonly machine: number
  readonly processors: number
  readonly bugCheck: number
  readonly parameters: number
  readonly dumpType: number
  /** FILETIME of the crash, UTC. */
  readonly systemTime: number
  /** 100 ns since the start of the system. */
  readonly uptime: number
}

const LAYOUTS: readonly Layout[] = [
  {
    magic: 'PAGEDU64',
    word: 8,
    size: 0x2000,
    machine: 0x30,
    processors: 0x34,
    bugCheck: 0x38,
    parameters: 0x40,
    dumpType: 0xf98,
    systemTime: 0xfa8,
    uptime: 0x1030,
  },
  {
    magic: 'PAGEDUMP',
    word: 4,
    size: 0x1000,
    machine: 0x20,
    processors: 0x24,
    bugCheck: 0x28,
    parameters: 0x2c,
    dumpType: 0xf88,
    systemTime: 0xfc0,
    uptime: 0xfb8,
  },
]

const MACHINES: Readonly<Record<number, Dump['architecture']>> = {
  0x014c: 'x86',
  0x8664: 'x64',
  0xaa64: 'ARM64',
}

const KINDS: Readonly<Record<number, Dump['dumpKind']>> = {
  1: 'full',
  2: 'kernel',
  4: 'triage',
  5: 'bitmap',
  6: 'bitmap',
}

const KIND_WORDS: Readonly<Record<Dump['dumpKind'], string>> = {
  full: 'complete memory dump',
  kernel: 'kernel memory dump',
  bitmap: 'memory dump with a page bitmap',
  triage: 'small memory dump (minidump)',
  user: 'process dump',
  none: 'not known',
}

const FILLER_32 = 0x45474150
const FILLER_64 = 0x4547415045474150n
const PAGE_SIZE = 4096
/** Windows with this header did not exist before 1993; a later time than 2100 is damage. */
const EARLIEST = Date.UTC(1993, 0, 1)
const LATEST = Date.UTC(2100, 0, 1)
const LONGEST_UPTIME_MS = 100 * 365 * 24 * 3600 * 1000

export const kernelDump: BinaryFormat = {
  id: 'kernel-dump',
  title: 'Kernel memory dump',
  docs: 'https://learn.microsoft.com/windows-hardware/drivers/debugger/varieties-of-kernel-mode-dump-files',
  names: [/\.dmp$/i],
  kind: 'binary',

  sniff: ({ bytes }) => (layoutOf(bytes) === null ? 0 : 1),

  async parse(source, sink): Promise<BinaryReading> {
    const head = await source.read(0, 0x2000 + 0x30)
    const layout = layoutOf(head)
    if (layout === null) {
      sink.problem({
        code: 'damaged',
        at: '0',
        detail: 'The file does not begin with PAGEDU64 or PAGEDUMP.',
        skipped: source.size,
      })
      return { rendered: [], records: 0, recordsBad: 1 }
    }
    const header = new BinaryReader(head)
    if (head.length < layout.parameters + 4 * layout.word) {
      sink.problem({
        code: 'truncated',
        at: String(head.length),
        detail: `The file ends after ${head.length} bytes, before the bug check of a header of ${layout.size}.`,
        skipped: head.length,
      })
      return { rendered: [], records: 0, recordsBad: 1 }
    }
    if (head.length < layout.size) {
      sink.problem({
        code: 'truncated',
        at: String(head.length),
        detail: `The file ends after ${head.length} bytes of a header of ${layout.size}.`,
        skipped: null,
      })
    } else {
      reportMissingPages(header, layout, source, sink)
    }
    return readFacts(header, layout, sink)
  },
}

function layoutOf(bytes: Uint8Array): Layout | null {
  if (bytes.length < 8) return null
  const magic = new BinaryReader(bytes).ascii(0, 8)
  return LAYOUTS.find((layout) => layout.magic === magic) ?? null
}

/** One row per fact, in the order of the file, so that rows cover their own bytes. Row 0 has the signal. */
function readFacts(header: BinaryReader, layout: Layout, sink: Sink): BinaryReading {
  const machine = header.u32(layout.machine)
  const build = String(known32(header.u32(0x0c)))
  const processors = known32(header.u32(layout.processors))
  const bugCheck = known32(header.u32(layout.bugCheck))
  const parameters = [0, 1, 2, 3].map((i) =>
    readWord(header, layout, layout.parameters + i * layout.word),
  )
  const kindNumber = header.has(layout.dumpType, 4) ? known32(header.u32(layout.dumpType)) : 0
  const at = readSystemTime(header, layout, sink)
  const uptimeMs = readUptime(header, layout, sink)

  const dump: Dump = {
    bugCheck,
    parameters: parameters.map((value) => `0x${value.toString(16)}`),
    at,
    uptimeMs,
    build,
    architecture: MACHINES[machine] ?? 'unknown',
    dumpKind: KINDS[kindNumber] ?? 'none',
  }
  if (dump.dumpKind === 'none' && header.has(layout.dumpType, 4)) {
    sink.problem({
      code: 'unsupported',
      at: String(layout.dumpType),
      detail: `The dump's kind is ${kindNumber}; known are 1, 2, 4, 5 and 6.`,
      skipped: null,
    })
  }

  const facts: { start: number; size: number; level: number; text: string }[] = []
  const addFact = (start: number, size: number, text: string, level: number = Level.Info): void => {
    if (header.has(start, size)) facts.push({ start, size, level, text })
  }
  const machineText =
    dump.architecture === 'unknown' ? `machine type 0x${machine.toString(16)}` : dump.architecture
  addFact(
    0,
    layout.bugCheck + 4,
    `Bug check ${bugCheckText(bugCheck)} on Windows build ${build} (${machineText}, ${processors} processors)`,
    Level.Fatal,
  )
  dump.parameters.forEach((value, i) => {
    addFact(layout.parameters + i * layout.word, layout.word, `Parameter ${i + 1}: ${value}`)
  })
  addFact(layout.dumpType, 4, `Kind of dump: ${KIND_WORDS[dump.dumpKind]} (${kindNumber})`)
  addFact(layout.systemTime, 8, `Time of the crash: ${utcText(at)}`)
  addFact(layout.uptime, 8, `Time since the start of Windows: ${uptimeText(uptimeMs)}`)
  facts.sort((a, b) => a.start - b.start)

  facts.forEach((fact, i) => {
    // The dump's time is UTC and stands in the signal: no row has a wall time.
    sink.table.add(wallMs(NaN), i + 1, fact.start, fact.level, 0, RowFlag.TimeCarried)
    sink.table.extend(fact.start + fact.size)
  })
  sink.table.code[0] = bugCheck
  sink.signal({ kind: 'crash.dump', row: 0, line: 1, ...dump })
  return { rendered: facts.map((fact) => fact.text), records: 1, recordsBad: 0 }
}

/** A small dump states its size, a bitmap dump the place and number of its pages: less than that is a cut file. */
function reportMissingPages(
  header: BinaryReader,
  layout: Layout,
  source: BinarySource,
  sink: Sink,
): void {
  if (layout.word !== 8 || !header.has(layout.size, 0x30)) return
  const kind = KINDS[header.u32(layout.dumpType)]
  let stated = 0
  if (kind === 'triage') {
    stated = header.u32(layout.size + 4)
  } else if (kind === 'bitmap' && /^[SF]DMPDUMP$/.test(header.ascii(layout.size, 8))) {
    const firstPage = Number(header.u64(layout.size + 0x20))
    const pages = Number(header.u64(layout.size + 0x28))
    stated = firstPage + pages * PAGE_SIZE
  }
  if (stated <= source.size) return
  sink.problem({
    code: 'truncated',
    at: String(source.size),
    detail: `The dump states a size of ${stated} bytes, the file has ${source.size}.`,
    skipped: stated - source.size,
  })
}

function readSystemTime(header: BinaryReader, layout: Layout, sink: Sink): UtcMs {
  if (!header.has(layout.systemTime, 8)) return utcMs(NaN)
  const ticks = header.u64(layout.systemTime)
  if (ticks === FILLER_64 || ticks === 0n) return utcMs(NaN)
  const at = filetimeToUtc(ticks)
  if (at >= EARLIEST && at <= LATEST) return at
  sink.problem({
    code: 'damaged',
    at: String(layout.systemTime),
    detail: `The time of the crash is not a time: FILETIME ${ticks}.`,
    skipped: null,
  })
  return utcMs(NaN)
}

function readUptime(header: BinaryReader, layout: Layout, sink: Sink): number {
  if (!header.has(layout.uptime, 8)) return NaN
  const ticks = header.u64(layout.uptime)
  if (ticks === FILLER_64) return NaN
  const ms = Number(ticks / 10000n)
  if (ms <= LONGEST_UPTIME_MS) return ms
  sink.problem({
    code: 'damaged',
    at: String(layout.uptime),
    detail: `The time since the start of Windows is not one: ${ticks} units of 100 ns.`,
    skipped: null,
  })
  return NaN
}

function readWord(header: BinaryReader, layout: Layout, offset: number): bigint {
  if (layout.word === 4) return BigInt(known32(header.u32(offset)))
  const value = header.u64(offset)
  return value === FILLER_64 ? 0n : value
}

function known32(value: number): number {
  return value === FILLER_32 ? 0 : value
}

/** `0x0000000A IRQL_NOT_LESS_OR_EQUAL`. */
function bugCheckText(code: number): string {
  const hex = `0x${code.toString(16).toUpperCase().padStart(8, '0')}`
  const { name } = bugCheckMeaning(code)
  return name === null ? hex : `${hex} ${name}`
}

function utcText(at: UtcMs): string {
  if (Number.isNaN(at)) return 'not in the dump'
  return `${new Date(at).toISOString().replace('T', ' ').replace('Z', '')} UTC`
}

function uptimeText(ms: number): string {
  if (Number.isNaN(ms)) return 'not in the dump'
  const two = (n: number): string => String(n).padStart(2, '0')
  const seconds = Math.floor(ms / 1000)
  const days = Math.floor(seconds / 86400)
  const clock = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60]
  return `${days} days ${clock.map(two).join(':')}.${String(ms % 1000).padStart(3, '0')}`
}
