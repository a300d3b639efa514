/** What was unpacked of one archive -> its files, each handed on to be placed; and what could not be had, as Problems. */
import { HEAD_BYTES } from './archive-kind.ts'
import { readBytes } from './blob-bytes.ts'
import type { ArchiveToUnpack, ListContext } from './list-context.ts'
import { listStream } from './list-stream.ts'
import { chooseNameEncoding, decodeName } from './name-encoding.ts'
import { missingParts, nextPart } from './part-sets.ts'
import { baseName, cleanPath } from './path-names.ts'
import type { Unpacked } from './unpack/unpacking.ts'

/** One file each, without a name worth having. */
const STREAM_KINDS: readonly string[] = ['xz', 'bzip2', 'zstd']

/** What a set lacks explains these. */
const OF_A_MISSING_PART = ['truncated', 'damaged']

export async function placeUnpacked(
  context: ListContext,
  archive: ArchiveToUnpack,
  unpacked: Unpacked,
): Promise<void> {
  const { draft, options } = context
  const { path } = archive
  const isCut = unpacked.failures.some(({ code }) => code === 'truncated')
  const next = isCut && archive.missing.length === 0 ? nextPart(baseName(path)) : null
  const known = [...archive.missing, ...unpacked.missing]
  const missing = [...new Set(next === null ? known : [...known, next])]
  if (missing.length > 0) {
    const isInside = path.includes('!/') || archive.depth > 1
    const detail = missingParts(missing)
    const more = ': parts inside another archive are not joined; unpack it and drop them together'
    draft.report('missing-part', path, isInside ? detail + more : detail)
  }
  for (const failure of unpacked.failures) {
    if (missing.length > 0 && OF_A_MISSING_PART.includes(failure.code)) continue
    draft.problems.push({ ...failure, path })
  }
  await placeFiles(context, archive, unpacked)
  const isRefused = options.passwords.has(path)
  if (unpacked.isListLocked) {
    draft.locked.push({ path, archivePath: path })
    if (isRefused)
      draft.report('wrong-password', path, 'the password does not open its list of files')
  } else if (unpacked.locked.length > 0 && isRefused) {
    const { locked, encrypted } = unpacked
    const detail = `the password does not open ${locked.length} of ${encrypted} encrypted files`
    draft.report('wrong-password', path, detail)
  }
}

async function placeFiles(
  context: ListContext,
  archive: ArchiveToUnpack,
  { files, locked }: Unpacked,
): Promise<void> {
  const { draft, options, place } = context
  const raw = [...files, ...locked].map(({ name }) => ({ bytes: name, utf8: false, unicode: null }))
  const encoding = chooseNameEncoding(raw)
  const isStream = STREAM_KINDS.includes(archive.kind)
  const pathOf = (index: number, name: Uint8Array): string => {
    const known = archive.paths?.[index]
    if (known !== undefined) return known
    const decoded = decodeName({ bytes: name, utf8: false, unicode: null }, encoding)
    return archive.prefix + cleanPath(decoded)
  }
  for (const { index, name, blob, failure } of files) {
    options.signal?.throwIfAborted()
    const inside = isStream ? archive.path : pathOf(index, name)
    if (failure !== null) draft.problems.push({ ...failure, path: inside })
    if (blob.size === 0) {
      if (failure === null) draft.report('empty', draft.claimPath(inside), 'the file has no bytes')
      continue
    }
    const head = await readBytes(blob, 0, HEAD_BYTES)
    const source = { how: 'blob', blob } as const
    const { path, prefix, depth } = archive
    const file = { source, bytes: blob.size, packedBytes: blob.size, head, depth }
    if (isStream) await listStream(context, { ...file, path, prefix })
    else await place({ ...file, path: inside })
  }
  for (const { index, name } of locked) {
    draft.locked.push({ path: draft.claimPath(pathOf(index, name)), archivePath: archive.path })
  }
}
