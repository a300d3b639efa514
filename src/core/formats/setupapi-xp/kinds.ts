/** SetupAPI log of Windows 2000 and XP: which lines tell the story of a driver. Windows 2000 quotes no names. */
import type { EventFields } from '../../model/event-kinds.ts'
import { Level, type LevelValue } from '../../model/event-table.ts'
import type { KindPattern } from '../line-format.ts'
import { driverErrorCode, driverNames } from '../setupapi/driver-names.ts'

const INSTALL = 'Device install'
/** Every failure is told in the system's own form: `Error 1168: Element not found.` */
const ERRORS = Array.from({ length: 10 }, (_, digit) => `Error ${digit}`)

/** `[2003/0`, `[2003/1`: shorter ones would stop the search at every list in brackets. */
const BLOCKS = Array.from({ length: 40 }, (_, years) => 1998 + years).flatMap((year) => [
  `[${year}/0`,
  `[${year}/1`,
])

function unquoted(text: string): string {
  return text.trim().replace(/^"|"?\.?$/g, '')
}

/** An unsigned driver that the policy lets in is reported as an error, and is none. */
function errorIn(text: string, level: LevelValue): EventFields['drv.error'] | null {
  if (level !== Level.Error || text.includes('(Policy=Ignore)')) return null
  return { tag: '', text: text.trim(), code: driverErrorCode(text), ...driverNames(text) }
}

export const setupapiXpKinds: readonly KindPattern<unknown>[] = [
  {
    kind: 'log.begin',
    needle: '[SetupAPI Log]',
    pattern: /^\[SetupAPI Log\]/,
    read: () => ({ tool: 'setupapi' }),
  },
  {
    kind: 'machine.fact',
    needle: 'OS Version = ',
    pattern: /^OS Version = ([\d.]+)/,
    read: ([, value = '']) => ({ key: 'host-build', value }),
  },
  {
    kind: 'machine.fact',
    needle: 'Architecture = ',
    pattern: /^Architecture = (\w+)/,
    read: ([, value = '']) => ({ key: 'architecture', value }),
  },
  {
    // The end of a block is the begin of the next one. Its instance stands for a title that lacks.
    kind: 'drv.section-begin',
    needle: BLOCKS,
    pattern: /^(\d+\.\d+)(?: (.+))?\]$/,
    read: ([, instance = '', title]) =>
      title === undefined ? { title: instance, target: '' } : { title, target: instance },
  },
  {
    kind: 'drv.open',
    needle: 'Doing full install of ',
    pattern: /^Doing full install of (.+)/,
    read: ([, device = '']) => ({ operation: INSTALL, argument: unquoted(device) }),
  },
  {
    kind: 'drv.close',
    needle: 'Device install ',
    pattern: /^Device install (?:(?:of .+ )?finished successfully|finished with error|failed)/,
    read: (_, { message }) => ({ operation: INSTALL, code: driverErrorCode(message) }),
  },
  {
    kind: 'drv.error',
    needle: ERRORS,
    pattern: /.+/,
    read: ([text], { level }) => errorIn(text, level),
  },
  {
    kind: 'drv.inf-fact',
    needle: 'Selected driver installs from section ',
    pattern: /^Selected driver installs from section .{1,160}? in "?([^"]{1,260}\.inf)"?\.?$/i,
    read: ([, value = '']) => ({ key: 'inf-path', value }),
  },
  {
    kind: 'drv.inf-fact',
    needle: 'Searching for hardware ID(s): ',
    pattern: /^Searching for hardware ID\(s\): ([^,]+)/,
    read: ([, value = '']) => ({ key: 'device-id', value: value.trim() }),
  },
]
