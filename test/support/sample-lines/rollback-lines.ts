/** Rollback\setupact.log: what was found in WinPE, the way back, and what the old system says of it. */
import type { SetupRun } from './setup-host-lines.ts'
import { hostBegins, hostEnds } from './setup-host-lines.ts'
import type { StampedLog } from './stamped-log.ts'

export interface FoundCrash {
  readonly bugCheck: string
  readonly module: string
  readonly parameters: readonly [string, string, string, string]
}

export interface LeftState {
  /** `OOBEBoot,Start` */
  readonly phase: string
  readonly operation: string
  readonly phaseNumber: number
  readonly operationNumber: number
  /** `0xC1900101` */
  readonly result: string
}

const OLD = 'D:\\$WINDOWS.~BT\\Sources'
const HERE = 'C:\\$WINDOWS.~BT\\Sources'

/** In WinPE: the crash is found and the old system put back. */
export function rollbackInWinPe(log: StampedLog, left: LeftState, crash: FoundCrash): void {
  log.info('SP', 'Initiating rollback/uninstall, phase = 0')
  log.info('', `Initializing diagnostics helper; data file = ${OLD}\\Diagnostics\\diagnostics.dat`)
  log.info('', 'Found existing diagnostics data, attempting to load it.')
  log.infos('SP', [
    'Disable Shift-F10 command prompt hotkey',
    `SideLoadHandler: Side-loaded ${OLD}\\bcd.dll (DLL name bcd.dll).`,
    'Rollback: Showing splash window with begin text: Attempting to recover installation...',
    `Current phase string : ${left.phase}`,
    `Current op string    : ${left.operation}`,
    `Current result string: ${Number(left.result)}`,
    `Current bugcheck string: ${crash.bugCheck}`,
    `Current phase : ${left.phaseNumber}`,
    `Current op    : ${left.operationNumber}`,
    `Current result: ${left.result}`,
    'Analyzing system in D:\\WINDOWS',
  ])
  log.info('', 'CheckCrashInfo: 1 page files found: ')
  log.info('', "CheckCrashInfo: PageFile 0: 'D:\\pagefile.sys' ")
  log.pause(2_500, 1_000)
  log.infos('SP', [
    `Crash ${crash.bugCheck} detected`,
    `  Module name           : ${crash.module}`,
    ...crash.parameters.map((value, index) => `  Bugcheck parameter ${index + 1}  : ${value}`),
    'Cannot recover the system.',
    'Rollback: Showing splash window with restoring text: Restoring your previous version of Windows...',
    'Rollback: (2) Showing splash window with restoring text: Undoing changes made to your computer...',
    'SetupPlatfrom: Executing Execute.PreRollback commands',
  ])
  log.restartCsi()
  log.csiWithUtc('WcpInitialize: wcp.dll version 10.0.19041.1220 (WinBuild.160101.0800)')
  log.writeWithId('Info', '0x064149', 'IBSLIB', 'RollbackExecuteSequence in progress...')
  checkpoint(log, 'SetupPlatformOSSwitchCheckpoint', () => {
    log.infos('SP', [
      'Cleaning up D:\\hiberfil.sys',
      'Cleaning up D:\\swapfile.sys',
      `Copying crash dump from D:\\pagefile.sys to ${OLD}\\Rollback\\setupmem.dmp`,
    ])
    moved(log, 900)
    log.error(
      'SP',
      `CSetupPlatformOSSwitchCheckpoint::Rollback: Failed to read the rollback GUID from file: ${OLD}\\Rollback\\rollbackinfo.ini. Error: 0x00000002`,
    )
  })
  checkpoint(log, 'WinPEBootFilesRestoreCheckpoint', () => {
    for (const name of ['boot.ini', 'ntldr', 'NTDETECT.COM', 'bootmgr']) {
      log.writeWithId(
        'Warning',
        '0x064163',
        'IBSLIB',
        `OSRollbackService::CBootFilesRestoreCheckpoint::Rollback: ${OLD}\\Rollback\\${name} does not exist, skip.`,
      )
    }
    log.writeWithId(
      'Info',
      '0x06416a',
      'IBSLIB',
      'OSRollbackService::CBootFilesRestoreCheckpoint::Rollback: Successfully restored "Boot" directory.',
    )
  })
  checkpoint(log, 'SetupPlatformWinReRestoreCheckpoint', () => {
    log.infos('', [
      '[SetupPlatform.exe] Enter WinReSetupRestoreWinREEx',
      '[SetupPlatform.exe] successfully cleaned up the WinRE directory',
      '[SetupPlatform.exe] Exit WinReSetupRestoreWinREEx returns TRUE',
    ])
  })
  log.writeWithId('Info', '0x06414b', 'IBSLIB', 'RollbackExecuteSequence finished.')
  log.info('SP', 'CSetupPlatformRollback::Execute: ExecuteRollback succeeded')
}

/** Each move is told twice: the bulk of a rollback's log. */
function moved(log: StampedLog, count: number): void {
  for (let i = 0; i < count; i++) {
    const name = `${log.random.pick(['Program Files', 'ProgramData', 'Users', 'Windows'])}\\folder-${log.random.int(1, 400)}`
    log.info(
      'SP',
      `VERBOSE: Path D:\\Windows.old\\${name} has no exceptions, trying a straight move`,
    )
    log.info('SP', `VERBOSE: Successfully moved (1) D:\\Windows.old\\${name} to D:\\${name}`)
    log.pause(700)
  }
}

function checkpoint(log: StampedLog, name: string, body: () => void): void {
  log.writeWithId(
    'Info',
    '0x064130',
    'IBSLIB',
    `ExecuteRollbackSequence: Checkpoint(${name}) rollback in progress.`,
  )
  body()
  log.pause(9_000, 2_000)
  log.writeWithId(
    'Info',
    '0x064131',
    'IBSLIB',
    `ExecuteRollbackSequence: Checkpoint(${name}) rollback finished.`,
  )
}

/** The old system is back: as the system, then as the user who logs on. */
export function rollbackAtHome(
  log: StampedLog,
  left: LeftState,
  crash: FoundCrash,
  run: SetupRun,
  code: { readonly result: string; readonly extend: string },
  logon: string,
): void {
  log.info('SP', 'Initiating rollback/uninstall, phase = 1')
  log.info('', `Initializing diagnostics helper; data file = ${HERE}\\Diagnostics\\diagnostics.dat`)
  log.infos('SP', [
    'Rollback-Online-System started.',
    `Current phase string     : ${left.phase}`,
    `Current op string        : ${left.operation}`,
    `Current result string    : ${Number(left.result)}`,
    `Current bugcheck string  : ${crash.bugCheck}`,
    'Current uninstall reason : NULL',
    `Current phase : ${left.phaseNumber}`,
    `Current op    : ${left.operationNumber}`,
    `Current result: ${left.result}`,
  ])
  for (const place of ['OS', 'WinPE']) {
    log.infos('SP', [
      `Attempt to get BsdSummarize Diagnostic Information for bootstat file: ${HERE}\\Rollback\\BootStat\\${place}\\bootstat.dat`,
      'BsdSummarize Diagnostic Information: BootLogInitCount:13',
      'BsdSummarize Diagnostic Information: BootLogErrorCount:0',
      'BsdSummarize Diagnostic Information: LastBootSucceeded:1',
      'BsdSummarize Diagnostic Information: FatalErrorCode:0',
    ])
  }
  log.restartCsi()
  log.csiWithUtc('WcpInitialize: wcp.dll version 10.0.17763.1 (WinBuild.160101.0800)')
  reported(log, run, '/RollbackSys', code)
  log.info('SP', 'Rollback-Online-System completed successfully.')
  log.clock.set(logon)
  reported(log, run, '/RollbackUser', code)
  log.info('SP', 'Rollback-Online-User completed successfully.')
  log.info('', `Persisting diagnostics data to ${HERE}\\Diagnostics\\diagnostics.dat`)
}

function reported(
  log: StampedLog,
  run: SetupRun,
  mode: string,
  code: { readonly result: string; readonly extend: string },
): void {
  log.info(
    'SP',
    `ExecuteCommandFromValue: Executing command line: \\$WINDOWS.~BT\\Sources\\SetupHost.exe ${mode} /Media /ClientId Media360`,
  )
  hostBegins(log, {
    ...run,
    commandLine: `${mode} /Media /ClientId Media360`,
    mode: '0x5',
    media: '',
    loggingPath: `${HERE}\\Rollback`,
  })
  log.infos('MOUPG', [
    'SetupManager: User Rollback Mode Detected',
    `SetupHost: Reporting post reboot event -> [${code.result}, ${code.extend}]`,
  ])
  log.warning('MOUPG', 'SetupNotify::ReportEvent - Report ID or Event Reporter not available.')
  log.infos('MOUPG', [
    'SetupHost: Tracing post reboot failure event',
    `CSetupUIManager: Rollback Error [${code.result}] - Showing rollback message`,
  ])
  hostEnds(log)
  log.info('SP', 'ExecuteCommandFromValue: Command line returned result: 0x00000000')
}
