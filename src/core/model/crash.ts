/** A crash as a dump tells it. */
import type { Code, UtcMs } from './units.ts'

export interface CrashFrame {
  /** The debugger's name of the module: `nt`, `ndis`; '' = the address is in no module. */
  readonly module: string
  /** From the module's base, `0x5167`; the address itself where it is in no module. */
  readonly offset: string
  /** `NdisFDeregisterFilterDriver+0x47`; '' = no export is known for it. */
  readonly symbol: string
  /** The export is the nearest one before; the function itself may have no public name. */
  readonly isNear: boolean
  /** Found on the stack without a confirmed call: it may be left from an earlier one. */
  readonly isStale: boolean
  /** Line that stands for it in the viewer. */
  readonly line: number
}

export interface CrashDump {
  readonly bugCheck: Code
  /** Four values as `0x…` text, 64 bits each. */
  readonly parameters: readonly string[]
  readonly at: UtcMs
  /** Milliseconds since the start of the system; NaN = not in the dump. */
  readonly uptimeMs: number
  readonly build: string
  readonly architecture: 'x86' | 'x64' | 'ARM64' | 'unknown'
  readonly dumpKind: 'full' | 'kernel' | 'bitmap' | 'triage' | 'user' | 'none'
  /** How the frames were found: all by unwind data (ARM64: by frame pointers), or some by looking for return addresses. */
  readonly method: 'unwind' | 'scan' | 'none'
  /** Innermost first. */
  readonly frames: readonly CrashFrame[]
  /** `exception`: the context that the bug check names; `trap-frame`: the processor's record of the fault; `bug-check`: the call itself. */
  readonly from: 'exception' | 'trap-frame' | 'bug-check' | 'none'
  /** Image of the process: `System`; '' = not known. */
  readonly process: string
  /** Register that the faulting instruction addressed memory by while it was null, `rbx`; '' = not so, or not known. */
  readonly nullRegister: string
  /** Module one of whose frames stands in the function at its entry point: it was being loaded. '' = none. */
  readonly loading: string
  /** File names of the loaded modules, in order of address; [] = the list is not in the dump. */
  readonly modules: readonly string[]
  /** Names of unloaded drivers, as the dump keeps them: cut at 12 characters. */
  readonly unloaded: readonly string[]
}
