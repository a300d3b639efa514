/** One zip, dropped or nested -> its files, each handed on to be placed. */
import { HEAD_BYTES } from './archive-kind.ts'
import type { EntrySource } from './entry.ts'
import { Inflater } from './inflate.ts'
import { isBomb } from './limits.ts'
import type { ArchiveToList, ListContext } from './list-context.ts'
import { chooseNameEncoding, decodeName } from './name-encoding.ts'
import { readHead } from './open-entry.ts'
import { missingParts } from './part-sets.ts'
import type { PartSet } from './part-sets.ts'
import { cleanPath } from './path-names.ts'
import { salvageZip } from './salvage-zip.ts'
import type { Salvage } from './salvage-zip.ts'
import { readZipDirectory } from './zip-directory.ts'
import {
  isEncrypted,
  locateData,
  memberSource,
  obstacle,
  packingMethod,
  zipOfMembers,
} from './zip-member.ts'
import type { LocatedMember, MemberData, ZipMember } from './zip-member.ts'

export interface ZipToList extends ArchiveToList {
  /** The parts that it was joined from; null = it is one file. */
  readonly set: PartSet | null
}

/** Packed bytes that give HEAD_BYTES when inflated, with the largest block header in front. */
const PACKED_HEAD_BYTES = 1200
/** Local headers read at once: each read waits for the disk, not for us. */
const READS_AT_ONCE = 16

interface Placing {
  /** Encrypted files, and those of them that the password does not open. */
  encrypted: number
  refused: number
  /** Those that 7-Zip has to unpack. */
  readonly foreign: (LocatedMember & { readonly path: string })[]
}

/** false = it is no zip at all, and nothing was reported. Throws BlobReadError where it cannot be read. */
export async function listZip(context: ListContext, zip: ZipToList): Promise<boolean> {
  const { draft, limits, options } = context
  const directory = await readZipDirectory(zip.blob, limits, zip.set?.disks ?? null)
  if (directory.state === 'encrypted') {
    draft.report('unsupported', zip.path, 'its directory is encrypted', zip.blob.size)
    return true
  }
  if (directory.state === 'read') {
    reportMissing(context, zip, directory.elsewhere)
    if (directory.elsewhere === 0 && directory.members.every((member) => member.isFolder)) {
      draft.report('empty', zip.path, 'the zip holds no files')
    }
    if (directory.isCutOff) {
      draft.report('over-limit', zip.path, `only the first ${limits.entries} files are listed`)
    }
    await placeMembers(context, zip, directory.members)
    return true
  }
  const isPart = directory.state === 'split' || (zip.set?.missing.length ?? 0) > 0
  if (directory.state === 'split' && zip.set === null) {
    const detail = 'one part of a split zip; the others are needed beside it'
    draft.report('missing-part', zip.path, detail)
  } else reportMissing(context, zip, 0)
  const salvage = await salvageZip(zip.blob, limits, options.signal)
  if (salvage.members.length === 0) return isPart
  // That a part ends early goes without saying.
  if (!isPart) reportSalvage(context, zip, salvage)
  await placeMembers(context, zip, salvage.members)
  return true
}

/** `elsewhere`: files that begin in a part that was not dropped. */
function reportMissing({ draft }: ListContext, { path, set }: ZipToList, elsewhere: number): void {
  if (set === null || set.missing.length === 0) return
  const lost = elsewhere === 0 ? '' : `; ${elsewhere} files begin in what is missing`
  draft.report('missing-part', path, missingParts(set.missing) + lost)
}

async function placeMembers(
  context: ListContext,
  zip: ZipToList,
  members: readonly ZipMember[],
): Promise<void> {
  const { draft, options } = context
  const pathOf = pathsOf(zip, members)
  const placing: Placing = { encrypted: 0, refused: 0, foreign: [] }
  const files = members.filter((member) => !isFolder(member))
  for (let start = 0; start < files.length; start += READS_AT_ONCE) {
    options.signal?.throwIfAborted()
    const batch = files.slice(start, start + READS_AT_ONCE)
    const data = await Promise.all(
      batch.map((member) => locateData(zip.blob, member, PACKED_HEAD_BYTES)),
    )
    for (const [i, member] of batch.entries()) {
      await placeMember(context, zip, member, pathOf(member), data[i] ?? null, placing)
    }
  }
  if (placing.refused > 0) {
    const { refused, encrypted } = placing
    const detail = `the password does not open ${refused} of ${encrypted} encrypted files`
    draft.report('wrong-password', zip.path, detail)
  }
  unpackForeign(context, zip, placing.foreign)
}

function pathsOf(
  { prefix }: ZipToList,
  members: readonly ZipMember[],
): (member: ZipMember) => string {
  const encoding = chooseNameEncoding(members.map(({ name }) => name))
  return ({ name }) => prefix + cleanPath(decodeName(name, encoding))
}

/** A zip of those members alone, by reference. */
function unpackForeign(
  { waiting }: ListContext,
  { blob, path, prefix, depth }: ZipToList,
  members: Placing['foreign'],
): void {
  if (members.length === 0) return
  const volumes = [{ name: 'members.zip', blob: zipOfMembers(blob, members) }]
  const paths = members.map((member) => member.path)
  waiting.push({ path, prefix, depth, kind: 'zip', volumes, paths, missing: [] })
}

/** Some writers end a folder's name with a backslash. */
function isFolder(member: ZipMember): boolean {
  return member.isFolder || (member.bytes === 0 && member.name.bytes.at(-1) === 0x5c)
}

async function placeMember(
  context: ListContext,
  zip: ZipToList,
  member: ZipMember,
  path: string,
  data: MemberData | null,
  placing: Placing,
): Promise<void> {
  const { draft, limits, options, place } = context
  if (member.bytes === 0) {
    draft.report('empty', draft.claimPath(path), 'the file has no bytes')
    return
  }
  if (data === null) {
    const claimed = draft.claimPath(path)
    const at = `byte ${member.headerOffset}`
    const detail = `the archive says that it begins at ${at} of ${zip.path}, but it does not`
    draft.problems.push({ code: 'damaged', path: claimed, at, detail, skipped: member.bytes })
    return
  }
  const inTheWay = obstacle(member)
  const isForeign = inTheWay?.isForeign === true && options.unpacker !== undefined
  if (inTheWay !== null && !isForeign) {
    draft.report('unsupported', draft.claimPath(path), inTheWay.why, member.bytes)
    return
  }
  if (isBomb(member.bytes ?? 0, member.packedBytes, limits)) {
    const detail = `${member.bytes ?? 0} bytes from ${member.packedBytes} packed ones`
    draft.report('over-limit', draft.claimPath(path), detail, member.bytes)
    return
  }
  if (isForeign) {
    placing.foreign.push({ member, dataOffset: data.offset, path })
    return
  }
  const password = options.passwords.get(zip.path) ?? null
  const source = memberSource(zip.blob, member, data.offset, password)
  const { bytes, packedBytes } = member
  const file = { path, source, bytes, packedBytes, depth: zip.depth }
  if (!isEncrypted(member)) {
    reportShortData(context, zip, member, path, data)
    await place({ ...file, head: plainHead(member, data) })
    return
  }
  placing.encrypted++
  const head = password === null ? null : await unlockedHead(source, path)
  if (head === null) {
    if (password !== null) placing.refused++
    draft.locked.push({ path: draft.claimPath(path), archivePath: zip.path })
    return
  }
  await place({ ...file, head })
}

/** A stored file that the cut went through: nothing tells so later, since its slice just ends. */
function reportShortData(
  context: ListContext,
  zip: ZipToList,
  member: ZipMember,
  path: string,
  data: MemberData,
): void {
  if (packingMethod(member) !== 0) return
  const there = Math.max(0, Math.min(member.packedBytes, zip.blob.size - data.offset))
  const missing = (member.bytes ?? 0) - there
  if (missing <= 0) return
  context.draft.problems.push({
    code: 'truncated',
    path,
    at: `byte ${there}`,
    detail: `it ends after ${there} bytes, the archive says ${there + missing}`,
    skipped: missing,
  })
}

function plainHead(member: ZipMember, data: MemberData): Uint8Array {
  const method = packingMethod(member)
  if (method === 0) return data.head.subarray(0, HEAD_BYTES)
  const inflater = new Inflater(method === 9 ? 'deflate64' : 'deflate')
  for (const chunk of inflater.push(data.head, true)) return chunk.subarray(0, HEAD_BYTES)
  return new Uint8Array(0)
}

/** null = the password is not the one. A head that comes out damaged means the same. */
async function unlockedHead(source: EntrySource, path: string): Promise<Uint8Array | null> {
  const { bytes, problem } = await readHead(source, path, HEAD_BYTES)
  return problem === null ? bytes : null
}

function reportSalvage(context: ListContext, zip: ZipToList, salvage: Salvage): void {
  const { members, end, hasDirectory, skipped, isOverLimit, cutMember } = salvage
  const count = `${members.length} files were found by their own headers`
  const cutOne = cutMember === null ? undefined : members[cutMember]
  const cut =
    cutOne === undefined ? '' : `; the last one, ${pathsOf(zip, members)(cutOne)}, is not whole`
  const gaps = skipped === 0 ? '' : `; ${skipped} bytes between them are damaged`
  const directory = hasDirectory ? 'damaged or cut' : 'missing'
  context.draft.problems.push({
    code: hasDirectory && skipped > 0 ? 'damaged' : 'truncated',
    path: zip.path,
    at: `byte ${end}`,
    detail: `its directory is ${directory}; ${count}${cut}${gaps}`,
    skipped: skipped === 0 ? null : skipped,
  })
  if (isOverLimit) {
    const detail = `only the first ${context.limits.entries} files are listed`
    context.draft.report('over-limit', zip.path, detail)
  }
}
