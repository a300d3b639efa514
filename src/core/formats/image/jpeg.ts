/** JPEG: segments of a marker and a length. https://www.w3.org/Graphics/JPEG/itu-t81.pdf, annex B */
import type { BinarySource, Sink } from '../format.ts'
import { exifDate } from './exif.ts'
import type { MadeAt, Picture } from './picture.ts'

const APP1 = 0xe1
/** Start of scan: behind it stand the pixels. */
const SCAN = 0xda
const EXIF = 'Exif\0\0'
const MOST_SEGMENTS = 500

export async function readJpeg(
  source: BinarySource,
  problem: Sink['problem'],
): Promise<Picture | null> {
  let made: MadeAt | null = null
  let at = 2
  for (let segments = 0; segments < MOST_SEGMENTS; segments++) {
    const frame = await source.read(at, 9)
    if (frame.length < 9 || frame[0] !== 0xff) break
    const marker = frame[1] as number
    // Fill bytes may stand before a marker.
    if (marker === 0xff) {
      at++
      continue
    }
    const length = word(frame, 2)
    if (length < 2 || marker === SCAN) break
    if (marker === APP1) made ??= await readExif(source, at + 4, length - 2)
    if (isFrameHeader(marker)) return { width: word(frame, 7), height: word(frame, 5), made }
    at += 2 + length
  }
  problem({
    code: 'truncated',
    at: String(at),
    detail: 'Expected a frame header (SOF), found none before the pixels or the end.',
    skipped: null,
  })
  return made === null ? null : { width: 0, height: 0, made }
}

/** SOF0 to SOF15 without DHT (C4), JPG (C8) and DAC (CC). */
function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
}

async function readExif(source: BinarySource, at: number, length: number): Promise<MadeAt | null> {
  const data = await source.read(at, length)
  const mark = String.fromCharCode(...data.subarray(0, EXIF.length))
  return mark === EXIF ? exifDate(data.subarray(EXIF.length)) : null
}

function word(bytes: Uint8Array, at: number): number {
  return ((bytes[at] as number) << 8) | (bytes[at + 1] as number)
}
