/** Interns strings: columns hold small indexes, the text is kept once. Index 0 is the empty string. */
export class StringTable {
  readonly #strings: string[] = ['']
  readonly #index = new Map<string, number>([['', 0]])

  /** Index of `text`, added when it is new. */
  intern(text: string): number {
    const known = this.#index.get(text)
    if (known !== undefined) return known
    const index = this.#strings.length
    this.#strings.push(text)
    this.#index.set(text, index)
    return index
  }

  /** All strings by index; the array is live, callers do not change it. */
  get strings(): readonly string[] {
    return this.#strings
  }
}
