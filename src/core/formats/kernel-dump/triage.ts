/**
 * Small memory dump (type 4): a table of offsets at 0x2000 says where the modules, the call stack, the first exception's context and
 * some blocks of memory stand. Offsets count from the start of the file; layout checked against real dumps of builds 19041 and
 * 22000 on x64 and ARM64. Every offset and count is checked: they are input.
 */
import { PiecedMemory, viewOf, type Memory, type MemoryPiece, type ReadFile } from './memory.ts'
import { fileNameOf, utf16Text, type DumpModule, type UnloadedModule } from './modules.ts'

export interface TriageDump {
  readonly modules: readonly DumpModule[]
  readonly unloaded: readonly UnloadedModule[]
  readonly memory: Memory
  /** Lowest address of the call stack that was kept, and its bytes; size 0 = none. */
  readonly stack: { readonly top: bigint; readonly size: number }
  /** Offset of the context record in the file; 0 = none. */
  readonly context: number
  /** Raw copies of the process and the thread (EPROCESS, ETHREAD); offset 0 = not there. */
  readonly process: number
  readonly thread: number
  /** Offset of KDDEBUGGER_DATA64 in the file; 0 = none. */
  readonly debuggerData: number
  /** What did not fit, for a Problem; [] = all read. */
  readonly faults: readonly string[]
}

const TABLE = 0x2000
const TABLE_BYTES = 0x80
const MOST_MODULES = 4096
const MOST_BLOCKS = 65_536
const MOST_STACK = 1 << 20
const KERNEL_HALF = 0xffff_0000_0000_0000n

export async function readTriage(readFile: ReadFile, fileSize: number): Promise<TriageDump | null> {
  const table = await readFile(TABLE, TABLE_BYTES)
  if (table.length < TABLE_BYTES) return null
  const view = viewOf(table)
  const u32 = (at: number): number => view.getUint32(at, true)
  const u64 = (at: number): bigint => view.getBigUint64(at, true)
  const faults: string[] = []
  const offset = (at: number): number => (u32(at) < fileSize ? u32(at) : 0)

  const callStack = { offset: offset(0x28), size: Math.min(u32(0x2c), MOST_STACK), top: u64(0x48) }
  const pieces: MemoryPiece[] = []
  if (callStack.offset > 0 && callStack.size > 0)
    pieces.push({ address: callStack.top, offset: callStack.offset, size: callStack.size })
  if (u32(0x68) > 0 && u32(0x6c) > 0)
    pieces.push({ address: u64(0x60), offset: u32(0x68), size: u32(0x6c) })
  pieces.push(...(await readBlocks(readFile, u32(0x78), u32(0x7c), fileSize, faults)))

  return {
    modules: await readDrivers(readFile, u32(0x30), u32(0x34), u32(0x38), faults),
    unloaded: await readUnloaded(readFile, offset(0x18)),
    memory: new PiecedMemory(pieces, readFile),
    stack: { top: callStack.top, size: callStack.offset > 0 ? callStack.size : 0 },
    context: offset(0x0c),
    process: offset(0x20),
    thread: offset(0x24),
    debuggerData: offset(0x70),
    faults,
  }
}

/** Blocks of memory: {address u64, offset u32, size u32} each. */
async function readBlocks(
  readFile: ReadFile,
  offset: number,
  count: number,
  fileSize: number,
  faults: string[],
): Promise<readonly MemoryPiece[]> {
  if (count === 0 || offset === 0) return []
  if (count > MOST_BLOCKS) {
    faults.push(`${count} blocks of memory are stated`)
    return []
  }
  const bytes = await readFile(offset, count * 16)
  const view = viewOf(bytes)
  const pieces: MemoryPiece[] = []
  for (let at = 0; at + 16 <= bytes.length; at += 16) {
    const piece = {
      address: view.getBigUint64(at, true),
      offset: view.getUint32(at + 8, true),
      size: view.getUint32(at + 12, true),
    }
    if (piece.size > 0 && piece.offset < fileSize) pieces.push(piece)
  }
  if (pieces.length < count)
    faults.push(`${count - pieces.length} of ${count} blocks of memory lie outside of the file`)
  return pieces
}

/** Entries differ in length between builds: the names follow the list, so their place gives it. */
async function readDrivers(
  readFile: ReadFile,
  offset: number,
  count: number,
  namePool: number,
  faults: string[],
): Promise<readonly DumpModule[]> {
  if (count === 0) return []
  const stride = (namePool - offset) / count
  if (count > MOST_MODULES || !Number.isInteger(stride) || stride < 0x50 || stride > 0x200) {
    faults.push(`a list of ${count} modules at ${offset} with names at ${namePool}`)
    return []
  }
  const list = await readFile(offset, count * stride)
  const view = viewOf(list)
  const modules: DumpModule[] = []
  for (let at = 0; at + stride <= list.length; at += stride) {
    const base = view.getBigUint64(at + 0x38, true)
    const size = view.getUint32(at + 0x48, true)
    const name = await readCountedName(readFile, view.getUint32(at, true))
    if (name === null || base < KERNEL_HALF || base % 4096n !== 0n || size === 0) continue
    const timestamp = stride >= 0x8c ? view.getUint32(at + 0x88, true) : 0
    modules.push({ name: fileNameOf(name), base, size, timestamp })
  }
  if (modules.length < count)
    faults.push(`${count - modules.length} of ${count} modules cannot be read`)
  return modules
}

/** A name of the string pool: length in characters, then UTF-16. */
async function readCountedName(readFile: ReadFile, offset: number): Promise<string | null> {
  const head = await readFile(offset, 4 + 2 * 260)
  if (head.length < 6) return null
  const length = viewOf(head).getUint32(0, true)
  if (length === 0 || length > 260 || 4 + 2 * length > head.length) return null
  return utf16Text(head.subarray(4, 4 + 2 * length))
}

/** u32 count, then at +8 entries of 56 bytes: name at +16 (24 bytes), start +40, end +48. */
async function readUnloaded(
  readFile: ReadFile,
  offset: number,
): Promise<readonly UnloadedModule[]> {
  if (offset === 0) return []
  const bytes = await readFile(offset, 8 + 50 * 56)
  if (bytes.length < 8) return []
  const view = viewOf(bytes)
  const count = Math.min(view.getUint32(0, true), 50)
  const unloaded: UnloadedModule[] = []
  for (let i = 0; i < count; i++) {
    const at = 8 + i * 56
    if (at + 56 > bytes.length) break
    const name = utf16Text(bytes.subarray(at + 16, at + 40))
    const from = view.getBigUint64(at + 40, true)
    const to = view.getBigUint64(at + 48, true)
    if (name !== null && from >= KERNEL_HALF && to > from) unloaded.push({ name, from, to })
  }
  return unloaded
}
