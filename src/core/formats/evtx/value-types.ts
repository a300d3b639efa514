/**
 * The types of values in binary XML, and how each is printed: as Windows prints it in the XML view.
 * [MS-EVEN6] 2.2.12, https://learn.microsoft.com/openspecs/windows_protocols/ms-even6/
 */
import type { Chunk } from './chunk.ts'
import type { TextBuffer } from './text-buffer.ts'

export const ValueType = {
  Null: 0x00,
  String: 0x01,
  Ansi: 0x02,
  Int8: 0x03,
  UInt8: 0x04,
  Int16: 0x05,
  UInt16: 0x06,
  Int32: 0x07,
  UInt32: 0x08,
  Int64: 0x09,
  UInt64: 0x0a,
  Real32: 0x0b,
  Real64: 0x0c,
  Bool: 0x0d,
  Binary: 0x0e,
  Guid: 0x0f,
  Size: 0x10,
  FileTime: 0x11,
  SystemTime: 0x12,
  Sid: 0x13,
  Hex32: 0x14,
  Hex64: 0x15,
  EvtHandle: 0x20,
  BinXml: 0x21,
  EvtXml: 0x23,
} as const

/** Set on a type: many values of it, one behind the other. */
export const ARRAY = 0x80

/** Bytes of one value by type; 0 = as long as the value's descriptor says. */
const WIDTHS: Readonly<Record<number, number>> = {
  [ValueType.Int8]: 1,
  [ValueType.UInt8]: 1,
  [ValueType.Int16]: 2,
  [ValueType.UInt16]: 2,
  [ValueType.Int32]: 4,
  [ValueType.UInt32]: 4,
  [ValueType.Int64]: 8,
  [ValueType.UInt64]: 8,
  [ValueType.Real32]: 4,
  [ValueType.Real64]: 8,
  [ValueType.Guid]: 16,
  [ValueType.FileTime]: 8,
  [ValueType.SystemTime]: 16,
  [ValueType.Hex32]: 4,
  [ValueType.Hex64]: 8,
}

/** Inside arrays, where no descriptor tells the size of one. */
const ELEMENT_WIDTHS: Readonly<Record<number, number>> = {
  [ValueType.Bool]: 4,
  [ValueType.Size]: 8,
}

/** Bytes of one value; 0 where they vary. */
export function widthOf(type: number): number {
  return WIDTHS[type] ?? 0
}

/**
 * Appends the value at `offset` of the chunk. The caller has checked that the range lies in the chunk. A value that is shorter
 * than its type is printed as its bytes: nothing that was logged is lost.
 */
export function printValue(
  out: TextBuffer,
  chunk: Chunk,
  type: number,
  offset: number,
  size: number,
): void {
  if (size === 0 || type === ValueType.Null) return
  const width = WIDTHS[type] ?? 0
  if (size < width) {
    printBytes(out, chunk, offset, size)
    return
  }
  const { view } = chunk
  switch (type) {
    case ValueType.String:
      out.units(chunk, offset, size >>> 1)
      return
    case ValueType.Ansi:
      printAnsi(out, chunk, offset, size)
      return
    case ValueType.Int8:
      out.number(view.getInt8(offset))
      return
    case ValueType.UInt8:
      out.number(view.getUint8(offset))
      return
    case ValueType.Int16:
      out.number(view.getInt16(offset, true))
      return
    case ValueType.UInt16:
      out.number(view.getUint16(offset, true))
      return
    case ValueType.Int32:
      out.number(view.getInt32(offset, true))
      return
    case ValueType.UInt32:
      out.number(view.getUint32(offset, true))
      return
    case ValueType.Int64:
      out.text(view.getBigInt64(offset, true).toString())
      return
    case ValueType.UInt64:
      printUnsigned64(out, view, offset)
      return
    case ValueType.Real32:
      out.text(String(Math.fround(view.getFloat32(offset, true))))
      return
    case ValueType.Real64:
      out.text(String(view.getFloat64(offset, true)))
      return
    case ValueType.Bool:
      out.text(isTrue(chunk, offset, size) ? 'true' : 'false')
      return
    case ValueType.Guid:
      printGuid(out, view, offset)
      return
    case ValueType.FileTime:
      printFileTime(out, view, offset)
      return
    case ValueType.SystemTime:
      if (view.getUint16(offset, true) <= 9999) printSystemTime(out, view, offset)
      else printBytes(out, chunk, offset, size)
      return
    case ValueType.Sid:
      printSid(out, chunk, offset, size)
      return
    case ValueType.Hex32:
      printHex(out, 0, view.getUint32(offset, true))
      return
    case ValueType.Hex64:
      printHex(out, view.getUint32(offset + 4, true), view.getUint32(offset, true))
      return
    case ValueType.Size:
    case ValueType.EvtHandle:
      if (size === 8) printHex(out, view.getUint32(offset + 4, true), view.getUint32(offset, true))
      else if (size === 4) printHex(out, 0, view.getUint32(offset, true))
      else printBytes(out, chunk, offset, size)
      return
    default:
      printBytes(out, chunk, offset, size)
  }
}

/** Old providers write their strings in the machine's code page, which the record does not name. */
function printAnsi(out: TextBuffer, chunk: Chunk, offset: number, size: number): void {
  for (let i = 0; i < size && !out.isFull; i++) {
    const byte = chunk.bytes[offset + i] as number
    if (byte === 0) return
    out.put(byte)
  }
}

function printBytes(out: TextBuffer, chunk: Chunk, offset: number, size: number): void {
  for (let i = 0; i < size && !out.isFull; i++) out.upperHex(chunk.bytes[offset + i] as number)
  if (out.isFull) out.put(0)
}

/** A whole byte, two or four of them, by the writer. */
function isTrue(chunk: Chunk, offset: number, size: number): boolean {
  for (let i = 0; i < Math.min(size, 4); i++) if (chunk.bytes[offset + i] !== 0) return true
  return false
}

function printUnsigned64(out: TextBuffer, view: DataView, offset: number): void {
  const high = view.getUint32(offset + 4, true)
  const low = view.getUint32(offset, true)
  if (high < 0x200000) out.number(high * 0x100000000 + low)
  else out.text(view.getBigUint64(offset, true).toString())
}

/** `0x8020000000000000`, without zeros before it. */
function printHex(out: TextBuffer, high: number, low: number): void {
  out.text('0x')
  if (high !== 0) {
    out.hex(high, digitsOf(high))
    out.hex(low, 8)
  } else {
    out.hex(low, digitsOf(low))
  }
}

function digitsOf(value: number): number {
  return value === 0 ? 1 : (35 - Math.clz32(value)) >>> 2
}

/** `{9c205a39-1250-487d-abd7-e831c6290539}`. */
function printGuid(out: TextBuffer, view: DataView, offset: number): void {
  out.put(123)
  out.hex(view.getUint32(offset, true), 8)
  out.put(45)
  out.hex(view.getUint16(offset + 4, true), 4)
  out.put(45)
  out.hex(view.getUint16(offset + 6, true), 4)
  out.put(45)
  out.hex(view.getUint16(offset + 8, false), 4)
  out.put(45)
  out.hex(view.getUint16(offset + 10, false), 4)
  out.hex(view.getUint32(offset + 12, false), 8)
  out.put(125)
}

/** Ticks of 100 ns between 1601 and 1970, in milliseconds. */
const EPOCH_MS = 11_644_473_600_000

/**
 * A FILETIME as milliseconds since 1970, exact and without big integers: 2^32 ticks are 429496 ms and 7296 ticks.
 * Times that no Date can hold (a FILETIME goes up to the year 60056) come back as they are.
 */
export function fileTimeMs(view: DataView, offset: number): number {
  const low = view.getUint32(offset, true)
  const high = view.getUint32(offset + 4, true)
  return high * 429_496 + Math.floor((high * 7296 + low) / 10_000) - EPOCH_MS
}

/** `2016-02-13T09:20:29.5289843Z`: seven digits are all that a FILETIME has. */
function printFileTime(out: TextBuffer, view: DataView, offset: number): void {
  const ms = fileTimeMs(view, offset)
  const date = new Date(ms)
  const iso = date.getTime() === ms ? date.toISOString() : ''
  if (iso === '' || iso.length !== 24) {
    out.text('0x')
    out.hex(view.getUint32(offset + 4, true), 8)
    out.hex(view.getUint32(offset, true), 8)
    return
  }
  const low = view.getUint32(offset, true)
  const high = view.getUint32(offset + 4, true)
  out.text(iso.slice(0, 23))
  out.padded((high * 7296 + low) % 10_000, 4)
  out.put(90)
}

/** Eight 16-bit parts: year, month, day of the week, day, hour, minute, second, millisecond. */
function printSystemTime(out: TextBuffer, view: DataView, offset: number): void {
  const part = (index: number): number => view.getUint16(offset + 2 * index, true)
  out.padded(part(0), 4)
  out.put(45)
  out.padded(part(1), 2)
  out.put(45)
  out.padded(part(3), 2)
  out.put(84)
  out.padded(part(4), 2)
  out.put(58)
  out.padded(part(5), 2)
  out.put(58)
  out.padded(part(6), 2)
  out.put(46)
  out.padded(part(7), 3)
  out.put(90)
}

/** `S-1-5-18`: revision, count of sub-authorities, authority (48 bits, big-endian), sub-authorities. */
function printSid(out: TextBuffer, chunk: Chunk, offset: number, size: number): void {
  const { view } = chunk
  const count = size >= 8 ? view.getUint8(offset + 1) : 255
  if (8 + 4 * count > size) {
    printBytes(out, chunk, offset, size)
    return
  }
  out.text('S-')
  out.number(view.getUint8(offset))
  out.put(45)
  out.number(view.getUint16(offset + 2, false) * 0x100000000 + view.getUint32(offset + 4, false))
  for (let i = 0; i < count; i++) {
    out.put(45)
    out.number(view.getUint32(offset + 8 + 4 * i, true))
  }
}

/**
 * Calls `each` with place and size of every value of an array until it returns false. Texts are divided by NULs; an array of no bytes has one empty
 * value, as Windows prints it.
 */
export function eachOfArray(
  chunk: Chunk,
  type: number,
  offset: number,
  size: number,
  each: (offset: number, size: number) => boolean,
): void {
  const one = type & ~ARRAY
  const end = offset + size
  if (size === 0) {
    each(offset, 0)
  } else if (one === ValueType.String || one === ValueType.Ansi) {
    const step = one === ValueType.String ? 2 : 1
    let from = offset
    for (let at = offset; at + step <= end; at += step) {
      const isEnd = step === 2 ? chunk.unit(at) === 0 : chunk.bytes[at] === 0
      if (!isEnd) continue
      if (!each(from, at - from)) return
      from = at + step
    }
    if (from + step <= end) each(from, end - from)
  } else {
    const width = ELEMENT_WIDTHS[one] ?? widthOf(one)
    if (width === 0) each(offset, size)
    else for (let at = offset; at + width <= end && each(at, width); at += width) continue
  }
}
