/** Lines in the grammar of ReportingEvents.log; GUIDs and values are invented. */
import type { Sample } from '../format.ts'

const TIME = '2023-02-14 10:21:43.317'
const UPDATE = '3F0A6C1E-52D4-4B7A-9C11-7E2B64D0A951'
const TITLE =
  'Security Intelligence Update for Microsoft Defender Antivirus - KB2267602 (Version 1.401.22.0)'
const NO_UPDATE = '00000000-0000-0000-0000-000000000000'
const CLIENT = 'MoUpdateOrchestrator'

const clock = {
  kind: 'clock.utc',
  utc: Date.UTC(2023, 1, 14, 15, 21, 43, 317),
  source: 'zone-in-line',
  errorMs: 0,
} as const
const step = {
  kind: 'update.step',
  title: '',
  kb: '',
  id: '',
  ok: true,
  code: 0,
  client: CLIENT,
} as const

function line(event: string, update: string, result: string, ...rest: readonly string[]): string {
  const fields = ['1', event, '101', `{${update}}`, '200', result, CLIENT, ...rest]
  return `{A1B9F2C4-6D07-4E58-91CA-25D3E8F0B746}\t2023-02-14 10:21:43:317-0500\t${fields.join('\t')}`
}

export const reportingSamples: readonly Sample[] = [
  {
    text: line(
      '183 [AGENT_INSTALLING_SUCCEEDED]',
      UPDATE,
      '0',
      'Success',
      'Content Install',
      `Installation Successful: Windows successfully installed the following update: ${TITLE}`,
      'aBcDeFgH01234567.1.2.3.0',
    ),
    time: TIME,
    level: 'info',
    component: CLIENT,
    signals: [
      clock,
      { ...step, step: 'install', state: 'end', title: TITLE, kb: 'KB2267602', id: UPDATE },
    ],
  },
  {
    text: line(
      '182 [AGENT_INSTALLING_FAILED]',
      UPDATE,
      '80070643',
      'Failure',
      'Content Install',
      `安装失败: Windows 无法安装以下更新，错误为 0x80070643: ${TITLE}。`,
    ),
    time: TIME,
    level: 'error',
    component: CLIENT,
    signals: [
      clock,
      {
        ...step,
        step: 'install',
        state: 'end',
        title: TITLE,
        kb: 'KB2267602',
        id: UPDATE,
        ok: false,
        code: 0x80070643,
      },
    ],
  },
  {
    text: line(
      '148 [AGENT_DETECTION_FAILED]',
      NO_UPDATE,
      '8024402c',
      'Failure',
      'Software Synchronization',
      'Windows Update Client failed to detect with error 0x8024402c.',
    ),
    time: TIME,
    level: 'warning',
    component: CLIENT,
    signals: [clock, { ...step, step: 'scan', state: 'end', ok: false, code: 0x8024402c }],
  },
  {
    // Before Windows 10, events have a number alone.
    text: line(
      '181',
      UPDATE,
      '0',
      'Success',
      'Content Install',
      `Installation Started: Windows successfully started the following update: ${TITLE}`,
    ),
    time: TIME,
    level: 'info',
    component: CLIENT,
    signals: [
      clock,
      { ...step, step: 'install', state: 'begin', title: TITLE, kb: 'KB2267602', id: UPDATE },
    ],
  },
  {
    text: line(
      '156',
      NO_UPDATE,
      '0',
      'Success',
      'Pre-Deployment Check',
      'Reporting client status.',
    ),
    time: TIME,
    level: 'info',
    component: CLIENT,
    signals: [clock],
  },
]
