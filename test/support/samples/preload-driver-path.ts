/**
 * A preload line imports a Chinese image. In audit mode the answer file asks for driver folders that are not there, the
 * machine crashes once, and the pass is reported as failed after the next start.
 */
import {
  actionEnds,
  deploymentEnds,
  deploymentStarts,
  manifestPath,
  passIsPlanned,
  says,
  specializePass,
} from '../sample-lines/deployment-lines.ts'
import type { PassComponent } from '../sample-lines/deployment-lines.ts'
import { firstBoot } from '../sample-lines/first-boot-lines.ts'
import { SampleClock } from '../sample-lines/sample-clock.ts'
import { SeededRandom } from '../sample-lines/seeded-random.ts'
import { StampedLog } from '../sample-lines/stamped-log.ts'
import { codePage936, utf8, utf8WithMark } from '../sample-lines/text-bytes.ts'
import { cameraRequestCrash } from '../dumps/cases.ts'
import { bitmapDump } from '../dumps/writers.ts'
import type { SampleFile } from '../sample-zip.ts'

const UTC_PLUS_8 = 480
const ANSWER_FILE = 'C:\\WINDOWS\\Panther\\unattend.xml'
const TOOL = 'PNPUNATTEND.EXE'

const DRIVER_COMPONENT: PassComponent = {
  name: 'Microsoft-Windows-PnpCustomizationsNonWinPE',
  manifest:
    'amd64_microsoft-windows-p..tomizationsnonwinpe_31bf3856ad364e35_10.0.19041.1_none_81bff6e72e94485f',
}

const COMPONENTS: readonly PassComponent[] = [
  DRIVER_COMPONENT,
  {
    name: 'Microsoft-Windows-Shell-Setup',
    manifest:
      'amd64_microsoft-windows-shell-setup_31bf3856ad364e35_10.0.19041.1_none_4b0c4e5f9d2a7316',
  },
  {
    name: 'Microsoft-Windows-Deployment',
    manifest:
      'amd64_microsoft-windows-deployment_31bf3856ad364e35_10.0.19041.1_none_c2d9a1705be8f463',
  },
]

const AUDIT_SYSTEM = { tool: 'audit.exe', pass: 'auditSystem', answerFile: ANSWER_FILE }

export function preloadDriverPath(): readonly SampleFile[] {
  const passes = passLog()
  const setup = setupLog()
  return [
    { path: 'Panther/UnattendGC/setupact.log', bytes: utf8WithMark(passes.text()) },
    { path: 'Panther/UnattendGC/setuperr.log', bytes: codePage936(passes.errorText()) },
    { path: 'Panther/setupact.log', bytes: utf8WithMark(setup.text()) },
    { path: 'Panther/setuperr.log', bytes: utf8(setup.errorText()) },
    { path: 'Panther/unattend.xml', bytes: utf8(answerFile()) },
    { path: '预装记录/导入步骤.txt', bytes: codePage936(importSteps()) },
    { path: 'MEMORY.DMP', bytes: dump() },
  ]
}

/** IRQL_NOT_LESS_OR_EQUAL, 40.6 s after the start of the machine. */
function dump(): Uint8Array {
  const atUtcMs = Date.UTC(2023, 5, 26, 0, 7, 55, 743)
  return bitmapDump(cameraRequestCrash({ atUtcMs, uptimeMs: 40_641 }))
}

function setupLog(): StampedLog {
  const clock = new SampleClock('2023-06-26 07:58:24.000', UTC_PLUS_8)
  const log = new StampedLog(clock, new SeededRandom(19041))
  firstBoot(log, { build: '10.0.19041.1 (WinBuild.160101.0800)', answerFile: ANSWER_FILE })
  return log
}

function passLog(): StampedLog {
  const clock = new SampleClock('2023-06-26 07:58:20.000', UTC_PLUS_8)
  const log = new StampedLog(clock, new SeededRandom(0x8030000c))

  deploymentStarts(log)
  specializePass(log, 'China Standard Time')
  clock.set('2023-06-26 08:00:57.000')
  deploymentEnds(log)

  clock.set('2023-06-26 08:01:44.000')
  deploymentStarts(log)
  says(log, 'windeploy.exe', 'Launching [C:\\WINDOWS\\system32\\oobe\\audit.exe /system /quiet]...')
  clock.set('2023-06-26 08:01:49.000')
  passIsPlanned(log, AUDIT_SYSTEM, COMPONENTS)
  asked(log, 'auditSystem')
  clock.set('2023-06-26 08:02:32.000')
  folderMissing(log, 'C:\\DRIVERS\\STORE1')
  clock.wait(300)
  actionEnds(log, 'audit.exe')
  shellSetup(log)
  clock.set('2023-06-26 08:03:30.000')
  log.error('', '[audit.exe] Failed to orchestrate reboot; hr = 0x8007045b')
  deploymentEnds(log)

  clock.set('2023-06-26 08:07:20.000')
  deploymentStarts(log)
  says(
    log,
    'windeploy.exe',
    'Updating pass status for [auditSystem] to reflect reboot: 0x8 --> 0x9',
    'Launching [C:\\WINDOWS\\system32\\oobe\\audit.exe /system /quiet]...',
  )
  clock.set('2023-06-26 08:07:22.000')
  passIsPlanned(log, AUDIT_SYSTEM, COMPONENTS)
  clock.set('2023-06-26 08:07:23.000')
  says(
    log,
    'audit.exe',
    `[Action Queue] : Command Line = C:\\WINDOWS\\SYSTEM32\\${TOOL} / arguments = / pass = auditSystem / manifest path = ${manifestPath(DRIVER_COMPONENT)}`,
  )
  folderMissing(log, 'C:\\DRIVERS\\STORE')
  clock.wait(400)
  actionEnds(log, 'audit.exe')
  clock.set('2023-06-26 08:07:31.000')
  shellSetup(log)

  // The machine has crashed at 08:07:55: these lines are of its next start.
  clock.set('2023-06-26 08:08:26.000')
  deploymentStarts(log)
  says(log, 'windeploy.exe', 'Launching [C:\\WINDOWS\\system32\\oobe\\audit.exe /user /quiet]...')
  clock.set('2023-06-26 08:08:31.000')
  says(
    log,
    'audit.exe',
    'Audit.exe launched with command-line [/user /quiet]...',
    'Parsing command line arguments...',
    'Status for unattend pass [auditUser] = 0x9',
  )
  log.restartCsi()
  log.csiWithUtc('WcpInitialize: wcp.dll version 10.0.19041.1220 (WinBuild.160101.0800)')
  clock.set('2023-06-26 08:08:34.000')
  log.error('', '[audit.exe] Pass has failed status; system is in an invalid state.')
  log.error('', '[audit.exe] Failed to complete RunSMIPass for auditUser. Error: [0x8030000C]')
  log.error(
    '',
    '[audit.exe] There was an error while processing the unattend pass. Error: [0x8030000C]',
  )
  says(log, 'windeploy.exe', 'Process exited with exit code [0x8030000c]')
  return log
}

/** Who told the tool to look, in the log's own words. */
function asked(log: StampedLog, pass: string): void {
  says(
    log,
    'audit.exe',
    `[Action Queue] : Command Line = C:\\WINDOWS\\SYSTEM32\\${TOOL} / arguments =  / pass = ${pass} / manifest path = ${manifestPath(DRIVER_COMPONENT)}`,
    `[Action Queue] : Executing command "C:\\WINDOWS\\SYSTEM32\\${TOOL}"  ${pass}`,
  )
}

/** The message ends in a line break inside its parenthesis. */
function folderMissing(log: StampedLog, folder: string): void {
  log.error('', `[${TOOL}] 在"${folder}"上没有找到驱动程序包 (错误代码 0x3: 系统找不到指定的路径。`)
  log.continuation(')')
}

function shellSetup(log: StampedLog): void {
  says(
    log,
    'Shell Unattend',
    'AutoLogon Password saved',
    "AutoLogon Username is 'Administrator'",
    'WinLogon AutoLogonCount set',
  )
  actionEnds(log, 'audit.exe')
  log.pause(2_500, 900)
  for (const service of ['audiosrv', 'Themes', 'profsvc', 'wlansvc', 'AppReadiness', 'w32time']) {
    says(
      log,
      'msoobe.exe',
      `Beginning wait for service ${service} (initial state SERVICE_START_PENDING, desired state SERVICE_RUNNING)`,
      `Service ${service} successfully reports in state SERVICE_RUNNING`,
    )
    log.pause(1_200, 100)
  }
}

function answerFile(): string {
  const component =
    'processorArchitecture="amd64" publicKeyToken="31bf3856ad364e35" language="neutral" versionScope="nonSxS" xmlns:wcm="http://schemas.microsoft.com/WMIConfig/2002/State"'
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<unattend xmlns="urn:schemas-microsoft-com:unattend">',
    '    <settings pass="specialize">',
    `        <component name="Microsoft-Windows-Shell-Setup" ${component}>`,
    '            <ComputerName>PRELOAD-REF</ComputerName>',
    '            <TimeZone>China Standard Time</TimeZone>',
    '        </component>',
    '    </settings>',
    '    <settings pass="auditSystem">',
    `        <component name="Microsoft-Windows-PnpCustomizationsNonWinPE" ${component}>`,
    '            <DriverPaths>',
    '                <PathAndCredentials wcm:action="add" wcm:keyValue="1">',
    '                    <Path>C:\\DRIVERS\\STORE1</Path>',
    '                </PathAndCredentials>',
    '            </DriverPaths>',
    '        </component>',
    '    </settings>',
    '    <settings pass="auditUser">',
    `        <component name="Microsoft-Windows-Deployment" ${component}>`,
    '            <Reseal>',
    '                <Mode>Audit</Mode>',
    '            </Reseal>',
    '        </component>',
    '    </settings>',
    '</unattend>',
    '',
  ].join('\r\n')
}

/** What the people at the line noted; plain text in the system's own encoding. */
function importSteps(): string {
  return [
    '导入步骤',
    '1. 在 WinPE 下应用映像 install.wim，索引 1。',
    '2. 复制 unattend.xml 到 C:\\Windows\\Panther。',
    '3. 重启进入审核模式，由应答文件加载驱动程序。',
    '4. 加载驱动程序时弹出消息框，安装无法继续。',
    '',
  ].join('\r\n')
}
