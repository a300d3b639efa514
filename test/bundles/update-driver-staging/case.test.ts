/**
 * Update: a driver cannot be staged after the restart, 0x800703F1, rolled back; tried with two updates. One test per
 * thing to be shown.
 */
import { beforeAll, describe, expect, test } from 'vitest'

import {
  allWords,
  analyzeFiles,
  chainOf,
  placesOf,
  wordsOf,
} from '../../support/analyzed-bundle.ts'
import type { CheckedBundle } from '../../support/analyzed-bundle.ts'
import { updateDriverStaging } from '../../support/samples/update-driver-staging.ts'

const CBS = 'CBS/CBS.log'
const DRIVERS = 'INF/setupapi.dev.log'
const FOLDER = 'oposdrv.inf_amd64_313106b94d0b5742'

let bundle: CheckedBundle

beforeAll(async () => {
  bundle = await analyzeFiles('update-driver-staging', updateDriverStaging())
})

/** The last line with that text: the one of the last attempt. */
function placeOf(path: string, text: string): string {
  const line = bundle.linesWith(path, text).at(-1)
  if (line === undefined) throw new Error(`${path} has no line with ${text}`)
  return `${path}:${line}`
}

describe('the verdict', () => {
  test('KB5015811 rolled back: driver oposdrv.inf could not be staged', () => {
    const { verdict } = bundle.analysis
    expect(verdict).toMatchObject({ failed: true, result: '0x800703F1' })
    expect(verdict.sentence.en).toMatch(
      /KB5015811 rolled back.*driver oposdrv\.inf could not be staged.*0x800703F1 ERROR_BADDB/,
    )
    expect(verdict.sentence.zh).toMatch(
      /KB5015811 已回滚.*驱动程序 oposdrv\.inf 暂存失败.*0x800703F1 ERROR_BADDB/,
    )
  })

  test('the chain: the hive refused the object, staging failed, the update rolled back', () => {
    expect(chainOf(bundle.analysis).map(({ ruleId, role }) => [ruleId, role])).toEqual([
      ['servicing.driver-store-refused', 'cause'],
      ['servicing.driver-staging-failed', 'consequence'],
      ['servicing.rolled-back', 'outcome'],
    ])
  })

  test('the chain tells the last attempt only', () => {
    for (const { evidence } of chainOf(bundle.analysis)) {
      for (const { path, line } of evidence) {
        const of =
          path === CBS
            ? 'Processing started. Client: WindowsUpdateAgent'
            : 'Boot Session: 2022/10/10 15:32'
        expect(line).toBeGreaterThan(bundle.linesWith(path, of).at(-1) ?? Infinity)
      }
    }
  })
})

describe('the session', () => {
  test('KB, package, client and when it was staged', () => {
    const session = bundle.analysis.servicing.at(-1)
    expect(session).toMatchObject({
      client: 'WindowsUpdateAgent',
      outcome: 'rolled-back',
      code: '0x800703F1',
      from: '2022-10-10T07:21:04.000Z',
    })
    expect(session?.packages[0]).toMatchObject({
      identity: 'Package_for_RollupFix~31bf3856ad364e35~amd64~~17763.3165.1.14',
      kb: 'KB5015811',
      targetState: 'Installed',
    })
  })

  test('when the restart came', () => {
    expect(bundle.analysis.boots.at(-1)?.at).toBe('2022-10-10T07:32:52.500Z')
    const own = bundle.analysis.entries.find(({ path }) => path === CBS)
    expect(own?.clock).toEqual([
      { fromLine: 1, offsetMinutes: 480, source: 'csi-stamp', errorSeconds: 1 },
    ])
  })

  test('the driver phase: 86 driver updates, the failing one is index 7, oposdrv.inf', () => {
    const [, staging] = chainOf(bundle.analysis)
    expect(staging?.message.en).toMatch(/86 driver updates.*index 7.*oposdrv\.inf/)
    expect(staging?.message.zh).toMatch(/86 个驱动更新.*索引 7.*oposdrv\.inf/)
    expect(placesOf(staging?.evidence ?? [])).toEqual(
      expect.arrayContaining([
        placeOf(CBS, 'STAGE index: 7, phase: 1, result 1009, inf: oposdrv.inf'),
        placeOf(CBS, 'Doqe: Recording result: 0x800703f1, for Inf: oposdrv.inf'),
        placeOf(CBS, 'Doqe: Failed staging driver updates [HRESULT = 0x800703f1 - ERROR_BADDB]'),
      ]),
    )
  })

  test('the execute state in which it failed, the result, the rollback', () => {
    const [last] = chainOf(bundle.analysis).slice(-1)
    for (const text of [last?.message.en, last?.message.zh]) {
      expect(text).toContain('CbsExecuteStateStageDrivers')
      expect(text).toContain('0x800703F1 ERROR_BADDB')
    }
    expect(placesOf(last?.evidence ?? [])).toEqual(
      expect.arrayContaining([
        placeOf(
          CBS,
          'Setting original failure status: 0x800703f1, last forward execute state: CbsExecuteStateStageDrivers',
        ),
        placeOf(
          CBS,
          'Progress: UI message updated. Operation type: Update. Stage: 1 out of 1. Rollback.',
        ),
      ]),
    )
    expect(bundle.analysis.rollbacks.at(-1)).toMatchObject({
      fromState: 'CbsExecuteStateStageDrivers',
      result: '0x800703F1',
    })
    const failed = bundle.analysis.attempts
      .at(-1)
      ?.phases.filter(({ outcome }) => outcome === 'failed')
    expect(failed?.map(({ name }) => name)).toContain('CbsExecuteStateStageDrivers')
  })
})

describe('the code', () => {
  test('three spellings are one: 0x800703f1, 0x3f1, result 1009', () => {
    for (const { codes } of chainOf(bundle.analysis)) expect(codes).toEqual(['0x800703F1'])
    expect(bundle.analysis.drivers.find(({ inf }) => inf === 'oposdrv.inf')?.code).toBe(
      '0x800703F1',
    )
  })

  test('it means that the configuration registry database is corrupt', () => {
    expect(allWords(bundle.analysis, 'en')).toMatch(/configuration registry database is corrupt/i)
    expect(allWords(bundle.analysis, 'zh')).toMatch(/注册表.*损坏/)
  })
})

describe('the driver', () => {
  test('one row joins both logs: INF, store folder, code', () => {
    const rows = bundle.analysis.drivers.filter(({ inf }) => inf === 'oposdrv.inf')
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({
      storeFolder: FOLDER,
      published: null,
      outcome: 'failed',
      code: '0x800703F1',
    })
    const paths = new Set(rows[0]?.evidence.map(({ path }) => path))
    expect([...paths].sort()).toEqual([CBS, DRIVERS])
  })

  test('the cause is quoted from setupapi, first the object that the hive refused', () => {
    const [cause] = chainOf(bundle.analysis)
    expect(placesOf(cause?.evidence ?? [])[0]).toBe(
      placeOf(
        DRIVERS,
        `Failed to create driver package object '${FOLDER}' in DRIVERS database node. Error = 0x000003f1`,
      ),
    )
    expect(cause?.message.en).toContain('DRIVERS')
    expect(cause?.message.en).toContain(FOLDER)
    expect(cause?.message.zh).toContain('DRIVERS')
  })

  test('it comes with Windows: no oemNN name is expected, and no vendor is to be asked', () => {
    const [cause] = chainOf(bundle.analysis)
    expect(cause?.message.en).toMatch(/no oemNN\.inf name is expected/)
    expect(cause?.message.zh).toMatch(/没有 oemNN\.inf 发布名称属于正常/)
    const advice = bundle.analysis.findings.flatMap((finding) => finding.advice)
    for (const { en, zh } of advice) {
      expect(en).not.toMatch(/vendor|manufacturer/i)
      expect(zh).not.toMatch(/厂商|供应商/)
    }
  })
})

test('two KBs are two attempts, each rolled back', () => {
  const attempts = bundle.analysis.attempts
  expect(attempts.map(({ kind, subject, outcome }) => [kind, subject, outcome])).toEqual([
    ['update', 'KB5016623', 'rolled-back'],
    ['update', 'KB5015811', 'rolled-back'],
  ])
  expect(bundle.analysis.verdict.attempt).toBe(attempts.at(-1)?.id)
})

describe('what the logs do not hold', () => {
  test('why the hive refused the object is said not to be in them', () => {
    const [cause] = chainOf(bundle.analysis)
    expect(wordsOf(cause as never, 'en')).toMatch(/Why the DRIVERS hive refused.*not in these logs/)
    expect(wordsOf(cause as never, 'zh')).toMatch(/日志中看不出 DRIVERS/)
  })

  test.each([
    ['the security agent removed', /security agent removed/i, /卸载安全软件/],
    ['USB devices unplugged', /Unplug all USB devices but the mouse/i, /USB/],
    ["Process Monitor's boot log", /Process Monitor.*\.pml/is, /Process Monitor.*\.pml/s],
    ['a WPR boot trace', /WPR boot trace.*\.etl/is, /WPR.*\.etl/s],
    [
      'SoftwareDistribution\\Download emptied',
      /SoftwareDistribution\\Download/,
      /SoftwareDistribution\\Download/,
    ],
  ])('next step: %s', (_, english, chinese) => {
    expect(allWords(bundle.analysis, 'en')).toMatch(english)
    expect(allWords(bundle.analysis, 'zh')).toMatch(chinese)
  })

  test('the traces are asked for, the logs at hand are not', () => {
    const where = bundle.analysis.missing.flatMap(({ where: paths }) => paths).join('\n')
    expect(where).toContain('.pml')
    expect(where).toContain('.etl')
    expect(where).not.toContain('setupapi')
  })
})

test('the packed log of the week before is read', () => {
  const paths = bundle.analysis.entries.map(({ path }) => path)
  expect(paths).toContain('CBS/CbsPersist_20221008021107.cab!/CbsPersist_20221008021107.log')
  expect(bundle.analysis.problems).toEqual([])
})
