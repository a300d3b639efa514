/**
 * One tar -> its files, each a slice of it: nothing is unpacked. The formats of POSIX (ustar, pax), of GNU and of before
 * both: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html, https://www.gnu.org/software/tar/manual/html_node/Standard.html
 */
import { HEAD_BYTES, isTarHeader, readOctal } from './archive-kind.ts'
import { BlobWindow } from './blob-window.ts'
import type { ArchiveToList, ListContext } from './list-context.ts'
import { chooseNameEncoding, decodeName } from './name-encoding.ts'
import type { RawName } from './name-encoding.ts'
import { cleanPath } from './path-names.ts'

/** Headers and data fill blocks of it. */
const BLOCK = 512

/** A name or a set of pax fields longer than this is none. */
const LONGEST_FIELDS = 1024 * 1024

interface TarMember {
  readonly name: RawName
  readonly offset: number
  readonly bytes: number
  readonly head: Uint8Array
}

interface TarMembers {
  readonly members: readonly TarMember[]
  /** Bytes where a header should stand and does not, jumped over. */
  readonly skipped: number
  /** Offset of the first of them; null = none. */
  readonly damagedAt: number | null
  readonly isCutOff: boolean
  /** False where it ends without the blocks of zeros that close a tar. */
  readonly isClosed: boolean
}

/** Throws BlobReadError. */
export async function listTar(context: ListContext, archive: ArchiveToList): Promise<void> {
  const { draft, limits, options, place } = context
  const { blob, path, prefix, depth } = archive
  const read = await readMembers(blob, limits.entries, options.signal)
  const { members, skipped, damagedAt, isCutOff, isClosed } = read
  if (damagedAt !== null) {
    const detail = `no header stands where one should; ${skipped} bytes are jumped over`
    draft.problems.push({ code: 'damaged', path, at: `byte ${damagedAt}`, detail, skipped })
  }
  if (isCutOff)
    draft.report('over-limit', path, `only the first ${limits.entries} files are listed`)
  const encoding = chooseNameEncoding(members.map(({ name }) => name))
  for (const member of members) {
    options.signal?.throwIfAborted()
    const inside = prefix + cleanPath(decodeName(member.name, encoding))
    const there = Math.max(0, Math.min(member.bytes, blob.size - member.offset))
    if (member.bytes === 0) {
      draft.report('empty', draft.claimPath(inside), 'the file has no bytes')
      continue
    }
    if (there < member.bytes) {
      const missing = member.bytes - there
      const detail = `${path} ends after ${there} of its ${member.bytes} bytes`
      const at = `byte ${there}`
      draft.problems.push({ code: 'truncated', path: inside, at, detail, skipped: missing })
      if (there === 0) continue
    }
    const slice = blob.slice(member.offset, member.offset + there)
    const source = { how: 'blob', blob: slice } as const
    const { head } = member
    await place({ path: inside, source, bytes: there, packedBytes: there, head, depth })
  }
  if (members.length === 0) draft.report('empty', path, 'the tar holds no files')
  else if (!isClosed) {
    const at = `byte ${blob.size}`
    const detail = 'it ends without the blocks that close a tar'
    draft.problems.push({ code: 'truncated', path, at, detail, skipped: null })
  }
}

async function readMembers(
  blob: Blob,
  mostMembers: number,
  signal: AbortSignal | undefined,
): Promise<TarMembers> {
  const window = new BlobWindow(blob)
  const members: TarMember[] = []
  let skipped = 0
  let damagedAt: number | null = null
  let isCutOff = false
  let isClosed = false
  /** What headers in front of a file say of it. */
  let pending: PendingFields = {}
  for (let at = 0; at + BLOCK <= blob.size;) {
    signal?.throwIfAborted()
    const header = bytesOf(await window.read(at, BLOCK))
    if (header.every((byte) => byte === 0)) {
      // Zeros in the middle are padding of `cat a.tar b.tar`; what follows may be a tar again.
      isClosed = true
      at += BLOCK
      continue
    }
    if (!isTarHeader(header)) {
      // Behind the end, junk is nobody's; before it, the next header may still be found.
      if (isClosed) break
      damagedAt ??= at
      skipped += BLOCK
      at += BLOCK
      continue
    }
    isClosed = false
    const type = String.fromCharCode(header[156] ?? 0)
    const bytes = pending.bytes ?? numberOf(header, 124, 12)
    const data = at + BLOCK
    at = data + Math.ceil(bytes / BLOCK) * BLOCK
    if ('xgLK'.includes(type)) {
      if (type === 'x' || type === 'L')
        pending = { ...pending, ...(await fields(window, type, data, bytes)) }
      continue
    }
    // 0, NUL and 7 are files; the others are links, folders, devices.
    const isFile = type === '0' || type === '\0' || type === '7'
    const name = pending.name ?? {
      bytes: nameOf(header),
      utf8: false,
      unicode: pending.path ?? null,
    }
    pending = {}
    if (!isFile || name.bytes.at(-1) === 0x2f) continue
    if (members.length === mostMembers) {
      isCutOff = true
      break
    }
    const head = bytesOf(await window.read(data, Math.min(bytes, HEAD_BYTES))).slice()
    members.push({ name, offset: data, bytes, head })
  }
  return { members, skipped, damagedAt, isCutOff, isClosed: isClosed || isCutOff }
}

interface PendingFields {
  readonly name?: RawName
  /** From pax: UTF-8 by definition. */
  readonly path?: string
  readonly bytes?: number
}

/** A long name of GNU (L), or fields of pax (x): `length key=value\n`, one after another. */
async function fields(
  window: BlobWindow,
  type: string,
  at: number,
  length: number,
): Promise<PendingFields> {
  if (length > LONGEST_FIELDS) return {}
  const bytes = bytesOf(await window.read(at, length))
  if (type === 'L') return { name: { bytes: untilNul(bytes), utf8: false, unicode: null } }
  const found: { path?: string; bytes?: number } = {}
  for (let start = 0; start < bytes.length;) {
    const blank = bytes.indexOf(0x20, start)
    // The length of a field, in decimal: more digits than these are no length.
    const isLength = blank > start && blank - start <= MOST_DIGITS
    const size = isLength ? Number(ascii(bytes.subarray(start, blank))) : NaN
    if (!(size > blank - start + 1) || start + size > bytes.length) break
    const field = new TextDecoder().decode(bytes.subarray(blank + 1, start + size - 1))
    const equals = field.indexOf('=')
    const value = field.slice(equals + 1)
    if (field.startsWith('path=')) found.path = value
    else if (field.startsWith('size=') && /^\d{1,15}$/.test(value)) found.bytes = Number(value)
    start += size
  }
  return found
}

/** The name, with what ustar puts in front of it; GNU has times there, and says so by its magic. */
function nameOf(header: Uint8Array): Uint8Array {
  const name = untilNul(header.subarray(0, 100))
  const isPosix = ascii(header.subarray(257, 263)) === 'ustar\0'
  const prefix = isPosix ? untilNul(header.subarray(345, 500)) : new Uint8Array(0)
  if (prefix.length === 0) return name.slice()
  const whole = new Uint8Array(prefix.length + 1 + name.length)
  whole.set(prefix)
  whole[prefix.length] = 0x2f
  whole.set(name, prefix.length + 1)
  return whole
}

/** Octal; or, above what its digits hold, a binary number behind a byte of 0x80. */
function numberOf(header: Uint8Array, at: number, length: number): number {
  if (header[at] !== 0x80) return readOctal(header, at, length) ?? 0
  let value = 0
  for (let i = at + 1; i < at + length; i++) value = value * 256 + (header[i] ?? 0)
  return Number.isSafeInteger(value) ? value : 0
}

function untilNul(bytes: Uint8Array): Uint8Array {
  const end = bytes.indexOf(0)
  return end < 0 ? bytes.slice() : bytes.slice(0, end)
}

/** A header has at most 1 MiB of fields. */
const MOST_DIGITS = 8

function ascii(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes)
}

function bytesOf(view: DataView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
}
