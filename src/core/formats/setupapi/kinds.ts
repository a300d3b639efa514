/** SetupAPI text logs: which lines tell the story of a driver. */
import type { EventFields } from '../../model/event-kinds.ts'
import type { WallMs } from '../../model/units.ts'
import type { KindPattern } from '../line-format.ts'
import { matchedTime } from '../matched-time.ts'
import { driverErrorCode, driverNames } from './driver-names.ts'

/**
 * Operations whose begin and end matter. A section nests dozens more per package (a log of 18,000 lines opens
 * 4,000 times `Configure Driver`): of those only a failed end is told.
 */
const OPERATIONS: ReadonlySet<string> = new Set([
  'Stage Driver Package',
  'Unstage Driver Package',
  'Setup Import Driver Package',
  'Driver Setup Import Driver Package',
  'Import Driver Package',
  'Delete Driver Package',
  'Driver Setup Delete Driver Package',
  'Core Driver Package Import',
  'Core Driver Package Delete',
  'Copy Driver Package',
  'Register Driver Package',
  'Unregister Driver Package',
  'Configure Driver Package',
  'Unconfigure Driver Package',
  'DRIVERSTORE IMPORT VALIDATE',
  'DRIVERSTORE IMPORT BEGIN',
  'DRIVERSTORE IMPORT END',
  'DRIVERSTORE DELETE BEGIN',
  'DRIVERSTORE DELETE END',
  'DrvSetupInstallDriver',
  'DrvSetupUninstallDriver',
  'Driver Setup Update Device',
  'Update Device Driver',
  'Core Device Install',
  'Install Device',
  'Install DEVICE',
  'Installing device',
])

/** Operations whose argument is the INF that the lines inside them are about. */
const ABOUT_AN_INF = [
  'Stage',
  'Unstage',
  'Import',
  'Setup Import',
  'Driver Setup Import',
  'Delete',
  'Reflect',
  'Reflect Critical',
  'Configure',
].map((verb) => `{${verb} Driver Package: `)

/**
 * These end with a code as a rule: a class installer that leaves the work to the default one (0xe000020e), a
 * signature tried against one catalog after the other.
 */
const ENDS_WITH_CODES = /^DIF_|^_VERIFY_FILE_SIGNATURE|^_SCAN_FILE_QUEUE/

/** ERROR_SUCCESS_REBOOT_REQUIRED and ..._RESTART_REQUIRED: done, with a restart to come. */
const RESTART_CODES: ReadonlySet<number> = new Set([0xbc2, 0xbc3])

/** `{Name exit(0x0)}`, `{Name: exit(…)}`, `{Name - exit (…)}`, `{Name - exit(00000000)}`; a parenthesis may lack. */
const OPERATION_END = /^\{(.{1,160}?)(?::| -)? exit ?\((?:0x)?([0-9a-f]{1,8})[)}]/i
const OPERATION_BEGIN = /^\{([^:{}]{1,80}?)(?:: (.+?)| - (.+?))?\}(?: [\d:.]{12})?$/

const INF_FACTS: Readonly<Record<string, EventFields['drv.inf-fact']['key']>> = {
  Provider: 'provider',
  'Class GUID': 'class',
  'Driver Version': 'version',
  'Catalog File': 'catalog',
  'INF path': 'inf-path',
  'Driver Store Path': 'inf-path',
}

function bootTime(at: WallMs): EventFields['sys.boot'] | null {
  return Number.isNaN(at) ? null : { at, source: 'boot-session' }
}

/** `SUCCESS`, `SUCCESS (REBOOT_REQUIRED)`, `FAILURE(0x000003f1)`; the oldest logs print the code alone. */
function sectionEnd(text: string): EventFields['drv.section-end'] {
  const code = Number.parseInt(/0x([0-9a-f]{1,8})/i.exec(text)?.[1] ?? '0', 16)
  const ok = text.startsWith('SUCCESS') || (!text.startsWith('FAILURE') && code === 0)
  return { ok, code, text }
}

function operationEnd(operation: string, code: number): EventFields['drv.close'] | null {
  const failed = code !== 0 && !RESTART_CODES.has(code) && !ENDS_WITH_CODES.test(operation)
  return failed || OPERATIONS.has(operation) ? { operation, code } : null
}

function infFact(name: string, value: string): EventFields['drv.inf-fact'] | null {
  const key = INF_FACTS[name]
  return key === undefined ? null : { key, value }
}

export const setupapiKinds: readonly KindPattern<unknown>[] = [
  {
    kind: 'log.begin',
    needle: '[BeginLog]',
    pattern: /^\[BeginLog\]/,
    read: () => ({ tool: 'setupapi' }),
  },
  {
    // Only the header has this spelling. In an offline log it is the build of the machine that serviced the image.
    kind: 'machine.fact',
    needle: 'OS Version = ',
    pattern: /^OS Version = ([\d.]+)/,
    read: ([, value = ''], { component }) =>
      component === '' ? { key: 'host-build', value } : null,
  },
  {
    kind: 'machine.fact',
    needle: 'Architecture = ',
    pattern: /^Architecture = (\w+)/,
    read: ([, value = ''], { component }) =>
      component === '' ? { key: 'architecture', value } : null,
  },
  {
    kind: 'sys.boot',
    needle: '[Boot Session: ',
    pattern: /^\[Boot Session: (\d{4})\/(\d\d)\/(\d\d) (\d\d):(\d\d):(\d\d)(?:\.(\d{3}))?/,
    read: (match) => bootTime(matchedTime(match)),
  },
  {
    // Lines are cut at 336 characters, so the bracket may be missing.
    kind: 'drv.section-begin',
    needle: '>>>  [',
    pattern: /^\[(.+?)(?: - (.*?))?\]?$/,
    read: ([, title = '', target = '']) => ({ title, target }),
  },
  {
    kind: 'drv.section-end',
    needle: '<<<  [Exit ',
    pattern: /^\[Exit [Ss]tatus(?:: |(?=\())(.+?)\]$/,
    read: ([, text = '']) => sectionEnd(text),
  },
  {
    kind: 'drv.open',
    needle: [...OPERATIONS].map((name) => `{${name}`),
    pattern: OPERATION_BEGIN,
    read: ([text, operation = '', behindColon, behindDash]) =>
      OPERATIONS.has(operation) && !OPERATION_END.test(text)
        ? { operation, argument: behindColon ?? behindDash ?? '' }
        : null,
  },
  {
    kind: 'drv.close',
    needle: ['exit(', 'exit ('],
    pattern: OPERATION_END,
    read: ([, operation = '', hex = '']) => operationEnd(operation, Number.parseInt(hex, 16)),
  },
  {
    kind: 'drv.error',
    needle: '!!!  ',
    pattern: /.+/,
    read: ([text], { component }) => ({
      tag: component,
      text: text.trim(),
      code: driverErrorCode(text),
      ...driverNames(text),
    }),
  },
  {
    kind: 'drv.inf-fact',
    needle: ABOUT_AN_INF,
    pattern: /^\{[\w ]+ Driver Package: (.+\.inf)\}/i,
    read: ([, value = '']) => ({ key: 'inf-path', value }),
  },
  {
    // By their names: `inf: ` alone stands in two of three lines of a driver log.
    kind: 'drv.inf-fact',
    needle: Object.keys(INF_FACTS),
    pattern:
      /^(Provider|Class GUID|Driver Version|Catalog File|INF path|Driver Store Path)\s*[:=]\s*(.+)/,
    read: ([, name = '', value = ''], { component }) =>
      component === 'inf' || component === 'ndv' ? infFact(name, value.trim()) : null,
  },
  {
    kind: 'drv.inf-fact',
    needle: ['{Add Service: ', 'Add Service: Created', 'Add Service: Modified'],
    pattern: /Add Service: (?:\w+ (?:new|existing) service '([^']+)'|(?!exit)([^'}]+)\})/,
    read: ([, quoted, named]) => ({ key: 'service', value: (quoted ?? named ?? '').trim() }),
  },
  {
    kind: 'drv.inf-fact',
    needle: '{Plug and Play Service: Device Install for ',
    pattern: /Device Install for (.+?)\}/,
    read: ([, value = '']) => ({ key: 'device-id', value }),
  },
  {
    kind: 'drv.published',
    needle: ["Registered driver package '", "Published '"],
    pattern: /^(?:Registered driver package|Published) '(.+?)' (?:with|to) '(.+?)'/,
    read: ([, source = '', target = '']) => ({
      ...driverNames(`'${source}'`),
      published: target.slice(target.lastIndexOf('\\') + 1),
    }),
  },
  {
    kind: 'drv.published',
    needle: 'already imported as ',
    pattern: /^Driver package already imported as '(.+?)'(?: \((.+)\))?/,
    read: ([, published = '', path]) =>
      path === undefined ? null : { ...driverNames(path), published },
  },
  {
    kind: 'drv.rolled-back',
    needle: 'Rolled back ',
    pattern: /^Rolled back .+/,
    read: ([text]) => ({ text: text.trim() }),
  },
  {
    kind: 'drv.cut',
    needle: '<ins>',
    pattern: /^<ins>/,
    read: () => ({}),
  },
]
