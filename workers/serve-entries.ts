/** The parse worker's side of a pool port: one entry at a time, answered with its columns, which move instead of being copied. */
import type { Entry } from '../src/core/bundle/entry.ts'
import type { EncodingName } from '../src/core/model/log-file.ts'
import { tableBuffers } from '../src/core/model/event-table.ts'
import type { ReadOne } from '../src/core/pipeline/parse-one.ts'
import type { PoolReply, PoolRequest, Port } from './pool-messages.ts'

/** Progress is for eyes: ten times a second, in ms. */
const PROGRESS_MS = 100

export type ReadEntryBytes = (
  entry: Entry,
  options: {
    readonly onProgress: (packedBytes: number) => void
    readonly encoding: EncodingName | null
  },
) => Promise<ReadOne>

export function serveEntries(
  port: Port,
  read: ReadEntryBytes,
  now = () => performance.now(),
): void {
  const reply = (message: PoolReply, transfer: Transferable[] = []): void => {
    port.postMessage(message, transfer)
  }
  const serve = async ({ ticket, entry, encoding }: PoolRequest): Promise<void> => {
    let last = now()
    const onProgress = (doneBytes: number): void => {
      const at = now()
      if (at - last < PROGRESS_MS) return
      last = at
      reply({ kind: 'progress', ticket, doneBytes })
    }
    try {
      const one = await read(entry, { onProgress, encoding })
      reply({ kind: 'done', ticket, ...one }, one.file === null ? [] : buffersOf(one.file))
    } catch (error) {
      // A mistake of the program; one entry is lost and named, not the bundle.
      const detail = `the program failed at it: ${error instanceof Error ? error.message : String(error)}`
      const { path, bytes: skipped } = entry
      const problems = [{ code: 'unreadable', path, at: null, detail, skipped }] as const
      reply({ kind: 'done', ticket, file: null, text: null, problems })
    }
  }
  port.onmessage = ({ data }: MessageEvent) => void serve(data as PoolRequest)
  port.start?.()
}

function buffersOf({ table, lineIndex }: NonNullable<ReadOne['file']>): Transferable[] {
  const buffers = new Set([...tableBuffers(table), lineIndex.buffer])
  return [...buffers].filter((buffer) => buffer instanceof ArrayBuffer)
}
