/** Archives that were cut or damaged: what can be had is had, and nothing throws, hangs or eats the memory. */
import { describe, expect, it } from 'vitest'
import { ARCHIVE_PASSWORD, ARCHIVE_TEXTS } from '../../support/archive-texts.ts'
import { rar4, rar5 } from '../../support/rar-bytes.ts'
import { seededRandom, zipBytes } from '../../support/zip-bytes.ts'
import { codes, list, read, readAll } from './bundle-reading.ts'
import { made } from './made-archives.ts'

const FILES = Object.entries(ARCHIVE_TEXTS).map(([name, content]) => ({ name, content }))

function cutAt(bytes: Uint8Array, share: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(bytes.subarray(0, Math.floor(bytes.length * share)))
}

describe('cut short', () => {
  const START = [
    ['cab', made('mszip.cab'), 0.6],
    ['LZX cab', made('lzx.cab'), 0.7],
    ['rar 4', rar4(FILES), 0.6],
    ['rar 5', rar5(FILES), 0.6],
    ['tgz', made('logs.tgz'), 0.6],
    ['tar.xz', made('logs.tar.xz'), 0.7],
    ['tar', made('gnu.tar'), 0.45],
    ['LZMA zip', made('methods.zip'), 0.7],
  ] as const
  it.each(START)('a %s gives what is before the cut', async (_, bytes, share) => {
    const listing = await list({ 'a.bin': cutAt(bytes, share) })
    const texts = Object.entries(await readAll(listing))
    expect(texts.length).toBeGreaterThan(0)
    for (const [path, text] of texts) {
      const whole = ARCHIVE_TEXTS[path] ?? ''
      expect(text.length).toBeGreaterThan(0)
      expect(whole.startsWith(text)).toBe(true)
    }
    const told = listing.problems.filter(({ code }) => code === 'truncated' || code === 'damaged')
    expect(told.length).toBeGreaterThan(0)
    for (const { path, at } of told)
      expect(path === 'a.bin' || at !== null || path !== '').toBe(true)
  })

  it.each(['CBS.log.bz2', 'CBS.log.zst'])(
    '%s, cut inside its first block, says so',
    async (name) => {
      const listing = await list({ [name]: cutAt(made(name), 0.6) })
      expect(listing.entries).toEqual([])
      expect(listing.problems[0]).toMatchObject({ code: 'truncated', path: name, at: 'byte 0' })
    },
  )

  it('a 7z says that its directory, which is at its end, is gone', async () => {
    for (const share of [0.2, 0.9, 0.999]) {
      const listing = await list({ 'a.7z': cutAt(made('lzma2.7z'), share) })
      expect(listing.entries).toEqual([])
      expect(codes(listing)).toEqual(['truncated a.7z'])
      expect(listing.problems[0]?.at).toMatch(/^byte \d+$/)
    }
  })

  it('an archive of its first bytes alone is named', async () => {
    const magics = ['lzma2.7z', 'mszip.cab', 'logs.tar.xz', 'CBS.log.bz2', 'CBS.log.zst'].map(made)
    for (const bytes of [...magics, rar4(FILES), rar5(FILES)]) {
      for (const length of [10, 12, 33]) {
        const listing = await list({ 'a.bin': bytes.slice(0, length) })
        expect(listing.entries.filter(({ path }) => path !== 'a.bin')).toEqual([])
        expect(listing.problems.length + listing.entries.length).toBeGreaterThan(0)
      }
    }
  })
})

describe('damaged inside', () => {
  it('a 7z gives the files that are sound', async () => {
    const bytes = made('lzma.7z')
    bytes.fill(0x55, 40, 60)
    const listing = await list({ 'a.7z': bytes })
    const texts = await readAll(listing)
    expect(texts['Panther/setupact.log']).toBe(ARCHIVE_TEXTS['Panther/setupact.log'])
    expect(codes(listing)).toContain('damaged CBS.log')
  })

  it('a tar goes on at the next header', async () => {
    const bytes = made('gnu.tar')
    bytes.fill(0x2a, 100, 200)
    const listing = await list({
      'x.log': 'x',
      'a.zip': zipBytes([{ name: 'a.tar', content: bytes }]),
    })
    // Without its first header it is no tar at all.
    expect(listing.entries.map(({ path }) => path)).toEqual(['x.log', 'a.zip!/a.tar'])
    const second = made('gnu.tar')
    const at = second.length - 10_240
    const header = findHeader(second, 512 + 7561)
    expect(header).toBeLessThan(at)
    second.fill(0x2a, header, header + 64)
    const listed = await list({ 'a.tar': second })
    expect((await readAll(listed))['CBS.log']).toBe(ARCHIVE_TEXTS['CBS.log'])
    expect(listed.problems[0]).toMatchObject({ code: 'damaged', at: `byte ${header}` })
  })
})

function findHeader(bytes: Uint8Array, from: number): number {
  let at = Math.ceil(from / 512) * 512
  while (bytes[at] === 0) at += 512
  return at
}

/** Nothing throws; what would hang runs into the test's own end. */
describe('cut and changed at random places', () => {
  const KINDS: Readonly<Record<string, Uint8Array>> = {
    '7z': made('lzma2.7z'),
    'PPMd 7z': made('ppmd.7z'),
    'encrypted 7z': made('secret-names.7z'),
    cab: made('mszip.cab'),
    'LZX cab': made('lzx.cab'),
    'rar 4': rar4(FILES),
    'rar 5': rar5(FILES),
    'encrypted rar 5': rar5(FILES, { password: ARCHIVE_PASSWORD, hidesNames: true }),
    tar: made('long-pax.tar'),
    tgz: made('logs.tgz'),
    xz: made('logs.tar.xz'),
    bzip2: made('logs.tar.bz2'),
    zstd: made('logs.tar.zst'),
    'LZMA zip': made('methods.zip'),
  }
  const TRIES = 200
  /** The same readers with another decoder behind them; deriving keys is meant to take its time, too. */
  const VARIANTS = /encrypted|PPMd|LZMA zip|zstd/
  const TRIES_OF_VARIANTS = 40

  it.each(Object.entries(KINDS))(
    '%s',
    async (kind, bytes) => {
      const random = seededRandom(kind.length * 7919 + bytes.length)
      const tries = VARIANTS.test(kind) ? TRIES_OF_VARIANTS : TRIES
      for (let i = 0; i < tries; i++) {
        const broken = brokenCopy(bytes, i, random)
        const passwords = { 'a.bin': ARCHIVE_PASSWORD }
        const listing = await list({ 'a.bin': broken }, { passwords })
        for (const entry of listing.entries.slice(0, 3)) {
          const { bytes: got } = await read(entry)
          expect(got.length).toBeLessThan(2 ** 22)
        }
        for (const { detail, path } of listing.problems) {
          expect(detail).not.toBe('')
          expect(path).not.toBe('')
        }
      }
    },
    120_000,
  )
})

/** In turn: cut, some bytes changed (near the start more often), a piece taken out. */
function brokenCopy(
  bytes: Uint8Array,
  turn: number,
  random: () => number,
): Uint8Array<ArrayBuffer> {
  const at = (): number => Math.floor(random() ** 2 * bytes.length)
  if (turn % 4 === 0) return Uint8Array.from(bytes.subarray(0, Math.floor(random() * bytes.length)))
  const copy = Uint8Array.from(bytes)
  if (turn % 4 === 3) {
    const from = at()
    copy.copyWithin(from, from + 1 + Math.floor(random() * 64))
    return copy
  }
  for (let i = 0; i <= turn % 5; i++) copy[12 + at()] = Math.floor(random() * 256)
  return copy
}
