/** Crashes and starts of the machine: dumps and logs in, moments out. */
import { describe, expect, test } from 'vitest'

import type { Story } from '../../src/core/model/story.ts'
import { makeDumpHeader } from '../support/dump-bytes.ts'
import { log, placeText, stamped, storyOf, utcText } from '../support/story-from-text.ts'

interface Dump {
  readonly at: string
  readonly uptimeMs?: number
  readonly bugCheck?: number
  readonly kind?: number
}

function dump({ at, uptimeMs, bugCheck = 0x7e, kind = 2 }: Dump): Uint8Array {
  return makeDumpHeader({
    bugCheck,
    parameters: [0xffffffffc0000005n],
    systemTimeUtcMs: Date.parse(`${at}Z`),
    uptimeMs: uptimeMs ?? null,
    build: 19041,
    architecture: 'x64',
    kind,
  })
}

const BEACON = 'CSI 00000001@2023/3/14:01:40:00.289 WcpInitialize (wcp.dll version 10.0.1) called'

const SETUP = stamped(`
  2023-03-14 09:40:00 ${BEACON}
  2023-03-14 09:43:15 SP goes down
  2023-03-14 09:50:00 SP is up again`)

const RECORD = stamped(`
  2023-03-14 09:45:21 SP Initiating rollback/uninstall, phase = 0
  2023-03-14 09:45:21 SP Crash 0x0000007E detected
  2023-03-14 09:45:21 SP Module name : smpflt.sys
  2023-03-14 09:45:21 SP Bugcheck parameter 1 : 0xFFFFFFFFC0000005`)

function crashes({ crashes: all }: Story): readonly string[] {
  return all.map(
    ({ at, bugCheck, dumpKind, suspect, method }) =>
      `${utcText(at)} 0x${bugCheck.toString(16)} ${dumpKind} ${suspect || '-'} ${method}`,
  )
}

function boots(story: Story): readonly string[] {
  return story.boots.map(
    ({ at, source, place }) => `${utcText(at)} ${source} ${placeText(story, place)}`,
  )
}

describe('crashes', () => {
  test('a dump, and what the rollback log says of the same crash', async () => {
    const story = await storyOf({
      'Rollback/setupact.log': RECORD,
      'Panther/setupact.log': SETUP,
      'setupmem.dmp': dump({ at: '2023-03-14T01:44:12.412', uptimeMs: 4906 }),
    })
    expect(crashes(story)).toEqual(['2023-03-14 01:44:12 0x7e kernel smpflt.sys none'])
  })

  test('the log alone: when it was found, in which module', async () => {
    const story = await storyOf({ 'Rollback/setupact.log': RECORD, 'Panther/setupact.log': SETUP })
    expect(crashes(story)).toEqual(['2023-03-14 01:45:21 0x7e none smpflt.sys log'])
  })

  test('a dump of another day is another crash', async () => {
    const story = await storyOf({
      'Rollback/setupact.log': RECORD,
      'Panther/setupact.log': SETUP,
      'old.dmp': dump({ at: '2023-01-02T01:44:12.412' }),
    })
    expect(crashes(story)).toEqual([
      '2023-01-02 01:44:12 0x7e kernel - none',
      '2023-03-14 01:45:21 0x7e none smpflt.sys log',
    ])
  })

  test('a small dump and its large one, in the M form of the code: one crash, the richer dump', async () => {
    const story = await storyOf({
      'Minidump/031423-4671-01.dmp': dump({
        at: '2023-03-14T01:44:12.412',
        bugCheck: 0x1000007e,
        kind: 4,
      }),
      'MEMORY.DMP': dump({ at: '2023-03-14T01:44:12.412' }),
      'copy/MEMORY.DMP': dump({ at: '2023-03-14T01:44:12.412' }),
    })
    expect(crashes(story)).toEqual(['2023-03-14 01:44:12 0x7e kernel - none'])
  })

  test('two crashes in order of time', async () => {
    const story = await storyOf({
      'b.dmp': dump({ at: '2023-03-14T02:00:00.000' }),
      'a.dmp': dump({ at: '2023-03-14T01:00:00.000' }),
    })
    expect(crashes(story).map((row) => row.slice(0, 19))).toEqual([
      '2023-03-14 01:00:00',
      '2023-03-14 02:00:00',
    ])
  })
})

describe('starts', () => {
  const DRIVERS = log(`
    [Device Install Log]
         OS Version = 10.0.19041

    [BeginLog]

    [Boot Session: 2023/03/14 09:44:07.500]

    >>>  [Device Install - X]
    >>>  Section start 2023/03/14 09:44:09.101
    <<<  Section end 2023/03/14 09:44:09.260
    <<<  [Exit status: SUCCESS]`)

  test('named by two logs: one start', async () => {
    const story = await storyOf({
      'CBS.log': stamped(`
        2023-03-14 09:44:20 CBS TI: Last boot time: 2023-03-14 09:44:07.500
        2023-03-14 09:44:21 CSI 00000001@2023/3/14:01:44:21.289 WcpInitialize (wcp.dll) called`),
      'setupapi.dev.log': DRIVERS,
    })
    expect(boots(story)).toEqual(['2023-03-14 01:44:07 last-boot-time CBS.log:1'])
  })

  test("a log's word stands above what a dump counts back to", async () => {
    const story = await storyOf({
      'setupapi.dev.log': DRIVERS,
      'setupmem.dmp': dump({ at: '2023-03-14T01:44:12.412', uptimeMs: 4906 }),
    })
    expect(boots(story)[0]).toBe('2023-03-14 01:44:07 boot-session setupapi.dev.log:6')
    expect(boots(story)).toHaveLength(1)
  })

  test('a log that goes on after the crash shows that the machine came back', async () => {
    const story = await storyOf({
      'setupact.log': SETUP,
      'setupmem.dmp': dump({ at: '2023-03-14T01:44:12.412', uptimeMs: 4906 }),
    })
    expect(boots(story)).toEqual([
      '2023-03-14 01:44:07 dump-uptime setupmem.dmp:1',
      '2023-03-14 01:50:00 setup-log setupact.log:3',
    ])
  })

  test('unless a log names that start', async () => {
    const story = await storyOf({
      'setupact.log': SETUP,
      'setupapi.dev.log': DRIVERS.replace(
        'Session: 2023/03/14 09:44:07',
        'Session: 2023/03/14 09:45:01',
      ),
      'setupmem.dmp': dump({ at: '2023-03-14T01:44:12.412', uptimeMs: 4906 }),
    })
    expect(boots(story).map((row) => row.slice(11))).toEqual([
      '01:44:07 dump-uptime setupmem.dmp:1',
      '01:45:01 boot-session setupapi.dev.log:6',
    ])
  })

  test('a log that begins after the crash shows nothing', async () => {
    const story = await storyOf({
      'setupact.log': SETUP,
      'old.dmp': dump({ at: '2023-03-13T20:44:12.412' }),
    })
    expect(boots(story)).toEqual([])
  })

  test('two crashes, two returns: each by the earliest line of any log', async () => {
    const story = await storyOf({
      'setupact.log': SETUP,
      'later.log': stamped(`
        2023-03-14 09:40:00 ${BEACON}
        2023-03-14 09:47:00 SP first up
        2023-03-14 09:58:00 SP second up`),
      'a.dmp': dump({ at: '2023-03-14T01:44:00.000' }),
      'b.dmp': dump({ at: '2023-03-14T01:55:00.000' }),
    })
    expect(boots(story)).toEqual([
      '2023-03-14 01:47:00 setup-log later.log:2',
      '2023-03-14 01:58:00 setup-log later.log:3',
    ])
  })
})

describe('a crash inside an upgrade', () => {
  const UPGRADE = `
    2023-03-14 09:40:00 ${BEACON}
    2023-03-14 09:40:01 SP OPERATIONTRACK ExecuteOperations: Start execution phase Pre First Boot
    2023-03-14 09:43:15 SP ExecuteOperations: Successfully processed execution phase Pre First Boot`
  const RESULT = `
    2023-03-14 09:56:30 MOUPG SetupHost: Reporting post reboot event -> [0xC1900101, 0x40017]`

  test('bounds the stage that no log covers: from the start of the machine to the crash', async () => {
    const story = await storyOf({
      'Panther/setupact.log': stamped(UPGRADE),
      'Rollback/setupact.log': RECORD + stamped(RESULT),
      'setupmem.dmp': dump({ at: '2023-03-14T01:44:12.412', uptimeMs: 4906 }),
    })
    const stage = story.attempts[0]?.phases.find(({ name }) => name === 'Second boot')
    expect(stage?.outcome).toBe('failed')
    expect([stage?.from, stage?.to].map((time) => utcText(time ?? Number.NaN))).toEqual([
      '2023-03-14 01:44:07',
      '2023-03-14 01:44:12',
    ])
  })

  test('found by the log only, it bounds nothing: the log says when it was found', async () => {
    const story = await storyOf({
      'Panther/setupact.log': stamped(UPGRADE),
      'Rollback/setupact.log': RECORD + stamped(RESULT),
    })
    const stage = story.attempts[0]?.phases.find(({ name }) => name === 'Second boot')
    expect([stage?.from, stage?.to]).toEqual([Number.NaN, Number.NaN])
  })
})
