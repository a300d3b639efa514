/** Records in the grammar of Configuration Manager's and the Deployment Toolkit's logs; names and values are invented. */
import type { Sample } from '../format.ts'

const TIME = '2024-03-12 08:14:22.132'
const UPDATE = '3F0A6C1E-52D4-4B7A-9C11-7E2B64D0A951'
const TITLE =
  '2024-03 Cumulative Update for Windows 11 Version 23H2 for x64-based Systems (KB5035853)'

type Signals = NonNullable<Sample['signals']>

/** As a program of the client prints it: with the zone of the machine, here UTC-4. */
function record(component: string, text: string, type = 1): string {
  return `<![LOG[${text}]LOG]!><time="08:14:22.132+240" date="03-12-2024" component="${component}" context="" type="${type}" thread="5288" file="${component.toLowerCase()}.cpp:276">`
}

const clock = {
  kind: 'clock.utc',
  utc: Date.UTC(2024, 2, 12, 12, 14, 22, 132),
  source: 'zone-in-line',
  errorMs: 0,
} as const

function sample(
  component: string,
  text: string,
  signals: Signals,
  type = 1,
  after?: string,
): Sample {
  const level = (['info', 'info', 'warning', 'error'] as const)[type] ?? 'info'
  // The zone is told once, by the first record.
  const all = after === undefined ? [clock, ...signals] : signals
  const one: Sample = {
    text: record(component, text, type),
    time: TIME,
    level,
    component,
    signals: all,
  }
  return after === undefined ? one : { ...one, after }
}

/** As a script of the Deployment Toolkit prints it: +000 is no zone. */
function script(component: string, text: string, signals: Signals, type = 1): Sample {
  return {
    text: `<![LOG[${text}]LOG]!><time="08:14:22.000+000" date="03-12-2024" component="${component}" context="" type="${type}" thread="" file="${component}">`,
    time: '2024-03-12 08:14:22.000',
    level: type === 3 ? 'error' : 'info',
    component,
    signals,
  }
}

const step = { kind: 'task.step', group: '', ok: true, code: 0 } as const
const sequence = { kind: 'task.sequence', name: '', ok: true, code: 0 } as const
const update = {
  kind: 'update.step',
  title: '',
  kb: '',
  id: '',
  ok: true,
  code: 0,
  client: 'Configuration Manager',
} as const
const TS = 'TSManager'
const APPLY = 'Apply Operating System'

const taskSamples: readonly Sample[] = [
  sample(TS, `Start executing an instruction. Instruction name: ${APPLY}. Instruction pointer: 9`, [
    { ...step, name: APPLY, state: 'begin' },
  ]),
  sample(TS, `Successfully completed the action (${APPLY}) with the exit win32 code 0`, [
    { ...step, name: APPLY, state: 'end' },
  ]),
  sample(
    TS,
    `Failed to run the action: ${APPLY}. Error -2147024784`,
    [{ ...step, name: APPLY, state: 'end', ok: false, code: 0x80070070 }],
    3,
  ),
  {
    ...sample(TS, '', []),
    text: `<![LOG[Failed to run the action: ${APPLY}. \nThe file or directory is corrupted and unreadable. (Error: 80070570; Source: Windows)]LOG]!><time="08:14:22.132+240" date="03-12-2024" component="${TS}" context="" type="3" thread="5288" file="instruction.cxx:3101">`,
    level: 'error',
    signals: [clock, { ...step, name: APPLY, state: 'end', ok: false, code: 0x80070570 }],
  },
  sample(
    TS,
    'The execution of the group (Install Operating System) has failed and the execution has been aborted. An action failed.',
    [{ ...step, name: APPLY, group: 'Install Operating System', state: 'end', ok: false }],
    3,
    record(TS, `Failed to run the action: ${APPLY}. `, 3),
  ),
  sample(TS, 'The action (Restart in Windows PE) has been skipped because it is disabled', [
    { ...step, name: 'Restart in Windows PE', state: 'skipped' },
  ]),
  sample(
    TS,
    `The task sequence execution engine failed executing the action (${APPLY}) in the group (Install Operating System) with the error code 2147942512`,
    [
      {
        ...step,
        name: APPLY,
        group: 'Install Operating System',
        state: 'end',
        ok: false,
        code: 0x80070070,
      },
    ],
    3,
  ),
  sample(
    TS,
    'Starting Task Sequence Engine . . . ',
    [{ ...sequence, name: 'Windows 11', state: 'begin' }],
    1,
    record(TS, 'Set a global environment variable _SMSTSPackageName=Windows 11'),
  ),
  sample(TS, 'Execution engine result code: Success (0)', [{ ...sequence, state: 'end' }]),
  sample(
    TS,
    'Task sequence execution failed with error code 80004005',
    [{ ...sequence, state: 'end', ok: false, code: 0x80004005 }],
    3,
  ),
]

const toolkitSamples: readonly Sample[] = [
  script('ZTIGather', 'Microsoft Deployment Toolkit version: 6.3.8456.1000', [
    { ...step, name: 'ZTIGather', state: 'begin' },
  ]),
  script('ZTIGather', 'ZTIGather processing completed successfully.', [
    { ...step, name: 'ZTIGather', state: 'end' },
  ]),
  script(
    'LTIApply',
    'ZTI ERROR - Unhandled error returned by LTIApply: Not found  (-2147217406  0x80041002)',
    [{ ...step, name: 'LTIApply', state: 'end', ok: false, code: 0x80041002 }],
    3,
  ),
  script('LiteTouch', 'Property TaskSequenceName is now = Windows 11', []),
  script('LiteTouch', 'LTI beginning deployment', [{ ...sequence, state: 'begin' }]),
  script('LiteTouch', 'LTI deployment completed successfully', [{ ...sequence, state: 'end' }]),
  script(
    'LiteTouch',
    'Litetouch deployment failed, Return Code = -2147467259  0x80004005',
    [{ ...sequence, state: 'end', ok: false, code: 0x80004005 }],
    3,
  ),
  script('ZTIGather', 'Property Make is now = Contoso', [
    { kind: 'machine.fact', key: 'manufacturer', value: 'Contoso' },
  ]),
  script('ZTIGather', 'Property Model is now = Desktop 1200', [
    { kind: 'machine.fact', key: 'model', value: 'Desktop 1200' },
  ]),
  script('ZTIGather', 'Property OSDComputerName is now = PC-0231', [
    { kind: 'machine.fact', key: 'name', value: 'PC-0231' },
  ]),
]

const WUA = 'WUAHandler'

const updateSamples: readonly Sample[] = [
  sample(WUA, 'Async searching of updates using WUAgent started.', [
    { ...update, step: 'scan', state: 'begin' },
  ]),
  sample(WUA, 'Successfully completed scan.', [{ ...update, step: 'scan', state: 'end' }]),
  sample(
    WUA,
    'Scan failed with error = 0x80244010.',
    [{ ...update, step: 'scan', state: 'end', ok: false, code: 0x80244010 }],
    3,
  ),
  sample(WUA, 'Async installation of updates started.', [
    { ...update, step: 'install', state: 'begin' },
  ]),
  sample(
    WUA,
    `Update 1 (${UPDATE.toLowerCase()}) finished installing (0x80070643), Reboot Required? No`,
    [
      {
        ...update,
        step: 'install',
        state: 'end',
        title: TITLE,
        kb: 'KB5035853',
        id: UPDATE,
        ok: false,
        code: 0x80070643,
      },
    ],
    1,
    record(WUA, `1. Update (Missing): ${TITLE} (${UPDATE.toLowerCase()}, 200)`),
  ),
  sample(WUA, 'Installation of updates completed.', [{ ...update, step: 'install', state: 'end' }]),
  sample(
    'UpdatesDeploymentAgent',
    `Update (Site_A1B9F2C4-6D07-4E58-91CA-25D3E8F0B746/SUM_${UPDATE}) Progress: Status = ciStateError, PercentComplete = 0, DownloadSize = 0, Result = 0x87d00664`,
    [
      {
        kind: 'update.failed',
        code: 0x87d00664,
        text: `Update (Site_A1B9F2C4-6D07-4E58-91CA-25D3E8F0B746/SUM_${UPDATE}) Progress: Status = ciStateError, PercentComplete = 0, DownloadSize = 0, Result = 0x87d00664`,
      },
    ],
  ),
]

export const recordSamples: readonly Sample[] = [
  ...taskSamples,
  ...toolkitSamples,
  ...updateSamples,
  {
    // The older form; a task sequence that runs before its client prints it too.
    text: `Unable to find PE boot index of the image\nError. Status code = 80070002 returned~  $$<${TS}><03-12-2024 08:14:22.132-60><thread=5288 (0x14A8)>`,
    time: TIME,
    level: 'info',
    component: TS,
    signals: [{ ...clock, utc: Date.UTC(2024, 2, 12, 7, 14, 22, 132) }],
    after: `${TS} begins  $$<${TS}><03-12-2024 08:14:21.132><thread=5288 (0x14A8)>`,
  },
]
