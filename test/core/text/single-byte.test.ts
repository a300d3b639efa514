import { expect, test } from 'vitest'

import { decodeSingleByte } from '../../../src/core/text/single-byte.ts'

/** Where Node 20 decodes as browsers do: all but 0x80-0x9F of windows-1252. */
test.each(['windows-1250', 'windows-1251', 'windows-1252'] as const)(
  '%s is the standard table',
  (page) => {
    const from = page === 'windows-1252' ? 0xa0 : 0x80
    const bytes = Uint8Array.from({ length: 0x100 - from }, (_, i) => from + i)
    const ours = decodeSingleByte(page, bytes)
    const standard = new TextDecoder(page).decode(bytes)
    const differing = Array.from(bytes).filter((_, i) => ours[i] !== standard[i])
    expect(differing).toEqual([])
  },
)

test('0x80-0x9F of windows-1252 are those of the Encoding Standard', () => {
  const bytes = Uint8Array.of(0x80, 0x91, 0x92, 0x93, 0x94, 0x96, 0x97, 0x99, 0x8d)
  expect(decodeSingleByte('windows-1252', bytes)).toBe('€‘’“”–—™\x8d')
})
