/**
 * The zips of the samples: the same bytes from the same files on every machine, so that a change of a sample
 * shows in version control and nothing else does. Names that are not ASCII are written as the zip programs of a
 * Chinese system write them: in code page 936, without the flag for UTF-8.
 */
import { deflateSync } from 'fflate'

import { codePage936 } from './sample-lines/text-bytes.ts'

export interface SampleFile {
  readonly path: string
  readonly bytes: Uint8Array
}

/** 2023-01-01 00:00, in the format of MS-DOS. */
const DATE = ((2023 - 1980) << 9) | (1 << 5) | 1
const DEFLATED = 8

export function sampleZip(files: readonly SampleFile[]): Uint8Array<ArrayBuffer> {
  const locals: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let offset = 0
  for (const { path, bytes } of files) {
    const name = codePage936(path)
    const packed = deflateSync(bytes, { level: 9, mem: 12 })
    // Version, flags, method, time, date, CRC, both sizes, length of the name, no extra field.
    const shared = numbers(
      [2, 20],
      [2, 0],
      [2, DEFLATED],
      [2, 0],
      [2, DATE],
      [4, crc32(bytes)],
      [4, packed.length],
      [4, bytes.length],
      [2, name.length],
      [2, 0],
    )
    const local = joined(numbers([4, 0x04034b50]), shared, name, packed)
    locals.push(local)
    // Comment, disk, attributes inside and outside: none of them.
    const rest = numbers([2, 0], [2, 0], [2, 0], [4, 0], [4, offset])
    directory.push(joined(numbers([4, 0x02014b50], [2, 20]), shared, rest, name))
    offset += local.length
  }
  const entries = joined(...directory)
  const end = numbers(
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, files.length],
    [2, files.length],
    [4, entries.length],
    [4, offset],
    [2, 0],
  )
  return joined(...locals, entries, end)
}

/** Little-endian numbers, each as [bytes, value]. */
export function numbers(
  ...fields: readonly (readonly [width: 2 | 4, value: number])[]
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(fields.reduce((sum, [width]) => sum + width, 0))
  const view = new DataView(bytes.buffer)
  let at = 0
  for (const [width, value] of fields) {
    if (width === 2) view.setUint16(at, value, true)
    else view.setUint32(at, value, true)
    at += width
  }
  return bytes
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return (crc ^ 0xffffffff) >>> 0
}
