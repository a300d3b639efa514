/** Logs that print their zone themselves: in the line that opens them, or in every line. */
import { describe, expect, test } from 'vitest'

import { log, storyOf, type Texts } from '../support/story-from-text.ts'

/** `line: minutes source error` of each segment. */
async function clocks(texts: Texts, path: string): Promise<readonly string[]> {
  const story = await storyOf(texts)
  const index = story.files.findIndex((file) => file.path === path)
  return (story.clocks[index]?.segments ?? []).map(
    ({ fromLine, offsetMinutes, source, errorSeconds }) =>
      `${fromLine}: ${offsetMinutes} ${source} ${errorSeconds ?? '?'}`,
  )
}

function begins(zone: string): string {
  return `Misc\t===========  Logging initialized (build: 7.6.7601.18804, tz: ${zone})  ===========`
}

describe('a start of the client tells the zone of all lines up to the next', () => {
  test('of one zone', async () => {
    const text = log(`
      2015-06-11\t11:05:08:220\t 904\tc1c\tReport\tCWERReporter finishing event handling. (00000000)
      2015-06-11\t11:06:08:520\t 904\tc1c\t${begins('+0530')}
      2015-06-11\t12:06:08:520\t 904\tc1c\tAU\tAU finished delayed initialization`)
    expect(await clocks({ 'WindowsUpdate.log': text }, 'WindowsUpdate.log')).toEqual([
      '1: 330 zone-in-line 0',
    ])
  })

  test('of two, where several programs step back by seconds before the machine has moved', async () => {
    const text = log(`
      2015-06-11\t11:06:08:520\t 904\tc1c\t${begins('+0530')}
      2015-06-11\t12:06:08:520\t 904\tc1c\tAU\tAU finished delayed initialization
      2015-06-11\t12:06:04:520\t 976\tb04\tCOMAPI\t-- START --  COMAPI: Search [ClientId = <NULL>]
      2015-06-11\t13:06:04:520\t 904\tc1c\tService\t**  END  **  Service: Service exit [Exit code = 0x240001]
      2015-06-11\t14:06:08:520\t 612\ta7c\t${begins('-0600')}
      2015-06-11\t14:06:09:520\t 612\ta7c\tService\t** START **  Service: Service startup`)
    expect(await clocks({ 'WindowsUpdate.log': text }, 'WindowsUpdate.log')).toEqual([
      '1: 330 zone-in-line 0',
      '5: -360 zone-in-line 0',
    ])
  })

  test('a converted log tells none: its zone is assumed', async () => {
    const text = log(`
      2024/03/12 08:14:22.1325467 2416  5288  Shared          InitializeSus
      2024/03/12 08:14:23.1325467 2416  5288  Agent           Agent uninit`)
    expect(await clocks({ 'WindowsUpdate.log': text }, 'WindowsUpdate.log')).toEqual([
      '1: 0 assumed ?',
    ])
  })
})

test('a zone in every line: the segment begins with the first line of the new one, whatever the times do', async () => {
  const line = (stamp: string): string =>
    `{A1B9F2C4-6D07-4E58-91CA-25D3E8F0B746}\t${stamp}\t1\t147\t101\t{00000000-0000-0000-0000-000000000000}\t0\t0\tUpdate\tSuccess\tSoftware Synchronization\tfound 0 updates.`
  const text = log(`
    ${line('2023-10-29 02:10:00:100+0200')}
    ${line('2023-10-29 02:58:00:100+0200')}
    ${line('2023-10-29 01:55:00:100+0200')}
    ${line('2023-10-29 02:01:00:100+0100')}
    ${line('2023-10-29 03:01:00:100+0100')}`)
  expect(await clocks({ 'ReportingEvents.log': text }, 'ReportingEvents.log')).toEqual([
    '1: 120 zone-in-line 0',
    '4: 60 zone-in-line 0',
  ])
})
