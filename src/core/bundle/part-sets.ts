/**
 * Archives that were split into parts, put together from what was dropped. Parts know each other by their names alone:
 * `x.7z.001`, `x.7z.002` … (bytes cut anywhere); `x.z01` … `x.zip` (PKWARE's disks, the last one named zip);
 * `x.part1.rar` …, or `x.rar`, `x.r00` … `x.s00` (volumes with headers of their own).
 */
import { archiveKindOf, HEAD_BYTES } from './archive-kind.ts'
import { readBytes } from './blob-bytes.ts'
import type { DroppedFile } from './entry.ts'
import { baseName } from './path-names.ts'
import type { VolumeBlob } from './unpack/unpacking.ts'
import { endOfZip } from './zip-end.ts'

/** Where the disks of a split zip begin in the Blob that they were joined to. */
export interface ZipDisks {
  /** By number of the disk; null = it was not dropped. */
  readonly offsets: readonly (number | null)[]
}

export interface PartSet {
  /** All parts that there are, for formats that ask for the next one by name. */
  readonly volumes: readonly VolumeBlob[]
  /** Names of parts that were not dropped, as far as the names of the others tell. */
  readonly missing: readonly string[]
  readonly disks: ZipDisks | null
}

/** A file that was dropped, or a set of parts under the name of the whole. */
export interface DroppedThing extends DroppedFile {
  readonly set: PartSet | null
}

interface Part extends DroppedFile {
  /** From 1 in a set. */
  readonly number: number
}

type Naming = 'numbered' | 'disks' | 'rar' | 'old rar'

interface Candidate {
  readonly naming: Naming
  /** What the parts have in common; path of the whole. */
  readonly whole: string
  readonly parts: Part[]
  /** Name of a part by its number, as the parts that are there are written. */
  readonly nameOf: (number: number) => string
}

/** What is cut into numbered parts; `setup.log.001` is an old log. */
const PACKED = /\.(?:7z|zip|rar|tar|gz|tgz|xz|txz|bz2|tbz2?|zst|tzst|cab|wim)$/i

/** A set of hundreds would fill the page. */
const MOST_NAMED = 20

/** What is missing, for a Problem. */
export function missingParts(missing: readonly string[]): string {
  const named = missing.slice(0, MOST_NAMED).join(', ')
  const more = missing.length - MOST_NAMED
  return `missing: ${named}${more > 0 ? ` and ${more} more` : ''}`
}

/** What follows `x.7z.001`; null = the name is not that of a numbered part. */
export function nextPart(name: string): string | null {
  const found = /^(.+\.)(\d{3,4})$/.exec(name)
  if (found?.[1] === undefined || found[2] === undefined) return null
  return found[1] + padded(Number(found[2]) + 1, found[2])
}

/** Throws nothing: a file that cannot be read is no part. */
export async function joinParts(dropped: readonly DroppedFile[]): Promise<readonly DroppedThing[]> {
  const candidates = new Map<string, Candidate>()
  const setOf = new Map<DroppedFile, Candidate>()
  for (const file of dropped) {
    const found = namedAsPart(file, dropped)
    if (found === null) continue
    const key = `${found.naming} ${found.whole.toLowerCase()}`
    const candidate = candidates.get(key) ?? found
    if (candidate !== found) candidate.parts.push(...found.parts)
    candidates.set(key, candidate)
    setOf.set(file, candidate)
  }
  const joined = new Map<Candidate, DroppedThing | null>()
  for (const candidate of candidates.values()) joined.set(candidate, await joinSet(candidate))
  const things: DroppedThing[] = []
  const done = new Set<Candidate>()
  for (const file of dropped) {
    const candidate = setOf.get(file)
    const whole = candidate === undefined ? null : (joined.get(candidate) ?? null)
    if (candidate === undefined || whole === null) things.push({ ...file, set: null })
    else if (!done.has(candidate)) {
      things.push(whole)
      done.add(candidate)
    }
  }
  return things
}

function namedAsPart(file: DroppedFile, all: readonly DroppedFile[]): Candidate | null {
  const { path } = file
  const numbered = /^(.+)\.(\d{3,4})$/.exec(path)
  if (numbered?.[1] !== undefined && numbered[2] !== undefined) {
    const { 1: whole, 2: digits } = numbered
    return candidate(
      'numbered',
      whole,
      file,
      Number(digits),
      (n) => `${whole}.${padded(n, digits)}`,
    )
  }
  const rar = /^(.+\.part)(\d{1,5})\.rar$/i.exec(path)
  if (rar?.[1] !== undefined && rar[2] !== undefined) {
    const { 1: start, 2: digits } = rar
    return candidate('rar', start, file, Number(digits), (n) => `${start}${padded(n, digits)}.rar`)
  }
  const disk = /^(.+)\.z(\d{2,3})$/i.exec(path)
  if (disk?.[1] !== undefined) {
    const { 1: start } = disk
    return candidate('disks', start, file, Number(disk[2]), (n) => `${start}.z${padded(n, '00')}`)
  }
  const volume = /^(.+)\.([rs])(\d\d)$/i.exec(path)
  if (volume?.[1] !== undefined) {
    const hundred = volume[2]?.toLowerCase() === 's' ? 100 : 0
    return oldRar(volume[1], file, hundred + Number(volume[3]) + 2)
  }
  const last = /^(.+)\.(zip|rar)$/i.exec(path)
  if (last?.[1] === undefined) return null
  const { 1: start } = last
  if (last[2]?.toLowerCase() === 'zip') {
    return candidate('disks', start, file, Infinity, (n) => `${start}.z${padded(n, '00')}`)
  }
  const hasNext = all.some((other) => other.path.toLowerCase() === `${start}.r00`.toLowerCase())
  return hasNext ? oldRar(start, file, 1) : null
}

function oldRar(start: string, file: DroppedFile, number: number): Candidate {
  return candidate('old rar', start, file, number, (n) => {
    if (n === 1) return `${start}.rar`
    return `${start}.${n < 102 ? 'r' : 's'}${padded((n - 2) % 100, '00')}`
  })
}

function candidate(
  naming: Naming,
  whole: string,
  file: DroppedFile,
  number: number,
  nameOf: (number: number) => string,
): Candidate {
  return { naming, whole, parts: [{ ...file, number }], nameOf }
}

function padded(number: number, like: string): string {
  return String(number).padStart(like.length, '0')
}

/** null = it is no set: each file stands for itself. */
async function joinSet(candidate: Candidate): Promise<DroppedThing | null> {
  candidate.parts.sort((a, b) => a.number - b.number)
  switch (candidate.naming) {
    case 'numbered':
      return joinNumbered(candidate)
    case 'disks':
      return joinDisks(candidate)
    default:
      return joinVolumes(candidate)
  }
}

async function joinNumbered(candidate: Candidate): Promise<DroppedThing | null> {
  const { whole, parts } = candidate
  const first = parts[0]
  if (first === undefined || first.number < 1) return null
  const kind = first.number === 1 ? archiveKindOf(await headOf(first.blob)) : null
  if (!PACKED.test(whole) && kind === null) return null
  const { missing, unbroken } = gapsOf(candidate)
  const blob = new Blob(unbroken.map((part) => part.blob))
  const isWhole = missing.length > 0 || (await isComplete(blob, kind))
  if (!isWhole) missing.push(baseName(candidate.nameOf(parts.length + 1)))
  const volumes = [{ name: baseName(whole), blob }]
  return { path: whole, blob, set: { volumes, missing, disks: null } }
}

/** What its own header or end says of its length; where nothing says, it may be whole. */
async function isComplete(blob: Blob, kind: string | null): Promise<boolean> {
  if (kind === 'zip') return (await endOfZip(blob)) !== null
  if (kind !== '7z') return true
  // Offset and size of the header at the end, counted from behind these 32 bytes (7zFormat.txt, SignatureHeader).
  const head = await headOf(blob)
  if (head.length < 32) return false
  const view = new DataView(head.buffer, head.byteOffset)
  return 32n + view.getBigUint64(12, true) + view.getBigUint64(20, true) <= BigInt(blob.size)
}

/** The first part that is not there breaks the chain: what follows cannot be counted from the start. */
function gapsOf({ parts, nameOf }: Candidate): { missing: string[]; unbroken: readonly Part[] } {
  const missing: string[] = []
  const unbroken: Part[] = []
  let next = 1
  for (const part of parts) {
    for (; next < part.number && missing.length < MOST_MISSING; next++) {
      missing.push(baseName(nameOf(next)))
    }
    next = part.number + 1
    if (missing.length === 0) unbroken.push(part)
  }
  return { missing, unbroken }
}

/** A part 9999 that stands alone says little of the others. */
const MOST_MISSING = 1000

/** A zip is the last disk of a set where its end says so, whether the others are there or not. */
async function joinDisks(candidate: Candidate): Promise<DroppedThing | null> {
  const { whole, parts, nameOf } = candidate
  const last = parts.find(({ number }) => number === Infinity)
  const others = parts.filter((part) => part !== last)
  const end = last === undefined ? null : await endOfZip(last.blob)
  const count = end?.disk ?? others.at(-1)?.number ?? 0
  if (count === 0 && others.length === 0) return null
  const missing: string[] = []
  const offsets: (number | null)[] = []
  const blobs: Blob[] = []
  let size = 0
  for (let number = 1; number <= Math.min(count, MOST_MISSING); number++) {
    const part = others.find((other) => other.number === number)
    if (part === undefined) missing.push(baseName(nameOf(number)))
    else blobs.push(part.blob)
    offsets.push(part === undefined ? null : size)
    size += part?.blob.size ?? 0
  }
  if (last === undefined) missing.push(`${baseName(whole)}.zip`)
  else blobs.push(last.blob)
  offsets.push(last === undefined ? null : size)
  const blob = new Blob(blobs)
  const set = { volumes: [], missing, disks: last === undefined ? null : { offsets } }
  return { path: last?.path ?? `${whole}.zip`, blob, set }
}

async function joinVolumes(candidate: Candidate): Promise<DroppedThing | null> {
  const { parts, naming } = candidate
  const first = parts[0]
  if (first === undefined) return null
  const kind = archiveKindOf(await headOf(first.blob))
  if (kind !== 'rar' && kind !== 'rar5') return null
  const { missing } = gapsOf(candidate)
  // One volume of the old naming is a whole rar as well.
  if (naming === 'old rar' && parts.length === 1 && first.number === 1) return null
  const volumes = parts.map(({ path, blob }) => ({ name: baseName(path), blob }))
  return { path: first.path, blob: first.blob, set: { volumes, missing, disks: null } }
}

async function headOf(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  return readBytes(blob, 0, HEAD_BYTES).catch(() => new Uint8Array(0))
}
