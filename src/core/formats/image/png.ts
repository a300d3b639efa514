/** PNG: chunks of length, name, data and check sum. https://www.w3.org/TR/png-3/#11Chunks */
import type { BinarySource, Sink } from '../format.ts'
import { exifDate } from './exif.ts'
import { madeAt, type MadeAt, type Picture } from './picture.ts'

const SIGNATURE_BYTES = 8
/** Length and name before the data, the check sum behind it. */
const FRAME_BYTES = 12
const HEAD_BYTES = 33
const MOST_CHUNKS = 4000
const MOST_EXIF = 64 * 1024

export async function readPng(
  source: BinarySource,
  problem: Sink['problem'],
): Promise<Picture | null> {
  const head = await source.read(0, HEAD_BYTES)
  if (head.length < HEAD_BYTES || nameOf(head, SIGNATURE_BYTES + 4) !== 'IHDR') return null
  const view = viewOf(head)
  const { made, isWhole } = await readChunks(source)
  if (!isWhole) {
    problem({
      code: 'truncated',
      at: String(source.size),
      detail: 'Expected the chunk IEND, found the end of the file.',
      skipped: null,
    })
  }
  return { width: view.getUint32(16), height: view.getUint32(20), made }
}

/** Only the chunks that tell a time are read, and the frames of the others. */
async function readChunks(
  source: BinarySource,
): Promise<{ readonly made: MadeAt | null; readonly isWhole: boolean }> {
  let made: MadeAt | null = null
  let at = SIGNATURE_BYTES
  for (let chunks = 0; chunks < MOST_CHUNKS; chunks++) {
    const frame = await source.read(at, 8)
    if (frame.length < 8) return { made, isWhole: false }
    const length = viewOf(frame).getUint32(0)
    const name = nameOf(frame, 4)
    if (name === 'IEND') return { made, isWhole: true }
    if (name === 'tIME') made ??= lastChange(await source.read(at + 8, 7))
    // When the picture was taken outweighs when it was changed.
    else if (name === 'eXIf') {
      made = exifDate(await source.read(at + 8, Math.min(length, MOST_EXIF))) ?? made
    }
    at += length + FRAME_BYTES
  }
  return { made, isWhole: true }
}

/** tIME: the last change, in UTC. */
function lastChange(data: Uint8Array): MadeAt | null {
  if (data.length < 7) return null
  const [month = 0, day = 0, hour = 0, minute = 0, second = 0] = data.subarray(2)
  return madeAt([viewOf(data).getUint16(0), month, day, hour, minute, second], 0)
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function nameOf(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4))
}
