/**
 * The parse worker's side of a pool port, one job at a time: an entry, answered with its columns, which move instead of
 * being copied; or an archive, answered with what is in it.
 */
import type { Entry } from '../src/core/bundle/entry.ts'
import { failedUnpacking } from '../src/core/bundle/unpack/unpacking.ts'
import type { Unpacked } from '../src/core/bundle/unpack/unpacking.ts'
import type { EncodingName } from '../src/core/model/log-file.ts'
import { tableBuffers } from '../src/core/model/event-table.ts'
import type { ReadOne } from '../src/core/pipeline/parse-one.ts'
import type { ArchiveRequest, EntryRequest, PoolReply, PoolRequest, Port } from './pool-messages.ts'

/** Progress is for eyes: ten times a second, in ms. */
const PROGRESS_MS = 100

export type ReadEntryBytes = (
  entry: Entry,
  options: {
    readonly onProgress: (packedBytes: number) => void
    readonly encoding: EncodingName | null
  },
) => Promise<ReadOne>

export type UnpackHere = (
  asked: ArchiveRequest,
  onProgress: (readBytes: number) => void,
) => Promise<Unpacked>

export function serveEntries(
  port: Port,
  read: ReadEntryBytes,
  unpack: UnpackHere,
  now = () => performance.now(),
): void {
  const reply = (message: PoolReply, transfer: Transferable[] = []): void => {
    port.postMessage(message, transfer)
  }
  const telling = (ticket: number) => {
    let last = now()
    return (doneBytes: number): void => {
      const at = now()
      if (at - last < PROGRESS_MS) return
      last = at
      reply({ kind: 'progress', ticket, doneBytes })
    }
  }
  const serveArchive = async (asked: ArchiveRequest, ticket: number): Promise<void> => {
    let unpacked: Unpacked
    try {
      unpacked = await unpack(asked, telling(ticket))
    } catch (error) {
      unpacked = failedUnpacking('unreadable', `the program failed at it: ${messageOf(error)}`)
    }
    reply({ kind: 'unpacked', ticket, unpacked })
  }
  const serveEntry = async ({ entry, encoding }: EntryRequest, ticket: number): Promise<void> => {
    const onProgress = telling(ticket)
    try {
      const one = await read(entry, { onProgress, encoding })
      reply({ kind: 'done', ticket, ...one }, one.file === null ? [] : buffersOf(one.file))
    } catch (error) {
      // A mistake of the program; one entry is lost and named, not the bundle.
      const detail = `the program failed at it: ${messageOf(error)}`
      const { path, bytes: skipped } = entry
      const problems = [{ code: 'unreadable', path, at: null, detail, skipped }] as const
      reply({ kind: 'done', ticket, file: null, text: null, problems })
    }
  }
  port.onmessage = ({ data }: MessageEvent) => {
    const request = data as PoolRequest
    if ('entry' in request) void serveEntry(request, request.ticket)
    else void serveArchive(request, request.ticket)
  }
  port.start?.()
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function buffersOf({ table, lineIndex }: NonNullable<ReadOne['file']>): Transferable[] {
  const buffers = new Set([...tableBuffers(table), lineIndex.buffer])
  return [...buffers].filter((buffer) => buffer instanceof ArrayBuffer)
}
