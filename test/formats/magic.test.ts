/** What a file is by its first bytes. The bytes are headers of nothing: written here, each as short as its kind allows. */
import { describe, expect, test } from 'vitest'

import { fileKind } from '../../src/core/formats/magic.ts'
import type { FileKind } from '../../src/core/model/file-kind.ts'
import { noiseTexts } from '../support/noise.ts'
import { parseBytes, seeded, utf16 } from '../support/parse-bytes.ts'

const latin = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0))
const padded = (text: string, length: number): string => text.padEnd(length, '\0')

const traceLog = (() => {
  const bytes = new Uint8Array(0x200)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, 0x10000, true)
  view.setUint32(4, 0x1f0, true)
  bytes.set([2, 0, 2, 0xc0], 0x48)
  return bytes
})()

const bitmap = (() => {
  const bytes = new Uint8Array(64)
  const view = new DataView(bytes.buffer)
  bytes.set(latin('BM'))
  view.setUint32(10, 54, true)
  view.setUint32(14, 40, true)
  return bytes
})()

const zip = (firstName: string): Uint8Array => {
  const bytes = new Uint8Array(30 + firstName.length)
  bytes.set(latin('PK\x03\x04'))
  bytes[26] = firstName.length
  bytes.set(latin(firstName), 30)
  return bytes
}

const samples: readonly (readonly [FileKind, Uint8Array])[] = [
  ['etl', traceLog],
  ['evtx', latin(padded('ElfFile', 64))],
  ['evt', latin('\x30\0\0\0LfLe\x01\0\0\0')],
  ['registry-hive', latin(padded('regf', 64))],
  ['pe', latin(padded('MZ\x90', 64))],
  ['wim', latin(padded('MSWIM', 64))],
  ['vhdx', latin('vhdxfile')],
  ['compound', latin('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')],
  ['cab', latin('MSCF\0\0\0\0\x10\x02')],
  ['pdb', latin('Microsoft C/C++ MSF 7.00\r\n\x1aDS')],
  ['ese', latin('\x12\x34\x56\x78\xef\xcd\xab\x89')],
  ['shim-database', latin('\x03\0\0\0\0\0\0\0sdbf')],
  ['user-dump', latin('MDMP\x93\xa7\0\0')],
  ['sqlite', latin('SQLite format 3\0')],
  ['shortcut', latin('L\0\0\0\x01\x14\x02\0\0\0\0\0\xc0\0\0\0\0\0\0F')],
  ['prefetch', latin('MAM\x04\0\0')],
  ['pdf', latin('%PDF-1.7\n')],
  ['zip', zip('setupact.log')],
  ['office', zip('[Content_Types].xml')],
  ['png', latin('\x89PNG\r\n\x1a\n')],
  ['jpeg', latin('\xff\xd8\xff\xe1')],
  ['bmp', bitmap],
  ['webp', latin('RIFF\x10\0\0\0WEBPVP8 ')],
  [
    'catalog',
    latin(
      '0\x82\x10\0\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02\xa0\x82\x2b\x06\x01\x04\x01\x82\x37\x0a\x01',
    ),
  ],
  ['zeros', new Uint8Array(512)],
]

describe('the kind of a file', () => {
  test.each(samples)('%s', (kind, bytes) => expect(fileKind(bytes)).toBe(kind))

  test('a start that is cut anywhere is read without harm', () => {
    for (const [, bytes] of samples) {
      for (let length = 0; length < bytes.length; length++) fileKind(bytes.subarray(0, length))
    }
    expect(fileKind(new Uint8Array(0))).toBeNull()
  })

  test('text and random bytes have none', () => {
    const random = seeded(11)
    const noise = Uint8Array.from({ length: 4096 }, () => 1 + Math.floor(random() * 255))
    const texts = [...noiseTexts(random).values()].map((text) => new TextEncoder().encode(text))
    expect([noise, ...texts].map(fileKind)).toEqual([noise, ...texts].map(() => null))
  })

  test('a binary entry of no known format is named by it', async () => {
    const { file } = await parseBytes(traceLog, { name: 'Setup.etl', formats: [] })
    expect([file.format, file.kind]).toEqual(['binary', 'etl'])
  })

  test('an event trace full of UTF-16 is no text', async () => {
    const names = utf16(
      'Setup.etl and other names that a provider logs, one after the other',
      'le',
      false,
    )
    const bytes = new Uint8Array(traceLog.length + names.length * 20)
    bytes.set(traceLog)
    for (let n = 0; n < 20; n++) bytes.set(names, traceLog.length + n * names.length)
    const { file } = await parseBytes(bytes, { name: 'Setup.etl' })
    expect([file.format, file.kind]).toEqual(['etl', 'etl'])
  })

  test('text has none', async () => {
    const { file } = await parseBytes(new TextEncoder().encode('MZ is how a program begins\n'))
    expect([file.format, file.kind]).toEqual(['text', null])
  })
})
