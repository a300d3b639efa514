/** Zips as other programs write them. */
import { crc32 } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { codes, list, paths, read, readAll } from './bundle-reading.ts'
import { join, logText, numbers, zipBytes } from '../../support/zip-bytes.ts'
import type { ZipFile } from '../../support/zip-bytes.ts'

const FILES: readonly ZipFile[] = [
  { name: 'CBS.log', content: logText(50) },
  { name: 'stored.log', content: logText(50, 2), method: 0 },
]
const TEXTS = Object.fromEntries(FILES.map(({ name, content }) => [String(name), String(content)]))

const gbk = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'))

describe('zip', () => {
  const shapes: Readonly<Record<string, Uint8Array<ArrayBuffer>>> = {
    plain: zipBytes(FILES),
    zip64: zipBytes(FILES.map((file) => ({ ...file, zip64: true }))),
    'data descriptors': zipBytes(FILES.map((file) => ({ ...file, descriptor: 'signed' }))),
    'junk in front': zipBytes(FILES, { prefix: new Uint8Array(5000).fill(0x2e) }),
    'junk behind': zipBytes(FILES, { tail: new Uint8Array(5000) }),
    'longer local fields': zipBytes(
      FILES.map((file) => ({
        ...file,
        localExtra: join(Uint8Array.of(9, 9, 0, 8), new Uint8Array(2048)),
      })),
    ),
  }
  for (const [name, zip] of Object.entries(shapes)) {
    it(`reads one with ${name}`, async () => {
      const listing = await list({ 'a.zip': zip })
      expect(listing.problems).toEqual([])
      expect(await readAll(listing)).toEqual(TEXTS)
      expect(listing.entries.map(({ source }) => source.how)).toEqual(['deflate', 'blob'])
    })
  }

  it('names an entry whose local header is not where the directory says', async () => {
    const zip = zipBytes(FILES)
    zip[0] = 0x51
    const listing = await list({ 'a.zip': zip })
    expect(paths(listing)).toEqual(['stored.log'])
    expect(codes(listing)).toEqual(['damaged CBS.log'])
    expect(listing.problems[0]!.at).toBe('byte 0')
  })

  it('reads an entry that is larger or smaller than claimed, and says so', async () => {
    for (const claimedBytes of [10, 100_000]) {
      const zip = zipBytes([{ name: 'CBS.log', content: logText(50), claimedBytes }])
      const listing = await list({ 'a.zip': zip })
      const { text, problem } = await read(listing.entries[0]!)
      expect(text).toBe(logText(50))
      expect(problem).toMatchObject({ code: 'damaged' })
      expect(problem!.detail).toContain(`the archive says ${claimedBytes}`)
    }
  })
})

describe('names', () => {
  const nameOf = async (...names: readonly ZipFile['name'][]): Promise<string[]> => {
    const files = names.map((name) => ({ name, content: 'x' }))
    return paths(await list({ 'a.zip': zipBytes(files) }))
  }

  it('reads CP936 without the flag, as Explorer writes it', async () => {
    // 日志/安装失败.log and 系统更新.log
    const names = [gbk('c8d5d6be2fb0b2d7b0caa7b0dc2e6c6f67'), gbk('cfb5cdb3b8fcd0c22e6c6f67')]
    expect(await nameOf(...names)).toEqual(['日志/安装失败.log', '系统更新.log'])
  })

  it('keeps a backslash that is the second byte of a character', async () => {
    // 報告.log beside 誠: B3 CC is 程; 81 5C is 乗, whose second byte is a backslash.
    const names = [gbk('815cb3ccd0f22e6c6f67'), gbk('c8d5d6be5cb3cc2e6c6f67')]
    expect(await nameOf(...names)).toEqual(['乗程序.log', '日志/程.log'])
  })

  it('reads UTF-8 with the flag and without', async () => {
    expect(await nameOf('安装.log')).toEqual(['安装.log'])
    const zip = zipBytes([{ name: '安装.log', content: 'x', flags: 0x800 }])
    expect(paths(await list({ 'a.zip': zip }))).toEqual(['安装.log'])
  })

  it('reads CP437, also where it would be valid CP936', async () => {
    expect(await nameOf(gbk('507281' + '66756e672e6c6f67'))).toEqual(['Prüfung.log'])
    expect(await nameOf(gbk('66817220' + '67729461e12e6c6f67'))).toEqual(['für gröaß.log'])
  })

  it('reads the Unicode path that stands beside a name, with the directory and without', async () => {
    const name = gbk('c8d5d6be2e6c6f67')
    const path = new TextEncoder().encode('日誌 2.log')
    const field = (sum: number): Uint8Array =>
      join(numbers('2 2', [0x7075, path.length + 5]), Uint8Array.of(1), numbers('4', [sum]), path)
    const right = zipBytes([{ name, content: 'x', extra: field(crc32(name)) }])
    for (const zip of [right, right.slice(0, -30)]) {
      expect(paths(await list({ 'a.zip': zip }))).toEqual(['日誌 2.log'])
    }
    const stale = zipBytes([{ name, content: 'x', extra: field(crc32(name) ^ 1) }])
    for (const zip of [stale, stale.slice(0, -30)]) {
      expect(paths(await list({ 'a.zip': zip }))).toEqual(['日志.log'])
    }
  })

  it('reads a name that is flagged as UTF-8 and is not', async () => {
    const zip = zipBytes([{ name: gbk('c8d5d6be2e6c6f67'), content: 'x', flags: 0x800 }])
    expect(paths(await list({ 'a.zip': zip }))[0]).toMatch(/\.log$/)
  })
})

describe('reading from the archive', () => {
  it('lists a large zip by reading a small part of it', async () => {
    const files = Array.from({ length: 200 }, (_, i) => ({
      name: `log ${i}.log`,
      content: new Uint8Array(100_000).fill(i),
      method: 0,
    }))
    const counted = new CountingBlob(new Blob([zipBytes(files)]))
    const listing = await list({ 'a.zip': counted })
    expect(listing.entries).toHaveLength(200)
    expect(counted.size).toBeGreaterThan(20_000_000)
    expect(counted.counter.bytes).toBeLessThan(600_000)
  })

  it('lists a zip of 12 GiB that holds nothing but what is read', async () => {
    const GIB = 2 ** 30
    const last = { name: 'last.log', content: logText(10) }
    const zip = zipBytes([last])
    const hole = 12 * GIB
    // The zip is at the end, behind a hole: offsets in it are off by more than 32 bits hold.
    const listing = await list({ 'a.zip': new SparseBlob(hole, zip) })
    expect(listing.problems).toEqual([])
    expect(await readAll(listing)).toEqual({ 'last.log': last.content })
    expect(listing.bytes).toBe(hole + zip.length)
  })
})

interface Counter {
  bytes: number
}

class CountingBlob extends Blob {
  readonly counter: Counter
  readonly #inner: Blob

  constructor(inner: Blob, counter: Counter = { bytes: 0 }) {
    super([])
    this.#inner = inner
    this.counter = counter
  }

  override get size(): number {
    return this.#inner.size
  }

  override slice(start?: number, end?: number): Blob {
    return new CountingBlob(this.#inner.slice(start, end), this.counter)
  }

  override async arrayBuffer(): Promise<ArrayBuffer> {
    this.counter.bytes += this.#inner.size
    return this.#inner.arrayBuffer()
  }
}

/** Zeros, then bytes; nothing of the zeros is held. */
class SparseBlob extends Blob {
  readonly #hole: number
  readonly #end: Uint8Array<ArrayBuffer>
  readonly #from: number
  readonly #to: number

  constructor(hole: number, end: Uint8Array<ArrayBuffer>, from = 0, to = hole + end.length) {
    super([])
    this.#hole = hole
    this.#end = end
    this.#from = from
    this.#to = to
  }

  override get size(): number {
    return this.#to - this.#from
  }

  override slice(start = 0, end = this.size): Blob {
    const from = Math.min(this.#from + start, this.#to)
    return new SparseBlob(this.#hole, this.#end, from, Math.min(this.#from + end, this.#to))
  }

  override arrayBuffer(): Promise<ArrayBuffer> {
    const bytes = new Uint8Array(this.size)
    const from = Math.max(0, this.#from - this.#hole)
    const to = Math.max(0, this.#to - this.#hole)
    if (to > from) bytes.set(this.#end.subarray(from, to), Math.max(0, this.#hole - this.#from))
    return Promise.resolve(bytes.buffer)
  }
}
