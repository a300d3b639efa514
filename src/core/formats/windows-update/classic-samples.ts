/** Lines in the grammar of the WindowsUpdate.log of Windows XP to 8.1; GUIDs and values are invented. */
import type { Sample } from '../format.ts'

const TIME = '2015-06-11 09:41:07.200'
const UPDATE = '3F0A6C1E-52D4-4B7A-9C11-7E2B64D0A951'
const JOB = '8C41D2F7-0E6B-4A39-B5C8-19F7A3E6D204'
const TITLE = 'Security Update for Windows 7 for x64-based Systems (KB3065987)'

function line(component: string, message: string): string {
  return `2015-06-11\t09:41:07:200\t1204\t9c8\t${component}\t${message}`
}

function sample(
  component: string,
  message: string,
  signals: NonNullable<Sample['signals']>,
  after?: string,
  level: Sample['level'] = 'info',
): Sample {
  const text = line(component, message)
  const one: Sample = { text, time: TIME, level, component, signals }
  return after === undefined ? one : { ...one, after }
}

const NAMES = [
  line('DnldMgr', `  *   Title = ${TITLE}`),
  line('DnldMgr', `  *   UpdateId = {${UPDATE}}.501`),
].join('\n')

const NEW_JOB = [
  NAMES,
  line(
    'DnldMgr',
    `***********  DnldMgr: New download job [UpdateId = {${UPDATE}}.501]  ***********`,
  ),
  line('DnldMgr', `  * BITS job initialized, JobId = {${JOB}}`),
].join('\n')

const step = {
  kind: 'update.step',
  title: '',
  kb: '',
  id: '',
  ok: true,
  code: 0,
  client: '',
} as const
const named = { ...step, title: TITLE, kb: 'KB3065987', id: UPDATE } as const
const CLIENT = 'AutomaticUpdates'

export const classicSamples: readonly Sample[] = [
  sample(
    'Misc',
    '===========  Logging initialized (build: 7.6.7601.18804, tz: -0600)  ===========',
    [
      {
        kind: 'clock.utc',
        utc: Date.UTC(2015, 5, 11, 15, 41, 7, 200),
        source: 'zone-in-line',
        errorMs: 0,
      },
    ],
  ),
  sample('Agent', `** START **  Agent: Finding updates [CallerId = ${CLIENT}]`, [
    { ...step, step: 'scan', state: 'begin', client: CLIENT },
  ]),
  sample(
    'Agent',
    `**  END  **  Agent: Finding updates [CallerId = ${CLIENT}]`,
    [{ ...step, step: 'scan', state: 'end', ok: false, code: 0x8024402c, client: CLIENT }],
    line('Agent', '  * WARNING: Exit code = 0x8024402C'),
  ),
  sample('Agent', '  * WARNING: Exit code = 0x8024402C', [], undefined, 'warning'),
  sample('DnldMgr', `** START **  DnldMgr: Downloading updates [CallerId = ${CLIENT}]`, [
    { ...step, step: 'download', state: 'begin', client: CLIENT },
  ]),
  sample(
    'DnldMgr',
    `***********  DnldMgr: New download job [UpdateId = {${UPDATE}}.501]  ***********`,
    [{ ...named, step: 'download', state: 'begin' }],
    NAMES,
  ),
  sample(
    'DnldMgr',
    `BITS job {${JOB}} completed successfully`,
    [{ ...named, step: 'download', state: 'end' }],
    NEW_JOB,
  ),
  sample(
    'DnldMgr',
    `WARNING: BITS job {${JOB}} failed, updateId = {${UPDATE}}.501, hr = 0x80072EE2, BG_ERROR_CONTEXT = 5`,
    [{ ...named, step: 'download', state: 'end', ok: false, code: 0x80072ee2 }],
    NEW_JOB,
    'warning',
  ),
  sample('Agent', `** START **  Agent: Installing updates [CallerId = ${CLIENT}]`, [
    { ...step, step: 'install', state: 'begin', client: CLIENT },
  ]),
  sample('Agent', `**  END  **  Agent: Installing updates [CallerId = ${CLIENT}]`, [
    { ...step, step: 'install', state: 'end', client: CLIENT },
  ]),
  sample(
    'Report',
    `REPORT EVENT: {${JOB}}\t2015-06-11 09:41:02:200-0600\t1\t182\t101\t{${UPDATE}}\t501\t80070643\t${CLIENT}\tFailure\tContent Install\tInstallation Failure: Windows failed to install the following update with error 0x80070643: ${TITLE}.`,
    [{ ...named, step: 'install', state: 'end', ok: false, code: 0x80070643, client: CLIENT }],
  ),
  sample(
    'Handler',
    'CBS package identity: Package_for_KB3065987~31bf3856ad364e35~amd64~~6.1.1.1',
    [
      {
        ...step,
        step: 'install',
        state: 'begin',
        title: 'Package_for_KB3065987~31bf3856ad364e35~amd64~~6.1.1.1',
        kb: 'KB3065987',
        id: UPDATE,
      },
    ],
    line('Handler', `Starting install of CBS update ${UPDATE}`),
  ),
  sample(
    'Handler',
    'FATAL: Completed install of CBS update with type=0, requiresReboot=0, installerError=1, hr=0x80073712',
    [
      {
        ...step,
        step: 'install',
        state: 'end',
        kb: 'KB3065987',
        id: UPDATE,
        ok: false,
        code: 0x80073712,
      },
    ],
    [
      line('Handler', `Starting install of CBS update ${UPDATE}`),
      line(
        'Handler',
        'CBS package identity: Package_for_KB3065987~31bf3856ad364e35~amd64~~6.1.1.1',
      ),
    ].join('\n'),
    'error',
  ),
  sample(
    'Handler',
    'FATAL: CBS called Error with 0x80073712, ',
    [{ kind: 'update.failed', code: 0x80073712, text: 'CBS called Error with 0x80073712' }],
    undefined,
    'error',
  ),
  sample(
    'Misc',
    'WARNING: SUS Client is rebooting system.',
    [{ ...step, step: 'restart', state: 'begin' }],
    undefined,
    'warning',
  ),
  sample('Report', '  * Computer Brand = Contoso', [
    { kind: 'machine.fact', key: 'manufacturer', value: 'Contoso' },
  ]),
  sample('Report', '  * Computer Model = Desktop 1200', [
    { kind: 'machine.fact', key: 'model', value: 'Desktop 1200' },
  ]),
  sample('Report', '  * Bios Name = Default System BIOS', [
    { kind: 'machine.fact', key: 'bios', value: 'Default System BIOS' },
  ]),
  sample('Report', '  * Bios Release Date = 2013-05-28T00:00:00', [
    { kind: 'machine.fact', key: 'bios-date', value: '2013-05-28' },
  ]),
  {
    // As mail and tickets show it.
    text: '2015-06-11 09:41:07:200 1204 9c8 Agent ************* WU client version 7.6.7601.18804',
    time: TIME,
    level: 'info',
    component: 'Agent',
    signals: [],
  },
]
