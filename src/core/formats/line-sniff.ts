/** Sniffing of line formats: what a head reader makes of the first lines of an entry. */
import type { Head } from './format.ts'
import type { HeadReader, LineHead } from './line-types.ts'
import { Level } from '../model/event-table.ts'
import { wallMs } from '../model/units.ts'

export interface HeadCounts {
  /** Lines that are not blank. */
  readonly lines: number
  /** Of these, lines that begin a record. */
  readonly records: number
  /** Records by component; '' = none. */
  readonly components: ReadonlyMap<string, number>
}

/** An empty LineHead for a reader to fill. */
export function newLineHead(): LineHead {
  return {
    time: wallMs(NaN),
    level: Level.Info,
    componentStart: 0,
    componentLength: 0,
    message: 0,
    unparsed: null,
    zone: NaN,
    part: 'whole',
  }
}

/** What a reader may leave as it is: set before every call. */
export function resetLineHead(head: LineHead): void {
  head.unparsed = null
  head.zone = NaN
  head.part = 'whole'
}

/** Runs a head reader over the lines of a head. */
export function countHeads(head: Head, reader: HeadReader): HeadCounts {
  const lineHead = newLineHead()
  const encoder = new TextEncoder()
  const components = new Map<string, number>()
  let lines = 0
  let records = 0
  for (const line of headLines(head)) {
    if (line.trim() === '') continue
    lines++
    const bytes = encoder.encode(line)
    resetLineHead(lineHead)
    if (!reader.read(bytes, 0, bytes.length, lineHead)) continue
    records++
    const { componentStart: start, componentLength: length } = lineHead
    const component = String.fromCharCode(...bytes.subarray(start, start + length))
    components.set(component, (components.get(component) ?? 0) + 1)
  }
  return { lines, records, components }
}

/** The lines of a head without line ends, NULs and byte order marks. */
export function headLines(head: Head): readonly string[] {
  const known = linesOfHead.get(head)
  if (known !== undefined) return known
  const lines = head.text.split(/\r\n|\n|\r/).map(withoutMarks)
  linesOfHead.set(head, lines)
  return lines
}

/** Every format sniffs the same head: it is split once. */
const linesOfHead = new WeakMap<Head, readonly string[]>()

/** By hand: `\0+$` takes n² steps where a lost write left NULs in the middle of a line. */
function withoutMarks(line: string): string {
  let start = 0
  let end = line.length
  while (start < end && (line[start] === '\0' || line[start] === '\uFEFF')) start++
  while (end > start && line[end - 1] === '\0') end--
  return line.slice(start, end)
}

/** How many lines that are not blank `firstLinesShare` looks at, and how many of them may begin no record before it gives up. */
const FIRST_LINES = 200
const FIRST_WITHOUT = 30

/**
 * Share of the first lines that belong to records which a reader knows, 0..1. For formats whose records differ from all others:
 * it is asked of every entry, and of most it gives up early.
 */
export function firstLinesShare(head: Head, reader: HeadReader): number {
  const lineHead = newLineHead()
  let lines = 0
  let known = 0
  /** Lines of a record whose head has not come yet. */
  let open = 0
  for (const bytes of firstLineBytes(head)) {
    lines++
    resetLineHead(lineHead)
    const begins = reader.read(bytes, 0, bytes.length, lineHead)
    if (begins) open = lineHead.part === 'open' ? 1 : 0
    else if (open > 0) open++
    if (begins && open === 0 && lineHead.unparsed === null) known++
    if (lineHead.part === 'close') {
      known += open
      open = 0
    }
    if (lines === FIRST_WITHOUT && known === 0 && open === 0) return 0
  }
  return lines === 0 ? 0 : known / lines
}

const firstBytesOfHead = new WeakMap<Head, readonly Uint8Array[]>()

/** The first lines that are not blank, as bytes of UTF-8; every format asks for the same ones. */
function firstLineBytes(head: Head): readonly Uint8Array[] {
  const known = firstBytesOfHead.get(head)
  if (known !== undefined) return known
  const encoder = new TextEncoder()
  const lines: Uint8Array[] = []
  for (const line of headLines(head)) {
    if (line.trim() === '') continue
    if (lines.push(encoder.encode(line)) === FIRST_LINES) break
  }
  firstBytesOfHead.set(head, lines)
  return lines
}

/** Share of the lines that begin a record, 0..1. */
export function headShare(head: Head, reader: HeadReader): number {
  const { lines, records } = countHeads(head, reader)
  return lines === 0 ? 0 : records / lines
}
