/** Damaged event logs: nothing is thrown, nothing takes long, and what stands in the viewer stays bounded. */
import { describe, expect, test } from 'vitest'

import { evtx } from '../../src/core/formats/evtx.ts'
import { readRecord } from '../../src/core/formats/evtx/read-record.ts'
import { makeEventLog, type LogRecord } from '../support/evtx/event-log.ts'
import { sourceOf } from '../support/evtx/read-log.ts'
import * as values from '../support/evtx/value-bytes.ts'
import { element, hole } from '../support/evtx/xml-source.ts'
import { parseBytes } from '../support/parse-bytes.ts'
import { INPUTS, LONGEST_MS, mutations } from './mutations.ts'

const at = (second: number): string => new Date(Date.UTC(2024, 2, 5, 10, 0, second)).toISOString()

/** A record of each kind that steers the reader elsewhere: arrays, XML inside XML, XML without a template, every type. */
const RECORDS: readonly LogRecord[] = [
  {
    provider: 'Microsoft-Windows-Kernel-General',
    id: 12,
    time: at(1),
    data: { BuildVersion: values.uint32(19045), StartTime: values.fileTime(Date.parse(at(0))) },
  },
  {
    provider: 'EventLog',
    id: 6013,
    time: at(2),
    data: { '': values.array(['', '', '', '', '60'].map(values.text), 0x01) },
  },
  {
    provider: 'Microsoft-Windows-Kernel-PnP',
    id: 411,
    level: 2,
    time: at(3),
    data: {
      DeviceInstanceId: 'PCI\\VEN_1234',
      Guid: values.guid('{9c205a39-1250-487d-abd7-e831c6290539}'),
      Flag: values.bool(true, 1),
      Sid: values.sid('S-1-5-21-1-2-3-500'),
      When: values.systemTime(Date.parse(at(0))),
      Real: values.real64(0.5),
      Bytes: values.binary(Uint8Array.of(1, 2, 3, 4)),
      Problem: values.uint32(31),
      Status: values.hex32(0xc0000365),
    },
  },
  {
    provider: 'Microsoft-Windows-Servicing',
    id: 3,
    level: 2,
    time: at(4),
    userData: 'CbsPackageChangeState',
    data: { PackageIdentifier: 'KB5034441', ErrorCode: '0x80070643', Client: 'sample' },
  },
  {
    provider: 'Sample',
    id: 1,
    time: at(5),
    fragment: {
      template: 'outer',
      xml: element('UserData', {}, [
        element('Outer', { A: 'b', C: hole(1) }, [hole(0, 0x21), { cdata: 'words' }]),
      ]),
      values: [
        {
          template: 'inner',
          xml: element('Inner', {}, ['x', { entity: 'amp' }, { character: 65 }, hole(0)]),
          values: [values.text('deep')],
        },
        values.array([1, 2, 3].map(values.uint32), 0x08),
      ],
    },
  },
  {
    provider: 'Sample',
    id: 2,
    time: at(6),
    fragment: {
      template: null,
      xml: element('EventData', {}, [element('Data', { Name: 'A' }, ['forwarded'])]),
      values: [],
    },
  },
]

/** Mutations hit the first kilobyte most, so each record comes first in one of these. */
const LOGS = RECORDS.map((_, i) =>
  makeEventLog([...RECORDS.slice(i), ...RECORDS.slice(0, i)], { perChunk: 4 }),
)

/** What stays whole: nothing, the file's header, most of the first chunk's. */
const PREFIXES = [0, 0x1000, 0x11c0]

describe.each(PREFIXES)('damaged event logs, whole up to 0x%x', (prefix) => {
  const each = Math.ceil(INPUTS / LOGS.length)
  test(`${each * LOGS.length} inputs`, { timeout: INPUTS * LONGEST_MS }, async () => {
    for (const [seed, log] of LOGS.entries()) {
      for (const { number, bytes } of mutations(log.subarray(prefix), each, prefix + seed)) {
        const whole = new Uint8Array(prefix + bytes.length)
        whole.set(log.subarray(0, prefix))
        whole.set(bytes, prefix)
        await check(whole, `log ${seed}, input ${number}`)
      }
    }
  })
})

async function check(bytes: Uint8Array, label: string): Promise<void> {
  const started = performance.now()
  const { file } = await parseBytes(bytes, { formats: [{ ...evtx, sniff: () => 1 }] })
  const lines = file.rendered ?? []
  expect(file.lines, label).toBe(lines.length)
  expect(file.lines, label).toBeLessThan(20_000)
  expect(Math.max(0, ...lines.map((line) => line.length)), label).toBeLessThan(1201)
  expect(file.problems.length, label).toBeLessThan(40)
  const { table } = file
  for (let row = 0; row < Math.min(2, table.length); row++) {
    const text = await readRecord(sourceOf(bytes), table.start[row] ?? 0, table.size[row] ?? 0)
    expect(text?.xml.length ?? 0, label).toBeLessThan(1 << 21)
  }
  expect(performance.now() - started, label).toBeLessThan(LONGEST_MS)
}
