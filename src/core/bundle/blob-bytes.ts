/** Reading parts of a Blob, which may be a file on disk of many GiB that goes away while it is read. */
import type { Problem } from '../model/problem.ts'

/** Names of the DOMExceptions that a File gives when it was deleted, moved or written to since the drop. */
const GONE = ['NotFoundError', 'NotReadableError']

/** A failed read of a Blob, told apart from a failure of what was made of its bytes. */
export class BlobReadError extends Error {
  override readonly name = 'BlobReadError'
  readonly gone: boolean

  constructor(cause: unknown) {
    super(cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause))
    this.gone = GONE.includes(errorName(cause))
  }
}

function errorName(value: unknown): string {
  if (typeof value !== 'object' || value === null || !('name' in value)) return ''
  return String(value.name)
}

/** Bytes from `start` up to `end`, fewer where the Blob is shorter. Throws BlobReadError. */
export async function readBytes(
  blob: Blob,
  start: number,
  end: number,
): Promise<Uint8Array<ArrayBuffer>> {
  if (start >= end || start >= blob.size) return new Uint8Array(0)
  try {
    return new Uint8Array(await blob.slice(start, end).arrayBuffer())
  } catch (cause) {
    throw new BlobReadError(cause)
  }
}

export function readFailure(path: string, error: BlobReadError): Problem {
  return {
    code: error.gone ? 'vanished' : 'unreadable',
    path,
    at: null,
    detail: error.gone
      ? `the file was moved, changed or deleted since it was dropped (${error.message})`
      : `the file cannot be read (${error.message})`,
    skipped: null,
  }
}
