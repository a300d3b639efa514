/** From a dump's header to its modules, its process and the stack of the thread that crashed. */
import type { CrashDump } from '../../model/crash.ts'
import type { DumpHeader } from './header.ts'
import { findCrashPoint, readFault, type CrashPoint, type Fault } from './crash-point.ts'
import { viewOf, type Memory, type ReadFile } from './memory.ts'
import {
  ModuleMap,
  readModuleList,
  readUnloadedTable,
  type DumpModule,
  type UnloadedModule,
} from './modules.ts'
import { PagedMemory } from './paged-memory.ts'
import { physicalLayout } from './physical.ts'
import { processOfThreadBytes, processOnProcessor } from './process.ts'
import { armRegistersOfContext, CONTEXT_BYTES, registersOfContext } from './registers.ts'
import { ImageShelf, walkArmStack, walkStack, type StackFrame, type StackParts } from './stack.ts'
import { readTriage } from './triage.ts'

export interface Examination {
  readonly modules: readonly DumpModule[]
  readonly unloaded: readonly UnloadedModule[]
  readonly process: string
  readonly frames: readonly StackFrame[]
  readonly method: CrashDump['method']
  readonly from: CrashDump['from']
  readonly fault: Fault | null
  /** The rip at the crash point and its bytes are in `frames[0]`; what the dump lacks is said here. */
  readonly faults: readonly string[]
  /** Bytes that the dump must have by its own word; 0 = not stated. */
  readonly statedBytes: number
}

/** What a dump's kind gives to work on. */
interface Contents {
  readonly memory: Memory
  readonly modules: readonly DumpModule[]
  readonly unloaded: readonly UnloadedModule[]
  readonly process: string
  /** Context of the first exception, where the dump keeps one beside the header's; null = none. */
  readonly context: Uint8Array | null
  readonly faults: readonly string[]
  readonly statedBytes: number
}

const NOTHING: Examination = {
  modules: [],
  unloaded: [],
  process: '',
  frames: [],
  method: 'none',
  from: 'none',
  fault: null,
  faults: [],
  statedBytes: 0,
}

/** Never throws for what the file holds. */
export async function examineDump(
  header: DumpHeader,
  readFile: ReadFile,
  fileSize: number,
): Promise<Examination> {
  if (header.layout.word !== 8)
    return { ...NOTHING, faults: ['memory of a 32-bit dump is not read: its header only'] }
  const contents =
    header.kind === 'triage'
      ? await triageContents(header, readFile, fileSize)
      : await pagedContents(header, readFile)
  if (contents === null) return { ...NOTHING, faults: ['no layout of memory that is known'] }
  const { memory, modules, unloaded, process, faults, statedBytes } = contents
  const parts: StackParts = {
    memory,
    modules: new ModuleMap(modules),
    images: new ImageShelf(memory),
  }
  const told = { modules, unloaded, process, faults, statedBytes }
  if (header.architecture === 'ARM64')
    return { ...NOTHING, ...told, ...(await armStack(parts, header, contents)) }
  if (header.architecture !== 'x64') return { ...NOTHING, ...told }
  return { ...NOTHING, ...told, ...(await x64Stack(parts, header, contents)) }
}

type Walked = Pick<Examination, 'frames' | 'method' | 'from' | 'fault'>

async function x64Stack(
  parts: StackParts,
  header: DumpHeader,
  { context }: Contents,
): Promise<Partial<Walked>> {
  const { memory } = parts
  const own =
    registersOfContext(header.context) ?? (context === null ? null : registersOfContext(context))
  const point = await findCrashPoint(memory, header.bugCheck, header.parameters, own)
  if (point === null) return {}
  const frames = await walkStack(parts, point.registers)
  return {
    frames,
    method: frames.some(({ method }) => method === 'scan') ? 'scan' : 'unwind',
    from: point.source,
    fault: await faultAt(memory, header, point),
  }
}

function faultAt(memory: Memory, header: DumpHeader, point: CrashPoint): Promise<Fault | null> {
  if (point.source === 'bug-check') return Promise.resolve(null)
  return readFault(memory, header.bugCheck, header.parameters, point.registers)
}

async function armStack(
  parts: StackParts,
  header: DumpHeader,
  { context }: Contents,
): Promise<Partial<Walked>> {
  const registers =
    armRegistersOfContext(header.context) ??
    (context === null ? null : armRegistersOfContext(context))
  if (registers === null) return {}
  return { frames: await walkArmStack(parts, registers), method: 'unwind', from: 'bug-check' }
}

async function triageContents(
  header: DumpHeader,
  readFile: ReadFile,
  fileSize: number,
): Promise<Contents> {
  const stated = await readFile(0x2004, 4)
  const statedBytes = stated.length === 4 ? viewOf(stated).getUint32(0, true) : 0
  const triage = await readTriage(readFile, fileSize)
  if (triage === null)
    return { ...EMPTY, statedBytes, faults: ['the table of what a small dump holds is not whole'] }
  const context = triage.context === 0 ? null : await readFile(triage.context, CONTEXT_BYTES)
  const process = triage.process === 0 ? new Uint8Array(0) : await readFile(triage.process, 0x800)
  return {
    memory: triage.memory,
    modules: triage.modules,
    unloaded: triage.unloaded,
    process: processOfThreadBytes(process, Number(header.build)),
    context,
    faults: triage.faults,
    statedBytes,
  }
}

async function pagedContents(header: DumpHeader, readFile: ReadFile): Promise<Contents | null> {
  const layout = await physicalLayout(readFile, header.kindNumber)
  if (layout === null) return null
  if (header.architecture !== 'x64') {
    const faults = [`page tables of ${header.architecture} are not walked: its header only`]
    return { ...EMPTY, statedBytes: layout.statedBytes, faults }
  }
  const memory = new PagedMemory(header.directory, layout.offsetOf, readFile)
  const { modules, isCut } = await readModuleList(memory, header.moduleList)
  const faults = isCut
    ? [`the list of modules ends after ${modules.length}: its next entry is not in the dump`]
    : []
  return {
    memory,
    modules,
    unloaded: await readUnloadedTable(memory, await unloadedTableAt(memory, header.debuggerData)),
    process: await processOnProcessor(memory, header.debuggerData, Number(header.build)),
    context: null,
    faults,
    statedBytes: layout.statedBytes,
  }
}

const EMPTY: Contents = {
  memory: { read: () => Promise.resolve(new Uint8Array(0)) },
  modules: [],
  unloaded: [],
  process: '',
  context: null,
  faults: [],
  statedBytes: 0,
}

/** KDDEBUGGER_DATA64.MmUnloadedDrivers, the address of the variable that points to the table; 0 = not to be had. */
async function unloadedTableAt(memory: Memory, debuggerData: bigint): Promise<bigint> {
  const block = await memory.read(debuggerData, 0x230)
  if (block.length < 0x230 || !isDebuggerBlock(block)) return 0n
  return viewOf(block).getBigUint64(0x220, true)
}

/** 'KDBG' at 0x10; an encoded block has not. */
function isDebuggerBlock(block: Uint8Array): boolean {
  return viewOf(block).getUint32(0x10, true) === 0x4742_444b
}
