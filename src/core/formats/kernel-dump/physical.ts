/**
 * Where a physical page stands in a dump's file. Layouts as public readers of the format agree on them
 * (https://github.com/0vercl0k/kdmp-parser, MIT; volatility3's crash64.json), offsets from the start of the file:
 *
 * - complete (type 1): runs {first page, pages} of 16 bytes from 0x98, their number at 0x88; pages follow each other from 0x2000.
 * - with a bitmap (5, 6; 2 of newer systems): `SDMP`/`FDMP` + `DUMP` at 0x2000, first page's offset +0x20, pages present +0x28,
 *   bits +0x30, bits from +0x38, the lowest first.
 * - with ranges (8, 9, 10): 0x40, `RDMP`, `DUMP` at 0x2000, size of the ranges + 0x20 at +0x10, first page's offset +0x18,
 *   ranges {first page, pages} from +0x30; pages follow each other.
 */
import { PAGE_BYTES, viewOf, type ReadFile } from './memory.ts'

/** Offset in the file of a physical page; null = the dump does not hold it. */
export type PageOffset = (page: number) => number | null

/** More pages than this (a machine of 64 TiB) are damage. */
const MOST_PAGES = 2 ** 34
/** A bitmap of a machine of 2 TiB has 64 MiB. */
const MOST_BITMAP_BYTES = 64 << 20
const MOST_RUNS = 65_536

const HEADER_BYTES = 0x2000
/** Bits per entry of the rank index: 4 KiB of bitmap. */
const RANK_BITS = 32_768

export interface PhysicalLayout {
  readonly offsetOf: PageOffset
  /** Bytes that the file has to have; less is a cut file. */
  readonly statedBytes: number
  readonly pages: number
}

/** What stands at 0x2000 or, for a complete dump, in the header tells the layout; null = none that is known. */
export async function physicalLayout(
  readFile: ReadFile,
  dumpType: number,
): Promise<PhysicalLayout | null> {
  const head = await readFile(HEADER_BYTES, 0x40)
  if (head.length === 0x40) {
    if (/^[SF]DMPDUMP$/.test(asciiOf(head, 0, 8))) return bitmapLayout(readFile, head)
    if (asciiOf(head, 4, 8) === 'RDMPDUMP') return rangesLayout(readFile, head)
  }
  return dumpType === 1 ? runsLayout(readFile) : null
}

/** `runs`: pairs of first page and number of pages, as the file holds them one behind the other. */
function pagesOfRuns(
  runs: readonly (readonly [first: number, count: number])[],
  firstOffset: number,
): PhysicalLayout {
  const starts: number[] = []
  let pages = 0
  for (const [, count] of runs) {
    starts.push(pages)
    pages += count
  }
  return {
    pages,
    statedBytes: firstOffset + pages * PAGE_BYTES,
    offsetOf(page) {
      // Runs are few and mostly asked for in turn; they are not always sorted.
      for (const [index, [first, count]] of runs.entries())
        if (page >= first && page < first + count)
          return firstOffset + ((starts[index] as number) + page - first) * PAGE_BYTES
      return null
    },
  }
}

async function runsLayout(readFile: ReadFile): Promise<PhysicalLayout | null> {
  const descriptor = await readFile(0x88, 0x10 + 43 * 16)
  if (descriptor.length < 0x10) return null
  const count = viewOf(descriptor).getUint32(0, true)
  // The descriptor has room for 43 runs.
  if (count === 0 || count > 43 || descriptor.length < 0x10 + count * 16) return null
  const runs = readRuns(descriptor.subarray(0x10), count)
  return runs === null ? null : pagesOfRuns(runs, HEADER_BYTES)
}

async function rangesLayout(readFile: ReadFile, head: Uint8Array): Promise<PhysicalLayout | null> {
  const metadata = Number(viewOf(head).getBigUint64(0x10, true))
  const firstOffset = Number(viewOf(head).getBigUint64(0x18, true))
  const count = Math.floor((metadata - 0x20) / 16)
  if (!(count > 0) || count > MOST_RUNS || firstOffset <= HEADER_BYTES) return null
  const bytes = await readFile(HEADER_BYTES + 0x30, count * 16)
  const runs = readRuns(bytes, Math.floor(bytes.length / 16))
  return runs === null ? null : pagesOfRuns(runs, firstOffset)
}

/** Runs up to the first empty one; null where one is impossible. */
function readRuns(
  bytes: Uint8Array,
  count: number,
): readonly (readonly [first: number, count: number])[] | null {
  const view = viewOf(bytes)
  const runs: (readonly [number, number])[] = []
  let pages = 0
  for (let i = 0; i < count; i++) {
    const first = Number(view.getBigUint64(i * 16, true))
    const length = Number(view.getBigUint64(i * 16 + 8, true))
    if (length === 0) continue
    pages += length
    if (first > MOST_PAGES || pages > MOST_PAGES) return null
    runs.push([first, length])
  }
  return runs.length === 0 ? null : runs
}

async function bitmapLayout(readFile: ReadFile, head: Uint8Array): Promise<PhysicalLayout | null> {
  const view = viewOf(head)
  const firstOffset = Number(view.getBigUint64(0x20, true))
  const present = Number(view.getBigUint64(0x28, true))
  const bits = Number(view.getBigUint64(0x30, true))
  const bytes = Math.ceil(bits / 8)
  if (bytes > MOST_BITMAP_BYTES || firstOffset < HEADER_BYTES + 0x38) return null
  const bitmap = await readFile(HEADER_BYTES + 0x38, bytes)
  const ranks = ranksOf(bitmap)
  return {
    pages: present,
    statedBytes: firstOffset + present * PAGE_BYTES,
    offsetOf(page) {
      const at = page >>> 3
      const mask = 1 << (page & 7)
      if (page >= bits || at >= bitmap.length || ((bitmap[at] as number) & mask) === 0) return null
      let rank = ranks[Math.floor(page / RANK_BITS)] as number
      for (let i = Math.floor(page / RANK_BITS) * (RANK_BITS / 8); i < at; i++)
        rank += POPULATION[bitmap[i] as number] as number
      rank += POPULATION[(bitmap[at] as number) & (mask - 1)] as number
      return firstOffset + rank * PAGE_BYTES
    },
  }
}

/** Set bits in a byte. */
const POPULATION = Uint8Array.from({ length: 256 }, (_, byte) => {
  let count = 0
  for (let rest = byte; rest > 0; rest >>= 1) count += rest & 1
  return count
})

/** Set bits before every RANK_BITS-th bit: a page's place is one look-up and at most 4 KiB of counting. */
function ranksOf(bitmap: Uint8Array): Float64Array {
  const step = RANK_BITS / 8
  const ranks = new Float64Array(Math.ceil(bitmap.length / step) + 1)
  let count = 0
  for (let at = 0; at < bitmap.length; at++) {
    if (at % step === 0) ranks[at / step] = count
    count += POPULATION[bitmap[at] as number] as number
  }
  return ranks
}

function asciiOf(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length))
}
