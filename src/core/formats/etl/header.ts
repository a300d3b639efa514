/**
 * The header of an event trace: its first buffer begins with the event that describes the trace.
 * https://learn.microsoft.com/windows/win32/api/evntrace/ns-evntrace-trace_logfile_header
 * https://learn.microsoft.com/windows/win32/api/timezoneapi/ns-timezoneapi-time_zone_information
 */
import { BinaryReader } from '../../base/binary-reader.ts'
import { filetimeToUtc, type UtcMs } from '../../model/units.ts'

/** WMI_BUFFER_HEADER. */
export const BUFFER_HEADER = 0x48
/** SYSTEM_TRACE_HEADER. */
export const SYSTEM_HEADER = 0x20
const SMALLEST_BUFFER = 0x400
const LARGEST_BUFFER = 0x1000000
const ZONE_BYTES = 0xac
const MOST_NAME = 1024

/** What time stamps of events count. */
export const ClockType = { Counter: 1, SystemTime: 2, Cycles: 3 } as const

export interface TraceHeader {
  readonly bufferBytes: number
  /** `6.3.9600`. */
  readonly windows: string
  readonly processors: number
  readonly startUtc: UtcMs
  /** NaN = the trace was not stopped. */
  readonly endUtc: UtcMs
  readonly bootUtc: UtcMs
  readonly buffers: number
  readonly buffersLost: number
  readonly eventsLost: number
  readonly is64: boolean
  readonly clock: number
  /** Stamp of the header's own event, at `startUtc`, and how many of its units make a second. */
  readonly startStamp: bigint
  readonly stampsPerSecond: bigint
  /** Minutes: UTC = local time + bias, without and with daylight saving time. */
  readonly bias: number
  readonly daylightBias: number
  readonly zone: string
  readonly session: string
  readonly file: string
}

/** Size of the file's buffers; 0 = it is no trace. */
export function bufferBytes(head: Uint8Array): number {
  if (head.length < BUFFER_HEADER + SYSTEM_HEADER) return 0
  const reader = new BinaryReader(head)
  const size = reader.u32(0)
  const isSize = size >= SMALLEST_BUFFER && size <= LARGEST_BUFFER && size % SMALLEST_BUFFER === 0
  if (!isSize || reader.u32(4) > size) return 0
  const type = reader.u8(BUFFER_HEADER + 2)
  const isHeader = reader.u8(BUFFER_HEADER + 3) === 0xc0 && (type === 1 || type === 2)
  return isHeader && reader.u16(BUFFER_HEADER + 6) === 0 ? size : 0
}

/** `buffer`: the first one, or what there is of it. Null where it is cut off. */
export function readTraceHeader(buffer: Uint8Array): TraceHeader | null {
  const reader = new BinaryReader(buffer)
  const at = BUFFER_HEADER + SYSTEM_HEADER
  if (!reader.has(at, 0x48 + ZONE_BYTES + 0x28)) return null
  const is64 = reader.u32(at + 0x2c) === 8
  const zone = at + (is64 ? 0x48 : 0x40)
  // The next field is aligned to eight bytes of the header.
  const times = at + ((zone - at + ZONE_BYTES + 7) & ~7)
  const names = times + 0x20
  const session = textAt(reader, names)
  const utc = (place: number): UtcMs => filetimeToUtc(reader.u64(place))
  const clock = reader.u32(times + 0x18)
  const end = reader.u64(at + 0x10)
  return {
    bufferBytes: reader.u32(at),
    windows: `${reader.u8(at + 4)}.${reader.u8(at + 5)}.${reader.u32(at + 8)}`,
    processors: reader.u32(at + 0x0c),
    startUtc: utc(times + 0x10),
    endUtc: (end === 0n ? NaN : filetimeToUtc(end)) as UtcMs,
    bootUtc: utc(times),
    buffers: reader.u32(at + 0x24),
    buffersLost: reader.u32(times + 0x1c),
    eventsLost: reader.u32(at + 0x30),
    is64,
    clock,
    startStamp: reader.u64(BUFFER_HEADER + 0x10),
    stampsPerSecond: stampsPerSecond(clock, reader.u64(times + 8), reader.u32(at + 0x34)),
    bias: (reader.u32(zone) | 0) + (reader.u32(zone + 0x54) | 0),
    daylightBias: (reader.u32(zone) | 0) + (reader.u32(zone + 0xa8) | 0),
    zone: textAt(reader, zone + 4, 32),
    session,
    file: textAt(reader, names + 2 * session.length + 2),
  }
}

/** Never 0. */
function stampsPerSecond(clock: number, frequency: bigint, megahertz: number): bigint {
  if (clock === ClockType.SystemTime) return 10_000_000n
  const perSecond = clock === ClockType.Cycles ? BigInt(megahertz) * 1_000_000n : frequency
  return perSecond === 0n ? 10_000_000n : perSecond
}

/** UTF-16 up to a NUL. */
function textAt(reader: BinaryReader, at: number, most = MOST_NAME): string {
  let text = ''
  for (let i = 0; i < most && reader.has(at + 2 * i, 2); i++) {
    const unit = reader.u16(at + 2 * i)
    if (unit === 0) break
    // Names stand in lines.
    text += unit < 0x20 ? ' ' : String.fromCharCode(unit)
  }
  return text
}

/** UtcMs of an event's stamp. */
export function stampToUtc(header: TraceHeader, stamp: bigint): UtcMs {
  if (header.clock === ClockType.SystemTime) return filetimeToUtc(stamp)
  const since = ((stamp - header.startStamp) * 1000n) / header.stampsPerSecond
  return (header.startUtc + Number(since)) as UtcMs
}
