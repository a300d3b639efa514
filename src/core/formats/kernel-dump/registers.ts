/** A processor's registers as a context record or a trap frame holds them (winnt.h: CONTEXT of AMD64 and ARM64). */
import { readExactly, viewOf, type Memory } from './memory.ts'

/** rax rcx rdx rbx rsp rbp rsi rdi r8 … r15: the order of the instruction encoding and of unwind data. */
export const REGISTER_NAMES = [
  'rax', 'rcx', 'rdx', 'rbx', 'rsp', 'rbp', 'rsi', 'rdi',
  'r8', 'r9', 'r10', 'r11', 'r12', 'r13', 'r14', 'r15',
] as const // prettier-ignore

export const RSP = 4
export const RBP = 5

/** x64 registers at one moment. A register whose value is not known is null. */
export interface Registers {
  rip: bigint
  /** In the order of REGISTER_NAMES. */
  readonly general: (bigint | null)[]
}

export const CONTEXT_BYTES = 0x4d0

/** CONTEXT of AMD64: Rax at 0x78 … R15 at 0xF0, Rip at 0xF8. null where it is no kernel context. */
export function registersOfContext(bytes: Uint8Array): Registers | null {
  if (bytes.length < 0x100) return null
  const view = viewOf(bytes)
  const general = REGISTER_NAMES.map((_, i) => view.getBigUint64(0x78 + 8 * i, true))
  const rip = view.getBigUint64(0xf8, true)
  return isKernelAddress(rip) && isKernelAddress(general[RSP] as bigint) ? { rip, general } : null
}

/** A trap frame keeps only what a call may change: nonvolatile registers of it are not to be relied on. */
export async function registersOfTrapFrame(
  memory: Memory,
  address: bigint,
): Promise<Registers | null> {
  const bytes = await readExactly(memory, address, 0x190)
  if (bytes === null) return null
  const view = viewOf(bytes)
  const at = (offset: number): bigint => view.getBigUint64(offset, true)
  const rip = at(0x168)
  const rsp = at(0x180)
  if (!isKernelAddress(rip) || !isKernelAddress(rsp)) return null
  const general: (bigint | null)[] = Array.from({ length: 16 }, () => null)
  for (const [register, offset] of TRAP_FRAME) general[register] = at(offset)
  general[RSP] = rsp
  return { rip, general }
}

/** Register number and offset in KTRAP_FRAME (public symbols, the same since Windows 7 x64). */
const TRAP_FRAME = [
  [0, 0x30],
  [1, 0x38],
  [2, 0x40],
  [8, 0x48],
  [9, 0x50],
  [10, 0x58],
  [11, 0x60],
  [RBP, 0x158],
] as const

/** ARM64: program counter, link register, frame pointer, stack pointer. */
export interface ArmRegisters {
  readonly pc: bigint
  readonly lr: bigint
  readonly fp: bigint
  readonly sp: bigint
}

/** CONTEXT of ARM64: X0 at 8, Fp at 0xF0, Lr at 0xF8, Sp at 0x100, Pc at 0x108. */
export function armRegistersOfContext(bytes: Uint8Array): ArmRegisters | null {
  if (bytes.length < 0x110) return null
  const view = viewOf(bytes)
  const at = (offset: number): bigint => view.getBigUint64(offset, true)
  const registers = { fp: at(0xf0), lr: at(0xf8), sp: at(0x100), pc: at(0x108) }
  return isKernelAddress(registers.pc) && isKernelAddress(registers.sp) ? registers : null
}

export function isKernelAddress(address: bigint): boolean {
  return address >= 0xffff_8000_0000_0000n && address < 0xffff_ffff_ffff_f000n
}
