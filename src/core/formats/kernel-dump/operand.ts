/**
 * The memory operand of the instruction that faulted: which register it was addressed by, and whether that register was null.
 * Intel SDM volume 2, 2.1.5 and 2.2.1 (ModR/M, SIB, REX). Reads only as much of an instruction as its operand takes.
 */
import { REGISTER_NAMES, type Registers } from './registers.ts'

export interface MemoryOperand {
  /** `rbx`; '' = the operand has no base register (addressed relative to the instruction or absolutely). */
  readonly base: string
  readonly index: string
  /** Added to the registers, bytes. */
  readonly displacement: number
  /** What the operand comes to with the registers given; null = a register is not known. */
  readonly address: bigint | null
  /** Value of the base register; null = not known. */
  readonly baseValue: bigint | null
}

/** Opcodes of one byte with a ModR/M byte: all of 00–3F that end in 0–3 of each eight, and the ranges below. */
const WITH_OPERAND: readonly (readonly [from: number, to: number])[] = [
  [0x62, 0x63],
  [0x69, 0x69],
  [0x6b, 0x6b],
  [0x80, 0x8f],
  [0xc0, 0xc1],
  [0xc6, 0xc7],
  [0xd0, 0xd3],
  [0xf6, 0xf7],
  [0xfe, 0xff],
]

/** Of the two-byte opcodes (0F xx), those without one. */
const BARE_TWO_BYTE: readonly (readonly [from: number, to: number])[] = [
  [0x05, 0x0b],
  [0x30, 0x37],
  [0x77, 0x77],
  [0x80, 0x8f],
  [0xa0, 0xa2],
  [0xa8, 0xaa],
  [0xc8, 0xcf],
]

/** null = the instruction has no memory operand, or none that is understood here. */
export function memoryOperand(code: Uint8Array, registers: Registers): MemoryOperand | null {
  let at = 0
  let rex = 0
  for (; at < Math.min(code.length, 4); at++) if (!isPrefix(code[at] as number)) break
  const first = code[at] ?? 0
  if (first >= 0x40 && first <= 0x4f) {
    rex = first
    at++
  }
  const opcode = code[at++]
  if (opcode === undefined) return null
  if (opcode === 0x0f) {
    const second = code[at++]
    if (second === undefined || inRanges(second, BARE_TWO_BYTE)) return null
    if (second === 0x38 || second === 0x3a) at++
  } else if (!(opcode < 0x40 && (opcode & 7) < 4) && !inRanges(opcode, WITH_OPERAND)) return null
  return readOperand(code, at, rex, registers)
}

function readOperand(
  code: Uint8Array,
  start: number,
  rex: number,
  registers: Registers,
): MemoryOperand | null {
  let at = start
  const modRm = code[at++]
  if (modRm === undefined) return null
  const mode = modRm >> 6
  if (mode === 3) return null
  let base = (modRm & 7) | ((rex & 1) << 3)
  let index = -1
  let scale = 1n
  let hasBase = true
  if ((modRm & 7) === 4) {
    const sib = code[at++]
    if (sib === undefined) return null
    base = (sib & 7) | ((rex & 1) << 3)
    index = ((sib >> 3) & 7) | ((rex & 2) << 2)
    scale = 1n << BigInt(sib >> 6)
    // Index 4 means none; base 5 without a displacement mode means a displacement alone.
    if (index === 4) index = -1
    if (mode === 0 && (sib & 7) === 5) hasBase = false
  } else if (mode === 0 && (modRm & 7) === 5) return null
  const view = new DataView(code.buffer, code.byteOffset, code.byteLength)
  let displacementBytes = 0
  if (mode === 2 || (mode === 0 && !hasBase)) displacementBytes = 4
  else if (mode === 1) displacementBytes = 1
  if (at + displacementBytes > code.length) return null
  let displacement = 0
  if (displacementBytes === 4) displacement = view.getInt32(at, true)
  else if (displacementBytes === 1) displacement = view.getInt8(at)
  const value = (register: number): bigint | null => registers.general[register] ?? null
  const baseValue = hasBase ? value(base) : 0n
  const indexValue = index < 0 ? 0n : value(index)
  return {
    base: hasBase ? (REGISTER_NAMES[base] ?? '') : '',
    index: index < 0 ? '' : (REGISTER_NAMES[index] ?? ''),
    displacement,
    baseValue: hasBase ? baseValue : null,
    address:
      baseValue === null || indexValue === null
        ? null
        : BigInt.asUintN(64, baseValue + indexValue * scale + BigInt(displacement)),
  }
}

/** Operand size, address size, segments, lock, repeat. */
function isPrefix(byte: number): boolean {
  return [0x66, 0x67, 0xf0, 0xf2, 0xf3, 0x2e, 0x36, 0x3e, 0x26, 0x64, 0x65].includes(byte)
}

function inRanges(byte: number, ranges: readonly (readonly [from: number, to: number])[]): boolean {
  return ranges.some(([from, to]) => byte >= from && byte <= to)
}
