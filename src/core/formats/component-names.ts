/** Component names from bytes: a log has a dozen, repeated on every line, so no string is made per line. */

/** More names than this are not components: the head reader took something else for them. */
const MOST_NAMES = 1024

export class ComponentNames {
  readonly #intern: (name: string) => number
  /** Known names; the last one met is tried first. */
  readonly #known: { readonly bytes: Uint8Array; readonly index: number; readonly name: string }[] =
    []
  #last = 0

  constructor(intern: (name: string) => number) {
    this.#intern = intern
  }

  index(bytes: Uint8Array, start: number, length: number): number {
    const last = this.#known[this.#last]
    if (last !== undefined && isAt(last.bytes, bytes, start, length)) return last.index
    for (let i = 0; i < this.#known.length; i++) {
      const known = this.#known[i]
      if (known === undefined || !isAt(known.bytes, bytes, start, length)) continue
      this.#last = i
      return known.index
    }
    if (this.#known.length >= MOST_NAMES) return 0
    const copy = bytes.slice(start, start + length)
    const name = String.fromCharCode(...copy)
    this.#last = this.#known.length
    const index = this.#intern(name)
    this.#known.push({ bytes: copy, index, name })
    return index
  }

  /** The name of an index that `index` has returned; '' for others. */
  name(index: number): string {
    if (index === 0) return ''
    return this.#known.find((known) => known.index === index)?.name ?? ''
  }
}

function isAt(name: Uint8Array, bytes: Uint8Array, start: number, length: number): boolean {
  if (name.length !== length) return false
  for (let i = 0; i < length; i++) if (name[i] !== bytes[start + i]) return false
  return true
}
