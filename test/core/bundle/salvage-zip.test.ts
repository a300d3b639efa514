/** Zips that were cut or lost their directory. */
import { describe, expect, it } from 'vitest'
import { codes, list, paths, read, readAll } from './bundle-reading.ts'
import { join, logText, seededRandom, zipBytes } from '../../support/zip-bytes.ts'
import type { ZipFile } from '../../support/zip-bytes.ts'

const FILES: readonly ZipFile[] = [
  { name: 'CBS.log', content: logText(300) },
  { name: 'Panther/', content: '', method: 0 },
  { name: 'Panther/setupact.log', content: logText(2000, 2) },
  { name: 'stored.log', content: logText(100, 3), method: 0 },
  { name: '日志.log', content: logText(50, 4) },
]
const TEXTS: Readonly<Record<string, string>> = Object.fromEntries(
  FILES.filter(({ content }) => content !== '').map(({ name, content }) => [
    String(name),
    String(content),
  ]),
)

const SHAPES: Readonly<Record<string, readonly ZipFile[]>> = {
  'sizes in front': FILES,
  'descriptors with signature': FILES.map((file) => ({ ...file, descriptor: 'signed' })),
  'descriptors without signature': FILES.map((file) => ({ ...file, descriptor: 'bare' })),
  'descriptors of zip64': FILES.map((file) => ({ ...file, descriptor: 'zip64' })),
  'sizes in zip64 fields': FILES.map((file) => ({ ...file, zip64: true })),
}

describe('a zip without its directory', () => {
  for (const [name, files] of Object.entries(SHAPES)) {
    it(`is read whole, ${name}`, async () => {
      // The last file's end shows only by what follows, where its descriptor has no signature.
      const whole = zipBytes(files)
      const bare = zipBytes(files, { directory: 'missing' })
      const zip = name.includes('without') ? whole.slice(0, bare.length + 60) : bare
      const listing = await list({ 'a.zip': zip })
      expect(codes(listing)).toEqual(['truncated a.zip'])
      expect(listing.problems[0]!.detail).toContain('5 files were found')
      expect(await readAll(listing)).toEqual(TEXTS)
    })
  }

  it('is read behind junk', async () => {
    const shape = { prefix: new Uint8Array(3000).fill(0x50), directory: 'missing' } as const
    const listing = await list({ 'a.zip': zipBytes(FILES, shape) })
    expect(await readAll(listing)).toEqual(TEXTS)
  })

  it('is not mistaken for the zip stored at its end', async () => {
    const inner = zipBytes([{ name: 'inner.log', content: 'x' }])
    const files = [...FILES, { name: 'in.zip', content: inner, method: 0 }]
    for (const descriptor of [undefined, 'signed'] as const) {
      const withDescriptor = files.map((file) =>
        descriptor === undefined ? file : { ...file, descriptor },
      )
      const listing = await list({ 'a.zip': zipBytes(withDescriptor, { directory: 'missing' }) })
      expect(await readAll(listing)).toEqual({ ...TEXTS, 'in.zip!/inner.log': 'x' })
    }
  })

  it('goes on behind a damaged stretch', async () => {
    const zip = zipBytes(FILES, { directory: 'missing' })
    const second = zipBytes(FILES.slice(0, 2), { directory: 'missing' }).length
    zip.fill(0xaa, second, second + 50)
    const listing = await list({ 'a.zip': zip })
    expect(paths(listing)).toEqual(['CBS.log', 'stored.log', '日志.log'])
    expect(listing.problems[0]!.detail).toContain('are damaged')
    expect(listing.problems[0]!.skipped).toBeGreaterThan(1000)
  })
})

describe('a cut zip', () => {
  for (const [name, files] of Object.entries(SHAPES)) {
    it(`gives the cut file up to the cut, ${name}`, async () => {
      const before = zipBytes(files.slice(0, 2), { directory: 'missing' }).length
      const zip = zipBytes(files).slice(0, before + 5000)
      const listing = await list({ 'a.zip': zip })
      expect(paths(listing)).toEqual(['CBS.log', 'Panther/setupact.log'])
      expect(codes(listing)).toEqual(['truncated a.zip'])
      expect(listing.problems[0]!.detail).toContain('Panther/setupact.log, is not whole')
      expect(listing.problems[0]!.at).toBe(`byte ${zip.length}`)
      const whole = TEXTS['Panther/setupact.log']!
      const { text, problem } = await read(listing.entries[1]!)
      expect(text.length).toBeGreaterThan(10_000)
      expect(whole.startsWith(text)).toBe(true)
      expect(problem).toMatchObject({ code: 'truncated', at: `byte ${text.length}` })
    })
  }

  it('tells of a stored file that ends early', async () => {
    const file = { name: 'stored.log', content: logText(100), method: 0 }
    const listing = await list({ 'a.zip': zipBytes([file]).slice(0, 1000) })
    expect(codes(listing)).toEqual(['truncated a.zip', 'truncated stored.log'])
    const { text } = await read(listing.entries[0]!)
    expect(text.length).toBe(960)
    expect(logText(100).startsWith(text)).toBe(true)
  })

  it('never throws and never hangs, wherever the cut is', async () => {
    const random = seededRandom(5)
    const nested = [...FILES, { name: 'in.zip', content: zipBytes(SHAPES['sizes in front']!) }]
    for (const files of [...Object.values(SHAPES), nested]) {
      const zip = zipBytes(files)
      for (let round = 0; round < 40; round++) {
        const listing = await list({ 'a.zip': zip.slice(0, Math.floor(random() * zip.length)) })
        expect(listing.problems.length).toBeGreaterThan(0)
        for (const [path, text] of Object.entries(await readAll(listing))) {
          const whole = TEXTS[path.replace(/^.*!\//, '')]!
          expect(whole.startsWith(text)).toBe(true)
        }
      }
    }
  })

  it('never throws and never hangs on damage', async () => {
    const random = seededRandom(6)
    const zip = zipBytes([
      ...SHAPES['descriptors with signature']!,
      { name: 'in.zip', content: zipBytes(FILES), method: 0 },
    ])
    for (let round = 0; round < 150; round++) {
      const damaged = zip.slice()
      // Half of the rounds hit the headers at the end, where a byte does most.
      const from = round % 2 === 0 ? 0 : zip.length - 600
      for (let i = 0; i < 4; i++) {
        damaged[from + Math.floor(random() * (zip.length - from))] = Math.floor(random() * 256)
      }
      await readAll(await list({ 'a.zip': damaged }))
    }
  })

  it('never throws and never hangs on noise that begins like a zip', async () => {
    const random = seededRandom(8)
    for (let round = 0; round < 50; round++) {
      const noise = Uint8Array.from({ length: 3000 }, () => Math.floor(random() * 256))
      const starts = [
        Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0, 8, 0, 8, 0),
        Uint8Array.of(0x1f, 0x8b, 8),
      ]
      const bytes = join(starts[round % 2]!, noise, zipBytes([]))
      await readAll(await list({ 'a.zip': bytes, 'b.gz': bytes }))
    }
  })
})
