import { deflateRawSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { GzipInflater } from '../../../src/core/bundle/gzip.ts'
import { Inflater } from '../../../src/core/bundle/inflate.ts'
import { join, logText, seededRandom } from '../../support/zip-bytes.ts'

function inflated(
  inflater: Inflater | GzipInflater,
  packed: Uint8Array,
  step: number,
): Uint8Array<ArrayBuffer> {
  const chunks: Uint8Array[] = []
  for (let at = 0; at < packed.length || at === 0; at += step) {
    const end = Math.min(at + step, packed.length)
    chunks.push(...inflater.push(packed.subarray(at, end), end === packed.length))
  }
  return join(...chunks)
}

function noise(length: number, seed: number): Uint8Array {
  const random = seededRandom(seed)
  return Uint8Array.from({ length }, () => Math.floor(random() * 256))
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

const CONTENTS: Readonly<Record<string, Uint8Array>> = {
  nothing: new Uint8Array(0),
  'one byte': Uint8Array.of(7),
  'a log': encode(logText(20_000)),
  noise: noise(300_000, 1),
  zeros: new Uint8Array(3_000_000),
  'a log, noise, zeros': join(encode(logText(500)), noise(70_000, 2), new Uint8Array(500_000)),
}

describe('Inflater', () => {
  for (const [name, content] of Object.entries(CONTENTS)) {
    for (const options of [{ level: 0 }, { level: 1 }, { level: 9 }, { strategy: 4 }]) {
      it(`gives back ${name} packed with ${JSON.stringify(options)}`, () => {
        const packed = deflateRawSync(content, options)
        const behind = join(packed, encode('what follows'))
        for (const step of [packed.length, 65_536, 1000, 37]) {
          if (packed.length / step > 20_000) continue
          const inflater = new Inflater()
          expect(Buffer.compare(inflated(inflater, behind, step), content)).toBe(0)
          expect(inflater.isDone).toBe(true)
          expect(inflater.consumed).toBe(packed.length)
        }
      })
    }
  }

  it('gives all that stands before a cut, at every length', () => {
    const content = encode(logText(60))
    const packed = deflateRawSync(content)
    let previous = 0
    for (let length = 0; length < packed.length; length++) {
      const inflater = new Inflater()
      const bytes = inflated(inflater, packed.subarray(0, length), 100)
      expect(inflater.isDone).toBe(false)
      expect(inflater.damage).toBe(null)
      expect(Buffer.compare(bytes, content.subarray(0, bytes.length))).toBe(0)
      expect(bytes.length).toBeGreaterThanOrEqual(previous)
      previous = bytes.length
    }
    expect(previous).toBeGreaterThan(content.length - 300)
  })

  it('survives damage anywhere: it ends, and what it gives before is right', () => {
    const content = encode(logText(2000))
    const packed = deflateRawSync(content)
    const random = seededRandom(7)
    for (let round = 0; round < 300; round++) {
      const damaged = Uint8Array.from(packed)
      const at = Math.floor(random() * packed.length)
      damaged[at]! ^= 1 + Math.floor(random() * 255)
      const bytes = inflated(new Inflater(), damaged, 4096)
      const sure = inflated(new Inflater(), packed.subarray(0, at), 4096).length
      expect(Buffer.compare(bytes.subarray(0, sure), content.subarray(0, sure))).toBe(0)
    }
  })

  it('ends on noise', () => {
    for (let seed = 1; seed < 200; seed++) inflated(new Inflater(), noise(5000, seed), 512)
  })

  it('reads what Deflate64 adds: a length of 65,538 and a distance over 32 KiB', () => {
    // One fixed block: 'ab', a match of length 3 + 65,535 at distance 2, another of 3 at 49,153.
    const bits = new BitWriter()
    bits.put(1, 1)
    bits.put(1, 2)
    bits.code(0x30 + 'a'.charCodeAt(0), 8)
    bits.code(0x30 + 'b'.charCodeAt(0), 8)
    bits.code(0xc0 + 285 - 280, 8)
    bits.put(65_535, 16)
    bits.code(1, 5)
    bits.code(1, 7)
    bits.code(31, 5)
    bits.put(0, 14)
    bits.code(0, 7)
    const inflater = new Inflater('deflate64')
    const bytes = inflated(inflater, bits.bytes(), 1)
    expect(inflater.damage).toBe(null)
    expect(inflater.isDone).toBe(true)
    expect(bytes.length).toBe(2 + 65_538 + 3)
    expect(Buffer.from(bytes).toString('latin1')).toBe('ab'.repeat(32_770) + 'bab')
    expect(inflated(new Inflater('deflate'), bits.bytes(), 1)).not.toEqual(bytes)
  })
})

describe('GzipInflater', () => {
  const first = encode(logText(3000))
  const second = encode('the end\r\n')

  it('reads several members, in any step', () => {
    const packed = join(gzipSync(first), gzipSync(second))
    for (const step of [packed.length, 1000, 61, 1]) {
      const inflater = new GzipInflater()
      expect(Buffer.compare(inflated(inflater, packed, step), join(first, second))).toBe(0)
      expect(inflater.isDone).toBe(true)
      expect(inflater.members).toBe(2)
    }
  })

  it('passes over padding, and reads a header with all its optional fields', () => {
    const plain = gzipSync(second)
    const header = Uint8Array.of(0x1f, 0x8b, 8, 2 + 4 + 8 + 16, 0, 0, 0, 0, 0, 0, 2, 0, 9, 9)
    const fields = join(header, encode('a.log\0about\0'), Uint8Array.of(1, 2))
    const inflater = new GzipInflater()
    const packed = join(fields, plain.subarray(10), new Uint8Array(700))
    expect(inflated(inflater, packed, 5)).toEqual(join(second))
    expect(inflater.isDone).toBe(true)
  })

  it('is not done where the file is cut', () => {
    const packed = gzipSync(first)
    for (const length of [0, 5, 10, 500, packed.length - 9]) {
      const inflater = new GzipInflater()
      inflated(inflater, packed.subarray(0, length), 64)
      expect(inflater.isDone).toBe(false)
    }
  })
})

class BitWriter {
  readonly #bits: number[] = []

  put(value: number, width: number): void {
    for (let i = 0; i < width; i++) this.#bits.push((value >>> i) & 1)
  }

  /** Prefix codes stand with their highest bit first. */
  code(value: number, width: number): void {
    for (let i = width - 1; i >= 0; i--) this.#bits.push((value >>> i) & 1)
  }

  bytes(): Uint8Array {
    const bytes = new Uint8Array(Math.ceil(this.#bits.length / 8))
    for (const [i, bit] of this.#bits.entries()) bytes[i >> 3]! |= bit << (i & 7)
    return bytes
  }
}
