/** Panther\setupact.log of the first start of an applied image: setup.exe in phase 4 and sysprep's specialize. */
import { appsListed, devicesListed, diskListed } from './inventory-lines.ts'
import type { StampedLog } from './stamped-log.ts'
import { INBOX_DRIVERS } from './windows-names.ts'

const WORKERS =
  'ScenarioDetect Engine Internal ErrorHandler Diagnostic Unattend ParseCommandLine Ems PrepareInstallDrive TempDrive CopySetupFiles BootPrep BootEntries CopyPrivates ProductKey ComputerName License DiskInformation FixBBPaths DiskConfig CreatePageFile Imaging CopyImages DeployImages DiskSpace Completion MountDev Cmi SystemRestore FirstBootCleanup RestartModule ExternalDrivers CBS SkuAssembly LanguagePack ConfigSet UnattendImgInstall CFGOfflineImage Compliance Rollback Locale Sysprep'.split(
    ' ',
  )

const SYSPREP_PARTS =
  'WofUtil/WofUtil Sysprep-SpOpk/Sysprep_Specialize_Opk Restore-ACL-CmdLine/AclRestore SQMApi/SqmSysprepSpecialize Fault-Tolerant-Heap-Core/FthSysprepSpecialize PnpSysprep/Sysprep_Specialize_Pnp TerminalServices-RemoteConnectionManager/RCMSysPrepRestore TerminalServices-LocalSessionManager/LSMSysPrepRestore Setup-Component/Sysprep_Specialize_Setup Shell-Setup/Sysprep_Specialize_Shell ErrorReportingCore/WerSysprepSpecialize AppX-Sysprep/AppxSysprepSpecialize Resource-Leak-Diagnostic-Core/RdrSysprepSpecialize IE-Sysprep/Sysprep_Specialize_IE AppCompat-Sysprep/Sysprep_Specialize_Compat Cryptography/CryptoSysPrep_Specialize BCD-Template/Sysprep_Specialize_Bcd COM-DTC-Runtime/SysPrepDtcSpecialize ReliabilityAnalysisConfig/RacSysprepSpecialize WinRE-RecoveryAgent/WinRE_Specialize TIScavengeTask/ScavengeSpecialize Provisioning-Sysprep/ProvSysprepSpecialize'
    .split(' ')
    .map((part) => part.split('/'))

export interface FirstBoot {
  /** `10.0.19041.1 (WinBuild.160101.0800)` */
  readonly build: string
  readonly answerFile: string
}

export function firstBoot(log: StampedLog, { build, answerFile }: FirstBoot): void {
  const ibs = (id: string, text: string): void => log.writeWithId('Info', id, 'IBS', text)
  ibs('0x0601c1', 'InstallWindows:Install Path = C:\\WINDOWS\\system32\\oobe')
  ibs('0x0601c2', 'InstallWindows:Setup Phase = 4')
  for (const [what, partition] of [
    ['firmware', 1],
    ['system', 3],
  ] as const) {
    ibs(
      '0x0606cc',
      `LogBootDeviceInfo:The ${what} boot device ARC path is [multi(0)disk(0)rdisk(0)partition(${partition})] and NT path is [\\Device\\Harddisk0\\Partition${partition}].`,
    )
  }
  log.info(
    '',
    '[setup.exe] OrchestrateUpdateImageState: Updating image state from [IMAGE_STATE_GENERALIZE_RESEAL_TO_AUDIT] --> [IMAGE_STATE_UNDEPLOYABLE]',
  )
  ibs(
    '0x0601ee',
    'PrepareSetupForFirstBootPhase:Working directory is [C:\\WINDOWS\\Panther]; we are starting an installation',
  )
  ibs(
    '0x0601cc',
    'InstallWindows:Performing a new install from first boot phase. Working directory = C:\\WINDOWS\\Panther',
  )
  ibs('0x0601ce', `Setup has started phase 4 at ${log.clock.stamp()}`)
  ibs('0x0601cf', 'Install source is C:\\WINDOWS\\system32\\oobe')
  ibs('0x0601d0', `Build version is ${build}`)
  log.writeWithId(
    'Info',
    '0x090008',
    'PANTHR',
    'CBlackboard::Open: C:\\WINDOWS\\Panther\\SetupInfo succeeded.',
  )
  log.info('IBS', 'InstallWindows:Setup architecture is [x64]')
  ibs('0x0601d5', 'InstallWindows:Starting with Empty Queue. Setup Phase = 4')
  for (const worker of WORKERS) {
    log.info('PANTHR', 'InitializeModule: Initializing ExecQueue->csLock;')
    ibs('0x0601a4', `LoadWorkerModules:Successfully added worker module ${worker} in winsetup.dll`)
    log.pause(30)
  }
  ibs('0x060359', 'Callback_ScenarioDetect:Setup is starting from [4] phase ')
  log.info('IBS', 'Callback_BootEnvironmentDetect: Detected boot environment: EFI')
  diskListed(log)
  devicesListed(log, 90)
  log.info('IBS', 'Callback_ComputerName_Validate:Computer name is PRELOAD-REF')
  log.info('IBS', 'Callback_Specialize: Enter.')
  specialize(log)
  log.info('IBS', 'Callback_Specialize: Internal Providers Specialized Succeeded ')
  servicingRuns(log)
  log.info('IBS', `Callback_Unattend_InitEngine:Using unattend file found at [${answerFile}].`)
  ibs(
    '0x0600c0',
    `Callback_Unattend_InitEngine:Successfully deserialized and validated unattend file [${answerFile}].`,
  )
  log.info('IBS', 'CallBack_Unattend_InitiatePass: Initiating unattend settings pass [specialize]')
  log.pause(1_500, 600)
  log.writeWithId(
    'Warning',
    '0x0606cc',
    'IBS',
    'GetSystemPartitionPath: Unable to find DOS drive path for system partition [\\Device\\HarddiskVolume1].',
  )
  log.info('IBSLIB', 'ModifyBootEntriesBCD:Setup phase is [4]')
  for (const locale of ['bg-BG', 'cs-CZ', 'da-DK', 'de-DE', 'el-GR', 'en-GB', 'es-ES', 'fi-FI']) {
    log.info(
      'IBSLIB',
      `BFSVC: Unable to open file \\\\?\\GLOBALROOT\\Device\\HarddiskVolume1\\EFI\\Microsoft\\Boot\\${locale}\\bootmgfw.efi.mui for read because the file or path does not exist`,
    )
  }
  log.info('IBSLIB', 'BFSVC: SetNamedSecurityInfo failed! Error code = 0x2')
  ibs('0x0606cc', 'Flushing registry to disk...')
  ibs('0x0601dc', `Setup has completed phase 4 at ${log.clock.stamp()}`)
  ibs('0x0601e1', 'InstallWindows:First boot phase of setup done!!!!')
}

/** What sysprep specialises, in its order; one provider complains and nothing comes of it. */
function specialize(log: StampedLog): void {
  const actions = 'C:\\WINDOWS\\System32\\Sysprep\\ActionFiles\\Specialize.xml'
  log.infos('SYSPRP', [
    '========================================================',
    '===          Beginning of a new sysprep run          ===',
    '========================================================',
    `SysprepSession::CreateSession: Successfully created instance with action file ${actions}, and mode <null>`,
    `SysprepSession::Execute: Beginning action execution from ${actions}`,
    'After sorting, components will be excuted in the following order:',
  ])
  SYSPREP_PARTS.forEach(([part], index) => {
    log.info('SYSPRP', `  Name: Microsoft-Windows-${part}, Order: ${(index + 1) * 256}`)
  })
  for (const [part, action] of SYSPREP_PARTS) {
    log.writeWithId(
      'Info',
      '0x0f00bd',
      'SYSPRP',
      `CreateSysprepActionList: Building action list for component Microsoft-Windows-${part}`,
    )
    log.writeWithId(
      'Info',
      '0x0f0080',
      'SYSPRP',
      `ActionPlatform::LaunchModule: Found '${action}' in C:\\WINDOWS\\System32\\sysprep_provider.dll; executing it`,
    )
    if (part === 'PnpSysprep') devices(log)
    if (part === 'AppX-Sysprep') appsListed(log)
    if (part === 'TerminalServices-LocalSessionManager') {
      log.error('SYSPRP', 'ResetTSRDSAppXKeys on AUINSTALLAGENT_REG_STAGINGINPROGRESS FAILED: 2')
    }
    log.writeWithId(
      'Info',
      '0x0f0081',
      'SYSPRP',
      `ActionPlatform::LaunchModule: Successfully executed '${action}' from C:\\WINDOWS\\System32\\sysprep_provider.dll without error`,
    )
    log.pause(700, 60)
  }
}

function devices(log: StampedLog): void {
  log.infos('SYSPRP', [
    'SPPNP: Sysprep_Specialize_Pnp: Enter',
    'SPPNP: Creating device install status thread.',
    'SPPNP: Locking down driver files.',
    'SPPNP: Removing phantom devices.',
    'SPPNP: Reinstalling devices on the system.',
  ])
  for (let done = 0; done <= 118; done += 2) {
    const percent = Math.floor((done / 118) * 100)
    log.info('SYSPRP', 'SPPNP: Status: Active')
    log.info(
      'SYSPRP',
      `SPPNP: Status: Total = 118, Complete = ${done}, Progress = ${percent}% (${percent}%)`,
    )
    log.pause(900, 250)
  }
  log.info('SYSPRP', 'SPPNP: Removing unneeded PNF files.')
  for (const { inf } of INBOX_DRIVERS) {
    log.info(
      'SYSPRP',
      `SPPNP: ${log.random.next() < 0.2 ? 'Deleted' : 'Skipped deleting'} file ${inf.replace('.inf', '.PNF')}.`,
    )
  }
  log.infos('SYSPRP', [
    'SPPNP: Device reinstallation completed.',
    'SPPNP: Sysprep_Specialize_Pnp: Exit',
  ])
}

/** Setup runs servicing's startup work inside itself; its lines stand in setup's log. */
function servicingRuns(log: StampedLog): void {
  log.info(
    'CMI',
    'Callback_CMI_ConfigInstall: Online component configuration has already run; re-run CBS startup processing.',
  )
  log.infos('CBS', [
    'Could not load SrClient DLL from path: SrClient.dll.  Continuing without system restore points.',
    'Retrieved original failure status: 0x00000000, last forward execute state: CbsExecuteStateStageDrivers',
    'SetProgressMessage: progressMessageStage: 0, ExecuteState: CbsExecuteStateStageDrivers, SubStage: 0',
  ])
  log.restartCsi()
  log.csiWithUtc('WcpInitialize: wcp.dll version 10.0.19041.1220 (WinBuild.160101.0800)')
  log.csi(`CSI Store ${log.random.int(20_000_000, 900_000_000)} initialized`)
  log.csi("Creating NT transaction (seq 1), objectname '(null)'")
  log.csiWithUtc('CSI perf trace:')
  log.continuation('CSIPERF:TXCOMMIT;104712')
  log.infos('CBS', [
    'Setting ExecuteState key to: ExecuteStateNone',
    'Startup: Retrying failed packages.',
    'Startup: Processing complete. [HRESULT = 0x00000000 - S_OK]',
  ])
  log.info('CMI', 'Callback_CMI_ConfigInstall: CBS startup processing re-run complete.')
}
