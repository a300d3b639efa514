/**
 * Memory of a machine as a dump holds it. Reads are asynchronous and small: a dump of many gigabytes is never loaded, and what
 * stands in no page of it is simply not there.
 */

/** Bytes by virtual address. */
export interface Memory {
  /** Bytes from `address`, at most `length`; fewer where the dump holds no more, none where it does not hold the first. */
  read(address: bigint, length: number): Promise<Uint8Array>
}

export const PAGE_BYTES = 4096
const PAGE = 4096n

/** Whole `length` bytes, or null where any of them is missing. */
export async function readExactly(
  memory: Memory,
  address: bigint,
  length: number,
): Promise<Uint8Array | null> {
  const bytes = await memory.read(address, length)
  return bytes.length === length ? bytes : null
}

/** A 64-bit word, or null where it is not in the dump. */
export async function readU64(memory: Memory, address: bigint): Promise<bigint | null> {
  const bytes = await readExactly(memory, address, 8)
  return bytes === null ? null : viewOf(bytes).getBigUint64(0, true)
}

/** A 32-bit word, or null where it is not in the dump. */
export async function readU32(memory: Memory, address: bigint): Promise<number | null> {
  const bytes = await readExactly(memory, address, 4)
  return bytes === null ? null : viewOf(bytes).getUint32(0, true)
}

/** `length` bytes page by page: what is missing is zero. null where nothing of it is in the dump. */
export async function readSparse(
  memory: Memory,
  address: bigint,
  length: number,
): Promise<Uint8Array | null> {
  const bytes = new Uint8Array(length)
  let found = false
  for (let at = 0; at < length;) {
    const here = address + BigInt(at)
    const inPage = Number(PAGE - (here % PAGE))
    const part = await memory.read(here, length - at)
    if (part.length === 0) {
      at += Math.min(inPage, length - at)
      continue
    }
    found = true
    bytes.set(part, at)
    at += part.length
  }
  return found ? bytes : null
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** Pieces that one read may be put together of. */
const MOST_PIECES = 1024

/** Memory that stands in a file as pieces of any size, sorted by address (a small dump's data blocks). */
export class PiecedMemory implements Memory {
  /** Sorted by address, not overlapping. */
  readonly #pieces: readonly MemoryPiece[]
  readonly #readFile: ReadFile

  /** Pieces that overlap are allowed; of those that hold an address, the one that begins first gives its bytes. */
  constructor(pieces: readonly MemoryPiece[], readFile: ReadFile) {
    this.#pieces = withoutOverlap([...pieces].sort((a, b) => (a.address < b.address ? -1 : 1)))
    this.#readFile = readFile
  }

  async read(address: bigint, length: number): Promise<Uint8Array> {
    const parts: Uint8Array[] = []
    let have = 0
    // Real blocks have whole pages or structures; thousands of crumbs in one read are damage.
    for (let pieces = 0; have < length && pieces < MOST_PIECES; pieces++) {
      const at = address + BigInt(have)
      const piece = this.#pieceWith(at)
      if (piece === undefined) break
      const skipped = Number(at - piece.address)
      const bytes = await this.#readFile(
        piece.offset + skipped,
        Math.min(length - have, piece.size - skipped),
      )
      if (bytes.length === 0) break
      parts.push(bytes)
      have += bytes.length
    }
    return joined(parts, have)
  }

  #pieceWith(address: bigint): MemoryPiece | undefined {
    let low = 0
    let high = this.#pieces.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#pieces[middle] as MemoryPiece).address <= address) low = middle + 1
      else high = middle
    }
    const found = this.#pieces[low - 1]
    return found !== undefined && address < endOf(found) ? found : undefined
  }
}

function endOf({ address, size }: MemoryPiece): bigint {
  return address + BigInt(size)
}

/** Cuts from each piece what those before it hold already. */
function withoutOverlap(sorted: readonly MemoryPiece[]): readonly MemoryPiece[] {
  const kept: MemoryPiece[] = []
  let held = -1n
  for (const piece of sorted) {
    const skipped = held > piece.address ? Number(held - piece.address) : 0
    if (skipped >= piece.size) continue
    const { address, offset, size } = piece
    kept.push({
      address: address + BigInt(skipped),
      offset: offset + skipped,
      size: size - skipped,
    })
    held = endOf(piece)
  }
  return kept
}

export interface MemoryPiece {
  readonly address: bigint
  /** Offset in the file. */
  readonly offset: number
  readonly size: number
}

/** Bytes of the file, fewer at its end. */
export type ReadFile = (offset: number, length: number) => Promise<Uint8Array>

export function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const [only] = parts
  if (parts.length === 1 && only !== undefined) return only
  const whole = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
