/** One identity per driver package, and the sections that tell of it: setupapi and CBS lines in, rows out. */
import { describe, expect, test } from 'vitest'

import type { Story } from '../../src/core/model/story.ts'
import { log, placeText, stamped, storyOf } from '../support/story-from-text.ts'

const HEAD = `
  [Device Install Log]
       OS Version = 10.0.17763
       Architecture = amd64

  [BeginLog]

  [Boot Session: 2022/10/10 09:00:01.500]
`
const STORE =
  'C:\\Windows\\System32\\DriverStore\\FileRepository\\usbsmpl.inf_amd64_313106b94d0b5742'

const TAKEN = `
  >>>  [Setup Import Driver Package - C:\\drivers\\usbsmpl.inf]
  >>>  Section start 2022/10/10 09:05:12.101
       sto: {Setup Import Driver Package: C:\\drivers\\usbsmpl.inf} 09:05:12.111
       inf:      Provider: Sample Devices
       inf:      Driver Version: 05/18/2021,4.2.1.1907
       idb:      Registered driver package 'usbsmpl.inf_amd64_313106b94d0b5742' with 'oem21.inf'.
       sto: {Setup Import Driver Package - exit (0x00000000)} 09:05:12.250
  <<<  Section end 2022/10/10 09:05:12.260
  <<<  [Exit status: SUCCESS]
`

const REFUSED = `
  >>>  [Setup Import Driver Package - C:\\drivers\\usbsmpl.inf]
  >>>  Section start 2022/10/10 09:01:12.101
       sto: {Setup Import Driver Package: C:\\drivers\\usbsmpl.inf} 09:01:12.111
  !!!  sto:      Failed to import driver package 'C:\\drivers\\usbsmpl.inf' into Driver Store. Error = 0x000003f1
  <<<  Section end 2022/10/10 09:01:12.260
  <<<  [Exit status: FAILURE(0x000003f1)]
`

/** The second name of the same package. */
const INSTALLED = `
  >>>  [Device Install (Hardware initiated) - USB\\VID_1234&PID_5678\\1]
  >>>  Section start 2022/10/10 09:06:12.101
       inf:      INF path: ${STORE}\\usbsmpl.inf
       inf:      {Add Service: usbsmpl} 09:06:12.105
  !!!  dvi:      Failed to start device with driver 'oem21.inf'. Error = 0x0000001f
  <<<  Section end 2022/10/10 09:06:12.260
  <<<  [Exit status: FAILURE(0x0000001f)]
`

function setupapi(...sections: readonly string[]): Promise<Story> {
  return storyOf({ 'setupapi.dev.log': log([HEAD, ...sections].join('')) })
}

function rows({ drivers }: Story): readonly string[] {
  return drivers.map((one) =>
    [one.inf, one.published, one.storeFolder, one.provider, one.version, one.service, one.outcome]
      .map((cell) => cell || '-')
      .join(' | '),
  )
}

describe('one identity', () => {
  test('original INF, published name, store folder, service', async () => {
    expect(rows(await setupapi(TAKEN, INSTALLED))).toEqual([
      'usbsmpl.inf | oem21.inf | usbsmpl.inf_amd64_313106b94d0b5742 | Sample Devices | 05/18/2021,4.2.1.1907 | usbsmpl | failed',
    ])
  })

  test('the published name met before it was given', async () => {
    const story = await setupapi(INSTALLED, TAKEN.replaceAll('09:05', '09:07'))
    expect(story.drivers.map(({ inf }) => inf)).toEqual(['usbsmpl.inf'])
  })

  test('CBS and setupapi tell of one driver, in three spellings of one code', async () => {
    const story = await storyOf({
      'setupapi.dev.log': log(HEAD + REFUSED),
      'CBS.log': stamped(`
        2022-10-10 09:01:12 CBS Perf: Doqe: Staging started.
        2022-10-10 09:01:12 CBS STAGE index: 7, phase: 1, result 1009, inf: USBSMPL.inf
        2022-10-10 09:01:12 CBS Doqe: Recording result: 0x800703f1, for Inf: usbsmpl.inf
        2022-10-10 09:01:12 CBS Perf: Doqe: Staging ended.`),
    })
    expect(story.drivers).toHaveLength(1)
    expect(new Set(story.drivers[0]?.failures.map(({ code }) => code))).toEqual(
      new Set([0x800703f1]),
    )
    const places = story.drivers[0]?.failures.map(({ place }) => placeText(story, place)).sort()
    expect(places).toEqual(['CBS.log:2', 'CBS.log:3', 'setupapi.dev.log:12'])
  })

  test("a driver of Windows comes from the component store, and that folder is not the store's", async () => {
    const story = await setupapi(`
  >>>  [Stage Driver Updates]
  >>>  Section start 2022/10/10 09:01:12.101
  !!!  idb:      Failed to create driver package object 'oposdrv.inf_amd64_313106b94d0b5742' in DRIVERS database node. Error = 0x000003f1
  !!!  sto: Failed to determine status of driver update 'C:\\Windows\\WinSxS\\amd64_dual_oposdrv.inf_31bf3856ad364e35_10.0.17763.348_none_361ac2b69ffff30d\\oposdrv.inf'. Error = 0x000003f1
  <<<  Section end 2022/10/10 09:01:12.260
  <<<  [Exit status: FAILURE(0x000003f1)]
`)
    expect(story.drivers[0]).toMatchObject({
      inf: 'oposdrv.inf',
      storeFolder: 'oposdrv.inf_amd64_313106b94d0b5742',
      inbox: true,
      published: '',
    })
  })
})

describe('how it ended', () => {
  test('refused, then taken: the last word counts, the failure stays on record', async () => {
    const story = await setupapi(REFUSED, TAKEN)
    expect(rows(story)[0]).toMatch(/succeeded$/)
    expect(story.drivers[0]?.failures).toHaveLength(1)
  })

  test('taken, then refused', async () => {
    const story = await setupapi(TAKEN, REFUSED.replaceAll('09:01', '09:08'))
    expect(rows(story)[0]).toMatch(/failed$/)
    expect(story.drivers[0]?.code).toBe(0x800703f1)
  })
})

describe('sections', () => {
  test('title, target, errors with their INF, end', async () => {
    const { sections } = await setupapi(REFUSED)
    expect(sections).toHaveLength(1)
    expect(sections[0]).toMatchObject({
      title: 'Setup Import Driver Package',
      target: 'C:\\drivers\\usbsmpl.inf',
      outcome: 'failed',
      code: 0x800703f1,
      infs: ['usbsmpl.inf'],
      errors: [{ inf: 'usbsmpl.inf', code: 0x800703f1 }],
    })
  })

  test('cut off by the next one: it has no end, and the next is whole', async () => {
    const cut = TAKEN.split('\n').slice(0, 5).join('\n')
    const { sections } = await setupapi(cut, '\n', REFUSED)
    expect(sections.map(({ outcome }) => outcome)).toEqual(['unfinished', 'failed'])
  })
})

describe('a run of its own', () => {
  test('a section that failed by itself', async () => {
    const { attempts } = await setupapi(REFUSED)
    expect(attempts.map(({ kind, subject, outcome }) => [kind, subject, outcome])).toEqual([
      ['driver', 'usbsmpl.inf', 'failed'],
    ])
  })

  test('not inside an update that failed: that tells it', async () => {
    const { attempts } = await storyOf({
      'setupapi.dev.log': log(HEAD + REFUSED),
      'CBS.log': stamped(`
        2022-10-10 09:01:00 CBS Setting ExecuteState key to: CbsExecuteStateStageDrivers
        2022-10-10 09:01:12 CBS Setting original failure status: 0x800703f1, last forward execute state: CbsExecuteStateStageDrivers
        2022-10-10 09:01:13 CBS Progress: UI message updated. Operation type: Update. Stage: 1 out of 1. Rollback.`),
    })
    expect(attempts.map(({ kind }) => kind)).toEqual(['update'])
  })

  test('beside a success it stands for itself', async () => {
    const { attempts } = await storyOf({
      'setupapi.dev.log': log(HEAD + REFUSED),
      'setupact.log': stamped(`
        2022-10-10 09:00:00 IBS Setup has started phase 4 at 2022-10-10 09:00:00
        2022-10-10 09:10:00 IBS Setup has completed phase 4 at 2022-10-10 09:10:00`),
    })
    expect(attempts.map(({ kind, outcome }) => `${kind} ${outcome}`)).toEqual([
      'clean-install succeeded',
      'driver failed',
    ])
  })

  test('a device that this Windows has no driver for is no failed run', async () => {
    const { attempts } = await setupapi(REFUSED.replaceAll('0x000003f1', '0xe0000228'))
    expect(attempts).toEqual([])
  })
})
