/**
 * Upgrade: blue screen at the second boot, rolled back with 0xC1900101 - 0x40017. One test per thing to be shown.
 */
import { beforeAll, describe, expect, test } from 'vitest'

import {
  allWords,
  analyzeFiles,
  chainOf,
  findingOf,
  placesOf,
  wordsOf,
} from '../../support/analyzed-bundle.ts'
import type { CheckedBundle } from '../../support/analyzed-bundle.ts'
import { upgradeRollbackBugcheck } from '../../support/samples/upgrade-rollback-bugcheck.ts'

const SOURCES = '$WINDOWS.~BT/Sources'
const SETUP = `${SOURCES}/Panther/setupact.log`
const ROLLBACK = `${SOURCES}/Rollback/setupact.log`
const DRIVERS = `${SOURCES}/Rollback/setupapi/setupapi.dev.log`
const DUMP = `${SOURCES}/Rollback/setupmem.dmp`

let bundle: CheckedBundle

beforeAll(async () => {
  bundle = await analyzeFiles('upgrade-rollback-bugcheck', upgradeRollbackBugcheck())
})

function upgrade(): CheckedBundle['analysis']['attempts'][number] {
  const found = bundle.analysis.attempts.filter(({ kind }) => kind === 'upgrade')
  expect(found).toHaveLength(1)
  return found[0] as CheckedBundle['analysis']['attempts'][number]
}

describe('the verdict', () => {
  test('an upgrade that was rolled back, with result and extend code', () => {
    const { verdict } = bundle.analysis
    expect(verdict).toMatchObject({ failed: true, result: '0xC1900101', extend: '0x40017' })
    expect(upgrade()).toMatchObject({
      outcome: 'rolled-back',
      result: '0xC1900101',
      extend: '0x40017',
    })
  })

  test('the sentence names bug check, phase and suspect in both languages', () => {
    const { en, zh } = bundle.analysis.verdict.sentence
    expect(en).toMatch(/upgrade.*rolled back.*0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED/i)
    expect(en).toMatch(/second boot/i)
    expect(en).toContain('lwfmgr.sys')
    expect(zh).toMatch(/升级.*回滚.*0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED/)
    expect(zh).toContain('第二次启动')
    expect(zh).toContain('lwfmgr.sys')
  })

  test('0xC1900101 is told as a rollback whose usual cause is a driver', () => {
    const reported = findingOf(bundle.analysis, 'setup.reported-result')
    expect(wordsOf(reported, 'en')).toMatch(/0xC1900101/)
    expect(wordsOf(reported, 'en')).toMatch(/rollback|rolled back/i)
    expect(wordsOf(reported, 'en')).toMatch(/driver/i)
    expect(wordsOf(reported, 'zh')).toMatch(/回滚|回退/)
    expect(wordsOf(reported, 'zh')).toMatch(/驱动/)
  })

  test('0x40017 is told as the second boot and the operation BOOT', () => {
    const reported = findingOf(bundle.analysis, 'setup.reported-result')
    expect(reported.message.en).toMatch(/0x40017.*second boot.*operation BOOT/i)
    expect(reported.message.zh).toMatch(/0x40017.*第二次启动.*操作 BOOT/)
  })

  test('the chain runs from the crash to the rollback', () => {
    const chain = chainOf(bundle.analysis)
    const causes = chain.filter(({ role }) => role === 'cause')
    expect(chain.slice(0, causes.length)).toEqual(causes)
    expect(causes.map(({ ruleId, confidence }) => `${ruleId} ${confidence}`)).toContain(
      'crash.in-attempt shown',
    )
    expect(chain.at(-1)?.role).toBe('outcome')
    expect(chain.at(-1)?.message.en).toMatch(/rolled/i)
  })

  test('the result is quoted from where setup reports it', () => {
    const reported = bundle.linesWith(
      ROLLBACK,
      'Reporting post reboot event -> [0xC1900101, 0x40017]',
    )
    const { evidence } = findingOf(bundle.analysis, 'setup.reported-result')
    expect(reported.map((line) => `${ROLLBACK}:${line}`)).toContain(placesOf(evidence)[0])
  })
})

describe('the crash', () => {
  test('dump and rollback log tell one crash, at the time of the dump, in UTC', () => {
    expect(bundle.analysis.crashes).toHaveLength(1)
    expect(bundle.analysis.crashes[0]).toMatchObject({
      path: DUMP,
      bugCheck: '0x0000007E',
      name: 'SYSTEM_THREAD_EXCEPTION_NOT_HANDLED',
      at: '2023-03-14T01:44:12.412Z',
      build: '19041',
      architecture: 'x64',
      dumpKind: 'bitmap',
    })
  })

  test('the access violation is the first parameter', () => {
    const [crash] = bundle.analysis.crashes
    expect(BigInt(crash?.parameters[0] ?? 0)).toBe(0xffffffffc0000005n)
    expect(findingOf(bundle.analysis, 'crash.in-attempt').codes).toContain('0xC0000005')
  })

  test('the stack says who gave a null handle to ndis.sys, while it was loaded', () => {
    const [crash] = bundle.analysis.crashes
    expect(crash).toMatchObject({
      method: 'unwind',
      process: 'System',
      nullRegister: 'rbx',
      loading: 'lwfmgr',
    })
    const frames = (crash?.frames ?? []).map(({ module, offset, symbol }) =>
      symbol === null ? `${module}+${offset}` : `${module}!${symbol}`,
    )
    expect(frames.slice(0, 3)).toEqual([
      'ndis!NdisFDeregisterFilterDriver+0x47',
      'lwfmgr+0x5167',
      'lwfmgr+0xb49a',
    ])
    const { message, evidence } = findingOf(bundle.analysis, 'crash.in-attempt')
    expect(message.en).toMatch(/lwfmgr\+0x5167 and lwfmgr\+0xb49a\..*null handle.*was being loaded/)
    expect(message.zh).toMatch(/lwfmgr\+0x5167、lwfmgr\+0xb49a。.*空句柄.*正在加载驱动程序 lwfmgr/)
    expect(evidence.map(({ text }) => text).join('\n')).toContain('lwfmgr+0xb49a')
  })

  test('it fell seconds after the start of the machine', () => {
    expect(bundle.analysis.crashes[0]?.uptimeSeconds).toBeCloseTo(4.906, 3)
    expect(bundle.analysis.boots.map(({ at }) => at)).toContain('2023-03-14T01:44:07.506Z')
  })

  test('lwfmgr.sys is the suspect, and the line that names it is evidence', () => {
    expect(bundle.analysis.crashes[0]?.suspect).toBe('lwfmgr.sys')
    const [line] = bundle.linesWith(ROLLBACK, 'Module name : lwfmgr.sys')
    const { evidence } = findingOf(bundle.analysis, 'crash.in-attempt')
    expect(placesOf(evidence)).toContain(`${DUMP}:1`)
    expect(placesOf(evidence)).toContain(`${ROLLBACK}:${line}`)
  })

  test('the setupapi section in which that driver failed is told with its lines', () => {
    const driver = bundle.analysis.drivers.find(({ inf }) => inf === 'lwfmgr.inf')
    expect(driver).toMatchObject({
      outcome: 'failed',
      published: 'oem21.inf',
      storeFolder: 'lwfmgr.inf_amd64_6d1f0b7ac4e25938',
      provider: 'Sample Security Agent',
      version: '05/18/2021,4.2.1.1907',
      service: 'lwfmgr',
      code: '0x8007001F',
    })
    const failed = bundle
      .linesWith(DRIVERS, 'Error = 0x0000001f')
      .map((line) => `${DRIVERS}:${line}`)
    const told = findingOf(bundle.analysis, 'crash.driver-of-upgrade-failed')
    expect(placesOf(told.evidence)).toEqual(expect.arrayContaining(failed))
  })

  test('the driver that failed is said to be the module that crashed', () => {
    const words = allWords(bundle.analysis, 'en')
    expect(words).toMatch(/lwfmgr\.sys/)
    expect(words).toMatch(/lwfmgr\.inf/)
  })

  test('the agent is tied to the driver by the provider of its INF', () => {
    expect(bundle.analysis.machine.antivirus).toContain('Sample Security Agent')
    const words = allWords(bundle.analysis, 'en')
    expect(words).toMatch(/Sample Security Agent/)
    expect(words).toMatch(/provider/i)
  })

  test('nobody blames the kernel', () => {
    expect(allWords(bundle.analysis, 'en')).not.toMatch(/ntoskrnl/i)
  })
})

describe('the phases', () => {
  test('down-level, SafeOS, first boot, second boot, rollback: how each ended', () => {
    const setup = upgrade().phases.filter(
      ({ name, kind }) => kind !== 'operation-track' && !name.startsWith('SetupPhase'),
    )
    expect(setup.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['Down-level', 'succeeded'],
      ['SafeOS', 'succeeded'],
      ['First boot', 'succeeded'],
      ['Second boot', 'failed'],
      ['Rollback', 'succeeded'],
    ])
  })

  test('each has a start and an end, one after the other, on one clock', () => {
    const setup = upgrade().phases.filter(
      ({ name, kind }) => kind !== 'operation-track' && !name.startsWith('SetupPhase'),
    )
    const times = setup.flatMap(({ from, to }) => [from, to])
    expect(times).not.toContain(null)
    expect(times).toEqual([...times].sort())
    expect(setup.map(({ from }) => from)).toEqual([
      '2023-03-14T01:12:04.000Z',
      '2023-03-14T01:25:44.000Z',
      '2023-03-14T01:38:31.000Z',
      '2023-03-14T01:44:07.506Z',
      '2023-03-14T01:45:21.000Z',
    ])
  })

  test('SafeOS runs on the zone of WinPE, and the lane says so', () => {
    const entry = bundle.analysis.entries.find(({ path }) => path === SETUP)
    const [safeOs] = bundle.linesWith(SETUP, 'Executing phase [Safe OS]')
    const [firstBoot] = bundle.linesWith(SETUP, 'Started phase [Pre SysPrep]')
    expect(entry?.clock.map(({ offsetMinutes, source }) => [offsetMinutes, source])).toEqual([
      [480, 'csi-stamp'],
      [-420, 'csi-stamp'],
      [480, 'csi-stamp'],
    ])
    // The line of dashes above belongs to the part that it opens.
    expect(entry?.clock.map(({ fromLine }) => fromLine)).toEqual([
      1,
      (safeOs ?? 0) - 1,
      (firstBoot ?? 0) - 1,
    ])
  })

  test('the rollback log changes its zone when the old system is back', () => {
    const entry = bundle.analysis.entries.find(({ path }) => path === ROLLBACK)
    const [home] = bundle.linesWith(ROLLBACK, 'Initiating rollback/uninstall, phase = 1')
    expect(entry?.clock.map(({ fromLine, offsetMinutes }) => [fromLine, offsetMinutes])).toEqual([
      [1, -420],
      [home, 480],
    ])
  })

  test('what ran is told with its times, and what was never reached', () => {
    const { operations } = upgrade()
    const applied = operations.find(({ name }) => name.startsWith('Apply WIM file'))
    expect(applied).toMatchObject({ phase: 'Downlevel', outcome: 'succeeded' })
    expect(Date.parse(applied?.to ?? '') - Date.parse(applied?.from ?? '')).toBe(412_000)
    const waiting = operations.filter(({ outcome }) => outcome === 'never-reached')
    expect(waiting.map(({ name }) => name)).toContain('Machine-specific apply')
    expect(operations.filter(({ outcome }) => outcome === 'failed')).toEqual([])
  })

  test('operations of SafeOS lie inside SafeOS: later tables repeat them in the clock of WinPE', () => {
    const { operations, phases } = upgrade()
    const safeOs = phases.find(({ name }) => name === 'Safe OS')
    const own = operations.filter(({ phase }) => phase === 'Safe OS')
    expect(own.length).toBeGreaterThan(5)
    for (const { name, from, to } of own) {
      expect([name, from, (from ?? '') >= (safeOs?.from ?? '')]).toEqual([name, from, true])
      expect([name, to, (to ?? 'z') <= (safeOs?.to ?? '')]).toEqual([name, to, true])
    }
  })

  test('the rollback comes from the second boot', () => {
    expect(bundle.analysis.rollbacks).toHaveLength(1)
    expect(bundle.analysis.rollbacks[0]).toMatchObject({
      fromState: 'OOBEBoot,Start',
      result: '0xC1900101',
      extend: '0x40017',
    })
  })

  test('the rollback itself is said to have completed', () => {
    expect(bundle.analysis.rollbacks[0]?.outcome).toBe('succeeded')
  })
})

describe('the machine', () => {
  test('host and target, antivirus and filter drivers are told', () => {
    expect(bundle.analysis.machine).toMatchObject({
      hostBuild: '10.0.17763',
      targetBuild: '10.0.19044',
      edition: 'Enterprise',
      architecture: 'x64',
    })
    expect(bundle.analysis.machine.filterDrivers).toContain('ssafilter')
  })

  test('the attempt names the build that it aims at', () => {
    expect(upgrade().subject).toContain('19044')
  })

  test('the processes that acted are said where the log shows them', () => {
    const words = JSON.stringify(bundle.analysis)
    expect(words).toContain('SetupHost.exe')
    expect(words).toContain('mighost.exe')
  })
})

test('without dump and rollback folder the bundle says what is missing and where it lies', async () => {
  const cut = upgradeRollbackBugcheck().filter(({ path }) => !path.includes('/Rollback/'))
  const { analysis } = await analyzeFiles('without-rollback', cut)
  const where = analysis.missing.flatMap(({ where: paths }) => paths).join('\n')
  expect(where).toContain('$Windows.~BT\\Sources\\Rollback')
  expect(where).toContain('setupmem.dmp')
})

test('without the dump the crash is known from the log, and the dump is asked for', async () => {
  const cut = upgradeRollbackBugcheck().filter(({ path }) => path !== DUMP)
  const { analysis } = await analyzeFiles('without-dump', cut)
  expect(analysis.crashes).toHaveLength(1)
  expect(analysis.crashes[0]).toMatchObject({ method: 'log', suspect: 'lwfmgr.sys' })
  expect(analysis.missing.flatMap(({ where }) => where).join('\n')).toContain('setupmem.dmp')
  expect(analysis.verdict.sentence.en).toContain('lwfmgr.sys')
})

test('with all in the bundle nothing is missing, and everything was read', () => {
  expect(bundle.analysis.missing).toEqual([])
  expect(bundle.analysis.problems).toEqual([])
})
