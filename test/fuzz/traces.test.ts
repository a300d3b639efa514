/** Damaged Process Monitor logs and event traces: nothing is thrown, nothing takes long, and lines stay bounded. */
import { describe, expect, test } from 'vitest'

import { etl } from '../../src/core/formats/etl.ts'
import { pml } from '../../src/core/formats/pml.ts'
import { readRecord } from '../../src/core/formats/pml/read-record.ts'
import { touchesOf } from '../../src/core/formats/pml/touches.ts'
import { writeTrace } from '../support/etl/write-trace.ts'
import { sourceOf } from '../support/evtx/read-log.ts'
import { parseBytes } from '../support/parse-bytes.ts'
import { DRIVER_FILE, setupCapture } from '../support/pml/setup-capture.ts'
import { INPUTS, LONGEST_MS, mutations } from './mutations.ts'

describe.each([
  ['capture, 64-bit', setupCapture(true), pml],
  ['capture, 32-bit', setupCapture(false), pml],
  ['trace, 64-bit', writeTrace({ is64: true }), etl],
  ['trace, 32-bit', writeTrace({ is64: false }), etl],
] as const)('damaged: %s', (name, whole, format) => {
  test(`${INPUTS} inputs`, { timeout: INPUTS * LONGEST_MS }, async () => {
    for (const { number, bytes } of mutations(
      whole,
      INPUTS,
      name.length + (name.includes('32') ? 1 : 0),
    )) {
      const label = `${name} ${number}`
      const started = performance.now()
      const { file } = await parseBytes(bytes, { formats: [{ ...format, sniff: () => 1 }] })
      if (format === pml) {
        await touchesOf(sourceOf(bytes), DRIVER_FILE)
        await readRecord(sourceOf(bytes), file.table.start[0] ?? 0)
      }
      expect(performance.now() - started, label).toBeLessThan(LONGEST_MS)
      expect(file.lines, label).toBe(file.rendered?.length ?? 0)
      expect(file.lines, label).toBeLessThan(3000)
      expect(Math.max(0, ...(file.rendered ?? []).map((line) => line.length)), label).toBeLessThan(
        2000,
      )
    }
  })
})
