/** UTF-16 to UTF-8 in a stream: everything behind it works on bytes that are a superset of ASCII. */

export interface WideEnd {
  /** The stream ended with half a character. */
  readonly half: boolean
}

/** Bytes decoded at once, so that the string between the two encodings stays small. */
const STEP = 64 * 1024

/** The byte order mark is left out. `ended` is told of a last odd byte. Lone surrogates become U+FFFD. */
export async function* utf16ToUtf8(
  chunks: AsyncIterable<Uint8Array>,
  encoding: 'utf-16le' | 'utf-16be',
  ended?: (end: WideEnd) => void,
): AsyncGenerator<Uint8Array> {
  const units = new Utf16Units(encoding)
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += STEP) {
      const text = units.decode(chunk.subarray(at, at + STEP))
      if (text !== '') yield new TextEncoder().encode(text)
    }
  }
  const rest = units.finish()
  if (rest.text !== '') yield new TextEncoder().encode(rest.text)
  ended?.({ half: rest.half })
}

/** UTF-16 bytes in one piece, as a string. */
export function decodeUtf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): string {
  const units = new Utf16Units(encoding)
  return units.decode(bytes) + units.finish().text
}

/** Pairs bytes to units and keeps what a chunk has cut: half a unit, or half a surrogate pair. */
class Utf16Units {
  readonly #bigEndian: boolean
  readonly #decoder = new TextDecoder('utf-16le', { ignoreBOM: true })
  #halfUnit = -1
  #halfPair = -1
  #begun = false

  constructor(encoding: 'utf-16le' | 'utf-16be') {
    this.#bigEndian = encoding === 'utf-16be'
  }

  decode(bytes: Uint8Array): string {
    const units = new Uint16Array(((bytes.length + 1) >>> 1) + 1)
    let count = 0
    if (this.#halfPair >= 0) units[count++] = this.#halfPair
    this.#halfPair = -1
    for (const byte of bytes) {
      if (this.#halfUnit < 0) {
        this.#halfUnit = byte
        continue
      }
      units[count++] = this.#bigEndian ? this.#halfUnit * 256 + byte : byte * 256 + this.#halfUnit
      this.#halfUnit = -1
    }
    const last = count > 0 ? (units[count - 1] as number) : 0
    if (last >= 0xd800 && last < 0xdc00) {
      this.#halfPair = last
      count--
    }
    const skip = !this.#begun && units[0] === 0xfeff ? 1 : 0
    if (count > 0) this.#begun = true
    return this.#decoder.decode(units.subarray(skip, count))
  }

  finish(): { readonly text: string; readonly half: boolean } {
    const half = this.#halfUnit >= 0
    return { text: this.#halfPair >= 0 ? '\uFFFD' : '', half }
  }
}
