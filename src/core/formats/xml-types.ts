/** The words in which an XML format is declared; `xmlFormat` of xml-format.ts makes a format of them. */
import type { EventFields, EventKind } from '../model/event-kinds.ts'
import type { LevelValue } from '../model/event-table.ts'
import type { Code, Localized, WallMs } from '../model/units.ts'
import type { Head, Sample } from './format.ts'
import type { XmlElement } from './xml-element.ts'
import type { XmlRoot } from './xml-root.ts'

/** What an element says. */
export interface RecordReading {
  /** As printed; absent = the row takes the time of the row above. */
  readonly time?: WallMs
  /** Absent = Info. */
  readonly level?: LevelValue
  readonly component?: string
  /** Absent = 0. */
  readonly code?: Code
  readonly signals?: readonly SignalDraft[]
}

/** A signal without its row. `line`: absent = that of the record's element. */
export type SignalDraft = {
  readonly [K in EventKind]: { readonly kind: K; readonly line?: number } & EventFields[K]
}[EventKind]

/** null = the element is no record. `element.parent` and further leads to what stands around it. */
export type RecordReader<State> = (element: XmlElement, state: State) => RecordReading | null

interface DefinitionBase<State> {
  readonly id: string
  readonly title: string | Localized
  readonly docs: string
  readonly names: readonly RegExp[]
  readonly samples: readonly Sample[]
  readonly emits: readonly EventKind[]
  /** 0..1, by the outermost element; texts that do not begin as XML are never asked for. */
  readonly sniff: (root: XmlRoot, head: Head) => number
  /** By the element's name as printed (`z:row`), or by its name behind any prefix (`row`). */
  readonly records: Readonly<Record<string, RecordReader<State>>>
  /** A log that a program writes record by record: one that ends between two records is not cut. */
  readonly grows?: true
  /** HTML: names in any case, elements that are never closed, nothing that would be a fault. Names come in lower case. */
  readonly html?: true
  /** Several documents may stand one after another, without a root around them: output of a tool, record by record. */
  readonly manyRoots?: true
}

export type XmlFormatDefinition<State> = DefinitionBase<State> &
  (undefined extends State
    ? { readonly newState?: () => State }
    : { readonly newState: () => State })
