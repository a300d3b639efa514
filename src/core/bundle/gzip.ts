/** Gzip (RFC 1952) by our own inflater: for damaged and cut files. Checks and sums are not looked at. */
import { Inflater } from './inflate.ts'

const HAS_CRC = 2
const HAS_EXTRA = 4
const HAS_NAME = 8
const HAS_COMMENT = 16

const HEADER_BYTES = 10
/** CRC and size behind each member. */
const TRAILER_BYTES = 8

/** Several members one after another, as `cat a.gz b.gz` makes them, are one file. */
export class GzipInflater {
  #inflater: Inflater | null = null
  /** Input that was not enough for a header yet. */
  #pending: Uint8Array = new Uint8Array(0)
  /** Bytes of the trailer that are still to come. */
  #trailerLeft = 0
  #before = 0
  #members = 0
  #isDone = false
  #damage: string | null = null

  /** True after the last input, where a member ended before it. */
  get isDone(): boolean {
    return this.#isDone
  }

  get damage(): string | null {
    return this.#damage ?? this.#inflater?.damage ?? null
  }

  get consumed(): number {
    return this.#before + (this.#inflater?.consumed ?? 0)
  }

  /** Members that came to their end. */
  get members(): number {
    return this.#members
  }

  /** See Inflater.push. */
  *push(bytes: Uint8Array, isLast: boolean): Generator<Uint8Array<ArrayBuffer>, void, undefined> {
    let input = joined(this.#pending, bytes)
    this.#pending = new Uint8Array(0)
    for (;;) {
      if (this.#inflater !== null) {
        yield* this.#inflater.push(input, isLast)
        if (!this.#inflater.isDone) return
        input = this.#inflater.rest()
        this.#before += this.#inflater.consumed
        this.#inflater = null
        this.#trailerLeft = TRAILER_BYTES
        this.#members++
      }
      const skipped = Math.min(this.#trailerLeft, input.length)
      this.#trailerLeft -= skipped
      input = this.#skip(input, skipped)
      const length = input.length === 0 ? 'too short' : headerLength(input)
      if (length === 'too short') {
        this.#pending = input.slice()
        this.#isDone = isLast && this.#members > 0
        return
      }
      if (length === 'no header') {
        // Padding or junk behind the last member is no damage.
        if (this.#members === 0) this.#damage = 'no gzip header'
        this.#isDone = this.#members > 0
        return
      }
      input = this.#skip(input, length)
      this.#inflater = new Inflater()
    }
  }

  #skip(input: Uint8Array, length: number): Uint8Array {
    this.#before += length
    return input.subarray(length)
  }
}

/** Length of the header at the start of `bytes`. */
export function headerLength(bytes: Uint8Array): number | 'no header' | 'too short' {
  if (bytes.length >= 3 && (bytes[0] !== 0x1f || bytes[1] !== 0x8b || bytes[2] !== 8)) {
    return 'no header'
  }
  if (bytes.length < HEADER_BYTES) return 'too short'
  const flags = bytes[3] ?? 0
  let at = HEADER_BYTES
  if ((flags & HAS_EXTRA) !== 0) {
    if (bytes.length < at + 2) return 'too short'
    at += 2 + (bytes[at] ?? 0) + ((bytes[at + 1] ?? 0) << 8)
  }
  for (const flag of [HAS_NAME, HAS_COMMENT]) {
    if ((flags & flag) === 0) continue
    const end = bytes.indexOf(0, at)
    if (end < 0) return 'too short'
    at = end + 1
  }
  if ((flags & HAS_CRC) !== 0) at += 2
  return at <= bytes.length ? at : 'too short'
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second
  const both = new Uint8Array(first.length + second.length)
  both.set(first)
  both.set(second, first.length)
  return both
}
