/** Encoders that the platform does not have: the inverse of its decoders, by trying every code. */
import { decoderFor } from '../../src/core/text/decoder.ts'

function inverse(label: 'gb18030' | 'big5'): ReadonlyMap<string, readonly number[]> {
  const decoder = new TextDecoder(label, { fatal: true })
  const table = new Map<string, readonly number[]>()
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      try {
        const text = decoder.decode(Uint8Array.of(lead, trail))
        if (!table.has(text)) table.set(text, [lead, trail])
      } catch {
        continue
      }
    }
  }
  return table
}

function encodeWith(table: ReadonlyMap<string, readonly number[]>, text: string): Uint8Array {
  return Uint8Array.from(
    Array.from(text).flatMap((character) => {
      if (character < '\x80') return [character.charCodeAt(0)]
      const bytes = table.get(character)
      if (bytes === undefined) throw new Error(`No code for ${character}`)
      return bytes
    }),
  )
}

export function inGb18030(text: string): Uint8Array {
  return encodeWith(inverse('gb18030'), text)
}

export function inBig5(text: string): Uint8Array {
  return encodeWith(inverse('big5'), text)
}

export function inSingleByte(
  page: 'windows-1250' | 'windows-1251' | 'windows-1252',
  text: string,
): Uint8Array {
  const decode = decoderFor(page)
  const table = new Map<string, readonly number[]>()
  for (let byte = 0x80; byte <= 0xff; byte++) table.set(decode(Uint8Array.of(byte)), [byte])
  return encodeWith(table, text)
}
