/** Stacks of machines that are described, in every kind of dump; and how the same is found when less of it is there. */
import { describe, expect, it, test } from 'vitest'
import { kernelDump } from '../../../src/core/formats/kernel-dump.ts'
import { endsInCall } from '../../../src/core/formats/kernel-dump/call-sites.ts'
import { memoryOperand } from '../../../src/core/formats/kernel-dump/operand.ts'
import type { CrashDump } from '../../../src/core/model/crash.ts'
import type { LogFile } from '../../../src/core/model/log-file.ts'
import { cameraRequestCrash, filterUnloadCrash } from '../../support/dumps/cases.ts'
import { bitmapDump, completeDump, rangesDump, triageDump } from '../../support/dumps/writers.ts'
import { parseBytes } from '../../support/parse-bytes.ts'

const AT = { atUtcMs: Date.UTC(2022, 2, 3, 4, 5, 6), uptimeMs: 14_208 }

async function read(bytes: Uint8Array): Promise<LogFile> {
  return (await parseBytes(bytes, { name: 'MEMORY.DMP', formats: [kernelDump] })).file
}

function crashOf(file: LogFile): CrashDump {
  const signal = file.signals[0]
  if (signal?.kind !== 'crash.dump') throw new Error('no crash')
  return signal
}

const named = ({ frames }: CrashDump): string[] =>
  frames.map(({ module, offset, symbol }) =>
    symbol === '' ? `${module}+${offset}` : `${module}!${symbol}`,
  )

describe.each([
  ['with a bitmap', bitmapDump, 'bitmap'],
  ['complete', completeDump, 'full'],
  ['of ranges', rangesDump, 'kernel'],
] as const)('a dump %s', (_, write, kind) => {
  test('of a filter driver that fails while it is loaded', async () => {
    const file = await read(write(filterUnloadCrash(AT)))
    expect(file.problems).toEqual([])
    const crash = crashOf(file)
    expect(crash).toMatchObject({
      dumpKind: kind,
      method: 'unwind',
      from: 'exception',
      process: 'System',
      nullRegister: 'rbx',
      loading: 'lwfmgr',
    })
    expect(named(crash)).toEqual([
      'ndis!NdisFDeregisterFilterDriver+0x47',
      'lwfmgr+0x5167',
      'lwfmgr+0xb49a',
      'nt+0x5104bd',
      'nt+0x812134',
      'nt+0x810012',
      'nt+0x804042',
      'nt+0x120055',
      'nt+0x1d001c',
    ])
    expect(crash.modules).toEqual([
      'hal.dll',
      'ntoskrnl.exe',
      'fltmgr.sys',
      'ndis.sys',
      'netio.sys',
      'lwfmgr.sys',
    ])
  })

  test('of a fault that an interrupt frame tells', async () => {
    const crash = crashOf(await read(write(cameraRequestCrash(AT))))
    expect(crash).toMatchObject({ method: 'unwind', process: 'svchost.exe', loading: '' })
    expect(named(crash).slice(-15)).toEqual([
      'nt!KeAcquireSpinLockRaiseToDpc+0x53',
      'ks!KsQueueWorkItem+0x33',
      'ks+0x310a5',
      'ks+0x32061',
      'ks!KsUpdateCameraStreamingConsent+0x84',
      'MSKSSRV+0x6198',
      'MSKSSRV+0x7121',
      'ks+0x240c1',
      'nt!IofCallDriver+0x35',
      'ksthunk+0x2071',
      'ksthunk+0x2455',
      'nt!IofCallDriver+0x35',
      'nt+0x6401a1',
      'nt!NtDeviceIoControlFile+0x56',
      'nt+0x407525',
    ])
  })
})

describe('a small dump', () => {
  it('gives stack, modules and unloaded drivers, marked as found by a search', async () => {
    const parts = filterUnloadCrash(AT)
    const [record = 0n, context = 0n] = parts.header.parameters.slice(2)
    const bytes = triageDump({
      ...parts,
      unloaded: [['dump_storport.sys', 0xfffff80150000000n, 0xfffff80150010000n]],
      blocks: [
        [record, 0x98],
        [context, 0x4d0],
      ],
    })
    const file = await read(bytes)
    expect(file.problems).toEqual([])
    const crash = crashOf(file)
    expect(crash).toMatchObject({
      dumpKind: 'triage',
      method: 'scan',
      from: 'exception',
      process: 'System',
    })
    // Nothing of the images is in it: no name, and no call that could be confirmed.
    expect(named(crash).slice(0, 4)).toEqual([
      'ndis+0x61a47',
      'lwfmgr+0x5167',
      'lwfmgr+0xb49a',
      'nt+0x5104bd',
    ])
    expect(crash.frames.map(({ isStale }) => isStale).slice(0, 3)).toEqual([false, true, true])
    expect(crash.modules).toContain('lwfmgr.sys')
    expect(crash.unloaded).toEqual(['dump_storpor'])
  })

  it('confirms calls where their code is in it', async () => {
    const parts = filterUnloadCrash(AT)
    const [record = 0n, context = 0n] = parts.header.parameters.slice(2)
    const lwfmgr = parts.modules.find(({ name }) => name === 'lwfmgr.sys')
    const crash = crashOf(
      await read(
        triageDump({
          ...parts,
          blocks: [
            [record, 0x98],
            [context, 0x4d0],
            [(lwfmgr?.base ?? 0n) + 0x5100n, 0x100],
          ],
        }),
      ),
    )
    expect(crash.frames[1]).toMatchObject({ module: 'lwfmgr', offset: '0x5167', isStale: false })
  })

  it.each([0x90, 0x98, 0xa8])('takes entries of 0x%x bytes', async (stride) => {
    const crash = crashOf(await read(triageDump(filterUnloadCrash(AT), stride)))
    expect(crash.modules).toHaveLength(6)
  })
})

describe('what is missing', () => {
  it('is searched for where unwind data is not in the dump', async () => {
    const parts = filterUnloadCrash(AT)
    const lwfmgr = parts.modules.find(({ name }) => name === 'lwfmgr.sys')
    // The page with its function table.
    parts.memory.pages.delete(((lwfmgr?.base ?? 0n) + 0x1_4000n) >> 12n)
    const crash = crashOf(await read(bitmapDump(parts)))
    expect(crash.method).toBe('scan')
    expect(named(crash).slice(0, 4)).toEqual([
      'ndis!NdisFDeregisterFilterDriver+0x47',
      'lwfmgr+0x5167',
      'lwfmgr+0xb49a',
      'nt+0x5104bd',
    ])
    expect(crash.frames.slice(0, 4).every(({ isStale }) => !isStale)).toBe(true)
  })

  it('is told where the list of modules breaks off', async () => {
    const parts = filterUnloadCrash(AT)
    parts.memory.u64(parts.moduleList + 0x40n, 0xffff_f800_7777_0000n)
    const file = await read(bitmapDump(parts))
    expect(file.problems).toMatchObject([{ code: 'damaged' }])
    expect(crashOf(file).modules).toEqual(['ntoskrnl.exe'])
  })

  it('ends a list that goes in a circle', async () => {
    const parts = filterUnloadCrash(AT)
    parts.memory.u64(parts.moduleList + 0x40n, parts.moduleList + 0x40n)
    expect(crashOf(await read(bitmapDump(parts))).modules).toEqual(['ntoskrnl.exe'])
  })
})

test('a return address follows a call', () => {
  const calls = [
    [0xe8, 1, 2, 3, 4],
    [0xff, 0xd0],
    [0x41, 0xff, 0xd3],
    [0xff, 0x50, 0x28],
    [0xff, 0x54, 0x24, 0x20],
    [0xff, 0x15, 1, 2, 3, 4],
    [0xff, 0x94, 0xc8, 1, 2, 3, 4],
  ]
  for (const call of calls)
    expect(endsInCall(Uint8Array.from([0x90, 0x90, 0x90, 0x90, 0x90, 0x90, ...call]))).toBe(true)
  for (const other of [[0xc3], [0xff, 0xe0], [0x48, 0x8b, 0x01], [0xff, 0x25, 1, 2, 3, 4]])
    expect(endsInCall(Uint8Array.from([0x90, 0x90, 0x90, 0x90, 0x90, 0x90, ...other]))).toBe(false)
})

test('operands are read with all their parts', () => {
  const general = Array.from({ length: 16 }, (_, i) => BigInt(i) * 0x1000n)
  const operand = (...code: number[]) => memoryOperand(Uint8Array.from(code), { rip: 0n, general })
  // mov rcx,[rbx+158h]
  expect(operand(0x48, 0x8b, 0x8b, 0x58, 0x01, 0, 0)).toMatchObject({
    base: 'rbx',
    displacement: 0x158,
    address: 0x3158n,
  })
  // mov [r9+rax*8-10h],r10
  expect(operand(0x4d, 0x89, 0x54, 0xc1, 0xf0)).toMatchObject({
    base: 'r9',
    index: 'rax',
    address: 0x8ff0n,
  })
  // lock bts qword ptr [rbx],0
  expect(operand(0xf0, 0x48, 0x0f, 0xba, 0x2b, 0)).toMatchObject({ base: 'rbx', address: 0x3000n })
  // movzx eax, byte ptr [r12]
  expect(operand(0x41, 0x0f, 0xb6, 0x04, 0x24)).toMatchObject({
    base: 'r12',
    index: '',
    address: 0xc000n,
  })
  expect(operand(0x48, 0x8b, 0xc1)).toBeNull()
  expect(operand(0xc3)).toBeNull()
  expect(operand(0x48, 0x8b)).toBeNull()
})
