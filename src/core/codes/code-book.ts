import type { Localized } from '../model/units.ts'
import { canonicalCode } from './code-value.ts'
import { explanationMap, type Explanation } from './explanation.ts'
import { nameTable, type NameTable } from './name-table.ts'

/*
 * The tables and explanations as data that is handed over: 80 kB compressed, which a page that is only being opened
 * does not need. Node opens the full book at start; the page loads it at the first drop and gives it to its workers, which cannot
 * load anything themselves.
 */

export type NameTableId =
  | 'win32'
  | 'hresult'
  | 'ntstatus'
  | 'cbs'
  | 'mosetup'
  | 'windowsUpdate'
  | 'supplement'
  | 'deviceProblem'
  | 'bugCheck'

/** A result with its extend code, the usual cause, and what to do. */
export type ExplainedPair = readonly [
  result: number,
  extend: number,
  cause: Localized,
  advice: Localized,
]

export interface CodeBook {
  /** In the notation of name-table.ts. */
  readonly names: Readonly<Record<NameTableId, string>>
  /** `code` by any spelling of a code, `deviceProblem` by problem number, `bugCheck` by base code. */
  readonly explanations: Readonly<
    Record<'code' | 'deviceProblem' | 'bugCheck', readonly Explanation[]>
  >
  readonly pairs: readonly ExplainedPair[]
}

const NO_TEXTS: ReadonlyMap<number, Localized> = new Map()
const NO_NAMES: NameTable = nameTable('')

let tables = new Map<NameTableId, NameTable>()
let texts = new Map<keyof CodeBook['explanations'], ReadonlyMap<number, Localized>>()
let opened: CodeBook | null = null

/** Makes `book` the one that every look-up reads from now on. */
export function openCodeBook(book: CodeBook): void {
  opened = book
  tables = new Map()
  texts = new Map()
}

export function isCodeBookOpen(): boolean {
  return opened !== null
}

/** Names of one family, empty while no book is open. */
export function namesOf(id: NameTableId): NameTable {
  if (opened === null) return NO_NAMES
  const known = tables.get(id)
  if (known !== undefined) return known
  const made = nameTable(opened.names[id])
  tables.set(id, made)
  return made
}

/** Explanations by canonical number, empty while no book is open. */
export function explanationsOf(id: keyof CodeBook['explanations']): ReadonlyMap<number, Localized> {
  if (opened === null) return NO_TEXTS
  const known = texts.get(id)
  if (known !== undefined) return known
  const rows = opened.explanations[id]
  const made = explanationMap(
    id === 'code' ? rows.map(([code, en, zh]) => [canonicalCode(code), en, zh] as const) : rows,
  )
  texts.set(id, made)
  return made
}

/** All explained pairs, none while no book is open. */
export function explainedPairsOf(): readonly ExplainedPair[] {
  return opened?.pairs ?? []
}
