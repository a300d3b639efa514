/** Whole event logs for tests, out of a list of records: invented values in the shape of real ones. */
import { CHUNK_SIZE, ChunkWriter, type Fragment } from './chunk-writer.ts'
import { crc32 } from './crc32.ts'
import {
  eventDataXml,
  eventXml,
  SYSTEM,
  SYSTEM_VALUES,
  userDataXml,
  type Tag,
} from './xml-source.ts'
import {
  fileTime,
  hex64,
  none,
  sid,
  text,
  uint16,
  uint32,
  uint64,
  uint8,
  type Value,
} from './value-bytes.ts'

export interface LogRecord {
  readonly provider: string
  readonly id: number
  /** `2024-03-05T10:20:30.400Z`. */
  readonly time: string
  /** 4 = information. */
  readonly level?: number
  readonly channel?: string
  /** Name -> value; names that are '' or begin with a digit are places. */
  readonly data?: Readonly<Record<string, Value | string>>
  /** Name of the element in UserData; without it the data is EventData. */
  readonly userData?: string
  /** The XML of the data and its values, where a test needs a certain one. */
  readonly fragment?: Fragment
}

export interface LogOptions {
  /** The header's flags: 1 = was not closed. */
  readonly flags?: number
  /** What the header says; the number of chunks that are there where it is absent. */
  readonly statedChunks?: number
  readonly firstId?: number
  /** Records per chunk; as many as fit where it is absent. */
  readonly perChunk?: number
}

const COMPUTER = 'PC-0231'

export function makeEventLog(
  records: readonly LogRecord[],
  options: LogOptions = {},
): Uint8Array<ArrayBuffer> {
  const { firstId = 1, perChunk = Number.POSITIVE_INFINITY } = options
  const chunks: ChunkWriter[] = []
  records.forEach((record, i) => {
    const id = firstId + i
    const time = Date.parse(record.time)
    const body = bodyOf(record, id, time)
    const last = chunks.at(-1)
    if (last !== undefined && last.records < perChunk && last.add(id, time, body)) return
    const next = new ChunkWriter(id)
    if (!next.add(id, time, body)) throw new Error(`record ${id} is larger than a chunk`)
    chunks.push(next)
  })
  const bytes = new Uint8Array(0x1000 + chunks.length * CHUNK_SIZE)
  writeHeader(bytes, chunks.length, firstId + records.length, options)
  chunks.forEach((chunk, i) => bytes.set(chunk.finish(), 0x1000 + i * CHUNK_SIZE))
  return bytes
}

function writeHeader(
  bytes: Uint8Array,
  chunks: number,
  nextId: number,
  { flags = 0, statedChunks = chunks }: LogOptions,
): void {
  const view = new DataView(bytes.buffer)
  new TextEncoder().encodeInto('ElfFile\0', bytes)
  view.setBigUint64(16, BigInt(Math.max(0, statedChunks - 1)), true)
  view.setBigUint64(24, BigInt(nextId), true)
  view.setUint32(32, 0x80, true)
  view.setUint16(36, 1, true)
  view.setUint16(38, 3, true)
  view.setUint16(40, 0x1000, true)
  view.setUint16(42, statedChunks, true)
  view.setUint32(120, flags, true)
  view.setUint32(124, crc32(bytes.subarray(0, 120)), true)
}

function bodyOf(record: LogRecord, id: number, time: number): Fragment {
  const values: (Value | Fragment)[] = Array.from({ length: SYSTEM_VALUES }, () => none)
  values[SYSTEM.level] = uint8(record.level ?? 4)
  values[SYSTEM.opcode] = uint8(0)
  values[SYSTEM.task] = uint16(0)
  values[SYSTEM.id] = uint16(record.id)
  values[SYSTEM.keywords] = hex64(0x8000000000000000n)
  values[SYSTEM.time] = fileTime(time)
  values[SYSTEM.process] = uint32(4)
  values[SYSTEM.thread] = uint32(392)
  values[SYSTEM.recordId] = uint64(BigInt(id))
  values[SYSTEM.version] = uint8(0)
  values[SYSTEM.user] = sid('S-1-5-18')
  values[SYSTEM.channel] = text(record.channel ?? 'System')
  values[SYSTEM.computer] = text(COMPUTER)
  values[SYSTEM.data] = dataOf(record)
  return {
    xml: eventXml(record.provider, ''),
    template: `event ${record.provider}`,
    values,
  }
}

function dataOf(record: LogRecord): Fragment | Value {
  if (record.fragment !== undefined) return record.fragment
  const names = Object.keys(record.data ?? {})
  const values = Object.values(record.data ?? {}).map((value) =>
    typeof value === 'string' ? text(value) : value,
  )
  return {
    xml: xmlOf(record, names),
    template: `data ${record.provider} ${record.id} ${names.join()}`,
    values,
  }
}

function xmlOf({ userData }: LogRecord, names: readonly string[]): Tag {
  return userData === undefined
    ? eventDataXml(names.map((name) => (/^\d*$/.test(name) ? '' : name)))
    : userDataXml(userData, names)
}
