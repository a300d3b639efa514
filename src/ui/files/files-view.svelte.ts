/** How the reader looks at the files of one bundle: order, filter, open folders, the row that they are at. */
import { SvelteMap } from 'svelte/reactivity'
import type { LockedEntry } from '../../core/bundle/entry.ts'
import type { Analysis } from '../../core/model/analysis.ts'
import { readSetting, writeSetting } from '../../app/settings.ts'
import {
  arrangeRows,
  isFiltering,
  placesById,
  SORT_KEYS,
  type Arrangement,
  type ArrangedRows,
  type FileRow,
  type NodeWords,
  type SortKey,
} from './file-rows.ts'
import { buildFileTree, type FileNode, type FileTree } from './file-tree.ts'
import { FolderMemory, openAtFirst } from './open-folders.ts'

/** What outlives the bundle. */
type Order = Pick<Arrangement, 'sort' | 'descending' | 'isFlat'>

const SETTING = 'files'
const BY_NAME: Order = { sort: 'name', descending: false, isFlat: false }

const memory = new FolderMemory()

export class FilesView {
  readonly #source: () => { readonly analysis: Analysis; readonly locked: readonly LockedEntry[] }
  readonly #words: NodeWords
  #order = $state.raw<Order>(readSetting(SETTING, isOrder) ?? BY_NAME)
  #text = $state('')
  #onlyErrors = $state(false)
  #onlyProblems = $state(false)
  /** What was opened and closed by hand: in the whole tree, and while a filter shows a part of it. */
  readonly #said = new SvelteMap<string, boolean>()
  readonly #saidFiltered = new SvelteMap<string, boolean>()
  #rememberedFor = ''

  /** Id of the row that has the focus, or would take it. */
  active = $state<string | null>(null)
  /** Id of the row whose details are open; null = none. */
  details = $state<string | null>(null)

  readonly tree: FileTree = $derived.by(() => {
    const { analysis, locked } = this.#source()
    return buildFileTree(analysis, locked)
  })
  readonly #openAtFirst = $derived(openAtFirst(this.tree))
  readonly arrangement: Arrangement = $derived({
    ...this.#order,
    text: this.#text,
    onlyErrors: this.#onlyErrors,
    onlyProblems: this.#onlyProblems,
  })
  readonly isFiltering = $derived(isFiltering(this.arrangement))
  readonly arranged: ArrangedRows = $derived.by(() =>
    arrangeRows(this.tree, this.arrangement, (node) => this.isOpen(node), this.#words),
  )
  readonly rows: readonly FileRow[] = $derived(this.arranged.rows)
  readonly #places = $derived(placesById(this.rows))
  /** The row that has the focus, or would take it; -1 = there are none. */
  readonly activeAt = $derived(this.active === null ? 0 : (this.#places.get(this.active) ?? 0))

  constructor(
    source: () => { readonly analysis: Analysis; readonly locked: readonly LockedEntry[] },
    words: NodeWords,
  ) {
    this.#source = source
    this.#words = words
  }

  /** Takes up what was opened and closed in this bundle before. */
  recall(bundle: string): void {
    if (bundle === this.#rememberedFor) return
    this.#rememberedFor = bundle
    this.#said.clear()
    for (const [id, isOpen] of memory.recall(bundle)) this.#said.set(id, isOpen)
  }

  isOpen(node: FileNode): boolean {
    if (this.isFiltering) return this.#saidFiltered.get(node.id) ?? true
    return this.#said.get(node.id) ?? this.#openAtFirst.has(node.id)
  }

  setOpen(nodes: readonly FileNode[], isOpen: boolean): void {
    const said = this.isFiltering ? this.#saidFiltered : this.#said
    for (const { id } of nodes) said.set(id, isOpen)
    if (!this.isFiltering) memory.keep(this.#rememberedFor, said)
  }

  setAllOpen(isOpen: boolean): void {
    this.setOpen(
      this.tree.nodes.filter(({ children }) => children.length > 0),
      isOpen,
    )
  }

  rowOf(id: string): number {
    return this.#places.get(id) ?? -1
  }

  /** Names from A; counts from the greatest, since that is what one looks for. The same column again turns it round. */
  sortBy(sort: SortKey): void {
    const startsDown = !['name', 'format', 'encoding', 'clock'].includes(sort)
    const descending = this.#order.sort === sort ? !this.#order.descending : startsDown
    this.#setOrder({ ...this.#order, sort, descending })
  }

  get isFlat(): boolean {
    return this.#order.isFlat
  }

  set isFlat(isFlat: boolean) {
    this.#setOrder({ ...this.#order, isFlat })
  }

  get text(): string {
    return this.#text
  }

  set text(text: string) {
    this.#text = text
    this.#saidFiltered.clear()
  }

  get onlyErrors(): boolean {
    return this.#onlyErrors
  }

  set onlyErrors(only: boolean) {
    this.#onlyErrors = only
    this.#saidFiltered.clear()
  }

  get onlyProblems(): boolean {
    return this.#onlyProblems
  }

  set onlyProblems(only: boolean) {
    this.#onlyProblems = only
    this.#saidFiltered.clear()
  }

  clearFilter(): void {
    this.text = ''
    this.onlyErrors = false
    this.onlyProblems = false
  }

  #setOrder(order: Order): void {
    this.#order = order
    writeSetting(SETTING, order)
  }
}

function isOrder(value: unknown): value is Order {
  if (typeof value !== 'object' || value === null) return false
  const { sort, descending, isFlat } = value as Partial<Record<keyof Order, unknown>>
  return (
    SORT_KEYS.some((key) => key === sort) &&
    typeof descending === 'boolean' &&
    typeof isFlat === 'boolean'
  )
}
