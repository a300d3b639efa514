/**
 * Pictures in a bundle: screenshots and photographs of a screen. Their size and, where they tell it, when they were made.
 * https://www.w3.org/TR/png-3/, https://www.w3.org/Graphics/JPEG/itu-t81.pdf
 * https://learn.microsoft.com/windows/win32/gdi/bitmap-storage
 */
import { Level, RowFlag } from '../model/event-table.ts'
import { wallMs } from '../model/units.ts'
import { formatWall } from '../text/wall-time.ts'
import type { BinaryFormat, BinaryReading, BinarySource, Sink } from './format.ts'
import { readBitmap, readGif, readWebp } from './image/headers.ts'
import { readJpeg } from './image/jpeg.ts'
import type { Picture } from './image/picture.ts'
import { readPng } from './image/png.ts'
import { fileKind } from './magic.ts'

type Read = (source: BinarySource, problem: Sink['problem']) => Promise<Picture | null>

const READERS: Readonly<Record<string, readonly [name: string, read: Read]>> = {
  png: ['PNG', readPng],
  jpeg: ['JPEG', readJpeg],
  bmp: ['BMP', readBitmap],
  gif: ['GIF', readGif],
  webp: ['WebP', readWebp],
}

/** The magic of all kinds stands within these. */
const HEAD_BYTES = 64

export const image: BinaryFormat = {
  kind: 'binary',
  id: 'image',
  title: { en: 'Picture', zh: '图片' },
  docs: 'https://www.w3.org/TR/png-3/',
  names: [/\.(png|jpe?g|bmp|gif|webp)$/i],

  sniff: ({ bytes }) => (readerOf(bytes) === null ? 0 : 1),

  async parse(source, sink): Promise<BinaryReading> {
    const reader = readerOf(await source.read(0, HEAD_BYTES))
    const picture = reader === null ? null : await reader[1](source, sink.problem)
    if (reader === null || picture === null) {
      sink.problem({
        code: 'damaged',
        at: '0',
        detail: 'Expected the header of a picture, found none that is whole.',
        skipped: source.size,
      })
      return { rendered: [], records: 0, recordsBad: 1 }
    }
    tell(picture, sink)
    return { rendered: [describe(reader[0], picture)], records: 1, recordsBad: 0 }
  },
}

function readerOf(head: Uint8Array): (typeof READERS)[string] | null {
  const kind = fileKind(head)
  return kind === null || !Object.hasOwn(READERS, kind) ? null : (READERS[kind] ?? null)
}

/** The picture is one record, at the time that it tells. Its name says as much as its bytes, so the row covers none of them. */
function tell({ made }: Picture, sink: Sink): void {
  const time = wallMs(made?.wall ?? NaN)
  sink.table.add(time, 1, 0, Level.Info, 0, made === null ? RowFlag.TimeCarried : 0)
  if (made === null || made.offsetMinutes === null) return
  sink.signal({
    kind: 'clock.utc',
    row: 0,
    line: 1,
    utc: made.utc,
    source: 'zone-in-line',
    errorMs: 1000,
  })
}

function describe(name: string, { width, height, made }: Picture): string {
  const size = `${name} picture, ${width} x ${height} pixels`
  if (made === null) return size
  const zone = made.offsetMinutes === null ? '' : ` ${zoneText(made.offsetMinutes)}`
  return `${size}, made ${formatWall(wallMs(made.wall))}${zone}`
}

function zoneText(minutes: number): string {
  if (minutes === 0) return 'UTC'
  const two = (value: number): string => String(value).padStart(2, '0')
  const all = Math.abs(minutes)
  return `UTC${minutes < 0 ? '-' : '+'}${two(Math.floor(all / 60))}:${two(all % 60)}`
}
