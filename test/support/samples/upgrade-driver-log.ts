/** Rollback\setupapi\setupapi.dev.log: the new system's first start, in which one third-party filter fails to install. */
import { devicesInstalled, STORE } from '../sample-lines/driver-package-lines.ts'
import { SampleClock } from '../sample-lines/sample-clock.ts'
import { SectionLog } from '../sample-lines/section-log.ts'
import { SeededRandom } from '../sample-lines/seeded-random.ts'

const UTC_PLUS_8 = 480
const FOLDER = 'lwfmgr.inf_amd64_6d1f0b7ac4e25938'
const MIGRATED = 'C:\\$WINDOWS.~BT\\Work\\DriverMigration\\lwfmgr.inf_amd64_6d1f0b7ac4e25938'

export function upgradeDriverLog(): string {
  const clock = new SampleClock('2023-03-14 09:37:58.500', UTC_PLUS_8)
  const log = new SectionLog(clock, new SeededRandom(0x40017), { version: '10.0.19044' })
  log.boot()
  clock.wait(39_000)
  devicesInstalled(log, 5)
  clock.set('2023-03-14 09:43:11.201')
  filterImported(log)
  clock.set('2023-03-14 09:43:12.118')
  filterFails(log)
  return log.text()
}

/** The package comes over from the old system and gets a published name. */
function filterImported(log: SectionLog): void {
  log.section(`Setup Import Driver Package - ${MIGRATED}\\lwfmgr.inf`, () => {
    log.command('C:\\$WINDOWS.~BT\\Sources\\SetupPlatform.exe /postsysprep')
    log.line('inf', 0, 'Provider: Sample Security Agent')
    log.line('inf', 0, 'Class GUID: {4D36E974-E325-11CE-BFC1-08002BE10318}')
    log.line('inf', 0, 'Driver Version: 05/18/2021,4.2.1.1907')
    log.line('inf', 0, 'Catalog File: lwfmgr.cat')
    log.timed('pol', 0, 'Driver package policy check')
    log.timed('pol', 0, 'Driver package policy check - exit(0x00000000)')
    log.timed('sto', 0, `Stage Driver Package: ${MIGRATED}\\lwfmgr.inf`)
    log.timed('inf', 1, `Query Configurability: ${MIGRATED}\\lwfmgr.inf`)
    log.warning('inf', 2, "Driver package 'lwfmgr.inf' is NOT configurable.")
    log.timed('inf', 1, 'Query Configurability: exit(0x00000000)')
    log.timed('sto', 1, 'DRIVERSTORE IMPORT VALIDATE')
    log.timed('sig', 2, '_VERIFY_FILE_SIGNATURE')
    log.line('sig', 3, 'Key      = lwfmgr.inf')
    log.line('sig', 3, 'Success: File is signed in catalog.')
    log.timed('sig', 2, '_VERIFY_FILE_SIGNATURE exit(0x00000000)')
    log.timed('sto', 1, 'DRIVERSTORE IMPORT VALIDATE: exit(0x00000000)')
    log.line('sig', 1, 'Signer Score  = 0x0D000005 (WHQL)')
    log.timed('sto', 1, 'DRIVERSTORE IMPORT BEGIN')
    log.timed('sto', 1, 'DRIVERSTORE IMPORT BEGIN: exit(0x00000000)')
    log.line('cpy', 1, `Published '${FOLDER}\\lwfmgr.inf' to 'oem21.inf'.`)
    log.timed('idb', 1, `Register Driver Package: ${STORE}\\${FOLDER}\\lwfmgr.inf`)
    log.line('idb', 2, `Created driver package object '${FOLDER}' in DRIVERS database node.`)
    log.line('idb', 2, "Created driver INF file object 'oem21.inf' in DRIVERS database node.")
    log.line('idb', 2, `Registered driver package '${FOLDER}' with 'oem21.inf'.`)
    log.timed('idb', 1, 'Register Driver Package: exit(0x00000000)')
    log.pause(260, 90)
    log.timed('sto', 1, 'DRIVERSTORE IMPORT END')
    log.timed('sto', 1, 'DRIVERSTORE IMPORT END: exit(0x00000000)')
    log.timed('sto', 0, 'Stage Driver Package: exit(0x00000000)')
    return 'SUCCESS'
  })
}

/** A lightweight filter is installed as a network service: its service does not start. */
function filterFails(log: SectionLog): void {
  const failed = 'Error = 0x0000001f'
  log.section(`Driver Install (DrvSetupInstallDriver) - ${STORE}\\${FOLDER}\\lwfmgr.inf`, () => {
    log.command('C:\\$WINDOWS.~BT\\Sources\\SetupPlatform.exe /postsysprep')
    log.timed('dvs', 0, `Driver Setup Install Driver: ${STORE}\\${FOLDER}\\lwfmgr.inf`)
    log.line('inf', 1, 'Provider: Sample Security Agent')
    log.line('inf', 1, 'Driver Version: 05/18/2021,4.2.1.1907')
    log.timed('inf', 1, 'Add Service: lwfmgr')
    log.line('inf', 2, 'Start Type  = 1')
    log.line('inf', 2, 'Service Type = 1')
    log.line('inf', 2, 'Error Control = 1')
    log.line('inf', 2, 'Image Path    = \\SystemRoot\\System32\\drivers\\lwfmgr.sys')
    log.line('inf', 2, "Service 'lwfmgr' added to system.")
    log.timed('inf', 1, 'Add Service: exit(0x00000000)')
    log.timed('flq', 1, 'FILE_QUEUE_COMMIT')
    log.line(
      'flq',
      2,
      `Copying '${STORE}\\${FOLDER}\\lwfmgr.sys' to 'C:\\WINDOWS\\System32\\drivers\\lwfmgr.sys'.`,
    )
    log.timed('flq', 1, 'FILE_QUEUE_COMMIT - exit(0x00000000)')
    log.pause(1_400, 1_100)
    log.error(
      'dvs',
      1,
      `Failed to start service 'lwfmgr' of driver package 'lwfmgr.inf'. ${failed}`,
    )
    log.error(
      'dvs',
      1,
      `Failed to install driver package '${STORE}\\${FOLDER}\\lwfmgr.inf'. ${failed}`,
    )
    log.timed('dvs', 0, 'Driver Setup Install Driver - exit (0x0000001f)')
    return 'FAILURE(0x0000001f)'
  })
}
