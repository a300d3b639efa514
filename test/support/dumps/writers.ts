/** Puts a machine's memory into the kinds of dump that Windows writes, byte by byte by their public layouts. */
import { makeDumpHeader, type DumpHeaderOptions } from '../dump-bytes.ts'
import type { MadeMemory, MadeModule } from './machine.ts'

export interface MadeDump {
  readonly header: Omit<DumpHeaderOptions, 'kind' | 'extraBytes'>
  readonly memory: MadeMemory
  readonly moduleList: bigint
  readonly debuggerData: bigint
  readonly context: Uint8Array
}

const PAGE = 4096

/** Virtual pages on physical ones, with the four levels of tables that lead to them. */
class Physical {
  readonly pages: Uint8Array[] = []
  /** Number of each page in `pages`: not one behind the other, as in a real machine. */
  readonly numbers: number[] = []
  readonly root: number
  readonly #step: number

  constructor(memory: MadeMemory, step = 3) {
    this.#step = step
    this.root = this.#take()
    for (const [virtual, bytes] of [...memory.pages].sort(([a], [b]) => (a < b ? -1 : 1)))
      this.#map(virtual, this.#take(bytes))
  }

  #take(bytes: Uint8Array = new Uint8Array(PAGE)): number {
    const number = 0x100 + this.pages.length * this.#step
    this.pages.push(bytes)
    this.numbers.push(number)
    return number
  }

  #map(virtual: bigint, page: number): void {
    let table = this.root
    for (const shift of [27n, 18n, 9n, 0n]) {
      const bytes = this.pages[this.numbers.indexOf(table)] as Uint8Array
      const view = new DataView(bytes.buffer, bytes.byteOffset)
      const at = Number((virtual >> shift) & 0x1ffn) * 8
      if (shift === 0n) view.setBigUint64(at, (BigInt(page) << 12n) | 0x63n, true)
      else {
        const entry = view.getBigUint64(at, true)
        const next = entry === 0n ? this.#take() : Number(entry >> 12n)
        if (entry === 0n) view.setBigUint64(at, (BigInt(next) << 12n) | 0x63n, true)
        table = next
      }
    }
  }
}

/** 5: the whole memory with a bitmap. */
export function bitmapDump(dump: MadeDump): Uint8Array {
  const physical = new Physical(dump.memory)
  const bits = (physical.numbers.at(-1) ?? 0) + 64
  const bitmap = new Uint8Array(0x38 + Math.ceil(bits / 8))
  const firstPage = 0x2000 + Math.ceil(bitmap.length / PAGE) * PAGE
  const view = new DataView(bitmap.buffer)
  bitmap.set(new TextEncoder().encode('FDMPDUMP'))
  view.setBigUint64(0x20, BigInt(firstPage), true)
  view.setBigUint64(0x28, BigInt(physical.pages.length), true)
  view.setBigUint64(0x30, BigInt(bits), true)
  for (const number of physical.numbers) {
    const at = 0x38 + (number >> 3)
    bitmap[at] = (bitmap[at] as number) | (1 << (number & 7))
  }
  return whole(dump, physical, 5, firstPage, (bytes) => bytes.set(bitmap, 0x2000))
}

/** A bitmap dump of a machine of which nearly all pages are of no interest: in pieces, for a file with holes. */
export function largeBitmapDump(
  dump: MadeDump,
  totalPages: number,
): {
  readonly size: number
  readonly pieces: readonly (readonly [at: number, bytes: Uint8Array])[]
} {
  const physical = new Physical(dump.memory, 1009)
  const bitmap = new Uint8Array(0x38 + Math.ceil(totalPages / 8)).fill(0xff, 0x38)
  const firstPage = 0x2000 + Math.ceil(bitmap.length / PAGE) * PAGE
  const view = new DataView(bitmap.buffer)
  bitmap.set(new TextEncoder().encode('FDMPDUMP'))
  view.setBigUint64(0x20, BigInt(firstPage), true)
  view.setBigUint64(0x28, BigInt(totalPages), true)
  view.setBigUint64(0x30, BigInt(totalPages), true)
  const header = headerOf(dump, 5)
  new DataView(header.buffer).setBigUint64(0x10, BigInt(physical.root) << 12n, true)
  const pages = physical.pages.map(
    (bytes, i) => [firstPage + (physical.numbers[i] ?? 0) * PAGE, bytes] as const,
  )
  return { size: firstPage + totalPages * PAGE, pieces: [[0, header], [0x2000, bitmap], ...pages] }
}

/** 1: runs of pages, one behind the other. */
export function completeDump(dump: MadeDump): Uint8Array {
  const physical = new Physical(dump.memory)
  const first = physical.numbers[0] ?? 0
  // The header has room for few runs, so the whole span is one, with pages of zeros between.
  const count = (physical.numbers.at(-1) ?? 0) - first + 1
  const spread = Array.from({ length: count }, (_, i) => {
    const at = physical.numbers.indexOf(first + i)
    return at < 0 ? new Uint8Array(PAGE) : (physical.pages[at] as Uint8Array)
  })
  return whole(dump, { root: physical.root, pages: spread }, 1, 0x2000, (bytes) => {
    const view = new DataView(bytes.buffer)
    view.setUint32(0x88, 1, true)
    view.setBigUint64(0x90, BigInt(count), true)
    view.setBigUint64(0x98, BigInt(first), true)
    view.setBigUint64(0xa0, BigInt(count), true)
  })
}

/** 8: ranges of pages. */
export function rangesDump(dump: MadeDump): Uint8Array {
  const physical = new Physical(dump.memory)
  const metadata = 0x20 + 16 * physical.numbers.length
  const firstPage = 0x2020 + 0x20 + 16 * physical.numbers.length
  return whole(dump, physical, 8, firstPage, (bytes) => {
    const view = new DataView(bytes.buffer)
    view.setUint32(0x2000, 0x40, true)
    bytes.set(new TextEncoder().encode('RDMPDUMP'), 0x2004)
    view.setBigUint64(0x2010, BigInt(metadata), true)
    view.setBigUint64(0x2018, BigInt(firstPage), true)
    physical.numbers.forEach((number, i) => {
      view.setBigUint64(0x2030 + 16 * i, BigInt(number), true)
      view.setBigUint64(0x2038 + 16 * i, 1n, true)
    })
  })
}

function whole(
  dump: MadeDump,
  physical: { readonly root: number; readonly pages: readonly Uint8Array[] },
  kind: number,
  firstPage: number,
  between: (bytes: Uint8Array) => void,
): Uint8Array {
  const bytes = new Uint8Array(firstPage + physical.pages.length * PAGE)
  bytes.set(headerOf(dump, kind))
  const view = new DataView(bytes.buffer)
  view.setBigUint64(0x10, BigInt(physical.root) << 12n, true)
  between(bytes)
  physical.pages.forEach((page, i) => bytes.set(page, firstPage + i * PAGE))
  return bytes
}

function headerOf(dump: MadeDump, kind: number): Uint8Array {
  const bytes = makeDumpHeader({ ...dump.header, kind })
  const view = new DataView(bytes.buffer)
  view.setBigUint64(0x20, dump.moduleList, true)
  view.setBigUint64(0x80, dump.debuggerData, true)
  bytes.set(dump.context, 0x348)
  return bytes
}

export interface TriageParts extends MadeDump {
  readonly modules: readonly MadeModule[]
  readonly unloaded?: readonly (readonly [name: string, from: bigint, to: bigint])[]
  /** The call stack that is kept: its lowest address and bytes. */
  readonly stack: readonly [top: bigint, size: number]
  /** Blocks of memory that are kept beside the stack. */
  readonly blocks?: readonly (readonly [address: bigint, size: number])[]
  /** EPROCESS.ImageFileName and its offset. */
  readonly process?: readonly [name: string, offset: number]
}

/** 4: the small dump. `stride` is the length of a module's entry, which differs between builds. */
export function triageDump(parts: TriageParts, stride = 0x90): Uint8Array {
  const chunks: Uint8Array[] = []
  let end = 0x2000 + 0x80
  const put = (bytes: Uint8Array): number => {
    const at = end
    chunks.push(bytes)
    end += bytes.length
    return at
  }
  const process = new Uint8Array(0x800)
  if (parts.process !== undefined)
    process.set(new TextEncoder().encode(parts.process[0]), parts.process[1])
  const processAt = put(process)
  const [top, stackSize] = parts.stack
  const stackAt = put(copyOf(parts.memory, top, stackSize))
  const list = new Uint8Array(stride * parts.modules.length)
  const pool: Uint8Array[] = []
  const listAt = put(list)
  const poolAt = end
  let poolEnd = poolAt
  const view = new DataView(list.buffer)
  parts.modules.forEach((module, i) => {
    view.setUint32(i * stride, poolEnd, true)
    view.setBigUint64(i * stride + 0x38, module.base, true)
    view.setUint32(i * stride + 0x48, module.size, true)
    view.setUint32(i * stride + 0x88, module.timestamp ?? 0x5f000000, true)
    const name = countedName(`\\SystemRoot\\System32\\drivers\\${module.name}`)
    pool.push(name)
    poolEnd += name.length
  })
  for (const name of pool) put(name)
  const unloaded = parts.unloaded ?? []
  const unloadedBytes = new Uint8Array(8 + 56 * unloaded.length)
  const unloadedView = new DataView(unloadedBytes.buffer)
  unloadedView.setUint32(0, unloaded.length, true)
  unloaded.forEach(([name, from, to], i) => {
    for (let c = 0; c < Math.min(12, name.length); c++)
      unloadedView.setUint16(8 + 56 * i + 16 + 2 * c, name.charCodeAt(c), true)
    unloadedView.setBigUint64(8 + 56 * i + 40, from, true)
    unloadedView.setBigUint64(8 + 56 * i + 48, to, true)
  })
  const unloadedAt = put(unloadedBytes)
  const contextAt = put(parts.context)
  const blocks = parts.blocks ?? []
  const table = new Uint8Array(16 * blocks.length)
  const tableAt = put(table)
  const tableView = new DataView(table.buffer)
  blocks.forEach(([address, size], i) => {
    tableView.setBigUint64(16 * i, address, true)
    tableView.setUint32(16 * i + 8, put(copyOf(parts.memory, address, size)), true)
    tableView.setUint32(16 * i + 12, size, true)
  })
  const validAt = put(new TextEncoder().encode('TRGD'))

  const bytes = new Uint8Array(end)
  bytes.set(headerOf(parts, 4))
  let at = 0x2080
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  const head = new DataView(bytes.buffer, 0x2000)
  const fields: readonly (readonly [number, number])[] = [
    [0x04, end],
    [0x08, validAt],
    [0x0c, contextAt],
    [0x18, unloadedAt],
    [0x20, parts.process === undefined ? 0 : processAt],
    [0x28, stackAt],
    [0x2c, stackSize],
    [0x30, listAt],
    [0x34, parts.modules.length],
    [0x38, poolAt],
    [0x3c, poolEnd - poolAt],
    [0x78, tableAt],
    [0x7c, blocks.length],
  ]
  for (const [offset, value] of fields) head.setUint32(offset, value, true)
  head.setBigUint64(0x48, top, true)
  return bytes
}

function countedName(name: string): Uint8Array {
  const bytes = new Uint8Array(4 + 2 * name.length + 2)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, name.length, true)
  for (let i = 0; i < name.length; i++) view.setUint16(4 + 2 * i, name.charCodeAt(i), true)
  return bytes
}

function copyOf(memory: MadeMemory, address: bigint, size: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_, i) => {
    const at = address + BigInt(i)
    return memory.pages.get(at >> 12n)?.[Number(at & 0xfffn)] ?? 0
  })
}
