/** The crashes of the sample bundles, as machines: a network filter that fails while it is loaded, a camera driver's request. */
import {
  contextBytes,
  MadeMemory,
  writeDebuggerData,
  writeImage,
  writeModuleList,
  writeStack,
  type MadeFunction,
  type MadeModule,
} from './machine.ts'
import type { TriageParts } from './writers.ts'

const RBX = 3
const RSP = 4
const LISTS = 0xffff_f800_1000_0000n
const DEBUGGER_DATA = 0xffff_f800_1010_0000n
const RECORDS = 0xffff_f800_1020_0000n
const STACK = 0xffff_9600_1234_5800n

const fn = (
  begin: number,
  end: number,
  stack: number,
  more: Partial<MadeFunction> = {},
): MadeFunction => ({
  begin,
  end,
  stack,
  ...more,
})

/** `call rel32` that ends at `rva`. */
const callBefore = (rva: number): readonly [number, readonly number[]] => [
  rva - 5,
  [0xe8, 0, 1, 0, 0],
]

/** Time of the crash, and how long the machine had been up, in ms. */
export interface CrashTimes {
  readonly atUtcMs: number
  readonly uptimeMs: number
}

/** Second boot of an upgrade: lwfmgr.sys gives a null handle back to ndis.sys while it is loaded (bug check 0x7E). */
export function filterUnloadCrash({ atUtcMs, uptimeMs }: CrashTimes): TriageParts {
  const ndis: MadeModule = {
    name: 'ndis.sys',
    base: 0xffff_f801_3a00_0000n,
    size: 0x17_0000,
    exports: [
      ['NdisFDeregisterFilterDriver', 0x6_1a00],
      ['NdisFRegisterFilterDriver', 0x6_1c00],
      ['NdisAllocateMemoryWithTagPriority', 0x1_2000],
    ],
    functions: [
      fn(0x6_1a00, 0x6_1b80, 0x20, { pushes: [RBX] }),
      fn(0x6_1c00, 0x6_1f00, 0x40),
      fn(0x1_2000, 0x1_2080, 0x28),
    ],
    // mov rcx, [rbx+158h]
    code: [[0x6_1a47, [0x48, 0x8b, 0x8b, 0x58, 0x01, 0x00, 0x00]]],
  }
  const lwfmgr: MadeModule = {
    name: 'lwfmgr.sys',
    base: 0xffff_f801_4c20_0000n,
    size: 0x1_6000,
    entryPoint: 0xb420,
    functions: [fn(0x5120, 0x51a0, 0x30), fn(0xb420, 0xb520, 0x38)],
    code: [callBefore(0x5167), callBefore(0xb49a)],
  }
  const nt: MadeModule = {
    name: 'ntoskrnl.exe',
    base: 0xffff_f801_3540_0000n,
    size: 0xa7_0000,
    exports: [
      ['KeBugCheckEx', 0x1f_d900],
      ['IofCallDriver', 0x3_2000],
    ],
    functions: [
      fn(0x1f_d900, 0x1f_da20, 0x28),
      fn(0x51_0000, 0x51_0800, 0x78),
      fn(0x81_2000, 0x81_2400, 0x48),
      fn(0x81_0000, 0x81_0100, 0x28),
      fn(0x80_4000, 0x80_4200, 0x28),
      fn(0x12_0000, 0x12_0080, 0x28),
      fn(0x1d_0000, 0x1d_0060, 0x28),
    ],
    code: [0x51_04bd, 0x81_2134, 0x81_0012, 0x80_4042, 0x12_0055, 0x1d_001c].map(callBefore),
  }
  const others: readonly MadeModule[] = [
    { name: 'hal.dll', base: 0xffff_f801_3530_0000n, size: 0x8_0000, isPagedOut: true },
    { name: 'fltmgr.sys', base: 0xffff_f801_3960_0000n, size: 0x7_0000, isPagedOut: true },
    { name: 'netio.sys', base: 0xffff_f801_3a20_0000n, size: 0x9_0000, isPagedOut: true },
  ]
  const memory = new MadeMemory()
  const modules = [nt, ...others, ndis, lwfmgr]
  for (const module of modules) writeImage(memory, module)
  const [rsp = STACK] = writeStack(memory, STACK, [
    { module: ndis, rva: 0x6_1a47 },
    { module: lwfmgr, rva: 0x5167 },
    { module: lwfmgr, rva: 0xb49a },
    { module: nt, rva: 0x51_04bd },
    { module: nt, rva: 0x81_2134 },
    { module: nt, rva: 0x81_0012 },
    { module: nt, rva: 0x80_4042 },
    { module: nt, rva: 0x12_0055 },
    { module: nt, rva: 0x1d_001c },
  ])
  const rip = ndis.base + 0x6_1a47n
  const exceptionRecord = RECORDS
  const contextRecord = RECORDS + 0x200n
  memory.u32(exceptionRecord, 0xc000_0005)
  memory.u64(exceptionRecord + 0x10n, rip)
  memory.u32(exceptionRecord + 0x18n, 2)
  memory.u64(exceptionRecord + 0x28n, 0x158n)
  memory.write(contextRecord, contextBytes(rip, { [RBX]: 0n, [RSP]: rsp }))
  // The bug check itself is called far below, from the exception's handler.
  const own = STACK - 0x1000n
  memory.u64(own, 0n)
  return {
    header: {
      bugCheck: 0x7e,
      parameters: [0xffff_ffff_c000_0005n, rip, exceptionRecord, contextRecord],
      systemTimeUtcMs: atUtcMs,
      uptimeMs,
      build: 19041,
      architecture: 'x64',
      processors: 4,
    },
    memory,
    modules,
    moduleList: writeModuleList(memory, LISTS, modules),
    debuggerData: writeDebuggerData(memory, DEBUGGER_DATA, 'System', 0x5a8),
    context: contextBytes(nt.base + 0x1f_d900n, { [RSP]: own }),
    stack: [STACK - 0x1000n, 0x1400],
    process: ['System', 0x5a8],
  }
}

/** Audit mode: a camera driver's request frees what it queues (bug check 0xA in a spin lock). */
export function cameraRequestCrash({ atUtcMs, uptimeMs }: CrashTimes): TriageParts {
  const nt: MadeModule = {
    name: 'ntoskrnl.exe',
    base: 0xffff_f807_1e20_0000n,
    size: 0x104_6000,
    exports: [
      ['KeBugCheckEx', 0x3f_5a80],
      ['KeAcquireSpinLockRaiseToDpc', 0x61_e5f0],
      ['IofCallDriver', 0x22_0f20],
      ['NtDeviceIoControlFile', 0x64_5b20],
    ],
    functions: [
      fn(0x3f_5a80, 0x3f_5bc0, 0x28),
      fn(0x40_7a00, 0x40_7b00, 0x138),
      fn(0x40_3d00, 0x40_4400, 0x158, { machineFrame: 'error-code' }),
      fn(0x61_e5f0, 0x61_e6a0, 0x20, { pushes: [RBX] }),
      fn(0x22_0f20, 0x22_0fa0, 0x38),
      fn(0x64_0000, 0x64_0400, 0x48),
      fn(0x64_5b20, 0x64_5ba0, 0x68),
      fn(0x40_7200, 0x40_7600, 0x78),
    ],
    // lock bts qword ptr [rbx], 0
    code: [
      [0x61_e643, [0xf0, 0x48, 0x0f, 0xba, 0x2b, 0x00]],
      ...[0x40_7a69, 0x40_4163, 0x22_0f55, 0x64_01a1, 0x64_5b76, 0x40_7525].map(callBefore),
    ],
  }
  const ks: MadeModule = {
    name: 'ks.sys',
    base: 0xffff_f807_3a60_0000n,
    size: 0x8_a000,
    exports: [
      ['KsQueueWorkItem', 0x1_4400],
      ['KsUpdateCameraStreamingConsent', 0x4_0b00],
      ['KsDispatchIrp', 0x2_0000],
    ],
    functions: [
      fn(0x1_4400, 0x1_4480, 0x28),
      fn(0x3_1000, 0x3_1200, 0x48),
      fn(0x3_2000, 0x3_2100, 0x38),
      fn(0x4_0b00, 0x4_0c00, 0x58),
      fn(0x2_4000, 0x2_4200, 0x48),
      fn(0x2_0000, 0x2_0080, 0x28),
    ],
    code: [0x1_4433, 0x3_10a5, 0x3_2061, 0x4_0b84, 0x2_40c1].map(callBefore),
  }
  const mskssrv: MadeModule = {
    name: 'MSKSSRV.sys',
    base: 0xffff_f807_4f10_0000n,
    size: 0x1_4000,
    functions: [fn(0x6100, 0x6200, 0x68), fn(0x7000, 0x7300, 0x48)],
    code: [0x6198, 0x7121].map(callBefore),
  }
  const ksthunk: MadeModule = {
    name: 'ksthunk.sys',
    base: 0xffff_f807_3a80_0000n,
    size: 0xf000,
    functions: [fn(0x2000, 0x2100, 0x38), fn(0x2400, 0x2500, 0x38)],
    code: [0x2071, 0x2455].map(callBefore),
  }
  const memory = new MadeMemory()
  const modules = [nt, ks, ksthunk, mskssrv]
  for (const module of modules) writeImage(memory, module)
  const pointers = writeStack(memory, STACK, [
    { module: nt, rva: 0x3f_5a80 },
    { module: nt, rva: 0x40_7a69 },
    { module: nt, rva: 0x40_4163 },
    { module: nt, rva: 0x61_e643 },
    { module: ks, rva: 0x1_4433 },
    { module: ks, rva: 0x3_10a5 },
    { module: ks, rva: 0x3_2061 },
    { module: ks, rva: 0x4_0b84 },
    { module: mskssrv, rva: 0x6198 },
    { module: mskssrv, rva: 0x7121 },
    { module: ks, rva: 0x2_40c1 },
    { module: nt, rva: 0x22_0f55 },
    { module: ksthunk, rva: 0x2071 },
    { module: ksthunk, rva: 0x2455 },
    { module: nt, rva: 0x22_0f55 },
    { module: nt, rva: 0x64_01a1 },
    { module: nt, rva: 0x64_5b76 },
    { module: nt, rva: 0x40_7525 },
  ])
  const [own = STACK] = pointers
  return {
    header: {
      bugCheck: 0xa,
      parameters: [0x48n, 0x2n, 0x1n, nt.base + 0x61_e643n],
      systemTimeUtcMs: atUtcMs,
      uptimeMs,
      build: 19041,
      architecture: 'x64',
      processors: 4,
    },
    memory,
    modules,
    moduleList: writeModuleList(memory, LISTS, modules),
    debuggerData: writeDebuggerData(memory, DEBUGGER_DATA, 'svchost.exe', 0x5a8),
    context: contextBytes(nt.base + 0x3f_5a80n, { [RSP]: own }),
    stack: [STACK, 0xc00],
    process: ['svchost.exe', 0x5a8],
  }
}
