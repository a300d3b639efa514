/** A capture of every kind of event, of 64-bit and of 32-bit Windows, and what damage leaves of it. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

import { readRecord } from '../../../src/core/formats/pml/read-record.ts'
import { isFailure, resultName } from '../../../src/core/formats/pml/results.ts'
import { touchesOf } from '../../../src/core/formats/pml/touches.ts'
import { Level } from '../../../src/core/model/event-table.ts'
import { sourceOf } from '../../support/evtx/read-log.ts'
import { parseBytes } from '../../support/parse-bytes.ts'
import { captureEvents, DRIVER_FILE, setupCapture } from '../../support/pml/setup-capture.ts'
import { writeLog, type MadeEvent } from '../../support/pml/write-log.ts'

const TREE = [
  'Process Monitor log, version 9, 64-bit: PC-0231, Windows 10.0.19045, 4 processors, 8.0 GiB of memory; 21 events, 6 processes (times are UTC)',
  '  explorer.exe (100), parent 4, started 2024-03-05 09:45:00.000, Example 1.2.3.4: explorer.exe',
  '    Setup.exe (2000), parent 100, started 2024-03-05 10:00:00.000, Example 1.2.3.4: D:\\Setup.exe',
  '      SetupPrep.exe (2100), parent 2000, started 2024-03-05 10:00:01.000, Example 1.2.3.4: SetupPrep.exe',
  '        SetupHost.exe (2200), parent 2100, started 2024-03-05 10:00:02.000, ended 2024-03-05 10:00:20.000, Example 1.2.3.4: SetupHost.exe',
  '          DismHost.exe (2300), parent 2200, started 2024-03-05 10:00:03.000, Example 1.2.3.4: DismHost.exe',
  '          mighost.exe (2400), parent 2200, started 2024-03-05 10:00:04.000, Example 1.2.3.4: mighost.exe',
]
const HOST = 'SetupHost.exe (2200)'
const KEY = 'HKLM\\System\\CurrentControlSet\\Services\\Sample'
const EVENTS = [
  `02.0001234 SetupPrep.exe (2100) Process Create D:\\Sources\\SetupHost.exe: SUCCESS - PID: 2200, Command line: SetupHost.exe /Install`,
  `02.0002345 ${HOST} Process Start: SUCCESS - Parent PID: 2100, Command line: SetupHost.exe /Install, Current directory: D:\\Sources`,
  `03.0000000 ${HOST} Load Image C:\\Windows\\System32\\驱动.dll: SUCCESS - Image Base: 0x7ff0000, Image Size: 0x21000`,
  `03.0000000 ${HOST} Thread Create: SUCCESS - Thread ID: 777`,
  `04.0000000 ${HOST} CreateFile C:\\Windows\\INF\\missing.inf: NAME NOT FOUND - Desired Access: Generic Read, Disposition: Open, Options: Synchronous IO Non-Alert, Non-Directory File, Attributes: N, ShareMode: Read, AllocationSize: n/a`,
  `05.0000000 ${HOST} CreateFile ${DRIVER_FILE}: SUCCESS - Desired Access: Generic Read, Disposition: OpenIf, Options: Synchronous IO Non-Alert, Non-Directory File, Attributes: N, ShareMode: Read, AllocationSize: 4,096, OpenResult: Opened`,
  `05.0000000 ${HOST} ReadFile ${DRIVER_FILE}: SUCCESS - Offset: 65,536, Length: 32,768, I/O Flags: Non-cached, Paging I/O, Synchronous Paging I/O, Priority: Normal`,
  `06.0000000 DismHost.exe (2300) WriteFile ${DRIVER_FILE.toUpperCase()}: ACCESS DENIED - Offset: 0, Length: 512`,
  `06.0000000 ${HOST} SetDispositionInformationFile ${DRIVER_FILE}: SUCCESS - Delete: True`,
  `06.0000000 ${HOST} CreateFileMapping ${DRIVER_FILE}: FILE LOCKED WITH ONLY READERS - SyncType: SyncTypeCreateSection, PageProtection: PAGE_READONLY|PAGE_NOCACHE`,
  `07.0000000 ${HOST} QueryDirectory C:\\Windows\\INF\\*.inf: SUCCESS - Filter: *.inf, FileInformationClass: FileNamesInformation, 1: a.inf, 2: b.inf`,
  `07.0000000 ${HOST} FileSystemControl C:\\ - Control: FSCTL_LOCK_VOLUME`,
  `08.0000000 ${HOST} RegOpenKey ${KEY}: SUCCESS - Desired Access: Maximum Allowed, Granted Access: Read, Disposition: REG_OPENED_EXISTING_KEY`,
  `08.0000000 ${HOST} RegQueryValue ${KEY}\\Start: SUCCESS - Type: REG_DWORD, Length: 4, Data: 3`,
  `08.0000000 ${HOST} RegQueryValue ${KEY}\\Group: NAME NOT FOUND - Length: 1,440`,
  `08.0000000 ${HOST} RegEnumKey ${KEY}: SUCCESS - Index: 1,234, Name: Parameters`,
  `09.0000000 ${HOST} RegSetValue ${KEY}\\ImagePath: SUCCESS - Type: REG_EXPAND_SZ, Length: 38, Data: drivers\\sample.sys`,
  `09.0000000 ${HOST} RegCloseKey ${KEY}: SUCCESS`,
  `10.0000000 ${HOST} TCP Connect 192.0.2.1:50000 -> server.example:https: SUCCESS - Length: 512, seqnum: 0, connid: 7`,
  `11.0000000 ${HOST} Thread Profiling: SUCCESS`,
  `20.0000000 ${HOST} Process Exit: SUCCESS - Exit Status: -1073741819, User Time: 0.0312500 seconds, Kernel Time: 0.0156250 seconds, Private Bytes: 1,048,576, Peak Private Bytes: 2,097,152, Working Set: 4,096, Peak Working Set: 8,192`,
].map((line) => `2024-03-05 10:00:${line}`)

describe.each([
  ['64-bit', true],
  ['32-bit', false],
] as const)('a log of %s Windows', (name, is64) => {
  const bytes = setupCapture(is64)

  test('has a line for each process and each event', async () => {
    const { file } = await parseBytes(bytes)
    expect(file.rendered).toEqual([...TREE.map((line) => line.replace('64-bit', name)), ...EVENTS])
    expect([file.records, file.recordsBad, file.problems]).toEqual([21, 0, []])
  })

  test('warns of what failed, and of nothing that is routine', async () => {
    const { file } = await parseBytes(bytes)
    const { table } = file
    const warned = Array.from(table.level.entries()).filter(([, level]) => level === Level.Warning)
    const told = warned.map(([row]) => [
      table.line[row],
      table.components[table.component[row] ?? 0],
      `0x${(table.code[row] ?? 0).toString(16)}`,
    ])
    expect(told).toEqual([
      [TREE.length + 8, 'DismHost.exe', '0xc0000022'],
      [TREE.length + 21, 'SetupHost.exe', '0xc0000005'],
    ])
  })

  test('tells its clock, its machine and the programs of setup', async () => {
    const { file } = await parseBytes(bytes)
    expect(file.signals).toEqual([
      { kind: 'setup.process', row: 1, line: 9, image: 'SetupHost.exe', what: 'started' },
      {
        kind: 'clock.utc',
        row: 0,
        line: 8,
        utc: Date.UTC(2024, 2, 5, 10, 0, 2),
        source: 'utc',
        errorMs: 0,
      },
      { kind: 'machine.fact', row: 0, line: 8, key: 'name', value: 'PC-0231' },
      { kind: 'machine.fact', row: 0, line: 8, key: 'os-build', value: '10.0.19045' },
    ])
  })

  test('says which processes touched a file, and how that ended', async () => {
    const touches = await touchesOf(sourceOf(bytes), DRIVER_FILE)
    const told = touches.map(({ process, operation, result, count }) => [
      process,
      operation,
      result,
      count,
    ])
    expect(told).toEqual([
      ['SetupHost.exe', 'CreateFile', 'SUCCESS', 1],
      ['SetupHost.exe', 'ReadFile', 'SUCCESS', 1],
      ['DismHost.exe', 'WriteFile', 'ACCESS DENIED', 1],
      ['SetupHost.exe', 'SetDispositionInformationFile', 'SUCCESS', 1],
      ['SetupHost.exe', 'CreateFileMapping', 'FILE LOCKED WITH ONLY READERS', 1],
    ])
    expect(await touchesOf(sourceOf(bytes), 'C:\\Windows')).toEqual([])
  })

  test('shows an event in full, with its stack, its parents and its environment', async () => {
    const { file } = await parseBytes(bytes)
    const start = await readRecord(sourceOf(bytes), file.table.start[1] ?? 0)
    expect(start?.xml).toContain('Environment: \n;\tOS=Windows_NT\n;\tTEMP=C:\\Temp</Detail>')
    expect(start?.xml).toContain(`<frame>0x${is64 ? '7ff6' : ''}10002345</frame>`)
    expect(start?.xml).toMatch(
      />SetupPrep\.exe \(2100\)<[^]*>Setup\.exe \(2000\)<[^]*>explorer\.exe \(100\)</,
    )
    expect(await readRecord(sourceOf(bytes), 3)).toBeNull()
  })
})

test('the fixture is the capture', () => {
  const path = fileURLToPath(new URL('setup.pml', import.meta.url))
  expect(new Uint8Array(readFileSync(path))).toEqual(setupCapture())
})

test('a log without its end keeps its events; processes have numbers', async () => {
  const whole = setupCapture()
  const { file } = await parseBytes(whole.subarray(0, (whole.length * 3) >> 2))
  expect(file.records).toBeGreaterThan(10)
  expect(file.rendered?.[1]).toMatch(/^2024-03-05 10:00:02\.0001234 process #2 Process Create D:/)
  expect(file.problems.map(({ code }) => code)).toContain('truncated')
})

test('a log that was not closed keeps its events', async () => {
  const bytes = setupCapture().slice()
  bytes.fill(0, 0x234, 0x268)
  const { file } = await parseBytes(bytes)
  expect(file.records).toBe(21)
  expect(file.problems[0]?.detail).toContain('was not closed')
})

test('an event that points back is left out and told', async () => {
  const bytes = setupCapture().slice()
  const view = new DataView(bytes.buffer)
  view.setUint32(Number(view.getBigUint64(0x248, true)) + 5 * 4, 0x3a8, true)
  const { file } = await parseBytes(bytes)
  expect([file.records, file.recordsBad, file.problems.length]).toEqual([20, 1, 1])
})

test('results have names, everyday ones are no failures', () => {
  expect(resultName(0xc000cf0a)).toBe('0xC000CF0A')
  expect([0, 0x103, 0x80000005, 0x8000001a, 0xc0000011, 0xc0000034, 0x104].some(isFailure)).toBe(
    false,
  )
  expect([0xc0000022, 0xc0000043, 0xc000007f, 0xc0000102].every(isFailure)).toBe(true)
})

test('beyond a number of lines only failures and the lives of processes have one', async () => {
  const [routine, failure] = [4, 7].map((i) => captureEvents(true)[i]) as [MadeEvent, MadeEvent]
  const events = Array.from({ length: 200_500 }, (_, i) => (i % 500 === 0 ? failure : routine))
  const { file } = await parseBytes(writeLog({ is64: true, processes: [], events }))
  expect(file.records).toBe(200_500)
  expect(file.table.length).toBe(200_001)
  expect(file.rendered?.at(-1)).toBe(
    '… and 499 more events that did not fail, and neither start nor end a process. They have no lines here.',
  )
  expect(file.rendered?.at(-2)).toContain('ACCESS DENIED')
})
