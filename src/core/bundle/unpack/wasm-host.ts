/**
 * The system that 7-Zip runs on: the few calls of Emscripten's C library that its WebAssembly build imports, over the
 * volumes of one archive and a sink for what comes out. Nothing else exists there: no disk, no network, no clock,
 * no other program. The package's own glue is not used: it would carry a file system in memory (each byte held twice, no
 * stop before a bomb has gone off) and ways to fetch.
 *
 * The calls: https://github.com/emscripten-core/emscripten/blob/main/src/lib/libsyscall.js and …/libwasi.js; numbers
 * of errors and flags are those of WASI and of musl for wasm32.
 */
import type { Volume } from './volume.ts'
import { WasmMemory } from './wasm-memory.ts'

const EBADF = 8
const EEXIST = 20
const EINVAL = 28
const ENOENT = 44
const ENOTTY = 59

const O_CREAT = 64
/** Types of a file in `st_mode`, with rights that nobody asks for. */
const MODE_FOLDER = 0o040777
const MODE_FILE = 0o100666
const STAT_BYTES = 96
/** WASI's types of a descriptor. */
const WASI_FOLDER = 3
const WASI_FILE = 4

const STDIN = 0
const STDERR = 2

/** Where volumes lie and where files are written, as 7-Zip is told. */
export const IN_FOLDER = '/in/'
export const OUT_FOLDER = '/out/'

/** A file that 7-Zip writes. What these throw ends the run. */
export interface OutputFile {
  /** `bytes` belong to the callee. `at` is where the last write ended, save for the rare writer that goes back. */
  write(at: number, bytes: Uint8Array<ArrayBuffer>): void
  close(): void
}

export interface HostParts {
  readonly volumes: readonly Volume[]
  /** A file begins; `path` is relative, in the bytes that the archive has. */
  readonly create: (path: Uint8Array<ArrayBuffer>) => OutputFile
  /** Text on stdout and stderr, in order. */
  readonly say: (bytes: Uint8Array<ArrayBuffer>) => void
  /** A volume was asked for that is not there. */
  readonly missing: (name: string) => void
  /** Bytes of all volumes that were read so far, for progress. */
  readonly progress: (readBytes: number) => void
  /** Memory may grow so far, in bytes. */
  readonly memoryBytes: number
}

/** Thrown out of the run where 7-Zip asks for a password that was not given. */
export class PasswordWanted extends Error {
  override readonly name = 'PasswordWanted'
}

/** Thrown where 7-Zip ends by itself with a C++ exception, which its build does not catch: the archive broke it. */
export class ProgramFailed extends Error {
  override readonly name = 'ProgramFailed'
}

/** Thrown where the program calls exit(). */
export class ProgramExit extends Error {
  override readonly name = 'ProgramExit'
  readonly status: number

  constructor(status: number) {
    super(`exit ${status}`)
    this.status = status
  }
}

type OpenFile =
  | { readonly kind: 'text' }
  | { readonly kind: 'in'; readonly volume: Volume; at: number }
  | { readonly kind: 'out'; readonly file: OutputFile; at: number; size: number }

export class WasmHost {
  readonly #parts: HostParts
  readonly #volumes: ReadonlyMap<string, Volume>
  readonly #open = new Map<number, OpenFile>([
    [0, { kind: 'text' }],
    [1, { kind: 'text' }],
    [STDERR, { kind: 'text' }],
  ])
  /** Folders and files that were made: 7-Zip looks whether they are there. Their contents are not. */
  readonly #made = new Map<string, number>()
  #nextDescriptor = STDERR + 1
  #readBytes = 0
  #memory: WasmMemory | null = null

  constructor(parts: HostParts) {
    this.#parts = parts
    this.#volumes = new Map(parts.volumes.map((volume) => [volume.name.toLowerCase(), volume]))
  }

  /** To be called with the instance's own memory before anything runs. */
  attach(memory: WebAssembly.Memory): WasmMemory {
    this.#memory = new WasmMemory(memory, this.#parts.memoryBytes)
    return this.#memory
  }

  imports(): WebAssembly.Imports {
    return {
      env: {
        ...this.#pathCalls(),
        ...TIME_CALLS,
        __syscall_fstat64: (fd: number, to: number) => this.#fstat(fd, to),
        __syscall_ftruncate64: () => 0,
        __syscall_ioctl: () => -ENOTTY,
        emscripten_get_heap_max: () => this.#mem.limit,
        emscripten_resize_heap: (bytes: number) => (this.#mem.grow(bytes >>> 0) ? 1 : 0),
        exit: (status: number) => {
          throw new ProgramExit(status)
        },
        _abort_js: fail,
        __cxa_throw: fail,
      },
      wasi_snapshot_preview1: {
        fd_close: (fd: number) => this.#close(fd),
        fd_fdstat_get: (fd: number, to: number) => this.#descriptorKind(fd, to),
        fd_read: (fd: number, parts: number, count: number, to: number) =>
          this.#read(fd, parts, count, to),
        fd_seek: (fd: number, offset: bigint, whence: number, to: number) =>
          this.#seek(fd, Number(offset), whence, to),
        fd_write: (fd: number, parts: number, count: number, to: number) =>
          this.#write(fd, parts, count, to),
        environ_sizes_get: (count: number, bytes: number) => {
          this.#mem.setU32(count, 0)
          this.#mem.setU32(bytes, 0)
          return 0
        },
        environ_get: () => 0,
        clock_time_get: (_clock: number, _precision: bigint, to: number) => {
          this.#mem.setU64(to, 0)
          return 0
        },
      },
    }
  }

  /** What names a path. Nothing that was written can be read again. */
  #pathCalls(): Record<string, WebAssembly.ImportValue> {
    return {
      __syscall_openat: (_at: number, path: number, flags: number) => this.#openPath(path, flags),
      __syscall_stat64: (path: number, to: number) => this.#statPath(path, to),
      __syscall_lstat64: (path: number, to: number) => this.#statPath(path, to),
      __syscall_newfstatat: (_at: number, path: number, to: number) => this.#statPath(path, to),
      __syscall_getcwd: (to: number, size: number) => {
        if (size < 2) return -EINVAL
        this.#mem.view.setUint16(to, 0x2f, true)
        return 2
      },
      __syscall_mkdirat: (_at: number, path: number) => this.#makeFolder(this.#textAt(path)),
      __syscall_chmod: () => 0,
      __syscall_fchownat: () => 0,
      __syscall_utimensat: () => 0,
      __syscall_symlinkat: () => 0,
      __syscall_unlinkat: () => 0,
      __syscall_rmdir: () => 0,
      __syscall_renameat: () => -ENOENT,
      __syscall_readlinkat: () => -EINVAL,
      __syscall_getdents64: () => 0,
    }
  }

  get #mem(): WasmMemory {
    if (this.#memory === null) throw new Error('no memory is attached')
    return this.#memory
  }

  /** For looking things up only: a path that is created keeps its bytes. */
  #textAt(path: number): string {
    return new TextDecoder().decode(this.#mem.cString(path))
  }

  #isFolder(path: string): boolean {
    const bare = path.endsWith('/') ? path : `${path}/`
    return path === '' || path === '.' || bare === '/' || bare === IN_FOLDER || bare === OUT_FOLDER
  }

  #makeFolder(path: string): number {
    if (this.#isFolder(path) || this.#made.has(path)) return -EEXIST
    if (!path.startsWith(OUT_FOLDER)) return -ENOENT
    this.#made.set(path, MODE_FOLDER)
    return 0
  }

  #volumeAt(path: string): Volume | undefined {
    if (!path.startsWith(IN_FOLDER)) return undefined
    const name = path.slice(IN_FOLDER.length)
    const volume = this.#volumes.get(name.toLowerCase())
    if (volume === undefined) this.#parts.missing(name)
    return volume
  }

  #openPath(at: number, flags: number): number {
    const path = this.#textAt(at)
    if ((flags & O_CREAT) !== 0) {
      if (!path.startsWith(OUT_FOLDER)) return -ENOENT
      const bytes = this.#mem.cString(at).subarray(OUT_FOLDER.length)
      const file = this.#parts.create(bytes)
      this.#made.set(path, MODE_FILE)
      return this.#add({ kind: 'out', file, at: 0, size: 0 })
    }
    const volume = this.#volumeAt(path)
    return volume === undefined ? -ENOENT : this.#add({ kind: 'in', volume, at: 0 })
  }

  #add(file: OpenFile): number {
    const fd = this.#nextDescriptor++
    this.#open.set(fd, file)
    return fd
  }

  #close(fd: number): number {
    const file = this.#open.get(fd)
    if (file === undefined) return EBADF
    this.#open.delete(fd)
    if (file.kind === 'out') file.file.close()
    return 0
  }

  #statPath(at: number, to: number): number {
    const path = this.#textAt(at)
    if (this.#isFolder(path)) return this.#stat(to, MODE_FOLDER, 0)
    const made = this.#made.get(path)
    if (made !== undefined) return this.#stat(to, made, 0)
    const volume = this.#volumeAt(path)
    return volume === undefined ? -ENOENT : this.#stat(to, MODE_FILE, volume.bytes.size)
  }

  #fstat(fd: number, to: number): number {
    const file = this.#open.get(fd)
    if (file === undefined) return -EBADF
    return this.#stat(to, MODE_FILE, sizeOf(file))
  }

  /** `struct stat` of musl for wasm32: mode at 4, links at 8, size at 24, the size of a block at 32. */
  #stat(to: number, mode: number, size: number): number {
    this.#mem.bytes.fill(0, to, to + STAT_BYTES)
    this.#mem.setU32(to + 4, mode)
    this.#mem.setU32(to + 8, 1)
    this.#mem.setU64(to + 24, size)
    this.#mem.setU32(to + 32, 4096)
    return 0
  }

  #descriptorKind(fd: number, to: number): number {
    if (!this.#open.has(fd)) return EBADF
    this.#mem.bytes.fill(0, to, to + 24)
    this.#mem.bytes[to] = fd <= STDERR ? WASI_FOLDER - 1 : WASI_FILE
    return 0
  }

  #read(fd: number, parts: number, count: number, to: number): number {
    // All that is ever asked for on stdin is a password.
    if (fd === STDIN) throw new PasswordWanted()
    const file = this.#open.get(fd)
    if (file?.kind !== 'in') return EBADF
    let total = 0
    for (let i = 0; i < count; i++) {
      const target = this.#mem.u32(parts + i * 8)
      const length = this.#mem.u32(parts + i * 8 + 4)
      const done = this.#readInto(file, target, length)
      total += done
      if (done < length) break
    }
    this.#readBytes += total
    this.#mem.setU32(to, total)
    this.#parts.progress(this.#readBytes)
    return 0
  }

  #readInto(file: OpenFile & { readonly kind: 'in' }, target: number, length: number): number {
    let done = 0
    while (done < length) {
      const piece = file.volume.bytes.read(file.at, length - done)
      if (piece.length === 0) break
      this.#mem.bytes.set(piece, target + done)
      file.at += piece.length
      done += piece.length
    }
    return done
  }

  #write(fd: number, parts: number, count: number, to: number): number {
    const file = this.#open.get(fd)
    if (file === undefined || file.kind === 'in') return EBADF
    let total = 0
    for (let i = 0; i < count; i++) {
      const from = this.#mem.u32(parts + i * 8)
      const length = this.#mem.u32(parts + i * 8 + 4)
      const bytes = this.#mem.bytes.slice(from, from + length)
      if (file.kind === 'text') this.#parts.say(bytes)
      else {
        file.file.write(file.at, bytes)
        // Little packed can be much unpacked: it is a sign of life all the same.
        this.#parts.progress(this.#readBytes)
        file.at += length
        file.size = Math.max(file.size, file.at)
      }
      total += length
    }
    this.#mem.setU32(to, total)
    return 0
  }

  #seek(fd: number, offset: number, whence: number, to: number): number {
    const file = this.#open.get(fd)
    if (file === undefined || file.kind === 'text') return EBADF
    const from = [0, file.at, sizeOf(file)][whence]
    if (from === undefined || from + offset < 0) return EINVAL
    file.at = from + offset
    this.#mem.setU64(to, file.at)
    return 0
  }
}

function sizeOf(file: OpenFile): number {
  if (file.kind === 'in') return file.volume.bytes.size
  return file.kind === 'out' ? file.size : 0
}

function fail(): never {
  throw new ProgramFailed()
}

/** There is no clock: every time is the start of 1970, and dates of files are not asked for. */
const TIME_CALLS = {
  emscripten_date_now: () => 0,
  _tzset_js: () => undefined,
  _mktime_js: () => 0n,
  _localtime_js: () => undefined,
  _gmtime_js: () => undefined,
}
