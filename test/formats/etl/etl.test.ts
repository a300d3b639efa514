/** Traces of 64-bit and 32-bit Windows of our own, and one of the corpus. */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

import { Level } from '../../../src/core/model/event-table.ts'
import { writeTrace } from '../../support/etl/write-trace.ts'
import { parseBytes } from '../../support/parse-bytes.ts'

const CORPUS =
  process.env['SETUPSCOPE_CORPUS'] ??
  fileURLToPath(new URL('../../../../shared/corpus', import.meta.url))
const REAL = `${CORPUS}/other/server2012r2-azure.setup.etl`

describe.each([
  ['64-bit', true],
  ['32-bit', false],
] as const)('a trace of %s Windows', (_, is64) => {
  test('has its header, the events that are read here, and the number of the others', async () => {
    const { file } = await parseBytes(writeTrace({ is64 }))
    expect(file.format).toBe('etl')
    expect(file.problems).toEqual([])
    expect(file.rendered).toEqual([
      'Event trace of session NT Kernel Logger, C:\\Windows\\Logs\\NTKernelLogger.etl',
      '2024-03-05 10:00:00.000 to 2024-03-05 10:30:00.000 (UTC); machine started 2024-03-05 09:58:00.000; time zone UTC+08:00 Example Standard Time',
      'Windows 10.0.19045, 4 processors, 3 buffers of 4096 bytes; lost: 17 events, 2 buffers',
      '2024-03-05 10:00:01.000 Process start: SetupHost.exe (2200), parent 2100, session 1: SetupHost.exe /Install',
      '2024-03-05 10:00:02.000 Image load: \\Windows\\System32\\驱动.dll, process 2200, base 0x7ff0000, size 0x21000',
      '2024-03-05 10:00:03.000 Disk write: disk 0, offset 1048576, 4096 bytes',
      '2024-03-05 10:00:20.000 Process end: SetupHost.exe (2200), parent 2100, session 1, exit status 0xC0000005: SetupHost.exe /Install',
      'Events by provider:',
      '  2 events: Microsoft-Windows-Setup {75ebc33e-997f-49cf-b49f-ecc50184b75d}',
      '  2 events: kernel: process',
      '  1 event: {01234567-89ab-cdef-0123-456789abcdef}',
      '  1 event: Microsoft-Windows-Kernel-PnP {9c205a39-1250-487d-abd7-e831c6290539}',
      '  1 event: {fedcba98-7654-3210-fedc-ba9876543210}',
      '  1 event: kernel: disk',
      '  1 event: kernel: image',
      '  1 event: kernel: thread',
      '  1 event: kernel: trace header',
      '6 events are counted but not read here: that takes the manifests of their providers. On a Windows machine, run:',
      '  tracerpt NTKernelLogger.etl -of CSV -o NTKernelLogger.csv',
    ])
    expect(Array.from(file.table.level)).toEqual([0, 0, 0, 0, Level.Warning])
    expect(Array.from(file.table.line)).toEqual([1, 4, 5, 6, 7])
    expect(file.signals).toEqual([
      {
        kind: 'clock.utc',
        row: 0,
        line: 1,
        utc: Date.UTC(2024, 2, 5, 10),
        source: 'utc',
        errorMs: 0,
      },
      { kind: 'sys.boot', row: 0, line: 1, at: Date.UTC(2024, 2, 5, 9, 58), source: 'event-log' },
      { kind: 'machine.fact', row: 0, line: 1, key: 'os-build', value: '10.0.19045' },
      {
        kind: 'machine.fact',
        row: 0,
        line: 1,
        key: 'time-zone',
        value: 'UTC+08:00 Example Standard Time',
      },
    ])
  })

  test('offers the cmdlet for traces of Windows Update', async () => {
    const { file } = await parseBytes(writeTrace({ is64, session: 'WindowsUpdate_trace_log' }))
    expect(file.rendered?.at(-1)).toBe(
      '  Get-WindowsUpdateLog -ETLPath WindowsUpdate_trace_log.etl -LogPath WindowsUpdate.log',
    )
  })
})

test('the fixture is the trace', () => {
  const path = fileURLToPath(new URL('kernel.etl', import.meta.url))
  expect(new Uint8Array(readFileSync(path))).toEqual(writeTrace({ is64: true }))
})

test('a trace that is cut keeps what is whole', async () => {
  const { file } = await parseBytes(writeTrace({ is64: true }).subarray(0, 4096 + 0x180))
  expect(file.rendered?.[3]).toContain('Process start: SetupHost.exe')
  expect(file.problems.map(({ code }) => code)).toContain('damaged')
})

test.skipIf(!existsSync(REAL))('a real trace: every event belongs to a provider', async () => {
  const bytes = new Uint8Array(readFileSync(REAL))
  const { file } = await parseBytes(bytes, { name: 'setup.etl' })
  expect([file.format, file.records, file.recordsBad, file.problems]).toEqual(['etl', 950, 0, []])
  // Places of the start, the end and the machine's start in a trace of 64-bit Windows.
  const [start, end, boot] = [0x170, 0x78, 0x160].map((at) => isoAt(bytes, at))
  expect(file.rendered?.slice(1, 3)).toEqual([
    `${start} to ${end} (UTC); machine started ${boot}; time zone UTC-08:00 (UTC-07:00 in summer)`,
    'Windows 6.3.9600, 1 processors, 60 buffers of 4096 bytes; lost: 0 events, 0 buffers',
  ])
  const counts = file.rendered?.flatMap((line) => /^ {2}(\d+) events?: /.exec(line)?.[1] ?? [])
  expect(counts?.reduce((sum, count) => sum + Number(count), 0)).toBe(950)
})

function isoAt(bytes: Uint8Array, at: number): string {
  const ticks = new DataView(bytes.buffer).getBigUint64(at, true)
  const utc = Number((ticks - 116_444_736_000_000_000n) / 10_000n)
  return new Date(utc).toISOString().slice(0, -1).replace('T', ' ')
}
