/** CBS.log: execution over restarts. States, progress, boot work, the driver operations queue, failures, rollback. */
import { Level } from '../../model/event-table.ts'
import type { KindPattern } from '../line-format.ts'
import { namedCode } from './named-codes.ts'
import { hresultOf } from './session-kinds.ts'

type DoqeAction = 'stage' | 'install' | 'unstage' | 'uninstall' | 'other'

/** `Staging`, `STAGE`, `Critical install`, `installing` -> the action; anything else is `other`. */
function doqeAction(word: string): DoqeAction {
  const action = /un(?=stag|install)|stag|install/gi
  const parts = (word.match(action) ?? []).map((part) => part.toLowerCase())
  const un = parts[0] === 'un' ? 'un' : ''
  const verb = parts.find((part) => part !== 'un')
  if (verb === 'stag') return `${un}stage`
  return verb === 'install' ? `${un}install` : 'other'
}

/** Lines of the boot prefixes that say how long and who waits, not what was done. */
const IDLE_BOOT_WORK =
  /^\w+: (?:BlockTime|PreshutdownTimeout|Changing logon timeout|Waiting for|SC autostart|progress thread|current ExecuteState|Package: |Registering|Deregistering|Simplifying|Loading|Unloading|Starting notify|Stopping notify)/

/** The progress message adds the step of a state in brackets: `CbsExecuteStatePrimitives [0]`. */
function stateName(text: string): string {
  return text.replace(/ \[\d+\]$/, '').trim()
}

/** What CBS or CSI print at Error level, in whichever log. */
export const servicingFailure: KindPattern<unknown> = {
  kind: 'cbs.failed',
  needle: ', Error',
  pattern: /.+/,
  read: ([text], { level, component }) =>
    level === Level.Error && (component === 'CBS' || component === 'CSI')
      ? { code: hresultOf(text) || namedCode(text), text: text.trim() }
      : null,
}

export const executionKinds: readonly KindPattern<unknown>[] = [
  {
    kind: 'cbs.execute-state',
    needle: 'Setting ExecuteState key to: ',
    pattern: /^Setting ExecuteState key to: (.+)/,
    read: ([, state = '']) => ({ state: stateName(state), how: 'set' }),
  },
  {
    kind: 'cbs.execute-state',
    needle: 'current ExecuteState is ',
    pattern: /current ExecuteState is (.+)/,
    read: ([, state = '']) => ({ state: stateName(state), how: 'current' }),
  },
  {
    kind: 'cbs.execute-state',
    needle: 'SetProgressMessage: ',
    pattern: /^SetProgressMessage: [^,]*, ExecuteState: ([^,]+), SubStage/,
    read: ([, state = '']) => ({ state: stateName(state), how: 'progress' }),
  },
  {
    // The line of a rollback may print no percentage: NaN.
    kind: 'cbs.progress',
    needle: 'Progress: UI message updated.',
    pattern: /^Progress: UI message updated\.(.*?)(?:Percent progress: (\d+)|$)/,
    read: ([text, , percent]) => ({
      percent: percent === undefined ? NaN : Number(percent),
      rollback: /\bRollback\b/.test(text),
    }),
  },
  {
    kind: 'cbs.original-failure',
    needle: 'original failure status: ',
    pattern:
      /^(Setting|Retrieved) original failure status: 0x([0-9a-f]{1,8})(?:, last forward execute state: (.+))?/i,
    read: ([, verb, code = '', state = '']) => ({
      code: Number.parseInt(code, 16),
      state: stateName(state),
      retrieved: verb === 'Retrieved',
    }),
  },
  {
    kind: 'cbs.doqe',
    needle: 'Perf: Doqe: ',
    pattern: /^Perf: Doqe: (.+?) (started|ended)/,
    read: ([, what = '', verb]) => ({
      action: doqeAction(what),
      step: verb === 'started' ? 'begin' : 'end',
      direction: '',
      count: -1,
      code: 0,
    }),
  },
  {
    kind: 'cbs.doqe',
    // `Unlocking driver updates, Count 86` is no run of the queue.
    needle: 'driver updates, Count ',
    pattern:
      /^Doqe: (?:\[(\w+)\] )?((?:Uns|S)taging|(?:Uni|I)nstalling) driver updates, Count (\d+)/,
    read: ([, direction = '', what = '', count]) => ({
      action: doqeAction(what),
      step: 'count',
      direction,
      count: Number(count),
      code: 0,
    }),
  },
  {
    kind: 'cbs.doqe',
    needle: ['Doqe: Failed', 'DriverUpdate'],
    pattern: /^(?:Doqe: Failed (\w+)|DriverUpdate(\w+)Updates failed)/,
    read: ([, verb, noun], { message }) => ({
      action: doqeAction(verb ?? noun ?? ''),
      step: 'failed',
      direction: '',
      count: -1,
      code: hresultOf(message),
    }),
  },
  {
    kind: 'cbs.doqe-item',
    needle: ' index: ',
    pattern: /\b(\w{1,40}) index: (\d+), phase: (\d+), result (\d+), inf: (.+)/,
    read: ([, action = '', index, phase, result, inf = '']) => ({
      action: doqeAction(action),
      index: Number(index),
      phase: Number(phase),
      result: Number(result) >>> 0,
      inf: inf.trim(),
    }),
  },
  {
    kind: 'cbs.doqe-result',
    needle: 'Doqe: Recording result: ',
    pattern: /^Doqe: Recording result: 0x([0-9a-f]{1,8}), for Inf: (.+)/i,
    read: ([, code = '', inf = '']) => ({ inf: inf.trim(), code: Number.parseInt(code, 16) }),
  },
  {
    kind: 'cbs.boot-work',
    needle: ['Shtd: ', 'Startup: ', 'Winlogon: '],
    pattern: /^(Shtd|Startup|Winlogon): (.+)/,
    read: ([text, stage, what = '']) =>
      IDLE_BOOT_WORK.test(text)
        ? null
        : { stage: stage as 'Shtd' | 'Startup' | 'Winlogon', text: what.trim() },
  },
  {
    // `Reboot mark set` is not among them: every session sets and clears it.
    kind: 'cbs.reboot',
    needle: ['reboot', 'restart'],
    pattern:
      /(?:Setting reboot in progress flag|reboot is required|Waiting for reboot|restart required to continue|A restart has been initiated|forces reboot).*/,
    read: (_, { message }) => ({ text: message.trim() }),
  },
  {
    kind: 'cbs.rollback',
    needle: ['Rolling back', 'rolling back', 'rolled back', 'rollback will be'],
    pattern: /(?:R|r)oll(?:ing|ed) back|rollback will be initiated/,
    read: (_, { message }) => ({ text: message.trim() }),
  },
  servicingFailure,
]
