/**
 * dism.log: image servicing from the command line or through its API.
 * https://learn.microsoft.com/windows-hardware/manufacture/desktop/deployment-troubleshooting-and-log-files
 *
 * `DISM   Provider: PID=1884 TID=1248 message - Class::Method(hr:0x8007007e)`. Windows 7 prints no TID, the program
 * itself neither. CBS and CSI write into it while an image is serviced.
 */
import { Level } from '../model/event-table.ts'
import type { Code } from '../model/units.ts'
import { csiClock } from './cbs/clock-kinds.ts'
import { servicingFailure } from './cbs/execution-kinds.ts'
import type { Sample } from './format.ts'
import { lineFormat } from './line-format.ts'
import type { KindPattern } from './line-format.ts'
import { servicingShare } from './servicing-share.ts'
import { stampedHead } from './stamped-head.ts'

/** `(hr:0x800f081f)` behind the method, or `HRESULT=80004005`, without 0x; 0 where none is printed. */
function codeIn(text: string): Code {
  const match = /\(hr:0x([0-9a-f]{1,8})\)|HRESULT ?= ?(?:0x)?([0-9a-f]{1,8})\b/i.exec(text)
  return match === null ? 0 : Number.parseInt(match[1] ?? match[2] ?? '', 16)
}

/** Shared with logs of Windows Setup, which quote DISM. */
export const dismKinds: readonly KindPattern<unknown>[] = [
  {
    kind: 'dism.session-begin',
    needle: '<----- Starting ',
    pattern: /<----- Starting Dism\S+ session ----->/i,
    read: () => ({}),
  },
  {
    kind: 'dism.session-end',
    needle: '<----- Ending ',
    pattern: /<----- Ending Dism\S+ session ----->/i,
    read: () => ({}),
  },
  {
    kind: 'dism.command',
    needle: 'Executing command line: ',
    pattern: /^DISM\.EXE: Executing command line: (.*)/,
    read: ([, commandLine = '']) => ({ commandLine: commandLine.trim() }),
  },
  {
    kind: 'machine.fact',
    needle: 'Host machine information: ',
    pattern: /Host machine information: OS Version=([\d.]+)/,
    read: ([, value = '']) => ({ key: 'host-build', value }),
  },
  {
    kind: 'machine.fact',
    needle: 'Target image information: ',
    pattern: /Target image information: OS Version=([\d.]+)/,
    read: ([, value = '']) => ({ key: 'target-build', value }),
  },
  {
    kind: 'machine.fact',
    needle: 'Target image information: ',
    pattern: /Target image information: .*Image architecture=(\w+)/,
    read: ([, value = '']) => ({ key: 'architecture', value }),
  },
  {
    kind: 'dism.failed',
    needle: ', Error',
    pattern: /.+/,
    read: ([text], { level, component }) =>
      level === Level.Error && component === 'DISM'
        ? { code: codeIn(text), text: text.trim() }
        : null,
  },
]

const TIME = '2023-05-17 12:09:16.000'

function sample(
  level: 'Info' | 'Error',
  message: string,
  signals: NonNullable<Sample['signals']>,
): Sample {
  return {
    text: `2023-05-17 12:09:16, ${level.padEnd(22)}DISM   ${message}`,
    time: TIME,
    level: level === 'Info' ? 'info' : 'error',
    component: 'DISM',
    signals,
  }
}

/** Lines of CBS and CSI stand among those of DISM; alone they would be a CBS.log. */
const DISM_LINES = Array.from(
  { length: 12 },
  () =>
    '2023-05-17 12:09:16, Info                  DISM   DISM Provider Store: PID=2672 TID=7548 Getting Provider OSServices - CDISMProviderStore::GetProvider',
).join('\n')

const samples: readonly Sample[] = [
  sample('Info', 'DISM.EXE: <----- Starting Dism.exe session ----->', [
    { kind: 'dism.session-begin' },
  ]),
  sample(
    'Info',
    'DISM API: PID=7092 TID=5908 DismApi.dll: <----- Ending DismApi.dll session -----> - DismShutdownInternal',
    [{ kind: 'dism.session-end' }],
  ),
  sample('Info', 'DISM.EXE: Executing command line: dism  /online /cleanup-image /restorehealth', [
    { kind: 'dism.command', commandLine: 'dism  /online /cleanup-image /restorehealth' },
  ]),
  sample(
    'Info',
    'DISM.EXE: Host machine information: OS Version=10.0.22621, Running architecture=amd64, Number of processors=12',
    [{ kind: 'machine.fact', key: 'host-build', value: '10.0.22621' }],
  ),
  sample(
    'Info',
    'DISM.EXE: Target image information: OS Version=10.0.22621.1702, Image architecture=amd64',
    [
      { kind: 'machine.fact', key: 'target-build', value: '10.0.22621.1702' },
      { kind: 'machine.fact', key: 'architecture', value: 'amd64' },
    ],
  ),
  sample(
    'Error',
    'DISM Package Manager: PID=2672 TID=7548 Failed to restore the image health. - CPackageManagerCLIHandler::ProcessCmdLine_CleanupImage(hr:0x800f081f)',
    [
      {
        kind: 'dism.failed',
        code: 0x800f081f,
        text: 'DISM Package Manager: PID=2672 TID=7548 Failed to restore the image health. - CPackageManagerCLIHandler::ProcessCmdLine_CleanupImage(hr:0x800f081f)',
      },
    ],
  ),
  sample(
    'Error',
    'DISM.EXE: DISM Unattend Manager processed the command line but failed. HRESULT=80004005',
    [
      {
        kind: 'dism.failed',
        code: 0x80004005,
        text: 'DISM.EXE: DISM Unattend Manager processed the command line but failed. HRESULT=80004005',
      },
    ],
  ),
  {
    text: '2023-05-17 12:09:16, Info                  CSI    00000001@2023/5/17:19:09:16.251 WcpInitialize (wcp.dll version 0.0.0.6) called (stack @0x7fef3b1e9f9 @0x7fef5c2f5a6)',
    time: TIME,
    level: 'info',
    component: 'CSI',
    signals: [
      {
        kind: 'clock.utc',
        utc: Date.UTC(2023, 4, 17, 19, 9, 16, 251),
        source: 'csi-stamp',
        errorMs: 1000,
      },
    ],
    after: DISM_LINES,
  },
  {
    text: "2023-05-17 12:09:16, Error                 CBS    Failed to load offline store from boot directory: '\\\\?\\C:\\' and windows directory: '\\\\?\\C:\\Windows\\' [HRESULT = 0x80070020 - ERROR_SHARING_VIOLATION]",
    time: TIME,
    level: 'error',
    component: 'CBS',
    signals: [
      {
        kind: 'cbs.failed',
        code: 0x80070020,
        text: "Failed to load offline store from boot directory: '\\\\?\\C:\\' and windows directory: '\\\\?\\C:\\Windows\\' [HRESULT = 0x80070020 - ERROR_SHARING_VIOLATION]",
      },
    ],
    after: DISM_LINES,
  },
  {
    // A line of the WIM library has no stamp.
    text: `2023-05-17 12:09:16, Info                  DISM   DISM FFU Provider: PID=1884 TID=1248 [C:\\] is not recognized by the DISM FFU provider. - CFfuImage::Initialize\n[1884] [0x80070002] FIOReadFileIntoBuffer:(1381): The system cannot find the file specified.`,
    time: TIME,
    level: 'info',
    component: 'DISM',
    signals: [],
  },
]

export const dism = lineFormat({
  id: 'dism',
  title: 'dism.log',
  docs: 'https://learn.microsoft.com/windows-hardware/manufacture/desktop/deployment-troubleshooting-and-log-files',
  names: [/\bdism\.log$/i],
  samples,
  newHead: stampedHead,
  kinds: [csiClock, ...dismKinds, servicingFailure],
  sniff: (head) => servicingShare(head).dism,
})
