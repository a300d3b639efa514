/** What each file's clock is made of, best source first: texts in, segments out. */
import { describe, expect, test } from 'vitest'

import type { Story } from '../../src/core/model/story.ts'
import { makeDumpHeader } from '../support/dump-bytes.ts'
import { log, stamped, storyOf, type Texts } from '../support/story-from-text.ts'

const CSI = 'WcpInitialize (wcp.dll version 10.0.19041.1) called (stack @0x7ffd6b1e4a21)'
const FILETIME_OF_1970 = 116444736000000000n

/** `line+minutes source` of each segment. */
function clockOf(story: Story, path: string): readonly string[] {
  const index = story.files.findIndex((file) => file.path === path)
  return (story.clocks[index]?.segments ?? []).map(
    ({ fromLine, offsetMinutes, source, errorSeconds }) =>
      `${fromLine}: ${offsetMinutes} ${source} ${errorSeconds ?? '?'}`,
  )
}

/** The id of a session made at this UTC time. */
function sessionId(utc: string): string {
  const ticks = BigInt(Date.parse(`${utc}Z`)) * 10_000n + FILETIME_OF_1970
  return `${ticks >> 32n}_${ticks & 0xffffffffn}`
}

function dump(at: string, uptimeMs: number | null): Uint8Array {
  return makeDumpHeader({
    bugCheck: 0xa,
    parameters: [],
    systemTimeUtcMs: Date.parse(`${at}Z`),
    uptimeMs,
    build: 19041,
    architecture: 'x64',
    kind: 2,
  })
}

const SETUP = stamped(`
  2023-06-26 08:02:01 SP first
  2023-06-26 08:09:01 SP last`)

async function clocks(texts: Texts, path: string, choices = {}): Promise<readonly string[]> {
  return clockOf(await storyOf(texts, choices), path)
}

describe('a line with both clocks', () => {
  test("CSI's UTC stamp", async () => {
    const text = stamped(`
      2024-07-25 02:54:50 CBS TI: --- Initializing Trusted Installer ---
      2024-07-25 02:54:53 CSI 00000001@2024/7/24:18:54:53.289 ${CSI}`)
    expect(await clocks({ 'CBS.log': text }, 'CBS.log')).toEqual(['1: 480 csi-stamp 1'])
  })

  test('a zone of three quarters of an hour', async () => {
    const text = stamped(`2024-07-25 00:39:53 CSI 00000001@2024/7/24:18:54:53.289 ${CSI}`)
    expect(await clocks({ 'CBS.log': text }, 'CBS.log')).toEqual(['1: 345 csi-stamp 1'])
  })

  test('a session id, where it is made', async () => {
    const text = stamped(`
      2024-07-24 11:54:50 CBS TI: --- Initializing Trusted Installer ---
      2024-07-24 11:54:53 CBS Session: ${sessionId('2024-07-24T18:54:53.100')} initialized by client WinMgmt.`)
    expect(await clocks({ 'CBS.log': text }, 'CBS.log')).toEqual(['1: -420 session-id 2'])
  })

  test('a session id begun again after a restart, a quarter of an hour and more later, tells nothing', async () => {
    const id = sessionId('2024-07-24T18:54:53.100')
    const text = stamped(`
      2024-07-24 11:54:53 CBS Session: ${id} initialized by client WindowsUpdateAgent.
      2024-07-24 12:09:53 CBS Session: ${id} initialized by client WindowsUpdateAgent.`)
    expect(await clocks({ 'CBS.log': text }, 'CBS.log')).toEqual(['1: -420 session-id 2'])
  })

  test('an id that only is quoted tells nothing', async () => {
    const id = sessionId('2024-07-20T18:54:53.100')
    const text = stamped(`
      2024-07-24 11:54:53 CBS Session: ${id} finalized. Reboot required: no [HRESULT = 0x00000000 - S_OK]
      2024-07-24 11:54:54 CBS Exec: Processing started.  Client: WinMgmt, Session: ${id}, Package: A~~1`)
    expect(await clocks({ 'CBS.log': text }, 'CBS.log')).toEqual(['1: 0 assumed ?'])
  })

  test("CSI's stamp rules where a session id says otherwise", async () => {
    const text = stamped(`
      2024-07-25 02:54:53 CBS Session: ${sessionId('2024-07-25T01:54:53.100')} initialized by client WinMgmt.
      2024-07-25 02:54:54 CSI 00000001@2024/7/24:18:54:54.289 ${CSI}`)
    expect(await clocks({ 'CBS.log': text }, 'CBS.log')).toEqual(['1: 480 csi-stamp 1'])
  })
})

describe('segments', () => {
  test('SafeOS prints another zone: the change is where the printed time falls back', async () => {
    const text = stamped(`
      2023-03-14 09:12:04 CSI 00000001@2023/3/14:01:12:04.289 ${CSI}
      2023-03-14 09:24:30 SP the old Windows goes down
      2023-03-13 18:25:44 SP SafeOS is up
      2023-03-13 18:25:50 CSI 00000001@2023/3/14:01:25:50.289 ${CSI}
      2023-03-13 18:36:41 SP SafeOS goes down
      2023-03-14 09:38:31 SP the new Windows is up
      2023-03-14 09:38:37 CSI 00000001@2023/3/14:01:38:37.289 ${CSI}`)
    expect(await clocks({ 'setupact.log': text }, 'setupact.log')).toEqual([
      '1: 480 csi-stamp 1',
      '3: -420 csi-stamp 1',
      '6: 480 csi-stamp 1',
    ])
  })

  test('the end of summer time: an hour is printed twice', async () => {
    const text = stamped(`
      2023-10-29 02:50:00 CSI 00000001@2023/10/29:00:50:00.289 ${CSI}
      2023-10-29 02:59:58 CBS before
      2023-10-29 02:00:03 CBS after
      2023-10-29 02:10:00 CSI 00000002@2023/10/29:01:10:00.289 ${CSI}`)
    const story = await storyOf({ 'CBS.log': text })
    expect(clockOf(story, 'CBS.log')).toEqual(['1: 120 csi-stamp 1', '3: 60 csi-stamp 1'])
  })

  test('its begin, after a night without a line', async () => {
    const text = stamped(`
      2023-03-25 20:00:00 CSI 00000001@2023/3/25:19:00:00.289 ${CSI}
      2023-03-25 20:01:00 CBS the last line of the evening
      2023-03-26 09:00:00 CBS the first of the morning
      2023-03-26 09:01:00 CSI 00000002@2023/3/26:07:01:00.289 ${CSI}`)
    expect(await clocks({ 'CBS.log': text }, 'CBS.log')).toEqual([
      '1: 60 csi-stamp 1',
      '3: 120 csi-stamp 1',
    ])
  })

  test('a clock set back is no other zone: both stamps move', async () => {
    const text = stamped(`
      2023-06-26 08:00:00 CSI 00000001@2023/6/26:06:00:00.289 ${CSI}
      2023-06-26 07:20:00 CBS set back by forty minutes
      2023-06-26 07:21:00 CSI 00000002@2023/6/26:05:21:00.289 ${CSI}`)
    expect(await clocks({ 'CBS.log': text }, 'CBS.log')).toEqual(['1: 120 csi-stamp 1'])
  })
})

const DRIVERS = log(`
  [Device Install Log]
       OS Version = 10.0.17763

  [BeginLog]

  [Boot Session: 2022/10/10 15:33:21.500]

  >>>  [Stage Driver Updates]
  >>>  Section start 2022/10/10 15:33:50.114
  <<<  Section end 2022/10/10 15:33:51.654
  <<<  [Exit status: SUCCESS]`)

describe('what another file knows', () => {
  test('the same start of the machine', async () => {
    const texts = {
      'CBS.log': stamped(`
        2022-10-10 15:33:40 CBS TI: Last boot time: 2022-10-10 15:33:21.500
        2022-10-10 15:33:41 CSI 00000001@2022/10/10:07:33:41.289 ${CSI}`),
      'setupapi.dev.log': DRIVERS,
    }
    expect(await clocks(texts, 'setupapi.dev.log')).toEqual(['1: 480 boot-time 3'])
  })

  test('the start that a dump counts from', async () => {
    const texts = {
      'setupapi.dev.log': DRIVERS,
      'MEMORY.DMP': dump('2022-10-10T07:34:01.641', 40_641),
    }
    expect(await clocks(texts, 'setupapi.dev.log')).toEqual(['1: 480 boot-time 1'])
  })

  test('a start half a minute off a whole zone is another one', async () => {
    const texts = {
      'setupapi.dev.log': DRIVERS,
      'MEMORY.DMP': dump('2022-10-10T19:22:31.641', 40_641),
    }
    expect((await clocks(texts, 'setupapi.dev.log'))[0]).toMatch(/assumed/)
  })

  test('the bundle: the log that overlaps, not the one that begins nearest', async () => {
    const texts = {
      'CBS.log': stamped(`
        2023-06-01 08:00:00 CSI 00000001@2023/6/1:06:00:00.289 ${CSI}
        2023-06-26 12:00:00 CBS it goes on for weeks`),
      'winpe.log': stamped(`2023-06-26 01:01:00 CSI 00000001@2023/6/26:09:01:00.289 ${CSI}`),
      'setupact.log': SETUP,
    }
    expect(await clocks(texts, 'setupact.log')).toEqual(['1: 120 other-file ?'])
  })

  test('a file without times borrows too, and nothing reads it', async () => {
    const texts = {
      'CBS.log': stamped(`2023-06-26 08:00:00 CSI 00000001@2023/6/26:06:00:00.289 ${CSI}`),
      'notes.txt': 'a note\r\n',
    }
    expect(await clocks(texts, 'notes.txt')).toEqual(['1: 120 other-file ?'])
  })
})

describe('assumptions', () => {
  test('nothing at all: as printed', async () => {
    expect(await clocks({ 'setupact.log': SETUP }, 'setupact.log')).toEqual(['1: 0 assumed ?'])
  })

  test('the one zone that puts the dump inside the log', async () => {
    const texts = { 'setupact.log': SETUP, 'MEMORY.DMP': dump('2023-06-26T00:07:55.743', null) }
    expect(await clocks(texts, 'setupact.log')).toEqual(['1: 480 assumed ?'])
  })

  test('several zones would: none is assumed', async () => {
    const long = stamped(`
      2023-06-24 08:02:01 SP first
      2023-06-28 08:09:01 SP last`)
    const texts = { 'setupact.log': long, 'MEMORY.DMP': dump('2023-06-26T00:07:55.743', null) }
    expect(await clocks(texts, 'setupact.log')).toEqual(['1: 0 assumed ?'])
  })
})

test("a person's choice stands above every beacon", async () => {
  const text = stamped(`2024-07-25 02:54:53 CSI 00000001@2024/7/24:18:54:53.289 ${CSI}`)
  expect(await clocks({ 'CBS.log': text }, 'CBS.log', { 'CBS.log': 60 })).toEqual(['1: 60 user ?'])
})

test('the order of the files decides nothing', async () => {
  const texts: Texts = {
    'a.log': stamped(`2023-06-26 08:00:00 CSI 00000001@2023/6/26:06:00:00.289 ${CSI}`),
    'b.log': stamped(`2023-06-26 09:00:00 CSI 00000001@2023/6/26:06:00:00.289 ${CSI}`),
    'none.txt': 'no time\r\n',
  }
  const turned = Object.fromEntries(Object.entries(texts).reverse())
  expect(await clocks(turned, 'none.txt')).toEqual(await clocks(texts, 'none.txt'))
})
