/** setupapi.dev.log: packages are staged, imported, installed on devices, and all of it goes well. */
import type { SeededRandom } from './seeded-random.ts'
import type { SectionLog } from './section-log.ts'
import type { InboxDriver } from './windows-names.ts'
import { INBOX_DRIVERS, PLATFORM_KEY } from './windows-names.ts'

export const STORE = 'C:\\Windows\\System32\\DriverStore\\FileRepository'

/** `C:\Windows\WinSxS\amd64_dual_x.inf_…`, where Windows keeps its own packages. */
export function componentFolder(random: SeededRandom, inf: string, version: string): string {
  return `C:\\Windows\\WinSxS\\amd64_dual_${inf}_${PLATFORM_KEY}_10.0.${version}_none_${random.hex(16)}`
}

/** The component store's copy of an update's driver goes into the driver store. */
export function inboxPackageStaged(log: SectionLog, driver: InboxDriver, version: string): void {
  const source = componentFolder(log.random, driver.inf, version)
  const folder = `${driver.inf}_amd64_${log.random.hex(16)}`
  log.timed('sto', 0, `Stage Driver Package: ${source}\\${driver.inf}`)
  if (log.random.next() < 0.45) {
    log.warning(
      'sto',
      1,
      `Driver package already imported as '${driver.inf}' (${STORE}\\${folder}\\${driver.inf}).`,
    )
    log.pause(16)
    log.timed('sto', 0, 'Stage Driver Package: exit(0x00000000)')
    return
  }
  log.timed('inf', 1, `Query Configurability: ${source}\\${driver.inf}`)
  if (driver.binary.endsWith('.dll')) log.line('inf', 2, 'Driver package uses WDF.')
  log.line('inf', 2, `Driver package '${driver.inf}' is configurable.`)
  log.timed('inf', 1, 'Query Configurability: exit(0x00000000)')
  log.line('sig', 1, 'Signer Score  = 0x0D000003 (Inbox)')
  log.timed('sto', 1, 'DRIVERSTORE IMPORT BEGIN')
  log.timed('sto', 1, 'DRIVERSTORE IMPORT BEGIN: exit(0x00000000)')
  for (const file of [driver.binary, driver.inf].filter((name) => name !== '')) {
    log.line('flq', 1, `Hardlinking '${source}\\${file}' to '${STORE}\\${folder}\\${file}'.`)
  }
  registered(log, 1, driver, folder)
  log.timed('sto', 1, 'DRIVERSTORE IMPORT END')
  log.timed('sto', 1, 'DRIVERSTORE IMPORT END: exit(0x00000000)')
  log.pause(30)
  log.timed('sto', 0, 'Stage Driver Package: exit(0x00000000)')
}

function registered(log: SectionLog, depth: number, driver: InboxDriver, folder: string): void {
  log.timed('idb', depth, `Register Driver Package: ${STORE}\\${folder}\\${driver.inf}`)
  const object = `Created driver package object '${folder}' in ${driver.database} database node.`
  log.line('idb', depth + 1, object)
  log.line(
    'idb',
    depth + 1,
    `Driver INF file object '${driver.inf}' already exists in ${driver.database} database node.`,
  )
  log.line('idb', depth + 1, `Registered driver package '${folder}' with '${driver.inf}'.`)
  log.timed('idb', depth, 'Register Driver Package: exit(0x00000000)')
}

export function stageSectionHead(log: SectionLog, count: number, version: string): void {
  log.command(
    `C:\\Windows\\winsxs\\amd64_microsoft-windows-servicingstack_${PLATFORM_KEY}_10.0.${version}_none_${log.random.hex(16)}\\TiWorker.exe -Embedding`,
  )
  log.line('sto', 0, 'Image State        = Specialized')
  log.line('sto', 0, 'Image Architecture = amd64')
  log.line('sto', 0, `Image OS Version   = 10.0.${version.slice(0, 5)}`)
  log.line('sto', 0, 'Image Product Type = 1')
  log.line('sto', 0, `Driver Updates     = ${count}`)
}

/** A device is found and gets its driver from the store. */
export function deviceInstalled(log: SectionLog, device: string, driver: InboxDriver): void {
  log.section(`Device Install (Hardware initiated) - ${device}`, () => {
    const folder = `${driver.inf}_amd64_${log.random.hex(16)}`
    log.line('ump', 0, `Creating Install Process: DrvInst.exe ${log.clock.timeOfDay()}`)
    log.line('dvi', 0, `Set selected driver: ${STORE}\\${folder}\\${driver.inf}`)
    log.timed('ndv', 0, `Core Device Install: ${device}`)
    log.timed('dvi', 1, `Install Device: ${device}`)
    log.line(
      'dvi',
      2,
      `Using exported function 'ClassInstall32' in module 'C:\\Windows\\system32\\SysClass.Dll'.`,
    )
    log.line('inf', 2, `Driver package '${driver.inf}' is configured.`)
    for (const step of ['Add Service', 'Modify Service']) {
      log.line('inf', 2, `{${step}: ${driver.binary.replace(/\.\w+$/, '') || 'umbus'}}`)
      log.line('inf', 3, 'Start Type  = 3')
      log.line('inf', 3, 'Service Type = 1')
      log.line('inf', 3, 'Error Control = 1')
      log.line('inf', 2, `{${step}: exit(0x00000000)}`)
    }
    log.pause(180, 20)
    log.timed('dvi', 2, 'Restarting device')
    log.timed('dvi', 2, 'Restarting device: exit(0x00000000)')
    if (log.random.next() < 0.25) {
      log.warning(
        'dvi',
        2,
        'Device required reboot: Query remove failed (install) CfgMgr32 returned: 0x17: CR_REMOVE_VETOED.',
      )
    }
    log.timed('dvi', 1, 'Install Device: exit(0x00000000)')
    log.timed('ndv', 0, 'Core Device Install: exit(0x00000000)')
    log.line(
      'ump',
      0,
      `Server install process exited with code 0x00000000 ${log.clock.timeOfDay()}`,
    )
    return 'SUCCESS'
  })
  log.pause(90_000, 400)
}

const BUSES = [
  'PCI\\VEN_8086&DEV_',
  'USB\\VID_045E&PID_',
  'HDAUDIO\\FUNC_01&VEN_10EC&DEV_',
] as const

/** Devices found one after the other, as after a first start or a docking. */
export function devicesInstalled(log: SectionLog, count: number): void {
  for (let i = 0; i < count; i++) {
    const device = `${log.random.pick(BUSES)}${log.random.hex(4).toUpperCase()}\\${log.random.int(1, 6)}&${log.random.hex(6).toUpperCase()}&0&${log.random.int(0, 9)}`
    deviceInstalled(log, device, log.random.pick(INBOX_DRIVERS))
  }
}
