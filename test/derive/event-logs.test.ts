/** Event logs in a bundle: clocks of the other logs, starts, and crashes that no dump tells. */
import { describe, expect, test } from 'vitest'

import type { Story } from '../../src/core/model/story.ts'
import { makeEventLog, type LogRecord } from '../support/evtx/event-log.ts'
import * as values from '../support/evtx/value-bytes.ts'
import { log, placeText, stamped, storyOf, tell, type Texts } from '../support/story-from-text.ts'

function start(utc: string): LogRecord {
  return {
    provider: 'Microsoft-Windows-Kernel-General',
    id: 12,
    time: new Date(Date.parse(utc) + 700).toISOString(),
    data: { StartTime: values.fileTime(Date.parse(utc)) },
  }
}

function uptime(utc: string, zone: string): LogRecord {
  const places = ['', '', '', '', '600', '60', zone].map(values.text)
  return { provider: 'EventLog', id: 6013, time: utc, data: { '': values.array(places, 0x01) } }
}

function bugCheck(utc: string): LogRecord {
  return {
    provider: 'Microsoft-Windows-WER-SystemErrorReporting',
    id: 1001,
    level: 2,
    time: utc,
    data: {
      param1: '0x0000007e (0xffffffffc0000005, 0xfffff80400001000, 0x0, 0x0)',
      param2: 'C:\\Windows\\MEMORY.DMP',
    },
  }
}

function drivers(...boots: readonly string[]): string {
  return log(
    ['[Device Install Log]', '[BeginLog]', ...boots.map((boot) => `[Boot Session: ${boot}]`)].join(
      '\n',
    ),
  )
}

function clockOf(story: Story, path: string): readonly string[] {
  const index = story.files.findIndex((file) => file.path === path)
  return (story.clocks[index]?.segments ?? []).map(
    ({ fromLine, offsetMinutes, source }) => `${fromLine}: ${offsetMinutes} ${source}`,
  )
}

async function clocks(texts: Texts, path: string): Promise<readonly string[]> {
  return clockOf(await storyOf(texts), path)
}

const SETUP = stamped(`
  2024-03-05 18:10:00 SP first
  2024-03-05 18:20:00 SP last`)

describe('clocks', () => {
  test('an event log is in UTC, and says nothing of the zone of others', async () => {
    const texts = {
      'System.evtx': makeEventLog([start('2024-03-05T10:00:00.495Z')]),
      'setupact.log': SETUP,
    }
    expect(await clocks(texts, 'System.evtx')).toEqual(['1: 0 utc'])
    expect(await clocks(texts, 'setupact.log')).toEqual(['1: 0 assumed'])
  })

  test('a start that both tell puts the other log in its zone, and that one a third', async () => {
    const texts = {
      'System.evtx': makeEventLog([start('2024-03-05T10:00:00.495Z')]),
      'setupapi.dev.log': drivers('2024/03/05 18:00:00.495'),
      'setupact.log': SETUP,
    }
    expect(await clocks(texts, 'setupapi.dev.log')).toEqual(['1: 480 boot-time'])
    expect(await clocks(texts, 'setupact.log')).toEqual(['1: 480 other-file'])
  })

  test('of many starts the offset counts that two of them agree on', async () => {
    // The third local start is not in the event log; an hour off, another one is.
    const texts = {
      'System.evtx': makeEventLog([
        start('2024-03-05T10:00:00.495Z'),
        start('2024-03-06T10:00:00.495Z'),
        start('2024-03-07T09:00:00.000Z'),
      ]),
      'setupapi.dev.log': drivers(
        '2024/03/05 18:00:00.495',
        '2024/03/06 18:00:00.495',
        '2024/03/07 18:15:00.000',
      ),
    }
    expect(await clocks(texts, 'setupapi.dev.log')).toEqual(['1: 480 boot-time'])
  })

  test('starts before and after the change to summer time', async () => {
    const texts = {
      'System.evtx': makeEventLog(
        ['2024-03-29T10', '2024-03-30T10', '2024-04-01T10', '2024-04-02T10'].map((hour) =>
          start(`${hour}:00:00.495Z`),
        ),
      ),
      'setupapi.dev.log': drivers(
        '2024/03/29 11:00:00.495',
        '2024/03/30 11:00:00.495',
        '2024/04/01 12:00:00.495',
        '2024/04/02 12:00:00.495',
      ),
    }
    expect(await clocks(texts, 'setupapi.dev.log')).toEqual(['1: 60 boot-time', '5: 120 boot-time'])
  })

  test('where nothing else tells, the zone that the event log names is the assumption', async () => {
    const texts = {
      'System.evtx': makeEventLog([uptime('2024-03-05T04:00:00.000Z', '-480 China Standard Time')]),
      'setupact.log': SETUP,
    }
    expect(await clocks(texts, 'setupact.log')).toEqual(['1: 480 assumed'])
  })
})

describe('story', () => {
  test('starts and crashes of an event log', async () => {
    const story = await storyOf({
      'System.evtx': makeEventLog([
        start('2024-03-05T10:00:00.495Z'),
        bugCheck('2024-03-05T10:00:05.000Z'),
      ]),
    })
    expect(story.boots).toMatchObject([
      { at: Date.parse('2024-03-05T10:00:00.495Z'), source: 'event-log' },
    ])
    expect(story.crashes).toMatchObject([
      {
        at: Date.parse('2024-03-05T10:00:05.000Z'),
        bugCheck: 0x7e,
        parameters: ['0xffffffffc0000005', '0xfffff80400001000', '0x0', '0x0'],
        dumpKind: 'none',
        method: 'log',
      },
    ])
  })

  test('a crash that the kernel and the error reporting tell is one', async () => {
    const power: LogRecord = {
      provider: 'Microsoft-Windows-Kernel-Power',
      id: 41,
      level: 1,
      time: '2024-03-05T10:00:01.000Z',
      data: { BugcheckCode: values.uint32(0x7e), BugcheckParameter1: values.hex64(1n) },
    }
    const lost: LogRecord = {
      ...power,
      time: '2024-03-01T10:00:01.000Z',
      data: { BugcheckCode: values.uint32(0) },
    }
    const { story, judgement } = await tell({
      'System.evtx': makeEventLog([lost, power, bugCheck('2024-03-05T10:00:05.000Z')]),
    })
    expect(story.crashes.map(({ bugCheck: code, place }) => [code, place.line])).toEqual([
      [0x7e, 2],
    ])
    expect(judgement.verdict.failed).not.toBe(true)
  })

  test('a crash that an event log alone tells is a note: such logs reach back for months', async () => {
    const { story, judgement } = await tell({
      'System.evtx': makeEventLog([bugCheck('2024-03-05T10:00:05.000Z')]),
    })
    expect(judgement.verdict.failed).not.toBe(true)
    const [finding] = judgement.findings
    expect(finding).toMatchObject({ id: 'crash.alone', level: 'note' })
    expect(placeText(story, finding?.evidence[0] ?? null)).toBe('System.evtx:1')
  })

  test('errors of an event log are no failure', async () => {
    const errors = Array.from({ length: 30 }, (_, i) => ({
      provider: i % 2 === 0 ? 'Service Control Manager' : 'Microsoft-Windows-WindowsUpdateClient',
      id: i % 2 === 0 ? 7000 : 20,
      level: 2,
      time: new Date(Date.UTC(2024, 2, 5, 10, i)).toISOString(),
      data: { errorCode: values.hex32(0x80070643), updateTitle: 'Sample (KB5034441)' },
    }))
    const { judgement } = await tell({ 'System.evtx': makeEventLog(errors) })
    expect(judgement.verdict.failed).not.toBe(true)
  })
})
