/** Lines in the grammar of a converted WindowsUpdate.log; GUIDs and values are invented. */
import type { Sample } from '../format.ts'

const TIME = '2024-03-12 08:14:22.132'
const UPDATE = '3F0A6C1E-52D4-4B7A-9C11-7E2B64D0A951'
const JOB = '8C41D2F7-0E6B-4A39-B5C8-19F7A3E6D204'
const CALL = '5E9B7A30-C2D6-4F18-8A43-0B6D1E57F9C2'
const TITLE =
  '2024-03 Cumulative Update for Windows 11 Version 23H2 for x64-based Systems (KB5035853)'

function line(component: string, message: string, date = '2024/03/12'): string {
  return `${date} 08:14:22.1325467 2416  5288  ${component.padEnd(15)} ${message}`
}

function sample(
  component: string,
  message: string,
  signals: NonNullable<Sample['signals']>,
  after?: string,
): Sample {
  const text = line(component, message)
  const one: Sample = { text, time: TIME, level: 'info', component, signals }
  return after === undefined ? one : { ...one, after }
}

const NAMES = [line('UDP', `  Title = ${TITLE}`), line('UDP', `  UpdateId = ${UPDATE}.200`)].join(
  '\n',
)

const step = {
  kind: 'update.step',
  title: '',
  kb: '',
  id: '',
  ok: true,
  code: 0,
  client: '',
} as const
const named = { ...step, title: TITLE, kb: 'KB5035853', id: UPDATE } as const

export const convertedSamples: readonly Sample[] = [
  sample(
    'Agent',
    '* START * Finding updates CallerId = MoUpdateOrchestrator  Id = 12 (cV = aBcDeFgH01234567.1.0.1)',
    [{ ...step, step: 'scan', state: 'begin', client: 'MoUpdateOrchestrator' }],
  ),
  sample(
    'Agent',
    '* END * Finding updates CallerId = MoUpdateOrchestrator, Id = 12, Exit code = 0x80240438 (cV = aBcDeFgH01234567.1.0.1)',
    [
      {
        ...step,
        step: 'scan',
        state: 'end',
        ok: false,
        code: 0x80240438,
        client: 'MoUpdateOrchestrator',
      },
    ],
  ),
  sample(
    'ComApi',
    `Deserialized installable update Contoso - Display - 31.0.15.3623, UpdateID = {${UPDATE}.1}, CallbackInfo cookie length = 0`,
    [],
  ),
  sample(
    'DownloadManager',
    `* START * Begin Downloading Updates [CallerId = UpdateOrchestrator] [Call ID = {${CALL}}]`,
    [{ ...step, step: 'download', state: 'begin', client: 'UpdateOrchestrator' }],
  ),
  sample(
    'DownloadManager',
    `New download job {${JOB}} for UpdateId ${UPDATE}.200`,
    [{ ...named, step: 'download', state: 'begin' }],
    NAMES,
  ),
  sample(
    'DownloadManager',
    `DO job {${JOB}} completed successfully, updateId = ${UPDATE}.200`,
    [{ ...named, step: 'download', state: 'end' }],
    NAMES,
  ),
  {
    text: line(
      'DownloadManager',
      `*FAILED* [80D05001] Error occurred while downloading update ${UPDATE}.200; notifying dependent calls.`,
    ),
    time: TIME,
    level: 'warning',
    component: 'DownloadManager',
    signals: [{ ...named, step: 'download', state: 'end', ok: false, code: 0x80d05001 }],
    after: NAMES,
  },
  sample(
    'Agent',
    `WU client calls back to download call {${CALL}} with code Call complete and error 0x80d05001`,
    [
      {
        ...step,
        step: 'download',
        state: 'end',
        ok: false,
        code: 0x80d05001,
        client: 'UpdateOrchestrator',
      },
    ],
    line(
      'DownloadManager',
      `* START * Begin Downloading Updates [CallerId = UpdateOrchestrator] [Call ID = {${CALL}}]`,
    ),
  ),
  sample('Agent', '* START *  Installing updates CallerId = MoUpdateOrchestrator', [
    { ...step, step: 'install', state: 'begin', client: 'MoUpdateOrchestrator' },
  ]),
  sample(
    'UDP',
    `Deployment job Id ${JOB} : Installing starting for update ${UPDATE}.200, deployable update count = 1`,
    [{ ...named, step: 'install', state: 'begin' }],
    NAMES,
  ),
  sample(
    'UDP',
    `Deployment job Id ${JOB} : Method failed for update ${UPDATE}.200, hrDeploy = 0x800f0831`,
    [{ ...named, step: 'install', state: 'end', ok: false, code: 0x800f0831 }],
    NAMES,
  ),
  sample(
    'Handler',
    'CBS package identity: Package_for_RollupFix~31bf3856ad364e35~amd64~~22621.3296.1.5',
    [
      {
        ...step,
        step: 'install',
        state: 'begin',
        title: 'Package_for_RollupFix~31bf3856ad364e35~amd64~~22621.3296.1.5',
        id: UPDATE,
      },
    ],
    line('Handler', `Starting install of CBS update ${UPDATE}`),
  ),
  sample(
    'Handler',
    'Completed install of CBS update with type=0, requiresReboot=0, installerError=1, hr=0x800f0988',
    [{ ...step, step: 'install', state: 'end', id: UPDATE, ok: false, code: 0x800f0988 }],
    line('Handler', `Starting install of CBS update ${UPDATE}`),
  ),
  {
    text: line('Handler', 'FATAL: CBS called Error with 0x800f0831, '),
    time: TIME,
    level: 'error',
    component: 'Handler',
    signals: [
      { kind: 'update.failed', code: 0x800f0831, text: 'CBS called Error with 0x800f0831' },
    ],
  },
  {
    text: line('Driver', '*FAILED* [800F024B] Error Installing PnP Driver pci\\ven_1af4&dev_1041'),
    time: TIME,
    level: 'warning',
    component: 'Driver',
    signals: [
      {
        kind: 'update.failed',
        code: 0x800f024b,
        text: 'Error Installing PnP Driver pci\\ven_1af4&dev_1041',
      },
    ],
  },
  {
    text: line('Misc', '*FAILED* [8024000C] LoadHistoryEventFromRegistry completed', '2024-03-12'),
    time: TIME,
    level: 'warning',
    component: 'Misc',
    signals: [],
  },
  sample(
    'SLS',
    'path used for cache lookup: /SLS/{9482F4B4-E343-43B6-B170-9A65BC822C77}/x64/10.0.22631.3235/0?CH=12&L=zh-CN&P=&PT=0x30&WUA=1023.1020.2172.0&MK=Contoso&MD=Desktop%201200',
    [
      { kind: 'machine.fact', key: 'architecture', value: 'x64' },
      { kind: 'machine.fact', key: 'language', value: 'zh-CN' },
      { kind: 'machine.fact', key: 'manufacturer', value: 'Contoso' },
      { kind: 'machine.fact', key: 'model', value: 'Desktop 1200' },
    ],
  ),
  {
    // A locale with points, and a trace event without words and without time.
    text: '2024.03.12 08.14.22.1325467 2416  5288  Shared          Network state: Connected',
    time: TIME,
    level: 'info',
    component: 'Shared',
    signals: [],
  },
  {
    text: '1601/01/01 01:00:00.0000000 2416  5288                  Unknown( 11): GUID=bbf79dbd-3b93-3c61-5ff1-5ed1ac1ce4ff (No Format Information found).',
    time: TIME,
    level: 'info',
    component: 'Unknown',
    signals: [],
    after: line('Agent', 'Agent uninit'),
  },
]
