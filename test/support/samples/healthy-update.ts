/** A cumulative update that installs, and a driver log in which nothing fails. */
import { devicesInstalled } from '../sample-lines/driver-package-lines.ts'
import { SampleClock } from '../sample-lines/sample-clock.ts'
import { SectionLog } from '../sample-lines/section-log.ts'
import { SeededRandom } from '../sample-lines/seeded-random.ts'
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
import { startupBegins, updateCompletes } from '../sample-lines/servicing-startup-lines.ts'
import { StampedLog } from '../sample-lines/stamped-log.ts'
import { utf8, utf8WithMark } from '../sample-lines/text-bytes.ts'
import type { SampleFile } from '../sample-zip.ts'
import { stagingSucceeds } from './update-driver-log.ts'

const UTC_MINUS_5 = -300
const CLIENT = 'WindowsUpdateAgent'
const BOOT = '2022-11-09 03:10:22.500'

const STACK: ServicingStack = {
  version: '17763.3650',
  build: '17763.1.amd64fre.rs5_release.180914-1434',
  hash: '8e2d0c1f7ba94563',
}

const UPDATE: CumulativeUpdate = { kb: 'KB5019966', version: '17763.3650.1.9' }

export function cleanUpdate(): readonly SampleFile[] {
  return [
    { path: 'CBS/CBS.log', bytes: utf8WithMark(servicingLog()) },
    { path: 'INF/setupapi.dev.log', bytes: utf8(driverLog()) },
  ]
}

export function quietDriverLog(): readonly SampleFile[] {
  return [{ path: 'setupapi.dev.log', bytes: utf8(driverLog()) }]
}

function servicingLog(): string {
  const clock = new SampleClock('2022-11-09 02:31:05.120', UTC_MINUS_5)
  const log = new StampedLog(clock, new SeededRandom(5019966))
  serviceStarts(log, STACK, '2022-11-01 08:20:41.500', 'a client')
  storeOpens(log)
  applicabilityScan(log, CLIENT, '17763')
  smallSessions(log, 4)
  const session = updateIsStaged(log, UPDATE, CLIENT)
  clock.set('2022-11-09 03:08:50.000')
  machineShutsDown(log)
  clock.set('2022-11-09 03:10:44.900')
  serviceStarts(log, STACK, BOOT, 'a restart')
  startupBegins(log, session, CLIENT)
  updateCompletes(log, UPDATE, session)
  serviceEnds(log)
  return log.text()
}

function driverLog(): string {
  const clock = new SampleClock('2022-11-01 08:20:41.500', UTC_MINUS_5)
  const log = new SectionLog(clock, new SeededRandom(3650), { version: '10.0.17763' })
  log.boot()
  clock.wait(33_000)
  devicesInstalled(log, 20)
  clock.set(BOOT)
  log.boot()
  clock.set('2022-11-09 03:10:47.500')
  stagingSucceeds(log, '17763.3650', 86)
  devicesInstalled(log, 8)
  return log.text()
}
