/** Why a line that no grammar knows is none: bytes that are no text at all, or text of somebody else. */
import type { UnparsedReason } from '../model/log-file.ts'

/** Bytes looked at: a block of another file shows itself at once. */
const MOST_READ_BYTES = 4096

const TAB = 9
const CR = 13

export function whyUnparsed(bytes: Uint8Array, start: number, end: number): UnparsedReason {
  return isDamaged(bytes, start, end) ? 'damaged' : 'not-in-grammar'
}

/** Control characters stand in no log: a lost block, or a piece of another file. A stray CR does. */
export function isDamaged(bytes: Uint8Array, start: number, end: number): boolean {
  const last = Math.min(end, start + MOST_READ_BYTES)
  for (let at = start; at < last; at++) {
    const byte = bytes[at] as number
    if (byte < 32 && byte !== TAB && byte !== CR) return true
  }
  return false
}
