/** Events as exports with messages print them, for the samples of both forms; values are invented. */
import type { Sample } from '../format.ts'

const TITLE =
  '2024-05 Cumulative Update for Windows 11 Version 23H2 for x64-based Systems (KB5037771)'

const step = {
  kind: 'update.step',
  title: TITLE,
  kb: 'KB5037771',
  id: '',
  ok: true,
  code: 0,
  client: 'Windows Update',
} as const

export interface MessageSample {
  readonly provider: string
  readonly id: number
  /** Words of the English system. */
  readonly level: 'Information' | 'Warning' | 'Error' | 'Critical'
  readonly message: string
  /** At 2024-05-22 08:30:12, where it was 00:30:12 in UTC. */
  readonly signals: NonNullable<Sample['signals']>
}

const LEVELS = {
  Information: 'info',
  Warning: 'warning',
  Error: 'error',
  Critical: 'fatal',
} as const

export function levelOfSample({ level }: MessageSample): Sample['level'] {
  return LEVELS[level]
}

/** `at`: the wall time of all of them. */
export function messageSamples(at: number): readonly MessageSample[] {
  return [
    {
      provider: 'Microsoft-Windows-Kernel-General',
      id: 12,
      level: 'Information',
      message:
        'The operating system started at system time \u200e2024\u200e-\u200e05\u200e-\u200e22T00:30:10.500000000Z.',
      signals: [
        { kind: 'sys.boot', at, source: 'event-log' },
        {
          kind: 'clock.utc',
          utc: Date.UTC(2024, 4, 22, 0, 30, 10, 500),
          source: 'zone-in-line',
          errorMs: 120_000,
        },
      ],
    },
    {
      provider: 'Kernel-General',
      id: 1,
      level: 'Information',
      message:
        'The system time has changed to 2024-05-22T01:30:10.500000000Z from 2024-05-22T00:30:10.500000000Z.\n\nChange Reason: An application or system component changed the time.',
      signals: [
        {
          kind: 'clock.changed',
          from: Date.UTC(2024, 4, 22, 0, 30, 10, 500),
          to: Date.UTC(2024, 4, 22, 1, 30, 10, 500),
        },
      ],
    },
    {
      provider: 'EventLog',
      id: 6006,
      level: 'Information',
      message: 'The Event log service was stopped.',
      signals: [{ kind: 'sys.shutdown', text: '' }],
    },
    {
      provider: 'Microsoft-Windows-Kernel-Power',
      id: 41,
      level: 'Critical',
      message:
        'The system has rebooted without cleanly shutting down first. This error could be caused if the system stopped responding, crashed, or lost power unexpectedly.',
      signals: [{ kind: 'sys.unclean-restart', bugCheck: 0, parameters: [] }],
    },
    {
      provider: 'Microsoft-Windows-WER-SystemErrorReporting',
      id: 1001,
      level: 'Error',
      message:
        'The computer has rebooted from a bugcheck.  The bugcheck was: 0x0000007e (0x1, 0x2, 0x3, 0x4). A dump was saved in: C:\\Windows\\MEMORY.DMP.',
      signals: [
        {
          kind: 'sys.bug-check',
          bugCheck: 0x7e,
          parameters: ['0x1', '0x2', '0x3', '0x4'],
          dump: '',
        },
      ],
    },
    {
      provider: 'Microsoft-Windows-WindowsUpdateClient',
      id: 20,
      level: 'Error',
      message: `Installation Failure: Windows failed to install the following update with error 0x800F0831: ${TITLE}.`,
      signals: [{ ...step, step: 'install', state: 'end', ok: false, code: 0x800f0831 }],
    },
    {
      provider: 'Microsoft-Windows-WindowsUpdateClient',
      id: 34,
      level: 'Error',
      message:
        'The Windows Update Client Core component failed to install a self-update with error 0x80070005.',
      signals: [
        {
          kind: 'update.failed',
          code: 0x80070005,
          text: 'The Windows Update Client Core component failed to install a self-update with error 0x80070005.',
        },
      ],
    },
    {
      provider: 'Microsoft-Windows-Kernel-PnP',
      id: 411,
      level: 'Warning',
      message:
        'Device PCI\\VEN_1AF4&DEV_1041\\3&1 had a problem starting.\n\nDriver Name: oem12.inf\nClass Guid: {4D36E972-E325-11CE-BFC1-08002BE10318}\nService: sample\nLower Filters: \nUpper Filters: \nProblem: 0x1F\nProblem Status: 0xC0000001',
      signals: [
        {
          kind: 'dev.state',
          device: 'PCI\\VEN_1AF4&DEV_1041\\3&1',
          state: 'problem',
          inf: 'oem12.inf',
          service: '',
          problem: 31,
          code: 0xc0000001,
        },
      ],
    },
  ]
}
