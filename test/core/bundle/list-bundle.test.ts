import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { listBundle } from '../../../src/core/bundle/list-bundle.ts'
import { codes, dropped, list, paths, read, readAll } from './bundle-reading.ts'
import { join, logText, zipBytes } from '../../support/zip-bytes.ts'

const CBS = { name: 'CBS.log', content: logText(40) }
const PANTHER = { name: 'Panther/setupact.log', content: logText(900, 2) }

describe('paths and names of a bundle', () => {
  it('has relative paths and the name of the zip where one zip was dropped', async () => {
    const zip = zipBytes([CBS, PANTHER])
    const listing = await list({ 'Desktop/case 7.zip': zip })
    expect(listing.name).toBe('case 7.zip')
    expect(listing.bytes).toBe(zip.length)
    expect(listing.problems).toEqual([])
    expect(await readAll(listing)).toEqual({
      'CBS.log': CBS.content,
      'Panther/setupact.log': PANTHER.content,
    })
    expect(listing.entries[1]!.bytes).toBe(PANTHER.content.length)
    expect(listing.entries[1]!.packedBytes).toBeLessThan(PANTHER.content.length / 2)
  })

  it('puts the archive in front of the path where several things were dropped', async () => {
    const listing = await list({ 'a.zip': zipBytes([CBS]), 'b.zip': zipBytes([CBS]), 'x.log': 'x' })
    expect(listing.name).toBe('a.zip (+2)')
    expect(paths(listing)).toEqual(['a.zip!/CBS.log', 'b.zip!/CBS.log', 'x.log'])
  })

  it('keeps a dropped folder as it is, and is called like it', async () => {
    const listing = await list({ 'logs/a/CBS.log': 'x', 'logs/setupact.log': 'y' })
    expect(listing.name).toBe('logs')
    expect(paths(listing)).toEqual(['logs/a/CBS.log', 'logs/setupact.log'])
    expect(listing.entries[0]!.source.how).toBe('blob')
  })

  it('takes a log that is dropped alone', async () => {
    const listing = await list({ 'Downloads/setupact.log': 'one line' })
    expect(listing.name).toBe('setupact.log')
    expect(paths(listing)).toEqual(['setupact.log'])
  })

  it('cleans paths that would lead somewhere', async () => {
    const names = [
      '..\\..\\Windows\\x.log',
      '/etc/y.log',
      'C:\\Windows\\Logs\\z.log',
      '\\\\server\\share\\s.log',
      '\\\\?\\D:\\t.log',
      './a/./b//c.log',
      'two\nlines.log',
      '..',
    ]
    const listing = await list({ 'a.zip': zipBytes(names.map((name) => ({ name, content: 'x' }))) })
    expect(paths(listing)).toEqual([
      'Windows/x.log',
      'etc/y.log',
      'Windows/Logs/z.log',
      'server/share/s.log',
      't.log',
      'a/b/c.log',
      'two\ufffdlines.log',
      'unnamed',
    ])
  })

  it('keeps both files of one path', async () => {
    const twice = ['first', 'second', 'third'].map((content) => ({ name: 'CBS.log', content }))
    const listing = await list({ 'a.zip': zipBytes(twice) })
    expect(await readAll(listing)).toEqual({
      'CBS.log': 'first',
      'CBS.log (2)': 'second',
      'CBS.log (3)': 'third',
    })
    expect(codes(listing)).toEqual(['duplicate-path CBS.log (2)', 'duplicate-path CBS.log (3)'])
    expect(listing.problems[0]!.detail).toContain('CBS.log')
  })

  it('passes over folders and names empty files', async () => {
    const files = [
      { name: 'Panther/', content: '', method: 0 },
      { name: 'DISM\\', content: '', method: 0 },
      { name: 'setuperr.log', content: '' },
      CBS,
    ]
    const listing = await list({ 'a.zip': zipBytes(files) })
    expect(paths(listing)).toEqual(['CBS.log'])
    expect(codes(listing)).toEqual(['empty setuperr.log'])
  })
})

describe('nested archives', () => {
  it('opens zips in zips, stored and deflated, by what they are and not by name', async () => {
    const inner = zipBytes([CBS, PANTHER])
    const outer = zipBytes([
      { name: 'deflated.zip', content: inner },
      { name: 'stored.dat', content: inner, method: 0 },
      { name: 'no.zip', content: 'PKZIP is not in here' },
    ])
    const listing = await list({ 'outer.zip': outer, 'x.log': 'x' })
    expect(paths(listing)).toEqual([
      'outer.zip!/deflated.zip!/CBS.log',
      'outer.zip!/deflated.zip!/Panther/setupact.log',
      'outer.zip!/stored.dat!/CBS.log',
      'outer.zip!/stored.dat!/Panther/setupact.log',
      'outer.zip!/no.zip',
      'x.log',
    ])
    const texts = await readAll(listing)
    expect(texts['outer.zip!/deflated.zip!/Panther/setupact.log']).toBe(PANTHER.content)
    expect(texts['outer.zip!/stored.dat!/CBS.log']).toBe(CBS.content)
  })

  it('opens gzips, dropped and nested', async () => {
    const gz = new Uint8Array(gzipSync(PANTHER.content))
    const zip = zipBytes([
      { name: 'setupact.log.gz', content: gz },
      { name: 'nothing.gz', content: gzipSync('') },
    ])
    const listing = await list({ 'CBS.log.gz': gz, 'a.zip': zip })
    expect(await readAll(listing)).toEqual({
      'CBS.log.gz!/CBS.log': PANTHER.content,
      'a.zip!/setupact.log.gz!/setupact.log': PANTHER.content,
    })
    expect(listing.entries[0]!.bytes).toBe(null)
    expect(codes(listing)).toEqual(['empty a.zip!/nothing.gz!/nothing'])
  })

  it('stops at the depth limit and goes on beside it', async () => {
    let zip = zipBytes([CBS])
    for (let i = 0; i < 5; i++) {
      zip = zipBytes([
        { name: 'in.zip', content: zip },
        { name: `${i}.log`, content: 'x' },
      ])
    }
    const listing = await list({ 'a.zip': zip })
    expect(paths(listing)).toEqual([
      'in.zip!/in.zip!/in.zip!/1.log',
      'in.zip!/in.zip!/2.log',
      'in.zip!/3.log',
      '4.log',
    ])
    expect(codes(listing)).toEqual(['over-limit in.zip!/in.zip!/in.zip!/in.zip'])
  })

  it('names archives that it does not open where there is nobody to unpack them', async () => {
    const magics: Readonly<Record<string, string>> = {
      'CbsPersist_1.cab': 'MSCF\0\0\0\0',
      'logs.7z': '7z\xbc\xaf\x27\x1c',
      'logs.rar': 'Rar!\x1a\x07\x01\0',
      'boot.wim': 'MSWIM\0\0\0',
    }
    const files = Object.entries(magics).map(([name, magic]) => ({
      name,
      content: join(
        Uint8Array.from(magic, (c) => c.charCodeAt(0)),
        new Uint8Array(600),
      ),
    }))
    const zip = { 'a.zip': zipBytes([...files, CBS]) }
    const listing = await list(zip, { withoutUnpacker: true })
    expect(paths(listing)).toEqual(['CBS.log'])
    expect(listing.problems.map(({ path, code, detail }) => [path, code, detail])).toEqual([
      ['CbsPersist_1.cab', 'unsupported', 'cab archive, not opened'],
      ['logs.7z', 'unsupported', '7z archive, not opened'],
      ['logs.rar', 'unsupported', 'rar5 archive, not opened'],
      ['boot.wim', 'unsupported', 'wim archive, not opened'],
    ])
  })
})

describe('what is no bundle', () => {
  it('says what a false zip begins with', async () => {
    const listing = await list({ 'a.zip': '<!DOCTYPE html><title>Sign in</title>' })
    expect(listing.entries).toEqual([])
    expect(codes(listing)).toEqual(['not-an-archive a.zip'])
    expect(listing.problems[0]!.detail).toContain('<!DOCTYPE html>')
  })

  it('says that a zip or a file is empty', async () => {
    expect(codes(await list({ 'a.zip': zipBytes([]) }))).toEqual(['empty a.zip'])
    expect(codes(await list({ 'a.zip': '' }))).toEqual(['empty a.zip'])
    expect(codes(await list({ 'a.log': '', 'b.log': 'b' }))).toEqual(['empty a.log'])
    const folders = zipBytes([{ name: 'x/', content: '', method: 0 }])
    expect(codes(await list({ 'a.zip': folders }))).toEqual(['empty a.zip'])
  })

  it('lists nothing where nothing was dropped', async () => {
    expect(await list({})).toEqual({ name: '', bytes: 0, entries: [], locked: [], problems: [] })
  })

  it('says that one part of a split zip is not enough', async () => {
    const last = zipBytes([CBS], { disk: 2 })
    const first = join(Uint8Array.of(0x50, 0x4b, 7, 8), zipBytes([CBS], { directory: 'missing' }))
    for (const zip of [last, first]) {
      const listing = await list({ 'a.zip': zip })
      expect(codes(listing)).toEqual(['missing-part a.zip'])
      expect(listing.problems[0]!.detail).toMatch(/split zip|missing: a\.z01, a\.z02/)
    }
  })

  it('names the method that it does not know', async () => {
    const zip = zipBytes([{ ...CBS, method: 97 }, PANTHER])
    const listing = await list({ 'a.zip': zip })
    expect(paths(listing)).toEqual(['Panther/setupact.log'])
    expect(listing.problems[0]!).toMatchObject({ code: 'unsupported', detail: 'packed by WavPack' })
  })

  for (const name of ['NotFoundError', 'NotReadableError', 'SecurityError']) {
    it(`goes on beside a file that gives ${name}`, async () => {
      const gone = new GoneBlob(name)
      const listing = await list({ 'gone.zip': gone, 'a.zip': zipBytes([CBS]) })
      expect(paths(listing)).toEqual(['a.zip!/CBS.log'])
      const code = name === 'SecurityError' ? 'unreadable' : 'vanished'
      expect(codes(listing)).toEqual([`${code} gone.zip`])
    })
  }

  it('tells so when an entry vanishes after it was listed', async () => {
    const file = new GoneBlob('NotReadableError')
    const source = { how: 'blob', blob: file } as const
    const entry = { path: 'a.log', bytes: 5, packedBytes: 5, source }
    expect((await read(entry)).problem).toMatchObject({ code: 'vanished', path: 'a.log' })
    const packed = { ...entry, source: { how: 'deflate', blob: file, size: 5 } as const }
    expect((await read(packed)).problem).toMatchObject({ code: 'vanished', path: 'a.log' })
  })
})

describe('limits', () => {
  const files = ['a', 'b', 'c', 'd'].map((name) => ({ name, content: logText(10) }))

  it('lists as many entries as allowed', async () => {
    const zip = zipBytes(files)
    for (const bytes of [zip, zip.subarray(0, zip.length - 30).slice()]) {
      const listing = await list({ 'x.zip': bytes }, { limits: { entries: 2 } })
      expect(paths(listing)).toEqual(['a', 'b'])
      expect(codes(listing)).toContain('over-limit x.zip')
    }
    const loose = await list({ a: 'x', b: 'x', c: 'x' }, { limits: { entries: 2 } })
    expect(paths(loose)).toEqual(['a', 'b'])
    expect(codes(loose)).toEqual(['over-limit a (+2)'])
  })

  it('leaves out what is too large alone or with the others, and takes what follows', async () => {
    const zip = zipBytes([
      { name: 'large', content: logText(100) },
      { name: 'small', content: logText(20) },
      { name: 'medium', content: logText(30) },
      { name: 'tiny', content: logText(1) },
    ])
    const limits = { entryBytes: 4000, totalBytes: 2500 }
    const listing = await list({ 'a.zip': zip }, { limits })
    expect(paths(listing)).toEqual(['small', 'tiny'])
    expect(codes(listing)).toEqual(['over-limit large', 'over-limit medium'])
  })

  it('refuses what claims to inflate out of proportion', async () => {
    const zip = zipBytes([{ name: 'bomb', content: new Uint8Array(100_000) }, CBS])
    const limits = { ratio: 50, ratioFloorBytes: 50_000 }
    const listing = await list({ 'a.zip': zip }, { limits })
    expect(paths(listing)).toEqual(['CBS.log'])
    expect(codes(listing)).toEqual(['over-limit bomb'])
  })

  it('stops a nested archive that unpacks too far', async () => {
    const inner = zipBytes([{ name: 'x.log', content: logText(500), method: 0 }])
    const zip = zipBytes([{ name: 'inner.zip', content: inner }, CBS])
    const listing = await list({ 'a.zip': zip }, { limits: { nestedBytes: 5000 } })
    expect(paths(listing)).toEqual(['CBS.log'])
    expect(codes(listing)).toEqual(['over-limit inner.zip'])
  })
})

describe('while it lists', () => {
  it('reports progress and can be stopped', async () => {
    const zip = zipBytes(Array.from({ length: 40 }, (_, i) => ({ name: `${i}.log`, content: 'x' })))
    const seen: string[] = []
    const passwords = new Map<string, string>()
    const onProgress = ({ path }: { path: string }): void => void seen.push(path)
    await listBundle(dropped({ 'a.zip': zip }), { passwords, onProgress })
    expect(seen).toHaveLength(40)

    const stop = new AbortController()
    const listing = listBundle(dropped({ 'a.zip': zip }), {
      passwords,
      signal: stop.signal,
      onProgress: () => stop.abort(new Error('enough')),
    })
    await expect(listing).rejects.toThrow('enough')
  })
})

class GoneBlob extends Blob {
  readonly #name: string

  constructor(name: string) {
    super(['gone!'])
    this.#name = name
  }

  override slice(): Blob {
    return new GoneBlob(this.#name)
  }

  override arrayBuffer(): Promise<ArrayBuffer> {
    return Promise.reject(new DOMException('it is not there', this.#name))
  }
}
