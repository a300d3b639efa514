/** DPINST.LOG: one run installs the packages of a folder; each is a section of its own. */
import type { EventFields } from '../../model/event-kinds.ts'
import { Level } from '../../model/event-table.ts'
import type { Code } from '../../model/units.ts'
import type { KindPattern } from '../line-format.ts'
import { driverErrorCode, driverNames } from '../setupapi/driver-names.ts'

export interface DpinstState {
  /** The run has named a package. */
  isOpen: boolean
  /** What the last function that failed has returned. */
  failure: Code
}

export const newDpinstState = (): DpinstState => ({ isOpen: false, failure: 0 })

/** ERROR_ALREADY_EXISTS: the package is in the store already, and the installation goes on. */
const ALREADY_THERE = 0xb7
/** Of the four bytes 0xWWXXYYZZ: a package could not be installed. */
const NOT_INSTALLED = 0x80000000

/** DPInst's own code counts packages; what it failed with is what its last function returned. */
function runEnd(
  text: string,
  hex: string,
  state: DpinstState,
): EventFields['drv.section-end'] | null {
  const { isOpen, failure } = state
  state.isOpen = false
  state.failure = 0
  if (!isOpen) return null
  const ok = Number.parseInt(hex, 16) < NOT_INSTALLED
  return { ok, code: ok ? 0 : failure, text: text.trim() }
}

function returned(
  operation: string,
  hex: string,
  state: DpinstState,
): EventFields['drv.close'] | null {
  const code = Number.parseInt(hex, 16)
  if (code !== 0 && code !== ALREADY_THERE) state.failure = code
  return { operation, code }
}

function packageFound(path: string, state: DpinstState): EventFields['drv.section-begin'] | null {
  // A run over a folder of many packages ends once: the packages share one section.
  if (state.isOpen) return null
  state.isOpen = true
  return { title: 'DPInst', target: path }
}

export const dpinstKinds: readonly KindPattern<DpinstState>[] = [
  {
    kind: 'log.begin',
    needle: 'Product Version ',
    pattern: /^Product Version \d/,
    read: () => ({ tool: 'DPInst' }),
  },
  {
    kind: 'machine.fact',
    needle: 'Version: ',
    pattern: /^Version: (\d[\d.]*)/,
    read: ([, value = '']) => ({ key: 'host-build', value }),
  },
  {
    kind: 'machine.fact',
    needle: 'Architecture: ',
    pattern: /^Architecture: (\w+)/,
    read: ([, value = '']) => ({ key: 'architecture', value: value.toLowerCase() }),
  },
  {
    kind: 'drv.section-begin',
    needle: "Found driver package: '",
    pattern: /^Found driver package: '(.+)'/,
    read: ([, path = ''], { state }) => packageFound(path, state),
  },
  {
    kind: 'drv.inf-fact',
    needle: ["Found driver package: '", "Preinstalling '", "Installing INF file '"],
    pattern: /^(?:Found driver package:|Preinstalling|Installing INF file) '(.+\.inf)'/i,
    read: ([, value = '']) => ({ key: 'inf-path', value }),
  },
  {
    kind: 'drv.inf-fact',
    needle: 'Installing devices with Id "',
    pattern: /^Installing devices with Id "([^"]+)"/,
    read: ([, value = '']) => ({ key: 'device-id', value }),
  },
  {
    kind: 'drv.open',
    needle: 'DriverPackage',
    pattern: /^ENTER: +(DriverPackage\w+)/,
    read: ([, operation = '']) => ({ operation, argument: '' }),
  },
  {
    kind: 'drv.close',
    needle: 'DriverPackage',
    pattern: /^RETURN: +(DriverPackage\w+) +\(0x([0-9a-f]{1,8})\)/i,
    read: ([, operation = '', hex = ''], { state }) => returned(operation, hex, state),
  },
  {
    kind: 'drv.error',
    needle: ['ERROR:', 'FAILURE:'],
    pattern: /.+/,
    read: ([text], { level }) =>
      level === Level.Error
        ? { tag: '', text: text.trim(), code: driverErrorCode(text), ...driverNames(text) }
        : null,
  },
  {
    kind: 'drv.section-end',
    needle: 'Returning with code 0x',
    pattern: /^Returning with code 0x([0-9a-f]{1,8})/i,
    read: ([text, hex = ''], { state }) => runEnd(text, hex, state),
  },
]
