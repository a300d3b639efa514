/** What migration, servicing and driver migration write between two operations of an upgrade: most of setupact.log. */
import type { StampedLog } from './stamped-log.ts'
import { COMPONENTS, INBOX_DRIVERS } from './windows-names.ts'

const UNITS = COMPONENTS.map((name) =>
  name
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('-'),
)

/** Manifests are read and settings gathered; a surrogate process runs foreign plug-ins, some of which are absent. */
export function settingsGathered(log: StampedLog, rounds: number): void {
  for (let round = 0; round < rounds; round++) {
    log.info(
      'MIG',
      `    COutOfProcPluginFactory::LaunchSurrogateHost::CommandLine: "C:\\$WINDOWS.~BT\\Sources\\mighost.exe" {${log.random.guid().toUpperCase()}} /InitDoneEvent:MigHost.Event /ParentPID:7284`,
    )
    log.info(
      'MIG',
      `MigHost started with command line: {${log.random.guid().toUpperCase()}} /InitDoneEvent:MigHost.Event /ParentPID:7284`,
    )
    log.info('MIG', 'MigHost: CMigPluginSurrogate::Init: Successfully initialized surrogate.')
    for (const unit of UNITS) {
      log.infos('MIG', [
        `    CSIAgent: Processing component ${unit}`,
        '    CSIAgent: Processor Architecture of this manifest is amd64',
        '    CSIAgent: Display ID of this manifest is (NULL)',
        `    Mig::CMXEMigRepository::RegisterObject: Registering http://www.microsoft.com/migration/1.0/migxmlext/cmi/${unit}/${unit}/settings`,
        `        Processing PRE-GATHER for migration unit: <System>\\${unit} (CCSIAgent)`,
        `    Include pattern skipped because enumeration root is not present: HKLM\\SOFTWARE\\Microsoft\\${unit}[*]`,
        `        Processing GATHER-SUCCESS for migration unit: <System>\\${unit} (CCSIAgent)`,
      ])
      log.pause(90)
    }
    if (round % 2 === 0) {
      log.writeWithId(
        'Error',
        '0x08085f',
        'MIG',
        'MigHost: CMigPluginSurrogate::LoadAndRegisterServerInThreadContext: LoadLibraryExW(C:\\$WINDOWS.~BT\\Sources\\ReplacementManifests\\RasMigPlugin.dll) failed.[gle=0x0000007f]',
      )
      log.writeWithId(
        'Warning',
        '0x080386',
        'MIG',
        '    Failure while instantiating IDiscovery for Plugin={ServerPath="RasMigPlugin.dll", ThreadingModel=Apartment, ExceptionHandling=Default}. Error: 0x8007007F',
      )
    }
    log.info('MIG', 'MigHost: Exiting process.')
    log.pause(2_000, 300)
  }
}

/** DISM as a library of SetupHost.exe; servicing's processes stand beside it. */
export function imageServiced(log: StampedLog, work: { readonly rounds: number }): void {
  const ids = `PID=7284 TID=${log.random.int(1_000, 9_999)}`
  const api = (text: string, from: string): void =>
    log.info('DISM', `API: ${ids} ${text} - ${from}`)
  api('DismApi.dll:                                           ', 'DismInitializeInternal')
  api('DismApi.dll: <----- Starting DismApi.dll session ----->', 'DismInitializeInternal')
  api(
    'DismApi.dll: Host machine information: OS Version=10.0.17763, Running architecture=amd64, Number of processors=8',
    'DismInitializeInternal',
  )
  api(
    'DismApi.dll: Parent process command line: "C:\\$WINDOWS.~BT\\Sources\\SetupHost.exe" /Install /Media',
    'DismInitializeInternal',
  )
  log.restartCsi()
  log.csiWithUtc('WcpInitialize: wcp.dll version 10.0.19041.1220 (WinBuild.160101.0800)')
  for (let round = 0; round < work.rounds; round++) {
    api('Successfully enqueued command object', 'CCommandThread::EnqueueCommandObject')
    api('ExecuteLoop: CommandQueue signaled', 'CCommandThread::ExecuteLoop')
    api('Successfully dequeued command object', 'CCommandThread::DequeueCommandObject')
    log.info(
      'DISM',
      `DISM OS Provider: ${ids} Defaulting Windows folder to C:\\Windows - CDISMOSServiceManager::Final_OnConnect`,
    )
    log.info(
      'DISM',
      `DISM Provider Store: ${ids} Getting Provider DISM Package Manager - CDISMProviderStore::GetProvider`,
    )
    log.info(
      'DISM',
      `DISM Package Manager: ${ids} Loaded servicing stack for offline use only. - CDISMPackageManager::RefreshInstanceAndLock`,
    )
    log.info(
      'DISM',
      `DISM Provider Store: ${ids} Provider has previously been initialized.  Returning the existing instance. - CDISMProviderStore::Internal_GetProvider`,
    )
    log.pause(400)
  }
  api('DismApi.dll: <----- Ending DismApi.dll session ----->', 'DismShutdownInternal')
}

/** Which driver packages go along: most of them come with the new Windows, some are third-party. */
export function driversWeighed(
  log: StampedLog,
  foreign: readonly { readonly inf: string; readonly maker: string; readonly service: string }[],
): void {
  log.info(
    'SP',
    '    DRVMIG: Upgrade and DISM disagree about boot critical driver status, we will need an extra driver migration phase for WinRE',
  )
  for (const { inf, binary } of INBOX_DRIVERS) {
    weighed(log, inf, 'Microsoft', binary.replace(/\.\w+$/, ''), true)
  }
  for (const { inf, maker, service } of foreign) weighed(log, inf, maker, service, false)
}

function weighed(
  log: StampedLog,
  inf: string,
  maker: string,
  service: string,
  isInbox: boolean,
): void {
  const decision = isInbox ? 'Install but only in the store.' : 'Install.'
  log.infos('SP', [
    `    Migrating driver package ${inf}:`,
    '      Deciding migration on driver:',
    `        Manufacturer: ${maker}`,
    `        Service name: ${service}`,
    `        Device present: ${isInbox ? 'No' : 'Yes'}`,
    `        Inbox support: ${isInbox ? 'Yes' : 'No'}`,
    '        Inbox support (WinPE): No',
    `      Initial decision for this driver: ${decision}`,
    `      Final decision for this driver: ${decision}`,
    `      Decision for the driver package so far: ${decision}`,
  ])
  log.pause(25)
}

/** Files of an image come out, percent by percent. */
export function imageApplied(log: StampedLog, seconds: number): void {
  for (let percent = 0; percent <= 100; percent++) {
    log.info('SP', `SPWIMCallback: Image apply. Progress: ${percent}`)
    if (percent % 2 === 0) {
      log.info(
        'SP',
        `SetupPlatform: Global progress: ${Math.floor(percent * 0.3)}, Phase progress: ${percent}`,
      )
    }
    log.clock.wait(seconds * 10)
  }
}
