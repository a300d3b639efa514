/**
 * The date that a camera or a phone writes into a picture.
 * https://www.cipa.jp/std/documents/download_e.html?DC-008-Translation-2023-E (Exif 3.0): a TIFF structure, its times are local;
 * since version 2.31 a tag beside them may tell the offset.
 */
import { madeAt, type MadeAt } from './picture.ts'

const TAG = {
  dateTime: 0x0132,
  exif: 0x8769,
  original: 0x9003,
  offset: 0x9010,
  originalOffset: 0x9011,
} as const

const TYPE_ASCII = 2
const MOST_ENTRIES = 500

/** `bytes`: from the TIFF header on. null = no date, or not whole. */
export function exifDate(bytes: Uint8Array): MadeAt | null {
  const tiff = new Tiff(bytes)
  const first = tiff.directory(tiff.firstDirectory())
  const exif = tiff.directory(tiff.number(first.get(TAG.exif)))
  const text = tiff.text(exif.get(TAG.original)) || tiff.text(first.get(TAG.dateTime))
  const match = /^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)/.exec(text)
  if (match === null) return null
  const zone = tiff.text(exif.get(TAG.originalOffset)) || tiff.text(exif.get(TAG.offset))
  return madeAt(match.slice(1, 7).map(Number), offsetOf(zone))
}

function offsetOf(text: string): number | null {
  const match = /^([+-])(\d\d):(\d\d)/.exec(text)
  if (match === null) return null
  const minutes = Number(match[2]) * 60 + Number(match[3])
  if (minutes > 14 * 60) return null
  return match[1] === '-' ? -minutes : minutes
}

/** Offset of an entry of 12 bytes: tag, type, count, value or where it stands. */
type Entry = number

class Tiff {
  readonly #view: DataView
  readonly #isLittle: boolean

  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#isLittle = bytes[0] === 0x49
  }

  firstDirectory(): number {
    return this.#u32(4)
  }

  /** Entries by tag; none where the directory lies outside. */
  directory(at: number): ReadonlyMap<number, Entry> {
    const entries = new Map<number, Entry>()
    if (at <= 0 || at + 2 > this.#view.byteLength) return entries
    const count = Math.min(this.#u16(at), MOST_ENTRIES)
    for (let i = 0; i < count; i++) {
      const entry = at + 2 + i * 12
      if (entry + 12 > this.#view.byteLength) break
      entries.set(this.#u16(entry), entry)
    }
    return entries
  }

  number(entry: Entry | undefined): number {
    return entry === undefined ? 0 : this.#u32(entry + 8)
  }

  text(entry: Entry | undefined): string {
    if (entry === undefined || this.#u16(entry + 2) !== TYPE_ASCII) return ''
    const count = Math.min(this.#u32(entry + 4), 64)
    const at = count <= 4 ? entry + 8 : this.#u32(entry + 8)
    let text = ''
    for (let i = 0; i < count && at + i < this.#view.byteLength; i++) {
      const code = this.#view.getUint8(at + i)
      if (code === 0) break
      text += String.fromCharCode(code)
    }
    return text
  }

  #u16(at: number): number {
    return at + 2 > this.#view.byteLength ? 0 : this.#view.getUint16(at, this.#isLittle)
  }

  #u32(at: number): number {
    return at + 4 > this.#view.byteLength ? 0 : this.#view.getUint32(at, this.#isLittle)
  }
}
