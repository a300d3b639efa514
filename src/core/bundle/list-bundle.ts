/**
 * What was dropped -> what there is to read. Zips and gzips are opened to any depth that the limits
 * allow; what cannot be opened is named in a Problem, so that it is seen as unread.
 */
import { archiveKindOf, describeHead, HEAD_BYTES } from './archive-kind.ts'
import type { ArchiveKind } from './archive-kind.ts'
import { BlobReadError, readBytes, readFailure } from './blob-bytes.ts'
import type { DroppedFile, EntrySource, Listing } from './entry.ts'
import { LIMITS } from './limits.ts'
import type { FoundFile, ListContext, ListOptions } from './list-context.ts'
import { listZip } from './list-zip.ts'
import { ListingDraft } from './listing-draft.ts'
import { readHead } from './open-entry.ts'
import { baseName, bundleName, cleanPath, nameInsideGzip } from './path-names.ts'
import { unpackToBlob } from './unpack.ts'

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
    place: (file) => placeFile(context, file),
  }
  const name = bundleName(dropped.map(({ path }) => cleanPath(path)))
  for (const { path, blob } of dropped) {
    options.signal?.throwIfAborted()
    try {
      await listDropped(context, cleanPath(path), blob, dropped.length === 1)
    } catch (error) {
      if (!(error instanceof BlobReadError)) throw error
      draft.problems.push(readFailure(cleanPath(path), error))
    }
  }
  draft.close(name)
  return {
    name,
    bytes: dropped.reduce((sum, { blob }) => sum + blob.size, 0),
    entries: draft.entries,
    locked: draft.locked,
    problems: draft.problems,
  }
}

async function listDropped(
  context: ListContext,
  path: string,
  blob: Blob,
  isAlone: boolean,
): Promise<void> {
  const head = await readBytes(blob, 0, HEAD_BYTES)
  const kind = archiveKindOf(head)
  if (kind === 'zip' || (kind === null && /\.zip$/i.test(path) && blob.size > 0)) {
    // Dropped alone, a zip is the bundle: paths inside it need no name in front.
    const archivePath = isAlone ? baseName(path) : context.draft.claimPath(path)
    const prefix = isAlone ? '' : `${archivePath}!/`
    const isZip = await listZip(context, { blob, path: archivePath, prefix, depth: 1 })
    if (isZip) return
    const detail = `expected a zip, found ${describeHead(head)}`
    context.draft.report('not-an-archive', archivePath, detail, blob.size)
    return
  }
  const shownPath = isAlone ? baseName(path) : path
  await placeFile(context, {
    path: shownPath,
    source: { how: 'blob', blob },
    bytes: blob.size,
    packedBytes: blob.size,
    head,
    depth: 0,
  })
}

async function placeFile(context: ListContext, file: FoundFile): Promise<void> {
  const { draft, options } = context
  const path = draft.claimPath(file.path)
  options.onProgress?.({ path, entries: draft.entries.length })
  if (file.bytes === 0) {
    draft.report('empty', path, 'the file has no bytes')
    return
  }
  const kind = archiveKindOf(file.head)
  if (kind === null) {
    const { source, bytes, packedBytes } = file
    draft.add({ path, bytes, packedBytes, source })
  } else if (kind === 'zip' || kind === 'gzip') {
    await openArchive(context, file, path, kind)
  } else {
    draft.report('unsupported', path, `${kind} archive, not opened`, file.bytes)
  }
}

async function openArchive(
  context: ListContext,
  file: FoundFile,
  path: string,
  kind: ArchiveKind & ('zip' | 'gzip'),
): Promise<void> {
  const { draft, limits, options } = context
  if (file.depth >= limits.depth) {
    const detail = `${kind} archive, ${file.depth + 1} archives deep; the limit is ${limits.depth}`
    draft.report('over-limit', path, detail, file.bytes)
    return
  }
  const { blob, problem } = await unpackToBlob(file.source, path, limits, options.signal)
  if (problem !== null) draft.problems.push(problem)
  if (problem?.code === 'over-limit') return
  if (kind === 'gzip') {
    await listGzip(context, blob, path, file.depth + 1)
    return
  }
  const isZip = await listZip(context, { blob, path, prefix: `${path}!/`, depth: file.depth + 1 })
  // It only began like one: a file like any other.
  if (!isZip) draft.add({ path, bytes: blob.size, packedBytes: blob.size, source: file.source })
}

/** A gzip holds one file. A tar in it is named as unread; anything else is an entry. */
async function listGzip(
  context: ListContext,
  blob: Blob,
  archivePath: string,
  depth: number,
): Promise<void> {
  const { draft } = context
  const source: EntrySource = { how: 'gzip', blob }
  const path = `${archivePath}!/${nameInsideGzip(archivePath)}`
  const { bytes: head, problem } = await readHead(source, path, HEAD_BYTES)
  if (head.length > 0) {
    await placeFile(context, { path, source, bytes: null, packedBytes: blob.size, head, depth })
  } else {
    draft.problems.push(problem ?? emptyFile(path))
  }
}

function emptyFile(path: string): Listing['problems'][number] {
  return { code: 'empty', path, at: null, detail: 'the file has no bytes', skipped: null }
}
