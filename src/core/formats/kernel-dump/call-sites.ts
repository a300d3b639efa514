/** Whether an address on a stack can be a return address: code that follows a call instruction. */
import type { Memory } from './memory.ts'

/** `call`: a call ends right before it. `other`: the code is in the dump and holds no call there. `unknown`: it is not in the dump. */
export type BeforeReturn = 'call' | 'other' | 'unknown'

/** Longest call that code of Windows uses: REX, FF /2 with a SIB byte and 32-bit displacement. */
const LONGEST_CALL = 8

export async function beforeReturn(memory: Memory, address: bigint): Promise<BeforeReturn> {
  const bytes = await memory.read(address - BigInt(LONGEST_CALL), LONGEST_CALL)
  if (bytes.length < LONGEST_CALL) {
    // At the start of a page whose predecessor is missing, the nearest bytes may still be there.
    const near = await memory.read(address - 5n, 5)
    if (near.length < 5) return 'unknown'
    return endsInCall(near) ? 'call' : 'unknown'
  }
  return endsInCall(bytes) ? 'call' : 'other'
}

/** Intel SDM volume 2, CALL: E8 rel32, and FF /2 in all lengths that its operand may have. */
export function endsInCall(bytes: Uint8Array): boolean {
  const end = bytes.length
  const at = (back: number): number => bytes[end - back] ?? 0
  if (end >= 5 && at(5) === 0xe8) return true
  for (const length of [2, 3, 4, 6, 7]) {
    if (end < length || at(length) !== 0xff) continue
    const modRm = at(length - 1)
    if (((modRm >> 3) & 7) !== 2) continue
    if (operandBytes(modRm, length >= 3 ? at(length - 2) : 0) === length - 1) return true
  }
  return false
}

/** Bytes of a ModR/M operand, its ModR/M byte included. */
function operandBytes(modRm: number, sib: number): number {
  const mode = modRm >> 6
  const base = modRm & 7
  if (mode === 3) return 1
  const hasSib = base === 4
  const plain = 1 + (hasSib ? 1 : 0)
  if (mode === 1) return plain + 1
  if (mode === 2) return plain + 4
  const isFar = hasSib ? (sib & 7) === 5 : base === 5
  return plain + (isFar ? 4 : 0)
}
