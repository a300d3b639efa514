/** setupapi.dev.log of that machine: healthy but for the section in which the update's drivers were staged. */
import {
  devicesInstalled,
  inboxPackageStaged,
  stageSectionHead,
  STORE,
} from '../sample-lines/driver-package-lines.ts'
import { SampleClock } from '../sample-lines/sample-clock.ts'
import { SectionLog } from '../sample-lines/section-log.ts'
import { SeededRandom } from '../sample-lines/seeded-random.ts'
import { INBOX_DRIVERS, PLATFORM_KEY } from '../sample-lines/windows-names.ts'

const UTC_PLUS_8 = 480
const FOLDER = 'oposdrv.inf_amd64_313106b94d0b5742'
/** The package as it lies in the component store of this machine: of version 348. */
const SOURCE = `C:\\Windows\\WinSxS\\amd64_dual_oposdrv.inf_${PLATFORM_KEY}_10.0.17763.348_none_361ac2b69ffff30d`

export function driverLog(): string {
  const clock = new SampleClock('2022-10-05 08:47:20.500', UTC_PLUS_8)
  const log = new SectionLog(clock, new SeededRandom(0x3f1), { version: '10.0.17763' })
  log.boot()
  clock.wait(41_000)
  devicesInstalled(log, 30)
  clock.set('2022-10-07 08:49:10.500')
  log.boot()
  clock.wait(38_000)
  devicesInstalled(log, 12)

  clock.set('2022-10-09 08:55:31.500')
  log.boot()
  clock.wait(52_000)
  devicesInstalled(log, 6)
  clock.set('2022-10-09 21:32:57.500')
  log.boot()
  clock.set('2022-10-09 21:33:57.702')
  stagingFails(log, '17763.3287', '2022-10-09 21:33:58.212', '2022-10-09 21:33:58.227')

  clock.set('2022-10-10 08:51:02.500')
  log.boot()
  clock.wait(47_000)
  devicesInstalled(log, 16)
  clock.set('2022-10-10 15:32:52.500')
  log.boot()
  clock.set('2022-10-10 15:33:50.977')
  stagingFails(log, '17763.3165', '2022-10-10 15:33:51.638', '2022-10-10 15:33:51.654')

  clock.set('2022-10-10 15:40:11.000')
  devicesInstalled(log, 4)
  return log.text()
}

/** Seven packages go in, the eighth is refused by the driver database. `failsAt` and `endsAt` as printed. */
function stagingFails(log: SectionLog, version: string, failsAt: string, endsAt: string): void {
  log.section('Stage Driver Updates', () => {
    stageSectionHead(log, 86, version)
    log.pause(90, 40)
    for (const driver of INBOX_DRIVERS.slice(0, 7)) inboxPackageStaged(log, driver, version)
    log.timed('sto', 0, `Stage Driver Package: ${SOURCE}\\oposdrv.inf`)
    log.timed('inf', 1, `Query Configurability: ${SOURCE}\\oposdrv.inf`)
    log.line('inf', 2, 'Driver package uses WDF.')
    log.line('inf', 2, "Driver package 'oposdrv.inf' is configurable.")
    log.timed('inf', 1, 'Query Configurability: exit(0x00000000)')
    log.line('sig', 1, 'Signer Score  = 0x0D000003 (Inbox)')
    log.timed('sto', 1, 'DRIVERSTORE IMPORT BEGIN')
    log.timed('sto', 1, 'DRIVERSTORE IMPORT BEGIN: exit(0x00000000)')
    for (const file of ['oposdrv.dll', 'oposdrv.inf']) {
      log.line('flq', 1, `Hardlinking '${SOURCE}\\${file}' to '${STORE}\\${FOLDER}\\${file}'.`)
    }
    log.clock.set(failsAt)
    log.timed('idb', 2, `Register Driver Package: ${STORE}\\${FOLDER}\\oposdrv.inf`)
    const failed = 'Error = 0x000003f1'
    log.error(
      'idb',
      3,
      `Failed to create driver package object '${FOLDER}' in DRIVERS database node. ${failed}`,
    )
    log.error(
      'idb',
      3,
      `Failed to register driver package '${STORE}\\${FOLDER}\\oposdrv.inf'. ${failed}`,
    )
    log.timed('idb', 2, 'Register Driver Package: exit(0x000003f1)')
    log.timed('sto', 1, 'DRIVERSTORE IMPORT END')
    log.timed('sto', 1, 'DRIVERSTORE IMPORT END: exit(0x00000000)')
    log.line('sto', 1, 'Rolled back driver package import.')
    log.error('sto', 1, `Failed to import driver package into Driver Store. ${failed}`)
    log.timed('sto', 0, 'Stage Driver Package: exit(0x000003f1)')
    log.error('sto', 0, `Failed to stage all driver updates. ${failed}`)
    log.error(
      'sto',
      0,
      `Failed to determine status of driver update '${SOURCE}\\oposdrv.inf'. ${failed}`,
    )
    log.warning('sto', 0, `Could not unstage all driver updates. ${failed}`)
    log.clock.set(endsAt)
    return 'FAILURE(0x000003f1)'
  })
}

/** A section of an update whose drivers all go in: for bundles in which nothing fails. */
export function stagingSucceeds(log: SectionLog, version: string, count: number): void {
  log.section('Stage Driver Updates', () => {
    stageSectionHead(log, count, version)
    for (let index = 0; index < count; index++) {
      const driver = INBOX_DRIVERS[index % INBOX_DRIVERS.length]
      if (driver !== undefined) inboxPackageStaged(log, driver, version)
      log.pause(40)
    }
    return 'SUCCESS'
  })
}
