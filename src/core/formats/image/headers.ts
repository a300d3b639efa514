/** Pictures whose header alone tells their size: BMP, GIF, WebP. None of them keeps a time where it is cheap to find. */
import { BinaryReader } from '../../base/binary-reader.ts'
import type { BinarySource, Sink } from '../format.ts'
import type { Picture } from './picture.ts'

/** BITMAPCOREHEADER has words where the later headers have double words. */
const CORE_HEADER_BYTES = 12

/** https://learn.microsoft.com/windows/win32/api/wingdi/ns-wingdi-bitmapfileheader */
export async function readBitmap(
  source: BinarySource,
  problem: Sink['problem'],
): Promise<Picture | null> {
  const reader = new BinaryReader(await source.read(0, 26))
  if (!reader.has(0, 26)) return null
  const stated = reader.u32(2)
  if (stated > source.size) {
    problem({
      code: 'truncated',
      at: String(source.size),
      detail: `Expected ${stated} bytes, found ${source.size}.`,
      skipped: stated - source.size,
    })
  }
  const isCore = reader.u32(14) === CORE_HEADER_BYTES
  const width = isCore ? reader.u16(18) : reader.u32(18)
  const height = isCore ? reader.u16(20) : reader.u32(22)
  // A negative height says that the first row is the uppermost.
  return { width, height: height > 0x7fffffff ? 0x100000000 - height : height, made: null }
}

/** https://www.w3.org/Graphics/GIF/spec-gif89a.txt */
export async function readGif(source: BinarySource): Promise<Picture | null> {
  const reader = new BinaryReader(await source.read(0, 10))
  if (!reader.has(0, 10)) return null
  return { width: reader.u16(6), height: reader.u16(8), made: null }
}

/** https://developers.google.com/speed/webp/docs/riff_container */
export async function readWebp(source: BinarySource): Promise<Picture | null> {
  const reader = new BinaryReader(await source.read(0, 30))
  if (!reader.has(0, 30)) return null
  const chunk = reader.ascii(12, 4)
  if (chunk === 'VP8X') {
    const width = (reader.u32(24) & 0xffffff) + 1
    return { width, height: ((reader.u32(26) >>> 8) & 0xffffff) + 1, made: null }
  }
  if (chunk === 'VP8L') {
    const bits = reader.u32(21)
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1, made: null }
  }
  return { width: reader.u16(26) & 0x3fff, height: reader.u16(28) & 0x3fff, made: null }
}
