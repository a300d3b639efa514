/**
 * An event that the update client reports, as ReportingEvents.log holds it and old WindowsUpdate.log quotes it. Tab separated,
 * behind event GUID and time: 1, event (`182` or `182 [AGENT_INSTALLING_FAILED]`), 101, {update}, revision, result (hexadecimal
 * without 0x), client, Success or Failure, phase, text in the language of the system.
 * Names and numbers: https://learn.microsoft.com/troubleshoot/windows-server/installing-updates-features-roles/troubleshoot-windows-update-error-0x8024002e
 * and logs in public tickets.
 */
import type { EventFields } from '../../model/event-kinds.ts'
import { titleIn } from '../event-log/message-values.ts'
import { kbOf } from '../event-log/update-client-meanings.ts'
import { updateStep } from './update-names.ts'

type Step = EventFields['update.step']

/** Events without a name in brackets: what starts, and what neither starts nor ends (updates are ready, a restart is due). */
const BEGINNINGS = ['167', '181']
const ENDS = ['147', '148', '161', '162', '163', '182', '183']
const NO_UPDATE = '00000000-0000-0000-0000-000000000000'

/** `text`: from the event's number on. null = nothing that begins or ends. */
export function readReportEvent(text: string): Step | null {
  const [
    event = '',
    ,
    update = '',
    ,
    result = '',
    client = '',
    status = '',
    phase = '',
    words = '',
  ] = text.split('\t', 9)
  const step = stepOf(phase)
  if (step === null) return null
  const [number = '', name = ''] = event.split(' ')
  const state = stateOf(number, name)
  if (state === null) return null
  const id = update.replaceAll(/[{}]/g, '').toUpperCase()
  const ok = state === 'begin' || !/^fail/i.test(status)
  const title = id === NO_UPDATE ? '' : titleIn(words)
  return updateStep(step, state, {
    id: id === NO_UPDATE ? '' : id,
    title,
    kb: kbOf(title),
    ok,
    code: ok ? 0 : resultOf(result),
    client,
  })
}

function stepOf(phase: string): Step['step'] | null {
  switch (phase) {
    case 'Software Synchronization':
      return 'scan'
    case 'Content Download':
      return 'download'
    case 'Content Install':
      return 'install'
    case 'Content Uninstall':
      return 'uninstall'
    default:
      return null
  }
}

function stateOf(number: string, name: string): Step['state'] | null {
  if (name !== '') {
    if (/_STARTED\]/.test(name)) return 'begin'
    return /_(?:FINISHED|SUCCEEDED|FAILED|CANCELED|PENDING)\]/.test(name) ? 'end' : null
  }
  if (BEGINNINGS.includes(number)) return 'begin'
  return ENDS.includes(number) ? 'end' : null
}

/** Hexadecimal without 0x; small numbers are successes with a remark (240005: a restart is needed). */
export function resultOf(text: string): number {
  return /^[0-9a-f]{1,8}$/i.test(text) ? Number.parseInt(text, 16) : 0
}
