/** Servicing sessions and the attempts made of them: lines of CBS.log in, one row per session out. */
import { describe, expect, test } from 'vitest'

import type { Story } from '../../src/core/model/story.ts'
import { placeText, stamped, storyOf } from '../support/story-from-text.ts'

const BEACON = 'CSI 00000001@2022/10/10:07:00:00.289 WcpInitialize (wcp.dll version 0.0.0.6) called'
const SERVICE = 'CBS TI: --- Initializing Trusted Installer ---'
const ROLLUP = 'Package_for_RollupFix~31bf3856ad364e35~amd64~~17763.3532.1.6'
const OTHER = 'Package_for_RollupFix~31bf3856ad364e35~amd64~~17763.3287.1.4'

const A = '30989440_4019912345'
const B = '30989441_1019912345'

/** An update that asks for a restart. */
function installed(id: string, kb: string, identity = ROLLUP, day = '2022-10-10'): string {
  return `
    ${day} 15:00:00 ${SERVICE}
    ${day} 15:00:00 ${BEACON}
    ${day} 15:00:02 CBS Session: ${id} initialized by client WindowsUpdateAgent, external staging directory: (null)
    ${day} 15:00:02 CBS Exec: Processing started.  Client: WindowsUpdateAgent, Session: ${id}, Package: ${identity}, Identifier: ${kb}
    ${day} 15:20:00 CBS Session: ${id} finalized. Reboot required: yes [HRESULT = 0x00000000 - S_OK]`
}

const STAGING = `
    2022-10-10 15:33:40 ${SERVICE}
    2022-10-10 15:33:41 CBS Startup: current ExecuteState is CbsExecuteStateStageDrivers
    2022-10-10 15:33:51 CBS Perf: Doqe: Staging started.
    2022-10-10 15:33:51 CBS Doqe: [Forward] Staging driver updates, Count 86
    2022-10-10 15:33:51 CBS STAGE index: 7, phase: 1, result 1009, inf: oposdrv.inf
    2022-10-10 15:33:51 CBS Doqe: Recording result: 0x800703f1, for Inf: oposdrv.inf
    2022-10-10 15:33:51 CBS DriverUpdateStageUpdates failed [HRESULT = 0x800703f1 - ERROR_BADDB]
    2022-10-10 15:33:51 ! CBS Doqe: Failed staging driver updates [HRESULT = 0x800703f1 - ERROR_BADDB]
    2022-10-10 15:33:51 CBS Perf: Doqe: Staging ended.`

const ROLLED_BACK = `
    2022-10-10 15:33:51 CBS Setting ExecuteState key to: CbsExecuteStateFailed
    2022-10-10 15:33:51 CBS Progress: UI message updated. Operation type: Update. Stage: 1 out of 1. Rollback.
    2022-10-10 15:33:51 CBS Setting original failure status: 0x800703f1, last forward execute state: CbsExecuteStateStageDrivers`

const COMPLETED = `
    2022-10-10 15:34:30 CBS Setting ExecuteState key to: CbsExecuteStateComplete
    2022-10-10 15:34:31 CBS Setting ExecuteState key to: ExecuteStateNone
    2022-10-10 15:34:31 CBS Startup: Processing complete. [HRESULT = 0x00000000 - S_OK]`

function cbs(...parts: readonly string[]): Promise<Story> {
  return storyOf({ 'CBS.log': stamped(parts.join('\n').replace(/\n\s*\n/g, '\n')) })
}

/** `id kbs outcome code | states | queues`. */
function rows({ sessions }: Story): readonly string[] {
  return sessions.map((one) => {
    const kbs = [...new Set(one.packages.map(({ kb }) => kb).filter((kb) => kb !== ''))].join(' ')
    const states = one.executeStates.map(({ state }) => state.replace('CbsExecuteState', ''))
    const queues = one.driverQueues.map(
      (queue) => `${queue.action} ${queue.count} ${queue.outcome} ${queue.items.length}`,
    )
    return [
      `${one.id} ${kbs} ${one.outcome} ${one.code.toString(16)}`,
      states.join(' '),
      queues.join(', '),
    ].join(' | ')
  })
}

function attempts({ attempts: all }: Story): readonly string[] {
  return all.map(({ kind, subject, outcome }) => `${kind} ${subject} ${outcome}`)
}

describe('over a restart', () => {
  test('work of the next start belongs to the session that asked for the restart', async () => {
    const story = await cbs(installed(A, 'KB5016623'), STAGING, ROLLED_BACK)
    expect(rows(story)).toEqual([
      `${A} KB5016623 rolled-back 800703f1 | StageDrivers Failed | stage 86 failed 1`,
    ])
    expect(attempts(story)).toEqual(['update KB5016623 rolled-back'])
  })

  test('a failed run of the queue is one run until it ends, and its place is its error', async () => {
    const story = await cbs(installed(A, 'KB5016623'), STAGING, ROLLED_BACK)
    const [queue] = story.sessions[0]?.driverQueues ?? []
    expect(queue).toMatchObject({ direction: 'Forward', code: 0x800703f1, outcome: 'failed' })
    expect(placeText(story, queue?.place ?? null)).toBe('CBS.log:13')
  })

  test('the session goes on where the line names it, whichever was last', async () => {
    const story = await cbs(
      installed(A, 'KB5016623'),
      installed(B, 'KB5017379', OTHER)
        .replaceAll(' 15:0', ' 15:2')
        .replaceAll(' 15:20:00 CBS Session', ' 15:29:00 CBS Session'),
      `
      2022-10-10 15:33:40 ${SERVICE}
      2022-10-10 15:33:40 CBS Session: ${A} initialized by client WindowsUpdateAgent, external staging directory: (null)
      2022-10-10 15:33:41 CBS Startup: current ExecuteState is CbsExecuteStateResolvePending`,
      COMPLETED,
    )
    expect(rows(story)).toEqual([
      `${A} KB5016623 succeeded 0 | ResolvePending Complete | `,
      `${B} KB5017379 unfinished 0 |  | `,
    ])
  })

  test('the end of the work is the end: a later session does not fall to it', async () => {
    const story = await cbs(
      installed(A, 'KB5016623'),
      `
      2022-10-10 15:33:40 ${SERVICE}
      2022-10-10 15:33:41 CBS Startup: current ExecuteState is CbsExecuteStatePrimitives`,
      COMPLETED,
      `
      2022-10-10 18:00:00 CBS Session: ${B} initialized by client WinMgmt, external staging directory: (null)
      2022-10-10 18:00:01 CBS Reporting package change for package: ${OTHER}, current: Absent, pending: Default, start: Absent, target: Installed, client id: WinMgmt`,
    )
    expect(story.sessions.map(({ id, packages }) => [id, packages.length])).toEqual([
      [A, 1],
      [B, 1],
    ])
  })

  test('ExecuteStateNone is no state', async () => {
    const story = await cbs(`
      2022-10-10 15:33:40 ${SERVICE}
      2022-10-10 15:33:41 ${BEACON}
      2022-10-10 15:33:41 CBS SetProgressMessage: progressMessageStage: 0, ExecuteState: ExecuteStateNone, SubStage: 0
      2022-10-10 15:33:42 CBS Retrieved original failure status: 0x00000000, last forward execute state: CbsExecuteStateStageDrivers
      2022-10-10 15:33:43 CBS Startup: current ExecuteState is CbsExecuteStateNone`)
    expect(rows(story)).toEqual([])
  })

  test('drivers that an update can do without may fail: it completes', async () => {
    const story = await cbs(installed(A, 'KB5016623'), STAGING, COMPLETED)
    expect(rows(story)).toEqual([
      `${A} KB5016623 succeeded 0 | StageDrivers Complete | stage 86 failed 1`,
    ])
  })
})

describe('one attempt or more', () => {
  test('two KBs are two', async () => {
    const story = await cbs(
      installed(B, 'KB5015811', OTHER, '2022-10-08'),
      STAGING.replaceAll('10-10', '10-08'),
      ROLLED_BACK.replaceAll('10-10', '10-08'),
      installed(A, 'KB5016623'),
      STAGING,
      ROLLED_BACK,
    )
    expect(attempts(story)).toEqual([
      'update KB5015811 rolled-back',
      'update KB5016623 rolled-back',
    ])
  })

  test('one KB in two sessions is one', async () => {
    const story = await cbs(
      installed(B, 'KB5016623', ROLLUP, '2022-10-09').replace('required: yes', 'required: no'),
      installed(A, 'KB5016623'),
    )
    expect(attempts(story)).toEqual(['update KB5016623 unfinished'])
    expect(story.attempts[0]?.sessions).toEqual([B, A])
  })

  test('the same KB after a failure is another', async () => {
    const story = await cbs(
      installed(B, 'KB5016623', OTHER, '2022-10-08'),
      STAGING.replaceAll('10-10', '10-08'),
      ROLLED_BACK.replaceAll('10-10', '10-08'),
      installed(A, 'KB5016623'),
      COMPLETED,
    )
    expect(attempts(story)).toEqual(['update KB5016623 rolled-back', 'update KB5016623 succeeded'])
  })

  test('a question is none, also where it fails', async () => {
    const story = await cbs(`
      2022-10-10 15:00:00 ${SERVICE}
      2022-10-10 15:00:00 ${BEACON}
      2022-10-10 15:00:02 CBS Session: ${A} initialized by client WindowsUpdateAgent, external staging directory: (null)
      2022-10-10 15:00:03 CBS Session: ${A} finalized. Reboot required: no [HRESULT = 0x800f0805 - CBS_E_INVALID_PACKAGE]`)
    expect(attempts(story)).toEqual([])
  })

  test('a repair of the store is a repair', async () => {
    const story = await cbs(`
      2022-10-10 15:00:00 ${SERVICE}
      2022-10-10 15:00:00 ${BEACON}
      2022-10-10 15:00:02 CBS Session: ${A} initialized by client DISM Package Manager Provider, external staging directory: (null)
      2022-10-10 15:00:02 CBS Exec: Session processing started.  Client: DISM Package Manager Provider, Session(Store Corruption Detect/Repair): ${A}
      2022-10-10 15:05:00 CBS Repr: Not able to find replacement file for component amd64_sample, file sample.dll on any local source
      2022-10-10 15:06:00 CBS Failed to collect payload and there is nothing to repair. [HRESULT = 0x800f081f - CBS_E_SOURCE_MISSING]
      2022-10-10 15:06:01 CBS Session: ${A} finalized. Reboot required: no [HRESULT = 0x800f081f - CBS_E_SOURCE_MISSING]`)
    expect(attempts(story)).toEqual(['repair  failed'])
  })
})

test('the work is of the session that a line names, not of the one opened last', async () => {
  const story = await cbs(`
    2022-10-10 15:00:00 ${SERVICE}
    2022-10-10 15:00:00 ${BEACON}
    2022-10-10 15:00:01 CBS Session: ${A} initialized by client WindowsUpdateAgent, external staging directory: (null)
    2022-10-10 15:00:01 CBS Session: ${B} initialized by client WindowsUpdateAgent, external staging directory: (null)
    2022-10-10 15:00:02 CBS Exec: Processing started.  Client: WindowsUpdateAgent, Session: ${A}, Package: ${ROLLUP}, Identifier: KB5016623
    2022-10-10 15:10:00 CBS Session: 30989441_1 initialized by client WinMgmt, external staging directory: (null)
    2022-10-10 15:11:00 CBS Setting ExecuteState key to: CbsExecuteStatePrimitives`)
  expect(rows(story)).toEqual([`${A} KB5016623 unknown 0 | Primitives | `])
})

test('a log that begins inside a run: a nameless session, over its restarts', async () => {
  const story = await cbs(
    STAGING,
    ROLLED_BACK,
    `
    2022-10-10 15:40:00 ${SERVICE}
    2022-10-10 15:40:01 CBS Startup: current ExecuteState is CbsExecuteStateFailed`,
  )
  expect(rows(story)).toEqual([
    'run-1  rolled-back 800703f1 | StageDrivers Failed | stage 86 failed 1',
  ])
  expect(attempts(story)).toEqual(['update  rolled-back'])
})

test('the rollback names the state that failed', async () => {
  const story = await cbs(installed(A, 'KB5016623'), STAGING, ROLLED_BACK)
  expect(story.rollbacks).toHaveLength(1)
  expect(story.rollbacks[0]).toMatchObject({
    fromState: 'CbsExecuteStateStageDrivers',
    result: 0x800703f1,
  })
  const phases = story.attempts[0]?.phases.map(({ name, outcome }) => `${name} ${outcome}`)
  expect(phases).toEqual([
    'CbsExecuteStateStageDrivers failed',
    'CbsExecuteStateFailed unknown',
    'Doqe stage failed',
    'Rollback unknown',
  ])
})

test('a line of a rollback alone, where nothing failed, is none', async () => {
  const story = await cbs(
    installed(A, 'KB5016623'),
    `
    2022-10-10 15:33:40 ${SERVICE}
    2022-10-10 15:33:41 CBS Startup: current ExecuteState is CbsExecuteStatePrimitives
    2022-10-10 15:33:42 CBS Rolling back the pending transaction of a probe.`,
    COMPLETED,
  )
  expect(attempts(story)).toEqual(['update KB5016623 succeeded'])
  expect(story.rollbacks).toEqual([])
})

test("errors of servicing in dism.log do not lengthen CBS.log's sessions", async () => {
  const story = await storyOf({
    'CBS.log': stamped(installed(A, 'KB5016623')),
    'dism.log': stamped(`
      2022-10-12 09:00:00 DISM DISM.EXE: <----- Starting Dism.exe session ----->
      2022-10-12 09:00:01 DISM DISM.EXE: Executing command line: dism /online /get-packages
      2022-10-12 09:00:02 ! CBS Failed to load offline store [HRESULT = 0x80070020 - ERROR_SHARING_VIOLATION]`),
  })
  expect(new Date(story.sessions[0]?.to ?? 0).toISOString()).toBe('2022-10-10T07:20:00.000Z')
})
