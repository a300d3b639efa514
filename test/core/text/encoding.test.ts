import { describe, expect, test } from 'vitest'

import type { EncodingName } from '../../../src/core/model/log-file.ts'
import { decoderFor } from '../../../src/core/text/decoder.ts'
import { detectEncoding } from '../../../src/core/text/encoding.ts'
import { inBig5, inGb18030, inSingleByte } from '../../support/legacy-bytes.ts'
import { utf16 } from '../../support/parse-bytes.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const stamped = (text: string): string => `2023-06-26 08:02:32, Error      [TOOL.EXE] ${text}\r\n`

const CHINESE = stamped(
  '在"C:\\DRIVERS\\STORE1"上没有找到驱动程序包 (错误代码 0x3: 系统找不到指定的路径。',
)
const TRADITIONAL = stamped('操作順利完成。 系統找不到指定的檔案。')
const RUSSIAN = stamped('Не удается найти указанный файл. Устройство работает нормально.')
const FRENCH = stamped('L’opération a réussi. Périphérique générique déjà démarré à côté.')
const POLISH = stamped('Nie można odnaleźć określonego pliku. Urządzenie działa prawidłowo.')

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => Array.from(part)))
}

describe('detects and decodes', () => {
  const cases: readonly (readonly [string, Uint8Array, EncodingName, string])[] = [
    ['ASCII', utf8(stamped('plain')), 'ascii', stamped('plain')],
    ['UTF-8', utf8(CHINESE), 'utf-8', CHINESE],
    ['UTF-8 with mark', utf8(`\uFEFF${RUSSIAN}`), 'utf-8', RUSSIAN],
    ['GB18030', inGb18030(CHINESE), 'gb18030', CHINESE],
    ['Big5', inBig5(TRADITIONAL), 'big5', TRADITIONAL],
    ['windows-1251', inSingleByte('windows-1251', RUSSIAN), 'windows-1251', RUSSIAN],
    ['windows-1252', inSingleByte('windows-1252', FRENCH), 'windows-1252', FRENCH],
    ['windows-1250', inSingleByte('windows-1250', POLISH), 'windows-1250', POLISH],
    [
      'UTF-8 with a stray byte',
      joined(utf8(`${CHINESE}Product Name [ Sample`), Uint8Array.of(0xae), utf8(' ]\r\n')),
      'utf-8*',
      `${CHINESE}Product Name [ Sample® ]\r\n`,
    ],
    [
      'UTF-8 with mark and nothing but a stray byte',
      joined(utf8('\uFEFFSample'), Uint8Array.of(0xae), utf8(' Desk\r\n')),
      'utf-8*',
      'Sample® Desk\r\n',
    ],
    [
      'one stray byte in ASCII',
      joined(utf8('Sample'), Uint8Array.of(0xae), utf8(' Desk\r\n')),
      'windows-1252',
      'Sample® Desk\r\n',
    ],
  ]
  test.each(cases)('%s', (_, bytes, encoding, text) => {
    const detected = detectEncoding(bytes)
    expect(detected.encoding).toBe(encoding)
    expect(decoderFor(detected.encoding)(bytes)).toBe(text)
  })
})

describe('UTF-16 without a mark', () => {
  test.each([
    ['le', 'utf-16le'],
    ['be', 'utf-16be'],
  ] as const)('%s', (endian, encoding) => {
    expect(detectEncoding(utf16(CHINESE, endian, false)).encoding).toBe(encoding)
    expect(detectEncoding(utf16('6/26/2023 8:02:32 - text\r\n', endian, false)).encoding).toBe(
      encoding,
    )
  })
})

describe('binary', () => {
  test('control bytes and NULs everywhere', () => {
    const bytes = Uint8Array.from({ length: 4096 }, (_, i) => (i * 7) % 251)
    expect(detectEncoding(bytes).encoding).toBe('binary')
    expect(detectEncoding(new Uint8Array(64)).encoding).toBe('binary')
  })

  test('is not a text with a tail or a block of NULs', () => {
    const text = utf8(stamped('plain').repeat(4))
    expect(detectEncoding(joined(text, new Uint8Array(4096))).encoding).toBe('ascii')
    expect(detectEncoding(joined(text, new Uint8Array(512), text)).encoding).toBe('ascii')
  })

  test('nothing at all is text', () => {
    expect(detectEncoding(new Uint8Array(0)).encoding).toBe('ascii')
  })
})
