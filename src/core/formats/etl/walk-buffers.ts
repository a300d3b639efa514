/**
 * Headers of all events of a trace, buffer by buffer.
 * https://learn.microsoft.com/windows/win32/api/evntcons/ns-evntcons-event_header (manifest providers)
 * https://learn.microsoft.com/windows/win32/api/evntrace/ns-evntrace-event_trace_header (classic providers)
 * The kernel's own kinds of header are described in ntwmi.h of the Windows Research Kernel.
 */
import type { BinarySource } from '../format.ts'
import { BUFFER_HEADER } from './header.ts'

/** Bytes that are read at once, rounded to whole buffers. */
const AT_ONCE = 4 << 20
/** ETW_BUFFER_FLAG_COMPRESSED. */
const COMPRESSED = 0x40

/** One object is filled for event after event. */
export interface TraceEvent {
  /** `kernel`: named by group and type (`hook`); the others by `provider`. */
  kind: 'kernel' | 'manifest' | 'classic' | 'message'
  /** Upper byte: group, lower byte: type. */
  hook: number
  /** Offset in `view` of the GUID; -1 = none. */
  guidAt: number
  view: DataView
  /** Offset of the event in `view`, of its data, and its end. */
  at: number
  dataAt: number
  end: number
  /** Offset of the time stamp in `view`; -1 = none. */
  stampAt: number
  /** Offset in the file. */
  start: number
}

export interface BufferVisitor {
  event(event: TraceEvent): void
  /** A buffer, or the rest of one, that cannot be read. */
  damage(at: number, bytes: number, why: string): void
}

export async function walkBuffers(
  source: BinarySource,
  size: number,
  visitor: BufferVisitor,
): Promise<void> {
  const step = Math.max(1, Math.floor(AT_ONCE / size)) * size
  for (let at = 0; at < source.size; at += step) {
    const bytes = await source.read(at, step)
    if (bytes.length === 0) return
    for (let from = 0; from < bytes.length; from += size)
      walkBuffer(bytes.subarray(from, from + size), at + from, size, visitor)
  }
}

function walkBuffer(bytes: Uint8Array, base: number, size: number, visitor: BufferVisitor): void {
  if (bytes.length < BUFFER_HEADER) {
    visitor.damage(base, bytes.length, 'The file ends inside the header of a buffer.')
    return
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.getUint32(0, true) !== size) {
    visitor.damage(base, bytes.length, 'No buffer of the trace begins here.')
    return
  }
  if ((view.getUint16(0x34, true) & COMPRESSED) !== 0) {
    visitor.damage(base, bytes.length, 'This buffer is compressed.')
    return
  }
  const filled = Math.max(view.getUint32(4, true), view.getUint32(0x30, true))
  const end = Math.min(filled, size, bytes.length)
  const event: TraceEvent = {
    kind: 'kernel',
    hook: 0,
    guidAt: -1,
    view,
    at: BUFFER_HEADER,
    dataAt: 0,
    end: 0,
    stampAt: -1,
    start: base,
  }
  while (event.at + 8 <= end) {
    if (view.getUint32(event.at, true) === 0xffffffff) break
    event.start = base + event.at
    if (!readHeader(event, end)) {
      visitor.damage(event.start, end - event.at, 'Expected an event, found none.')
      return
    }
    visitor.event(event)
    event.at += (event.end - event.at + 7) & ~7
  }
  if (bytes.length < size && filled > bytes.length)
    visitor.damage(base + bytes.length, filled - bytes.length, 'The file ends inside a buffer.')
}

/** Places by the kind of header: where its size, time stamp, GUID and data stand. */
const HEADERS = new Map<number, readonly [TraceEvent['kind'], number, number, number, number]>([
  [0x01, ['kernel', 4, 0x10, -1, 0x20]],
  [0x02, ['kernel', 4, 0x10, -1, 0x20]],
  [0x03, ['kernel', 4, 0x10, -1, 0x18]],
  [0x04, ['kernel', 4, 0x10, -1, 0x18]],
  [0x10, ['kernel', 4, 0x08, -1, 0x10]],
  [0x11, ['kernel', 4, 0x08, -1, 0x10]],
  [0x0a, ['classic', 0, 0x10, 0x18, 0x30]],
  [0x14, ['classic', 0, 0x10, 0x18, 0x30]],
  // The GUID of an instance stands in the registry of the session that logged it.
  [0x0b, ['classic', 0, 0x10, -1, 0x38]],
  [0x15, ['classic', 0, 0x10, -1, 0x38]],
  [0x12, ['manifest', 0, 0x10, 0x18, 0x50]],
  [0x13, ['manifest', 0, 0x10, 0x18, 0x50]],
])

/** False where no event of a known kind, wholly inside of the buffer, stands at `event.at`. */
function readHeader(event: TraceEvent, end: number): boolean {
  const { view, at } = event
  const flags = view.getUint8(at + 3)
  if (flags === 0x90) return readMessage(event, end)
  const places = flags === 0xc0 ? HEADERS.get(view.getUint8(at + 2)) : undefined
  if (places === undefined) return false
  const [kind, sizeAt, stampAt, guidAt, dataAt] = places
  const size = view.getUint16(at + sizeAt, true)
  if (size < dataAt || at + size > end) return false
  event.kind = kind
  event.hook = kind === 'kernel' ? view.getUint16(at + 6, true) : 0
  event.stampAt = at + stampAt
  event.guidAt = guidAt < 0 ? -1 : at + guidAt
  event.dataAt = at + dataAt
  event.end = at + size
  return true
}

/** MESSAGE_TRACE_HEADER, as WPP writes it: what stands behind it is told by flags. */
function readMessage(event: TraceEvent, end: number): boolean {
  const { view, at } = event
  const size = view.getUint16(at, true)
  if (size < 8 || at + size > end) return false
  const options = view.getUint16(at + 6, true)
  let next = at + 8
  if ((options & 1) !== 0) next += 4
  const hasGuid = (options & 2) !== 0 && next + 16 <= at + size
  event.kind = 'message'
  event.hook = 0
  event.guidAt = hasGuid ? next : -1
  if ((options & 2) !== 0) next += 16
  else if ((options & 4) !== 0) next += 4
  event.stampAt = (options & 8) !== 0 && next + 8 <= at + size ? next : -1
  event.dataAt = Math.min(next, at + size)
  event.end = at + size
  return true
}
