/** A log as rows, lines and signals, and a fixture for the contract runner that the writer made. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

import { evtx } from '../../../src/core/formats/evtx.ts'
import { headOf } from '../../../src/core/formats/pick-format.ts'
import { detectEncoding } from '../../../src/core/text/encoding.ts'
import { makeEventLog, type LogRecord } from '../../support/evtx/event-log.ts'
import { readLog } from '../../support/evtx/read-log.ts'
import * as values from '../../support/evtx/value-bytes.ts'
import { readingOf } from '../../support/parse-bytes.ts'

const FIXTURE = fileURLToPath(new URL('system.evtx', import.meta.url))

const at = (time: string): string => `2024-03-05T${time}Z`

const SYSTEM: readonly LogRecord[] = [
  {
    provider: 'Microsoft-Windows-Kernel-General',
    id: 12,
    time: at('01:00:00.250'),
    data: {
      MajorVersion: values.uint32(10),
      MinorVersion: values.uint32(0),
      BuildVersion: values.uint32(19045),
      QfeVersion: values.uint32(3803),
      ServiceVersion: values.uint32(0),
      BootMode: values.uint32(0),
      StartTime: values.fileTime(Date.parse(at('00:59:59.500'))),
    },
  },
  {
    provider: 'Microsoft-Windows-Kernel-Power',
    id: 41,
    level: 1,
    time: at('01:00:01.000'),
    data: {
      BugcheckCode: values.uint32(0x7e),
      BugcheckParameter1: values.hex64(0xffffffffc0000005n),
      BugcheckParameter2: values.hex64(0xfffff80400001000n),
      BugcheckParameter3: values.hex64(0n),
      BugcheckParameter4: values.hex64(0n),
    },
  },
  {
    provider: 'EventLog',
    id: 6013,
    level: 0,
    time: at('04:00:00.000'),
    data: {
      '': values.array(
        ['', '', '', '', '10800', '60', '-480 China Standard Time'].map(values.text),
        1,
      ),
    },
  },
  {
    provider: 'Microsoft-Windows-WindowsUpdateClient',
    id: 20,
    level: 2,
    time: at('04:10:00.000'),
    data: {
      errorCode: values.hex32(0x80070643),
      updateTitle: '2024-02 Update (KB5034441)',
      updateGuid: values.guid('{12345678-9abc-def0-1234-56789abcdef0}'),
      updateRevisionNumber: values.uint32(200),
    },
  },
  {
    provider: 'Service Control Manager',
    id: 7023,
    level: 2,
    time: at('04:11:00.000'),
    data: {
      param1: 'Sample Service',
      param2: '%%2147942402',
      Binary: values.binary(new Uint8Array(4)),
    },
  },
  {
    provider: 'Sample Disk',
    id: 153,
    level: 3,
    time: at('04:12:00.000'),
    data: { Disk: values.uint32(0), Status: values.hex32(0xc000000e) },
  },
  {
    provider: 'Sample Trace',
    id: 1,
    level: 5,
    time: at('04:13:00.000'),
    data: {},
  },
]

test('rows, lines and signals of a log', async () => {
  const file = await readLog(makeEventLog(SYSTEM))
  expect(file.rendered).toEqual([
    '2024-03-05 01:00:00.250 Information Microsoft-Windows-Kernel-General 12: Windows started at 2024-03-05T00:59:59.5000000Z (build 19045.3803).',
    '2024-03-05 01:00:01.000 Critical Microsoft-Windows-Kernel-Power 41: The machine restarted without a clean shutdown. Bug check: 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (0xffffffffc0000005, 0xfffff80400001000, 0x0, 0x0); 0 = none was recorded (hang, reset, power loss).',
    '2024-03-05 04:00:00.000 Information EventLog 6013: Windows has been running for 10800 seconds; time zone: -480 China Standard Time (minutes behind UTC, name).',
    '2024-03-05 04:10:00.000 Error Microsoft-Windows-WindowsUpdateClient 20: Installation failed with 0x80070643 ERROR_INSTALL_FAILURE: 2024-02 Update (KB5034441)',
    '2024-03-05 04:11:00.000 Error Service Control Manager 7023: param1=Sample Service; param2=%%2147942402',
    '2024-03-05 04:12:00.000 Warning Sample Disk 153: Disk=0; Status=0xc000000e',
    '2024-03-05 04:13:00.000 Verbose Sample Trace 1: ',
  ])
  const { rows, signals } = readingOf(file)
  expect(rows).toEqual([
    '1 2024-03-05 01:00:00.250 level 0 Microsoft-Windows-Kernel-General 0x0 flags 0',
    '2 2024-03-05 01:00:01 level 4 Microsoft-Windows-Kernel-Power 0x0 flags 0',
    '3 2024-03-05 04:00:00 level 0 EventLog 0x0 flags 0',
    '4 2024-03-05 04:10:00 level 3 Microsoft-Windows-WindowsUpdateClient 0x80070643 flags 0',
    '5 2024-03-05 04:11:00 level 3 Service Control Manager 0x80070002 flags 0',
    '6 2024-03-05 04:12:00 level 2 Sample Disk 0xc000000e flags 0',
    '7 2024-03-05 04:13:00 level 0 Sample Trace 0x0 flags 0',
  ])
  expect(file.signals.map(({ kind, line }) => `${line} ${kind}`)).toEqual([
    '1 clock.utc',
    '1 sys.boot',
    '2 sys.unclean-restart',
    '3 machine.fact',
    '4 update.step',
  ])
  expect(signals).toHaveLength(5)
  expect(file).toMatchObject({ records: 7, recordsBad: 0, problems: [], unparsed: [] })
})

test('rows stand in the order of the file, with the place of their record', async () => {
  const { table } = await readLog(makeEventLog(SYSTEM, { perChunk: 3 }))
  expect(Array.from(table.start.subarray(0, 4))).toEqual([
    0x1200,
    0x1200 + (table.size[0] ?? 0),
    0x1200 + (table.size[0] ?? 0) + (table.size[1] ?? 0),
    0x11200,
  ])
})

describe('times', () => {
  test('the time of the event counts, not that of its writing', async () => {
    const log = makeEventLog([{ provider: 'Sample', id: 1, time: at('10:00:00.000') }])
    // The header's time, an hour later.
    const view = new DataView(log.buffer)
    view.setBigUint64(0x1210, view.getBigUint64(0x1210, true) + 36_000_000_000n, true)
    expect((await readLog(log)).rendered).toEqual([
      '2024-03-05 10:00:00.000 Information Sample 1: ',
    ])
  })

  test('a time of no calendar is none', async () => {
    const log = makeEventLog([{ provider: 'Sample', id: 1, time: '1601-01-01T00:00:00.000Z' }])
    const file = await readLog(log)
    expect(file.rendered).toEqual(['Information Sample 1: '])
    expect(file.signals).toEqual([])
  })
})

test('a log of 300 chunks, and records as large as a chunk holds', async () => {
  const records = Array.from({ length: 300 }, (_, i) => ({
    provider: 'Sample',
    id: i,
    time: at('10:00:00.000'),
    data: { Text: 'x'.repeat(30_000), Number: values.uint32(i) },
  }))
  const file = await readLog(makeEventLog(records))
  expect(file).toMatchObject({ records: 300, recordsBad: 0, problems: [] })
  expect(file.rendered?.[299]).toMatch(/Sample 299: Text=x{239}…; Number=299$/)
})

test('its magic is claimed under any name; a log of before Vista is not', () => {
  const claim = (bytes: Uint8Array): number =>
    evtx.sniff(headOf(bytes, detectEncoding(bytes), 'unknown.bin'))
  expect(claim(makeEventLog(SYSTEM).subarray(0, 0x10000))).toBe(1)
  const old = new Uint8Array(0x10000)
  old.set([0x30, 0, 0, 0, ...new TextEncoder().encode('LfLe')])
  expect(claim(old)).toBe(0)
})

test('the fixture is what the writer makes', () => {
  const made = makeEventLog(SYSTEM, { flags: 1, statedChunks: 0 })
  if (process.env['UPDATE_GOLDEN'] !== undefined) writeFileSync(FIXTURE, made)
  expect(existsSync(FIXTURE) && readFileSync(FIXTURE).equals(made)).toBe(true)
})
