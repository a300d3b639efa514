/**
 * The call stack of an x64 or ARM64 thread, without symbols: by unwind data where the dump holds it, else by looking for return
 * addresses on the stack. Every frame says how it was found.
 */
import { beforeReturn } from './call-sites.ts'
import { readExactly, readU64, viewOf, type Memory } from './memory.ts'
import { moduleTitle, type DumpModule, type ModuleMap } from './modules.ts'
import { exportBefore, functionAt, readPeImage, type PeImage } from './pe-image.ts'
import { isKernelAddress, RSP, type ArmRegisters, type Registers } from './registers.ts'
import { primaryBegin, unwindStep, type UnwindStep } from './unwind.ts'

/** `context`: where the thread stood. `frame-pointer`: by the chain of saved frame pointers, which ARM64 code keeps. */
export type FrameMethod = 'context' | 'unwind' | 'scan' | 'frame-pointer'

export interface StackFrame {
  /** The debugger's name: `nt`, `ndis`; '' = in no module. */
  readonly module: string
  /** From the module's base; the address itself where it is in no module. */
  readonly offset: bigint
  /** `NdisFDeregisterFilterDriver+0x47`; '' = no export is known for it. */
  readonly symbol: string
  /** The export is only the nearest one before: the function itself may have no public name. */
  readonly isNear: boolean
  readonly method: FrameMethod
  /** A return address found on the stack whose call could not be confirmed: it may be left from an earlier call. */
  readonly isStale: boolean
  /** The frame stands in the function at its module's entry point: a driver that is being loaded. */
  readonly isEntry: boolean
}

const MOST_FRAMES = 64
/** A kernel stack has 24 KiB, 48 with its guard pages; some are larger. */
const MOST_SCANNED_BYTES = 64 * 1024
/** An export this close before an address is worth naming as near. */
const NEAR = 0x1000n

/** Reads each image once, and only those that a stack touches. */
export class ImageShelf {
  readonly #memory: Memory
  readonly #images = new Map<bigint, Promise<PeImage>>()

  constructor(memory: Memory) {
    this.#memory = memory
  }

  image(module: DumpModule): Promise<PeImage> {
    const known = this.#images.get(module.base)
    if (known !== undefined) return known
    const read = readPeImage(this.#memory, module)
    this.#images.set(module.base, read)
    return read
  }
}

export interface StackParts {
  readonly memory: Memory
  readonly modules: ModuleMap
  readonly images: ImageShelf
}

/** x64. Innermost first; the first frame is the context itself. */
export async function walkStack(parts: StackParts, start: Registers): Promise<StackFrame[]> {
  const { memory, modules, images } = parts
  const frames = [await frameAt(parts, start.rip, 'context', false)]
  let registers = start
  let isTop = true
  let scanned = 0
  while (frames.length < MOST_FRAMES) {
    const module = modules.at(registers.rip)
    const image = module === null ? null : await images.image(module)
    const step: UnwindStep | null =
      image === null ? null : await unwindStep(memory, image, registers, isTop)
    const next = step?.registers
    if (step && next && goesUp(registers, next)) {
      // A thread's first function has no caller; behind a system call stands user mode.
      if (!isKernelAddress(next.rip)) break
      registers = next
      isTop = step.how === 'machine-frame'
      frames.push(await frameAt(parts, next.rip, 'unwind', false, isTop))
      continue
    }
    const found = await scanOn(parts, registers, MOST_SCANNED_BYTES - scanned)
    if (found === null) break
    scanned += found.bytes
    registers = found.registers
    isTop = false
    frames.push(await frameAt(parts, registers.rip, 'scan', found.isStale))
  }
  return frames
}

function goesUp(from: Registers, to: Registers): boolean {
  const [before, after] = [from.general[RSP], to.general[RSP]]
  if (before === null || after === null || before === undefined || after === undefined) return false
  // An interrupt may have come in on another stack.
  return after > before || !isNear(before, after)
}

function isNear(a: bigint, b: bigint): boolean {
  const distance = a > b ? a - b : b - a
  return distance < BigInt(MOST_SCANNED_BYTES)
}

/** The next word of the stack that can be a return address; what registers held is not known there. */
async function scanOn(
  parts: StackParts,
  from: Registers,
  most: number,
): Promise<{ registers: Registers; isStale: boolean; bytes: number } | null> {
  const rsp = from.general[RSP]
  if (rsp === null || rsp === undefined || most <= 0) return null
  const start = (rsp + 7n) & ~7n
  const stack = await parts.memory.read(start, most)
  const view = viewOf(stack)
  for (let at = 0; at + 8 <= stack.length; at += 8) {
    const value = view.getBigUint64(at, true)
    const kind = await codeBefore(parts, value)
    if (kind === 'other') continue
    const general: (bigint | null)[] = Array.from({ length: 16 }, () => null)
    general[RSP] = start + BigInt(at + 8)
    return { registers: { rip: value, general }, isStale: kind === 'unknown', bytes: at + 8 }
  }
  return null
}

async function codeBefore(
  { memory, modules, images }: StackParts,
  address: bigint,
): Promise<'call' | 'other' | 'unknown'> {
  if (!isKernelAddress(address)) return 'other'
  const module = modules.at(address)
  if (module === null) return 'other'
  const { code } = await images.image(module)
  const rva = Number(address - module.base)
  // The header's own page, and data, hold no code.
  if (rva < 0x1000) return 'other'
  if (code !== null && !code.some(({ begin, end }) => rva > begin && rva <= end)) return 'other'
  return beforeReturn(memory, address)
}

/** ARM64: x29 points at {saved x29, return address}. */
export async function walkArmStack(parts: StackParts, start: ArmRegisters): Promise<StackFrame[]> {
  const frames = [await frameAt(parts, start.pc, 'context', false)]
  let fp = start.fp
  if (isKernelAddress(start.lr) && parts.modules.at(start.lr) !== null) {
    const saved = await readU64(parts.memory, fp + 8n)
    // In a leaf the link register is not saved yet; else it repeats what the frame holds.
    if (saved !== null && saved !== start.lr)
      frames.push(await frameAt(parts, start.lr, 'frame-pointer', true))
  }
  while (frames.length < MOST_FRAMES && isKernelAddress(fp)) {
    const record = await readExactly(parts.memory, fp, 16)
    if (record === null) break
    const next = viewOf(record).getBigUint64(0, true)
    const address = viewOf(record).getBigUint64(8, true)
    if (!isKernelAddress(address)) break
    frames.push(await frameAt(parts, address, 'frame-pointer', false))
    if (next <= fp) break
    fp = next
  }
  return frames
}

/** `isExact`: the address is an instruction and not a return address behind a call. */
async function frameAt(
  { memory, modules, images }: StackParts,
  address: bigint,
  method: FrameMethod,
  isStale: boolean,
  isExact = method === 'context',
): Promise<StackFrame> {
  const module = modules.at(address)
  if (module === null)
    return {
      module: '',
      offset: address,
      symbol: '',
      isNear: false,
      method,
      isStale,
      isEntry: false,
    }
  const image = await images.image(module)
  const offset = address - module.base
  const inside = Number(offset) - (isExact ? 0 : 1)
  const entry = functionAt(image, inside)
  const begin = entry === null ? -1 : await primaryBegin(memory, image, entry)
  const start = functionAt(image, image.entryPoint)
  return {
    module: moduleTitle(module.name),
    offset,
    ...symbolOf(image, offset, begin),
    method,
    isStale,
    isEntry:
      image.entryPoint > 0 &&
      entry !== null &&
      start !== null &&
      begin === (await primaryBegin(memory, image, start)),
  }
}

function symbolOf(
  image: PeImage,
  offset: bigint,
  begin: number,
): { readonly symbol: string; readonly isNear: boolean } {
  const found = exportBefore(image, begin >= 0 ? begin : Number(offset))
  if (found === null) return { symbol: '', isNear: false }
  const distance = offset - BigInt(found.rva)
  const symbol = `${found.name}+0x${distance.toString(16)}`
  if (begin >= 0)
    return found.rva === begin ? { symbol, isNear: false } : { symbol: '', isNear: false }
  return distance <= NEAR ? { symbol, isNear: true } : { symbol: '', isNear: false }
}
