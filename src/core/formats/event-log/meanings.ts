/** (provider, id) -> what the event says: one table for .evtx and for every export of event logs. */
import type { Code, Localized } from '../../model/units.ts'
import { deviceSetupMeanings, userPnpMeanings } from './driver-install-meanings.ts'
import { kernelPnpMeanings } from './kernel-pnp-meanings.ts'
import type { EventMeaning, EventSignal, ProviderMeanings } from './meaning.ts'
import { fillIn } from './message.ts'
import { codeOf, type EventRecord } from './record.ts'
import { failureOf, namesResult } from './result-code.ts'
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

/**
 * The result code that a record of an error or a warning tells: that of its signals, else of a value that is named for it, else
 * the first failing code inside a text. 0 = none.
 */
export function codeOfEvent(event: EventRecord, signals = signalsOfEvent(event)): Code {
  for (const signal of signals) if ('code' in signal && signal.code !== 0) return signal.code
  for (const { name, value } of event.data) {
    const code = namesResult(name) ? codeOf(value) : 0
    if (code !== 0) return code
  }
  for (const { value } of event.data) {
    const code = failureOf(value)
    if (code !== 0) return code
  }
  return failureOf(event.message)
}
