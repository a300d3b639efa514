/**
 * What a loaded image tells of itself, as far as its pages are in the dump: exported names, function table, code ranges, maker.
 * https://learn.microsoft.com/windows/win32/debug/pe-format
 */
import { readExactly, readSparse, viewOf, type Memory } from './memory.ts'
import type { DumpModule } from './modules.ts'

export interface Export {
  readonly rva: number
  readonly name: string
}

/** A function's code and its unwind data, as offsets in the image (RUNTIME_FUNCTION). */
export interface RuntimeFunction {
  readonly begin: number
  readonly end: number
  readonly unwind: number
}

export interface PeImage {
  readonly module: DumpModule
  /** Offset of the entry point; 0 = none, or the header is not in the dump. */
  readonly entryPoint: number
  readonly timestamp: number
  /** Code sections as offsets in the image; null = the header is not in the dump. */
  readonly code: readonly { readonly begin: number; readonly end: number }[] | null
  /** Sorted by address; null = no export table in the dump. */
  readonly exports: readonly Export[] | null
  /** Sorted by address, three words each: begin, end, unwind. null = not in the dump. */
  readonly functions: Uint32Array | null
}

const MOST_EXPORTS = 65_536
const MOST_EXPORT_BYTES = 4 << 20
const MOST_FUNCTION_BYTES = 8 << 20
const MOST_SECTIONS = 96
const CODE_SECTION = 0x2000_0020
const LONGEST_NAME = 512

/** Never throws; what is not in the dump is null or empty. */
export async function readPeImage(memory: Memory, module: DumpModule): Promise<PeImage> {
  const nothing: PeImage = {
    module,
    entryPoint: 0,
    timestamp: module.timestamp,
    code: null,
    exports: null,
    functions: null,
  }
  const head = await memory.read(module.base, 4096)
  if (head.length < 0x200 || head[0] !== 0x4d || head[1] !== 0x5a) return nothing
  const view = viewOf(head)
  const pe = view.getUint32(0x3c, true)
  if (pe > head.length - 0x108 || view.getUint32(pe, true) !== 0x4550) return nothing
  const isWide = view.getUint16(pe + 24, true) === 0x20b
  const directories = pe + 24 + (isWide ? 0x70 : 0x60)
  const directory = (index: number): { rva: number; size: number } => ({
    rva: view.getUint32(directories + 8 * index, true),
    size: view.getUint32(directories + 8 * index + 4, true),
  })
  return {
    module,
    entryPoint: view.getUint32(pe + 24 + 0x10, true),
    timestamp: view.getUint32(pe + 8, true),
    code: codeSections(view, pe),
    exports: await readExports(memory, module, directory(0)),
    functions: await readFunctions(memory, module, directory(3)),
  }
}

function codeSections(view: DataView, pe: number): NonNullable<PeImage['code']> {
  const count = Math.min(view.getUint16(pe + 6, true), MOST_SECTIONS)
  const first = pe + 24 + view.getUint16(pe + 20, true)
  const sections: { begin: number; end: number }[] = []
  for (let at = first; at < first + count * 40 && at + 40 <= view.byteLength; at += 40) {
    const begin = view.getUint32(at + 12, true)
    const end = begin + view.getUint32(at + 8, true)
    if ((view.getUint32(at + 36, true) & CODE_SECTION) !== 0) sections.push({ begin, end })
  }
  return sections
}

async function readExports(
  memory: Memory,
  module: DumpModule,
  { rva, size }: { readonly rva: number; readonly size: number },
): Promise<PeImage['exports']> {
  if (rva === 0 || size < 40 || size > MOST_EXPORT_BYTES || rva + size > module.size) return null
  const head = await readExactly(memory, module.base + BigInt(rva), 40)
  if (head === null) return null
  const table = await readSparse(memory, module.base + BigInt(rva), size)
  if (table === null) return null
  const view = viewOf(table)
  const inside = (address: number, length: number): number =>
    address >= rva && address + length <= rva + size ? address - rva : -1
  const addresses = { count: view.getUint32(20, true), at: view.getUint32(28, true) }
  const names = { count: view.getUint32(24, true), at: view.getUint32(32, true) }
  const ordinals = inside(view.getUint32(36, true), 2 * names.count)
  const nameTable = inside(names.at, 4 * names.count)
  const addressTable = inside(addresses.at, 4 * addresses.count)
  if (names.count > MOST_EXPORTS || nameTable < 0 || addressTable < 0 || ordinals < 0) return null
  const found: Export[] = []
  for (let i = 0; i < names.count; i++) {
    const nameAt = inside(view.getUint32(nameTable + 4 * i, true), 1)
    const ordinal = view.getUint16(ordinals + 2 * i, true)
    if (nameAt < 0 || ordinal >= addresses.count) continue
    const address = view.getUint32(addressTable + 4 * ordinal, true)
    const name = asciiName(table, nameAt)
    // An address inside the table itself is a forwarder: the name of another module's export.
    if (name === '' || address === 0 || inside(address, 1) >= 0 || address >= module.size) continue
    found.push({ rva: address, name })
  }
  return found.sort((a, b) => a.rva - b.rva)
}

function asciiName(bytes: Uint8Array, at: number): string {
  let text = ''
  for (let i = at; i < bytes.length && i < at + LONGEST_NAME; i++) {
    const byte = bytes[i] as number
    if (byte === 0) return text
    if (byte < 0x21 || byte > 0x7e) return ''
    text += String.fromCharCode(byte)
  }
  return ''
}

async function readFunctions(
  memory: Memory,
  module: DumpModule,
  { rva, size }: { readonly rva: number; readonly size: number },
): Promise<Uint32Array | null> {
  if (rva === 0 || size < 12 || size > MOST_FUNCTION_BYTES || rva + size > module.size) return null
  const bytes = await readSparse(memory, module.base + BigInt(rva), size - (size % 12))
  if (bytes === null) return null
  const view = viewOf(bytes)
  const functions = new Uint32Array(bytes.length / 4)
  for (let i = 0; i < functions.length; i++) functions[i] = view.getUint32(i * 4, true)
  return functions
}

/** The function that holds an offset; null = none is known there (a leaf without unwind data, or a page that is missing). */
export function functionAt(image: PeImage, rva: number): RuntimeFunction | null {
  const { functions } = image
  if (functions === null) return null
  let low = 0
  let high = functions.length / 3
  while (low < high) {
    const middle = (low + high) >>> 1
    const begin = functions[middle * 3] as number
    // Entries of a missing page are zero and stand before all others by value, not by place: step over them.
    if (begin === 0) return functionBySteps(functions, rva)
    if (begin <= rva) low = middle + 1
    else high = middle
  }
  return low === 0 ? null : entryAt(functions, low - 1, rva)
}

function functionBySteps(functions: Uint32Array, rva: number): RuntimeFunction | null {
  for (let i = 0; i < functions.length / 3; i++) {
    const found = entryAt(functions, i, rva)
    if (found !== null) return found
  }
  return null
}

function entryAt(functions: Uint32Array, index: number, rva: number): RuntimeFunction | null {
  const begin = functions[index * 3] as number
  const end = functions[index * 3 + 1] as number
  const unwind = functions[index * 3 + 2] as number
  return begin !== 0 && rva >= begin && rva < end ? { begin, end, unwind } : null
}

/** The export at or before an offset; null = none. */
export function exportBefore(image: PeImage, rva: number): Export | null {
  const { exports } = image
  if (exports === null) return null
  let low = 0
  let high = exports.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((exports[middle] as Export).rva <= rva) low = middle + 1
    else high = middle
  }
  return exports[low - 1] ?? null
}
