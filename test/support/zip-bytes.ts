/** Zips written byte by byte, so that a test decides each field; right ones and wrong ones. */
import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipFile {
  readonly name: string | Uint8Array
  readonly content: Uint8Array | string
  /** 0 stored, 8 deflate (default); another number only names it and stores. */
  readonly method?: number
  /** Bits of the flags beside the descriptor's. */
  readonly flags?: number
  /** Sizes behind the data instead of in the local header. */
  readonly descriptor?: 'signed' | 'bare' | 'zip64'
  /** Sizes and offset in zip64 fields. */
  readonly zip64?: boolean
  /** What the directory and the header claim instead of the true size. */
  readonly claimedBytes?: number
  /** Further extra field of the local header only. */
  readonly localExtra?: Uint8Array
  /** Further extra field of both headers. */
  readonly extra?: Uint8Array
}

export interface ZipShape {
  readonly prefix?: Uint8Array
  readonly tail?: Uint8Array
  /** Offsets count from the start of the zip, not of the prefix, as when junk came later. */
  readonly directory?: 'present' | 'missing'
  readonly disk?: number
  /** Date and time of all files, in the form of MS-DOS: the date in the upper half. */
  readonly dosTime?: number
  /** How method 8 is packed; zlib may differ from one Node to the next. */
  readonly deflate?: (content: Uint8Array) => Uint8Array
}

/** 2025-01-01 00:00 */
const DOS_TIME = 0x5a210000

export function zipBytes(files: readonly ZipFile[], shape: ZipShape = {}): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = []
  const central: Uint8Array[] = []
  const { dosTime = DOS_TIME, deflate = (content) => deflateRawSync(content) } = shape
  let at = 0
  const put = (bytes: Uint8Array): void => {
    parts.push(bytes)
    at += bytes.length
  }
  for (const file of files) {
    const offset = at
    const content = bytesOf(file.content)
    const method = file.method ?? 8
    const packed = method === 8 ? deflate(content) : content
    const name = bytesOf(file.name)
    const flags = (file.flags ?? 0) | (file.descriptor === undefined ? 0 : 8)
    const crc = crc32(content)
    const claimed = file.claimedBytes ?? content.length
    const isLate = file.descriptor !== undefined
    const local64 = file.zip64 === true && !isLate ? zip64Field([claimed, packed.length]) : none
    const localExtra = join(local64, file.extra ?? none, file.localExtra ?? none)
    const sizes =
      file.zip64 === true
        ? [0xffffffff, 0xffffffff]
        : [isLate ? 0 : packed.length, isLate ? 0 : claimed]
    put(
      join(
        numbers('4 2 2 2 4 4 4 4 2 2', [
          0x04034b50,
          file.zip64 === true ? 45 : 20,
          flags,
          method,
          dosTime,
          isLate ? 0 : crc,
          sizes[0]!,
          sizes[1]!,
          name.length,
          localExtra.length,
        ]),
        name,
        localExtra,
      ),
    )
    put(packed)
    if (file.descriptor === 'signed') {
      put(numbers('4 4 4 4', [0x08074b50, crc, packed.length, claimed]))
    } else if (file.descriptor === 'bare') {
      put(numbers('4 4 4', [crc, packed.length, claimed]))
    } else if (file.descriptor === 'zip64') {
      put(numbers('4 4 8 8', [0x08074b50, crc, packed.length, claimed]))
    }
    const sizes64 = file.zip64 === true ? zip64Field([claimed, packed.length, offset]) : none
    const extra = join(sizes64, file.extra ?? none)
    const in64 = (value: number): number => (file.zip64 === true ? 0xffffffff : value)
    central.push(
      join(
        numbers('4 2 2 2 2 4 4 4 4 2 2 2 2 2 4 4', [
          0x02014b50,
          20,
          20,
          flags,
          method,
          dosTime,
          crc,
          in64(packed.length),
          in64(claimed),
          name.length,
          extra.length,
          0,
          0,
          0,
          0,
          in64(offset),
        ]),
        name,
        extra,
      ),
    )
  }
  const directory = join(...central)
  const disk = shape.disk ?? 0
  const end = numbers('4 2 2 2 2 4 4 2', [
    0x06054b50,
    disk,
    disk,
    files.length,
    files.length,
    directory.length,
    at,
    0,
  ])
  const isWhole = shape.directory !== 'missing'
  return join(
    shape.prefix ?? none,
    ...parts,
    ...(isWhole ? [directory, end] : []),
    shape.tail ?? none,
  )
}

const none = new Uint8Array(0)

function zip64Field(values: readonly number[]): Uint8Array {
  const head = numbers('2 2', [1, values.length * 8])
  return join(head, numbers(values.map(() => '8').join(' '), values))
}

/** Little-endian numbers of the given widths in bytes. */
export function numbers(widths: string, values: readonly number[]): Uint8Array<ArrayBuffer> {
  const sizes = widths.split(' ').map(Number)
  const bytes = new Uint8Array(sizes.reduce((sum, size) => sum + size, 0))
  const view = new DataView(bytes.buffer)
  let at = 0
  for (const [i, size] of sizes.entries()) {
    const value = values[i]!
    if (size === 8) view.setBigUint64(at, BigInt(value), true)
    else if (size === 4) view.setUint32(at, value, true)
    else view.setUint16(at, value, true)
    at += size
  }
  return bytes
}

export function join(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

export function bytesOf(value: Uint8Array | string): Uint8Array {
  return typeof value === 'string' ? new TextEncoder().encode(value) : value
}

/** The same numbers in every run, 0 <= x < 1. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** Text that packs like a log does: lines alike, numbers that differ. */
export function logText(lines: number, seed = 1): string {
  const random = seededRandom(seed)
  let text = ''
  for (let i = 0; i < lines; i++) {
    const number = Math.floor(random() * 0xffffffff).toString(16)
    text += `2024-05-07 10:${String(i % 60).padStart(2, '0')}:00, Info  SP  Step ${i} done, token 0x${number}\r\n`
  }
  return text
}
