/** A cabinet with one file, MSZIP, as Windows keeps old servicing logs: CbsPersist_*.cab. */
import { deflateSync } from 'fflate'

import { joined, numbers } from './sample-zip.ts'

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
    const packed = joined(numbers([2, 0x4b43]), deflateSync(part, { level: 9, mem: 12 }))
    // A checksum of 0 says that there is none.
    blocks.push(joined(numbers([4, 0], [2, packed.length], [2, part.length]), packed))
  }
  const data = joined(...blocks)
  const file = joined(
    numbers([4, content.length], [4, 0], [2, 0], [2, DATE], [2, 0], [2, ARCHIVE_ATTRIBUTE]),
    new TextEncoder().encode(`${name}\0`),
  )
  const HEADER = 36
  const FOLDER = 8
  const dataAt = HEADER + FOLDER + file.length
  const header = numbers(
    [4, 0x4643534d],
    [4, 0],
    [4, dataAt + data.length],
    [4, 0],
    [4, HEADER + FOLDER],
    [4, 0],
    [2, 0x0103],
    [2, 1],
    [2, 1],
    [2, 0],
    [2, 0],
    [2, 0],
  )
  return joined(header, numbers([4, dataAt], [2, blocks.length], [2, MSZIP]), file, data)
}
