/**
 * What was dropped -> what there is to read. Archives are opened to any depth that the limits allow; what cannot be
 * opened is named in a Problem, so that it is seen as unread.
 */
import { archiveKindOf, describeHead, HEAD_BYTES } from './archive-kind.ts'
import type { ArchiveKind } from './archive-kind.ts'
import { BlobReadError, readBytes, readFailure } from './blob-bytes.ts'
import type { DroppedFile, EntrySource, Listing } from './entry.ts'
import { LIMITS } from './limits.ts'
import type { ArchiveToList, FoundFile, ListContext, ListOptions } from './list-context.ts'
import { listStream } from './list-stream.ts'
import { listTar } from './list-tar.ts'
import { listZip } from './list-zip.ts'
import { ListingDraft } from './listing-draft.ts'
import { NestedBytes } from './nested-bytes.ts'
import { readHead } from './open-entry.ts'
import { joinParts, missingParts } from './part-sets.ts'
import type { DroppedThing, PartSet } from './part-sets.ts'
import { baseName, bundleName, cleanPath, nameInside } from './path-names.ts'
import { unpackNested } from './unpack.ts'
import { unpackWaiting } from './unpack-waiting.ts'

/**
 * Empty files are not entries: they are named in Problems 'empty'. Bad input never throws; only an
 * abort does.
 */
export async function listBundle(
  dropped: readonly DroppedFile[],
  options: ListOptions,
): Promise<Listing> {
  const limits = options.limits ?? LIMITS
  const draft = new ListingDraft(limits)
  const context: ListContext = {
    draft,
    limits,
    options,
    nested: new NestedBytes(limits),
    waiting: [],
    place: (file) => placeFile(context, file),
  }
  const things = await joinParts(dropped.map(({ path, blob }) => ({ path: cleanPath(path), blob })))
  const name = bundleName(things.map(({ path }) => path))
  for (const thing of things) {
    options.signal?.throwIfAborted()
    try {
      await listDropped(context, thing, things.length === 1)
    } catch (error) {
      if (!(error instanceof BlobReadError)) throw error
      draft.problems.push(readFailure(thing.path, error))
    }
  }
  if (options.unpacker !== undefined) await unpackWaiting(context, options.unpacker)
  draft.close(name)
  return {
    name,
    bytes: dropped.reduce((sum, { blob }) => sum + blob.size, 0),
    entries: draft.entries,
    locked: draft.locked,
    problems: draft.problems,
  }
}

/** Dropped alone, an archive is the bundle: paths inside it need no name in front. */
async function listDropped(
  context: ListContext,
  thing: DroppedThing,
  isAlone: boolean,
): Promise<void> {
  const { blob } = thing
  const head = await readBytes(blob, 0, HEAD_BYTES)
  const kind = archiveKindOf(head)
  const isZip = kind === 'zip' || (kind === null && /\.zip$/i.test(thing.path) && blob.size > 0)
  const isArchive = kind !== null || isZip || thing.set !== null
  const shown = isAlone ? baseName(thing.path) : thing.path
  const path = isArchive && !isAlone ? context.draft.claimPath(shown) : shown
  const archive = { blob, path, prefix: isAlone ? '' : `${path}!/`, depth: 1 }
  if (isZip) {
    if (await listZip(context, { ...archive, set: thing.set })) return
    const detail = `expected a zip, found ${describeHead(head)}`
    context.draft.report('not-an-archive', path, detail, blob.size)
  } else if (kind !== null) {
    context.options.onProgress?.({ path, entries: 0, unpacking: null })
    await openArchive(context, archive, kind, thing.set)
  } else if (thing.set !== null) {
    context.draft.report('missing-part', path, missingParts(thing.set.missing))
  } else {
    const source = { how: 'blob', blob } as const
    const { size: bytes } = blob
    await placeFile(context, { path, source, bytes, packedBytes: bytes, head, depth: 0 })
  }
}

async function placeFile(context: ListContext, file: FoundFile): Promise<void> {
  const { draft, limits, options } = context
  const path = draft.claimPath(file.path)
  options.onProgress?.({ path, entries: draft.entries.length, unpacking: null })
  if (file.bytes === 0) {
    draft.report('empty', path, 'the file has no bytes')
    return
  }
  const { source, bytes, packedBytes } = file
  const kind = archiveKindOf(file.head)
  if (kind === null) {
    draft.add({ path, bytes, packedBytes, source })
    return
  }
  if (!isOpenable(kind, options)) {
    draft.report('unsupported', path, `${kind} archive, not opened`, bytes)
    return
  }
  if (file.depth >= limits.depth) {
    const detail = `${kind} archive, ${file.depth + 1} archives deep; the limit is ${limits.depth}`
    draft.report('over-limit', path, detail, bytes)
    return
  }
  const blob = await unpackNested(context, source, path)
  if (blob === null) return
  const archive = { blob, path, prefix: `${path}!/`, depth: file.depth + 1 }
  const isArchive = await openArchive(context, archive, kind, null)
  // It only began like one: a file like any other.
  if (!isArchive) draft.add({ path, bytes: blob.size, packedBytes: blob.size, source })
}

/** Where there is nobody to unpack, what has to be unpacked whole is named as unread. A wim holds Windows, not logs. */
function isOpenable(kind: ArchiveKind, { unpacker }: ListOptions): boolean {
  if (kind === 'wim') return false
  return unpacker !== undefined || kind === 'zip' || kind === 'gzip' || kind === 'tar'
}

/** false = it is none, and nothing was reported. Throws BlobReadError. */
async function openArchive(
  context: ListContext,
  archive: ArchiveToList,
  kind: ArchiveKind,
  set: PartSet | null,
): Promise<boolean> {
  const { path, prefix, depth, blob } = archive
  if (kind === 'zip') return listZip(context, { ...archive, set })
  const missing = set?.missing ?? []
  if (missing.length > 0 && (kind === 'tar' || kind === 'gzip')) {
    context.draft.report('missing-part', path, missingParts(missing))
  }
  if (kind === 'tar') await listTar(context, archive)
  else if (kind === 'gzip') await listGzip(context, archive)
  else if (kind === 'wim' || !isOpenable(kind, context.options)) {
    context.draft.report('unsupported', path, `${kind} archive, not opened`, blob.size)
  } else {
    const volumes = set?.volumes ?? [{ name: baseName(path), blob }]
    context.waiting.push({ path, prefix, depth, kind, volumes, paths: null, missing })
  }
  return true
}

async function listGzip(context: ListContext, archive: ArchiveToList): Promise<void> {
  const { blob, path } = archive
  const source: EntrySource = { how: 'gzip', blob }
  const { bytes: head, problem } = await readHead(source, path, HEAD_BYTES)
  if (head.length > 0) {
    const inside = { source, bytes: null, packedBytes: blob.size, head }
    await listStream(context, { ...archive, ...inside })
  } else {
    const empty = { code: 'empty', at: null, detail: 'it holds no bytes', skipped: null } as const
    context.draft.problems.push({ ...(problem ?? empty), path: `${path}!/${nameInside(path)}` })
  }
}
