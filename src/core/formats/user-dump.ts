/**
 * User-mode minidump (`MDMP`): the crash of one process, as Windows Error Reporting and ProcDump write it.
 * https://learn.microsoft.com/windows/win32/api/minidumpapiset/ (MINIDUMP_HEADER and the streams it leads to)
 *
 * Read by slices: its memory, which may have gigabytes, is not touched.
 */
import { lookUp } from '../codes/look-up.ts'
import type { CrashDump } from '../model/crash.ts'
import { Level, RowFlag } from '../model/event-table.ts'
import { utcMs, wallMs } from '../model/units.ts'
import type { BinaryFormat, BinaryReading, BinarySource, Sink } from './format.ts'
import { viewOf } from './kernel-dump/memory.ts'
import { fileNameOf, ModuleMap, moduleTitle, utf16Text } from './kernel-dump/modules.ts'

const MAGIC = 0x504d_444d
const HEADER_BYTES = 0x20
const STREAM_BYTES = 12
const MODULE_BYTES = 108
/** Real dumps have some twenty streams and some hundred modules. */
const MOST_STREAMS = 512
const MOST_MODULES = 4096

const Stream = { Modules: 4, Exception: 6, System: 7, Misc: 15 } as const

const ARCHITECTURES: Readonly<Record<number, CrashDump['architecture']>> = {
  0: 'x86',
  9: 'x64',
  12: 'ARM64',
}

interface UserModule {
  readonly name: string
  readonly base: bigint
  readonly size: number
  readonly timestamp: number
  /** `10.0.19041.1`; '' = none stated. */
  readonly version: string
}

interface UserException {
  readonly code: number
  readonly address: bigint
  readonly parameters: readonly bigint[]
  readonly thread: number
}

export const userDump: BinaryFormat = {
  id: 'user-dump',
  title: { en: 'Process dump (minidump)', zh: '进程转储文件（minidump）' },
  docs: 'https://learn.microsoft.com/windows/win32/api/minidumpapiset/',
  names: [/\.(?:dmp|mdmp|hdmp)$/i],
  kind: 'binary',

  sniff: ({ bytes }) =>
    bytes.length >= 8 && viewOf(bytes).getUint32(0, true) === MAGIC && bytes[4] === 0x93 ? 1 : 0,

  async parse(source, sink): Promise<BinaryReading> {
    const head = await source.read(0, HEADER_BYTES)
    if (head.length < HEADER_BYTES) {
      const detail = `The file ends after ${head.length} bytes of a header of ${HEADER_BYTES}.`
      sink.problem({ code: 'truncated', at: `${head.length}`, detail, skipped: null })
      return { rendered: [], records: 0, recordsBad: 1 }
    }
    const streams = await readStreams(source, head, sink)
    const modules = await readModules(source, streams.get(Stream.Modules), sink)
    const exception = await readException(source, streams.get(Stream.Exception))
    const system = await readSystem(source, streams.get(Stream.System))
    const created = await readCreateTime(source, streams.get(Stream.Misc))
    const at = viewOf(head).getUint32(0x14, true) * 1000
    return write({ modules, exception, at, created, ...system }, sink)
  },
}

interface StreamPlace {
  readonly offset: number
  readonly size: number
}

async function readStreams(
  source: BinarySource,
  head: Uint8Array,
  sink: Sink,
): Promise<ReadonlyMap<number, StreamPlace>> {
  const count = Math.min(viewOf(head).getUint32(8, true), MOST_STREAMS)
  const at = viewOf(head).getUint32(12, true)
  const bytes = await source.read(at, count * STREAM_BYTES)
  const streams = new Map<number, StreamPlace>()
  const view = viewOf(bytes)
  for (let i = 0; i + STREAM_BYTES <= bytes.length; i += STREAM_BYTES) {
    const place = { size: view.getUint32(i + 4, true), offset: view.getUint32(i + 8, true) }
    if (place.offset + place.size <= source.size) streams.set(view.getUint32(i, true), place)
    else tellCut(sink, source, place)
  }
  if (bytes.length < count * STREAM_BYTES)
    tellCut(sink, source, { offset: at, size: count * STREAM_BYTES })
  return streams
}

function tellCut(sink: Sink, source: BinarySource, { offset, size }: StreamPlace): void {
  sink.problem({
    code: 'truncated',
    at: `${source.size}`,
    detail: `Expected ${size} bytes at ${offset}, the file has ${source.size}.`,
    skipped: null,
  })
}

async function readModules(
  source: BinarySource,
  place: StreamPlace | undefined,
  sink: Sink,
): Promise<readonly UserModule[]> {
  if (place === undefined || place.size < 4) return []
  const bytes = await source.read(
    place.offset,
    Math.min(place.size, 4 + MOST_MODULES * MODULE_BYTES),
  )
  if (bytes.length < 4) return []
  const view = viewOf(bytes)
  const stated = view.getUint32(0, true)
  const modules: UserModule[] = []
  let unnamed = 0
  for (
    let at = 4;
    at + MODULE_BYTES <= bytes.length && modules.length < stated;
    at += MODULE_BYTES
  ) {
    const name = await readName(source, view.getUint32(at + 20, true))
    if (name === null) unnamed++
    const hasVersion = view.getUint32(at + 24, true) === 0xfeef_04bd
    modules.push({
      name: name === null ? `module-${modules.length + 1}` : fileNameOf(name),
      base: view.getBigUint64(at, true),
      size: view.getUint32(at + 8, true),
      timestamp: view.getUint32(at + 16, true),
      version: hasVersion ? versionText(view, at + 32) : '',
    })
  }
  if (unnamed > 0) {
    const detail = `The names of ${unnamed} of ${stated} modules are not in the file.`
    sink.problem({ code: 'truncated', at: `${source.size}`, detail, skipped: null })
  }
  if (modules.length < stated) tellCut(sink, source, { ...place, size: 4 + stated * MODULE_BYTES })
  return modules
}

/** MINIDUMP_STRING: length in bytes, then UTF-16. */
async function readName(source: BinarySource, offset: number): Promise<string | null> {
  const bytes = await source.read(offset, 4 + 2 * 520)
  if (bytes.length < 4) return null
  const length = viewOf(bytes).getUint32(0, true)
  return length > 1040 ? null : utf16Text(bytes.subarray(4, 4 + length))
}

/** VS_FIXEDFILEINFO: two words, most significant first. */
function versionText(view: DataView, at: number): string {
  const parts = [
    view.getUint16(at + 2, true),
    view.getUint16(at, true),
    view.getUint16(at + 6, true),
    view.getUint16(at + 4, true),
  ]
  return parts.join('.')
}

async function readException(
  source: BinarySource,
  place: StreamPlace | undefined,
): Promise<UserException | null> {
  if (place === undefined) return null
  const bytes = await source.read(place.offset, 160)
  if (bytes.length < 160) return null
  const view = viewOf(bytes)
  const count = Math.min(view.getUint32(32, true), 15)
  return {
    thread: view.getUint32(0, true),
    code: view.getUint32(8, true),
    address: view.getBigUint64(24, true),
    parameters: Array.from({ length: count }, (_, i) => view.getBigUint64(40 + 8 * i, true)),
  }
}

async function readSystem(
  source: BinarySource,
  place: StreamPlace | undefined,
): Promise<{ readonly build: string; readonly architecture: CrashDump['architecture'] }> {
  const bytes = place === undefined ? new Uint8Array(0) : await source.read(place.offset, 24)
  if (bytes.length < 24) return { build: '', architecture: 'unknown' }
  const view = viewOf(bytes)
  return {
    build: String(view.getUint32(16, true)),
    architecture: ARCHITECTURES[view.getUint16(0, true)] ?? 'unknown',
  }
}

/** ms since 1970 UTC; NaN = not in the dump. MINIDUMP_MISC1_PROCESS_TIMES is bit 1. */
async function readCreateTime(
  source: BinarySource,
  place: StreamPlace | undefined,
): Promise<number> {
  const bytes = place === undefined ? new Uint8Array(0) : await source.read(place.offset, 24)
  if (bytes.length < 24 || (viewOf(bytes).getUint32(4, true) & 2) === 0) return NaN
  return viewOf(bytes).getUint32(12, true) * 1000
}

interface UserCrash {
  readonly modules: readonly UserModule[]
  readonly exception: UserException | null
  readonly at: number
  readonly created: number
  readonly build: string
  readonly architecture: CrashDump['architecture']
}

function write(crash: UserCrash, sink: Sink): BinaryReading {
  const { modules, exception, at, created } = crash
  const process = modules[0]?.name ?? ''
  const where = exception === null ? null : frameOf(modules, exception.address)
  const lines = [
    exception === null
      ? `Dump of process ${process || 'not named'}, without an exception`
      : `Exception ${codeText(exception.code)} in ${process || 'a process that is not named'} at ${where?.text ?? ''}`,
    `Time of the dump: ${timeText(at)}`,
    `Start of the process: ${timeText(created)}`,
    `Windows build ${crash.build || 'not in the dump'} (${crash.architecture})`,
    ...(exception?.parameters ?? []).map(
      (value, i) => `Parameter ${i + 1}: 0x${value.toString(16)}`,
    ),
    `Loaded modules: ${modules.length}`,
    ...modules.map(
      ({ name, base, size, version }) =>
        `  ${hex(base)} – ${hex(base + BigInt(size))}  ${name}${version === '' ? '' : `  ${version}`}`,
    ),
  ]
  const level = exception === null ? Level.Info : Level.Error
  sink.table.add(wallMs(NaN), 1, 0, level, 0, RowFlag.TimeCarried)
  sink.table.extend(HEADER_BYTES)
  sink.table.code[0] = exception?.code ?? 0
  sink.signal({
    kind: 'crash.dump',
    row: 0,
    line: 1,
    bugCheck: exception?.code ?? 0,
    parameters: [0, 1, 2, 3].map((i) => `0x${(exception?.parameters[i] ?? 0n).toString(16)}`),
    at: utcMs(at > 0 ? at : NaN),
    uptimeMs: NaN,
    build: crash.build,
    architecture: crash.architecture,
    dumpKind: 'user',
    method: 'none',
    frames: where === null ? [] : [{ ...where.frame, line: 1 }],
    from: exception === null ? 'none' : 'exception',
    process,
    nullRegister: '',
    loading: '',
    modules: modules.map(({ name }) => name),
    unloaded: [],
  })
  return { rendered: lines, records: 1, recordsBad: 0 }
}

function frameOf(
  modules: readonly UserModule[],
  address: bigint,
): { readonly text: string; readonly frame: Omit<CrashDump['frames'][number], 'line'> } {
  const module = new ModuleMap(modules).at(address)
  const offset = `0x${(module === null ? address : address - module.base).toString(16)}`
  const title = module === null ? '' : moduleTitle(module.name)
  return {
    text: title === '' ? offset : `${title}+${offset}`,
    frame: { module: title, offset, symbol: '', isNear: false, isStale: false },
  }
}

function codeText(code: number): string {
  const { name } = lookUp(code, { family: 'ntstatus' })
  const number = `0x${code.toString(16).toUpperCase().padStart(8, '0')}`
  return name ? `${number} ${name}` : number
}

function timeText(ms: number): string {
  if (Number.isNaN(ms) || ms === 0) return 'not in the dump'
  return `${new Date(ms).toISOString().replace('T', ' ').replace('.000Z', '')} UTC`
}

function hex(value: bigint): string {
  return `0x${value.toString(16).padStart(16, '0')}`
}
