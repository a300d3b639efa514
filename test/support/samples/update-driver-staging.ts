/**
 * A cumulative update that rolls back: the driver database refuses oposdrv.inf after the restart. Two updates were tried,
 * a day apart. As a log collector zips it.
 */
import {
  machineShutsDown,
  serviceEnds,
  serviceStarts,
  storeOpens,
} from '../sample-lines/servicing-service-lines.ts'
import type { ServicingStack } from '../sample-lines/servicing-service-lines.ts'
import {
  applicabilityScan,
  smallSessions,
  updateIsStaged,
} from '../sample-lines/servicing-session-lines.ts'
import type { CumulativeUpdate } from '../sample-lines/servicing-session-lines.ts'
import {
  driverStagingFails,
  startupBegins,
  updateRollsBack,
} from '../sample-lines/servicing-startup-lines.ts'
import { SampleClock } from '../sample-lines/sample-clock.ts'
import { SeededRandom } from '../sample-lines/seeded-random.ts'
import { StampedLog } from '../sample-lines/stamped-log.ts'
import { utf16WithMark, utf8, utf8WithMark } from '../sample-lines/text-bytes.ts'
import { installed, reportedAfterRestart, scan } from '../sample-lines/windows-update-lines.ts'
import type { OfferedUpdate } from '../sample-lines/windows-update-lines.ts'
import { WindowsUpdateLog } from '../sample-lines/windows-update-lines.ts'
import { sampleCab } from '../sample-cab.ts'
import type { SampleFile } from '../sample-zip.ts'
import { driverLog } from './update-driver-log.ts'

export const UTC_PLUS_8 = 480
const CLIENT = 'WindowsUpdateAgent'

const STACK: ServicingStack = {
  version: '17763.3165',
  build: '17763.1.amd64fre.rs5_release.180914-1434',
  hash: '57a1c0e2b96f3d48',
}

const FIRST: CumulativeUpdate = { kb: 'KB5016623', version: '17763.3287.1.4' }
const LAST: CumulativeUpdate = { kb: 'KB5015811', version: '17763.3165.1.14' }

const FAILING_DRIVER = { index: 7, inf: 'oposdrv.inf', count: 86 }

export function updateDriverStaging(): readonly SampleFile[] {
  return [
    { path: 'CBS/CBS.log', bytes: utf8WithMark(servicingLog()) },
    { path: 'CBS/CbsPersist_20221008021107.cab', bytes: persistedLog() },
    { path: 'INF/setupapi.dev.log', bytes: utf8(driverLog()) },
    { path: 'WindowsUpdate.log', bytes: utf8WithMark(updateLog()) },
    { path: 'msinfo32.txt', bytes: utf16WithMark(systemInformation()) },
    { path: 'registry/WindowsUpdate-policy.txt', bytes: utf16WithMark(policyExport()) },
  ]
}

function servicingLog(): string {
  const clock = new SampleClock('2022-10-09 20:41:12.330', UTC_PLUS_8)
  const log = new StampedLog(clock, new SeededRandom(5015811))

  serviceStarts(log, STACK, '2022-10-09 08:55:31.500', 'a client')
  storeOpens(log)
  applicabilityScan(log, CLIENT, '17763')
  smallSessions(log, 10)
  clock.set('2022-10-09 21:14:05.120')
  const first = updateIsStaged(log, FIRST, CLIENT)
  clock.set('2022-10-09 21:31:40.000')
  machineShutsDown(log)

  clock.set('2022-10-09 21:33:20.870')
  serviceStarts(log, STACK, '2022-10-09 21:32:57.500', 'a restart')
  startupBegins(log, first, CLIENT)
  clock.set('2022-10-09 21:33:58.410')
  driverStagingFails(log, FAILING_DRIVER)
  clock.wait(1_200)
  updateRollsBack(log, FIRST, first, CLIENT)
  serviceEnds(log)

  clock.set('2022-10-10 09:02:16.000')
  serviceStarts(log, STACK, '2022-10-10 08:51:02.500', 'a client')
  storeOpens(log)
  smallSessions(log, 14)
  serviceEnds(log)

  clock.set('2022-10-10 15:08:01.250')
  serviceStarts(log, STACK, '2022-10-10 08:51:02.500', 'a client')
  storeOpens(log)
  applicabilityScan(log, CLIENT, '17763')
  clock.set('2022-10-10 15:21:04.640')
  const last = updateIsStaged(log, LAST, CLIENT)
  clock.set('2022-10-10 15:31:36.000')
  machineShutsDown(log)

  clock.set('2022-10-10 15:33:14.480')
  serviceStarts(log, STACK, '2022-10-10 15:32:52.500', 'a restart')
  startupBegins(log, last, CLIENT)
  clock.set('2022-10-10 15:33:51.120')
  driverStagingFails(log, FAILING_DRIVER)
  clock.set('2022-10-10 15:33:52.700')
  updateRollsBack(log, LAST, last, CLIENT)
  serviceEnds(log)
  return log.text()
}

/** What was packed away before: a quiet week. */
function persistedLog(): Uint8Array {
  const clock = new SampleClock('2022-10-07 09:12:44.000', UTC_PLUS_8)
  const log = new StampedLog(clock, new SeededRandom(20221008))
  serviceStarts(log, STACK, '2022-10-07 08:49:10.500', 'a client')
  storeOpens(log)
  smallSessions(log, 60)
  serviceEnds(log)
  return sampleCab('CbsPersist_20221008021107.log', utf8WithMark(log.text()))
}

const OFFERS: readonly [OfferedUpdate, OfferedUpdate] = [
  {
    kb: FIRST.kb,
    title:
      '2022-08 Cumulative Update for Windows 10 Version 1809 for x64-based Systems (KB5016623)',
  },
  {
    kb: LAST.kb,
    title:
      '2022-07 Cumulative Update for Windows 10 Version 1809 for x64-based Systems (KB5015811)',
  },
]

function updateLog(): string {
  const clock = new SampleClock('2022-10-09 20:40:58.101', UTC_PLUS_8)
  const log = new WindowsUpdateLog(clock, new SeededRandom(8530))
  const server = 'http://wsus.example.internal:8530'
  scan(log, server)
  clock.set('2022-10-09 21:05:10.000')
  installed(log, OFFERS[0])
  clock.set('2022-10-09 21:36:12.000')
  reportedAfterRestart(log, OFFERS[0], '0x800703f1')
  clock.set('2022-10-10 15:07:44.000')
  scan(log, server)
  clock.set('2022-10-10 15:12:10.000')
  installed(log, OFFERS[1])
  clock.set('2022-10-10 15:36:30.000')
  reportedAfterRestart(log, OFFERS[1], '0x800703f1')
  return log.text()
}

function systemInformation(): string {
  return [
    'System Information report written at: 10/10/22 15:52:18',
    'System Name: PC-0231',
    '[System Summary]',
    '',
    'Item\tValue\t',
    'OS Name\tMicrosoft Windows 10 Enterprise LTSC\t',
    'Version\t10.0.17763 Build 17763\t',
    'OS Manufacturer\tMicrosoft Corporation\t',
    'System Name\tPC-0231\t',
    'System Manufacturer\tSystem manufacturer\t',
    'System Model\tSystem Product Name\t',
    'System Type\tx64-based PC\t',
    'BIOS Mode\tUEFI\t',
    'Secure Boot State\tOn\t',
    'Locale\tChina\t',
    'Time Zone\tChina Standard Time\t',
    '',
  ].join('\r\n')
}

function policyExport(): string {
  return [
    'Windows Registry Editor Version 5.00',
    '',
    '[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate]',
    '"WUServer"="http://wsus.example.internal:8530"',
    '"WUStatusServer"="http://wsus.example.internal:8530"',
    '"DoNotConnectToWindowsUpdateInternetLocations"=dword:00000001',
    '',
    '[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate\\AU]',
    '"UseWUServer"=dword:00000001',
    '',
  ].join('\r\n')
}
