/**
 * A machine's memory from a description, for tests and sample bundles: images with exports and unwind data, a stack, the lists
 * that a debugger reads. Virtual addresses only; writers.ts puts it into the kinds of dump.
 */
export interface MadeFunction {
  readonly begin: number
  readonly end: number
  /** Bytes that the prolog takes off the stack, a multiple of 8 up to 128; 0 = none. */
  readonly stack: number
  /** Nonvolatile registers that the prolog pushes, in order (numbers of the instruction encoding). */
  readonly pushes?: readonly number[]
  /** A fault's frame stands here: `error-code` with one, `plain` without. */
  readonly machineFrame?: 'plain' | 'error-code'
  /** Frame register and its distance from the stack pointer, in bytes. */
  readonly frame?: readonly [register: number, offset: number]
  /** A part of another function, by its index in the list. */
  readonly partOf?: number
}

export interface MadeModule {
  readonly name: string
  readonly base: bigint
  readonly size: number
  readonly entryPoint?: number
  readonly timestamp?: number
  readonly exports?: readonly (readonly [name: string, rva: number])[]
  readonly functions?: readonly MadeFunction[]
  /** Bytes of code at offsets of the image. */
  readonly code?: readonly (readonly [rva: number, bytes: readonly number[]])[]
  /** The image's pages are not in the dump. */
  readonly isPagedOut?: boolean
}

/** Writable memory by virtual address, in pages that come into being when written. */
export class MadeMemory {
  readonly pages = new Map<bigint, Uint8Array>()

  write(address: bigint, bytes: Uint8Array | readonly number[]): void {
    for (let i = 0; i < bytes.length; i++) {
      const at = address + BigInt(i)
      this.page(at)[Number(at & 0xfffn)] = bytes[i] as number
    }
  }

  u16(address: bigint, value: number): void {
    this.write(address, [value & 0xff, value >> 8])
  }

  u32(address: bigint, value: number): void {
    this.u16(address, value & 0xffff)
    this.u16(address + 2n, value >>> 16)
  }

  u64(address: bigint, value: bigint): void {
    const bytes = new Uint8Array(8)
    new DataView(bytes.buffer).setBigUint64(0, BigInt.asUintN(64, value), true)
    this.write(address, bytes)
  }

  utf16(address: bigint, text: string): void {
    for (let i = 0; i < text.length; i++) this.u16(address + BigInt(2 * i), text.charCodeAt(i))
  }

  ascii(address: bigint, text: string): void {
    this.write(address, new TextEncoder().encode(text))
  }

  page(address: bigint): Uint8Array {
    const number = address >> 12n
    const known = this.pages.get(number)
    if (known !== undefined) return known
    const made = new Uint8Array(4096)
    this.pages.set(number, made)
    return made
  }
}

/** Room for the unwind data of one function: head, codes, the function it is a part of. */
const UNWIND_BYTES = 48

/** Where an image's tables stand: behind its code, a page each. */
const TABLES_FROM_END = 0x4000

/** Writes an image: header, one code section, export table, function table with unwind data, code. */
export function writeImage(memory: MadeMemory, module: MadeModule): void {
  if (module.isPagedOut === true) return
  const { base, size } = module
  const tables = size - TABLES_FROM_END
  const at = (rva: number): bigint => base + BigInt(rva)
  memory.ascii(base, 'MZ')
  memory.u32(at(0x3c), 0x80)
  memory.ascii(at(0x80), 'PE\0\0')
  memory.u16(at(0x84), 0x8664)
  memory.u16(at(0x86), 1)
  memory.u32(at(0x88), module.timestamp ?? 0x5f000000)
  memory.u16(at(0x94), 0xf0)
  memory.u16(at(0x98), 0x20b)
  memory.u32(at(0x98 + 0x10), module.entryPoint ?? 0)
  memory.u32(at(0x98 + 0x38), size)
  const directory = (index: number, rva: number, bytes: number): void => {
    memory.u32(at(0x98 + 0x70 + 8 * index), rva)
    memory.u32(at(0x98 + 0x70 + 8 * index + 4), bytes)
  }
  const section = at(0x98 + 0xf0)
  memory.ascii(section, '.text')
  memory.u32(section + 8n, tables - 0x1000)
  memory.u32(section + 12n, 0x1000)
  memory.u32(section + 36n, 0x6000_0020)
  for (const [rva, bytes] of module.code ?? []) memory.write(at(rva), bytes)
  if (module.exports !== undefined && module.exports.length > 0)
    directory(0, tables, writeExports(memory, base, tables, module.exports))
  if (module.functions !== undefined && module.functions.length > 0)
    directory(3, tables + 0x2000, writeFunctions(memory, base, tables, module.functions))
}

function writeExports(
  memory: MadeMemory,
  base: bigint,
  rva: number,
  exports: NonNullable<MadeModule['exports']>,
): number {
  // The loader looks names up by halving: they stand in their order.
  const sorted = [...exports].sort(([a], [b]) => (a < b ? -1 : 1))
  const count = sorted.length
  const addresses = rva + 40
  const names = addresses + 4 * count
  const ordinals = names + 4 * count
  let text = ordinals + 2 * count
  const at = (offset: number): bigint => base + BigInt(offset)
  memory.u32(at(rva + 20), count)
  memory.u32(at(rva + 24), count)
  memory.u32(at(rva + 28), addresses)
  memory.u32(at(rva + 32), names)
  memory.u32(at(rva + 36), ordinals)
  sorted.forEach(([name, address], i) => {
    memory.u32(at(addresses + 4 * i), address)
    memory.u32(at(names + 4 * i), text)
    memory.u16(at(ordinals + 2 * i), i)
    memory.ascii(at(text), `${name}\0`)
    text += name.length + 1
  })
  return text - rva
}

function writeFunctions(
  memory: MadeMemory,
  base: bigint,
  tables: number,
  functions: readonly MadeFunction[],
): number {
  const table = tables + 0x2000
  const places: number[] = []
  const sorted = functions.map((one, index) => ({ one, index }))
  for (let i = 0; i < functions.length; i++) places.push(tables + 0x3000 + i * UNWIND_BYTES)
  functions.forEach((one, index) => {
    const place = places[index] as number
    const parent = one.partOf === undefined ? undefined : functions[one.partOf]
    const codes = unwindCodes(one)
    const frame = one.frame === undefined ? 0 : one.frame[0] | ((one.frame[1] / 16) << 4)
    memory.write(base + BigInt(place), [
      1 | (parent === undefined ? 0 : 4 << 3),
      codes.prolog,
      codes.bytes.length / 2,
      frame,
      ...codes.bytes,
    ])
    if (parent !== undefined && one.partOf !== undefined) {
      const padded = codes.bytes.length + (codes.bytes.length % 4)
      const chained = base + BigInt(place + 4 + padded)
      memory.u32(chained, parent.begin)
      memory.u32(chained + 4n, parent.end)
      memory.u32(chained + 8n, places[one.partOf] as number)
    }
  })
  sorted.sort((a, b) => a.one.begin - b.one.begin)
  sorted.forEach(({ one, index }, i) => {
    const entry = base + BigInt(table + 12 * i)
    memory.u32(entry, one.begin)
    memory.u32(entry + 4n, one.end)
    memory.u32(entry + 8n, places[index] as number)
  })
  return 12 * functions.length
}

/** Codes in reverse order of the prolog, each with the prolog's offset behind its instruction. */
function unwindCodes(one: MadeFunction): { readonly bytes: number[]; readonly prolog: number } {
  const codes: number[][] = []
  let offset = 0
  if (one.machineFrame !== undefined)
    codes.push([0, 10 | ((one.machineFrame === 'error-code' ? 1 : 0) << 4)])
  for (const register of one.pushes ?? []) codes.push([(offset += 2), register << 4])
  if (one.stack > 0 && one.stack <= 128) codes.push([(offset += 4), 2 | ((one.stack / 8 - 1) << 4)])
  else if (one.stack > 128)
    codes.push([(offset += 7), 1, (one.stack / 8) & 0xff, (one.stack / 8) >> 8])
  if (one.frame !== undefined) codes.push([(offset += 5), 3])
  return { bytes: codes.reverse().flat(), prolog: offset }
}

/** A frame of a stack that is written: the function it is in says how much stack it takes. */
export interface MadeFrame {
  readonly module: MadeModule
  /** Offset of the instruction, or of the return address, in the module. */
  readonly rva: number
  /** Words above the stack pointer of this frame: offset in bytes -> value. */
  readonly words?: readonly (readonly [offset: number, value: bigint])[]
}

/**
 * Writes a stack, innermost frame first, whose innermost frame has its stack pointer at `rsp`; gives the stack pointer of each
 * frame. Every frame's function must be described. The last frame returns to 0.
 */
export function writeStack(
  memory: MadeMemory,
  rsp: bigint,
  frames: readonly MadeFrame[],
): readonly bigint[] {
  const pointers: bigint[] = []
  let at = rsp
  frames.forEach((frame, i) => {
    pointers.push(at)
    for (const [offset, value] of frame.words ?? []) memory.u64(at + BigInt(offset), value)
    const inside = frame.rva - (i === 0 ? 0 : 1)
    const one = (frame.module.functions ?? []).find(
      ({ begin, end }) => inside >= begin && inside < end,
    )
    if (one === undefined) throw new Error(`no function at ${frame.module.name}+${frame.rva}`)
    const next = frames[i + 1]
    const returnTo = next === undefined ? 0n : next.module.base + BigInt(next.rva)
    const bottom = at + BigInt(one.stack + 8 * (one.pushes?.length ?? 0))
    if (one.machineFrame === undefined) {
      memory.u64(bottom, returnTo)
      at = bottom + 8n
      return
    }
    const frameAt = bottom + (one.machineFrame === 'error-code' ? 8n : 0n)
    memory.u64(frameAt, returnTo)
    memory.u64(frameAt + 8n, 0x10n)
    memory.u64(frameAt + 24n, frameAt + 0x28n)
    at = frameAt + 0x28n
  })
  return pointers
}

/** PsLoadedModuleList with one entry a module; gives the address of its head. */
export function writeModuleList(
  memory: MadeMemory,
  at: bigint,
  modules: readonly MadeModule[],
): bigint {
  const entryAt = (i: number): bigint => at + 0x40n + BigInt(i * 0x140)
  memory.u64(at, modules.length === 0 ? at : entryAt(0))
  modules.forEach((module, i) => {
    const entry = entryAt(i)
    memory.u64(entry, i + 1 === modules.length ? at : entryAt(i + 1))
    memory.u64(entry + 0x30n, module.base)
    memory.u64(entry + 0x38n, module.base + BigInt(module.entryPoint ?? 0))
    memory.u32(entry + 0x40n, module.size)
    memory.u16(entry + 0x58n, 2 * module.name.length)
    memory.u16(entry + 0x5an, 2 * module.name.length + 2)
    memory.u64(entry + 0x60n, entry + 0x100n)
    memory.utf16(entry + 0x100n, module.name)
  })
  return at
}

/** KDDEBUGGER_DATA64 and what it leads to: one processor, its thread, its process. */
export function writeDebuggerData(
  memory: MadeMemory,
  at: bigint,
  process: string,
  nameOffset: number,
): bigint {
  const [processors, prcb, thread, image] = [0x800n, 0x900n, 0x1000n, 0x2000n].map(
    (offset) => at + offset,
  ) as [bigint, bigint, bigint, bigint]
  memory.ascii(at + 0x10n, 'KDBG')
  memory.u32(at + 0x14n, 0x380)
  memory.u64(at + 0x218n, processors)
  memory.u16(at + 0x298n, 0xb8)
  memory.u16(at + 0x2acn, 8)
  memory.u64(processors, prcb)
  memory.u64(prcb + 8n, thread)
  memory.u64(thread + 0xb8n, image)
  memory.page(image + 0x800n)
  memory.ascii(image + BigInt(nameOffset), process)
  return at
}

/** CONTEXT of AMD64, 0x4D0 bytes. `general`: values by the number of the register. */
export function contextBytes(rip: bigint, general: Readonly<Record<number, bigint>>): Uint8Array {
  const bytes = new Uint8Array(0x4d0)
  const view = new DataView(bytes.buffer)
  view.setUint32(0x30, 0x10000b, true)
  view.setUint16(0x38, 0x10, true)
  for (const [register, value] of Object.entries(general))
    view.setBigUint64(0x78 + 8 * Number(register), BigInt.asUintN(64, value), true)
  view.setBigUint64(0xf8, rip, true)
  return bytes
}
