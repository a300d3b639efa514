/** setupact.log of the down-level phase: SetupHost.exe begins, asks, looks at the machine, and ends for the restart. */
import type { StampedLog } from './stamped-log.ts'

export const SOURCES = 'C:\\$WINDOWS.~BT\\Sources'

export interface SetupRun {
  /** `/Install /Media …` */
  readonly commandLine: string
  /** `0x2` down-level, `0x5` rollback. */
  readonly mode: string
  readonly loggingPath: string
  readonly media: string
  /** `10.0.17763` */
  readonly host: string
  readonly hostBuildString: string
  /** Of the setup program on the media. */
  readonly setupBuild: string
}

export function hostBegins(log: StampedLog, run: SetupRun): void {
  log.info('MOUPG', '*************** SetupHost Logging Begin ***************')
  log.info('MOUPG', 'SetupHost::Initialize')
  const facts: readonly (readonly [name: string, value: string])[] = [
    ['ModulePath', SOURCES],
    ['WorkingPath', SOURCES],
    ['LoggingPath', run.loggingPath],
    ['MediaPath', run.media],
    ['InstallFilePath', run.media === '' ? '' : `${run.media}\\Sources\\Install.wim`],
    ['ActionListFilePath', ''],
    ['CmdLine', run.commandLine],
    ['Mode', run.mode],
    ['Scenario', '0x1'],
    ['Product', '0x0'],
    ['Flags', '0x800'],
  ]
  for (const [name, value] of facts) {
    log.info('MOUPG', `SetupHost::Initialize: ${name.padEnd(22)} = [${value}]`)
  }
  log.info('MOUPG', `SetupHost: Setup build version is: ${run.setupBuild}`)
  log.info('', `Host OS version: ${run.host}.0  (0.0) Platform 0x2, SuiteMask 0x100, ProdType 0x1`)
  const host: readonly (readonly [name: string, value: string])[] = [
    ['License State', 'Genuine'],
    ['Architecture', 'x64'],
    ['Language Id', '2052'],
    ['Edition', 'Enterprise'],
    ['Version', run.host],
    ['Build String', run.hostBuildString],
  ]
  for (const [name, value] of host) {
    log.info('MOUPG', `    ${`Host OS ${name}`.padEnd(23)} [ ${value} ]`)
  }
  log.info('MOUPG', 'SetupHost: Creating setup mutex...')
  log.info('MOUPG', 'SetupHost::InitializeComponents')
}

export function hostEnds(log: StampedLog): void {
  log.infos('MOUPG', [
    'CInstallUI::Quit: Posted MSG_INSTALLUI_FORCE_QUIT',
    'CInstallUI::CInstallUIMessageWindow::ForceQuit',
    'Force ending Message pump',
    'CInstallUI::ExitInstance',
    'SetupUI: Requesting main window removal...',
    'SetupUI: Main window removed.',
    '**************** SetupHost Logging End ****************',
  ])
}

export interface Antivirus {
  readonly name: string
  readonly path: string
  readonly state: number
}

/** The inventory: unstamped lines, indented to the message's column, an empty line behind each list. */
export function machineListed(log: StampedLog, antivirus: readonly Antivirus[]): void {
  const indent = ' '.repeat(35)
  log.info('SP', 'CSetupPlatform::Initialize: Setup log starts:')
  log.info('SP', 'Host system information:')
  for (const fact of [
    'VM: NO',
    'Firmware type: UEFI',
    'Manufacturer: System manufacturer',
    'Model : System Product Name',
    'BIOS name : 2.13',
    'BIOS version : 2.13',
    'BIOS release date : 20210604000000.000000+000',
    'Total memory : 17179869184',
    'Number of physical CPUs : 1',
    'Number of logical CPUs : 8',
    'Processor architecture : x64',
    'Processor clock : 2904',
  ]) {
    log.continuation(indent + fact)
  }
  log.continuation('')
  log.info('SP', 'Antivirus software information:')
  for (const { name, path, state } of antivirus) {
    log.continuation(
      `${indent}Name: ${name}, Path: ${path}, Timestamp: Tue, 14 Mar 2023 00:58:12 GMT, State: ${state}`,
    )
  }
  log.continuation('')
}

/** File-system filters on the system volume, with their altitudes. */
export function filtersListed(
  log: StampedLog,
  filters: readonly (readonly [name: string, altitude: number])[],
): void {
  log.info(
    'SP',
    '    Filter driver information for volume [\\\\?\\Volume{3c1f6a52-0d4e-4b7c-9a41-7be0f5d2c618}]:',
  )
  for (const [name, altitude] of filters) {
    log.continuation(
      `${' '.repeat(35)}New filter driver Name: ${name}, InstanceName: ${name} Instance, Altitude: ${altitude}, Frame: 0, Detached: no`,
    )
  }
  log.continuation('')
}

export function phaseChanges(log: StampedLog, from: string, to: string): void {
  log.info('MOUPG', `Setup phase change: [SetupPhase${from}] -> [SetupPhase${to}]`)
  log.info('MOUPG', `SetupManager::OpenOrCreateTask: Creating new task [${to}].`)
}

/** One percent after the other, about a second each. */
export function progresses(log: StampedLog, first: number, last: number, phase: number): void {
  log.info('MOUPG', `Setup Phase: [${phase}]`)
  log.info('MOUPG', `Setup SubPhase: [${phase + 3}]`)
  for (let percent = first; percent <= last; percent++) {
    log.infos('MOUPG', [
      `Action: ${percent}%, Delta: ${(percent * 1.01).toFixed(2)}s, ${percent} ticks, Avg: 1.${log.random.int(100, 999)} ticks/s`,
      `Action progress: [${percent}%]`,
      `Task progress: [${Math.floor(percent / 2)}%]`,
      `Overall progress: [${percent}%]`,
      `Mapped Global progress: [${percent}%]`,
    ])
    log.pause(1_400, 700)
  }
}

/** The compatibility scan finds nothing that would block. */
export function compatibilityScanned(log: StampedLog, target: string): void {
  log.infos('MOUPG', [
    'Target OS: Edition = [Enterprise]',
    'Target OS: Language = [zh-CN]',
    'Target OS: Architecture = [amd64]',
    `Target OS: Version = [${target}.0]`,
    'Target OS: UpgradeFlags = [0xB]',
    'MigChoice: Before Migration Filter -> [CleanInstall | DataOnly | FullUpgrade]',
  ])
  log.info('', 'Compatibility scan started. Scenario: 3, Categories: 0x00000140 ')
  for (const checker of [
    'HostIsNewer',
    'NonStandardDirectory',
    'MinimumBuild',
    'MismatchedLanguage',
    'MismatchedBuildType',
    'NoUpgrade',
    'BootFromPortableWorkspace',
    'BootFromAuditMode',
    'SystemIsTablet',
    'DiskSpace',
    'VhdBoot',
  ]) {
    log.info('', `C${checker}Checker invoked.`)
    log.writeWithId(
      'Info',
      '0x090008',
      'PANTHR',
      `CBlackboard::Open: ${SOURCES}\\Panther\\CompatScanCache.dat succeeded.`,
    )
    log.info('', `C${checker}Checker: checked ${checker}, found NoIssue.`)
    log.pause(60)
  }
  for (let i = 0; i < 220; i++) {
    log.info(
      'CONX',
      `acmigration: TRACE,GetMatchResult,${log.random.pick([2116, 2129])},Current node: C:\\Windows\\System32\\DriverStore\\FileRepository, subfolder ${log.random.int(1, 900)}`,
    )
    log.pause(12)
  }
  log.info(
    '',
    'ConX::Compatibility::CCompatibilityHost::SetScanResult: Provider wsc:setup: reports NoIssue',
  )
  log.info('', 'Compatibility scan finished. Scenario: 3, Categories: 0x00000140 ')
  log.warning('MOUPG', 'CSetupDiagnostics::ReportData - Not reporting WINDLP data point [0x2004]')
}
