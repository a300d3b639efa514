/**
 * An inflater for what the browser's own cannot do: tell how far it came in a damaged or cut stream
 * and give all bytes up to there, ignore what follows the end, and read Deflate64, which Explorer
 * writes for files over 2 GiB. RFC 1951; Deflate64 differs in three places marked below
 * (APPNOTE.TXT 4.4.5 only names it; its tables are those of Info-ZIP's inflate.c).
 *
 * Around 100 MB/s, a third of the native one: the second choice wherever that works.
 */

export type DeflateVariant = 'deflate' | 'deflate64'

/** Deflate reaches back 32 KiB, Deflate64 64 KiB; one size serves both. */
const HISTORY = 65536
const CHUNK = 256 * 1024
/** Longest match: 258, in Deflate64 65,538. */
const LONGEST_MATCH = 65538 + 3
/** Bits that one length and distance can take at most: 15 + 16 + 15 + 14. */
const SYMBOL_BITS = 64
/** Bytes that a dynamic block's header can take at most: 17 + 19 * 3 + 320 * (7 + 7) bits. */
const HEADER_BYTES = 600
/** So that a read across the end gives zeros instead of undefined. */
const PADDING = 16

const CODE_LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

interface Alphabet {
  readonly lengthBase: Uint32Array
  readonly lengthExtra: Uint8Array
  readonly distanceBase: Uint32Array
  readonly distanceExtra: Uint8Array
}

/** Table look-up of a prefix code: the next `bits` bits give `symbol << 4 | length`, 0 = no such code. */
interface PrefixCode {
  readonly table: Uint16Array
  readonly mask: number
}

const ALPHABETS: Readonly<Record<DeflateVariant, Alphabet>> = {
  deflate: alphabet('deflate'),
  deflate64: alphabet('deflate64'),
}

const FIXED_LITERALS = prefixCode(
  Uint8Array.from({ length: 288 }, (_, i) => {
    if (i < 144) return 8
    if (i < 256) return 9
    return i < 280 ? 7 : 8
  }),
)
const FIXED_DISTANCES = prefixCode(new Uint8Array(32).fill(5))

type Stage = 'block' | 'stored' | 'codes' | 'done' | 'damaged'

export class Inflater {
  readonly #alphabet: Alphabet
  readonly #farthest: number
  readonly #out = new Uint8Array(HISTORY + CHUNK + LONGEST_MATCH)
  /** Bytes of #out that are written, and that were given away. */
  #written = 0
  #given = 0
  #input = new Uint8Array(PADDING)
  /** Length of the input in bits, and where reading stands. */
  #inputBits = 0
  #bit = 0
  /** Bytes that went by before #input. */
  #before = 0
  #stage: Stage = 'block'
  #isLastBlock = false
  #storedLeft = 0
  #literals = FIXED_LITERALS
  #distances = FIXED_DISTANCES
  #damage: string | null = null

  constructor(variant: DeflateVariant = 'deflate') {
    this.#alphabet = ALPHABETS[variant]
    this.#farthest = variant === 'deflate' ? 32768 : 65536
  }

  /** True when the last block ended: everything is there. */
  get isDone(): boolean {
    return this.#stage === 'done'
  }

  /** What was wrong, or null. A cut stream is not damaged, only not done. */
  get damage(): string | null {
    return this.#damage
  }

  /** Bytes of input used; after the end, exactly the length of the deflate stream. */
  get consumed(): number {
    return this.#before + ((this.#bit + 7) >>> 3)
  }

  /** After the end: the input that follows the deflate stream, as far as it was pushed. */
  rest(): Uint8Array {
    return this.#input.subarray((this.#bit + 7) >>> 3, this.#inputBits >>> 3)
  }

  /**
   * Adds input and gives what comes out of it, in chunks of some 256 KiB which belong to the caller.
   * `isLast` = no more input follows. Run it to its end before the next push.
   */
  *push(bytes: Uint8Array, isLast: boolean): Generator<Uint8Array<ArrayBuffer>, void, undefined> {
    this.#append(bytes)
    while (this.#stage !== 'done' && this.#stage !== 'damaged') {
      const hasProgressed = this.#step(isLast)
      if (this.#written >= HISTORY + CHUNK) yield this.#take()
      if (!hasProgressed) break
    }
    if (this.#written > this.#given) yield this.#take()
  }

  #append(bytes: Uint8Array): void {
    const from = this.#bit >>> 3
    const left = (this.#inputBits >>> 3) - from
    const input = new Uint8Array(left + bytes.length + PADDING)
    input.set(this.#input.subarray(from, from + left))
    input.set(bytes, left)
    this.#before += from
    this.#input = input
    this.#inputBits = (left + bytes.length) * 8
    this.#bit &= 7
  }

  #take(): Uint8Array<ArrayBuffer> {
    const chunk = this.#out.slice(this.#given, this.#written)
    if (this.#written > HISTORY) {
      this.#out.copyWithin(0, this.#written - HISTORY, this.#written)
      this.#written = HISTORY
    }
    this.#given = this.#written
    return chunk
  }

  #fail(what: string): boolean {
    this.#stage = 'damaged'
    this.#damage = what
    return false
  }

  /** One step of the current stage; false = more input is wanted, or it is over. */
  #step(isLast: boolean): boolean {
    if (this.#stage === 'stored') return this.#copyStored()
    if (this.#stage === 'codes') return this.#decodeCodes(isLast)
    const isEnough = isLast || this.#inputBits - this.#bit >= HEADER_BYTES * 8
    return isEnough && this.#readBlockHeader()
  }

  #peek(bit: number): number {
    const input = this.#input
    const at = bit >>> 3
    return ((input[at]! | (input[at + 1]! << 8) | (input[at + 2]! << 16)) >>> (bit & 7)) & 0xffff
  }

  #readBlockHeader(): boolean {
    const start = this.#peek(this.#bit)
    const type = (start >>> 1) & 3
    let bit = this.#bit + 3
    if (bit > this.#inputBits) return false
    if (type === 3) return this.#fail('block type 3 does not exist')
    if (type === 0) {
      bit = (bit + 7) & ~7
      if (bit + 32 > this.#inputBits) return false
      const length = this.#peek(bit)
      if ((this.#peek(bit + 16) ^ 0xffff) !== length) {
        return this.#fail('length of a stored block does not match its complement')
      }
      bit += 32
      this.#storedLeft = length
    } else if (type === 1) {
      this.#literals = FIXED_LITERALS
      this.#distances = FIXED_DISTANCES
    } else {
      const end = this.#readDynamicCodes(bit)
      if (end > this.#inputBits) return false
      if (end < 0) return this.#fail('code lengths of a dynamic block are impossible')
      bit = end
    }
    this.#bit = bit
    this.#isLastBlock = (start & 1) === 1
    this.#stage = type === 0 ? 'stored' : 'codes'
    return true
  }

  /** Returns the bit after the header; -1 = impossible. */
  #readDynamicCodes(start: number): number {
    const counts = this.#peek(start)
    const literalCount = (counts & 31) + 257
    const distanceCount = ((counts >>> 5) & 31) + 1
    const orderCount = ((counts >>> 10) & 15) + 4
    let bit = start + 14
    const orderLengths = new Uint8Array(19)
    for (let i = 0; i < orderCount; i++, bit += 3) {
      orderLengths[CODE_LENGTH_ORDER[i]!] = this.#peek(bit) & 7
    }
    const order = prefixCode(orderLengths)
    const lengths = new Uint8Array(literalCount + distanceCount)
    for (let i = 0; i < lengths.length;) {
      if (bit > this.#inputBits) return bit
      const entry = order.table[this.#peek(bit) & order.mask]!
      if (entry === 0) return -1
      bit += entry & 15
      const symbol = entry >>> 4
      if (symbol < 16) {
        lengths[i++] = symbol
        continue
      }
      if (symbol === 16 && i === 0) return -1
      const value = symbol === 16 ? lengths[i - 1]! : 0
      const extra = symbol === 18 ? 7 : symbol - 14
      const repeat = (symbol === 18 ? 11 : 3) + (this.#peek(bit) & ((1 << extra) - 1))
      bit += extra
      if (i + repeat > lengths.length) return bit > this.#inputBits ? bit : -1
      lengths.fill(value, i, i + repeat)
      i += repeat
    }
    this.#literals = prefixCode(lengths.subarray(0, literalCount))
    this.#distances = prefixCode(lengths.subarray(literalCount))
    return bit
  }

  #copyStored(): boolean {
    const from = this.#bit >>> 3
    const available = (this.#inputBits >>> 3) - from
    const room = this.#out.length - this.#written
    const length = Math.min(this.#storedLeft, available, room)
    this.#out.set(this.#input.subarray(from, from + length), this.#written)
    this.#written += length
    this.#bit += length * 8
    this.#storedLeft -= length
    if (this.#storedLeft === 0) this.#endBlock()
    return this.#storedLeft === 0 || length > 0
  }

  #endBlock(): void {
    this.#stage = this.#isLastBlock ? 'done' : 'block'
  }

  /**
   * The hot loop: a symbol is decoded wherever `SYMBOL_BITS` are left. At the very end of the input
   * it is decoded over the padding, and taken back if it turns out to need bits that are not there.
   */
  #decodeCodes(isLast: boolean): boolean {
    const { lengthBase, lengthExtra, distanceBase, distanceExtra } = this.#alphabet
    const { table: literals, mask: literalMask } = this.#literals
    const { table: distances, mask: distanceMask } = this.#distances
    const input = this.#input
    const out = this.#out
    const inputBits = this.#inputBits
    const stop = isLast ? inputBits : inputBits - SYMBOL_BITS
    let bit = this.#bit
    let written = this.#written
    let damage: string | null = null
    let isBlockOver = false
    while (bit < stop && written < HISTORY + CHUNK) {
      let at = bit >>> 3
      let bits = (input[at]! | (input[at + 1]! << 8) | (input[at + 2]! << 16)) >>> (bit & 7)
      const entry = literals[bits & literalMask]!
      let next = bit + (entry & 15)
      const symbol = entry >>> 4
      if (entry === 0) {
        damage = 'a code that no symbol has'
        break
      }
      if (symbol < 256) {
        if (next > inputBits) break
        out[written++] = symbol
        bit = next
        continue
      }
      if (symbol === 256) {
        if (next > inputBits) break
        bit = next
        isBlockOver = true
        break
      }
      at = next >>> 3
      bits = (input[at]! | (input[at + 1]! << 8) | (input[at + 2]! << 16)) >>> (next & 7)
      const lengthBits = lengthExtra[symbol - 257]
      const length = lengthBase[symbol - 257]! + (bits & ((1 << lengthBits!) - 1))
      next += lengthBits!
      at = next >>> 3
      bits = (input[at]! | (input[at + 1]! << 8) | (input[at + 2]! << 16)) >>> (next & 7)
      const distanceEntry = distances[bits & distanceMask]!
      next += distanceEntry & 15
      at = next >>> 3
      bits = (input[at]! | (input[at + 1]! << 8) | (input[at + 2]! << 16)) >>> (next & 7)
      const distanceBits = distanceExtra[distanceEntry >>> 4]
      const distance = distanceBase[distanceEntry >>> 4]! + (bits & ((1 << distanceBits!) - 1))
      next += distanceBits!
      if (next > inputBits) break
      if (lengthBits === undefined || distanceBits === undefined || distanceEntry === 0) {
        damage = 'a length or distance that does not exist'
        break
      }
      if (distance > written || distance > this.#farthest) {
        damage = 'a distance that reaches before the start'
        break
      }
      for (let from = written - distance, end = written + length; written < end;) {
        out[written++] = out[from++]!
      }
      bit = next
    }
    const hasProgressed = bit > this.#bit
    this.#bit = bit
    this.#written = written
    if (damage !== null) return this.#fail(damage)
    if (isBlockOver) this.#endBlock()
    return hasProgressed
  }
}

function alphabet(variant: DeflateVariant): Alphabet {
  const lengthBase = new Uint32Array(29)
  const lengthExtra = new Uint8Array(29)
  for (let i = 0, base = 3; i < 28; i++) {
    lengthExtra[i] = i < 8 ? 0 : (i >> 2) - 1
    lengthBase[i] = base
    base += 1 << lengthExtra[i]!
  }
  // Symbol 285: 258 without extra bits; in Deflate64, 3 and 16 extra bits.
  lengthBase[28] = variant === 'deflate' ? 258 : 3
  lengthExtra[28] = variant === 'deflate' ? 0 : 16
  // Distances 30 and 31 exist in Deflate64 only.
  const distanceCount = variant === 'deflate' ? 30 : 32
  const distanceBase = new Uint32Array(distanceCount)
  const distanceExtra = new Uint8Array(distanceCount)
  for (let i = 0, base = 1; i < distanceCount; i++) {
    distanceExtra[i] = i < 4 ? 0 : (i >> 1) - 1
    distanceBase[i] = base
    base += 1 << distanceExtra[i]!
  }
  return { lengthBase, lengthExtra, distanceBase, distanceExtra }
}

/** An over-subscribed set gives an empty table, so that its first use is found damaged. */
function prefixCode(lengths: Uint8Array): PrefixCode {
  const counts = new Uint16Array(16)
  let longest = 1
  for (const length of lengths) {
    counts[length]!++
    if (length > longest) longest = length
  }
  const table = new Uint16Array(1 << longest)
  const mask = table.length - 1
  const nextCode = new Uint32Array(16)
  let code = 0
  for (let length = 1; length <= longest; length++) {
    code = (code + (length === 1 ? 0 : counts[length - 1]!)) << 1
    if (code + counts[length]! > 1 << length) return { table, mask }
    nextCode[length] = code
  }
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol]!
    if (length === 0) continue
    const reversed = reverseBits(nextCode[length]!++, length)
    const entry = (symbol << 4) | length
    for (let i = reversed; i < table.length; i += 1 << length) table[i] = entry
  }
  return { table, mask }
}

function reverseBits(code: number, length: number): number {
  let reversed = 0
  for (let i = 0; i < length; i++) reversed |= ((code >>> i) & 1) << (length - 1 - i)
  return reversed
}
