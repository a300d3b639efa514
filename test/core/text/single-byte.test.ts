import { describe, expect, test } from 'vitest'

import { UPPER_HALF, type SingleByteName } from '../../../src/core/text/code-pages.ts'
import { decodePairs } from '../../../src/core/text/pair-tables.ts'
import { decodeSingleByte } from '../../../src/core/text/single-byte.ts'

/** Bytes that Node 20 decodes unlike the Encoding Standard; the browser tests hold all of them to Chromium. */
const ODD_IN_NODE: Partial<Record<SingleByteName, (byte: number) => boolean>> = {
  'windows-874': (byte) => (byte >= 0xdb && byte <= 0xde) || byte >= 0xfc,
  'windows-1252': (byte) => byte < 0xa0,
  'windows-1253': (byte) => byte === 0xaa,
  'windows-1255': (byte) => byte === 0xca,
  'koi8-u': (byte) => byte === 0xae || byte === 0xbe,
}
const PAGES = Object.keys(UPPER_HALF) as SingleByteName[]
const IN_NODE = PAGES.filter((page) => !page.startsWith('ibm') || page === 'ibm866')

test.each(IN_NODE)('%s is the standard table', (page) => {
  const isOdd = ODD_IN_NODE[page] ?? (() => false)
  const bytes = Uint8Array.from({ length: 0x80 }, (_, at) => 0x80 + at).filter((b) => !isOdd(b))
  expect(bytes.length).toBeGreaterThan(90)
  expect(decodeSingleByte(page, bytes)).toBe(new TextDecoder(page).decode(bytes))
})

test.each(PAGES)('%s has 128 characters above ASCII, no letter twice', (page) => {
  const letters = [...UPPER_HALF[page]].filter((character) => /\p{L}/u.test(character))
  expect([...UPPER_HALF[page]]).toHaveLength(128)
  expect(new Set(letters).size).toBe(letters.length)
})

test.each([
  ['windows-1252', [0x80, 0x91, 0x92, 0x93, 0x94, 0x96, 0x97, 0x99, 0x8d], '€‘’“”–—™\x8d'],
  ['ibm437', [0x81, 0x82, 0xc4, 0xb3, 0xe1, 0xff], 'üé─│ß\xa0'],
  ['ibm850', [0x81, 0x82, 0x9c, 0xb5, 0xb8, 0xd5], 'üé£Á©ı'],
  ['ibm852', [0xa5, 0x88, 0xbe, 0xd8, 0xfd], 'ąłżěř'],
  ['ibm866', [0x8f, 0xe0, 0xa8, 0xa2, 0xa5, 0xe2, 0xf1], 'Приветё'],
  ['koi8-r', [0xf0, 0xd2, 0xc9, 0xd7, 0xc5, 0xd4], 'Привет'],
] as const)('%s, byte by byte', (page, bytes, text) => {
  expect(decodeSingleByte(page, Uint8Array.from(bytes))).toBe(text)
})

test('texts of any length come whole', () => {
  const bytes = new Uint8Array(200_001).fill(0xe0)
  expect(decodeSingleByte('windows-1251', bytes)).toBe('а'.repeat(200_001))
  expect(decodePairs('big5', bytes.fill(0xa4, 0, 200_000))).toBe(`${'中'.repeat(100_000)}\ufffd`)
})

describe('pairs', () => {
  const decode = (...parameters: [Parameters<typeof decodePairs>[0], ...number[]]): string => {
    const [name, ...bytes] = parameters
    return decodePairs(name, Uint8Array.from(bytes))
  }

  test('of code page 949 are all syllables of Korean', () => {
    expect(decode('euc-kr', 0x81, 0x41, 0x81, 0x42, 0xb0, 0xa1, 0xc6, 0x52)).toBe('갂갃가힣')
    expect(decode('euc-kr', 0xa2, 0xe6)).toBe('€')
  })

  test('that are broken cost the first of their bytes, and both where the second is none of ASCII', () => {
    expect(decode('big5', 0xa4, 0x20, 0x41)).toBe('\ufffd A')
    expect(decode('shift_jis', 0x81, 0xff, 0x41)).toBe('\ufffdA')
    expect(decode('euc-kr', 0xb0)).toBe('\ufffd')
    expect(decode('shift_jis', 0xb1, 0x80, 0xa0, 0xfe)).toBe('ｱ\x80\ufffd\ufffd')
  })
})
