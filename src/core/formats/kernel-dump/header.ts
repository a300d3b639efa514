/**
 * The header of a kernel memory dump. Its layout is not in the vendor's pages; public readers of the format agree on these offsets,
 * and real dumps of builds 19041 and 22000 confirm them. A field that was not filled in holds the word 'PAGE'.
 */
import { BinaryReader } from '../../base/binary-reader.ts'
import type { CrashDump } from '../../model/crash.ts'
import { filetimeToUtc, utcMs, type UtcMs } from '../../model/units.ts'
import type { Sink } from '../format.ts'

/** Where the fields stand. x64 and ARM64 share one layout; a 32-bit dump has its own. */
export interface Layout {
  readonly magic: string
  /** Bytes of a pointer, and of a bug check parameter. */
  readonly word: 4 | 8
  readonly size: number
  readonly directory: number
  readonly moduleList: number
  readonly machine: number
  readonly processors: number
  readonly bugCheck: number
  readonly parameters: number
  readonly debuggerData: number
  readonly context: number
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
    directory: 0x10,
    moduleList: 0x20,
    machine: 0x30,
    processors: 0x34,
    bugCheck: 0x38,
    parameters: 0x40,
    debuggerData: 0x80,
    context: 0x348,
    dumpType: 0xf98,
    systemTime: 0xfa8,
    uptime: 0x1030,
  },
  {
    magic: 'PAGEDUMP',
    word: 4,
    size: 0x1000,
    directory: 0x10,
    moduleList: 0x18,
    machine: 0x20,
    processors: 0x24,
    bugCheck: 0x28,
    parameters: 0x2c,
    debuggerData: 0x60,
    context: 0x320,
    dumpType: 0xf88,
    systemTime: 0xfc0,
    uptime: 0xfb8,
  },
]

const MACHINES: Readonly<Record<number, CrashDump['architecture']>> = {
  0x014c: 'x86',
  0x8664: 'x64',
  0xaa64: 'ARM64',
}

/** 7 is an automatic dump, which is a kernel one; 8 to 10 are the kinds that hold ranges of pages. */
const KINDS: Readonly<Record<number, CrashDump['dumpKind']>> = {
  1: 'full',
  2: 'kernel',
  4: 'triage',
  5: 'bitmap',
  6: 'bitmap',
  7: 'kernel',
  8: 'kernel',
  9: 'kernel',
  10: 'full',
}

const FILLER_32 = 0x45474150
const FILLER_64 = 0x4547415045474150n
/** Windows with this header did not exist before 1993; a later time than 2100 is damage. */
const EARLIEST = Date.UTC(1993, 0, 1)
const LATEST = Date.UTC(2100, 0, 1)
const LONGEST_UPTIME_MS = 100 * 365 * 24 * 3600 * 1000

export interface DumpHeader {
  readonly layout: Layout
  readonly machine: number
  readonly build: string
  readonly processors: number
  readonly bugCheck: number
  readonly parameters: readonly bigint[]
  readonly kindNumber: number
  readonly kind: CrashDump['dumpKind']
  readonly architecture: CrashDump['architecture']
  readonly at: UtcMs
  readonly uptimeMs: number
  /** 0 = not in the header. */
  readonly directory: bigint
  readonly moduleList: bigint
  readonly debuggerData: bigint
  /** The context record's bytes; empty where the file ends before. */
  readonly context: Uint8Array
}

export function layoutOf(bytes: Uint8Array): Layout | null {
  if (bytes.length < 8) return null
  const magic = new BinaryReader(bytes).ascii(0, 8)
  return LAYOUTS.find((layout) => layout.magic === magic) ?? null
}

/** `reader` holds the header at least up to its bug check parameters. Impossible times are told to `tell`. */
export function readHeader(
  reader: BinaryReader,
  layout: Layout,
  tell: Sink['problem'],
): DumpHeader {
  const word = (offset: number): bigint =>
    reader.has(offset, layout.word) ? readWord(reader, layout, offset) : 0n
  const machine = reader.u32(layout.machine)
  const kindNumber = reader.has(layout.dumpType, 4) ? known32(reader.u32(layout.dumpType)) : 0
  const contextBytes = layout.word === 8 ? 3000 : 1200
  return {
    layout,
    machine,
    build: String(known32(reader.u32(0x0c))),
    processors: known32(reader.u32(layout.processors)),
    bugCheck: known32(reader.u32(layout.bugCheck)),
    parameters: [0, 1, 2, 3].map((i) => word(layout.parameters + i * layout.word)),
    kindNumber,
    kind: KINDS[kindNumber] ?? 'none',
    architecture: MACHINES[machine] ?? 'unknown',
    at: readSystemTime(reader, layout, tell),
    uptimeMs: readUptime(reader, layout, tell),
    directory: word(layout.directory),
    moduleList: word(layout.moduleList),
    debuggerData: word(layout.debuggerData),
    context: reader.has(layout.context, contextBytes)
      ? reader.bytes(layout.context, contextBytes)
      : new Uint8Array(0),
  }
}

function readSystemTime(header: BinaryReader, layout: Layout, tell: Sink['problem']): UtcMs {
  if (!header.has(layout.systemTime, 8)) return utcMs(NaN)
  const ticks = header.u64(layout.systemTime)
  if (ticks === FILLER_64 || ticks === 0n) return utcMs(NaN)
  const at = filetimeToUtc(ticks)
  if (at >= EARLIEST && at <= LATEST) return at
  tell({
    code: 'damaged',
    at: String(layout.systemTime),
    detail: `The time of the crash is not a time: FILETIME ${ticks}.`,
    skipped: null,
  })
  return utcMs(NaN)
}

function readUptime(header: BinaryReader, layout: Layout, tell: Sink['problem']): number {
  if (!header.has(layout.uptime, 8)) return NaN
  const ticks = header.u64(layout.uptime)
  if (ticks === FILLER_64) return NaN
  const ms = Number(ticks / 10000n)
  if (ms <= LONGEST_UPTIME_MS) return ms
  tell({
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
