/**
 * One step up an x64 stack by the image's unwind data.
 * https://learn.microsoft.com/cpp/build/exception-handling-x64
 */
import { readExactly, readU64, viewOf, type Memory } from './memory.ts'
import { functionAt, type PeImage, type RuntimeFunction } from './pe-image.ts'
import { RSP, type Registers } from './registers.ts'

const CHAINED = 4
/** The begin of the function that an entry is a part of: parts that were moved away chain to it. */
export async function primaryBegin(
  memory: Memory,
  image: PeImage,
  entry: RuntimeFunction,
): Promise<number> {
  let at = entry
  for (let depth = 0; depth < MOST_CHAINED; depth++) {
    const info = await readUnwindInfo(memory, image, at.unwind)
    if (info === null || info.chained === null) break
    at = info.chained
  }
  return at.begin
}

/** A function chains to its primary one; real chains are one or two long. */
const MOST_CHAINED = 8

/** `machine-frame`: the step crossed an interrupt or a fault, so that what follows was interrupted and did not call. */
export interface UnwindStep {
  readonly how: 'return' | 'machine-frame' | 'leaf'
  readonly registers: Registers
  /** Begin of the function that was left, its chain followed; -1 = a leaf that has no entry. */
  readonly functionBegin: number
}

/**
 * The caller's registers; null where memory or unwind data is missing. `isTop`: rip is an instruction that was about to run, and
 * not a return address, so that it may stand inside a prolog.
 */
export async function unwindStep(
  memory: Memory,
  image: PeImage,
  from: Registers,
  isTop: boolean,
): Promise<UnwindStep | null> {
  if (image.functions === null) return null
  const rva = Number(from.rip - image.module.base)
  // A return address may stand behind its function's last instruction, a call that never returns.
  const found = functionAt(image, isTop ? rva : rva - 1)
  if (found === null) return isTop ? leafStep(memory, from) : null
  const registers: Registers = { rip: from.rip, general: [...from.general] }
  let entry: RuntimeFunction = found
  let offset = isTop ? rva - found.begin : Infinity
  let crossed = false
  for (let depth = 0; depth < MOST_CHAINED; depth++) {
    const info = await readUnwindInfo(memory, image, entry.unwind)
    if (info === null) return null
    const applied = await applyCodes(memory, info, registers, offset)
    if (applied === null) return null
    crossed ||= applied === 'machine-frame'
    if (info.chained === null) break
    entry = info.chained
    // Codes of a chained parent were all run before this part of the function was entered.
    offset = Infinity
  }
  const functionBegin = entry.begin
  if (crossed) return { how: 'machine-frame', registers, functionBegin }
  return returned(memory, registers, functionBegin)
}

async function leafStep(memory: Memory, from: Registers): Promise<UnwindStep | null> {
  return returned(memory, { rip: from.rip, general: [...from.general] }, -1, 'leaf')
}

async function returned(
  memory: Memory,
  registers: Registers,
  functionBegin: number,
  how: UnwindStep['how'] = 'return',
): Promise<UnwindStep | null> {
  const rsp = registers.general[RSP]
  const rip = rsp === null || rsp === undefined ? null : await readU64(memory, rsp)
  if (rip === null || rsp === null || rsp === undefined) return null
  registers.rip = rip
  registers.general[RSP] = rsp + 8n
  return { how, registers, functionBegin }
}

interface UnwindInfo {
  readonly codes: Uint8Array
  /** In units of two bytes. */
  readonly count: number
  readonly frameRegister: number
  readonly frameOffset: number
  readonly chained: RuntimeFunction | null
}

async function readUnwindInfo(
  memory: Memory,
  image: PeImage,
  rva: number,
): Promise<UnwindInfo | null> {
  // An odd address points at another entry instead of at unwind data.
  if (rva % 2 === 1 || rva + 4 > image.module.size) return null
  const base = image.module.base + BigInt(rva)
  const head = await readExactly(memory, base, 4)
  if (head === null) return null
  const [versionAndFlags = 0, , count = 0, frame = 0] = head
  const version = versionAndFlags & 7
  if (version !== 1 && version !== 2) return null
  const flags = versionAndFlags >> 3
  const codeBytes = 2 * (count + (count % 2))
  const codes = await readExactly(memory, base + 4n, codeBytes)
  if (codes === null) return null
  let chained: RuntimeFunction | null = null
  if ((flags & CHAINED) !== 0) {
    const entry = await readExactly(memory, base + 4n + BigInt(codeBytes), 12)
    if (entry === null) return null
    const view = viewOf(entry)
    chained = {
      begin: view.getUint32(0, true),
      end: view.getUint32(4, true),
      unwind: view.getUint32(8, true),
    }
  }
  return { codes, count, frameRegister: frame & 15, frameOffset: (frame >> 4) * 16, chained }
}

/** Undoes what the prolog had done up to `offset` in the function. null = memory is missing. */
async function applyCodes(
  memory: Memory,
  info: UnwindInfo,
  registers: Registers,
  offset: number,
): Promise<'plain' | 'machine-frame' | null> {
  const view = viewOf(info.codes)
  const { general } = registers
  const slot = (i: number): number => (i < info.count ? view.getUint16(i * 2, true) : 0)
  // Saved registers are addressed from the stack pointer as it stands behind the whole prolog.
  if (info.frameRegister !== 0 && wasRun(info, view, offset)) {
    const frame = general[info.frameRegister]
    if (frame === null || frame === undefined) return null
    general[RSP] = frame - BigInt(info.frameOffset)
  }
  for (let i = 0; i < info.count;) {
    const codeOffset = view.getUint8(i * 2)
    const operation = view.getUint8(i * 2 + 1) & 15
    const detail = view.getUint8(i * 2 + 1) >> 4
    const size = slots(operation, detail)
    if (size === 0) return null
    const at = i
    i += size
    if (codeOffset > offset) continue
    const rsp = general[RSP]
    if (rsp === null || rsp === undefined) return null
    switch (operation) {
      case 0: {
        const value = await readU64(memory, rsp)
        if (value === null) return null
        general[detail] = value
        general[RSP] = rsp + 8n
        break
      }
      case 1: {
        const bytes = detail === 0 ? slot(at + 1) * 8 : slot(at + 1) + slot(at + 2) * 0x10000
        general[RSP] = rsp + BigInt(bytes)
        break
      }
      case 2:
        general[RSP] = rsp + BigInt(detail * 8 + 8)
        break
      case 4:
      case 5: {
        const distance = operation === 4 ? slot(at + 1) * 8 : slot(at + 1) + slot(at + 2) * 0x10000
        // A register whose save was paged out stays unknown; the walk needs only some of them.
        general[detail] = await readU64(memory, rsp + BigInt(distance))
        break
      }
      case 10: {
        const frame = await readExactly(memory, rsp + (detail === 1 ? 8n : 0n), 40)
        if (frame === null) return null
        registers.rip = viewOf(frame).getBigUint64(0, true)
        general[RSP] = viewOf(frame).getBigUint64(24, true)
        return 'machine-frame'
      }
      default:
        break
    }
  }
  return 'plain'
}

/** Whether the prolog had set the frame register up already. */
function wasRun(info: UnwindInfo, view: DataView, offset: number): boolean {
  for (let i = 0; i < info.count;) {
    const operation = view.getUint8(i * 2 + 1) & 15
    const size = slots(operation, view.getUint8(i * 2 + 1) >> 4)
    if (size === 0) return false
    if (operation === 3) return view.getUint8(i * 2) <= offset
    i += size
  }
  return false
}

/** Units of two bytes that a code takes; 0 = unknown code, with which all that follows is unreadable. */
function slots(operation: number, detail: number): number {
  switch (operation) {
    case 0:
    case 2:
    case 3:
    case 10:
      return 1
    case 1:
      return detail === 0 ? 2 : 3
    case 4:
    case 8:
      return 2
    case 5:
    case 9:
      return 3
    // Version 2 describes epilogs, one unit each.
    case 6:
      return 1
    case 7:
      return 3
    default:
      return 0
  }
}
