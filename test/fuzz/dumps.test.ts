/** Damaged dumps of every kind: nothing is thrown, nothing takes long, and lines stand for what could be read. */
import { describe, expect, test } from 'vitest'
import { kernelDump } from '../../src/core/formats/kernel-dump.ts'
import { userDump } from '../../src/core/formats/user-dump.ts'
import { cameraRequestCrash, filterUnloadCrash } from '../support/dumps/cases.ts'
import { userDumpBytes } from '../support/dumps/user-dump.ts'
import { bitmapDump, completeDump, rangesDump, triageDump } from '../support/dumps/writers.ts'
import { parseBytes } from '../support/parse-bytes.ts'
import { INPUTS, LONGEST_MS, mutations } from './mutations.ts'

const TIMES = { atUtcMs: Date.UTC(2023, 2, 14), uptimeMs: 4_906 }
const filter = filterUnloadCrash(TIMES)
const process = userDumpBytes({
  atSeconds: 1_678_757_430,
  createdSeconds: 1_678_757_342,
  build: 17763,
  exception: { code: 0xc0000005, address: 0x7ff610002345n, parameters: [0n, 0x18n] },
  modules: [
    {
      path: 'C:\\Windows\\System32\\a.exe',
      base: 0x7ff610000000n,
      size: 0x60000,
      version: [1, 2, 3, 4],
    },
  ],
})

describe.each([
  ['bitmap', bitmapDump(filter), kernelDump],
  ['ranges', rangesDump(cameraRequestCrash(TIMES)), kernelDump],
  ['complete', completeDump(filter), kernelDump],
  ['triage', triageDump({ ...filter, blocks: [[filter.stack[0], 0x400]] }), kernelDump],
  ['process', process, userDump],
] as const)('a damaged dump: %s', (name, whole, format) => {
  test(`${INPUTS} inputs`, { timeout: 600_000 }, async () => {
    for (const { number, bytes } of mutations(whole, INPUTS, name.length)) {
      const started = performance.now()
      const { file } = await parseBytes(bytes, {
        formats: [{ ...format, sniff: () => 1 }],
      })
      const label = `${name} ${number}`
      expect(performance.now() - started, label).toBeLessThan(LONGEST_MS)
      expect(file.lines, label).toBe(file.rendered?.length ?? 0)
      expect(file.lines, label).toBeLessThan(20_000)
    }
  })
})
