/** Lines of dism.log with the reading expected of them. */
import type { Sample } from '../format.ts'

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

/** Lines of DISM itself, which a cbs.log of WinPE holds as well. */
export const dismLineSamples: readonly Sample[] = [
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
  sample(
    'Info',
    'DISM Package Manager: PID=5372 TID=12240  Error in operation: source for package or file not found, ResolveSource() unsuccessful. (CBS HRESULT=0x800f081f) - CCbsConUIHandler::Error',
    [
      {
        kind: 'dism.failed',
        code: 0x800f081f,
        text: 'DISM Package Manager: PID=5372 TID=12240  Error in operation: source for package or file not found, ResolveSource() unsuccessful. (CBS HRESULT=0x800f081f) - CCbsConUIHandler::Error',
      },
    ],
  ),
]

/** Lines of CBS and CSI stand among those of DISM; alone they would be a CBS.log. */
const DISM_LINES = Array.from(
  { length: 12 },
  () =>
    '2023-05-17 12:09:16, Info                  DISM   DISM Provider Store: PID=2672 TID=7548 Getting Provider OSServices - CDISMProviderStore::GetProvider',
).join('\n')

export const dismSamples: readonly Sample[] = [
  ...dismLineSamples,
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
