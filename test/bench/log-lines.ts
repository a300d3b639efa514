/** Endless logs in the grammar of CBS.log, setupact.log and setupapi.dev.log: seeded, so that every run reads the same. */
import type { SeededRandom } from '../support/sample-lines/seeded-random.ts'

/** Text of about `bytes` bytes in parts of some hundred KB. */
export type LogWriter = (random: SeededRandom, bytes: number) => Generator<string>

const PACKAGES = [
  'Microsoft-Windows-LanguageFeatures-Basic-de-de-Package~31bf3856ad364e35~amd64~~10.0.19041.1',
  'Microsoft-Windows-Client-Desktop-Required-Package~31bf3856ad364e35~amd64~~10.0.19041.2965',
  'Package_for_RollupFix~31bf3856ad364e35~amd64~~19041.2965.1.10',
  'Microsoft-Windows-WMIProvider-Package~31bf3856ad364e35~amd64~en-US~10.0.19041.2788',
  'Package_for_DotNetRollup~31bf3856ad364e35~amd64~~10.0.4630.2',
  'Microsoft-OneCore-Graphics-Tools-Package~31bf3856ad364e35~amd64~~10.0.19041.1',
] as const
const STATES = ['Installed', 'Staged', 'Absent', 'Superseded', 'Install Pending'] as const
const INFS = [
  'e1d68x64.inf',
  'iclsclient.inf',
  'nv_dispi.inf',
  'prnms006.inf',
  'wdmaudio.inf',
] as const
const MODULES = ['SP', 'MIG', 'IBS', 'MOUPG', 'SYSPRP', 'PANTHR', 'CONX', 'DISM'] as const

/** Local time that walks on by itself, `2023-05-22 13:15:37`. */
class WalkingClock {
  #ms = Date.UTC(2023, 4, 22, 13, 15, 37)
  readonly #random: SeededRandom

  constructor(random: SeededRandom) {
    this.#random = random
  }

  next(): string {
    // About forty lines in the same second, as in a busy log.
    if (this.#random.next() < 0.025) this.#ms += 1000
    return new Date(this.#ms).toISOString().slice(0, 19).replace('T', ' ')
  }

  /** `2023/05/22 13:15:37.120`, a little later each time. */
  fraction(): string {
    this.#ms += this.#random.int(1, 90)
    return new Date(this.#ms).toISOString().slice(0, 23).replace('T', ' ').replaceAll('-', '/')
  }
}

function* inParts(bytes: number, write: (lines: string[]) => void): Generator<string> {
  for (let written = 0; written < bytes;) {
    const lines: string[] = []
    while (lines.length < 2000) write(lines)
    const text = `${lines.join('\r\n')}\r\n`
    written += text.length
    yield text
  }
}

/** Servicing sessions of some hundred lines each, as an update session writes them. */
export const cbsLog: LogWriter = (random, bytes) => {
  const clock = new WalkingClock(random)
  let sequence = 0
  const csi = (): string => (++sequence).toString(16).padStart(8, '0')
  return inParts(bytes, (lines) => {
    const head = (level: string, component: string): string =>
      `${clock.next()}, ${level.padEnd(21)} ${component.padEnd(6)} `
    const session = `${random.int(30_000_000, 31_999_999)}_${random.int(1, 4_000_000_000)}`
    const stamp = clock.next()
    lines.push(
      `${head('Info', 'CBS')}Session: ${session} initialized by client WindowsUpdateAgent, external staging directory: (null), external registry directory: (null)`,
      `${stamp}, Info                  CSI    ${csi()}@${stamp.replaceAll('-', '/').replace(' ', ':')}.${random.int(100, 999)} CSI Transaction @0x${random.hex(12)} initialized for deployment engine {${random.guid()}} with flags 00000002 and client id [28]'TI1.${session}:1/'`,
      '',
    )
    for (let line = random.int(200, 600); line > 0; line--) {
      const chance = random.next()
      const name = random.pick(PACKAGES)
      if (chance < 0.4) {
        lines.push(
          `${head('Info', 'CBS')}Appl: Evaluating package applicability for package ${name}, applicable state: ${random.pick(STATES)}`,
        )
      } else if (chance < 0.55) {
        lines.push(
          `${head('Info', 'CBS')}Appl: detectParent: package: ${name}, parent found: Microsoft-Windows-CoreEdition~31bf3856ad364e35~amd64~~10.0.19041.1, state: ${random.pick(STATES)}`,
        )
      } else if (chance < 0.6) {
        const [from, to] = [random.pick(STATES), random.pick(STATES)]
        lines.push(
          `${head('Info', 'CBS')}Plan: Package: ${name}, current: ${from}, pending: Default, start: ${from}, applicable: ${to}, targeted: ${to}, limit: Installed`,
        )
      } else if (chance < 0.97) {
        lines.push(
          `${head('Info', 'CSI')}${csi()} Component change list: transaction ${random.int(1, 99)}, component amd64_${random.pick(INFS)}_31bf3856ad364e35_10.0.19041.${random.int(1, 3000)}_none_${random.hex(16)}`,
        )
      } else if (chance < 0.999) {
        lines.push(`${head('Warning', 'CBS')}Failed to find package ${name} in the index`)
      } else {
        lines.push(
          `${head('Error', 'CBS')}Failed to resolve item[${random.int(0, 99)}] in list [HRESULT = 0x800f0${random.hex(3)}]`,
        )
      }
    }
    lines.push(
      `${head('Info', 'CBS')}Session: ${session} finalized. Reboot required: no [HRESULT = 0x00000000 - S_OK]`,
    )
  })
}

export const setupactLog: LogWriter = (random, bytes) => {
  const clock = new WalkingClock(random)
  return inParts(bytes, (lines) => {
    const module = random.pick(MODULES).padEnd(6)
    const head = (level: string): string => `${clock.next()}, ${level.padEnd(21)} ${module} `
    const chance = random.next()
    if (chance < 0.6) {
      lines.push(
        `${head('Info')}Checking object <File>C:\\Users\\user${random.int(1, 9)}\\AppData\\Local\\Packages\\${random.hex(12)}\\Settings [settings.dat]; rule ${random.int(1, 4000)} matched`,
      )
    } else if (chance < 0.9) {
      lines.push(
        `${head('Info')}Signature status of driver C:\\Windows\\System32\\DriverStore\\FileRepository\\${random.pick(INFS)}_amd64_${random.hex(16)}\\${random.pick(INFS)} is: SIGNED - CDriverPackage::InitSignatureStatus`,
      )
    } else if (chance < 0.98) {
      lines.push(
        `${head('Info')}MigHost: CMigPluginSurrogate::COMGenericThreadingHostThreadProc: ThreadID=[0x${random.hex(4)}], Server=[C:\\$WINDOWS.~BT\\Sources\\ReplacementManifests\\${random.hex(8)}.dll]`,
      )
    } else if (chance < 0.996) {
      lines.push(
        `${head('Warning')}SPPNP: Failed to secure driver file C:\\WINDOWS\\System32\\drivers\\${random.hex(6)}.sys. Err = 0x51B`,
      )
    } else {
      lines.push(
        `${head('Error')}Failure while calling IDiscovery->Gather for Plugin={ServerPath="%windir%\\${random.hex(6)}.dll"}[gle=0x00000002]`,
      )
    }
  })
}

export const setupapiLog: LogWriter = (random, bytes) => {
  const clock = new WalkingClock(random)
  return inParts(bytes, (lines) => {
    const inf = random.pick(INFS)
    const store = `C:\\Windows\\System32\\DriverStore\\FileRepository\\${inf}_amd64_${random.hex(16)}`
    const at = clock.fraction()
    const clockOnly = at.slice(11)
    lines.push(
      `>>>  [Device Install (Hardware initiated) - PCI\\VEN_${random.hex(4)}&DEV_${random.hex(4)}\\${random.hex(8)}]`,
      `>>>  Section start ${at}`,
      `     ump: Creating Install Process: DrvInst.exe ${clockOnly}`,
      `     ndv: Retrieving device info...`,
      `     dvi: {Build Driver List} ${clockOnly}`,
    )
    for (let node = random.int(3, 12); node > 0; node--) {
      lines.push(
        `     dvi:      Created Driver Node:`,
        `     dvi:           HardwareID   - PCI\\VEN_${random.hex(4)}&DEV_${random.hex(4)}&CC_0200`,
        `     dvi:           InfName      - ${store}\\${inf}`,
        `     dvi:           DrvVer       - 10.0.${random.int(1, 30000)}.${random.int(1, 999)}`,
        `     inf:           Needed section [KS.Registration] not found, might exist in missing included INF.`,
      )
    }
    lines.push(
      `     dvi: {Build Driver List - exit(0x00000000)} ${clockOnly}`,
      `!    inf:      Unable to load INF: '${store}\\${inf}'(00000003)`,
      `<<<  Section end ${at}`,
      `<<<  [Exit status: SUCCESS]`,
      '',
    )
  })
}
