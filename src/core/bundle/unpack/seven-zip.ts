/**
 * One run of 7-Zip's command line over the volumes of an archive. Each run has an instance of its own: what a hostile
 * archive does to its memory is gone with it.
 * Switches: https://documentation.help/7-Zip/cmdline.htm
 */
import { PasswordWanted, ProgramFailed } from './virtual-files.ts'
import { ProgramExit, WasmHost } from './wasm-host.ts'
import type { HostParts } from './wasm-host.ts'
import type { WasmMemory } from './wasm-memory.ts'

/** How a run ended. */
export type RunEnd =
  /** By itself; 0 = all well, 1 and 2 = with warnings or errors, which it has said. */
  | { readonly kind: 'exit'; readonly status: number }
  | { readonly kind: 'password-wanted' }
  /** More memory was asked for than it may have. */
  | { readonly kind: 'memory' }
  /** It broke down over the archive: an exception, or a trap of WebAssembly. */
  | { readonly kind: 'failed' }

/** Only what the package exports: https://github.com/use-strict/7z-wasm */
interface ProgramExports {
  readonly memory: WebAssembly.Memory
  readonly __wasm_call_ctors: () => void
  readonly __main_argc_argv: (count: number, words: number) => number
  readonly _emscripten_stack_alloc: (bytes: number) => number
}

/** Throws what `parts` throws, unless it is one of the host's own ways to end. */
export async function runSevenZip(
  program: WebAssembly.Module,
  words: readonly string[],
  parts: HostParts,
): Promise<RunEnd> {
  const host = new WasmHost(parts)
  const instance = await WebAssembly.instantiate(program, host.imports())
  const exports = instance.exports as unknown as ProgramExports
  const memory = host.attach(exports.memory)
  try {
    exports.__wasm_call_ctors()
    const all = ['7zz', ...words]
    const status = exports.__main_argc_argv(all.length, putWords(exports, memory, all))
    return ended(memory, status)
  } catch (error) {
    if (error instanceof PasswordWanted) return { kind: 'password-wanted' }
    if (error instanceof ProgramExit) return ended(memory, error.status)
    const isItsDoing = error instanceof ProgramFailed || isTrap(error)
    if (!isItsDoing) throw error
    return memory.wasRefused ? { kind: 'memory' } : { kind: 'failed' }
  }
}

/** A jump to nowhere, a read out of bounds, a stack that is used up (which each engine calls by another name). */
function isTrap(error: unknown): boolean {
  return (
    error instanceof Error && ['RuntimeError', 'RangeError', 'InternalError'].includes(error.name)
  )
}

function ended(memory: WasmMemory, status: number): RunEnd {
  return status !== 0 && memory.wasRefused ? { kind: 'memory' } : { kind: 'exit', status }
}

/** The words of the command as C wants them; returns the address of their addresses. */
function putWords(exports: ProgramExports, memory: WasmMemory, words: readonly string[]): number {
  const addresses = words.map((word) => {
    const bytes = new TextEncoder().encode(`${word}\0`)
    const address = exports._emscripten_stack_alloc(bytes.length)
    memory.bytes.set(bytes, address)
    return address
  })
  const table = exports._emscripten_stack_alloc((addresses.length + 1) * 4)
  for (const [i, address] of [...addresses, 0].entries()) memory.setU32(table + i * 4, address)
  return table
}
