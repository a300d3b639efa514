/** Runs of the answer file's passes: lines of UnattendGC in, runs and passes out. */
import { expect, test } from 'vitest'

import type { Story } from '../../src/core/model/story.ts'
import { stamped, storyOf } from '../support/story-from-text.ts'

const GC = 'Panther/UnattendGC/setupact.log'

const AUDIT = `
  2023-06-26 08:02:01 - [audit.exe] AuditSystem running to process unattend settings for pass [auditSystem]
  2023-06-26 08:02:30 - [audit.exe] [Action Queue] : Command Line = C:\\WINDOWS\\SYSTEM32\\PNPUNATTEND.EXE / arguments = / pass = auditSystem / manifest path = C:\\m.manifest`
const FAILED = `
  2023-06-26 08:08:34 ! - [audit.exe] Pass has failed status; system is in an invalid state.
  2023-06-26 08:08:34 ! - [audit.exe] Failed to complete RunSMIPass for auditUser. Error: [0x8030000C]`
const OOBE = `
  2023-06-26 09:00:00 - [Shell Unattend] Running 'oobeSystem' pass
  2023-06-26 09:00:05 - [Shell Unattend] Exiting 'oobeSystem' pass with status 0x00000000`

function rows({ attempts }: Story): readonly string[] {
  return attempts.map(({ kind, outcome, result, phases }) =>
    [
      `${kind} ${outcome} ${result.toString(16)}`,
      ...phases.map((phase) => `${phase.name} ${phase.outcome}`),
    ].join(', '),
  )
}

test('audit mode: auditSystem, then auditUser that failed', async () => {
  expect(rows(await storyOf({ [GC]: stamped(AUDIT + FAILED) }))).toEqual([
    'audit failed 8030000c, auditSystem unfinished, auditUser failed',
  ])
})

test('a driver folder is of the pass that its tool was started for, before that line too', async () => {
  const early = `
    2023-06-26 08:00:32 ! - [PNPUNATTEND.EXE] No driver packages were found at "C:\\DRIVERS" (error code 0x3: not found.)`
  const story = await storyOf({ [GC]: stamped(early + AUDIT) })
  expect(rows(story)).toEqual(['audit unknown 0, auditSystem unfinished'])
  expect(story.attempts[0]?.begin).toEqual({ file: 0, line: 1 })
})

test('out-of-box setup', async () => {
  expect(rows(await storyOf({ [GC]: stamped(OOBE) }))).toEqual([
    'oobe succeeded 0, oobeSystem succeeded',
  ])
})

test('a pass that ends with a failing status', async () => {
  const failed = OOBE.replace('0x00000000', '0x80070002')
  expect(rows(await storyOf({ [GC]: stamped(failed) }))).toEqual([
    'oobe failed 80070002, oobeSystem failed',
  ])
})

test('half a day later it is another run', async () => {
  const later = OOBE.replaceAll('06-26', '06-28')
  expect(rows(await storyOf({ [GC]: stamped(OOBE + later) }))).toHaveLength(2)
})

test('Panther and UnattendGC each log a part of one run', async () => {
  const specialize = `
    2023-06-26 08:50:00 - [Shell Unattend] Running 'specialize' pass
    2023-06-26 08:50:05 - [Shell Unattend] Exiting 'specialize' pass with status 0x00000000`
  const texts = { 'Panther/setupact.log': stamped(specialize), [GC]: stamped(OOBE) }
  expect(rows(await storyOf(texts))).toEqual([
    'oobe succeeded 0, specialize succeeded, oobeSystem succeeded',
  ])
})

test('audit mode and the out-of-box setup after it are two', async () => {
  expect(rows(await storyOf({ a: stamped(AUDIT + FAILED), b: stamped(OOBE) }))).toHaveLength(2)
})
