/**
 * The system that 7-Zip runs on: the few calls of Emscripten's C library that its WebAssembly build imports, over the
 * volumes of one archive and a sink for what comes out. Nothing else exists there: no disk, no network, no clock,
 * no other program. The package's own glue is not used: it would carry a file system in memory (each byte held twice, no
 * stop before a bomb has gone off) and ways to fetch.
 *
 * The calls: https://github.com/emscripten-core/emscripten/blob/main/src/lib/libsyscall.js and …/libwasi.js; numbers
 * of errors and flags are those of WASI and of musl for wasm32.
 */
import { EBADF, EINVAL, ENOENT, ProgramFailed, VirtualFiles } from './virtual-files.ts'
import type { FileParts, FileStat } from './virtual-files.ts'
import { WasmMemory } from './wasm-memory.ts'

const ENOTTY = 59

const STAT_BYTES = 96
const FDSTAT_BYTES = 24
/** WASI's type of a descriptor that is a file. */
const WASI_FILE = 4

export interface HostParts extends FileParts {
  /** Memory may grow so far, in bytes. */
  readonly memoryBytes: number
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

export class WasmHost {
  readonly #files: VirtualFiles
  readonly #memoryBytes: number
  #memory: WasmMemory | null = null

  constructor(parts: HostParts) {
    this.#files = new VirtualFiles(parts)
    this.#memoryBytes = parts.memoryBytes
  }

  /** To be called with the instance's own memory before anything runs. */
  attach(memory: WebAssembly.Memory): WasmMemory {
    this.#memory = new WasmMemory(memory, this.#memoryBytes)
    return this.#memory
  }

  imports(): WebAssembly.Imports {
    return {
      env: {
        ...this.#pathCalls(),
        ...TIME_CALLS,
        __syscall_fstat64: (fd: number, to: number) =>
          this.#putStat(to, this.#files.stat(fd), -EBADF),
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
        fd_close: (fd: number) => -this.#files.close(fd),
        fd_fdstat_get: (fd: number, to: number) => this.#descriptor(fd, to),
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
    const path = (at: number): Uint8Array<ArrayBuffer> => this.#mem.cString(at)
    const stat = (at: number, to: number): number =>
      this.#putStat(to, this.#files.statPath(path(at)), -ENOENT)
    return {
      __syscall_openat: (_at: number, at: number, flags: number) =>
        this.#files.open(path(at), flags),
      __syscall_stat64: stat,
      __syscall_lstat64: stat,
      __syscall_newfstatat: (_at: number, at: number, to: number) => stat(at, to),
      __syscall_getcwd: (to: number, size: number) => {
        if (size < 2) return -EINVAL
        this.#mem.view.setUint16(to, 0x2f, true)
        return 2
      },
      __syscall_mkdirat: (_at: number, at: number) => this.#files.makeFolder(path(at)),
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

  /** `struct stat` of musl for wasm32: mode at 4, links at 8, size at 24, the size of a block at 32. */
  #putStat(to: number, stat: FileStat | null, otherwise: number): number {
    if (stat === null) return otherwise
    this.#mem.bytes.fill(0, to, to + STAT_BYTES)
    this.#mem.setU32(to + 4, stat.mode)
    this.#mem.setU32(to + 8, 1)
    this.#mem.setU64(to + 24, stat.size)
    this.#mem.setU32(to + 32, 4096)
    return 0
  }

  #descriptor(fd: number, to: number): number {
    if (this.#files.stat(fd) === null) return EBADF
    this.#mem.bytes.fill(0, to, to + FDSTAT_BYTES)
    this.#mem.bytes[to] = WASI_FILE
    return 0
  }

  /** `parts`: pairs of an address and a length, `count` of them; what was done goes to `to`. */
  #read(fd: number, parts: number, count: number, to: number): number {
    let total = 0
    for (let i = 0; i < count; i++) {
      const target = this.#mem.u32(parts + i * 8)
      const length = this.#mem.u32(parts + i * 8 + 4)
      const done = this.#files.read(fd, this.#mem.bytes.subarray(target, target + length))
      if (done < 0) return -done
      total += done
      if (done < length) break
    }
    this.#mem.setU32(to, total)
    return 0
  }

  #write(fd: number, parts: number, count: number, to: number): number {
    let total = 0
    for (let i = 0; i < count; i++) {
      const from = this.#mem.u32(parts + i * 8)
      const length = this.#mem.u32(parts + i * 8 + 4)
      const done = this.#files.write(fd, this.#mem.bytes.slice(from, from + length))
      if (done < 0) return -done
      total += done
    }
    this.#mem.setU32(to, total)
    return 0
  }

  #seek(fd: number, offset: number, whence: number, to: number): number {
    const at = this.#files.seek(fd, offset, whence)
    if (at < 0) return -at
    this.#mem.setU64(to, at)
    return 0
  }
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
