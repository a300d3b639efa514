import { describe, expect, it } from 'vitest'
import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js'
import { codes, list, paths, read, readAll } from './bundle-reading.ts'
import { bytesOf, logText, zipBytes } from '../../support/zip-bytes.ts'

interface Options {
  readonly password?: string
  readonly zipCrypto?: boolean
  readonly level?: number
  readonly dataDescriptor?: boolean
  readonly encryptionStrength?: 1 | 2 | 3
}

type Files = Readonly<Record<string, string | Uint8Array>>

async function encryptedZip(
  files: Files,
  options: Options,
  more: Files = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false })
  for (const [name, content] of Object.entries(files)) {
    await writer.add(name, new Uint8ArrayReader(bytesOf(content)), options)
  }
  for (const [name, content] of Object.entries(more)) {
    await writer.add(name, new Uint8ArrayReader(bytesOf(content)))
  }
  return Uint8Array.from(await writer.close())
}

const FILES = { 'CBS.log': logText(3000), 'Panther/setuperr.log': 'one line\r\n' }

const WAYS: Readonly<Record<string, Options>> = {
  'AES-256': { password: 'pa55' },
  'AES-128, stored': { password: 'pa55', encryptionStrength: 1, level: 0 },
  'AES without descriptor': { password: 'pa55', dataDescriptor: false },
  ZipCrypto: { password: 'pa55', zipCrypto: true },
  'ZipCrypto, stored': { password: 'pa55', zipCrypto: true, level: 0 },
  'ZipCrypto without descriptor': { password: 'pa55', zipCrypto: true, dataDescriptor: false },
}

describe('encrypted zip', () => {
  for (const [name, options] of Object.entries(WAYS)) {
    describe(name, () => {
      it('waits for its password', async () => {
        const zip = await encryptedZip(FILES, options, { 'readme.txt': 'open' })
        const listing = await list({ 'a.zip': zip })
        expect(paths(listing)).toEqual(['readme.txt'])
        expect(listing.problems).toEqual([])
        expect(listing.locked).toEqual([
          { path: 'CBS.log', archivePath: 'a.zip' },
          { path: 'Panther/setuperr.log', archivePath: 'a.zip' },
        ])
      })

      it('opens with it', async () => {
        const zip = await encryptedZip(FILES, options, { 'readme.txt': 'open' })
        const listing = await list({ 'a.zip': zip }, { passwords: { 'a.zip': 'pa55' } })
        expect(listing.locked).toEqual([])
        expect(listing.problems).toEqual([])
        expect(await readAll(listing)).toEqual({ ...FILES, 'readme.txt': 'open' })
        const locked = listing.entries.map(({ source }) => source.how === 'zip')
        expect(locked).toEqual([true, true, false])
      })

      it('says that another one is wrong, and goes on waiting', async () => {
        const zip = await encryptedZip(FILES, options)
        for (const password of ['pa56', 'PA55', 'x']) {
          const listing = await list({ 'a.zip': zip }, { passwords: { 'a.zip': password } })
          expect(paths(listing)).toEqual([])
          expect(listing.locked).toHaveLength(2)
          expect(codes(listing)).toEqual(['wrong-password a.zip'])
        }
      })

      it('opens without its directory', async () => {
        const zip = await encryptedZip(FILES, options)
        const cut = zip.slice(0, zip.length - 30)
        const listing = await list({ 'a.zip': cut }, { passwords: { 'a.zip': 'pa55' } })
        expect(await readAll(listing)).toEqual(FILES)
      })
    })
  }

  it('takes a password for each archive, by the path that it asked with', async () => {
    const inner = await encryptedZip({ 'CBS.log': 'inner' }, { password: 'in' })
    const outer = await encryptedZip({ 'logs/in.zip': inner }, { password: 'out' })
    const files = { 'outer.zip': outer, 'other.zip': outer }
    const asked: string[] = []
    const passwords: Record<string, string> = {}
    for (;;) {
      const listing = await list(files, { passwords })
      const wanted = listing.locked[0]?.archivePath
      if (wanted === undefined) {
        expect(await readAll(listing)).toEqual({
          'outer.zip!/logs/in.zip!/CBS.log': 'inner',
          'other.zip!/logs/in.zip!/CBS.log': 'inner',
        })
        break
      }
      asked.push(wanted)
      passwords[wanted] = wanted.includes('in.zip') ? 'in' : 'out'
    }
    expect(asked.toSorted()).toEqual([
      'other.zip',
      'other.zip!/logs/in.zip',
      'outer.zip',
      'outer.zip!/logs/in.zip',
    ])
  })

  it('says what is wrong with an encrypted entry that is damaged further on', async () => {
    const zip = await encryptedZip({ 'CBS.log': logText(30_000) }, { password: 'pa55' })
    zip.fill(0, zip.length - 5000, zip.length - 4000)
    const listing = await list({ 'a.zip': zip }, { passwords: { 'a.zip': 'pa55' } })
    const { problem } = await read(listing.entries[0]!)
    expect(problem).toMatchObject({ code: 'damaged', path: 'CBS.log' })
  })

  it('names strong encryption, which nobody but its maker opens', async () => {
    const zip = zipBytes([{ name: 'CBS.log', content: 'x', flags: 0x41 }])
    const listing = await list({ 'a.zip': zip }, { passwords: { 'a.zip': 'x' } })
    expect(codes(listing)).toEqual(['unsupported CBS.log'])
  })
})
