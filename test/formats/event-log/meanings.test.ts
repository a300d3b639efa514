/** What events say: our words in both languages, and signals; from binary logs and from exports alike. */
import { describe, expect, test } from 'vitest'

import {
  codeOfEvent,
  meaningOf,
  messageOfEvent,
  signalsOfEvent,
} from '../../../src/core/formats/event-log/meanings.ts'
import {
  codeOf,
  numberOf,
  utcOf,
  valueOf,
  type EventRecord,
} from '../../../src/core/formats/event-log/record.ts'
import { utcMs, wallMs } from '../../../src/core/model/units.ts'

const AT = Date.UTC(2024, 2, 5, 10, 20, 30)

/** Values by name; keys that are numbers are places. */
function event(
  provider: string,
  id: number,
  data: Readonly<Record<string, string>> = {},
  more: Partial<EventRecord> = {},
): EventRecord {
  return {
    provider,
    id,
    version: 0,
    level: 4,
    channel: 'System',
    computer: 'PC-0231',
    recordId: 1,
    utc: utcMs(AT),
    wall: wallMs(Number.NaN),
    data: Object.entries(data).map(([name, value]) => ({
      name: /^\d+$/.test(name) ? '' : name,
      value,
    })),
    message: '',
    ...more,
  }
}

const GENERAL = 'Microsoft-Windows-Kernel-General'
const PNP = 'Microsoft-Windows-Kernel-PnP'
const USER_PNP = 'Microsoft-Windows-UserPnp'
const DSM = 'Microsoft-Windows-DeviceSetupManager'
const UPDATE = 'Microsoft-Windows-WindowsUpdateClient'
const SERVICING = 'Microsoft-Windows-Servicing'

const step = {
  title: '',
  kb: '',
  id: '',
  ok: true,
  code: 0,
  client: 'Windows Update',
}

describe('starts and ends', () => {
  test('a start, in a log in UTC', () => {
    const started = event(GENERAL, 12, { StartTime: '2024-03-05T10:20:29.4957336Z' })
    expect(signalsOfEvent(started)).toEqual([
      { kind: 'sys.boot', at: Date.UTC(2024, 2, 5, 10, 20, 29, 495), source: 'event-log' },
    ])
  })

  test('a start, in an export in local time: both clocks in one line', () => {
    const wall = wallMs(Date.UTC(2024, 2, 5, 18, 20, 30))
    const started = event(
      GENERAL,
      12,
      { StartTime: '\u200e2024\u200e-\u200e03\u200e-\u200e05T10:20:29.495733600Z' },
      { utc: utcMs(Number.NaN), wall },
    )
    expect(signalsOfEvent(started)).toEqual([
      { kind: 'sys.boot', at: wall, source: 'event-log' },
      {
        kind: 'clock.utc',
        utc: Date.UTC(2024, 2, 5, 10, 20, 29, 495),
        source: 'zone-in-line',
        errorMs: 120_000,
      },
    ])
  })

  test('a start without its time', () => {
    expect(signalsOfEvent(event(GENERAL, 12))).toMatchObject([{ kind: 'sys.boot', at: AT }])
    const nothing = { utc: utcMs(Number.NaN) }
    expect(signalsOfEvent(event(GENERAL, 12, {}, nothing))).toEqual([])
  })

  test('shutdowns', () => {
    expect(signalsOfEvent(event(GENERAL, 13))).toEqual([{ kind: 'sys.shutdown', text: '' }])
    expect(signalsOfEvent(event('EventLog', 6006))).toEqual([{ kind: 'sys.shutdown', text: '' }])
    const asked = event('User32', 1074, {
      param1: 'C:\\Windows\\system32\\winlogon.exe (PC-0231)',
      param2: 'PC-0231',
      param3: 'Operating System: Upgrade (Planned)',
      param4: '0x80020003',
      param5: 'restart',
      param6: '',
      param7: 'NT AUTHORITY\\SYSTEM',
    })
    expect(signalsOfEvent(asked)).toEqual([
      {
        kind: 'sys.shutdown',
        text: 'restart: C:\\Windows\\system32\\winlogon.exe (PC-0231): Operating System: Upgrade (Planned)',
      },
    ])
  })

  test('restarts without a shutdown', () => {
    const lost = event('Microsoft-Windows-Kernel-Power', 41, {
      BugcheckCode: '126',
      BugcheckParameter1: '0xffffffffc0000005',
      BugcheckParameter2: '0xfffff80400001000',
      BugcheckParameter3: '0x0',
      BugcheckParameter4: '0x0',
      SleepInProgress: '0',
    })
    expect(signalsOfEvent(lost)).toEqual([
      {
        kind: 'sys.unclean-restart',
        bugCheck: 0x7e,
        parameters: ['0xffffffffc0000005', '0xfffff80400001000', '0x0', '0x0'],
      },
    ])
    expect(messageOfEvent(lost)?.en).toContain('0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (0xffff')
    expect(signalsOfEvent(event('EventLog', 6008, { 0: '10:14:51', 1: '3/5/2024' }))).toEqual([
      { kind: 'sys.unclean-restart', bugCheck: 0, parameters: [] },
    ])
  })

  const words =
    '0x0000007e (0xffffffffc0000005, 0xfffff80400001000, 0xffffd00000002000, 0xffffd00000003000)'
  const bugCheck = {
    kind: 'sys.bug-check',
    bugCheck: 0x7e,
    parameters: [
      '0xffffffffc0000005',
      '0xfffff80400001000',
      '0xffffd00000002000',
      '0xffffd00000003000',
    ],
  }

  test('a bug check, under both names of its provider', () => {
    const dump = 'C:\\Windows\\MEMORY.DMP'
    for (const provider of ['Microsoft-Windows-WER-SystemErrorReporting', 'BugCheck'])
      expect(
        signalsOfEvent(event(provider, 1001, { param1: words, param2: dump, param3: 'id' })),
      ).toEqual([{ ...bugCheck, dump }])
  })

  test('a bug check of which an export keeps the sentence alone, in any language', () => {
    const message = `The computer has rebooted from a bugcheck.  The bugcheck was: ${words}. A dump was saved in: x.`
    expect(signalsOfEvent(event('BugCheck', 1001, {}, { message }))).toEqual([
      { ...bugCheck, dump: '' },
    ])
    expect(signalsOfEvent(event('BugCheck', 1001))).toEqual([])
  })
})

describe('clocks', () => {
  test('a clock that was set', () => {
    const set = event(GENERAL, 1, {
      NewTime: '2024-03-05T10:20:30.0000000Z',
      OldTime: '2024-03-05T02:20:30.0000000Z',
      Reason: '1',
    })
    expect(signalsOfEvent(set)).toEqual([
      { kind: 'clock.changed', from: AT - 8 * 3_600_000, to: AT },
    ])
  })

  test('a clock that is kept in step says nothing', () => {
    const kept = event(GENERAL, 1, {
      NewTime: '2024-03-05T10:20:30.0000000Z',
      OldTime: '2024-03-05T10:20:29.9000000Z',
    })
    expect(signalsOfEvent(kept)).toEqual([])
  })

  test('the zone that a log names once a day', () => {
    const daily = event('EventLog', 6013, {
      0: '',
      1: '',
      2: '',
      3: '',
      4: '349200',
      5: '60',
      6: '-480 China Standard Time',
    })
    expect(signalsOfEvent(daily)).toEqual([
      { kind: 'machine.fact', key: 'time-zone', value: '(UTC+08:00) China Standard Time' },
    ])
    const west = { ...daily, data: daily.data.with(6, { name: '', value: '210 Newfoundland' }) }
    expect(signalsOfEvent(west)).toMatchObject([{ value: '(UTC-03:30) Newfoundland' }])
    const none = { ...daily, data: daily.data.with(6, { name: '', value: 'Sample' }) }
    expect(signalsOfEvent(none)).toEqual([])
  })
})

describe('devices', () => {
  const state = { inf: '', service: '', problem: 0, code: 0 }

  test('a driver that failed to load: the provider calls the device DriverName', () => {
    const failed = event(PNP, 219, {
      DriverNameLength: '15',
      DriverName: 'ROOT\\SAMPLE\\0000',
      Status: '3221226341',
      FailureNameLength: '14',
      FailureName: '\\Driver\\samplefilter',
      Version: '0',
    })
    expect(signalsOfEvent(failed)).toEqual([
      {
        kind: 'dev.state',
        ...state,
        state: 'load-failed',
        device: 'ROOT\\SAMPLE\\0000',
        service: 'samplefilter',
        code: 0xc0000365,
      },
    ])
    expect(messageOfEvent(failed)).toEqual({
      en: 'Driver \\Driver\\samplefilter failed to load for device ROOT\\SAMPLE\\0000: 0xC0000365 STATUS_FAILED_DRIVER_ENTRY.',
      zh: '驱动程序 \\Driver\\samplefilter 未能为设备 ROOT\\SAMPLE\\0000 加载：0xC0000365 STATUS_FAILED_DRIVER_ENTRY。',
    })
  })

  test('a problem while starting, with its filters', () => {
    const problem = event(PNP, 411, {
      DeviceInstanceId: 'PCI\\VEN_1234',
      DriverName: 'oem12.inf',
      ClassGuid: '{4d36e972-e325-11ce-bfc1-08002be10318}',
      ServiceName: 'samplenic',
      LowerFilters: 'samplelow',
      UpperFilters: '',
      Problem: '0x1f',
      Status: '0xc0000001',
    })
    expect(signalsOfEvent(problem)).toEqual([
      {
        kind: 'dev.state',
        device: 'PCI\\VEN_1234',
        state: 'problem',
        inf: 'oem12.inf',
        service: 'samplenic',
        problem: 31,
        code: 0xc0000001,
      },
    ])
    expect(messageOfEvent(problem)?.en).toBe(
      'Device PCI\\VEN_1234 had a problem starting: oem12.inf, service samplenic, lower filters: samplelow, upper filters: -, problem 31 CM_PROB_FAILED_ADD, 0xC0000001 STATUS_UNSUCCESSFUL.',
    )
  })

  test.each([
    [400, 'configured'],
    [401, 'problem'],
    [402, 'blocked'],
    [403, 'needs-restart'],
    [410, 'started'],
    [412, 'needs-restart'],
    [420, 'removed'],
  ])('event %i is %s', (id, expected) => {
    const [signal] = signalsOfEvent(event(PNP, id, { DeviceInstanceId: 'A\\B', Status: '0x0' }))
    expect(signal).toMatchObject({ kind: 'dev.state', device: 'A\\B', state: expected })
  })

  test.each([225, 421, 430, 440, 441, 442])('event %i has words and no signal', (id) => {
    expect(signalsOfEvent(event(PNP, id))).toEqual([])
    expect(messageOfEvent(event(PNP, id))?.zh).toMatch(/[\u4e00-\u9fff]/)
  })

  const installed = {
    DriverName: 'oem12.inf_amd64_0123456789abcdef\\oem12.inf',
    DriverVersion: '1.2.3.4',
    DriverProvider: 'Contoso',
    DeviceInstanceID: 'PCI\\VEN_1234',
    SetupClass: '{4d36e972-e325-11ce-bfc1-08002be10318}',
    RebootOption: 'false',
    UpgradeDevice: 'false',
    IsDriverOEM: 'true',
    InstallStatus: '0x0',
    DriverDescription: 'Sample Network Adapter',
  }

  test.each([
    ['done', {}, { state: 'configured', code: 0 }],
    ['done but for a restart', { RebootOption: 'true' }, { state: 'needs-restart', code: 0 }],
    ['failed', { InstallStatus: '0x3f1' }, { state: 'problem', code: 0x3f1 }],
  ])('an installation that is %s', (_, change, expected) => {
    expect(signalsOfEvent(event(USER_PNP, 20001, { ...installed, ...change }))).toEqual([
      { kind: 'dev.state', ...state, device: 'PCI\\VEN_1234', inf: 'oem12.inf', ...expected },
    ])
  })

  test('services, removals and restriction policies', () => {
    const service = event(USER_PNP, 20003, {
      ServiceName: 'samplenic',
      DriverFileName: '\\SystemRoot\\System32\\drivers\\samplenic.sys',
      DeviceInstanceID: 'PCI\\VEN_1234',
      PrimaryService: 'true',
      UpdateService: 'false',
      AddServiceStatus: '0',
    })
    expect(signalsOfEvent(service)).toMatchObject([
      { state: 'configured', service: 'samplenic', device: 'PCI\\VEN_1234' },
    ])
    expect(signalsOfEvent(event(USER_PNP, 20002, { DeviceInstanceID: 'A' }))).toMatchObject([
      { state: 'removed', device: 'A' },
    ])
    expect(signalsOfEvent(event(USER_PNP, 20005, { DeviceId: 'A' }))).toMatchObject([
      { state: 'blocked', device: 'A' },
    ])
  })

  test('device setup', () => {
    const failed = event(DSM, 121, { HRESULT: '0x800f0247', Prop_DevnodeId: 'PCI\\VEN_1234' })
    expect(signalsOfEvent(failed)).toEqual([
      { kind: 'dev.state', ...state, state: 'problem', device: 'PCI\\VEN_1234', code: 0x800f0247 },
    ])
    const offline = event(DSM, 131, { Prop_ContainerId: '{0}', HRESULT: '0x80072ee7' })
    expect(signalsOfEvent(offline)).toEqual([])
  })
})

describe('updates', () => {
  const title = '2024-02 Cumulative Update for Windows 10 (KB5034441)'
  const id = '12345678-9abc-def0-1234-56789abcdef0'

  test.each([
    [43, 'install', 'begin'],
    [19, 'install', 'end'],
    [44, 'download', 'begin'],
    [41, 'download', 'end'],
    [23, 'uninstall', 'end'],
  ])('event %i: %s %s', (number, name, state) => {
    const data = { updateTitle: title, updateGuid: `{${id}}`, updateRevisionNumber: '200' }
    expect(signalsOfEvent(event(UPDATE, number, data))).toEqual([
      { kind: 'update.step', ...step, step: name, state, title, kb: 'KB5034441', id },
    ])
  })

  test('a failed installation', () => {
    const failed = event(UPDATE, 20, {
      errorCode: '0x80070643',
      updateTitle: title,
      updateGuid: `{${id}}`,
    })
    expect(signalsOfEvent(failed)).toEqual([
      {
        kind: 'update.step',
        ...step,
        step: 'install',
        state: 'end',
        title,
        kb: 'KB5034441',
        id,
        ok: false,
        code: 0x80070643,
      },
    ])
    expect(messageOfEvent(failed)).toEqual({
      en: `Installation failed with 0x80070643 ERROR_INSTALL_FAILURE: ${title}`,
      zh: `安装失败，错误 0x80070643 ERROR_INSTALL_FAILURE：${title}`,
    })
    expect(codeOfEvent(failed)).toBe(0x80070643)
  })

  test('a failed installation of which an export keeps the sentence alone', () => {
    const message = `安装失败: Windows 无法安装以下更新，错误为 0x80070643: ${title}。`
    expect(signalsOfEvent(event('WindowsUpdateClient', 20, {}, { message }))).toMatchObject([
      { step: 'install', ok: false, code: 0x80070643, kb: 'KB5034441' },
    ])
  })

  test('checks, and restarts that are due', () => {
    expect(signalsOfEvent(event(UPDATE, 25, { errorCode: '0x8024402c' }))).toEqual([
      { kind: 'update.step', ...step, step: 'scan', state: 'end', ok: false, code: 0x8024402c },
    ])
    expect(signalsOfEvent(event(UPDATE, 26, { updateCount: '2' }))).toMatchObject([
      { step: 'scan', state: 'end', ok: true },
    ])
    expect(signalsOfEvent(event(UPDATE, 21))).toMatchObject([{ step: 'restart', state: 'begin' }])
    expect(signalsOfEvent(event(UPDATE, 16))).toEqual([])
  })

  const packaged = {
    PackageIdentifier: 'KB5034441',
    IntendedPackageState: '7',
    IntendedPackageStateTextized: 'Installed',
    ErrorCode: '0x0',
    Client: 'WindowsUpdateAgent',
  }

  test('changes of packages', () => {
    const expected = { ...step, client: 'WindowsUpdateAgent', title: 'KB5034441', kb: 'KB5034441' }
    expect(signalsOfEvent(event(SERVICING, 1, packaged))).toEqual([
      { kind: 'update.step', ...expected, step: 'install', state: 'begin' },
    ])
    expect(signalsOfEvent(event(SERVICING, 2, packaged))).toEqual([
      { kind: 'update.step', ...expected, step: 'install', state: 'end' },
    ])
    expect(
      signalsOfEvent(event(SERVICING, 3, { ...packaged, ErrorCode: '0x800703f1' })),
    ).toMatchObject([{ state: 'end', ok: false, code: 0x800703f1 }])
    const absent = { ...packaged, IntendedPackageStateTextized: 'Absent' }
    expect(signalsOfEvent(event(SERVICING, 2, absent))).toMatchObject([{ step: 'uninstall' }])
    expect(signalsOfEvent(event(SERVICING, 4, packaged))).toMatchObject([
      { step: 'restart', state: 'begin' },
    ])
    expect(signalsOfEvent(event(SERVICING, 5, packaged))).toEqual([])
  })

  test('optional features', () => {
    const data = {
      UpdateName: 'NetFx3',
      PackageIdentifier: 'Package~31bf',
      ErrorCode: '0x800f081f',
    }
    expect(signalsOfEvent(event(SERVICING, 11, data))).toMatchObject([
      { step: 'install', state: 'end', title: 'NetFx3', ok: false, code: 0x800f081f },
    ])
    expect(signalsOfEvent(event(SERVICING, 10, data))).toMatchObject([
      { step: 'uninstall', ok: true, code: 0 },
    ])
  })

  test('a check of the component store, and one that found nothing', () => {
    expect(signalsOfEvent(event(SERVICING, 1014, { A: '0x0', B: '2', C: '3' }))).toEqual([
      { kind: 'cbs.repair-result', what: 'detected', count: 3, text: '3 found, 2 repaired' },
    ])
    expect(signalsOfEvent(event(SERVICING, 1014, { A: '0x0', B: '0', C: '0' }))).toEqual([])
  })
})

describe('reports', () => {
  const places = [
    '', // bucket
    '0',
    'WinSetupDiag02',
    'Not available',
    '0',
    '10.0.19041',
    '2',
    '0xC1900101',
    '0x40017',
  ]

  test('the signature of a failed setup, P1 to P10', () => {
    const data = Object.fromEntries(places.map((value, i) => [String(i), value]))
    const [signal] = signalsOfEvent(event('Windows Error Reporting', 1001, data))
    expect(signal).toEqual({
      kind: 'wer.report',
      event: 'WinSetupDiag02',
      application: '',
      parameters: ['10.0.19041', '2', '0xC1900101', '0x40017', '', '', '', '', '', ''],
    })
  })

  test('a program that crashed, in a log that names its values', () => {
    const data = { EventName: 'APPCRASH', P1: 'sample.exe', P2: '1.0.0.0' }
    expect(signalsOfEvent(event('Windows Error Reporting', 1001, data))).toMatchObject([
      { event: 'APPCRASH', application: 'sample.exe' },
    ])
    expect(signalsOfEvent(event('Windows Error Reporting', 1001))).toEqual([])
  })

  test('audit mode', () => {
    const audit = 'Microsoft-Windows-Audit'
    const signals = (id: number, ...values: readonly string[]): unknown =>
      signalsOfEvent(event(audit, id, Object.fromEntries(values.map((v, i) => [String(i), v]))))
    expect(signals(2001, 'auditSystem')).toEqual([
      { kind: 'pass.begin', tool: 'audit.exe', pass: 'auditSystem' },
    ])
    expect(signals(2002, '0x0')).toEqual([
      { kind: 'pass.end', tool: 'audit.exe', pass: '', code: 0 },
    ])
    expect(signals(2003, '0x8030000c')).toEqual([
      { kind: 'pass.failed', tool: 'audit.exe', pass: '', code: 0x8030000c, what: 'run-pass' },
    ])
  })
})

describe('records', () => {
  test('a provider is known under its short name too, and by no other', () => {
    for (const provider of ['Microsoft-Windows-Kernel-General', 'Kernel-General', 'kernel-general'])
      expect(meaningOf(event(provider, 12)), provider).not.toBeNull()
    expect(meaningOf(event('General', 12))).toBeNull()
    expect(meaningOf(event(GENERAL, 9999))).toBeNull()
    expect(messageOfEvent(event('Sample', 12))).toBeNull()
    expect(signalsOfEvent(event('constructor', 12))).toEqual([])
  })

  test('values by name, without case, else by place', () => {
    const record = event('Sample', 1, { Name: 'a', other: 'b' })
    expect([
      valueOf(record, 'Name'),
      valueOf(record, 'OTHER'),
      valueOf(record, 'missing', 1),
      valueOf(record, '', 1),
      valueOf(record, 'missing'),
      valueOf(record, '', 7),
    ]).toEqual(['a', 'b', 'b', 'b', '', ''])
  })

  test('numbers, codes and times as records print them', () => {
    expect(['12', '0x1f', ' 7 ', '-5', 'x', ''].map(numberOf)).toEqual([
      12,
      31,
      7,
      -5,
      Number.NaN,
      Number.NaN,
    ])
    expect(['3221226341', '0xffffffffc0000005', '-2147024893', 'x'].map(codeOf)).toEqual([
      0xc0000365, 0xc0000005, 0x80070003, 0,
    ])
    expect(
      ['2024-03-05T10:20:30Z', '2024-03-05 10:20:30', '2024-13-05T10:20:30Z'].map(utcOf),
    ).toEqual([AT, Number.NaN, Number.NaN])
  })

  test('the code of a record that means nothing here', () => {
    expect(codeOfEvent(event('Sample', 1, { Count: '5', ErrorCode: '2147942402' }))).toBe(
      0x80070002,
    )
    expect(codeOfEvent(event('Sample', 1, { 0: 'it failed: 0xC0000022.' }))).toBe(0xc0000022)
    expect(codeOfEvent(event('Sample', 1, { 0: 'at 0x7ff612345678, 0x1' }))).toBe(0)
    expect(codeOfEvent(event('Sample', 1, {}, { message: 'error 0x80070005' }))).toBe(0x80070005)
  })

  test('hostile values neither break the line nor the message', () => {
    const long = event(UPDATE, 19, { updateTitle: `${'{updateGuid}\n '.repeat(200)}` })
    const message = messageOfEvent(long)?.en ?? ''
    expect(message).not.toContain('\n')
    expect(message.length).toBeLessThan(450)
    expect(message).toContain('{updateGuid}')
  })
})
