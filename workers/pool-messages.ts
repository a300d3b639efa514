/**
 * What the engine and a parse worker say to each other over a MessagePort. Plain messages instead of remote calls:
 * a call to a worker that was terminated never settles, a ticket can be given up.
 */
import type { Entry } from '../src/core/bundle/entry.ts'
import type { Unpacked, UnpackRequest } from '../src/core/bundle/unpack/unpacking.ts'
import type { EncodingName, LogFile } from '../src/core/model/log-file.ts'
import type { Problem } from '../src/core/model/problem.ts'

export interface EntryRequest {
  readonly entry: Entry
  /** The encoding that a person chose; null = by evidence. */
  readonly encoding: EncodingName | null
}

/** An archive that has to be unpacked whole. */
export interface ArchiveRequest {
  readonly archive: UnpackRequest
  /** 7-Zip, since a worker cannot load it itself; one that has it already does not look at it again. */
  readonly program: Uint8Array<ArrayBuffer>
}

export type PoolRequest = (EntryRequest | ArchiveRequest) & { readonly ticket: number }

export interface PoolDone {
  readonly kind: 'done'
  readonly ticket: number
  /** null where nothing could be read. */
  readonly file: LogFile | null
  /** The bytes that lineIndex points into; null for rendered formats. */
  readonly text: Blob | null
  /** Those that belong to no LogFile. */
  readonly problems: readonly Problem[]
}

export interface PoolUnpacked {
  readonly kind: 'unpacked'
  readonly ticket: number
  readonly unpacked: Unpacked
}

export type PoolReply =
  | { readonly kind: 'progress'; readonly ticket: number; readonly doneBytes: number }
  | PoolDone
  | PoolUnpacked

/** The part of a MessagePort that both ends need, so that tests can do without threads. */
export interface Port {
  postMessage(message: unknown, transfer: Transferable[]): void
  onmessage: ((event: MessageEvent) => void) | null
  start?(): void
  close?(): void
}

/** Name of a worker that parses; any other name is the engine's. */
export const PARSE_ROLE = 'parse'
