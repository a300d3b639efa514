import { deflateRawSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Entry, EntrySource } from '../../../src/core/bundle/entry.ts'
import { LIMITS } from '../../../src/core/bundle/limits.ts'
import { openEntry, readHead } from '../../../src/core/bundle/open-entry.ts'
import { read } from './bundle-reading.ts'
import { join, logText } from '../../support/zip-bytes.ts'

const TEXT = logText(40_000)
const PACKED = Uint8Array.from(deflateRawSync(TEXT))
const GZIPPED = Uint8Array.from(gzipSync(TEXT))

function entry(source: EntrySource): Entry {
  return { path: 'CBS.log', bytes: null, packedBytes: 0, source }
}

function deflated(bytes: Uint8Array<ArrayBuffer>, size: number | null = TEXT.length): Entry {
  return entry({ how: 'deflate', blob: new Blob([bytes]), size })
}

function gzipped(bytes: Uint8Array<ArrayBuffer>): Entry {
  return entry({ how: 'gzip', blob: new Blob([bytes]) })
}

function behaviour(): void {
  it('gives an entry whole', async () => {
    for (const whole of [
      deflated(PACKED),
      deflated(PACKED, null),
      gzipped(GZIPPED),
      entry({ how: 'blob', blob: new Blob([TEXT]) }),
    ]) {
      const { text, problem } = await read(whole)
      expect(text === TEXT).toBe(true)
      expect(problem).toBe(null)
    }
  })

  it('passes over bytes behind the end', async () => {
    const behind = new Uint8Array(50).fill(7)
    for (const long of [deflated(join(PACKED, behind)), gzipped(join(GZIPPED, behind))]) {
      const { text, problem } = await read(long)
      expect(text === TEXT).toBe(true)
      expect(problem).toBe(null)
    }
  })

  it('reads a gzip of several members', async () => {
    const { text, problem } = await read(gzipped(join(GZIPPED, GZIPPED)))
    expect(text === TEXT + TEXT).toBe(true)
    expect(problem).toBe(null)
  })

  it('gives a cut entry up to the cut, each byte once', async () => {
    for (const share of [0, 0.001, 0.3, 0.999]) {
      for (const cut of [
        deflated(PACKED.slice(0, PACKED.length * share)),
        gzipped(GZIPPED.slice(0, GZIPPED.length * share)),
      ]) {
        const { text, problem } = await read(cut)
        expect(TEXT.startsWith(text)).toBe(true)
        expect(text.length).toBeGreaterThan(TEXT.length * share * 0.9 - 2000)
        expect(problem).toMatchObject({ code: 'truncated', at: `byte ${text.length}` })
      }
    }
  })

  it('gives a damaged entry up to where the damage shows', async () => {
    const damaged = PACKED.slice()
    damaged.set(
      Uint8Array.from({ length: 9000 }, (_, i) => (i * i) >> 3),
      PACKED.length >> 1,
    )
    const { text, problem } = await read(deflated(damaged))
    const right = TEXT.slice(0, TEXT.length * 0.45)
    expect(text.startsWith(right)).toBe(true)
    expect(problem).toMatchObject({ code: 'damaged', path: 'CBS.log', at: `byte ${text.length}` })
    expect(problem!.skipped).toBeGreaterThan(PACKED.length * 0.3)
  })

  it.each([
    ['the native inflater', 1000],
    ['ours', null],
  ])('stops a bomb in %s', async (_, size) => {
    const bomb = deflated(Uint8Array.from(deflateRawSync(new Uint8Array(40_000_000))), size)
    const limits = { ...LIMITS, ratio: 100, ratioFloorBytes: 5_000_000 }
    const { bytes, problem } = await read(bomb, limits)
    expect(bytes.length).toBeLessThanOrEqual(5_000_000)
    expect(problem).toMatchObject({ code: 'over-limit' })
  })

  it('can be left at any time', async () => {
    for (const whole of [deflated(PACKED), gzipped(GZIPPED), deflated(PACKED.slice(0, 90_000))]) {
      const opened = openEntry(whole.source, whole.path)
      for await (const chunk of opened.chunks) {
        expect(chunk.length).toBeGreaterThan(0)
        break
      }
      expect(opened.problem).toBe(null)
    }
    const head = await readHead(deflated(PACKED).source, 'CBS.log', 100)
    expect(new TextDecoder().decode(head.bytes)).toBe(TEXT.slice(0, 100))
  })

  it('counts what it reads', async () => {
    const opened = openEntry(deflated(PACKED).source, 'CBS.log')
    let last = 0
    for await (const chunk of opened.chunks) {
      expect(chunk.length).toBeGreaterThan(0)
      expect(opened.packedRead).toBeGreaterThanOrEqual(last)
      last = opened.packedRead
    }
    expect(opened.packedRead).toBe(PACKED.length)
  })
}

describe('openEntry', behaviour)

describe('openEntry, without a native inflater', () => {
  beforeAll(() => void vi.stubGlobal('DecompressionStream', undefined))
  afterAll(() => void vi.unstubAllGlobals())
  behaviour()
})

describe('openEntry, gzip with a wrong checksum', () => {
  it('gives the text and says so', async () => {
    const wrong = GZIPPED.slice()
    wrong[wrong.length - 6]! ^= 1
    const { text, problem } = await read(gzipped(wrong))
    expect(text === TEXT).toBe(true)
    expect(problem).toMatchObject({ code: 'damaged' })
  })
})
