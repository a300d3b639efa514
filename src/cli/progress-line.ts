/** One line on a terminal that overwrites itself; silent where stderr is a file or a pipe. */
import type { AnalyzeProgress } from '../core/pipeline/analyze.ts'

const INTERVAL_MS = 100
const WIDTH = 79

export class ProgressLine {
  readonly #write: (text: string) => void
  readonly #isShown: boolean
  #last = 0

  constructor(write: (text: string) => void, isTerminal: boolean) {
    this.#write = write
    this.#isShown = isTerminal
  }

  show({ doneBytes, totalBytes, entry }: AnalyzeProgress): void {
    const now = Date.now()
    if (!this.#isShown || now - this.#last < INTERVAL_MS) return
    this.#last = now
    const percent = totalBytes === 0 ? 100 : Math.floor((doneBytes / totalBytes) * 100)
    // File names are hostile: a terminal obeys control characters.
    const name = entry.replace(/\p{Cc}/gu, '?')
    this.#write(`\r${`${percent}% ${name}`.slice(0, WIDTH).padEnd(WIDTH)}`)
  }

  clear(): void {
    if (this.#isShown && this.#last > 0) this.#write(`\r${''.padEnd(WIDTH)}\r`)
  }
}
