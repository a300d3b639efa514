/** The keys that say something of the machine, or of what Windows Setup left to be done. */
import type { OpenKey } from './open-key.ts'
import { tellService } from './services.ts'
import { tellSystemKey, tellWindowsVersion, unixDate } from './system-keys.ts'

export interface KeyKind {
  readonly groups: readonly string[]
  readonly tell: (key: OpenKey) => void
}

interface Definition {
  /** Stands in every path that the pattern matches: looked for first, since a hive has a million keys. */
  readonly mark: string
  /** Looked for at the end of the key's path, in lower case. */
  readonly pattern: RegExp
  readonly tell: (key: OpenKey) => void
}

/** `ControlSet001`, `CurrentControlSet`; an exported hive may have the root of its own tree above it. */
const CONTROL_SET = '\\\\(?:current)?controlset\\d*'

const key = (path: string): RegExp => new RegExp(`${path}$`)

const DEFINITIONS: readonly Definition[] = [
  { mark: '\\windows nt\\currentversion', pattern: key('\\\\windows nt\\\\currentversion'), tell: tellWindowsVersion },
  {
    mark: 'driverpaths', pattern: key('\\\\unattendsettings\\\\pnpunattend\\\\driverpaths\\\\([^\\\\]+)'),
    tell: (open) => {
      const path = open.values.get('path')
      const order = Number.parseInt(open.groups[1] ?? '', 10)
      if (path !== undefined && path.data !== '')
        open.driverPath(path.data, Number.isNaN(order) ? 0 : order, path.place)
    },
  },
  { mark: '\\uninstall\\', pattern: key('\\\\currentversion\\\\uninstall\\\\([^\\\\]+)'), tell: tellApplication },
  { mark: '\\services\\', pattern: key(`${CONTROL_SET}\\\\services\\\\([^\\\\]+)`), tell: tellService },
  {
    mark: '\\instances\\', pattern: key(`${CONTROL_SET}\\\\services\\\\([^\\\\]+)\\\\instances\\\\([^\\\\]+)`),
    tell: (open) => {
      const [, id = '', name = ''] = open.groups
      const detail = open.get('altitude')
      if (detail !== '') open.item({ item: 'file-system-filter', id, name, detail })
    },
  },
  { mark: '\\control\\class\\', pattern: key(`${CONTROL_SET}\\\\control\\\\class\\\\(\\{[^\\\\]+\\})`), tell: tellClassFilters },
  { mark: '\\enum\\', pattern: key(`${CONTROL_SET}\\\\enum\\\\([^\\\\]+\\\\[^\\\\]+\\\\[^\\\\]+)`), tell: tellClassFilters },
  {
    // The network class of services: what NDIS puts between protocols and adapters.
    mark: '\\{4d36e974-', pattern: key(`${CONTROL_SET}\\\\control\\\\network\\\\\\{4d36e974-[^\\\\]+\\\\(\\{[^\\\\]+\\})`),
    tell: (open) => {
      const id = open.get('componentid')
      if (id === '' || /^ms_/i.test(id)) return
      open.item({ item: 'network-filter', id, name: open.get('description'), detail: open.get('infpath') })
    },
  },
  { mark: '\\system\\setup', pattern: key('\\\\system\\\\setup'), tell: tellSetup },
  { mark: '\\mosetup', pattern: key('\\\\setup\\\\mosetup(?:\\\\volatile)?'), tell: tellSetup },
  {
    mark: '\\source os', pattern: key('\\\\setup\\\\(source os[^\\\\]*)'),
    tell: (open) => {
      const build = [open.get('currentbuild'), open.get('ubr')].filter((part) => part !== '')
      open.item({ item: 'setup-state', id: open.groups[1] ?? '', name: open.get('productname'), version: build.join('.'), detail: unixDate(open.get('installdate')) })
    },
  },
  { mark: '\\control\\', pattern: key(`${CONTROL_SET}\\\\control\\\\(?:computername\\\\(?:active)?computername|systeminformation|timezoneinformation|secureboot\\\\state|nls\\\\language)`), tell: tellSystemKey },
  { mark: '\\bios', pattern: key('\\\\hardware\\\\description\\\\system\\\\bios'), tell: tellSystemKey },
  { mark: '\\minint', pattern: key(`${CONTROL_SET}\\\\control\\\\minint`), tell: tellMiniature },
  { mark: 'servicing\\packages\\', pattern: key('\\\\component based servicing\\\\packages\\\\([^\\\\]+)'), tell: tellPackage },
  { mark: '\\policies\\microsoft\\', pattern: /\\policies\\microsoft\\windows\\[^\\]+(?:\\[^\\]+){0,3}$/, tell: tellPolicies },
] // prettier-ignore

/** A key's path is no longer than 255 characters a part; what is longer says nothing. */
const LONGEST_PATH = 1000

export function keyKind(path: string): KeyKind | null {
  if (path.length > LONGEST_PATH || path.startsWith('-')) return null
  const lower = path.toLowerCase()
  // Half of all keys are classes of COM.
  if (lower.includes('\\classes\\') || lower.startsWith('hkey_classes_root')) return null
  for (const { mark, pattern, tell } of DEFINITIONS) {
    const match = lower.includes(mark) ? pattern.exec(lower) : null
    if (match === null) continue
    // What a pattern catches is told as it is printed.
    const groups = match.map((group) => lastAsPrinted(path, lower, group))
    return { groups, tell }
  }
  return null
}

function lastAsPrinted(path: string, lower: string, group: string | undefined): string {
  if (group === undefined) return ''
  const at = lower.lastIndexOf(group)
  return path.slice(at, at + group.length)
}

function tellApplication(open: OpenKey): void {
  const name = open.get('displayname')
  // Updates of a program and parts of Windows stand below the same key.
  if (name === '' || open.get('parentkeyname') !== '' || open.get('systemcomponent') === '1') return
  const [, id = ''] = open.groups
  const version = open.get('displayversion')
  const detail = open.get('installdate')
  open.item({ item: 'application', id, name, provider: open.get('publisher'), version, detail })
}

function tellClassFilters(open: OpenKey): void {
  const [, of = ''] = open.groups
  const name = open.get('class') || open.get('devicedesc').replace(/^@.*;/, '')
  for (const side of ['UpperFilters', 'LowerFilters']) {
    const filters = open.get(side.toLowerCase()).split('; ')
    for (const id of filters.filter((filter) => filter !== '')) {
      open.item({ item: 'device-filter', id, name, detail: `${side}, ${of}` })
    }
  }
}

/** What Setup left for the next start, or tells of its last run. */
function tellSetup(open: OpenKey): void {
  open.fact('setup-command', open.get('cmdline'), 'cmdline')
  for (const { name, data } of open.values.values()) {
    if (name === '' || data === '' || data.length > 260) continue
    open.item({ item: 'setup-state', id: name, detail: data })
  }
}

/** Only WinPE has this key. */
function tellMiniature(open: OpenKey): void {
  open.fact('edition', 'WindowsPE', '')
}

function tellPackage(open: OpenKey): void {
  const [, id = ''] = open.groups
  const state = open.get('currentstate')
  if (!id.includes('~') || state === '') return
  const kb = /_for_(KB\d{6,8})/i.exec(id)?.[1]?.toUpperCase()
  const detail = PACKAGE_STATES[Number(state)] ?? `state ${state}`
  const version = id.slice(id.lastIndexOf('~') + 1)
  if (kb === undefined) open.item({ item: 'package', id, version, detail })
  else open.item({ item: 'update', id: kb, name: id, version, detail })
}

/** `CurrentState` of a package, as CBS keeps it: its log prints the same words. */
const PACKAGE_STATES: Readonly<Record<number, string>> = {
  0: 'Absent',
  5: 'Uninstall Pending',
  16: 'Resolving',
  32: 'Resolved',
  48: 'Staging',
  64: 'Staged',
  80: 'Superseded',
  96: 'Install Pending',
  101: 'Partially Installed',
  112: 'Installed',
  128: 'Permanent',
}

function tellPolicies(open: OpenKey): void {
  const of = open.path.slice(open.path.toLowerCase().lastIndexOf('\\policies\\') + 1)
  for (const { name, data } of open.values.values()) {
    if (name === '' || data === '' || data.length > 260) continue
    open.item({ item: 'policy', id: name, name: of, detail: data })
  }
}
