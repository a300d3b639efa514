/** Archives in parts: joined when all are dropped, and the missing ones named. */
import { describe, expect, it } from 'vitest'
import { ARCHIVE_TEXTS } from '../../support/archive-texts.ts'
import { rarVolumes } from '../../support/rar-bytes.ts'
import { logText, zipBytes } from '../../support/zip-bytes.ts'
import { codes, list, paths, readAll } from './bundle-reading.ts'
import { made, madeFiles } from './made-archives.ts'

const SEVEN = ['parts.7z.001', 'parts.7z.002', 'parts.7z.003']
const NUMBERED_ZIP = [1, 2, 3, 4, 5].map((number) => `parts.zip.00${number}`)
const DISKS = ['split.z01', 'split.zip']

describe('all parts', () => {
  it.each([
    ['7z.001', SEVEN, 'parts.7z'],
    ['zip.001', NUMBERED_ZIP, 'parts.zip'],
    ['z01', DISKS, 'split.zip'],
  ])('of a %s are one archive, in whatever order they are dropped', async (_, names, whole) => {
    for (const order of [names, names.toReversed()]) {
      const listing = await list(madeFiles(...order))
      expect(listing.problems).toEqual([])
      expect(listing.name).toBe(whole)
      expect(await readAll(listing)).toEqual(ARCHIVE_TEXTS)
    }
  })

  it('are found beside other files, in a folder, whatever their case', async () => {
    const listing = await list({
      'case/readme.txt': 'x',
      'case/Parts.7Z.002': made('parts.7z.002'),
      'case/Parts.7Z.001': made('parts.7z.001'),
      'case/Parts.7Z.003': made('parts.7z.003'),
    })
    expect(listing.name).toBe('case')
    expect(paths(listing)).toEqual([
      'case/readme.txt',
      ...Object.keys(ARCHIVE_TEXTS).map((path) => `case/Parts.7Z!/${path}`),
    ])
  })

  const FILE = { name: 'CBS.log', content: logText(100) }
  for (const format of [4, 5] as const) {
    const volumes = rarVolumes(format, FILE, 3000)

    it(`of a rar ${format} are one archive`, async () => {
      const named = Object.fromEntries(volumes.map((bytes, i) => [`a.part${i + 1}.rar`, bytes]))
      const listing = await list(named)
      expect(listing.problems).toEqual([])
      expect(await readAll(listing)).toEqual({ 'CBS.log': FILE.content })
    })

    it(`of a rar ${format} that are not all there give what they have`, async () => {
      const part = (number: number) => [`a.part${number}.rar`, volumes[number - 1]] as const
      const three = { 1: 3000, 2: 3000, 3: FILE.content.length - 6000 }
      expect(volumes).toHaveLength(Object.keys(three).length)
      const dropped = (...numbers: readonly number[]) =>
        list(Object.fromEntries(numbers.map(part)) as Record<string, Uint8Array<ArrayBuffer>>)

      const first = await dropped(1, 3)
      expect(codes(first)).toEqual(['missing-part a.part1.rar', 'truncated CBS.log'])
      expect(first.problems[0]?.detail).toContain('a.part2.rar')
      expect((await readAll(first))['CBS.log']).toBe(FILE.content.slice(0, 3000))

      const start = await dropped(1, 2)
      expect(start.problems[0]?.detail).toContain('a.part3.rar')
      expect((await readAll(start))['CBS.log']).toBe(FILE.content.slice(0, 6000))

      const end = await dropped(2, 3)
      expect(codes(end)[0]).toBe('missing-part a.part2.rar')
      expect(end.problems[0]?.detail).toContain('a.part1.rar')
    })
  }

  it('of the old naming are one archive', async () => {
    const volumes = rarVolumes(4, FILE, 3000)
    const names = ['a.rar', 'a.r00', 'a.r01']
    const named = Object.fromEntries(names.map((name, i) => [name, volumes[i]!]))
    expect(await readAll(await list(named))).toEqual({ 'CBS.log': FILE.content })
    const { 'a.rar': _, ...rest } = named
    const listing = await list(rest)
    expect(listing.problems[0]).toMatchObject({ code: 'missing-part', detail: 'missing: a.rar' })
  })
})

describe('a part that is not there', () => {
  const missing = async (...names: readonly string[]): Promise<string> => {
    const { problems } = await list(madeFiles(...names))
    const told = problems.filter(({ code }) => code === 'missing-part')
    expect(told).toHaveLength(1)
    return `${told[0]?.path}: ${told[0]?.detail}`
  }

  it('is named where it is in the middle', async () => {
    expect(await missing('parts.7z.001', 'parts.7z.003')).toBe('parts.7z: missing: parts.7z.002')
    expect(await missing('parts.zip.001', 'parts.zip.004')).toBe(
      'parts.zip: missing: parts.zip.002, parts.zip.003',
    )
  })

  it('is named where it is the first', async () => {
    expect(await missing('parts.7z.002', 'parts.7z.003')).toBe('parts.7z: missing: parts.7z.001')
    expect(await missing('split.zip')).toMatch(/^split\.zip: missing: split\.z01/)
  })

  it('is named where it is the last', async () => {
    expect(await missing('parts.7z.001', 'parts.7z.002')).toBe('parts.7z: missing: parts.7z.003')
    expect(await missing('parts.zip.001')).toBe('parts.zip: missing: parts.zip.002')
    expect(await missing('split.z01')).toBe('split.zip: missing: split.zip')
  })

  it('is named in an archive around it, where parts are not joined', async () => {
    const names = ['parts.7z.001', 'parts.7z.002']
    const zip = zipBytes(names.map((name) => ({ name, content: made(name) })))
    const { problems } = await list({ 'case.zip': zip })
    const [told] = problems
    expect(told).toMatchObject({ code: 'missing-part', path: 'parts.7z.001' })
    expect(told?.detail).toMatch(/^missing: parts\.7z\.002: parts inside another archive/)
  })

  it('leaves what the others hold', async () => {
    const start = await list(madeFiles('split.z01'))
    const texts = await readAll(start)
    expect(texts['CBS.log']).toBe(ARCHIVE_TEXTS['CBS.log'])
    expect(ARCHIVE_TEXTS['Panther/setupact.log']).toContain(texts['Panther/setupact.log'])
    const end = await list(madeFiles('split.zip'))
    expect(await readAll(end)).toEqual({ '日志/安装失败.log': ARCHIVE_TEXTS['日志/安装失败.log'] })
    expect(end.problems[0]?.detail).toContain('2 files begin in what is missing')
  })
})

describe('what only looks like a part', () => {
  it('is a file of its own', async () => {
    const files = {
      'setupapi.log.001': 'an old log',
      'memory.002': 'x',
      'notes.r00': 'x',
      'list.part1.rar.txt': 'x',
      'a.z01': 'neither a zip nor a part',
    }
    const listing = await list({ ...files, 'a.rar': 'not a rar' })
    expect(paths(listing).slice(0, 4)).toEqual(Object.keys(files).slice(0, 4))
    expect(paths(listing)).toContain('a.rar')
  })

  it('is one set among others of the same name in another folder', async () => {
    const listing = await list({
      'a/parts.7z.001': made('parts.7z.001'),
      'b/parts.7z.002': made('parts.7z.002'),
    })
    expect(listing.entries).toEqual([])
    expect(listing.problems.map(({ path, detail }) => `${path}: ${detail}`)).toEqual([
      'b/parts.7z: missing: parts.7z.001',
      'a/parts.7z: missing: parts.7z.002',
    ])
  })
})
