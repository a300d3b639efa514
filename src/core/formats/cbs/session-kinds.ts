/** CBS.log: the servicing service, its sessions and the packages in work. */
import type { EventFields } from '../../model/event-kinds.ts'
import type { Code, WallMs } from '../../model/units.ts'
import type { KindPattern } from '../line-format.ts'
import { matchedTime } from '../matched-time.ts'

/** `[HRESULT = 0x800f0820 - CBS_E_CANCEL]` and, in Vista, `hr: 0x800705aa`; 0 where none stands there. */
export function hresultOf(text: string): Code {
  const match = /\[HRESULT = 0x([0-9a-f]{1,8})|\bhr: 0x([0-9a-f]{1,8})/i.exec(text)
  return match === null ? 0 : Number.parseInt(match[1] ?? match[2] ?? '', 16)
}

/** `KB5015811` out of a package identity, an update's name or an identifier; '' where none is named. */
export function kbOf(...texts: readonly string[]): string {
  for (const text of texts) {
    const kb = /KB\d{6,8}/i.exec(text)
    if (kb !== null) return kb[0].toUpperCase()
  }
  return ''
}

/** Packages of an update carry its name; the thousands of Windows' own packages below them tell nothing more. */
const UPDATE_PACKAGE = /^Package_|KB\d{6}/i

function bootTime(at: WallMs): EventFields['sys.boot'] | null {
  return Number.isNaN(at) ? null : { at, source: 'last-boot-time' }
}

function installedPackage(
  identity: string,
  update: string,
  state: CbsState,
): EventFields['cbs.package'] | null {
  if (identity === state.installing || !UPDATE_PACKAGE.test(identity)) return null
  state.installing = identity
  return { identity, kb: kbOf(identity, update), state: '', targetState: 'Installed' }
}

/** What one line leaves for a later one. */
export interface CbsState {
  /** Package of the last `Exec: Installing Package` line. */
  installing: string
  /** Files without a replacement since the last summary of a repair. */
  missing: number
  /** Components that SFC has verified since its last repair. */
  verified: number
  /** What the last row of a store report is about. */
  corrupt: { readonly what: string; readonly component: string; readonly file: string } | null
  /** What SFC has given up last: a file, and the attributes of its component. */
  givenUp: { readonly file: string; readonly rest: string } | null
}

export const newCbsState = (): CbsState => ({
  installing: '',
  missing: 0,
  verified: 0,
  corrupt: null,
  givenUp: null,
})

export const sessionKinds: readonly KindPattern<CbsState>[] = [
  {
    kind: 'log.begin',
    needle: 'TI: --- Initializing Trusted Installer ---',
    pattern: /^TI: --- Init/,
    read: () => ({ tool: 'TrustedInstaller' }),
  },
  {
    kind: 'log.end',
    needle: 'Ending TrustedInstaller finalization',
    pattern: /^Ending TrustedInstaller/,
    read: () => ({ tool: 'TrustedInstaller' }),
  },
  {
    kind: 'cbs.service-begin',
    needle: 'TI: --- Initializing Trusted Installer ---',
    pattern: /^TI: --- Init/,
    read: () => ({}),
  },
  {
    kind: 'sys.boot',
    needle: 'TI: Last boot time: ',
    pattern: /^TI: Last boot time: (\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(?:\.(\d{3}))?/,
    read: (match) => bootTime(matchedTime(match)),
  },
  {
    kind: 'cbs.session-begin',
    needle: ' initialized by client ',
    pattern: /^Session: (\S+) initialized by client (.+?)(?:, external .*)?\.?$/,
    read: ([, id = '', client = '']) => ({ id, client }),
  },
  {
    // `Exec: Processing started.` names the package as well, `Exec: Session processing started.` does not.
    kind: 'cbs.session-processing',
    needle: 'rocessing started.',
    pattern: /^Exec: (?:Session p|P)rocessing started\. +Client: (.+?), Session(?:\(.*?\))?: (\w+)/,
    read: ([, client = '', session = '']) => ({ client, session }),
  },
  {
    kind: 'cbs.package',
    needle: 'Exec: Processing started.',
    pattern: /^Exec: Processing started\..*?, Package: ([^,]+)(?:, Identifier: (.*))?/,
    read: ([, identity = '', identifier = '']) => ({
      identity,
      kb: kbOf(identity, identifier),
      state: '',
      targetState: '',
    }),
  },
  {
    kind: 'cbs.package',
    needle: 'Plan: Package: ',
    pattern: /^Plan: Package: ([^,]+), (Update: )?.*?current: ([^,]+),.*?targeted: ([^,]+)/,
    read: ([, identity = '', update, state = '', targetState = '']) =>
      update !== undefined || !UPDATE_PACKAGE.test(identity)
        ? null
        : { identity, kb: kbOf(identity), state, targetState },
  },
  {
    // One line per update of a package: the first one names the package, the rest repeats it.
    kind: 'cbs.package',
    needle: 'Exec: Installing Package: ',
    pattern: /^Exec: Installing Package: ([^,]+), Update: ([^,]+)/,
    read: ([, identity = '', update = ''], { state }) => installedPackage(identity, update, state),
  },
  {
    kind: 'cbs.package',
    needle: 'completed startup processing',
    pattern: /^Startup: Package: (\S+) completed.*?new state: ([^,]+),.*?targeted: ([^,.]+)/,
    read: ([, identity = '', state = '', targetState = '']) => ({
      identity,
      kb: kbOf(identity),
      state,
      targetState,
    }),
  },
  {
    kind: 'cbs.package',
    needle: 'Reporting package change',
    pattern:
      /Reporting package change.*? for package: ([^,]+), current: ([^,]+),.*?target: ([^,]+)/,
    read: ([, identity = '', state = '', targetState = '']) => ({
      identity,
      kb: kbOf(identity),
      state,
      targetState,
    }),
  },
  {
    kind: 'cbs.session-end',
    needle: ' finalized.',
    pattern: /^Session: (\S+) finalized\.(?:.*?Reboot required: (yes|no))?/,
    read: ([text, id = '', reboot], { message }) => ({
      id,
      rebootRequired: reboot === undefined ? null : reboot === 'yes',
      code: hresultOf(message.slice(text.length)),
    }),
  },
  {
    kind: 'cbs.failure-report',
    needle: 'WER: Generating failure report for package: ',
    pattern:
      /package: (\S+?),? status: 0x([0-9a-f]{1,8}), failure source: ([^,]+), start state: ([^,]+), target state: ([^,]+), client id: (.*)/i,
    read: (match) => ({
      package: match[1] ?? '',
      status: Number.parseInt(match[2] ?? '', 16),
      source: match[3] ?? '',
      startState: match[4] ?? '',
      targetState: match[5] ?? '',
      client: (match[6] ?? '').trim(),
    }),
  },
]
