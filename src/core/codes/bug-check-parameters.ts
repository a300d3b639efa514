import type { Localized } from '../model/units.ts'

/**
 * The four parameters of the bug checks that setup failures meet. From the vendor's page of each
 * bug check (bug-check-0x*.md). Where the meaning of P2 to P4 hangs on P1, only what holds is
 * labelled.
 */
export type ParameterReading = {
  /** 1 to 4. */
  readonly position: number
  readonly label: Localized
  readonly value: bigint
  /** What this value means, where it is one of a list. */
  readonly meaning: Localized | null
}

type Labels = readonly (Localized | null)[]
type Layout = {
  readonly labels: (parameters: readonly bigint[]) => Labels
  readonly meanings?: Readonly<Record<number, (value: bigint) => Localized | null>>
}

const EXCEPTION: Localized = { en: 'Exception code', zh: '异常代码' }
const FAULTING_ADDRESS: Localized = {
  en: 'Address of the faulting instruction',
  zh: '出错指令的地址',
}
const MEMORY: Localized = { en: 'Memory address that was used', zh: '被访问的内存地址' }
const IRQL: Localized = { en: 'IRQL at that time', zh: '当时的 IRQL' }
const KIND_OF_ACCESS: Localized = { en: 'Kind of access', zh: '访问类型' }
const EXCEPTION_RECORD: Localized = { en: 'Exception record', zh: '异常记录' }
const CONTEXT_RECORD: Localized = { en: 'Context record', zh: '上下文记录' }

const READ: Localized = { en: 'read', zh: '读' }
const WRITE: Localized = { en: 'write', zh: '写' }
const EXECUTE: Localized = { en: 'execute', zh: '执行' }

/** 0xA: bit 0 set for a write, bit 3 for an execute. */
function accessBits(value: bigint): Localized {
  if ((value & 8n) !== 0n) return EXECUTE
  return (value & 1n) !== 0n ? WRITE : READ
}

/** 0xD1: 0 read, 1 write, 2 and 8 execute. */
function accessKind(value: bigint): Localized | null {
  if (value === 0n) return READ
  if (value === 1n) return WRITE
  return value === 2n || value === 8n ? EXECUTE : null
}

/** 0x50: 0 read, 1 or 2 write (by architecture), 0x10 execute. */
function pageFaultKind(value: bigint): Localized | null {
  if (value === 0n) return READ
  if (value === 1n || value === 2n) return WRITE
  return value === 0x10n ? EXECUTE : null
}

const CORRUPTIONS: ReadonlyMap<bigint, Localized> = new Map([
  [0n, { en: 'stack buffer overrun (old form)', zh: '堆栈缓冲区溢出（旧式）' }],
  [2n, { en: 'stack cookie overwritten', zh: '堆栈 cookie 被覆盖' }],
  [
    3n,
    {
      en: 'list entry damaged (double remove, or memory overwritten)',
      zh: '链表项损坏（重复移除或内存被覆盖）',
    },
  ],
  [5n, { en: 'invalid argument', zh: '无效参数' }],
  [8n, { en: 'array index out of bounds', zh: '数组下标越界' }],
  [10n, { en: 'control flow guard check failed', zh: '控制流防护（CFG）检查失败' }],
  [14n, { en: 'reference count wrong', zh: '引用计数错误' }],
])

const POWER_KINDS: ReadonlyMap<bigint, Localized> = new Map([
  [
    1n,
    {
      en: 'a device object was freed while a power request was outstanding',
      zh: '电源请求未完成时设备对象已被释放',
    },
  ],
  [
    2n,
    {
      en: 'a device object completed a system power IRP without calling PoStartNextPowerIrp',
      zh: '设备对象完成系统电源 IRP 时没有调用 PoStartNextPowerIrp',
    },
  ],
  [
    3n,
    {
      en: 'a device object blocked a power request for too long',
      zh: '设备对象阻塞电源请求时间过长',
    },
  ],
  [
    4n,
    {
      en: 'the power transition timed out waiting for Plug and Play',
      zh: '电源状态转换等待即插即用子系统超时',
    },
  ],
])

const labels =
  (...list: Labels) =>
  () =>
    list

const POWER_STATE_3: Labels = [
  { en: 'Kind of failure', zh: '故障类型' },
  { en: 'Physical device object', zh: '物理设备对象' },
  { en: 'Triage block', zh: '诊断数据块（triage）' },
  { en: 'Blocked IRP', zh: '被阻塞的 IRP' },
]

const KMODE_EXCEPTION: Layout = {
  labels: labels(EXCEPTION, FAULTING_ADDRESS),
}

const SYSTEM_THREAD_EXCEPTION: Layout = {
  labels: labels(EXCEPTION, FAULTING_ADDRESS, EXCEPTION_RECORD, CONTEXT_RECORD),
}

const LAYOUTS: ReadonlyMap<number, Layout> = new Map<number, Layout>([
  [
    0x0a,
    {
      labels: labels(MEMORY, IRQL, KIND_OF_ACCESS, FAULTING_ADDRESS),
      meanings: { 2: accessBits },
    },
  ],
  [0x1e, KMODE_EXCEPTION],
  [0x3b, { labels: labels(EXCEPTION, FAULTING_ADDRESS, CONTEXT_RECORD) }],
  [
    0x50,
    {
      labels: labels(MEMORY, KIND_OF_ACCESS, FAULTING_ADDRESS),
      meanings: { 1: pageFaultKind },
    },
  ],
  [
    0x7b,
    {
      labels: labels({
        en: 'Name of the boot device (UNICODE_STRING), or its device object',
        zh: '启动设备的名称（UNICODE_STRING）或其设备对象',
      }),
    },
  ],
  [0x7e, SYSTEM_THREAD_EXCEPTION],
  [
    0x9f,
    {
      labels: ([kind]) => (kind === 3n ? POWER_STATE_3 : POWER_STATE_3.slice(0, 1)),
      meanings: { 0: (value) => POWER_KINDS.get(value) ?? null },
    },
  ],
  [0xc4, { labels: labels({ en: 'Driver Verifier rule', zh: '驱动程序验证器规则' }) }],
  [
    0xd1,
    {
      labels: labels(MEMORY, IRQL, KIND_OF_ACCESS, FAULTING_ADDRESS),
      meanings: { 2: accessKind },
    },
  ],
  [0xef, { labels: labels({ en: 'Process object', zh: '进程对象' }) }],
  [
    0xf4,
    {
      labels: labels(
        { en: 'Kind of object (3 process, 6 thread)', zh: '对象类型（3 进程，6 线程）' },
        { en: 'Object that ended', zh: '终止的对象' },
        { en: 'Name of the process image', zh: '进程映像名称' },
        { en: 'Explaining text', zh: '说明文字' },
      ),
    },
  ],
  [
    0x133,
    {
      labels: labels({ en: 'Kind of time-out', zh: '超时类型' }),
      meanings: {
        0: (value) => {
          if (value === 0n) return { en: 'one DPC ran too long', zh: '单个 DPC 运行过久' }
          if (value === 1n) {
            return {
              en: 'too long at DISPATCH_LEVEL or above, in sum',
              zh: '累计在 DISPATCH_LEVEL 或更高级别停留过久',
            }
          }
          return null
        },
      },
    },
  ],
  [
    0x139,
    {
      labels: labels(
        { en: 'Kind of corruption', zh: '损坏类型' },
        { en: 'Trap frame', zh: '陷阱帧' },
        EXCEPTION_RECORD,
      ),
      meanings: { 0: (value) => CORRUPTIONS.get(value) ?? null },
    },
  ],
])

/** Parameters that have a meaning, in order; without a layout all of them, as "parameter n". */
export function readParameters(
  base: number,
  parameters: readonly bigint[],
): readonly ParameterReading[] {
  const layout = LAYOUTS.get(base)
  const named = layout?.labels(parameters)
  return parameters.slice(0, 4).flatMap((value, index) => {
    const label = named === undefined ? plainLabel(index + 1) : (named[index] ?? null)
    if (label === null) return []
    return [
      { position: index + 1, label, value, meaning: layout?.meanings?.[index]?.(value) ?? null },
    ]
  })
}

function plainLabel(position: number): Localized {
  return { en: `Parameter ${position}`, zh: `参数 ${position}` }
}
