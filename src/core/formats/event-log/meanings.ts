/** (provider, id) -> what the event says: one table for .evtx and for every export of event logs. */
import { lookUp } from '../../codes/look-up.ts'
import type { Code, Localized } from '../../model/units.ts'
import { deviceSetupMeanings, userPnpMeanings } from './driver-install-meanings.ts'
import { kernelPnpMeanings } from './kernel-pnp-meanings.ts'
import type { EventMeaning, EventSignal, ProviderMeanings } from './meaning.ts'
import { codeOf, numberOf, valueOf, type EventRecord } from './record.ts'
import { auditMeanings, errorReportingMeanings } from './report-meanings.ts'
import { servicingMeanings } from './servicing-meanings.ts'
import { systemMeanings } from './system-meanings.ts'
import { updateClientMeanings } from './update-client-meanings.ts'

const PROVIDERS: readonly ProviderMeanings[] = [
  ...systemMeanings,
  kernelPnpMeanings,
  userPnpMeanings,
  deviceSetupMeanings,
  updateClientMeanings,
  servicingMeanings,
  errorReportingMeanings,
  auditMeanings,
]

const PREFIX = 'microsoft-windows-'

const byProvider: ReadonlyMap<string, ReadonlyMap<number, EventMeaning>> = new Map(
  PROVIDERS.flatMap(({ names, events }) => {
    const byId = new Map(events.map((event) => [event.id, event]))
    return names.map((name) => [name, byId] as const)
  }),
)

/** The events of a provider that mean something, by id; null for a provider of none. Ask once per provider, not per record. */
export function meaningsOf(provider: string): ReadonlyMap<number, EventMeaning> | null {
  const name = provider.toLowerCase()
  return byProvider.get(name.startsWith(PREFIX) ? name.slice(PREFIX.length) : name) ?? null
}

export function meaningOf(event: EventRecord): EventMeaning | null {
  return meaningsOf(event.provider)?.get(event.id) ?? null
}

/** What the record says to the story; [] for most. The caller adds row and line. */
export function signalsOfEvent(event: EventRecord): readonly EventSignal[] {
  return meaningOf(event)?.signals?.(event) ?? []
}

/** Our own message for the record, null where there is none for its id. One line in each language. */
export function messageOfEvent(event: EventRecord): Localized | null {
  const meaning = meaningOf(event)
  if (meaning === null) return null
  return { en: fillIn(meaning.text.en, event), zh: fillIn(meaning.text.zh, event) }
}

/** Names of values that hold a result: `errorCode`, `Status`, `HRESULT`, `InstallStatus`. */
const RESULT_NAME = /(?:error|errorcode|status|statuscode|hresult|result|resultcode|returncode)$/i

/** A failing HRESULT or NTSTATUS inside a text. */
const FAILURE = /\b0x[89c][0-9a-f]{7}\b/i

/**
 * The result code that a record of an error or a warning tells: that of its signals, else of a value that is named for it, else
 * the first failing code inside a text. 0 = none.
 */
export function codeOfEvent(event: EventRecord, signals = signalsOfEvent(event)): Code {
  for (const signal of signals) if ('code' in signal && signal.code !== 0) return signal.code
  for (const { name, value } of event.data) {
    const code = RESULT_NAME.test(name) ? codeOf(value) : 0
    if (code !== 0) return code
  }
  for (const { value } of event.data) {
    const code = codeOf(FAILURE.exec(value)?.[0] ?? '')
    if (code !== 0) return code
  }
  return codeOf(FAILURE.exec(event.message)?.[0] ?? '')
}

/** Longest value inside a message: lists of updates and of outranked drivers run to thousands of characters. */
const MOST_INSERT = 400

/** `{Name}`, `{Name|3}`, `{Name|3:code}`: see EventMeaning.text. */
export function fillIn(text: string, event: EventRecord): string {
  return text.replaceAll(
    /\{(\w*)(?:\|(\d+))?(?::(\w+))?\}/g,
    (_, name: string, place: string | undefined, form: string | undefined) => {
      const value = valueOf(event, name, place === undefined ? -1 : Number(place))
      const shown = inForm(value, form).replaceAll(/\s+/g, ' ').trim()
      if (shown === '') return '-'
      return shown.length > MOST_INSERT ? `${shown.slice(0, MOST_INSERT)}…` : shown
    },
  )
}

function inForm(value: string, form: string | undefined): string {
  if (form === undefined || Number.isNaN(numberOf(value))) return value
  const code = codeOf(value)
  if (form === 'problem') return withName(`${code}`, lookUp(code, { family: 'cm-prob' }).name)
  if (form === 'stop')
    return withName(
      `0x${code.toString(16).toUpperCase()}`,
      code === 0 ? null : lookUp(code, { family: 'bugcheck' }).name,
    )
  const { hex, name } = lookUp(code)
  return withName(hex, name)
}

function withName(number: string, name: string | null): string {
  return name === null ? number : `${number} ${name}`
}
