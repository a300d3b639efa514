/** Looks for the rules' literals in the bytes of windows, for texts that are not read line by line. */
import type { TextWindow } from '../text/text-window.ts'
import type { TextSource } from './format.ts'
import { keptIndex, NO_KINDS } from './kept-indexes.ts'
import type { NeedleIndex } from './needle-index.ts'

const LF = 10

/** Signatures see this much of a line on either side of their literal, in bytes: see line-parse.ts. */
const MOST_READ_BYTES = 4096

export interface FoundSignature {
  readonly signature: string
  /** 1-based. */
  readonly line: number
  /** Where the literal stands, in bytes of the text. */
  readonly offset: number
  readonly groups: readonly string[]
}

export class SignatureScan {
  readonly #source: TextSource
  readonly #needles: NeedleIndex

  constructor(source: TextSource) {
    this.#source = source
    this.#needles = keptIndex(NO_KINDS, source.signatures)
  }

  /** Tells each signature once per line, in the order of the lines. */
  window({ bytes, line, offset: begin }: TextWindow, found: (hit: FoundSignature) => void): void {
    const { signatures } = this.#source
    let current = line
    let counted = 0
    let met = new Set<number>()
    this.#needles.scan(bytes, (offset, targets) => {
      const before = current
      for (; counted < offset; counted++) if (bytes[counted] === LF) current++
      if (current !== before) met = new Set()
      for (const target of targets) {
        const signature = signatures[target]
        if (signature === undefined || met.has(target)) continue
        met.add(target)
        const text = this.#source.decode(lineAround(bytes, offset))
        const groups = signature.pattern ? signature.pattern.exec(text) : [signature.needle]
        if (groups === null) continue
        found({
          signature: signature.id,
          line: current,
          offset: begin + offset,
          groups: groups.map((group) => group ?? ''),
        })
      }
    })
  }
}

function lineAround(bytes: Uint8Array, offset: number): Uint8Array {
  const start = Math.max(bytes.lastIndexOf(LF, offset) + 1, offset - MOST_READ_BYTES)
  const found = bytes.indexOf(LF, offset)
  let end = Math.min(found < 0 ? bytes.length : found, offset + MOST_READ_BYTES)
  while (end > start && (bytes[end - 1] === 13 || bytes[end - 1] === 0)) end--
  return bytes.subarray(start, end)
}
