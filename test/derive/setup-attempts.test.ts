/** Runs of Windows Setup: logs in, one row per run, phase and operation out. */
import { describe, expect, test } from 'vitest'

import type { Attempt, Story } from '../../src/core/model/story.ts'
import { placeText, stamped, storyOf, utcText } from '../support/story-from-text.ts'

const PANTHER = '$WINDOWS.~BT/Sources/Panther/setupact.log'
const NEW_OS = 'Windows/Panther/setupact.log'
const ROLLBACK = '$WINDOWS.~BT/Sources/Rollback/setupact.log'

const BEGIN = `
  2023-05-22 22:10:04 MOUPG *************** SetupHost Logging Begin ***************
  2023-05-22 22:10:04 CONX Target OS version: 10.0.22621.1
  2023-05-22 22:10:05 MOUPG Setup phase change: [SetupPhaseUnknown] -> [SetupPhaseUnpack]
  2023-05-22 22:10:09 MOUPG Setup phase change: [SetupPhaseUnpack] -> [SetupPhaseInstall]
  2023-05-22 22:11:40 SP OPERATIONTRACK: Enqueue Operation: 1|Save config data
  2023-05-22 22:11:40 SP OPERATIONTRACK: Enqueue Operation: 2|Apply WIM file index 6 to C:\\NewOS
  2023-05-22 22:11:40 SP OPERATIONTRACK: Enqueue Operation: 3|Machine-specific apply`

const DOWN_LEVEL = `
  2023-05-22 22:11:41 SP OPERATIONTRACK ExecuteOperations: Start execution phase Downlevel
  2023-05-22 22:12:00 SP Operation completed successfully: Save config data
  2023-05-22 22:25:02 SP Operation completed successfully: Apply WIM file index 6 to C:\\NewOS
  2023-05-22 22:25:03 SP ExecuteOperations: Successfully processed execution phase Downlevel`

const FIRST_BOOT = `
  2023-05-22 22:40:00 SP OPERATIONTRACK ExecuteOperations: Start execution phase Pre First Boot
  2023-05-22 22:40:10 SP ExecuteOperations: Successfully processed execution phase Pre First Boot
  2023-05-22 22:40:20 IBS Setup has started phase 4 at 2023-05-22 22:40:20
  2023-05-22 22:44:20 IBS InstallWindows:First boot phase of setup done!!!!
  2023-05-22 22:44:21 IBS Setup has completed phase 4 at 2023-05-22 22:44:21`

const UNDONE = `
  2023-05-22 23:00:06 SP Initiating rollback/uninstall, phase = 0
  2023-05-22 23:00:08 IBSLIB ExecuteRollbackSequence: Checkpoint(SetupPlatformOSSwitchCheckpoint) rollback in progress.
  2023-05-22 23:00:20 IBSLIB ExecuteRollbackSequence: Checkpoint(SetupPlatformOSSwitchCheckpoint) rollback finished.
  2023-05-22 23:00:23 SP Current phase : 4
  2023-05-22 23:00:23 SP Current op    : 23
  2023-05-22 23:00:23 SP Current phase string : OOBEBoot,Start
  2023-05-22 23:00:23 SP Current result: 0xC1900101`

/** The same lines on another day. */
function on(day: string, text: string): string {
  return text.replaceAll('2023-05-22', day)
}

function rows({ attempts }: Story): readonly string[] {
  return attempts.map(
    ({ kind, subject, outcome, result, extend }) =>
      `${kind} ${subject} ${outcome} ${result.toString(16)}-${extend.toString(16)}`,
  )
}

/** Phases of a kind, `name outcome`. */
function phases(attempt: Attempt | undefined, kind: string): readonly string[] {
  return (attempt?.phases ?? [])
    .filter((phase) => phase.kind === kind)
    .map(({ name, outcome }) => `${name} ${outcome}`)
}

function operations(attempt: Attempt | undefined): readonly string[] {
  return (attempt?.operations ?? []).map(({ name, outcome }) => `${name} ${outcome}`)
}

describe('an upgrade', () => {
  test('goes on in the new system, and is undone in a third log', async () => {
    const story = await storyOf({
      [PANTHER]: stamped(BEGIN + DOWN_LEVEL),
      [NEW_OS]: stamped(FIRST_BOOT),
      [ROLLBACK]: stamped(UNDONE),
    })
    expect(rows(story)).toEqual(['upgrade 10.0.22621 rolled-back c1900101-40017'])
    expect(phases(story.attempts[0], 'operation-track')).toEqual([
      'Downlevel succeeded',
      'Pre First Boot succeeded',
    ])
    expect(phases(story.attempts[0], 'setup').slice(0, 4)).toEqual([
      'Down-level succeeded',
      'SafeOS succeeded',
      'First boot succeeded',
      'Second boot failed',
    ])
    expect(phases(story.attempts[0], 'rollback')).toEqual(['Rollback succeeded'])
    expect(story.rollbacks.map(({ fromState }) => fromState)).toEqual(['OOBEBoot,Start'])
  })

  test('the order of the files does not matter', async () => {
    const texts = {
      [ROLLBACK]: stamped(UNDONE),
      [NEW_OS]: stamped(FIRST_BOOT),
      [PANTHER]: stamped(BEGIN + DOWN_LEVEL),
    }
    expect(rows(await storyOf(texts))).toEqual(['upgrade 10.0.22621 rolled-back c1900101-40017'])
  })

  test('operations that were planned and never reached', async () => {
    const story = await storyOf({
      [PANTHER]: stamped(BEGIN + DOWN_LEVEL),
      [ROLLBACK]: stamped(UNDONE),
    })
    expect(operations(story.attempts[0])).toEqual([
      'Save config data succeeded',
      'Apply WIM file index 6 to C:\\NewOS succeeded',
      'Machine-specific apply never-reached',
    ])
  })

  test('the first boot of the new system is not its end', async () => {
    const story = await storyOf({ [PANTHER]: stamped(BEGIN + DOWN_LEVEL + FIRST_BOOT) })
    expect(rows(story)).toEqual(['upgrade 10.0.22621 unfinished 0-0'])
    expect(phases(story.attempts[0], 'setup')).not.toContain('First boot unfinished')
  })

  test('the last phase of the track is', async () => {
    const end = `
      2023-05-22 23:10:00 SP OPERATIONTRACK ExecuteOperations: Start execution phase End
      2023-05-22 23:11:00 SP ExecuteOperations: Successfully processed execution phase End`
    const story = await storyOf({ [PANTHER]: stamped(BEGIN + DOWN_LEVEL + FIRST_BOOT + end) })
    expect(rows(story)).toEqual(['upgrade 10.0.22621 succeeded 0-0'])
  })

  test('a rollback log alone is an upgrade of which the end is known', async () => {
    const story = await storyOf({ [ROLLBACK]: stamped(UNDONE) })
    expect(rows(story)).toEqual(['upgrade  rolled-back c1900101-40017'])
  })

  test('a checkpoint that is not finished leaves the end of the rollback open', async () => {
    const cut = UNDONE.replace(/.*rollback finished\.\n/, '')
    const story = await storyOf({ [ROLLBACK]: stamped(cut) })
    expect(phases(story.attempts[0], 'rollback')).toEqual(['Rollback unknown'])
  })
})

describe('two runs', () => {
  test('in one file: setup begins anew', async () => {
    const failed = `
      2023-05-22 22:26:01 ! MOUPG SetupHost: Reporting error event -> [0xC1900208, 0x0]`
    const text = BEGIN + DOWN_LEVEL + failed + on('2023-05-23', BEGIN + DOWN_LEVEL)
    const story = await storyOf({ [PANTHER]: stamped(text) })
    expect(rows(story)).toEqual([
      'upgrade 10.0.22621 failed c1900208-0',
      'upgrade 10.0.22621 unfinished 0-0',
    ])
  })

  test('the rollback is of the one that it follows', async () => {
    const text = BEGIN + DOWN_LEVEL + on('2023-05-25', BEGIN + DOWN_LEVEL)
    const story = await storyOf({ [PANTHER]: stamped(text), [ROLLBACK]: stamped(UNDONE) })
    expect(rows(story)).toEqual([
      'upgrade 10.0.22621 rolled-back c1900101-40017',
      'upgrade 10.0.22621 unfinished 0-0',
    ])
  })

  test('a rollback of last year is none of today', async () => {
    const story = await storyOf({
      [PANTHER]: stamped(BEGIN + DOWN_LEVEL),
      [ROLLBACK]: stamped(on('2022-01-10', UNDONE)),
    })
    expect(rows(story)).toEqual([
      'upgrade  rolled-back c1900101-40017',
      'upgrade 10.0.22621 unfinished 0-0',
    ])
  })
})

describe('operations', () => {
  const SAFE_OS = `
    2023-05-22 22:31:10 SP OPERATIONTRACK ExecuteOperations: Start execution phase Safe OS
    2023-05-22 22:32:46 ! SP Operation failed: Apply WIM file index 6 to D:\\NewOS. Error: 0x80070570[gle=0x000000b7]
    2023-05-22 22:32:46 ! SP ExecuteOperations: Failed execution phase Safe OS. Error: 0x8007000D
    2023-05-22 22:32:47 ! SP Execution phase [Safe OS] exiting with HRESULT [0x8007000D]`

  test('one that is tried again in the next phase fails twice, the phase once', async () => {
    const retried = DOWN_LEVEL.replace(
      'Operation completed successfully: Apply WIM file index 6 to C:\\NewOS',
      'Operation failed: Apply WIM file index 6 to C:\\NewOS. Error: 0x80070570[gle=0x00000000]',
    )
    const story = await storyOf({ [PANTHER]: stamped(BEGIN + retried + SAFE_OS) })
    expect(operations(story.attempts[0]).slice(0, 3)).toEqual([
      'Save config data succeeded',
      'Apply WIM file index 6 to C:\\NewOS failed',
      'Apply WIM file index 6 to D:\\NewOS failed',
    ])
    expect(phases(story.attempts[0], 'operation-track')).toEqual([
      'Downlevel succeeded',
      'Safe OS failed',
    ])
    expect(story.attempts[0]?.outcome).toBe('failed')
  })

  test("each begins where the one before ended, a phase's first where the phase begins", async () => {
    const story = await storyOf({ [PANTHER]: stamped(BEGIN + DOWN_LEVEL) })
    expect(
      story.attempts[0]?.operations.map(({ from, to }) => [utcText(from), utcText(to)]),
    ).toEqual([
      ['2023-05-22 22:11:41', '2023-05-22 22:12:00'],
      ['2023-05-22 22:12:00', '2023-05-22 22:25:02'],
    ])
  })

  test('the recap table gives their exact times', async () => {
    const row = `
      2023-05-22 22:25:03 SP 2|Apply WIM file index 6 to C:\\NewOS |Yes     |2023-05-22 22:13:30|2023-05-22 22:25:02|00:11:32|`
    const story = await storyOf({ [PANTHER]: stamped(BEGIN + DOWN_LEVEL + row) })
    expect(story.attempts[0]?.operations.map(({ from }) => utcText(from))[1]).toBe(
      '2023-05-22 22:13:30',
    )
  })

  test('unless it was printed in another zone than they ran in', async () => {
    const row = `
      2023-05-22 22:25:03 SP 2|Apply WIM file index 6 to C:\\NewOS |Yes     |2023-05-22 07:13:30|2023-05-22 07:25:02|00:11:32|`
    const story = await storyOf({ [PANTHER]: stamped(BEGIN + DOWN_LEVEL + row) })
    expect(story.attempts[0]?.operations.map(({ from }) => utcText(from))[1]).toBe(
      '2023-05-22 22:12:00',
    )
  })
})

describe('other runs', () => {
  const CLEAN = `
    2023-05-22 10:00:00 IBS Setup has started phase 2 at 2023-05-22 10:00:00
    2023-05-22 10:10:00 IBS Setup has completed phase 2 at 2023-05-22 10:10:00`

  test('a clean install: phase 2 in WinPE, phase 4 at the first boot, in two logs', async () => {
    const story = await storyOf({
      [PANTHER]: stamped(CLEAN),
      [NEW_OS]: stamped(FIRST_BOOT.replace(/.*execution phase.*\n/g, '')),
    })
    expect(rows(story)).toEqual(['clean-install  succeeded 0-0'])
    expect(phases(story.attempts[0], 'setup')).toEqual(['WinPE succeeded', 'First boot succeeded'])
  })

  test('in the middle of the first boot it has no end', async () => {
    const cut = `${CLEAN}
      2023-05-22 10:20:00 IBS Setup has started phase 4 at 2023-05-22 10:20:00`
    const story = await storyOf({ [PANTHER]: stamped(cut) })
    expect(rows(story)).toEqual(['clean-install  unfinished 0-0'])
  })

  test('a second clean install in the same log', async () => {
    const story = await storyOf({ [PANTHER]: stamped(CLEAN + on('2023-05-23', CLEAN)) })
    expect(rows(story)).toEqual(['clean-install  unfinished 0-0', 'clean-install  unfinished 0-0'])
  })

  test('Reset this PC', async () => {
    const reset = `
      2023-05-22 22:40:30 SP ExecuteCommandFromValue: Executing command line: C:\\$SysReset\\Framework\\ResetEngine.exe /continue`
    const story = await storyOf({ [PANTHER]: stamped(FIRST_BOOT + reset) })
    expect(story.attempts.map(({ kind }) => kind)).toEqual(['reset'])
  })

  test.each(['0x800704C7', '0x800704D3'])('somebody stopped it: %s', async (code) => {
    const stopped = `
      2023-05-22 22:12:01 ! MOUPG SetupHost: Reporting error event -> [${code}, 0x0]`
    const story = await storyOf({ [PANTHER]: stamped(BEGIN + stopped) })
    expect(story.attempts.map(({ outcome }) => outcome)).toEqual(['cancelled'])
  })
})

test("setup's last word on the result stands, and its line is the end", async () => {
  const words = `
    2023-05-22 22:26:00 MOUPG SetupNotify: Specifying extended data [0x2000c] for error [0x8007000D].
    2023-05-22 22:26:01 ! MOUPG SetupHost: Reporting error event -> [0x8007000D, 0x2000C]
    2023-05-22 22:26:02 MOUPG CSetupHost::Execute(433): Result = 0xC1900108`
  const story = await storyOf({ [PANTHER]: stamped(BEGIN + DOWN_LEVEL + words) })
  expect(rows(story)).toEqual(['upgrade 10.0.22621 failed 8007000d-2000c'])
  expect(placeText(story, story.attempts[0]?.end ?? null)).toBe(`${PANTHER}:13`)
})

test('a log of setup that only reports tells no run', async () => {
  const story = await storyOf({
    [PANTHER]: stamped(`
      2023-05-22 22:10:04 MOUPG *************** SetupHost Logging Begin ***************
      2023-05-22 22:10:05 MOUPG SetupHost: Uploading telemetry`),
  })
  expect(story.attempts).toEqual([])
})
