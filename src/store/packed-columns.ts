/**
 * Columns of log files as a few large buffers: a million rows as objects take IndexedDB a minute, as buffers a
 * fraction of a second, and thousands of small files cost one row each 16 MB instead of nine each.
 */
import type { EventTable } from '../core/model/event-table.ts'
import type { LogFile } from '../core/model/log-file.ts'

/** A LogFile whose columns lie in a chunk. */
export interface PackedFile extends Omit<LogFile, 'table' | 'lineIndex'> {
  readonly rows: number
  readonly components: readonly string[]
  /** Length of lineIndex, in elements. */
  readonly indexed: number
  readonly chunk: number
  /** Offset in the chunk, a multiple of 8. */
  readonly offset: number
}

/** A chunk is closed once it is this large, in bytes; a single file's columns may exceed it. */
const CHUNK_BYTES = 16 << 20

/** Bytes of one row: time 8, line 4, start 4, size 4, code 4, component 2, level 1, flags 1. */
const ROW_BYTES = 28

const aligned = (bytes: number): number => (bytes + 7) & ~7

function packedBytes(rows: number, indexed: number): number {
  return aligned(rows * ROW_BYTES + indexed * 4)
}

/** Typed arrays over one file's part of a chunk, widest elements first so that each stands aligned. */
function columnsAt(buffer: ArrayBuffer, offset: number, rows: number, indexed: number) {
  let at = offset
  const place = (bytes: number): number => {
    const start = at
    at += bytes
    return start
  }
  return {
    time: new Float64Array(buffer, place(rows * 8), rows),
    line: new Uint32Array(buffer, place(rows * 4), rows),
    start: new Uint32Array(buffer, place(rows * 4), rows),
    size: new Uint32Array(buffer, place(rows * 4), rows),
    code: new Uint32Array(buffer, place(rows * 4), rows),
    lineIndex: new Uint32Array(buffer, place(indexed * 4), indexed),
    component: new Uint16Array(buffer, place(rows * 2), rows),
    level: new Uint8Array(buffer, place(rows), rows),
    flags: new Uint8Array(buffer, place(rows), rows),
  }
}

export function packFiles(files: readonly LogFile[]): {
  packed: PackedFile[]
  chunks: ArrayBuffer[]
} {
  const packed: PackedFile[] = []
  const sizes: number[] = [0]
  for (const file of files) {
    const { table, lineIndex, ...rest } = file
    const bytes = packedBytes(table.length, lineIndex.length)
    let chunk = sizes.length - 1
    if (sizes[chunk] !== 0 && (sizes[chunk] as number) + bytes > CHUNK_BYTES) {
      sizes.push(0)
      chunk++
    }
    const offset = sizes[chunk] as number
    sizes[chunk] = offset + bytes
    const { length: rows, components } = table
    packed.push({ ...rest, rows, components, indexed: lineIndex.length, chunk, offset })
  }
  const chunks = sizes.map((size) => new ArrayBuffer(size))
  packed.forEach((place, index) => {
    const { table, lineIndex } = files[index] as LogFile
    const chunk = chunks[place.chunk] as ArrayBuffer
    const columns = columnsAt(chunk, place.offset, place.rows, place.indexed)
    columns.time.set(table.time)
    columns.line.set(table.line)
    columns.start.set(table.start)
    columns.size.set(table.size)
    columns.code.set(table.code)
    columns.lineIndex.set(lineIndex)
    columns.component.set(table.component)
    columns.level.set(table.level)
    columns.flags.set(table.flags)
  })
  return { packed, chunks }
}

/** The files again; their columns are views into the chunks, nothing is copied. */
export function unpackFiles(
  packed: readonly PackedFile[],
  chunks: readonly ArrayBuffer[],
): LogFile[] {
  return packed.map(({ rows, components, indexed, chunk, offset, ...rest }) => {
    const buffer = chunks[chunk]
    if (buffer === undefined) throw new RangeError(`no chunk ${chunk} of columns`)
    const { lineIndex, ...columns } = columnsAt(buffer, offset, rows, indexed)
    const table: EventTable = { length: rows, components, ...columns }
    return { ...rest, table, lineIndex }
  })
}
