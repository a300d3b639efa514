/**
 * CBS.log: each damaged file and component by its name. SFC tells them in `[SR]` and `[Pnp]` lines, ScanHealth and RestoreHealth in
 * the table of their report.
 * https://learn.microsoft.com/troubleshoot/windows-server/installing-updates-features-roles/fix-windows-update-errors
 *
 *     (p)<TAB>CSI Payload Corrupt<TAB>(n)<TABS>amd64_…_1.0_none_hash\x.dll       Windows 8 prints no (n)
 *     Repair failed: Missing replacement payload.                               of the thing in the line above
 *     (p)<TAB>CSI Manifest Corrupt<TAB>(w)<TAB>(Fixed)<TAB>wow64_…_1.0_none_hash
 *     (p)<TAB>CBS MUM Missing<TAB>(n)<TABS>Package_for_X~31bf…~amd64~~1.0
 *
 * The letter is where a copy was found: n nowhere, b the backups, w Windows Update. A check that only detects prints it too.
 */
import type { EventFields } from '../../model/event-kinds.ts'
import type { KindPattern } from '../line-format.ts'
import type { CbsState } from './session-kinds.ts'

type Corruption = EventFields['cbs.corruption']
type Thing = Pick<Corruption, 'component' | 'file'>

const IN_THE_STORE = ' in the store, '
const WINSXS = '\\WinSxS\\'
const IN_STORE = /^(?:SystemRoot|[A-Z]:\\Windows)\\WinSxS\\./i
const STORE_NAME = /\\WinSxS\\/i
const STORE_FOLDER = /^(?:amd64|x86|wow64|msil|arm64|arm|ia64)_/i
/** The table's columns stand apart by tabs; who copies it makes blanks of them. */
const COLUMN = /\t+| {2,}/
const ONE_BLANK_APART =
  /^(C[BS][SI] [A-Z][\w ]{1,60}?) (?:(\([a-z]\)) )?(?:(\(Fixed\)) )?((?:amd64|x86|wow64|msil|arm64|arm)_\S+|\S+~\S+)$/

/** `amd64_x_…_none_hash\r\x.dll`, `Package_for_X~31bf…`, `servicing\Packages\X.mum`. */
export function corruptThing(text: string): Thing {
  const cut = text.indexOf('\\')
  if (STORE_FOLDER.test(text) && cut > 0)
    return { component: text.slice(0, cut), file: text.slice(cut + 1) }
  return cut < 0 ? { component: text, file: '' } : { component: '', file: text }
}

/**
 * A path as CSI prints it: `\??\C:\Windows\System32\\x.dll`, `\SystemRoot\WinSxS\amd64_…\\[l:10]'x.dll'`,
 * `[ml:520{260},l:46{23}]"\??\C:\Windows\System32"\[l:24{12}]"x.dll"`.
 */
function printedPath(text: string): Thing {
  const bare = /['"[]/.test(text)
    ? text.replace(/\[m?l:[^\]]{1,60}\]/g, '\\').replace(/['"]/g, '')
    : text
  const path = bare.includes('\\\\') ? bare.replace(/\\{2,}/g, '\\') : bare
  const start = path.startsWith('\\') ? 1 : 0
  const plain = path.slice(path.startsWith('??\\', start) ? start + 3 : start)
  if (!IN_STORE.test(plain)) return { component: '', file: plain }
  return corruptThing(plain.slice(plain.search(STORE_NAME) + WINSXS.length))
}

/** What tells two components apart: of a list of a dozen attributes, name, version and architecture. */
function identityOf(attributes: string): string {
  let end = attributes.indexOf(',')
  for (const name of ['version ', 'arch ', 'pa ']) {
    if (end < 0 || attributes.slice(end + 2, end + 2 + name.length).toLowerCase() !== name) continue
    end = attributes.indexOf(',', end + 1)
  }
  return end < 0 ? attributes : attributes.slice(0, end)
}

/** SFC gives a file up twice in a row: the second time says nothing new. */
function givenUp(file: string, rest: string, state: CbsState): Corruption | null {
  if (state.givenUp?.file === file && state.givenUp.rest === rest) return null
  state.givenUp = { file, rest }
  const at = rest.indexOf(IN_THE_STORE)
  const component = identityOf(at < 0 ? rest : rest.slice(0, at))
  const what = at < 0 ? 'Cannot repair member file' : rest.slice(at + IN_THE_STORE.length).trim()
  return { by: 'sfc', what, component, file, repaired: false }
}

/** A row of the report's table behind `(p)`; null where it is none. */
function tableRow(text: string, state: CbsState): Corruption | null {
  const single = ONE_BLANK_APART.exec(text)
  const columns = single === null ? text.split(COLUMN) : single.slice(1).map((part) => part ?? '')
  const cells = columns.map((cell) => cell.trim()).filter((cell) => cell !== '')
  const [what = '', ...more] = cells
  const thing = more.at(-1)
  if (thing === undefined || !/^C[BS][SI] /.test(what)) return null
  state.corrupt = { what, ...corruptThing(thing) }
  return { by: 'store-check', ...state.corrupt, repaired: more.includes('(Fixed)') ? true : null }
}

export const corruptionKinds: readonly KindPattern<CbsState>[] = [
  {
    kind: 'cbs.corruption',
    needle: ['(p)\tCSI ', '(p)\tCBS ', '(p) CSI ', '(p) CBS '],
    pattern: /^\(p\)\s+(C[BS][SI] .+)/,
    read: ([, row = ''], { state }) => tableRow(row.trim(), state),
  },
  {
    kind: 'cbs.corruption',
    needle: 'Repair failed: ',
    pattern: /^Repair failed: (.+)/,
    read: ([, why = ''], { state }) =>
      state.corrupt === null
        ? null
        : { by: 'store-check', ...state.corrupt, what: why.trim(), repaired: false },
  },
  {
    // Windows Update is asked for it next.
    kind: 'cbs.corruption',
    needle: 'repair payload file ([',
    pattern:
      /Unable to repair payload file \(\[[^\]]{1,40}\]['"]([^'"]+)['"]\) for component \(\[[^\]]{1,40}\]['"]([^'"]+)['"]\)/,
    read: ([, file = '', component = '']) => ({
      by: 'store-check',
      what: 'Unable to repair payload file',
      component,
      file,
      repaired: null,
    }),
  },
  {
    kind: 'cbs.corruption',
    needle: '[SR] Cannot repair member file ',
    pattern: /\[SR\] Cannot repair member file \[[^\]]{1,40}\]['"]([^'"]+)['"] of (.+)/,
    read: ([, file = '', rest = ''], { state }) => givenUp(file, rest, state),
  },
  {
    kind: 'cbs.corruption',
    needle: '[SR] Could not reproject corrupted file ',
    pattern: /\[SR\] Could not reproject corrupted file ([^;]+);? ?(.*)/,
    read: ([, path = '', what = '']) => ({
      by: 'sfc',
      what: what.trim() || 'Could not reproject corrupted file',
      ...printedPath(path.trim()),
      repaired: false,
    }),
  },
  {
    // `Repairing` is said of a file in its place, `Repaired` of its copy in the store.
    kind: 'cbs.corruption',
    needle: ['[SR] Repairing file ', '[SR] Repairing corrupted file ', '[SR] Repaired file '],
    pattern: /\[SR\] (Repair(?:ing(?: corrupted)?|ed) file) (.+) (?:from store|by copying from .+)/,
    read: ([, what = '', path = '']) => ({
      by: 'sfc',
      what,
      ...printedPath(path.trim()),
      repaired: true,
    }),
  },
  {
    // Drivers that Windows itself brings, since Windows 10.
    kind: 'cbs.corruption',
    needle: ['[Pnp] Corrupt file: ', '[Pnp] Repaired file: '],
    pattern: /\[Pnp\] ((?:Corrupt|Repaired) file): (.+)/,
    read: ([, what = '', path = '']) => ({
      by: 'sfc',
      what,
      ...printedPath(path.trim()),
      repaired: what === 'Repaired file' ? true : null,
    }),
  },
]
