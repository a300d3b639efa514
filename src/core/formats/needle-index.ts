/**
 * All literals that a pass looks for, found together in bytes, by the method of Wu and Manber (1994): the
 * last three bytes of a gliding window say how far it may jump before any needle could lie in it.
 *
 * Measured on 16 MB of setupact.log with 200 needles: an alternation regexp over the decoded window 190
 * MB/s, this 630, and no string is made.
 */

/** Width of the window. Every needle takes part with this many of its bytes; longer would exclude short needles. */
const REACH = 6
const BLOCK = 3
const HASH_BITS = 14
const HASH_MASK = (1 << HASH_BITS) - 1

interface Needle {
  readonly bytes: Uint8Array
  /** Which part of it the window looks for. */
  readonly part: number
  readonly targets: readonly number[]
}

interface ShortNeedle {
  readonly bytes: Uint8Array
  /** Which byte of it is looked for. */
  readonly at: number
  readonly targets: readonly number[]
}

/** An offset inside a needle that was found, and to what it leads. */
export type Found = (offset: number, targets: readonly number[]) => void

export class NeedleIndex {
  /** Jump by the hash of the last three bytes of the window; 0 = a needle's part may stand in it. */
  readonly #jump = new Uint8Array(1 << HASH_BITS).fill(REACH - BLOCK + 1)
  readonly #candidates: (Needle[] | undefined)[] = new Array<undefined>(1 << HASH_BITS)
  /**
   * Needles without a part that is long and rare enough: looked for by their rarest byte, together with those that
   * share it. By the first byte, `inf: ` and `exit(` stopped at every `i` and `e` of a driver log: 60 MB/s of 80.
   */
  readonly #short = new Map<number, ShortNeedle[]>()
  #isEmpty = true

  /** `needles[i]`: the literals that lead to target i. ASCII; empty ones are ignored. */
  constructor(needles: readonly (readonly string[])[]) {
    const all = new Set(needles.flat().filter((needle) => needle !== ''))
    for (const text of all) {
      const targets = needles.flatMap((list, target) => (list.includes(text) ? [target] : []))
      const part = rarestPart(text)
      const needle = { bytes: new TextEncoder().encode(text), part: Math.max(0, part), targets }
      if (part < 0) this.#addShort(needle)
      else this.#add(needle)
    }
  }

  #add(needle: Needle): void {
    this.#isEmpty = false
    const { bytes, part } = needle
    for (let end = BLOCK - 1; end < REACH; end++) {
      const hash = hashAt(bytes, part + end)
      this.#jump[hash] = Math.min(this.#jump[hash] as number, REACH - 1 - end)
    }
    const last = hashAt(bytes, part + REACH - 1)
    const list = this.#candidates[last]
    if (list === undefined) this.#candidates[last] = [needle]
    else list.push(needle)
  }

  #addShort({ bytes, targets }: Needle): void {
    const at = rarestByte(bytes)
    const byte = bytes[at] as number
    const needle = { bytes, at, targets }
    const list = this.#short.get(byte)
    if (list === undefined) this.#short.set(byte, [needle])
    else list.push(needle)
  }

  /** Calls `found` in ascending order of the offsets. A needle holds no line end, so its line is that of any offset in it. */
  scan(bytes: Uint8Array, found: Found): void {
    const early = this.#findShort(bytes)
    let next = 0
    if (!this.#isEmpty) {
      this.#glide(bytes, (offset, targets) => {
        for (let hit = early[next]; hit !== undefined && hit.at < offset; hit = early[++next]) {
          found(hit.at, hit.targets)
        }
        found(offset, targets)
      })
    }
    for (const hit of early.slice(next)) found(hit.at, hit.targets)
  }

  #glide(bytes: Uint8Array, found: Found): void {
    const jump = this.#jump
    const candidates = this.#candidates
    let end = REACH - 1
    while (end < bytes.length) {
      const hash = hashAt(bytes, end)
      const step = jump[hash] as number
      if (step > 0) {
        end += step
        continue
      }
      const window = end - REACH + 1
      for (const needle of candidates[hash] ?? []) {
        if (isAt(needle.bytes, bytes, window - needle.part)) found(window, needle.targets)
      }
      end++
    }
  }

  #findShort(bytes: Uint8Array): { readonly at: number; readonly targets: readonly number[] }[] {
    const hits: { readonly at: number; readonly targets: readonly number[] }[] = []
    for (const [byte, needles] of this.#short) {
      for (let stop = bytes.indexOf(byte); stop >= 0; stop = bytes.indexOf(byte, stop + 1)) {
        for (const { bytes: needle, at, targets } of needles) {
          if (isAt(needle, bytes, stop - at)) hits.push({ at: stop - at, targets })
        }
      }
    }
    return hits.sort((a, b) => a.at - b.at)
  }
}

/**
 * Offset of the part that is least likely in a log, -1 where there is none long enough. Two spaces side by side
 * are every padding of every line, so no part may hold them.
 */
function rarestPart(needle: string): number {
  let best = -1
  let most = -1
  for (let at = 0; at + REACH <= needle.length; at++) {
    const part = needle.slice(at, at + REACH)
    if (part.includes('  ')) continue
    const rarity = part.replace(/[ a-z]/g, '').length
    if (rarity <= most) continue
    most = rarity
    best = at
  }
  return best
}

/** Logs are small letters and spaces; a mark or a capital is met far less often, and repeated marks are rules and borders. */
function rarestByte(bytes: Uint8Array): number {
  let best = 0
  let least = Infinity
  bytes.forEach((byte, at) => {
    const often = commonness(byte) + (bytes[at + 1] === byte ? 0.5 : 0)
    if (often >= least) return
    least = often
    best = at
  })
  return best
}

function commonness(byte: number): number {
  if (byte === 0x20) return 5
  if (byte >= 0x61 && byte <= 0x7a) return 4
  if (byte >= 0x30 && byte <= 0x39) return 3
  // `:` stands in every time, `.` in every file name.
  if (byte === 0x3a || byte === 0x2e) return 2
  return 1
}

function hashAt(bytes: Uint8Array, end: number): number {
  const first = bytes[end - 2] as number
  const second = bytes[end - 1] as number
  return ((first << 8) ^ (second << 4) ^ (bytes[end] as number)) & HASH_MASK
}

function isAt(needle: Uint8Array, bytes: Uint8Array, start: number): boolean {
  for (let i = 0; i < needle.length; i++) if (needle[i] !== bytes[start + i]) return false
  return true
}
