/**
 * `npx tsx test/support/make-archives.ts`: writes test/fixtures/archives, archives of our own texts made by programs that
 * are not ours: 7z, gcab, zip, tar, xz, bzip2, zstd and Python's zipfile and tarfile. They are kept in the project, so that
 * the tests mean the same where those programs are missing; cabextract then reads back what only our own writers make.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ARCHIVE_PASSWORD, ARCHIVE_TEXTS } from './archive-texts.ts'
import { lzxCab } from './sample-cab.ts'
import { bytesOf } from './zip-bytes.ts'

const OUT = fileURLToPath(new URL('../fixtures/archives/', import.meta.url))
const FILES = Object.keys(ARCHIVE_TEXTS)
const source = mkdtempSync(join(tmpdir(), 'archives-'))

function run(program: string, ...words: readonly string[]): void {
  execFileSync(program, words, { cwd: source, stdio: ['ignore', 'ignore', 'inherit'] })
}

function sevenZip(name: string, ...switches: readonly string[]): void {
  run('7z', 'a', '-bd', ...switches, join(OUT, name), ...FILES)
}

function python(script: string): void {
  run('python3', '-c', `import zipfile, tarfile\nout = ${JSON.stringify(OUT)}\n${script}`)
}

rmSync(OUT, { recursive: true, force: true })
mkdirSync(OUT, { recursive: true })
for (const [path, text] of Object.entries(ARCHIVE_TEXTS)) {
  mkdirSync(dirname(join(source, path)), { recursive: true })
  writeFileSync(join(source, path), text)
}

sevenZip('lzma2.7z')
sevenZip('lzma.7z', '-m0=lzma', '-ms=off')
writeFileSync(join(source, 'zeros'), new Uint8Array(20_000_000))
run('7z', 'a', '-bd', '-ms=off', join(OUT, 'bomb.7z'), 'CBS.log', 'zeros')
sevenZip('ppmd.7z', '-m0=ppmd')
sevenZip('bzip2.7z', '-m0=bzip2')
run('7z', 'a', '-bd', '-mx=0', join(OUT, 'stored.7z'), 'CBS.log')
sevenZip('secret.7z', `-p${ARCHIVE_PASSWORD}`)
sevenZip('secret-names.7z', `-p${ARCHIVE_PASSWORD}`, '-mhe=on')
// The last file is encrypted, the others are not.
run('7z', 'a', '-bd', join(OUT, 'mixed.7z'), ...FILES.slice(0, 2))
run('7z', 'a', '-bd', `-p${ARCHIVE_PASSWORD}`, join(OUT, 'mixed.7z'), ...FILES.slice(2))
sevenZip('parts.7z', '-v3k')
sevenZip('parts.zip', '-v3k')
sevenZip('methods.zip', '-mm=LZMA')
sevenZip('ppmd.zip', '-mm=PPMd')
// 7-Zip takes ASCII alone as the password of a zip.
sevenZip('secret-bzip2.zip', '-mm=BZip2', '-mem=AES256', '-ppa55')
sevenZip('deflate64.zip', '-mm=Deflate64')

run('gcab', '-c', '-z', join(OUT, 'mszip.cab'), ...FILES)
run('gcab', '-c', join(OUT, 'stored.cab'), 'CBS.log')
// Our own packer of LZX is read by libmspack before it is believed.
const LZX = 'Panther/setupact.log'
writeFileSync(join(OUT, 'lzx.cab'), lzxCab(LZX, bytesOf(ARCHIVE_TEXTS[LZX] ?? '')))
run('cabextract', '-q', '-d', 'unpacked', join(OUT, 'lzx.cab'))
run('cmp', LZX, join('unpacked', LZX))

const SMALL = FILES.filter((path) => path !== LZX)
run('tar', '--format=gnu', '-cf', join(OUT, 'gnu.tar'), ...SMALL)
run('tar', '--format=v7', '-cf', join(OUT, 'v7.tar'), ...SMALL)
run('tar', '-czf', join(OUT, 'logs.tgz'), ...FILES)
run('tar', '-cJf', join(OUT, 'logs.tar.xz'), ...FILES)
run('tar', '-cjf', join(OUT, 'logs.tar.bz2'), ...FILES)
run('tar', '--zstd', '-cf', join(OUT, 'logs.tar.zst'), ...FILES)
for (const [program, ending] of [
  ['xz', 'xz'],
  ['bzip2', 'bz2'],
  ['zstd', 'zst'],
] as const) {
  const quiet = ['-q', '-k', '-f', 'CBS.log']
  run(program, ...quiet)
  run('mv', `CBS.log.${ending}`, OUT)
}
run('cp', 'CBS.log', 'dictionary')
run('xz', '--lzma2=dict=128MiB', 'dictionary')
run('mv', 'dictionary.xz', join(OUT, 'large-dictionary.xz'))
python(`
long = 'Windows/' + 'a very long name of a folder/' * 8 + 'CBS.log'
for form, name in ((tarfile.PAX_FORMAT, 'long-pax.tar'), (tarfile.GNU_FORMAT, 'long-gnu.tar'), (tarfile.USTAR_FORMAT, 'ustar.tar')):
    with tarfile.open(out + name, 'w', format=form) as t:
        t.add('CBS.log', 'deep/' * 25 + 'CBS.log' if form == tarfile.USTAR_FORMAT else long)
        t.add('日志/安装失败.log')
with tarfile.open(out + 'gbk.tar', 'w', format=tarfile.GNU_FORMAT, encoding='gbk') as t:
    t.add('日志/安装失败.log')
`)

// A part of Info-ZIP has at least 64 KiB.
run('zip', '-q', '-0', '-s', '64k', join(OUT, 'split.zip'), ...FILES)
run('zip', '-q', '-P', 'pa55', join(OUT, 'zipcrypto.zip'), ...FILES)
// Names as other systems write them: bytes of their code page, without a word on which.
python(`
def named(name, encoding, *names):
    class Named(zipfile.ZipInfo):
        def _encodeFilenameFlags(self): return self.filename.encode(encoding), self.flag_bits & ~0x800
    with zipfile.ZipFile(out + name, 'w', zipfile.ZIP_DEFLATED) as z:
        for n in names: z.writestr(Named(n), open('CBS.log').read(300))
named('big5.zip', 'cp950', '紀錄/安裝失敗.log', '紀錄/更新服務.log', '驅動程式.txt')
named('shift-jis.zip', 'cp932', 'ログ/インストール失敗.log', 'ログ/更新プログラム.log', 'ドライバー.txt')
named('gbk.zip', 'gbk', '日志/安装失败.log', '日志/系统更新.log', '驱动程序.txt')
named('euc-kr.zip', 'cp949', '로그/설치 실패.log', '로그/업데이트 기록.log')
named('cp437.zip', 'cp437', 'Prüfung/Größe.log', 'Über.txt')
named('cp866.zip', 'cp866', 'Журнал/установка.log', 'Ошибка обновления.txt')
z = zipfile.ZipFile(out + 'python-lzma.zip', 'w', zipfile.ZIP_LZMA)
z.write('CBS.log'); z.write('Panther/setupact.log', compress_type=zipfile.ZIP_BZIP2); z.write('日志/安装失败.log', compress_type=zipfile.ZIP_DEFLATED)
z.close()
`)
rmSync(source, { recursive: true })
