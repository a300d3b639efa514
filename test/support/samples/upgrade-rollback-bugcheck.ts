/**
 * An in-place upgrade of 17763 to 19044: down-level, SafeOS and first boot go well, the second boot crashes while drivers
 * are loaded, and setup puts the old system back. The clocks: local time is UTC+8, WinPE runs on the image's own zone.
 */
import {
  driversWeighed,
  imageApplied,
  imageServiced,
  settingsGathered,
} from '../sample-lines/migration-lines.ts'
import { firstStart, safeOs } from '../sample-lines/later-phase-lines.ts'
import { OperationTrack } from '../sample-lines/operation-track-lines.ts'
import { rollbackAtHome, rollbackInWinPe } from '../sample-lines/rollback-lines.ts'
import type { FoundCrash, LeftState } from '../sample-lines/rollback-lines.ts'
import { SampleClock } from '../sample-lines/sample-clock.ts'
import { SeededRandom } from '../sample-lines/seeded-random.ts'
import {
  compatibilityScanned,
  filtersListed,
  hostBegins,
  hostEnds,
  machineListed,
  phaseChanges,
  progresses,
  SOURCES,
} from '../sample-lines/setup-host-lines.ts'
import type { SetupRun } from '../sample-lines/setup-host-lines.ts'
import { StampedLog } from '../sample-lines/stamped-log.ts'
import { utf8, utf8WithMark } from '../sample-lines/text-bytes.ts'
import { filterUnloadCrash } from '../dumps/cases.ts'
import { bitmapDump } from '../dumps/writers.ts'
import type { SampleFile } from '../sample-zip.ts'
import { upgradeDriverLog } from './upgrade-driver-log.ts'

const UTC_PLUS_8 = 480
/** WinPE keeps the zone that its image was made with: Pacific time, in summer since the 12th. */
const WINPE_ZONE = -420

const RUN: SetupRun = {
  commandLine: '/Install /Media  /InstallFile "E:\\Sources\\Install.wim" /MediaPath "E:"',
  mode: '0x2',
  loggingPath: `${SOURCES}\\Panther`,
  media: 'E:',
  host: '10.0.17763',
  hostBuildString: '17763.1.amd64fre.rs5_release.180914-1434',
  setupBuild: '10.0.19041.1 (WinBuild.160101.0800)',
}

const ANTIVIRUS = [
  {
    name: 'Windows Defender',
    path: '%ProgramFiles%\\Windows Defender\\MsMpeng.exe',
    state: 393472,
  },
  {
    name: 'Sample Security Agent',
    path: '%ProgramFiles%\\Sample Security Agent\\agent.exe',
    state: 266240,
  },
] as const

const FILTERS = [
  ['bindflt', 409800],
  ['ssafilter', 328115],
  ['WdFilter', 328010],
  ['storqosflt', 244000],
  ['wcifs', 189900],
  ['CldFlt', 180451],
  ['luafv', 135000],
  ['Wof', 40700],
  ['FileInfo', 40500],
] as const

const LEFT: LeftState = {
  phase: 'OOBEBoot,Start',
  operation: '23,start',
  phaseNumber: 4,
  operationNumber: 23,
  result: '0xC1900101',
}

/** 09:44:12 of the local clock, five seconds after the start of the machine. */
const MACHINE = filterUnloadCrash({
  atUtcMs: Date.UTC(2023, 2, 14, 1, 44, 12, 412),
  uptimeMs: 4_906,
})

function parameterText(index: number): string {
  const value = MACHINE.header.parameters[index] ?? 0n
  return `0x${value.toString(16).toUpperCase().padStart(16, '0')}`
}

const CRASH: FoundCrash = {
  bugCheck: '0x0000007E',
  module: 'lwfmgr.sys',
  parameters: [parameterText(0), parameterText(1), parameterText(2), parameterText(3)],
}

export function upgradeRollbackBugcheck(): readonly SampleFile[] {
  const setup = setupLog()
  const rollback = rollbackLog()
  const sources = '$WINDOWS.~BT/Sources'
  return [
    { path: `${sources}/Panther/setupact.log`, bytes: utf8WithMark(setup.text()) },
    { path: `${sources}/Panther/setuperr.log`, bytes: utf8WithMark(setup.errorText()) },
    { path: `${sources}/Rollback/setupact.log`, bytes: utf8WithMark(rollback.text()) },
    { path: `${sources}/Rollback/setuperr.log`, bytes: utf8(rollback.errorText()) },
    { path: `${sources}/Rollback/setupapi/setupapi.dev.log`, bytes: utf8(upgradeDriverLog()) },
    { path: `${sources}/Rollback/setupmem.dmp`, bytes: dump() },
  ]
}

function dump(): Uint8Array {
  return bitmapDump(MACHINE)
}

function setupLog(): StampedLog {
  const clock = new SampleClock('2023-03-14 09:12:04.000', UTC_PLUS_8)
  const log = new StampedLog(clock, new SeededRandom(17763))
  const track = new OperationTrack()
  hostBegins(log, RUN)
  machineListed(log, ANTIVIRUS)
  phaseChanges(log, 'Unknown', 'Unpack')
  progresses(log, 0, 6, 3)
  phaseChanges(log, 'Unpack', 'Prepare')
  compatibilityScanned(log, '10.0.19044')
  log.restartCsi()
  log.csiWithUtc('WcpInitialize: wcp.dll version 10.0.17763.1 (WinBuild.160101.0800)')
  progresses(log, 7, 18, 4)
  track.plan(log)
  phaseChanges(log, 'Prepare', 'Install')
  progresses(log, 19, 26, 5)
  track.runPhase(log, 'Downlevel', ({ name }) => {
    if (name.startsWith('Gather data')) settingsGathered(log, 6)
    if (name.startsWith('Gather Optional')) imageServiced(log, { rounds: 20 })
    if (name.startsWith('Apply WIM')) imageApplied(log, 380)
  })
  log.info('MOUPG', 'PreFinalize: Initiate pre-finalize of downlevel phase')
  track.runPhase(log, 'Pre-Finalize', ({ name }) => {
    if (name.startsWith('Mount WIM')) filtersListed(log, FILTERS)
    if (name.startsWith('Process Drivers')) {
      driversWeighed(log, [
        { inf: 'lwfmgr.inf', maker: 'Sample Security Agent', service: 'lwfmgr' },
        { inf: 'ssafilter.inf', maker: 'Sample Security Agent', service: 'ssafilter' },
      ])
    }
  })
  log.info('MOUPG', 'Finalize: Initiate finalize of downlevel phase')
  track.runPhase(log, 'Finalize')
  track.serialized(log, 'Serializing')
  log.info('MOUPG', 'Finalize: Successfully completed the downlevel phase')
  phaseChanges(log, 'Install', 'PostFinalize')
  log.info('SP', 'Closing Panther Logging')
  log.infos('MOUPG', [
    'SetupHost: Reporting pending reboot event',
    'SetupManager: Requesting reboot of system...',
  ])
  hostEnds(log)

  clock.wait(74_000)
  clock.useZone(WINPE_ZONE)
  safeOs(log, track)

  clock.useZone(UTC_PLUS_8)
  clock.set('2023-03-14 09:38:31.000')
  firstStart(log, track)
  return log
}

function rollbackLog(): StampedLog {
  const clock = new SampleClock('2023-03-13 18:45:21.000', WINPE_ZONE)
  const log = new StampedLog(clock, new SeededRandom(0x7e))
  rollbackInWinPe(log, LEFT, CRASH)
  clock.useZone(UTC_PLUS_8)
  clock.set('2023-03-14 09:54:37.000')
  rollbackAtHome(
    log,
    LEFT,
    CRASH,
    RUN,
    { result: '0xC1900101', extend: '0x40017' },
    '2023-03-14 09:56:30.000',
  )
  return log
}
