/** UnattendGC\setupact.log: windeploy.exe and the tools that it starts for the passes of an answer file. */
import type { StampedLog } from './stamped-log.ts'
import { PLATFORM_KEY } from './windows-names.ts'

export function says(log: StampedLog, tool: string, ...messages: readonly string[]): void {
  log.infos(
    '',
    messages.map((message) => `[${tool}] ${message}`),
  )
}

/** One start of the machine, as windeploy.exe logs it. */
export function deploymentStarts(log: StampedLog): void {
  says(
    log,
    'windeploy.exe',
    '------------------------------------------------',
    'WinDeploy.exe launched with command-line []...',
    'LogBootDeviceInfo:The firmware boot device ARC path is [multi(0)disk(0)rdisk(0)partition(1)] and NT path is [\\Device\\Harddisk0\\Partition1].',
    'LogBootDeviceInfo:The system boot device ARC path is [multi(0)disk(0)rdisk(0)partition(3)] and NT path is [\\Device\\Harddisk0\\Partition3].',
  )
  log.error('', '[windeploy.exe] CFirstUXWnd::OpenExisting failed with error 80070490')
  says(
    log,
    'windeploy.exe',
    'Waiting for essential OOBE services to start...',
    'Essential OOBE services started successfully.',
  )
  log.pause(900, 200)
}

export function deploymentEnds(log: StampedLog, code = '0x0'): void {
  const services =
    'AppIDSvc Appinfo AppXSvc BFE BITS BrokerInfrastructure CoreMessagingRegistrar CryptSvc DcomLaunch DeviceInstall Dhcp Dnscache EventLog EventSystem gpsvc KeyIso LSM mpssvc netprofm NlaSvc nsi PlugPlay Power ProfSvc RpcEptMapper RpcSs SamSs Schedule sppsvc StateRepository SystemEventsBroker Themes TimeBrokerSvc TrustedInstaller UserManager Wcmsvc Winmgmt'.split(
      ' ',
    )
  says(
    log,
    'windeploy.exe',
    `pOrchestrateEnumServices: Dumping all active service names; ${services.length} in total`,
    ...services.map((service) => `pOrchestrateEnumServices:       ${service}`),
    'OrchestrateAreOnlyOOBEServicesRunning: Found a non-OOBE service AppIDSvc',
    'ShouldShutdownAfterSetup: Checking reboot conditions:',
    '  Are only OOBE services running? FALSE',
    '  Is Upgrade in progress? FALSE',
    'An immediate reboot or shutdown was requested/required...',
    'Refreshing the boot sequence.',
    'Flushing registry to disk...',
    'Flush took 0 ms.',
    `WinDeploy.exe exiting with code [${code}]`,
  )
}

/** The specialize pass: commands of the answer file, names, time zone. */
export function specializePass(log: StampedLog, timeZone: string): void {
  says(
    log,
    'windeploy.exe',
    'Windeploy: Executing PreSysprep commands',
    'Found generalization state [0x4], setup.exe completion flag [False] --> launching setup.exe.',
    'Launching [C:\\WINDOWS\\system32\\oobe\\setup.exe]...',
  )
  log.clock.wait(68_000)
  says(
    log,
    'SETUPUGC.EXE',
    'SetupUGC launched with command line [specialize]',
    'SetupUGC running to process unattend settings for pass [specialize]',
    'Processing any RunSynchronous setting...',
    'Running commands is not yet in progress',
  )
  log.writeWithId(
    'Info',
    '0x090008',
    'PANTHR',
    'CBlackboard::Open: C:\\WINDOWS\\panther\\commandexec\\CommandExec succeeded.',
  )
  for (const command of ['SetRegion.cmd', 'PowerPlan.cmd', 'ImageInfo.cmd', 'CleanTemp.cmd']) {
    says(
      log,
      'SETUPUGC.EXE',
      'Found run command in registry: credentials = { domain is not specified, username is not specified, password info not logged }',
      'Found run command in registry: will continue execution without examining exit code',
      `Found run command in registry: path = [cmd.exe /c C:\\PRELOAD\\${command}]`,
      `Found RunSynchronous command: [cmd.exe /c C:\\PRELOAD\\${command}]`,
      `Finished executing [cmd.exe /c C:\\PRELOAD\\${command}] synchronously`,
      'Process returned with exit code 0x0',
    )
    log.pause(1_500, 200)
  }
  says(
    log,
    'SETUPUGC.EXE',
    'Processing ExtendOSPartition setting (if present)...',
    'SetupUGC returning with exit code [0]',
  )
  says(
    log,
    'Shell Unattend',
    "Running 'specialize' pass",
    'ComputerName set to PRELOAD-REF ',
    `TimeZone: Time zone set to '${timeZone}' `,
    "Exiting 'specialize' pass with status 0x00000000",
  )
  says(log, 'windeploy.exe', 'Process exited with exit code [0x0]')
}

export interface PassRun {
  /** The tool that runs the pass: `audit.exe`, `oobeldr.exe`. */
  readonly tool: string
  readonly pass: string
  readonly answerFile: string
}

/** Components with settings for the pass, with the hash in the name of the manifest. */
export interface PassComponent {
  readonly name: string
  readonly manifest: string
}

export function manifestPath(component: PassComponent): string {
  return `C:\\Windows\\Winsxs\\Manifests\\${component.manifest}.manifest`
}

/** From the start of the tool to the queue of actions. */
export function passIsPlanned(
  log: StampedLog,
  run: PassRun,
  components: readonly PassComponent[],
): void {
  const { tool, pass, answerFile } = run
  says(
    log,
    tool,
    `${tool.charAt(0).toUpperCase()}${tool.slice(1)} launched with command-line [/system /quiet]...`,
    'Parsing command line arguments...',
    'Parsing the following command line: [/system /quiet]',
    `Status for unattend pass [${pass}] = 0x0`,
    `UnattendSearchExplicitPath: Found unattend file at [${answerFile}]; examining for applicability.`,
    `UnattendSearchExplicitPath: Found usable unattend file for pass [${pass}] at [${answerFile}].`,
    `Running ${pass} pass with discovered unattend file [${answerFile}]...`,
    `Caching copy of unattend file: [${answerFile}] -- cached at --> [${answerFile}]`,
    'Source and destination paths are identical; skipping file copy.',
    `Current pass status for [${pass}] is [0x0]`,
    'Applying data-only settings overrides using SMI...',
  )
  log.restartCsi()
  log.csiWithUtc('WcpInitialize: wcp.dll version 10.0.19041.1220 (WinBuild.160101.0800)')
  says(
    log,
    tool,
    'Successfully applied data-only settings overrides.',
    `Calling into RunSMIActionPass to execute unattend GCs for pass [${pass}]`,
    '[Action Queue] : GenerateActionQueue begin',
    `[Action Queue] : Processing pass = ${pass}`,
    `[Action Queue] : Generating queue file to C:\\WINDOWS\\panther\\actionqueue\\${pass}.uaq`,
    ...components.map(
      ({ name }, index) =>
        `[Action Queue] : Identity ${index}: ${name}, Culture=neutral, Version=10.0.19041.1, PublicKeyToken=${PLATFORM_KEY}, ProcessorArchitecture=amd64, versionScope=NonSxS`,
    ),
    `[Action Queue] : Using component order file C:\\WINDOWS\\winsxs\\amd64_microsoft-windows-servicingstack_${PLATFORM_KEY}_10.0.19041.1220_none_${log.random.hex(16)}\\GlobalInstallOrder.xml`,
    ...components.map((one) => `[Action Queue] : Found manifest file ${manifestPath(one)}`),
    '[Action Queue] : GenerateActionQueue finish (hr = 0x0)',
    '[Action Queue] : ProcessActionQueue start',
    `[Action Queue] : ProcessActionQueue using queue file C:\\WINDOWS\\panther\\actionqueue\\${pass}.uaq`,
  )
}

export function actionEnds(log: StampedLog, tool: string): void {
  says(
    log,
    tool,
    '[Action Queue] : process exit code = 0',
    '[Action Queue] : Unattend action returned operation complete.',
  )
}
