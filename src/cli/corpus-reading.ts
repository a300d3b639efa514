/** Reads every file below some folders, archives opened, and says of each what the parse pass made of it. */
import { readdir, stat } from 'node:fs/promises'
import { basename, join, relative, resolve, sep } from 'node:path'
import type { Entry } from '../core/bundle/entry.ts'
import { listBundle } from '../core/bundle/list-bundle.ts'
import type { LogFile } from '../core/model/log-file.ts'
import type { FileClock } from '../core/model/story.ts'
import type { Problem } from '../core/model/problem.ts'
import { utcMs } from '../core/model/units.ts'
import { describeEntry } from '../core/pipeline/describe-entry.ts'
import { parseOne } from '../core/pipeline/parse-one.ts'
import { droppedFrom } from './dropped-from-disk.ts'
import { nodeUnpacker } from './unpack-program.ts'

export interface CorpusRow {
  /** From the folder on, `!/` after an archive. */
  readonly path: string
  /** Null where not a byte could be had. */
  readonly format: string | null
  readonly encoding: string
  readonly bytes: number
  readonly lines: number
  readonly events: number
  readonly signals: number
  /** Non-blank lines that no record holds, and non-blank lines in all. */
  readonly unparsed: number
  readonly nonBlank: number
  /** As printed; null = nothing is stamped. */
  readonly firstTime: string | null
  readonly lastTime: string | null
  readonly problems: readonly Problem[]
  /** Of unpacking and reading together. */
  readonly ms: number
}

/** Times are told as they are printed, so that no clock matters. */
const ANY_CLOCK: FileClock = {
  segments: [{ fromRow: 0, fromLine: 1, offsetMinutes: 0, source: 'assumed', errorSeconds: null }],
}

/** What lists the files is none of them. */
const NO_LOG = 'MANIFEST.json'

export async function* readCorpus(places: readonly string[]): AsyncGenerator<CorpusRow> {
  for (const place of places) {
    const root = resolve(place)
    for await (const path of filesBelow(root)) yield* readFile(root, path)
  }
}

async function* filesBelow(path: string): AsyncGenerator<string> {
  const found = await stat(path)
  if (found.isFile() && basename(path) !== NO_LOG) yield path
  if (!found.isDirectory()) return
  for (const name of (await readdir(path)).sort()) yield* filesBelow(join(path, name))
}

async function* readFile(root: string, path: string): AsyncGenerator<CorpusRow> {
  const shown = relative(root, path).split(sep).join('/') || basename(path)
  const { files, problems } = await droppedFrom([path])
  const listing = await listBundle(files, { passwords: new Map(), unpacker: nodeUnpacker() })
  const { entries } = listing
  const isArchive = entries.length !== 1 || entries[0]?.path !== basename(path)
  const lost = [...problems, ...listing.problems]
  for (const entry of entries) {
    const own = lost.filter((problem) => problem.path === entry.path)
    yield await readEntry(entry, isArchive ? `${shown}!/${entry.path}` : shown, own)
  }
  const read = new Set(entries.map((entry) => entry.path))
  const unread = lost.filter((problem) => !read.has(problem.path))
  for (const of of new Set(unread.map((problem) => problem.path))) {
    const told = unread.filter((problem) => problem.path === of)
    yield unreadRow(of === basename(path) || of === '' ? shown : `${shown}!/${of}`, told)
  }
}

async function readEntry(
  entry: Entry,
  path: string,
  listed: readonly Problem[],
): Promise<CorpusRow> {
  const start = performance.now()
  const { file, text, problems } = await parseOne(entry)
  const ms = performance.now() - start
  if (file === null) return unreadRow(path, [...listed, ...problems])
  const { firstWallTime, lastWallTime, unparsedLines } = describeEntry(file, ANY_CLOCK, utcMs(NaN))
  return {
    path,
    format: file.format,
    encoding: file.encoding,
    bytes: file.bytes,
    lines: file.lines,
    events: file.table.length,
    signals: file.signals.length,
    unparsed: unparsedLines,
    nonBlank: await nonBlankLines(file, text),
    firstTime: firstWallTime,
    lastTime: lastWallTime,
    problems: [...listed, ...problems, ...file.problems],
    ms,
  }
}

function unreadRow(path: string, problems: readonly Problem[]): CorpusRow {
  return {
    path,
    format: null,
    encoding: '',
    bytes: 0,
    lines: 0,
    events: 0,
    signals: 0,
    unparsed: 0,
    nonBlank: 0,
    firstTime: null,
    lastTime: null,
    problems,
    ms: 0,
  }
}

const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d
const BLANK = 0x20

/** Rendered lines have no text to count in: each says something. */
async function nonBlankLines({ lines }: LogFile, text: Blob | null): Promise<number> {
  if (text === null) return lines
  let count = 0
  let says = false
  for await (const bytes of text.stream()) {
    for (const byte of bytes) {
      if (byte === LINE_FEED || byte === CARRIAGE_RETURN) {
        if (says) count++
        says = false
      } else if (byte > BLANK) says = true
    }
  }
  return says ? count + 1 : count
}
