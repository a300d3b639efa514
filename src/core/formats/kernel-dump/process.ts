/**
 * The process of the thread that crashed, by the debugger's data block (wdbgexts.h: KDDEBUGGER_DATA64): KiProcessorBlock at 0x218
 * lists the processors, OffsetPrcbCurrentThread at 0x2AC and OffsetKThreadApcProcess at 0x298 lead from there to the process.
 * The place of its image name differs by build; it is believed only where printable text stands there.
 */
import { readU64, viewOf, type Memory } from './memory.ts'
import { isKernelAddress } from './registers.ts'

const BLOCK_BYTES = 0x2b0

/** EPROCESS.ImageFileName, 15 characters: first build that has it there (public symbols). */
const NAME_OFFSETS: readonly (readonly [build: number, offset: number])[] = [
  [26100, 0x338],
  [19041, 0x5a8],
  [10240, 0x450],
  [9200, 0x438],
  [7600, 0x2e0],
]

/** '' = not to be had. The first processor: it is the one that writes the dump's context in dumps of one processor's crash. */
export async function processOnProcessor(
  memory: Memory,
  debuggerData: bigint,
  build: number,
): Promise<string> {
  const block = await memory.read(debuggerData, BLOCK_BYTES)
  if (block.length < BLOCK_BYTES || viewOf(block).getUint32(0x10, true) !== 0x4742_444b) return ''
  const view = viewOf(block)
  const processors = view.getBigUint64(0x218, true)
  const prcb = await readU64(memory, processors)
  if (prcb === null || !isKernelAddress(prcb)) return ''
  const thread = await readU64(memory, prcb + BigInt(view.getUint16(0x2ac, true) || 8))
  if (thread === null || !isKernelAddress(thread)) return ''
  const process = await readU64(memory, thread + BigInt(view.getUint16(0x298, true) || 0xb8))
  if (process === null || !isKernelAddress(process)) return ''
  return processOfThreadBytes(await memory.read(process, 0x800), build)
}

/** `bytes`: an EPROCESS from its start. */
export function processOfThreadBytes(bytes: Uint8Array, build: number): string {
  const offset = NAME_OFFSETS.find(([from]) => build >= from)?.[1]
  if (offset === undefined || bytes.length < offset + 15) return ''
  let name = ''
  for (const byte of bytes.subarray(offset, offset + 15)) {
    if (byte === 0) return name.length >= 2 ? name : ''
    if (byte < 0x20 || byte > 0x7e) return ''
    name += String.fromCharCode(byte)
  }
  return name
}
