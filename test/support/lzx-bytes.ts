/**
 * An LZX packer, since no program here writes cabinets with it: frames of 32 KiB, each one a block of the three kinds in
 * turn, so that a reader meets verbatim and aligned trees, repeated offsets, long matches and raw bytes.
 * The format: [MS-PATCH] 2.1 to 2.6, and the notes in libmspack's lzxd.c.
 */

export const FRAME = 0x8000
/** A window of 32 KiB has 30 position slots. */
export const WINDOW_BITS = 15
const SLOTS = 30
const CHARS = 256
const MAIN = CHARS + SLOTS * 8
const LENGTHS = 249
const LONGEST_MATCH = 257
const SHORTEST_MATCH = 3
const LONGEST_CODE = 16

const BLOCK = { verbatim: 1, aligned: 2, raw: 3 } as const

/** Footer bits and first formatted offset of each slot. */
const FOOTER = Array.from({ length: SLOTS }, (_, slot) => (slot < 4 ? 0 : (slot >> 1) - 1))
const BASE: number[] = []
for (let slot = 0, base = 0; slot < SLOTS; slot++) {
  BASE.push(base)
  base += 1 << (FOOTER[slot] ?? 0)
}

/** Words of 16 bits, little-endian, filled from the top. */
class BitWriter {
  readonly bytes: number[] = []
  #word = 0
  #used = 0

  put(value: number, bits: number): void {
    for (let i = bits - 1; i >= 0; i--) {
      this.#word = (this.#word << 1) | ((value >>> i) & 1)
      if (++this.#used === 16) this.#flush()
    }
  }

  get isAligned(): boolean {
    return this.#used === 0
  }

  align(): void {
    while (this.#used > 0) this.put(0, 1)
  }

  raw(bytes: Iterable<number>): void {
    for (const byte of bytes) this.bytes.push(byte)
  }

  #flush(): void {
    this.bytes.push(this.#word & 0xff, this.#word >>> 8)
    this.#word = 0
    this.#used = 0
  }
}

interface Code {
  readonly lengths: number[]
  readonly words: number[]
}

/** Canonical Huffman; counts are flattened until no code is too long. */
function huffman(counts: readonly number[], longest: number): Code {
  let weights = counts.map((count) => count)
  for (;;) {
    const lengths = codeLengths(weights)
    if (Math.max(...lengths) <= longest) return { lengths, words: codeWords(lengths) }
    weights = weights.map((weight) => (weight === 0 ? 0 : (weight >> 1) + 1))
  }
}

interface Node {
  readonly weight: number
  readonly symbols: readonly number[]
}

function codeLengths(weights: readonly number[]): number[] {
  const lengths = weights.map(() => 0)
  let nodes: Node[] = weights.flatMap((weight, symbol) =>
    weight === 0 ? [] : [{ weight, symbols: [symbol] }],
  )
  // A tree of one symbol has no shape that every reader takes.
  for (let symbol = 0; nodes.length < 2 && nodes.length > 0; symbol++) {
    if (weights[symbol] === 0) nodes.push({ weight: 1, symbols: [symbol] })
  }
  while (nodes.length > 1) {
    nodes = nodes.sort((a, b) => b.weight - a.weight)
    const [first, second] = [nodes.pop() as Node, nodes.pop() as Node]
    const symbols = [...first.symbols, ...second.symbols]
    for (const symbol of symbols) lengths[symbol]!++
    nodes.push({ weight: first.weight + second.weight, symbols })
  }
  return lengths
}

function codeWords(lengths: readonly number[]): number[] {
  const words = lengths.map(() => 0)
  let word = 0
  for (let length = 1; length <= LONGEST_CODE; length++) {
    for (const [symbol, one] of lengths.entries()) if (one === length) words[symbol] = word++
    word <<= 1
  }
  return words
}

type Token =
  | { readonly kind: 'literal'; readonly byte: number }
  | {
      readonly kind: 'match'
      readonly length: number
      readonly slot: number
      readonly footer: number
    }

/** Greedy matching within the window; a match never crosses a frame. */
class Matcher {
  readonly #bytes: Uint8Array
  readonly #last = new Map<number, number>()
  recent = [1, 1, 1]

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  tokens(from: number, to: number): Token[] {
    const tokens: Token[] = []
    for (let at = from; at < to;) {
      const offset = this.#offsetAt(at)
      const length = offset === 0 ? 0 : this.#lengthAt(at, offset, Math.min(to - at, LONGEST_MATCH))
      const step = length < SHORTEST_MATCH ? 1 : length
      if (step === 1) tokens.push({ kind: 'literal', byte: this.#bytes[at]! })
      else tokens.push(this.#match(length, offset))
      for (let i = 0; i < step; i++) this.#remember(at + i)
      at += step
    }
    return tokens
  }

  /** Raw bytes are seen by later matches as well. */
  skip(from: number, to: number): void {
    for (let at = from; at < to; at++) this.#remember(at)
  }

  #key(at: number): number {
    const bytes = this.#bytes
    return at + 2 < bytes.length ? bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) : -1
  }

  #remember(at: number): void {
    this.#last.set(this.#key(at), at)
  }

  #offsetAt(at: number): number {
    const found = this.#last.get(this.#key(at))
    const offset = found === undefined ? 0 : at - found
    return offset < FRAME - 3 ? offset : 0
  }

  #lengthAt(at: number, offset: number, most: number): number {
    let length = 0
    while (length < most && this.#bytes[at + length] === this.#bytes[at + length - offset]) length++
    return length
  }

  #match(length: number, offset: number): Token {
    const known = this.recent.indexOf(offset)
    if (known >= 0) {
      ;[this.recent[0], this.recent[known]] = [this.recent[known]!, this.recent[0]!]
      return { kind: 'match', length, slot: known, footer: 0 }
    }
    this.recent = [offset, this.recent[0]!, this.recent[1]!]
    const formatted = offset + 2
    const slot = BASE.findLastIndex((base) => base <= formatted)
    return { kind: 'match', length, slot, footer: formatted - BASE[slot]! }
  }
}

/** One array of bytes per frame. */
export function lzxFrames(content: Uint8Array): Uint8Array<ArrayBuffer>[] {
  const matcher = new Matcher(content)
  const frames: Uint8Array<ArrayBuffer>[] = []
  const kinds = ['verbatim', 'aligned', 'raw'] as const
  let main: number[] = Array<number>(MAIN).fill(0)
  let lengths: number[] = Array<number>(LENGTHS).fill(0)
  for (let from = 0; from < content.length; from += FRAME) {
    const to = Math.min(from + FRAME, content.length)
    const kind = kinds[frames.length % kinds.length]!
    const out = new BitWriter()
    // No translation of x86 calls.
    if (frames.length === 0) out.put(0, 1)
    out.put(BLOCK[kind], 3)
    out.put(to - from, 24)
    if (kind === 'raw') {
      putRaw(out, content.subarray(from, to), matcher.recent)
      matcher.skip(from, to)
    } else {
      const tokens = matcher.tokens(from, to)
      const used = putTokens(out, tokens, kind === 'aligned', main, lengths)
      main = used.main
      lengths = used.lengths
      out.align()
    }
    frames.push(Uint8Array.from(out.bytes))
  }
  return frames
}

function putRaw(out: BitWriter, bytes: Uint8Array, recent: readonly number[]): void {
  if (out.isAligned) out.put(0, 16)
  out.align()
  for (const offset of recent) {
    out.raw([offset & 0xff, (offset >>> 8) & 0xff, (offset >>> 16) & 0xff, offset >>> 24])
  }
  out.raw(bytes)
  if (bytes.length % 2 === 1) out.raw([0])
}

interface Trees {
  readonly main: number[]
  readonly lengths: number[]
}

function putTokens(
  out: BitWriter,
  tokens: readonly Token[],
  isAligned: boolean,
  mainBefore: readonly number[],
  lengthsBefore: readonly number[],
): Trees {
  const mainCounts = Array<number>(MAIN).fill(0)
  const lengthCounts = Array<number>(LENGTHS).fill(0)
  const alignedCounts = Array<number>(8).fill(0)
  for (const token of tokens) {
    if (token.kind === 'literal') mainCounts[token.byte]!++
    else {
      mainCounts[elementOf(token.slot, token.length)]!++
      if (token.length - 2 >= 7) lengthCounts[token.length - 9]!++
      if (FOOTER[token.slot]! >= 3) alignedCounts[token.footer & 7]!++
    }
  }
  const main = huffman(mainCounts, LONGEST_CODE)
  const length = huffman(lengthCounts, LONGEST_CODE)
  const aligned = huffman(alignedCounts, 7)
  if (isAligned) for (const bits of aligned.lengths) out.put(bits, 3)
  putLengths(out, main.lengths.slice(0, CHARS), mainBefore.slice(0, CHARS))
  putLengths(out, main.lengths.slice(CHARS), mainBefore.slice(CHARS))
  putLengths(out, length.lengths, lengthsBefore)
  const put = (code: Code, symbol: number): void => {
    out.put(code.words[symbol]!, code.lengths[symbol]!)
  }
  for (const token of tokens) {
    if (token.kind === 'literal') {
      put(main, token.byte)
      continue
    }
    put(main, elementOf(token.slot, token.length))
    if (token.length - 2 >= 7) put(length, token.length - 9)
    const bits = FOOTER[token.slot]!
    if (isAligned && bits >= 3) {
      out.put(token.footer >>> 3, bits - 3)
      put(aligned, token.footer & 7)
    } else out.put(token.footer, bits)
  }
  return { main: main.lengths, lengths: length.lengths }
}

function elementOf(slot: number, length: number): number {
  return CHARS + slot * 8 + Math.min(7, length - 2)
}

/** Lengths of a tree as differences from the tree before, run lengths of zeros taken together. */
function putLengths(out: BitWriter, now: readonly number[], before: readonly number[]): void {
  const symbols: (readonly [symbol: number, extra: number, bits: number])[] = []
  for (let i = 0; i < now.length;) {
    let zeros = 0
    while (i + zeros < now.length && now[i + zeros] === 0 && zeros < 51) zeros++
    if (zeros >= 20) symbols.push([18, zeros - 20, 5])
    else if (zeros >= 4) symbols.push([17, zeros - 4, 4])
    else {
      symbols.push([(before[i]! - now[i]! + 17) % 17, 0, 0])
      zeros = 1
    }
    i += zeros
  }
  const counts = Array<number>(20).fill(0)
  for (const [symbol] of symbols) counts[symbol]!++
  const code = huffman(counts, 15)
  for (const bits of code.lengths) out.put(bits, 4)
  for (const [symbol, extra, bits] of symbols) {
    out.put(code.words[symbol]!, code.lengths[symbol]!)
    out.put(extra, bits)
  }
}
