/** Events in the schema of event logs; values are invented. */
import type { Sample } from '../format.ts'

const UTC = '2024-05-22T00:30:12.1230000Z'
const AT = Date.UTC(2024, 4, 22, 0, 30, 12, 123)
const TITLE =
  '2024-05 Cumulative Update for Windows 11 Version 23H2 for x64-based Systems (KB5037771)'
const UPDATE = '3F0A6C1E-52D4-4B7A-9C11-7E2B64D0A951'
const KERNEL = 'Microsoft-Windows-Kernel-General'
const CLIENT = 'Microsoft-Windows-WindowsUpdateClient'
const REPORT = 'Windows Error Reporting'
const AUDIT = 'Microsoft-Windows-Audit'

const clock = { kind: 'clock.utc', utc: AT, source: 'utc', errorMs: 0 } as const
const step = {
  kind: 'update.step',
  title: TITLE,
  kb: 'KB5037771',
  id: UPDATE,
  ok: true,
  code: 0,
  client: 'Windows Update',
} as const

type Values = Readonly<Record<string, string>> | readonly string[]

function event(provider: string, id: number, level: number, body: string): string {
  return `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='${provider}' Guid='{a68ca8b7-004f-d7b6-a698-07e2de0f1f5d}'/><EventID>${id}</EventID><Version>0</Version><Level>${level}</Level><Task>0</Task><Opcode>0</Opcode><Keywords>0x8000000000000000</Keywords><TimeCreated SystemTime='${UTC}'/><EventRecordID>4711</EventRecordID><Channel>System</Channel><Computer>PC-0231</Computer></System>${body}</Event>`
}

function dataOf(values: Values): string {
  const data = Array.isArray(values)
    ? values.map((value: string) => `<Data>${value}</Data>`)
    : Object.entries(values).map(([name, value]) => `<Data Name='${name}'>${value}</Data>`)
  return `<EventData>${data.join('')}</EventData>`
}

function sample(
  provider: string,
  id: number,
  values: Values,
  signals: NonNullable<Sample['signals']>,
  level = 4,
): Sample {
  return {
    text: event(provider, id, level, dataOf(values)),
    time: '2024-05-22 00:30:12.123',
    level: (['info', 'fatal', 'error', 'warning', 'info'] as const)[level] ?? 'info',
    component: provider,
    signals: [clock, ...signals],
  }
}

export const eventXmlSamples: readonly Sample[] = [
  sample(KERNEL, 12, { MajorVersion: '10', StartTime: '2024-05-22T00:30:10.500000000Z' }, [
    { kind: 'sys.boot', at: Date.UTC(2024, 4, 22, 0, 30, 10, 500), source: 'event-log' },
  ]),
  sample(
    KERNEL,
    1,
    { NewTime: '2024-05-22T01:30:10.500000000Z', OldTime: '2024-05-22T00:30:10.500000000Z' },
    [
      {
        kind: 'clock.changed',
        from: Date.UTC(2024, 4, 22, 0, 30, 10, 500),
        to: Date.UTC(2024, 4, 22, 1, 30, 10, 500),
      },
    ],
  ),
  sample(KERNEL, 13, { StopTime: '2024-05-22T00:30:10.500000000Z' }, [
    { kind: 'sys.shutdown', text: '' },
  ]),
  sample(
    'Microsoft-Windows-Kernel-Power',
    41,
    { BugcheckCode: '0', BugcheckParameter1: '0x0' },
    [{ kind: 'sys.unclean-restart', bugCheck: 0, parameters: ['0x0'] }],
    1,
  ),
  sample(
    'Microsoft-Windows-WER-SystemErrorReporting',
    1001,
    { param1: '0x0000007e (0x1, 0x2, 0x3, 0x4)', param2: 'C:\\Windows\\MEMORY.DMP' },
    [
      {
        kind: 'sys.bug-check',
        bugCheck: 0x7e,
        parameters: ['0x1', '0x2', '0x3', '0x4'],
        dump: 'C:\\Windows\\MEMORY.DMP',
      },
    ],
    2,
  ),
  sample(
    'EventLog',
    6013,
    ['', '', '', '', '3600', '60', '-480 China Standard Time'],
    [{ kind: 'machine.fact', key: 'time-zone', value: '(UTC+08:00) China Standard Time' }],
  ),
  sample(
    CLIENT,
    20,
    { errorCode: '0x80070643', updateTitle: TITLE, updateGuid: `{${UPDATE}}` },
    [{ ...step, step: 'install', state: 'end', ok: false, code: 0x80070643 }],
    2,
  ),
  sample(CLIENT, 34, { errorCode: '0x80070005' }, [
    { kind: 'update.failed', code: 0x80070005, text: '' },
  ]),
  sample(
    'Microsoft-Windows-Kernel-PnP',
    411,
    {
      DeviceInstanceId: 'PCI\\VEN_1AF4&amp;DEV_1041\\3&amp;1',
      DriverName: 'oem12.inf',
      ServiceName: 'sample',
      Problem: '0x1F',
      Status: '0xC0000001',
    },
    [
      {
        kind: 'dev.state',
        device: 'PCI\\VEN_1AF4&DEV_1041\\3&1',
        state: 'problem',
        inf: 'oem12.inf',
        service: 'sample',
        problem: 31,
        code: 0xc0000001,
      },
    ],
    3,
  ),
  sample(
    REPORT,
    1001,
    ['', '0', 'WinSetupDiag02', 'n', '0', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'],
    [
      {
        kind: 'wer.report',
        event: 'WinSetupDiag02',
        application: '',
        parameters: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'],
      },
    ],
  ),
  sample(
    'Microsoft-Windows-Servicing',
    1014,
    ['0x0', '1', '2'],
    [{ kind: 'cbs.repair-result', what: 'detected', count: 2, text: '2 found, 1 repaired' }],
  ),
  sample(AUDIT, 1001, ['audit.exe /reseal'], [{ kind: 'log.begin', tool: 'audit.exe' }]),
  sample(AUDIT, 1002, ['0x0'], [{ kind: 'log.end', tool: 'audit.exe' }]),
  sample(
    AUDIT,
    2001,
    ['auditSystem'],
    [{ kind: 'pass.begin', tool: 'audit.exe', pass: 'auditSystem' }],
  ),
  sample(AUDIT, 2002, ['0x0'], [{ kind: 'pass.end', tool: 'audit.exe', pass: '', code: 0 }]),
  sample(
    AUDIT,
    2003,
    ['0x8030000C'],
    [{ kind: 'pass.failed', tool: 'audit.exe', pass: '', code: 0x8030000c, what: 'run-pass' }],
    2,
  ),
  {
    // Data of a provider's own, in an element of its own.
    ...sample('Microsoft-Windows-Servicing', 3, [], []),
    text: event(
      'Microsoft-Windows-Servicing',
      3,
      2,
      "<UserData><CbsPackageChangeState xmlns='http://manifests.microsoft.com/win/2004/08/windows/setup_provider'><PackageIdentifier>KB5037771</PackageIdentifier><IntendedPackageState>5112</IntendedPackageState><IntendedPackageStateTextized>Installed</IntendedPackageStateTextized><ErrorCode>0x800f0831</ErrorCode><Client>WindowsUpdateAgent</Client></CbsPackageChangeState></UserData>",
    ),
    level: 'error',
    signals: [
      clock,
      {
        ...step,
        step: 'install',
        state: 'end',
        title: 'KB5037771',
        id: '',
        ok: false,
        code: 0x800f0831,
        client: 'WindowsUpdateAgent',
      },
    ],
  },
]
