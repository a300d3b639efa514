/** Keys of the tree of files (the ARIA practices' treegrid): what a key press asks for. Plain: no element is touched here. */
import type { FileRow } from './file-rows.ts'

export type TreeCommand =
  | { readonly kind: 'move'; readonly to: number }
  | { readonly kind: 'open'; readonly row: FileRow }
  | { readonly kind: 'close'; readonly row: FileRow }
  | { readonly kind: 'open-siblings'; readonly row: FileRow }
  /** Show the file in the log. */
  | { readonly kind: 'show'; readonly row: FileRow }
  | { readonly kind: 'details'; readonly row: FileRow; readonly isOpen: boolean }

export interface TreePlace {
  readonly rows: readonly FileRow[]
  /** Row that has the focus. */
  readonly at: number
  /** Rows that a page key moves by. */
  readonly page: number
  /** Id of the node whose details are open; null = none. */
  readonly details: string | null
}

/** Null = no key of the tree's. */
export function treeCommand(
  key: string,
  { rows, at, page, details }: TreePlace,
): TreeCommand | null {
  const row = rows[at]
  if (row === undefined) return null
  const move = (to: number): TreeCommand => ({
    kind: 'move',
    to: Math.max(0, Math.min(rows.length - 1, to)),
  })
  const hasDetails = details === row.node.id
  switch (key) {
    case 'ArrowDown':
      return move(at + 1)
    case 'ArrowUp':
      return move(at - 1)
    case 'PageDown':
      return move(at + page)
    case 'PageUp':
      return move(at - page)
    case 'Home':
      return move(0)
    case 'End':
      return move(rows.length - 1)
    case 'ArrowRight':
      if (row.isOpen === false) return { kind: 'open', row }
      if (row.isOpen === true) return move(at + 1)
      return hasDetails ? null : { kind: 'details', row, isOpen: true }
    case 'ArrowLeft':
      if (row.isOpen === true) return { kind: 'close', row }
      if (hasDetails) return { kind: 'details', row, isOpen: false }
      return row.depth === 0 ? null : move(rowOfParent(rows, at))
    case '*':
      return { kind: 'open-siblings', row }
    case 'Enter':
      if (row.isOpen !== null) return { kind: row.isOpen ? 'close' : 'open', row }
      if (row.node.entry === null) return { kind: 'details', row, isOpen: !hasDetails }
      return { kind: 'show', row }
    case ' ':
      return { kind: 'details', row, isOpen: !hasDetails }
    default:
      return null
  }
}

function rowOfParent(rows: readonly FileRow[], at: number): number {
  const depth = rows[at]?.depth ?? 0
  for (let above = at - 1; above >= 0; above--) {
    if ((rows[above]?.depth ?? 0) < depth) return above
  }
  return at
}

/** Letters typed within this time are one word, in ms. */
const WORD_MS = 700

/** Finds a row by the letters that its name begins with. */
export class TypeAhead {
  #typed = ''
  #last = -Infinity

  /** Whether a blank would go on with a word, and is no key of its own. */
  isTyping(now: number): boolean {
    return this.#typed !== '' && now - this.#last < WORD_MS
  }

  /** Another key came between: the next letter begins a word. */
  forget(): void {
    this.#typed = ''
  }

  /** Row to go to; -1 = none. `now` in ms. */
  find(letter: string, rows: readonly FileRow[], at: number, now: number): number {
    this.#typed = this.isTyping(now) ? this.#typed + letter.toLowerCase() : letter.toLowerCase()
    this.#last = now
    // The same letter again goes on to the next name with it.
    const isRepeated = [...this.#typed].every((one) => one === this.#typed.charAt(0))
    const wanted = isRepeated ? this.#typed.charAt(0) : this.#typed
    const start = isRepeated ? at + 1 : at
    for (let step = 0; step < rows.length; step++) {
      const row = (start + step) % rows.length
      if (rows[row]?.node.name.toLowerCase().startsWith(wanted) === true) return row
    }
    return -1
  }
}
