/** An upgrade that reaches the desktop of the new system. */
import { firstStart, safeOs, secondStart } from '../sample-lines/later-phase-lines.ts'
import {
  driversWeighed,
  imageApplied,
  imageServiced,
  settingsGathered,
} from '../sample-lines/migration-lines.ts'
import { OperationTrack } from '../sample-lines/operation-track-lines.ts'
import { SampleClock } from '../sample-lines/sample-clock.ts'
import { SeededRandom } from '../sample-lines/seeded-random.ts'
import {
  compatibilityScanned,
  hostBegins,
  hostEnds,
  machineListed,
  phaseChanges,
  progresses,
  SOURCES,
} from '../sample-lines/setup-host-lines.ts'
import { StampedLog } from '../sample-lines/stamped-log.ts'
import { utf8, utf8WithMark } from '../sample-lines/text-bytes.ts'
import type { SampleFile } from '../sample-zip.ts'

const UTC_PLUS_8 = 480

export function cleanUpgrade(): readonly SampleFile[] {
  const log = setupLog()
  return [
    { path: 'Windows/Panther/setupact.log', bytes: utf8WithMark(log.text()) },
    { path: 'Windows/Panther/setuperr.log', bytes: utf8(log.errorText()) },
  ]
}

function setupLog(): StampedLog {
  const clock = new SampleClock('2022-11-10 09:12:04.000', UTC_PLUS_8)
  const log = new StampedLog(clock, new SeededRandom(19044))
  const track = new OperationTrack()
  hostBegins(log, {
    commandLine: '/Install /Media  /InstallFile "E:\\Sources\\Install.wim" /MediaPath "E:"',
    mode: '0x2',
    loggingPath: `${SOURCES}\\Panther`,
    media: 'E:',
    host: '10.0.17763',
    hostBuildString: '17763.1.amd64fre.rs5_release.180914-1434',
    setupBuild: '10.0.19041.1 (WinBuild.160101.0800)',
  })
  machineListed(log, [
    {
      name: 'Windows Defender',
      path: '%ProgramFiles%\\Windows Defender\\MsMpeng.exe',
      state: 397568,
    },
  ])
  phaseChanges(log, 'Unknown', 'Unpack')
  phaseChanges(log, 'Unpack', 'Prepare')
  compatibilityScanned(log, '10.0.19044')
  track.plan(log)
  phaseChanges(log, 'Prepare', 'Install')
  progresses(log, 19, 26, 5)
  track.runPhase(log, 'Downlevel', ({ name }) => {
    if (name.startsWith('Gather data')) settingsGathered(log, 4)
    if (name.startsWith('Gather Optional')) imageServiced(log, { rounds: 8 })
    if (name.startsWith('Apply WIM')) imageApplied(log, 200)
  })
  track.runPhase(log, 'Pre-Finalize', ({ name }) => {
    if (name.startsWith('Process Drivers')) driversWeighed(log, [])
  })
  track.runPhase(log, 'Finalize')
  phaseChanges(log, 'Install', 'PostFinalize')
  hostEnds(log)
  clock.wait(60_000)
  safeOs(log, track)
  clock.wait(70_000)
  firstStart(log, track)
  clock.wait(65_000)
  secondStart(log, track)
  return log
}
