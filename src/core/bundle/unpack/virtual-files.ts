/**
 * The files that 7-Zip sees: the volumes of one archive to read, a sink for what it writes, text in between. Results below
 * zero are errors of WASI, negated.
 */
import type { Volume } from './volume.ts'

export const EBADF = 8
const EEXIST = 20
export const EINVAL = 28
export const ENOENT = 44

const O_CREAT = 64
/** Types of a file in `st_mode`, with rights that nobody asks for. */
const MODE_FOLDER = 0o040777
const MODE_FILE = 0o100666

const STDIN = 0
const STDERR = 2

/** Where volumes lie and where files are written, as 7-Zip is told. */
export const IN_FOLDER = '/in/'
export const OUT_FOLDER = '/out/'

/** Files and folders; an archive of more is none of logs. */
const MOST_MADE = 500_000

/** A file that 7-Zip writes. What it throws ends the run. */
export interface OutputFile {
  /** `bytes` belong to the callee. `at` is where the last write ended, save for the rare writer that goes back. */
  write(at: number, bytes: Uint8Array<ArrayBuffer>): void
}

export interface FileParts {
  readonly volumes: readonly Volume[]
  /** A file begins; `path` is relative, in the bytes that the archive has. */
  readonly create: (path: Uint8Array<ArrayBuffer>) => OutputFile
  /** Text on stdout and stderr, in order. */
  readonly say: (bytes: Uint8Array<ArrayBuffer>) => void
  /** A volume was asked for that is not there. */
  readonly missing: (name: string) => void
  /** Bytes of all volumes that were read so far: a sign of life. */
  readonly progress: (readBytes: number) => void
}

/** Thrown out of the run where 7-Zip asks for a password that was not given. */
export class PasswordWanted extends Error {
  override readonly name = 'PasswordWanted'
}

/** Thrown where 7-Zip ends by itself with a C++ exception, which its build does not catch: the archive broke it. */
export class ProgramFailed extends Error {
  override readonly name = 'ProgramFailed'
}

export interface FileStat {
  readonly mode: number
  readonly size: number
}

type OpenFile =
  | { readonly kind: 'text' }
  | { readonly kind: 'in'; readonly volume: Volume; at: number }
  | { readonly kind: 'out'; readonly file: OutputFile; at: number; size: number }

export class VirtualFiles {
  readonly #parts: FileParts
  readonly #volumes: ReadonlyMap<string, Volume>
  readonly #open = new Map<number, OpenFile>([
    [STDIN, { kind: 'text' }],
    [1, { kind: 'text' }],
    [STDERR, { kind: 'text' }],
  ])
  /** Folders and files that were made: 7-Zip looks whether they are there. Their contents are not. */
  readonly #made = new Map<string, number>()
  #nextDescriptor = STDERR + 1
  #readBytes = 0

  constructor(parts: FileParts) {
    this.#parts = parts
    this.#volumes = new Map(parts.volumes.map((volume) => [volume.name.toLowerCase(), volume]))
  }

  /** `path`: its bytes, since what is created keeps them. */
  open(path: Uint8Array<ArrayBuffer>, flags: number): number {
    const text = textOf(path)
    if ((flags & O_CREAT) !== 0) {
      if (!text.startsWith(OUT_FOLDER)) return -ENOENT
      const file = this.#parts.create(path.subarray(OUT_FOLDER.length))
      this.#made.set(text, MODE_FILE)
      return this.#add({ kind: 'out', file, at: 0, size: 0 })
    }
    const volume = this.#volumeAt(text)
    return volume === undefined ? -ENOENT : this.#add({ kind: 'in', volume, at: 0 })
  }

  #add(file: OpenFile): number {
    const fd = this.#nextDescriptor++
    this.#open.set(fd, file)
    return fd
  }

  close(fd: number): number {
    return this.#open.delete(fd) ? 0 : -EBADF
  }

  makeFolder(path: Uint8Array): number {
    const text = textOf(path)
    if (isFolder(text) || this.#made.has(text)) return -EEXIST
    if (!text.startsWith(OUT_FOLDER)) return -ENOENT
    if (this.#made.size >= MOST_MADE) throw new ProgramFailed()
    this.#made.set(text, MODE_FOLDER)
    return 0
  }

  statPath(path: Uint8Array): FileStat | null {
    const text = textOf(path)
    if (isFolder(text)) return { mode: MODE_FOLDER, size: 0 }
    const made = this.#made.get(text)
    if (made !== undefined) return { mode: made, size: 0 }
    const volume = this.#volumeAt(text)
    return volume === undefined ? null : { mode: MODE_FILE, size: volume.bytes.size }
  }

  stat(fd: number): FileStat | null {
    const file = this.#open.get(fd)
    return file === undefined ? null : { mode: MODE_FILE, size: sizeOf(file) }
  }

  /** Fills `target`, with fewer bytes at the end only. `target` must not move meanwhile: nothing runs beside it. */
  read(fd: number, target: Uint8Array): number {
    // All that is ever asked for on stdin is a password.
    if (fd === STDIN) throw new PasswordWanted()
    const file = this.#open.get(fd)
    if (file?.kind !== 'in') return -EBADF
    let done = 0
    while (done < target.length) {
      const piece = file.volume.bytes.read(file.at, target.length - done)
      if (piece.length === 0) break
      target.set(piece, done)
      file.at += piece.length
      done += piece.length
    }
    this.#readBytes += done
    this.#parts.progress(this.#readBytes)
    return done
  }

  /** `bytes` belong to the callee. */
  write(fd: number, bytes: Uint8Array<ArrayBuffer>): number {
    const file = this.#open.get(fd)
    if (file === undefined || file.kind === 'in') return -EBADF
    if (file.kind === 'text') this.#parts.say(bytes)
    else {
      file.file.write(file.at, bytes)
      file.at += bytes.length
      file.size = Math.max(file.size, file.at)
      // Little packed can be much unpacked.
      this.#parts.progress(this.#readBytes)
    }
    return bytes.length
  }

  /** Returns where it stands then. `whence`: 0 from the start, 1 from here, 2 from the end. */
  seek(fd: number, offset: number, whence: number): number {
    const file = this.#open.get(fd)
    if (file === undefined || file.kind === 'text') return -EBADF
    const from = [0, file.at, sizeOf(file)][whence]
    if (from === undefined || from + offset < 0) return -EINVAL
    file.at = from + offset
    return file.at
  }

  #volumeAt(path: string): Volume | undefined {
    if (!path.startsWith(IN_FOLDER)) return undefined
    const name = path.slice(IN_FOLDER.length)
    const volume = this.#volumes.get(name.toLowerCase())
    if (volume === undefined) this.#parts.missing(name)
    return volume
  }
}

/** For looking things up only. */
function textOf(path: Uint8Array): string {
  return new TextDecoder().decode(path)
}

function isFolder(path: string): boolean {
  const bare = path.endsWith('/') ? path : `${path}/`
  return path === '' || path === '.' || bare === '/' || bare === IN_FOLDER || bare === OUT_FOLDER
}

function sizeOf(file: OpenFile): number {
  if (file.kind === 'in') return file.volume.bytes.size
  return file.kind === 'out' ? file.size : 0
}
