/** Files as 7-Zip writes them, gathered into Blobs within the limits; and what it says of each. */
import type { Failure, UnpackedFile, UnpackedName, UnpackLimits } from './unpacking.ts'
import { latin1 } from './item-list.ts'
import type { OutputFile } from './virtual-files.ts'

/** Bytes that are gathered before they become a Blob, which a browser can keep outside of our memory. */
const PART_BYTES = 16 * 1024 * 1024

/** Thrown through 7-Zip where going on would be of no use. */
export class RunStopped extends Error {
  override readonly name = 'RunStopped'
}

/** Everything 7-Zip says; longer than any true listing, it is a hostile one. */
const LONGEST_SPEECH = 64 * 1024 * 1024

/** What is said, byte by byte. */
export class Speech {
  readonly #pieces: Uint8Array[] = []
  #length = 0

  add(bytes: Uint8Array): void {
    this.#length += bytes.length
    if (this.#length > LONGEST_SPEECH) throw new RunStopped('it says too much')
    this.#pieces.push(bytes)
  }

  bytes(): Uint8Array {
    const all = new Uint8Array(this.#length)
    let at = 0
    for (const piece of this.#pieces) {
      all.set(piece, at)
      at += piece.length
    }
    return all
  }
}

interface Growing {
  readonly name: Uint8Array
  parts: Blob[]
  chunks: Uint8Array<ArrayBuffer>[]
  gathered: number
  size: number
  isDropped: boolean
  failure: Failure | null
  isLocked: boolean
}

export class OutputFiles {
  readonly #limits: UnpackLimits
  readonly #packedBytes: number
  readonly #files: Growing[] = []
  /** Bytes held, and bytes that came out at all. */
  #held = 0
  #produced = 0
  #stop: Failure | null = null

  constructor(limits: UnpackLimits, packedBytes: number) {
    this.#limits = limits
    this.#packedBytes = packedBytes
  }

  get produced(): number {
    return this.#produced
  }

  /** Why the run was stopped from here; null = it was not. */
  get stop(): Failure | null {
    return this.#stop
  }

  create(name: Uint8Array): OutputFile {
    if (this.#files.length >= this.#limits.files) {
      const detail = `only the first ${this.#limits.files} files are listed`
      this.#stop = { code: 'over-limit', at: null, detail, skipped: null }
      throw new RunStopped(detail)
    }
    const file: Growing = {
      name,
      parts: [],
      chunks: [],
      gathered: 0,
      size: 0,
      isDropped: false,
      failure: null,
      isLocked: false,
    }
    this.#files.push(file)
    return { write: (at, bytes) => this.#write(file, at, bytes) }
  }

  #write(file: Growing, at: number, bytes: Uint8Array<ArrayBuffer>): void {
    const { ratio, ratioFloorBytes } = this.#limits
    this.#produced += bytes.length
    if (this.#produced > ratioFloorBytes && this.#produced > this.#packedBytes * ratio) {
      const detail = `stopped at ${this.#produced} bytes from ${this.#packedBytes} packed`
      this.#stop = { code: 'over-limit', at: null, detail, skipped: null }
      // Its end is not known; what came before it is whole.
      this.#files.splice(this.#files.indexOf(file), 1)
      throw new RunStopped(detail)
    }
    // Holes are left by no format that is opened here; a file that has one is not told as whole.
    if (at !== file.size)
      file.failure ??= damaged(`written at byte ${at} after ${file.size}`, file.size)
    file.size += bytes.length
    if (file.isDropped) return
    if (this.#held + bytes.length > this.#limits.bytes) return this.#drop(file)
    this.#held += bytes.length
    file.chunks.push(bytes)
    file.gathered += bytes.length
    if (file.gathered < PART_BYTES) return
    file.parts.push(new Blob(file.chunks))
    file.chunks = []
    file.gathered = 0
  }

  /** Too large: its bytes make room for those that follow. */
  #drop(file: Growing): void {
    file.isDropped = true
    for (const part of file.parts) this.#held -= part.size
    this.#held -= file.gathered
    file.parts = []
    file.chunks = []
    file.gathered = 0
  }

  /** An error that 7-Zip tells of a file: of the last one, which it has just closed, or of one that it never began. */
  tell(name: Uint8Array, failure: Failure, isLocked: boolean): void {
    const last = this.#files.at(-1)
    const isLast = last !== undefined && last.failure === null && printedAlike(last.name, name)
    if (isLast) {
      last.failure = failure
      last.isLocked = isLocked
      return
    }
    if (this.#files.length >= this.#limits.files) return
    this.#files.push({
      name: name.slice(),
      parts: [],
      chunks: [],
      gathered: 0,
      size: 0,
      isDropped: false,
      failure: { ...failure, at: null },
      isLocked,
    })
  }

  /** Bytes of the file that was written last, for its failure. */
  get lastSize(): number {
    return this.#files.at(-1)?.size ?? 0
  }

  /** `keepsLocked`: the password opens other files, so what failed is damaged, not locked. */
  finish(keepsLocked: boolean): {
    readonly files: readonly UnpackedFile[]
    readonly locked: readonly UnpackedName[]
    readonly failures: readonly Failure[]
  } {
    const files: UnpackedFile[] = []
    const locked: UnpackedName[] = []
    for (const [index, file] of this.#files.entries()) {
      if (file.isLocked && !keepsLocked) locked.push({ index, name: file.name })
      else files.push(this.#finished(index, file))
    }
    return { files, locked, failures: this.#stop === null ? [] : [this.#stop] }
  }

  #finished(index: number, file: Growing): UnpackedFile {
    const { name, parts, chunks, size, isDropped, failure } = file
    if (!isDropped) return { index, name, blob: new Blob([...parts, ...chunks]), failure }
    const detail = `${size} bytes unpacked; with it the archive would go over ${this.#limits.bytes}`
    return {
      index,
      name,
      blob: new Blob([]),
      failure: { code: 'over-limit', at: null, detail, skipped: size },
    }
  }
}

export function damaged(detail: string, at: number): Failure {
  return { code: 'damaged', at: `byte ${at}`, detail, skipped: null }
}

/** 7-Zip prints control characters as `_`. */
function printedAlike(name: Uint8Array, printed: Uint8Array): boolean {
  if (name.length !== printed.length) return false
  return latin1(name).replace(/\p{Cc}/gu, '_') === latin1(printed).replace(/\p{Cc}/gu, '_')
}
