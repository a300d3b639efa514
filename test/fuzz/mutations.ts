/** Damaged copies of a file: cut, overwritten, with extreme numbers, with blocks moved. Seeded, so that a failure comes again. */
import { seeded } from '../support/parse-bytes.ts'

/** Inputs in an ordinary run; `SETUPSCOPE_FUZZ=10000` for a long one. */
export const INPUTS = Number(process.env['SETUPSCOPE_FUZZ'] ?? 200)

/**
 * No input may take longer, in ms: real ones take a few. A long run holds them to a second; an ordinary one, on whatever machine,
 * only tells a hang.
 */
export const LONGEST_MS = INPUTS > 200 ? 1000 : 20_000

const EXTREMES = [
  0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff,
]

/** `count` damaged copies of `whole`, each with its number for the failure's message. */
export function* mutations(
  whole: Uint8Array,
  count: number,
  seed: number,
): Generator<{ readonly number: number; readonly bytes: Uint8Array<ArrayBuffer> }> {
  for (let number = 0; number < count; number++) {
    const random = seeded(seed * 100_003 + number)
    const below = (limit: number): number => Math.floor(random() * limit)
    const bytes = whole.slice(0, random() < 0.3 ? below(whole.length) : whole.length)
    const view = new DataView(bytes.buffer)
    const changes = 1 + below(random() < 0.5 ? 3 : 40)
    for (let i = 0; i < changes && bytes.length > 8; i++) {
      // Most of what steers a reader stands at the beginning.
      const at = below(random() < 0.5 ? Math.min(bytes.length, 0x400) : bytes.length - 8)
      switch (below(4)) {
        case 0:
          bytes[at] = below(256)
          break
        case 1:
          if (at + 4 <= bytes.length)
            view.setUint32(at, EXTREMES[below(EXTREMES.length)] ?? 0, true)
          break
        case 2:
          if (at + 8 <= bytes.length)
            view.setBigUint64(at, BigInt(Math.floor(random() * 2 ** 52)) << BigInt(below(12)), true)
          break
        default:
          bytes.copyWithin(at, below(bytes.length), below(bytes.length))
      }
    }
    yield { number, bytes }
  }
}
