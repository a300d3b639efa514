/** Loaded and unloaded modules: which file's code an address belongs to. */
import { readExactly, readU64, viewOf, type Memory } from './memory.ts'

export interface DumpModule {
  /** File name as Windows lists it: `ntoskrnl.exe`, `ndis.sys`. */
  readonly name: string
  readonly base: bigint
  /** Bytes in memory. */
  readonly size: number
  /** TimeDateStamp of the image; of a reproducible build it is a hash and no time. 0 = not known. */
  readonly timestamp: number
}

/** A driver that had been unloaded; Windows keeps the last fifty, names cut at 12 characters. */
export interface UnloadedModule {
  readonly name: string
  readonly from: bigint
  readonly to: bigint
}

/** `\SystemRoot\System32\drivers\ndis.sys` -> `ndis.sys`. Lists hold paths for some modules and names for others. */
export function fileNameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/')) + 1)
}

/** Sorted by address, for look-ups. */
export class ModuleMap {
  readonly modules: readonly DumpModule[]

  constructor(modules: readonly DumpModule[]) {
    this.modules = [...modules].sort((a, b) => (a.base < b.base ? -1 : 1))
  }

  /** The module whose image holds the address; null = none. */
  at(address: bigint): DumpModule | null {
    let low = 0
    let high = this.modules.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.modules[middle] as DumpModule).base <= address) low = middle + 1
      else high = middle
    }
    const found = this.modules[low - 1]
    return found !== undefined && address < found.base + BigInt(found.size) ? found : null
  }
}

/** The debugger's name of a module: `nt` for every kernel image, else the file name without its extension. */
export function moduleTitle(name: string): string {
  const stem = name.replace(/\.(?:sys|exe|dll)$/i, '')
  return /^nt(?:oskrnl|krnlmp|krnlpa|krpamp)$/i.test(stem) ? 'nt' : stem
}

/** More loaded modules than this, or an image larger than this, is damage. */
const MOST_MODULES = 4096
const MOST_IMAGE_BYTES = 0x2000_0000

/**
 * Walks PsLoadedModuleList (KLDR_DATA_TABLE_ENTRY: DllBase +0x30, SizeOfImage +0x40, BaseDllName +0x58, TimeDateStamp +0x80 and
 * the same since Windows 7 x64). Gives what can be read; a list that is cut ends there.
 */
export async function readModuleList(
  memory: Memory,
  head: bigint,
): Promise<{ readonly modules: readonly DumpModule[]; readonly isCut: boolean }> {
  const modules: DumpModule[] = []
  const seen = new Set<bigint>([head])
  let at = await readU64(memory, head)
  while (at !== null && !seen.has(at) && modules.length < MOST_MODULES) {
    seen.add(at)
    const entry = await readExactly(memory, at, 0x88)
    if (entry === null) return { modules, isCut: true }
    const view = viewOf(entry)
    const base = view.getBigUint64(0x30, true)
    const size = view.getUint32(0x40, true)
    const name = await readUnicode(
      memory,
      view.getUint16(0x58, true),
      view.getBigUint64(0x60, true),
    )
    if (base !== 0n && size > 0 && size < MOST_IMAGE_BYTES)
      modules.push({
        name: fileNameOf(name ?? `module-${base.toString(16)}`),
        base,
        size,
        timestamp: 0,
      })
    at = view.getBigUint64(0, true)
  }
  return { modules, isCut: at === null }
}

/** MM_UNLOADED_DRIVERS: a table of fifty {UNICODE_STRING name, start, end, time} of 0x28 bytes, filled from its start. */
export async function readUnloadedTable(
  memory: Memory,
  address: bigint,
): Promise<readonly UnloadedModule[]> {
  const table = await readU64(memory, address)
  if (table === null || table === 0n) return []
  const unloaded: UnloadedModule[] = []
  for (let i = 0; i < 50; i++) {
    const entry = await readExactly(memory, table + BigInt(i * 0x28), 0x28)
    if (entry === null) break
    const view = viewOf(entry)
    const from = view.getBigUint64(0x10, true)
    const to = view.getBigUint64(0x18, true)
    const name = await readUnicode(memory, view.getUint16(0, true), view.getBigUint64(8, true))
    if (name === null || from === 0n || to <= from) continue
    unloaded.push({ name, from, to })
  }
  return unloaded
}

/** `bytes` of UTF-16 at an address; null where it is missing or no name. */
async function readUnicode(memory: Memory, bytes: number, address: bigint): Promise<string | null> {
  if (bytes === 0 || bytes > 1024) return null
  const text = await readExactly(memory, address, bytes)
  return text === null ? null : utf16Text(text)
}

/** Printable UTF-16LE up to its first NUL; null where a character could stand in no file name. */
export function utf16Text(bytes: Uint8Array): string | null {
  const view = viewOf(bytes)
  let text = ''
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    const unit = view.getUint16(at, true)
    if (unit === 0) break
    if (unit < 0x20) return null
    text += String.fromCharCode(unit)
  }
  return text === '' ? null : text
}
