/** Bytes through the parse pass, as tests want them, in whatever chunks, under whatever name, by one format or all. */
import type { Format, Signature } from '../../src/core/formats/format.ts'
import { formats } from '../../src/core/formats/index.ts'
import { parseEntry, type ParsedEntry } from '../../src/core/formats/parse-entry.ts'
import type { LogFile } from '../../src/core/model/log-file.ts'
import { formatWall } from '../../src/core/text/wall-time.ts'
import { wallMs } from '../../src/core/model/units.ts'

export interface ParseOptions {
  readonly name?: string
  readonly formats?: readonly Format[]
  readonly chunkBytes?: number
  readonly windowBytes?: number
  readonly signatures?: readonly Signature[]
  /** The same bytes, as a dropped file has them. */
  readonly blob?: Blob
}

export function parseBytes(bytes: Uint8Array, options: ParseOptions = {}): Promise<ParsedEntry> {
  return parseEntry({
    path: options.name ?? 'unknown.txt',
    bytes: bytes.length,
    chunks: inChunks(bytes, options.chunkBytes ?? 64 * 1024),
    signatures: options.signatures ?? [],
    formats: options.formats ?? formats,
    ...(options.blob !== undefined && { blob: options.blob }),
    ...(options.windowBytes !== undefined && { windowBytes: options.windowBytes }),
  })
}

/** The same buffer for every chunk, as some sources hand them out. */
// eslint-disable-next-line @typescript-eslint/require-await -- sources are asynchronous
export async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(Math.min(size, Math.max(1, bytes.length)))
  for (let at = 0; at < bytes.length; at += size) {
    const part = bytes.subarray(at, at + size)
    buffer.set(part)
    yield buffer.subarray(0, part.length)
  }
}

/** What a file says, without what depends on its encoding and line ends: for comparison and for goldens. */
export function readingOf(file: LogFile): {
  readonly format: string
  readonly lines: number
  readonly rows: readonly string[]
  readonly signals: readonly string[]
} {
  const { table } = file
  const rows = Array.from({ length: table.length }, (_, row) =>
    [
      table.line[row],
      formatWall(wallMs(table.time[row] ?? NaN)) || '-',
      `level ${table.level[row]}`,
      table.components[table.component[row] ?? 0] || '-',
      `0x${(table.code[row] ?? 0).toString(16)}`,
      `flags ${table.flags[row]}`,
    ].join(' '),
  )
  return {
    format: file.format,
    lines: file.lines,
    rows,
    signals: file.signals.map((signal) => JSON.stringify(signal)),
  }
}

/** A seeded generator of numbers in [0, 1): mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

export function utf16(text: string, endian: 'le' | 'be', mark: boolean): Uint8Array {
  const units = mark ? `\uFEFF${text}` : text
  const bytes = new Uint8Array(units.length * 2)
  const view = new DataView(bytes.buffer)
  for (let i = 0; i < units.length; i++) {
    view.setUint16(i * 2, units.charCodeAt(i), endian === 'le')
  }
  return bytes
}
