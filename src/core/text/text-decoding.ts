/**
 * The encoding of one text, decided as late as the text needs. A log of 50 MB may be ASCII for its first
 * 40: until a byte >= 0x80 is met, all candidates read alike, and the first lines that hold some decide.
 */
import type { EncodingName } from '../model/log-file.ts'
import { decoderFor, type Decode } from './decoder.ts'
import { guessText, isWide, type DetectedEncoding } from './encoding.ts'
import { HighLines } from './high-lines.ts'
import { firstHighByte } from './utf8.ts'

/** At these counts of high bytes the evidence is weighed; the last one settles it in any case. */
const WEIGHED_AT = [64, 512, 4096]
const SURE = 0.75

export class TextDecoding {
  encoding: EncodingName
  confidence: number
  /** True once no further evidence changes the encoding (a stray byte still makes `utf-8` `utf-8*`). */
  settled: boolean
  /** A byte >= 0x80 has been met in the text. */
  hasHigh = false
  readonly #marked: boolean
  readonly #sample = new HighLines()
  readonly #strict = new TextDecoder('utf-8', { fatal: true })
  #decode: Decode
  #stage = 0
  /** High bytes in the sample when it was last weighed. */
  #weighed = 0

  /** `override`: the person's own choice; nothing is guessed then. */
  constructor(detected: DetectedEncoding, override?: EncodingName) {
    const fixed = override !== undefined && override !== 'binary'
    const wide = isWide(detected.encoding)
    this.#marked = detected.encoding.startsWith('utf-8') && detected.bomBytes === 3
    this.encoding = detected.encoding
    this.confidence = detected.confidence
    this.settled = wide
    if (fixed) {
      this.encoding = override
      this.confidence = 1
      this.settled = true
    } else if (!wide) {
      // What the head suggested is found again by `observe`, in the same lines and without its cut end.
      this.encoding = this.#marked ? 'utf-8' : 'ascii'
      this.confidence = 1
    }
    this.#decode = decoderFor(this.encoding)
  }

  decode(bytes: Uint8Array): string {
    return this.#decode(bytes)
  }

  /** Takes the evidence of whole lines, in file order, each once. */
  observe(lines: Uint8Array): void {
    if (this.settled && this.encoding !== 'utf-8') return
    const first = firstHighByte(lines, 0)
    if (first === lines.length) return
    this.hasHigh = true
    if (!this.settled) {
      this.#sample.add(lines, () => {
        this.#weighAtStage()
        return this.settled ? 'enough' : 'go-on'
      })
      if (!this.settled && this.#sample.isFull) this.#weigh(true)
    }
    if (this.encoding === 'utf-8' && !this.#isStrict(lines.subarray(first))) {
      if (this.settled) this.#choose('utf-8*', 0.9)
    }
  }

  /** Weighs what has come so far; called where a line must be decoded, and at the end of the text. */
  weighNow(): void {
    if (this.settled || this.#sample.highBytes === this.#weighed) return
    this.#weigh(false)
  }

  #weighAtStage(): void {
    const wanted = WEIGHED_AT[this.#stage]
    if (wanted === undefined || this.#sample.highBytes < wanted) return
    this.#stage++
    this.#weigh(this.#stage === WEIGHED_AT.length)
  }

  #weigh(atLast: boolean): void {
    this.#weighed = this.#sample.highBytes
    const guess = guessText(this.#sample.bytes, this.#marked)
    this.#choose(guess.encoding, guess.confidence)
    this.settled = atLast || guess.confidence >= SURE
  }

  #choose(encoding: EncodingName, confidence: number): void {
    this.confidence = confidence
    if (encoding === this.encoding) return
    this.encoding = encoding
    this.#decode = decoderFor(encoding)
  }

  #isStrict(bytes: Uint8Array): boolean {
    try {
      this.#strict.decode(bytes)
      return true
    } catch {
      return false
    }
  }
}
