/** What one kind of event means: its own message (event logs store none) and the signals that it gives. */
import type { EventFields, EventKind } from '../../model/event-kinds.ts'
import type { Localized } from '../../model/units.ts'
import type { EventRecord } from './record.ts'

/** A signal without its place, which only the format knows. */
export type EventSignal = {
  readonly [K in EventKind]: { readonly kind: K } & EventFields[K]
}[EventKind]

export interface EventMeaning {
  readonly id: number
  /**
   * Our own words. `{Name}` stands for the value of that name, `{Name|3}` for the value at place 3 (from 0) where no value
   * has the name; `{Name:code}` prints a result code with its constant, `{Name:stop}` a bug check, `{Name:problem}` a device
   * problem. A value that is not there becomes `-`.
   */
  readonly text: Localized
  /** Nothing for the story: absent. */
  readonly signals?: (event: EventRecord) => readonly EventSignal[]
}

/** The events of one provider. */
export interface ProviderMeanings {
  /** Names under which records and exports print the provider, without the prefix `Microsoft-Windows-`, in lower case. */
  readonly names: readonly string[]
  readonly events: readonly EventMeaning[]
}

export function means(
  id: number,
  en: string,
  zh: string,
  signals?: (event: EventRecord) => readonly EventSignal[],
): EventMeaning {
  return signals === undefined ? { id, text: { en, zh } } : { id, text: { en, zh }, signals }
}
