/** Samples of configuration passes and the programs that run them. */
import type { Sample } from '../format.ts'
import { line } from './sample-line.ts'

const MANIFEST = String.raw`C:\Windows\Winsxs\Manifests\amd64_microsoft-windows-p..tomizationsnonwinpe_31bf3856ad364e35_10.0.19041.1_none_81bff6e72e94485f.manifest`

export const passSamples: readonly Sample[] = [
  line('info', '', '[windeploy.exe] WinDeploy.exe launched with command-line []...', {
    kind: 'log.begin',
    tool: 'WinDeploy.exe',
  }),
  line('info', '', '[windeploy.exe] WinDeploy.exe exiting with code [0x0]', {
    kind: 'log.end',
    tool: 'WinDeploy.exe',
  }),
  line('info', 'SYSPRP', '========================================================'),
  line('info', 'SYSPRP', '===          Beginning of a new sysprep run          ===', {
    kind: 'log.begin',
    tool: 'sysprep',
  }),
  line(
    'info',
    '',
    String.raw`[windeploy.exe] Launching [C:\Windows\system32\oobe\oobeldr.exe /system]...`,
    {
      kind: 'setup.process',
      image: 'oobeldr.exe',
      what: 'launched',
    },
  ),
  line(
    'info',
    '',
    String.raw`[audit.exe] [Action Queue] : Command Line = C:\WINDOWS\SYSTEM32\PNPUNATTEND.EXE / arguments =  / pass = auditSystem / manifest path = ${MANIFEST}`,
    {
      kind: 'pass.action',
      tool: 'audit.exe',
      command: String.raw`C:\WINDOWS\SYSTEM32\PNPUNATTEND.EXE`,
      arguments: '',
      pass: 'auditSystem',
      manifest: MANIFEST,
    },
  ),
  line(
    'info',
    '',
    '[oobeldr.exe] Calling into RunSMIActionPass to execute unattend GCs for pass [oobeSystem]',
    {
      kind: 'pass.begin',
      tool: 'oobeldr.exe',
      pass: 'oobeSystem',
    },
  ),
  line('info', '', "[Shell Unattend] Running 'specialize' pass", {
    kind: 'pass.begin',
    tool: 'Shell Unattend',
    pass: 'specialize',
  }),
  line(
    'info',
    '',
    '[SETUPUGC.EXE] SetupUGC running to process unattend settings for pass [specialize]',
    {
      kind: 'pass.begin',
      tool: 'SETUPUGC.EXE',
      pass: 'specialize',
    },
  ),
  line('info', '', '[oobeldr.exe] Successfully completed RunSMIPass for oobeSystem.', {
    kind: 'pass.end',
    tool: 'oobeldr.exe',
    pass: 'oobeSystem',
    code: 0,
  }),
  line('info', '', "[Shell Unattend] Exiting 'specialize' pass with status 0x002c1000", {
    kind: 'pass.end',
    tool: 'Shell Unattend',
    pass: 'specialize',
    code: 0x2c1000,
  }),
  line('error', '', '[audit.exe] Pass has failed status; system is in an invalid state.', {
    kind: 'pass.failed',
    tool: 'audit.exe',
    pass: '',
    code: 0,
    what: 'status-failed',
  }),
  line(
    'error',
    '',
    '[audit.exe] Failed to complete RunSMIPass for auditUser. Error: [0x8030000C]',
    {
      kind: 'pass.failed',
      tool: 'audit.exe',
      pass: 'auditUser',
      code: 0x8030000c,
      what: 'run-pass',
    },
  ),
  line(
    'error',
    '',
    '[audit.exe] There was an error while processing the unattend pass. Error: [0x8030000C]',
    {
      kind: 'pass.failed',
      tool: 'audit.exe',
      pass: '',
      code: 0x8030000c,
      what: 'unattend',
    },
  ),
  line('error', '', '[audit.exe] Failed to orchestrate reboot; hr = 0x8007045b', {
    kind: 'pass.reboot-failed',
    tool: 'audit.exe',
    code: 0x8007045b,
  }),
  line(
    'error',
    '',
    '[PNPUNATTEND.EXE] 在"C:\\DRIVERS\\STORE1"上没有找到驱动程序包 (错误代码 0x3: 系统找不到指定的路径。\n)',
    {
      kind: 'pass.driver-path',
      tool: 'PNPUNATTEND.EXE',
      path: String.raw`C:\DRIVERS\STORE1`,
      code: 3,
    },
  ),
  line(
    'error',
    '',
    '[PNPUNATTEND.EXE] Kein Treiberpaket unter „C:\\TREIBER“ gefunden (Fehlercode 0x3: Das System kann den angegebenen Pfad nicht finden.\n)',
    {
      kind: 'pass.driver-path',
      tool: 'PNPUNATTEND.EXE',
      path: String.raw`C:\TREIBER`,
      code: 3,
    },
  ),
  {
    text: '2023-06-26 08:07:23, Error [PNPUNATTEND.EXE] No driver packages were found at "C:\\DRIVERS\\STORE" (error code 0x3: The system cannot find the path specified.\n)',
    time: '2023-06-26 08:07:23.000',
    level: 'error',
    signals: [
      {
        kind: 'pass.driver-path',
        tool: 'PNPUNATTEND.EXE',
        path: String.raw`C:\DRIVERS\STORE`,
        code: 3,
      },
    ],
  },
]
