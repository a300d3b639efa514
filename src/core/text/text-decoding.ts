/**
 * The encodings of one text, decided as late as the text needs. A log of 50 MB may be ASCII for its first 40: until a byte
 * >= 0x80 is met, all candidates read alike, and the first lines that hold some decide. Lines that come later and are not
 * explained by what was decided open the question again: another program has written on in its own encoding.
 */
import type { EncodingName } from '../model/log-file.ts'
import { decoderFor, type Decode } from './decoder.ts'
import { isWide, type DetectedEncoding } from './encoding.ts'
import { weighEncodings, type Weighed, type WeighedEncoding } from './guess/weigh.ts'
import { HighLines } from './high-lines.ts'
import { oddLines } from './odd-lines.ts'
import { textPages } from './text-pages.ts'
import { firstHighByte } from './utf8.ts'

/** At these counts of high bytes the evidence is weighed; the last one settles it in any case. */
const WEIGHED_AT = [64, 512, 4096]
const SURE = 0.9
/** Before it is settled, evidence is weighed again where there is so much more of it. */
const MUCH_MORE = 1.3
/** Another encoding in the same file must be told at least so surely. */
const LEAST_CONFIDENCE = 0.6
/** Fewer stray bytes than this in a text of UTF-8 are no other encoding. */
const LEAST_BYTES = 6
/** How often lines that are not explained may open the question again. */
const MOST_QUESTIONS = 6

export class TextDecoding implements Weighed {
  encoding: EncodingName
  confidence: number
  /** Encodings of some lines, beside `encoding`. */
  others: readonly WeighedEncoding[] = []
  /** Bytes seen since it is open what some lines are in; 0 = nothing is open. */
  openBytes = 0
  readonly #isFixed: boolean
  readonly #marked: boolean
  /** The first question is answered; from then on, lines are only watched. */
  #isDecided = false
  /** Lines that the open question is about. */
  #sample = new HighLines()
  #decode: Decode
  #stage = 0
  /** High bytes in the sample when it was last weighed. */
  #weighed = 0
  #questions = 0

  /** `override`: the person's own choice; nothing is guessed then. */
  constructor(detected: DetectedEncoding, override?: EncodingName) {
    this.#isFixed = override !== undefined && override !== 'binary'
    this.#marked = detected.encoding.startsWith('utf-8') && detected.bomBytes === 3
    if (this.#isFixed) {
      this.encoding = override as EncodingName
      this.confidence = 1
    } else if (isWide(detected.encoding)) {
      // It comes here as UTF-8; what is not, are lines of bytes that were added to it.
      this.encoding = 'utf-8'
      this.confidence = detected.confidence
      this.#isDecided = true
    } else {
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
    if (this.#isFixed || this.#questions > MOST_QUESTIONS) return
    const first = firstHighByte(lines, 0)
    const isOpen = this.openBytes > 0
    if (first < lines.length) {
      if (!this.#isDecided) this.#collect(lines.subarray(lines.lastIndexOf(LF, first) + 1))
      // Behind the line that decided, others may follow that it does not explain.
      if (this.#isDecided) this.#watch(lines, first)
    }
    if (isOpen && this.openBytes > 0) this.openBytes += lines.length
  }

  /** Weighs what has come so far; called where a line must be decoded, and at the end of the text. */
  weighNow(isLast = false): void {
    const { highBytes } = this.#sample
    // A little more evidence is not worth another weighing.
    const isMore = isLast ? highBytes > this.#weighed : highBytes >= this.#weighed * MUCH_MORE
    if (this.openBytes > 0 && isMore) this.#weigh(false)
  }

  #collect(lines: Uint8Array): void {
    this.openBytes ||= 1
    this.#sample.add(lines, () => {
      this.#weighAtStage()
      return this.openBytes > 0 ? 'go-on' : 'enough'
    })
    if (this.openBytes > 0 && this.#sample.isFull) this.#weigh(true)
  }

  #watch(lines: Uint8Array, first: number): void {
    for (const line of oddLines(lines, first, textPages(this.encoding, this.others))) {
      if (this.#questions > MOST_QUESTIONS) return
      this.#collect(line)
    }
  }

  #weighAtStage(): void {
    const wanted = WEIGHED_AT[this.#stage]
    if (wanted === undefined || this.#sample.highBytes < wanted) return
    this.#stage++
    this.#weigh(this.#stage === WEIGHED_AT.length)
  }

  #weigh(atLast: boolean): void {
    const { bytes, highBytes } = this.#sample
    this.#weighed = highBytes
    const found = weighEncodings(bytes, this.#marked && !this.#isDecided)
    if (!this.#isDecided) this.#choose(found.encoding, found.confidence, found.others)
    else this.#add([found, ...found.others], highBytes)
    if (atLast || found.confidence >= SURE) this.#settle()
  }

  /** The question is answered; the next one begins with no evidence. */
  #settle(): void {
    this.#isDecided = true
    this.openBytes = 0
    this.#sample = new HighLines()
    this.#stage = 0
    this.#weighed = 0
    this.#questions++
  }

  #add(found: readonly WeighedEncoding[], highBytes: number): void {
    const { utf8 } = textPages(this.encoding, this.others)
    const isStray = utf8 && (highBytes < LEAST_BYTES || found[0]?.encoding === 'utf-8*')
    if (isStray) {
      if (this.encoding === 'utf-8') this.#choose('utf-8*', this.confidence, this.others)
      return
    }
    const known = new Set([this.encoding, ...this.others.map(({ encoding }) => encoding)])
    const added = found.filter(
      ({ encoding, confidence }) => !known.has(encoding) && confidence >= LEAST_CONFIDENCE,
    )
    if (added.length > 0) this.#choose(this.encoding, this.confidence, [...this.others, ...added])
  }

  #choose(encoding: EncodingName, confidence: number, others: readonly WeighedEncoding[]): void {
    const isSame = encoding === this.encoding && others.length === this.others.length
    this.encoding = encoding
    this.confidence = confidence
    const isChanged =
      !isSame || others.some((one, at) => one.encoding !== this.others[at]?.encoding)
    this.others = others
    if (isChanged) this.#decode = decoderFor(encoding, others)
  }
}

const LF = 10
