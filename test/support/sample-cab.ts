/** A cabinet with one file, as Windows keeps old servicing logs: CbsPersist_*.cab. [MS-CAB] 2.1 to 2.4. */
import { deflateSync } from 'fflate'

import { FRAME, lzxFrames, WINDOW_BITS } from './lzx-bytes.ts'
import { join, numbers } from './zip-bytes.ts'

const MSZIP = 1
const LZX = 3 | (WINDOW_BITS << 8)
/** 2023-01-01 and 00:00 in the format of MS-DOS. */
const DATE = ((2023 - 1980) << 9) | (1 << 5) | 1
const ARCHIVE_ATTRIBUTE = 0x20

/** MSZIP: each block holds 32 KiB of the file, beside `CK`. */
export function sampleCab(name: string, content: Uint8Array): Uint8Array<ArrayBuffer> {
  const blocks: Uint8Array[] = []
  for (let at = 0; at < content.length; at += FRAME) {
    const part = content.subarray(at, at + FRAME)
    blocks.push(join(numbers('2', [0x4b43]), deflateSync(part, { level: 9, mem: 12 })))
  }
  return cabinet(name, content, MSZIP, blocks)
}

export function lzxCab(name: string, content: Uint8Array): Uint8Array<ArrayBuffer> {
  return cabinet(name, content, LZX, lzxFrames(content))
}

function cabinet(
  name: string,
  content: Uint8Array,
  method: number,
  packed: readonly Uint8Array[],
): Uint8Array<ArrayBuffer> {
  // A checksum of 0 says that there is none.
  const blocks = packed.map((bytes, at) =>
    join(numbers('4 2 2', [0, bytes.length, Math.min(FRAME, content.length - at * FRAME)]), bytes),
  )
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
  return join(header, numbers('4 2 2', [dataAt, blocks.length, method]), file, data)
}
