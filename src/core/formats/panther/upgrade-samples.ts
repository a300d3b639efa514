/** Samples of setup's run: phases, operations, results, rollback. Real grammar, neutral names. */
import type { Sample } from '../format.ts'
import { line, STAMP } from './sample-line.ts'

const setupHost: readonly Sample[] = [
  line('info', 'MOUPG', '*************** SetupHost Logging Begin ***************', {
    kind: 'log.begin',
    tool: 'SetupHost',
  }),
  line('info', 'MOUPG', '**************** SetupHost Logging End ****************', {
    kind: 'log.end',
    tool: 'SetupHost',
  }),
  line('info', 'SP', 'CSetupPlatform::Initialize: Setup log starts:', {
    kind: 'log.begin',
    tool: 'setupplatform',
  }),
  line('info', 'SP', 'Closing Panther Logging', { kind: 'log.end', tool: 'setupplatform' }),
  line(
    'info',
    'MOUPG',
    String.raw`SetupHost::Initialize: CmdLine                = [/Install /Media  /InstallFile "E:\Sources\Install.wim"]`,
    {
      kind: 'setup.command',
      commandLine: String.raw`/Install /Media  /InstallFile "E:\Sources\Install.wim"`,
    },
    {
      kind: 'machine.fact',
      key: 'setup-command',
      value: String.raw`/Install /Media  /InstallFile "E:\Sources\Install.wim"`,
    },
  ),
  line('info', 'MOUPG', 'Setup phase change: [SetupPhaseUnpack] -> [SetupPhasePrepare]', {
    kind: 'setup.phase-change',
    from: 'SetupPhaseUnpack',
    to: 'SetupPhasePrepare',
  }),
  line('info', 'MOUPG', 'Overall progress: [38%]', { kind: 'setup.progress', percent: 38 }),
  line('info', 'SP', 'Executing phase [Safe OS]', {
    kind: 'setup.execution-begin',
    name: 'Safe OS',
  }),
  line('info', 'SP', '-------------- Started phase [Pre SysPrep] --------------', {
    kind: 'setup.execution-begin',
    name: 'Pre SysPrep',
  }),
  line('info', 'SP', 'Execution phase [Safe OS] exiting with HRESULT [0x8007000D]', {
    kind: 'setup.execution-end',
    name: 'Safe OS',
    code: 0x8007000d,
  }),
  line(
    'info',
    'MIG',
    'MigHost started with command line: {11111111-2222-3333-4444-555555555555} /InitDoneEvent:MigHost.Event',
    {
      kind: 'setup.process',
      image: 'mighost.exe',
      what: 'started',
    },
  ),
  line(
    'info',
    'SP',
    String.raw`ExecuteCommandFromValue: Executing command line: \$WINDOWS.~BT\Sources\ResetEngine.exe -ExecOnline`,
    { kind: 'setup.process', image: 'ResetEngine.exe', what: 'launched' },
    { kind: 'setup.push-button-reset', what: 'ResetEngine.exe -ExecOnline' },
  ),
  line('error', '', 'Faulting application name: AgentTray.exe, version: 1.0.0.0', {
    kind: 'setup.application-error',
    image: 'AgentTray.exe',
  }),
]

const operations: readonly Sample[] = [
  line('info', 'SP', 'OPERATIONTRACK: Add phase: 4|Safe OS', {
    kind: 'setup.track-phase',
    id: 4,
    name: 'Safe OS',
  }),
  line(
    'info',
    'SP',
    'OPERATIONTRACK: Enqueue Operation:   5|Copy source WIM file to the payload directory',
    {
      kind: 'setup.track-operation',
      id: 5,
      name: 'Copy source WIM file to the payload directory',
    },
  ),
  line('info', 'SP', 'OPERATIONTRACK ExecuteOperations: Start execution phase Downlevel', {
    kind: 'setup.track-phase-begin',
    name: 'Downlevel',
  }),
  line('info', 'SP', 'ExecuteOperations: Successfully processed execution phase Downlevel', {
    kind: 'setup.track-phase-end',
    name: 'Downlevel',
    ok: true,
    code: 0,
  }),
  line('error', 'SP', 'ExecuteOperations: Failed execution phase Safe OS. Error: 0x8007000D', {
    kind: 'setup.track-phase-end',
    name: 'Safe OS',
    ok: false,
    code: 0x8007000d,
  }),
  line('info', 'SP', 'Executing operation: Cleanup snapshot', {
    kind: 'setup.operation-begin',
    name: 'Cleanup snapshot',
  }),
  line('info', 'SP', 'Operation completed successfully: Cleanup snapshot', {
    kind: 'setup.operation-end',
    name: 'Cleanup snapshot',
    ok: true,
    code: 0,
  }),
  line(
    'error',
    'SP',
    String.raw`Operation failed: Apply WIM file PathForNewOSFile, index 6 to C:\$WINDOWS.~BT\NewOS. Error: 0x80070570[gle=0x000000b7]`,
    {
      kind: 'setup.operation-end',
      name: String.raw`Apply WIM file PathForNewOSFile, index 6 to C:\$WINDOWS.~BT\NewOS`,
      ok: false,
      code: 0x80070570,
    },
  ),
  line('error', 'SP', 'ExecuteOperations: Main operation execution failed. Error: 0x8007000D', {
    kind: 'setup.queue-failed',
    code: 0x8007000d,
  }),
  line(
    'info',
    'SP',
    '  3|Cleanup snapshot                                                                |Yes     |2023-05-23 00:27:53|2023-05-23 00:27:54|00:00:01|       -2046799872|',
    {
      kind: 'setup.operation-row',
      id: 3,
      name: 'Cleanup snapshot',
      executed: true,
      from: Date.UTC(2023, 4, 23, 0, 27, 53),
      to: Date.UTC(2023, 4, 23, 0, 27, 54),
    },
  ),
  line(
    'info',
    'SP',
    ' 65|Prepare SafeOS for rollback                                                     |No      |                   |                   |        |                 0|',
    {
      kind: 'setup.operation-row',
      id: 65,
      name: 'Prepare SafeOS for rollback',
      executed: false,
      from: NaN,
      to: NaN,
    },
  ),
  line(
    'error',
    'SP',
    String.raw`    CApplyWIM: Failure while applying image 6 for C:\$WINDOWS.~BT\Payload\Install.wim. Error 0x80070570[gle=0x00000570]`,
    {
      kind: 'setup.wim-error',
      code: 0x80070570,
      text: String.raw`Failure while applying image 6 for C:\$WINDOWS.~BT\Payload\Install.wim`,
    },
  ),
  {
    ...line('info', '', 'Applying image'),
    text: `${line('info', '', 'Applying image').text}\n[1072.2724] [0x80070570] ResExtract:(514): The file or directory is corrupted and unreadable.`,
    signals: [
      {
        kind: 'setup.wim-error',
        code: 0x80070570,
        text: 'ResExtract:(514): The file or directory is corrupted and unreadable.',
      },
    ],
  },
]

const classic: readonly Sample[] = [
  {
    text: `${STAMP}, Info       [0x0601ce] IBS    Setup has started phase 2 at ${STAMP}`,
    time: `${STAMP}.000`,
    level: 'info',
    component: 'IBS',
    signals: [{ kind: 'setup.classic-phase-begin', phase: 2 }],
  },
  {
    text: `${STAMP}, Info       [0x0601dc] IBS    Setup has completed phase 4 at ${STAMP}`,
    time: `${STAMP}.000`,
    level: 'info',
    component: 'IBS',
    signals: [{ kind: 'setup.classic-phase-end', phase: 4 }],
  },
  line('info', 'IBS', 'InstallWindows:First boot phase of setup done!!!!', {
    kind: 'setup.success',
    what: 'first-boot',
  }),
]

const results: readonly Sample[] = [
  line('info', 'MOUPG', 'SetupHost: Reporting error event -> [0xC1900101, 0x40017]', {
    kind: 'setup.result',
    result: 0xc1900101,
    extend: 0x40017,
    via: 'error-event',
  }),
  line('info', 'MOUPG', 'SetupHost: Reporting post reboot event -> [0x8007000D, 0x2000C]', {
    kind: 'setup.result',
    result: 0x8007000d,
    extend: 0x2000c,
    via: 'post-reboot-event',
  }),
  line('info', 'MOUPG', 'SetupNotify: Specifying extended data [0x2000C] for error [0x8007000D].', {
    kind: 'setup.result',
    result: 0x8007000d,
    extend: 0x2000c,
    via: 'extended-data',
  }),
  line('info', 'MOUPG', 'Finalize: Reporting result value: [0xC1900108]', {
    kind: 'setup.result',
    result: 0xc1900108,
    extend: 0,
    via: 'finalize',
  }),
  line('error', 'MOUPG', 'CSetupHost::Execute(433): Result = 0x800704C7', {
    kind: 'setup.result',
    result: 0x800704c7,
    extend: 0,
    via: 'execute',
  }),
  line(
    'info',
    'MOUPG',
    'Finalize: Remapping install error [0x8007000D] -> [0xC1900108] for telemetry.',
    {
      kind: 'setup.result-remapped',
      from: 0x8007000d,
      to: 0xc1900108,
    },
  ),
]

const rollback: readonly Sample[] = [
  line('info', 'SP', 'Initiating rollback/uninstall, phase = 0', {
    kind: 'rollback.begin',
    phase: 0,
  }),
  line('info', 'SP', 'Current phase string : SafeOS,Start', {
    kind: 'rollback.state',
    key: 'phase-string',
    value: 'SafeOS,Start',
  }),
  line('info', 'SP', 'Current op string        : 44,end', {
    kind: 'rollback.state',
    key: 'op-string',
    value: '44,end',
  }),
  line('info', 'SP', 'Current bugcheck string: NULL', {
    kind: 'rollback.state',
    key: 'bugcheck-string',
    value: 'NULL',
  }),
  line('info', 'SP', 'Current phase : 2', { kind: 'rollback.state', key: 'phase', value: '2' }),
  line('info', 'SP', 'Current result: 0x8007000D', {
    kind: 'rollback.state',
    key: 'result',
    value: '0x8007000D',
  }),
  line('info', 'SP', 'Current op    : 12', { kind: 'rollback.state', key: 'op', value: '12' }),
  line('info', 'SP', 'Crash 0x0000007E detected', {
    kind: 'rollback.crash',
    detected: true,
    bugCheck: 0x7e,
  }),
  line('info', 'SP', 'No crash detected. Try to get the binary info of last crash dump.', {
    kind: 'rollback.crash',
    detected: false,
    bugCheck: 0,
  }),
  line('info', 'SP', 'Module name : sample.sys', {
    kind: 'rollback.crash-module',
    module: 'sample.sys',
  }),
  line('info', 'SP', 'Bugcheck parameter 1 : 0xFFFFFFFFC0000005', {
    kind: 'rollback.crash-parameter',
    index: 1,
    value: '0xFFFFFFFFC0000005',
  }),
  line(
    'info',
    'IBSLIB',
    'ExecuteRollbackSequence: Checkpoint(SetupPlatformOSSwitchCheckpoint) rollback finished.',
    {
      kind: 'rollback.checkpoint',
      name: 'SetupPlatformOSSwitchCheckpoint',
      done: true,
    },
  ),
  line('info', 'SP', 'Cannot recover the system.', {
    kind: 'rollback.cannot-recover',
    text: 'Cannot recover the system.',
  }),
  line('info', 'SP', 'Rollback completed successfully.', { kind: 'rollback.end', ok: true }),
  line('info', 'SP', 'Rollback-Online-User completed successfully.', {
    kind: 'rollback.end',
    ok: true,
  }),
]

export const upgradeSamples: readonly Sample[] = [
  ...setupHost,
  ...operations,
  ...classic,
  ...results,
  ...rollback,
]
