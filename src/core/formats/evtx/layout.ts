/** What a compiled template is: its XML, and where a record's values are found in it. */
import type { Part } from './xml-tree.ts'

/** Something that a record says: words of the template, a value of the record, or a mixture. */
export interface Slot {
  /** Number of the record's value, -1 where it is not exactly one. */
  readonly index: number
  /** The words, where no value is part of it; null otherwise. */
  readonly text: string | null
  readonly parts: readonly Part[]
}

/** A slot with the name that the viewer shows before it; '' for values by place. */
export interface Field extends Slot {
  readonly name: string
}

/** Where the elements of System stand; null = the template has none. */
export interface SystemLayout {
  readonly provider: Slot | null
  readonly id: Slot | null
  readonly version: Slot | null
  readonly level: Slot | null
  readonly time: Slot | null
  readonly recordId: Slot | null
  readonly channel: Slot | null
  readonly computer: Slot | null
}

export interface Template {
  readonly parts: readonly Part[]
  readonly system: SystemLayout | null
  /** Everything outside System, in document order. */
  readonly fields: readonly Field[]
}

/** Where a name is used: `at` counts from the begin of the template; `isHere`: the name itself follows. */
export interface NameUse {
  readonly at: number
  readonly name: string
  readonly isHere: boolean
}
