/** Values of binary XML as bytes: type, and what the writer puts behind the descriptors of a record. */

export interface Value {
  readonly type: number
  readonly bytes: Uint8Array
}

const FILETIME_OF_1970 = 116444736000000000n

function fixed(type: number, size: number, write: (view: DataView) => void): Value {
  const bytes = new Uint8Array(size)
  write(new DataView(bytes.buffer))
  return { type, bytes }
}

export function utf16(text: string, withEnd = false): Uint8Array {
  const bytes = new Uint8Array(2 * (text.length + (withEnd ? 1 : 0)))
  const view = new DataView(bytes.buffer)
  for (let i = 0; i < text.length; i++) view.setUint16(2 * i, text.charCodeAt(i), true)
  return bytes
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

export const none: Value = { type: 0, bytes: new Uint8Array(0) }
export const text = (value: string): Value => ({ type: 0x01, bytes: utf16(value) })
export const ansi = (value: string): Value => ({
  type: 0x02,
  bytes: Uint8Array.from(value, (letter) => letter.charCodeAt(0)),
})
export const int8 = (value: number): Value => fixed(0x03, 1, (view) => view.setInt8(0, value))
export const uint8 = (value: number): Value => fixed(0x04, 1, (view) => view.setUint8(0, value))
export const int16 = (value: number): Value =>
  fixed(0x05, 2, (view) => view.setInt16(0, value, true))
export const uint16 = (value: number): Value =>
  fixed(0x06, 2, (view) => view.setUint16(0, value, true))
export const int32 = (value: number): Value =>
  fixed(0x07, 4, (view) => view.setInt32(0, value, true))
export const uint32 = (value: number): Value =>
  fixed(0x08, 4, (view) => view.setUint32(0, value, true))
export const int64 = (value: bigint): Value =>
  fixed(0x09, 8, (view) => view.setBigInt64(0, value, true))
export const uint64 = (value: bigint): Value =>
  fixed(0x0a, 8, (view) => view.setBigUint64(0, value, true))
export const real32 = (value: number): Value =>
  fixed(0x0b, 4, (view) => view.setFloat32(0, value, true))
export const real64 = (value: number): Value =>
  fixed(0x0c, 8, (view) => view.setFloat64(0, value, true))
/** Windows writes four bytes; a writer that keeps to its size may write one. */
export const bool = (value: boolean, size: 1 | 4 = 4): Value =>
  fixed(0x0d, size, (view) => view.setUint8(0, value ? 1 : 0))
export const binary = (bytes: Uint8Array): Value => ({ type: 0x0e, bytes })
export const size64 = (value: bigint): Value => ({ ...uint64(value), type: 0x10 })
export const hex32 = (value: number): Value => ({ ...uint32(value), type: 0x14 })
export const hex64 = (value: bigint): Value => ({ ...uint64(value), type: 0x15 })
export const handle32 = (value: number): Value => ({ ...uint32(value), type: 0x20 })

/** `{01234567-89ab-cdef-0123-456789abcdef}`. */
export function guid(value: string): Value {
  const hex = value.replaceAll(/[{}-]/g, '')
  const order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15]
  const bytes = Uint8Array.from(order, (i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16))
  return { type: 0x0f, bytes }
}

/** Milliseconds since 1970, UTC, and ticks of 100 ns beyond them. */
export function fileTime(ms: number, ticks = 0): Value {
  const value = BigInt(ms) * 10_000n + BigInt(ticks) + FILETIME_OF_1970
  return { ...uint64(value), type: 0x11 }
}

export function systemTime(ms: number): Value {
  const date = new Date(ms)
  const parts = [
    date.getUTCFullYear(),
    date.getUTCMonth() + 1,
    date.getUTCDay(),
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
    date.getUTCMilliseconds(),
  ]
  return fixed(0x12, 16, (view) => parts.forEach((part, i) => view.setUint16(2 * i, part, true)))
}

/** `S-1-5-18`. */
export function sid(value: string): Value {
  const [revision = 1, authority = 5, ...rest] = value.split('-').slice(1).map(Number)
  return fixed(0x13, 8 + 4 * rest.length, (view) => {
    view.setUint8(0, revision)
    view.setUint8(1, rest.length)
    view.setUint32(4, authority, false)
    rest.forEach((part, i) => view.setUint32(8 + 4 * i, part, true))
  })
}

/** An array of one type; texts end with a NUL each. */
export function array(values: readonly Value[], type: number): Value {
  const isText = type === 0x01 || type === 0x02
  const end = new Uint8Array(type === 0x01 ? 2 : 1)
  return {
    type: type | 0x80,
    bytes: joined(values.flatMap(({ bytes }) => (isText ? [bytes, end] : [bytes]))),
  }
}
