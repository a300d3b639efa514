/** Archives of every kind, as other programs make them. */
import { describe, expect, it } from 'vitest'
import { LARGEST_IN_MEMORY } from '../../../src/core/bundle/limits.ts'
import { ARCHIVE_PASSWORD, ARCHIVE_TEXTS } from '../../support/archive-texts.ts'
import { rar4, rar5 } from '../../support/rar-bytes.ts'
import type { RarOptions } from '../../support/rar-bytes.ts'
import { join, logText, zipBytes } from '../../support/zip-bytes.ts'
import { codes, list, paths, readAll } from './bundle-reading.ts'
import { made } from './made-archives.ts'

const ALL = ARCHIVE_TEXTS
const CBS = { 'CBS.log': ALL['CBS.log'] }
const SMALL = { ...CBS, '日志/安装失败.log': ALL['日志/安装失败.log'] }
const LONG = `Windows/${'a very long name of a folder/'.repeat(8)}CBS.log`
const RAR_FILES = Object.entries(ALL).map(([name, content]) => ({ name, content }))

describe('reads', () => {
  const CASES: readonly (readonly [name: string, texts: Readonly<Record<string, unknown>>])[] = [
    ['lzma2.7z', ALL],
    ['lzma.7z', ALL],
    ['ppmd.7z', ALL],
    ['bzip2.7z', ALL],
    ['stored.7z', CBS],
    ['mszip.cab', ALL],
    ['stored.cab', CBS],
    ['lzx.cab', { 'Panther/setupact.log': ALL['Panther/setupact.log'] }],
    ['methods.zip', ALL],
    ['ppmd.zip', ALL],
    ['python-lzma.zip', ALL],
    ['deflate64.zip', ALL],
    ['gnu.tar', SMALL],
    ['v7.tar', SMALL],
    ['gbk.tar', { '日志/安装失败.log': ALL['日志/安装失败.log'] }],
    [
      'ustar.tar',
      { ...SMALL, 'CBS.log': undefined, [`${'deep/'.repeat(25)}CBS.log`]: CBS['CBS.log'] },
    ],
    ['long-pax.tar', { ...SMALL, 'CBS.log': undefined, [LONG]: CBS['CBS.log'] }],
    ['long-gnu.tar', { ...SMALL, 'CBS.log': undefined, [LONG]: CBS['CBS.log'] }],
    ['logs.tgz', ALL],
    ['logs.tar.xz', ALL],
    ['logs.tar.bz2', ALL],
    ['logs.tar.zst', ALL],
    ['CBS.log.xz', { 'CBS.log.xz!/CBS.log': CBS['CBS.log'] }],
    ['CBS.log.bz2', { 'CBS.log.bz2!/CBS.log': CBS['CBS.log'] }],
    ['CBS.log.zst', { 'CBS.log.zst!/CBS.log': CBS['CBS.log'] }],
  ]
  it.each(CASES)('%s', async (name, texts) => {
    const listing = await list({ [name]: made(name) })
    expect(listing.problems).toEqual([])
    expect(listing.name).toBe(name)
    expect(await readAll(listing)).toEqual(texts)
    for (const { bytes, path } of listing.entries) {
      expect(bytes).toBe(Buffer.byteLength(String((await readAll(listing))[path])))
    }
  })

  it.each(['CBS.log.xz', 'CBS.log.bz2', 'lzma2.7z', 'mszip.cab'])(
    '%s with junk behind its end',
    async (name) => {
      const listing = await list({ [name]: join(made(name), new Uint8Array(700).fill(0x2e)) })
      expect(listing.problems).toEqual([])
      expect(listing.entries.length).toBeGreaterThan(0)
    },
  )

  it.each([
    ['rar 4', rar4(RAR_FILES)],
    ['rar 5', rar5(RAR_FILES)],
  ])('%s', async (_, rar) => {
    const listing = await list({ 'a.rar': rar })
    expect(listing.problems).toEqual([])
    expect(await readAll(listing)).toEqual(ALL)
  })
})

describe('nested', () => {
  it('opens each kind in a zip, and a zip in each kind', async () => {
    const names = ['lzma2.7z', 'mszip.cab', 'logs.tar.xz', 'gnu.tar', 'logs.tgz', 'CBS.log.bz2']
    const inside = names.map((name) => ({ name, content: made(name) }))
    const zip = zipBytes([...inside, { name: 'a.rar', content: rar5(RAR_FILES) }])
    const listing = await list({ 'case.rar': rar5([{ name: 'case.zip', content: zip }]) })
    expect(listing.problems).toEqual([])
    expect(paths(listing).toSorted()).toEqual(
      [
        ...['lzma2.7z', 'mszip.cab', 'logs.tar.xz', 'logs.tgz', 'a.rar'].flatMap((name) =>
          Object.keys(ALL).map((path) => `case.zip!/${name}!/${path}`),
        ),
        ...Object.keys(SMALL).map((path) => `case.zip!/gnu.tar!/${path}`),
        'case.zip!/CBS.log.bz2!/CBS.log',
      ].toSorted(),
    )
    const texts = await readAll(listing)
    expect(texts['case.zip!/mszip.cab!/Panther/setupact.log']).toBe(ALL['Panther/setupact.log'])
  })

  it('stops at the depth limit', async () => {
    let bytes: Uint8Array = made('lzma2.7z')
    for (const name of ['a.7z', 'b.rar', 'c.rar', 'd.rar']) bytes = rar5([{ name, content: bytes }])
    const listing = await list({ 'e.rar': Uint8Array.from(bytes) })
    expect(listing.entries).toEqual([])
    expect(codes(listing)).toEqual(['over-limit d.rar!/c.rar!/b.rar!/a.7z'])
  })

  it('lists archives in the order in which they stand, whichever is unpacked first', async () => {
    const zip = zipBytes([
      { name: 'long.7z', content: made('lzma2.7z') },
      { name: 'short.cab', content: made('stored.cab') },
      { name: 'plain.log', content: 'x' },
    ])
    expect(paths(await list({ 'a.zip': zip }))).toEqual([
      'plain.log',
      ...Object.keys(ALL).map((path) => `long.7z!/${path}`),
      'short.cab!/CBS.log',
    ])
  })

  it('keeps files that share a path', async () => {
    const twice = rar4([1, 222].map((number) => ({ name: 'CBS.log', content: `text ${number}` })))
    const listing = await list({ 'a.rar': twice })
    expect(await readAll(listing)).toEqual({ 'CBS.log': 'text 1', 'CBS.log (2)': 'text 222' })
    expect(codes(listing)).toEqual(['duplicate-path CBS.log (2)'])
  })

  it('leaves paths that would lead somewhere', async () => {
    const names = ['../../up.log', '/etc/root.log', 'C:\\Windows\\drive.log', 'a/./b.log', '..']
    const rar = rar5(names.map((name) => ({ name, content: 'x' })))
    const listed = paths(await list({ 'a.rar': rar }))
    expect(listed).toHaveLength(names.length)
    for (const path of listed) expect(path).not.toMatch(/^\/|(?:^|\/)\.\.?(?:\/|$)|^[A-Za-z]:/)
  })
})

describe('a password', () => {
  const secret = (options: RarOptions) => ({ ...options, password: ARCHIVE_PASSWORD })
  const CASES: readonly (readonly [string, Uint8Array<ArrayBuffer>, boolean])[] = [
    ['7z', made('secret.7z'), false],
    ['7z with hidden names', made('secret-names.7z'), true],
    ['rar 5', rar5(RAR_FILES, secret({})), false],
    ['rar 5 with hidden names', rar5(RAR_FILES, secret({ hidesNames: true })), true],
    ['rar 4', rar4(RAR_FILES, secret({})), false],
  ]
  describe.each(CASES)('of a %s', (_, bytes, hidesNames) => {
    const locks = hidesNames
      ? [{ path: 'a.bin', archivePath: 'a.bin' }]
      : Object.keys(ALL).map((path) => ({ path, archivePath: 'a.bin' }))

    it('is asked for', async () => {
      const listing = await list({ 'a.bin': bytes })
      expect(listing).toMatchObject({ entries: [], problems: [] })
      expect(listing.locked).toEqual(locks)
    })

    it('opens it', async () => {
      const listing = await list({ 'a.bin': bytes }, { passwords: { 'a.bin': ARCHIVE_PASSWORD } })
      expect(listing).toMatchObject({ locked: [], problems: [] })
      expect(await readAll(listing)).toEqual(ALL)
    })

    it('is told to be wrong', async () => {
      for (const password of ['pa55', 'PA55 WÖRD', '', '*', '-p']) {
        const listing = await list({ 'a.bin': bytes }, { passwords: { 'a.bin': password } })
        expect(listing.entries).toEqual([])
        expect(listing.locked).toEqual(locks)
        expect(codes(listing)).toEqual(['wrong-password a.bin'])
      }
    })
  })

  it('is not needed for the files that are not encrypted', async () => {
    const files = { 'mixed.7z': made('mixed.7z') }
    const listing = await list(files)
    expect(paths(listing)).toEqual(Object.keys(ALL).slice(0, 2))
    expect(listing.locked).toEqual([{ path: '日志/安装失败.log', archivePath: 'mixed.7z' }])
    expect(listing.problems).toEqual([])
    const passwords = { 'mixed.7z': ARCHIVE_PASSWORD }
    expect(await readAll(await list(files, { passwords }))).toEqual(ALL)
  })

  it('opens a nested archive by the path that asks for it', async () => {
    const zip = { 'case.zip': zipBytes([{ name: 'logs/secret.7z', content: made('secret.7z') }]) }
    const [lock] = (await list(zip)).locked
    expect(lock?.archivePath).toBe('logs/secret.7z')
    const listing = await list(zip, { passwords: { 'logs/secret.7z': ARCHIVE_PASSWORD } })
    expect(paths(listing)).toEqual(Object.keys(ALL).map((path) => `logs/secret.7z!/${path}`))
  })

  it('opens what 7-Zip has to unpack of a zip', async () => {
    const files = { 'a.zip': made('secret-bzip2.zip') }
    expect((await list(files)).locked).toHaveLength(3)
    const wrong = await list(files, { passwords: { 'a.zip': 'pa56' } })
    expect(codes(wrong)).toEqual(['wrong-password a.zip'])
    expect(wrong.locked.map(({ path }) => path)).toEqual(Object.keys(ALL))
    expect(await readAll(await list(files, { passwords: { 'a.zip': 'pa55' } }))).toEqual(ALL)
  })
})

describe('limits', () => {
  const zeros = new Uint8Array(4_000_000)

  it('stops a bomb while it goes off, and keeps what came before', async () => {
    const limits = { ratio: 300, ratioFloorBytes: 2_000_000 }
    const listing = await list({ 'bomb.7z': made('bomb.7z') }, { limits })
    expect(await readAll(listing)).toEqual(CBS)
    expect(codes(listing)).toEqual(['over-limit bomb.7z'])
    const stopped = Number(/stopped at (\d+) bytes/.exec(listing.problems[0]?.detail ?? '')?.[1])
    expect(stopped).toBeLessThan(8_000_000)
  })

  it('leaves out what is too large for one archive, and takes what follows', async () => {
    const rar = rar5([
      { name: 'first.log', content: logText(10) },
      { name: 'large.dmp', content: zeros },
      { name: 'last.log', content: logText(20) },
    ])
    const listing = await list({ 'a.rar': rar }, { limits: { nestedBytes: 100_000 } })
    expect(paths(listing)).toEqual(['first.log', 'last.log'])
    expect(codes(listing)).toEqual(['over-limit large.dmp'])
    expect(listing.problems[0]?.detail).toContain('4000000 bytes')
    expect(listing.problems[0]?.detail).toContain('100000')
  })

  it('counts nested archives together', async () => {
    const inner = zipBytes([{ name: 'x.log', content: logText(100), method: 0 }])
    const zip = zipBytes(['a', 'b', 'c'].map((name) => ({ name: `${name}.zip`, content: inner })))
    const most = { nestedTotalBytes: Math.floor(inner.length * 2.5) }
    const listing = await list({ 'case.zip': zip }, { limits: most })
    expect(paths(listing)).toEqual(['a.zip!/x.log', 'b.zip!/x.log'])
    expect(codes(listing)).toEqual(['over-limit c.zip'])
    const cabs = zipBytes(
      ['a', 'b', 'c'].map((name) => {
        return { name: `${name}.cab`, content: made('stored.cab'), method: 0 }
      }),
    )
    const size = Buffer.byteLength(ALL['CBS.log'] ?? '')
    const some = await list({ 'case.zip': cabs }, { limits: { nestedTotalBytes: size * 2 } })
    expect(paths(some)).toEqual(['a.cab!/CBS.log', 'b.cab!/CBS.log'])
    expect(codes(some)).toEqual(['over-limit c.cab'])
  })

  it('lists as many files as allowed', async () => {
    const rar = rar5(['a', 'b', 'c', 'd'].map((name) => ({ name, content: 'x' })))
    const listing = await list({ 'a.rar': rar }, { limits: { entries: 2 } })
    expect(paths(listing)).toEqual(['a', 'b'])
    expect(codes(listing)).toEqual(['over-limit a.rar'])
  })

  it('takes no archive into memory that has no room there', async () => {
    const listing = await list({ 'a.7z': new HugeBlob([made('lzma2.7z')]) })
    expect(codes(listing)).toEqual(['over-limit a.7z'])
    expect(listing.problems[0]?.detail).toContain(String(LARGEST_IN_MEMORY))
  })

  it('refuses a dictionary that is larger than the memory there may be', async () => {
    const limits = { unpackMemoryBytes: 17 * 1024 * 1024 }
    const files = { 'a.xz': made('large-dictionary.xz') }
    const listing = await list(files, { limits })
    expect(codes(listing)).toEqual(['over-limit a.xz'])
    expect(listing.entries).toEqual([])
    expect((await list(files)).entries).toHaveLength(1)
  })
})

/** Begins with some bytes, and says that it has a thousand million times more. */
class HugeBlob extends Blob {
  override get size(): number {
    return super.size * 1e9
  }
}

describe('names', () => {
  it.each([
    ['gbk.zip', ['日志/安装失败.log', '日志/系统更新.log', '驱动程序.txt']],
    ['big5.zip', ['紀錄/安裝失敗.log', '紀錄/更新服務.log', '驅動程式.txt']],
    ['shift-jis.zip', ['ログ/インストール失敗.log', 'ログ/更新プログラム.log', 'ドライバー.txt']],
    ['euc-kr.zip', ['로그/설치 실패.log', '로그/업데이트 기록.log']],
    ['cp437.zip', ['Prüfung/Größe.log', 'Über.txt']],
    ['cp866.zip', ['Журнал/установка.log', 'Ошибка обновления.txt']],
  ])('of %s', async (name, expected) => {
    expect(paths(await list({ [name]: made(name) }))).toEqual(expected)
    // Without its directory, from the headers of the files.
    expect(paths(await list({ [name]: made(name).slice(0, -30) }))).toEqual(expected)
  })

  it('are read in the code page that all of an archive fit', async () => {
    const gbk = (text: string): Uint8Array =>
      Uint8Array.from(
        Buffer.from({ 日志: 'c8d5d6be', 安装失败: 'b0b2d7b0caa7b0dc' }[text] ?? '', 'hex'),
      )
    const name = join(gbk('日志'), Buffer.from('\\'), gbk('安装失败'), Buffer.from('.log'))
    const listing = await list({ 'a.rar': rar4([{ name, content: 'x' }]) })
    expect(paths(listing)).toEqual(['日志/安装失败.log'])
  })
})
