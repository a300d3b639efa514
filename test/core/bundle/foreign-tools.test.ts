/** Zips that other programs made, where this machine has them. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codes, list, read, readAll } from './bundle-reading.ts'
import { FileBlob } from './file-blob.ts'
import { logText } from '../../support/zip-bytes.ts'

const TEXTS = { 'CBS.log': logText(800), 'setupact.log': logText(5000, 2) }

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(joinPath(tmpdir(), 'bundle-'))
  for (const [name, text] of Object.entries(TEXTS)) writeFileSync(joinPath(folder, name), text)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function run(program: string, ...args: readonly string[]): Uint8Array {
  return execFileSync(program, args, { cwd: folder, stdio: ['pipe', 'pipe', 'ignore'] })
}

function has(program: string, ...args: readonly string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' })
    return true
  } catch {
    console.log(`skipped: there is no ${program} here`)
    return false
  }
}

function python(script: string): void {
  run('python3', '-c', `import zipfile\n${script}`)
}

function made(name: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(readFileSync(joinPath(folder, name)))
}

describe.skipIf(!has('zip', '-v'))('Info-ZIP', () => {
  it('deflates, and streams with descriptors', async () => {
    run('zip', '-q', 'plain.zip', ...Object.keys(TEXTS))
    writeFileSync(joinPath(folder, 'piped.zip'), run('sh', '-c', 'zip -q - *.log | cat'))
    for (const name of ['plain.zip', 'piped.zip']) {
      const listing = await list({ 'a.zip': made(name) })
      expect(listing.problems).toEqual([])
      expect(await readAll(listing)).toEqual(TEXTS)
      const cut = made(name).slice(0, -100)
      expect(await readAll(await list({ 'a.zip': cut }))).toEqual(TEXTS)
    }
  })

  it('encrypts by ZipCrypto', async () => {
    run('zip', '-q', '-P', 'pa55', 'locked.zip', ...Object.keys(TEXTS))
    const files = { 'a.zip': made('locked.zip') }
    expect((await list(files)).locked).toHaveLength(2)
    const opened = await list(files, { passwords: { 'a.zip': 'pa55' } })
    expect(await readAll(opened)).toEqual(TEXTS)
    const refused = await list(files, { passwords: { 'a.zip': 'pa56' } })
    expect(codes(refused)).toEqual(['wrong-password a.zip'])
  })

  it('splits', async () => {
    const random = "import os\nopen('noise.bin', 'wb').write(os.urandom(200000))"
    if (!has('python3', '--version')) return
    python(random)
    run('zip', '-q', '-s', '64k', 'split.zip', 'noise.bin', 'CBS.log')
    for (const part of ['split.zip', 'split.z01']) {
      const listing = await list({ 'a.zip': made(part) })
      expect(codes(listing)[0]).toBe('missing-part a.zip')
      expect(codes(listing)).not.toContain('truncated a.zip')
    }
  })
})

describe.skipIf(!has('python3', '--version'))('Python', () => {
  it('writes zip64, bzip2, LZMA and a comment', async () => {
    python(`
z = zipfile.ZipFile('mixed.zip', 'w', zipfile.ZIP_DEFLATED)
with z.open('CBS.log', 'w', force_zip64=True) as f: f.write(open('CBS.log', 'rb').read())
z.write('setupact.log')
z.write('CBS.log', 'b.log', zipfile.ZIP_BZIP2)
z.write('CBS.log', 'l.log', zipfile.ZIP_LZMA)
z.comment = b'case 7' * 1000
z.close()`)
    const listing = await list({ 'a.zip': made('mixed.zip') })
    expect(listing.problems).toEqual([])
    const log = TEXTS['CBS.log']
    expect(await readAll(listing)).toEqual({ ...TEXTS, 'b.log': log, 'l.log': log })
  })

  it('writes 70,000 entries, of which the limit takes some', async () => {
    python(`
z = zipfile.ZipFile('many.zip', 'w')
for i in range(70000): z.writestr(f'{i}.log', 'x')
z.close()`)
    const listing = await list({ 'a.zip': made('many.zip') })
    expect(listing.entries).toHaveLength(65_535)
    expect(codes(listing)).toEqual(['over-limit a.zip'])
  }, 60_000)

  it('writes 5 GiB with a hole in it, and a log behind 4 GiB', async () => {
    // A stored entry over 4 GiB - 1 is over the limit; the log behind it has a 64-bit offset.
    python(`
import struct
log = open('CBS.log', 'rb').read()
crc = zipfile.crc32(log)
size = 5 * 2**30
f = open('large.zip', 'wb')
head = struct.pack('<4s5H3I2H', b'PK\\3\\4', 45, 0, 0, 0, 0x5a21, 0, 0xffffffff, 0xffffffff, 5, 20)
f.write(head + b'x.dmp' + struct.pack('<2H2Q', 1, 16, size, size))
f.seek(size, 1)
at = f.tell()
f.write(struct.pack('<4s5H3I2H', b'PK\\3\\4', 20, 0, 0, 0, 0x5a21, crc, len(log), len(log), 7, 0) + b'CBS.log' + log)
start = f.tell()
f.write(struct.pack('<4s6H3I5H2I', b'PK\\1\\2', 45, 45, 0, 0, 0, 0x5a21, 0, 0xffffffff, 0xffffffff, 5, 20, 0, 0, 0, 0, 0) + b'x.dmp' + struct.pack('<2H2Q', 1, 16, size, size))
f.write(struct.pack('<4s6H3I5H2I', b'PK\\1\\2', 45, 45, 0, 0, 0, 0x5a21, crc, len(log), len(log), 7, 12, 0, 0, 0, 0, 0xffffffff) + b'CBS.log' + struct.pack('<2HQ', 1, 8, at))
end = f.tell()
f.write(struct.pack('<4sQ2H2I4Q', b'PK\\6\\6', 44, 45, 45, 0, 0, 2, 2, end - start, start))
f.write(struct.pack('<4sIQI', b'PK\\6\\7', 0, end, 1))
f.write(struct.pack('<4s4H2IH', b'PK\\5\\6', 0, 0, 2, 2, end - start, 0xffffffff, 0))
f.close()
assert [i.file_size for i in zipfile.ZipFile('large.zip').infolist()] == [size, len(log)]`)
    const blob = new FileBlob(joinPath(folder, 'large.zip'))
    const listing = await list({ 'a.zip': blob })
    expect(codes(listing)).toEqual(['over-limit x.dmp'])
    expect((await read(listing.entries[0]!)).text).toBe(TEXTS['CBS.log'])
  })
})
