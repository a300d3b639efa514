/**
 * Where the fault was: the header's context is that of the bug check itself, and the parameters of most bug checks lead to the
 * instruction that caused it.
 * https://learn.microsoft.com/windows-hardware/drivers/debugger/bug-check-code-reference2
 */
import { readExactly, readU64, viewOf, type Memory } from './memory.ts'
import { memoryOperand, type MemoryOperand } from './operand.ts'
import {
  CONTEXT_BYTES,
  isKernelAddress,
  registersOfContext,
  registersOfTrapFrame,
  RSP,
  type Registers,
} from './registers.ts'

export interface CrashPoint {
  readonly registers: Registers
  /** `exception`: the context that the bug check names. `trap-frame`: found by its address. `bug-check`: the bug check's own. */
  readonly source: 'exception' | 'trap-frame' | 'bug-check'
}

/** Index (from 0) of the parameter that holds what, per bug check; codes of the form 0x1000xxxx mean the same. */
const PARAMETERS: Readonly<
  Record<number, { context?: number; trapFrame?: number; address?: number; referenced?: number }>
> = {
  0x0a: { address: 3, referenced: 0 },
  0x1e: { address: 1 },
  0x3b: { context: 2, address: 1 },
  0x50: { address: 2, referenced: 0 },
  0x7e: { context: 3, address: 1 },
  0x8e: { trapFrame: 2, address: 1 },
  0xc5: { address: 3, referenced: 0 },
  0xce: { address: 2, referenced: 0 },
  0xd1: { address: 3, referenced: 0 },
  0xd5: { address: 2, referenced: 0 },
  0x139: { trapFrame: 1 },
}

const M_FORM = 0x1000_0000

/** How much of the stack is searched for a fault's frame, bytes. */
const SEARCHED_BYTES = 16 * 1024
/** Code segment of the kernel, as a fault's frame holds it beside the instruction's address. */
const KERNEL_CS = 0x10n
/** Offset of Rip in KTRAP_FRAME. */
const TRAP_RIP = 0x168n

/** The best that the dump holds; null = not even the bug check's own context. */
export async function findCrashPoint(
  memory: Memory,
  bugCheck: number,
  parameters: readonly bigint[],
  own: Registers | null,
): Promise<CrashPoint | null> {
  const places = PARAMETERS[bugCheck & ~M_FORM] ?? {}
  const parameter = (index: number | undefined): bigint =>
    index === undefined ? 0n : (parameters[index] ?? 0n)
  const context = parameter(places.context)
  if (isKernelAddress(context)) {
    const bytes = await readExactly(memory, context, CONTEXT_BYTES)
    const registers = bytes === null ? null : registersOfContext(bytes)
    if (registers) return { registers, source: 'exception' }
  }
  const trapFrame = parameter(places.trapFrame)
  if (isKernelAddress(trapFrame)) {
    const registers = await registersOfTrapFrame(memory, trapFrame)
    if (registers) return { registers, source: 'trap-frame' }
  }
  const address = parameter(places.address)
  if (own !== null && isKernelAddress(address)) {
    const registers = await findTrapFrame(memory, own, address)
    if (registers) return { registers, source: 'trap-frame' }
  }
  return own === null ? null : { registers: own, source: 'bug-check' }
}

/** A fault pushes rip and cs: the pair stands on the stack of the bug check, above its frames. */
async function findTrapFrame(
  memory: Memory,
  own: Registers,
  address: bigint,
): Promise<Registers | null> {
  const rsp = own.general[RSP]
  if (rsp === null || rsp === undefined) return null
  const start = (rsp + 7n) & ~7n
  const stack = await memory.read(start, SEARCHED_BYTES)
  const view = viewOf(stack)
  for (let at = 0; at + 16 <= stack.length; at += 8) {
    if (view.getBigUint64(at, true) !== address) continue
    if ((view.getBigUint64(at + 8, true) & 0xffffn) !== KERNEL_CS) continue
    const registers = await registersOfTrapFrame(memory, start + BigInt(at) - TRAP_RIP)
    if (registers) return registers
  }
  return null
}

/** What the faulting instruction touched. */
export interface Fault {
  readonly operand: MemoryOperand
  /** The operand's base register is zero: a handle or pointer that was null. */
  readonly isNull: boolean
}

/**
 * null = the instruction is not in the dump, or its operand does not explain the address that the exception names.
 * `exceptionRecord`: its address, where the bug check gives one (EXCEPTION_RECORD64: parameters from +0x20).
 */
export async function readFault(
  memory: Memory,
  bugCheck: number,
  parameters: readonly bigint[],
  registers: Registers,
): Promise<Fault | null> {
  const code = await memory.read(registers.rip, 16)
  const operand = code.length === 0 ? null : memoryOperand(code, registers)
  if (operand === null || operand.address === null) return null
  const referenced = await referencedAddress(memory, bugCheck, parameters)
  if (referenced !== null && !isSameObject(operand.address, referenced)) return null
  return { operand, isNull: operand.baseValue === 0n }
}

/** An access of up to 64 bytes may fault at its end. */
function isSameObject(operand: bigint, referenced: bigint): boolean {
  return referenced >= operand && referenced < operand + 64n
}

async function referencedAddress(
  memory: Memory,
  bugCheck: number,
  parameters: readonly bigint[],
): Promise<bigint | null> {
  const code = bugCheck & ~M_FORM
  const index = PARAMETERS[code]?.referenced
  if (index !== undefined) return parameters[index] ?? null
  const record = code === 0x7e ? (parameters[2] ?? 0n) : 0n
  return isKernelAddress(record) ? readU64(memory, record + 0x28n) : null
}
