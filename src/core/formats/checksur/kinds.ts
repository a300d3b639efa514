/** CheckSUR.log: what was found, what was fixed, and the files for which the tool had no copy. */
import type { EventFields } from '../../model/event-kinds.ts'
import { corruptThing } from '../cbs/corruption-kinds.ts'
import type { KindPattern } from '../line-format.ts'

type Corruption = EventFields['cbs.corruption']

export interface CheckSurState {
  /** The lines at hand list the files that could not be repaired. */
  isUnavailable: boolean
}

export const newCheckSurState = (): CheckSurState => ({ isUnavailable: false })

/** Columns stand apart by tabs; who copies the report makes blanks of them. */
const COLUMN = /\t+| {2,}/
const ONE_BLANK_APART = /^(C[BS][SI] [A-Z][\w ]{1,60}?) (0x[0-9a-f]{8}) (\S+)(?: (\S+))?/i
const CODE = /^0x[0-9a-f]{8}$/i
const STORE_FOLDER = /^(?:amd64|x86|wow64|msil|ia64)_/i

function row(mark: string, text: string): Corruption | null {
  const columns = ONE_BLANK_APART.exec(text)?.slice(1) ?? text.split(COLUMN)
  const [what = '', second = '', ...rest] = columns.map((cell) => (cell ?? '').trim())
  const cells = rest.filter((cell) => cell !== '')
  const isFixed = mark === 'fix'
  const thing = isFixed && !CODE.test(second) ? fixed(cells[0] ?? '') : found(cells)
  if (!/^C[BS][SI] /.test(what) || thing === null) return null
  return { by: 'store-check', what, ...thing, repaired: isFixed ? true : null }
}

type Thing = Pick<Corruption, 'component' | 'file'>

/** `x.dll`, `amd64_…`; `servicing\Packages\x.mum`, `Line 1:`. */
function found([first, second = '']: readonly string[]): Thing | null {
  if (first === undefined) return null
  return STORE_FOLDER.test(second) ? { component: second, file: first } : corruptThing(first)
}

/** `Package_for_KB1 from Cabinet: C:\…`, `File: x.dll From: C:\…`. */
function fixed(text: string): Thing | null {
  const file = /^File: (.+?) From: /i.exec(text)?.[1]
  if (file !== undefined) return { component: '', file }
  const [component = ''] = text.split(' ', 1)
  return component === '' ? null : { component, file: '' }
}

export const checkSurKinds: readonly KindPattern<CheckSurState>[] = [
  {
    kind: 'log.begin',
    needle: 'Checking System Update Readiness',
    pattern: /^Checking System Update Readiness/,
    read: (_, { state }) => begin(state),
  },
  {
    kind: 'cbs.corruption',
    needle: [
      'f)\tCBS ',
      'f)\tCSI ',
      'x)\tCBS ',
      'x)\tCSI ',
      'f) CBS ',
      'f) CSI ',
      'x) CBS ',
      'x) CSI ',
    ],
    pattern: /^\((f|fix)\)\s+(.+)/,
    read: ([, mark = '', text = '']) => row(mark, text),
  },
  {
    kind: 'cbs.repair-result',
    needle: ' errors',
    pattern: /^\s*(Found|Fixed) (\d+) errors/,
    read: ([text, what, count]) => ({
      what: what === 'Found' ? 'detected' : 'repaired',
      count: Number(count),
      text: text.trim(),
    }),
  },
  {
    kind: 'cbs.corruption',
    needle: ['servicing\\', 'winsxs\\', 'Unavailable repair files'],
    pattern: /^\s*((?:servicing|winsxs)\\.+|Unavailable repair files)/i,
    read: ([, text = ''], { state }) => unavailable(text.trim(), state),
  },
]

function begin(state: CheckSurState): EventFields['log.begin'] {
  state.isUnavailable = false
  return { tool: 'CheckSUR' }
}

function unavailable(text: string, state: CheckSurState): Corruption | null {
  if (text.startsWith('Unavailable')) state.isUnavailable = true
  else if (state.isUnavailable)
    return {
      by: 'store-check',
      what: 'Unavailable repair file',
      component: '',
      file: text,
      repaired: false,
    }
  return null
}
