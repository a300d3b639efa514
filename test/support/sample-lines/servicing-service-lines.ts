/** CBS.log: the servicing service comes and goes, the machine shuts down and starts. */
import type { StampedLog } from './stamped-log.ts'
import { PLATFORM_KEY } from './windows-names.ts'

export interface ServicingStack {
  /** `17763.3280` */
  readonly version: string
  /** `17763.1.amd64fre.rs5_release.180914-1434` */
  readonly build: string
  /** The hash in the folder name of the stack. */
  readonly hash: string
}

/** From the first line to the point where the log is ready for sessions. `boot` = when Windows says it started. */
export function serviceStarts(
  log: StampedLog,
  stack: ServicingStack,
  boot: string,
  after: 'a client' | 'a restart',
): void {
  log.restartCsi()
  log.infos('CBS', [
    'TI: --- Initializing Trusted Installer ---',
    `TI: Last boot time: ${boot}`,
    'Starting TrustedInstaller initialization.',
    'Lock: New lock added: CCbsPublicSessionClassFactory, level: 30, total lock:4',
    'Lock: New lock added: CCbsPublicSessionClassFactory, level: 30, total lock:5',
    'Lock: New lock added: WinlogonNotifyLock, level: 8, total lock:6',
    'Ending TrustedInstaller initialization.',
    'Starting the TrustedInstaller main loop.',
    'TrustedInstaller service starts successfully.',
  ])
  if (after === 'a restart') {
    log.infos('CBS', [
      'Winlogon: Registering for CreateSession notifications',
      'Winlogon: Loading SysNotify DLL',
      'Winlogon: Starting notify server ',
    ])
  } else {
    log.infos('CBS', [
      'No startup processing required, TrustedInstaller service was not set as autostart',
      'Startup processing thread terminated normally',
      'TI: Startup Processing completes, release startup processing lock.',
    ])
  }
  log.pause(300)
  log.infos('CBS', [
    'Starting TiWorker initialization.',
    'Lock: New lock added: TiWorkerClassFactory, level: 30, total lock:2',
    'Ending TiWorker initialization.',
    'Starting the TiWorker main loop.',
    'TiWorker starts successfully.',
    'Lock: New lock added: CCbsWorker, level: 5, total lock:3',
    `Universal Time is: ${new Date(log.clock.utc).toISOString().slice(0, 23).replace('T', ' ')}`,
    `Loaded Servicing Stack v10.0.${stack.version} with Core: ${coreFolder(stack)}\\cbscore.dll`,
    `Build: ${stack.build}`,
  ])
  log.csiWithUtc(
    `WcpInitialize: wcp.dll version 10.0.${stack.version} (WinBuild.160101.0800) called (stack @0x7ff${log.random.hex(9)} @0x7ff${log.random.hex(9)} @0x7ff${log.random.hex(9)} @0x7ff${log.random.hex(9)})`,
  )
  log.infos('CBS', [
    'Lock: New lock added: CCbsSessionManager, level: 11, total lock:9',
    'Lock: New lock added: CSIInventoryCriticalSection, level: 64, total lock:10',
  ])
  if (after === 'a client') log.info('CBS', 'NonStart: Set pending store consistency check.')
}

export function coreFolder({ version, hash }: ServicingStack): string {
  return `C:\\Windows\\winsxs\\amd64_microsoft-windows-servicingstack_${PLATFORM_KEY}_10.0.${version}_none_${hash}`
}

export function storeOpens(log: StampedLog): void {
  log.csi(`CSI Store ${log.random.int(20_000_000, 900_000_000)} initialized`)
}

/** The service has had nothing to do for a while. */
export function serviceEnds(log: StampedLog): void {
  log.clock.wait(120_000)
  log.infos('CBS', [
    'Trusted Installer is shutting down because: SHUTDOWN_REASON_AUTOSTOP',
    'TiWorker signaled for shutdown, going to exit.',
    'CbsCoreFinalize: ExecutionEngineFinalize',
    'Execution Engine Finalize',
    'Ending the TiWorker main loop.',
    'Starting TiWorker finalization.',
    'CbsCoreFinalize: ManifestCacheFinalize',
    'CbsCoreFinalize: ExecutionEngineFinalize',
    'CbsCoreFinalize: ComponentAnalyzerFinalize',
    'CbsCoreFinalize: PackageTrackerFinalize',
    'CbsCoreFinalize: CoreResourcesUnload',
    'CbsCoreFinalize: SessionManagerFinalize',
    'CbsCoreFinalize: CapabilityManagerFinalize',
    'CbsCoreFinalize: WcpUnload',
    'CbsCoreFinalize: DrupUnload',
    'CbsCoreFinalize: CfgMgr32Unload',
    'CbsCoreFinalize: DpxUnload',
    'CbsCoreFinalize: SrUnload',
    'CbsCoreFinalize: CbsEsdUnload',
    'CbsCoreFinalize: CbsTraceInfoUninitialize',
    'CbsCoreFinalize: CbsEventUnregister',
    'CbsCoreFinalize: AppContainerUnload',
    'CbsCoreFinalize: WdsUnload, logging from cbscore will end.',
    'Ending TiWorker finalization.',
    'Ending the TrustedInstaller main loop.',
    'Starting TrustedInstaller finalization.',
    'Lock: Lock removed: WinlogonNotifyLock, level: 8, total lock:6',
    'Ending TrustedInstaller finalization.',
  ])
}

/** The restart that an update waits for: work while the machine goes down. */
export function machineShutsDown(log: StampedLog): void {
  log.infos('CBS', [
    'TI: CBS has signaled that a reboot is required.',
    'Shtd: Begin shutdown processing.',
    'Shtd: Prepare for shutdown processing.',
    'Shtd: PreshutdownTimeout: 3600000ms, BlockTimeIncrement: 900000ms',
    'Setting reboot in progress flag',
    'Shtd: progress thread started',
    'Shtd: Waiting for any outstanding sessions to complete',
    'Shtd: Executing any smart pended operations.',
    'SetProgressMessage: progressMessageStage: -1, ExecuteState: CbsExecuteStateResolvePending, SubStage: 0',
  ])
  log.pause(9_000, 4_000)
  log.infos('CBS', [
    'Configured poqexec to pend to SetupExecute.',
    'Shtd: Finalizing Execution Engine.',
    'Shtd: progress thread terminating. [HRESULT = 0x00000000 - S_OK]',
    'Shtd: progress thread terminated normally',
    'Shtd: Shutdown processing complete.',
    'Ending TrustedInstaller finalization.',
  ])
}
