/** A cabinet with one file, MSZIP, as Windows keeps old servicing logs: CbsPersist_*.cab. */
import { deflateSync } from 'fflate'

import { join, numbers } from './zip-bytes.ts'

/** Each block holds so much of the file, beside `CK`. */
const BLOCK = 0x8000
const MSZIP = 1
/** 2023-01-01 and 00:00 in the format of MS-DOS. */
const DATE = ((2023 - 1980) << 9) | (1 << 5) | 1
const ARCHIVE_ATTRIBUTE = 0x20

export function sampleCab(name: string, content: Uint8Array): Uint8Array<ArrayBuffer> {
  const blocks: Uint8Array[] = []
  for (let at = 0; at < content.length; at += BLOCK) {
    const part = content.subarray(at, at + BLOCK)
    const packed = join(numbers('2', [0x4b43]), deflateSync(part, { level: 9, mem: 12 }))
    // A checksum of 0 says that there is none.
    blocks.push(join(numbers('4 2 2', [0, packed.length, part.length]), packed))
  }
  const data = join(...blocks)
  const file = join(
    numbers('4 4 2 2 2 2', [content.length, 0, 0, DATE, 0, ARCHIVE_ATTRIBUTE]),
    new TextEncoder().encode(`${name}\0`),
  )
  const HEADER = 36
  const FOLDER = 8
  const dataAt = HEADER + FOLDER + file.length
  const header = numbers('4 4 4 4 4 4 2 2 2 2 2 2', [
    0x4643534d,
    0,
    dataAt + data.length,
    0,
    HEADER + FOLDER,
    0,
    0x0103,
    1,
    1,
    0,
    0,
    0,
  ])
  return join(header, numbers('4 2 2', [dataAt, blocks.length, MSZIP]), file, data)
}
