/** Text in the encodings that the logs of the samples have. */

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

export function utf8WithMark(text: string): Uint8Array {
  return utf8(`\uFEFF${text}`)
}

export function utf16WithMark(text: string): Uint8Array {
  const bytes = new Uint8Array(2 + text.length * 2)
  const view = new DataView(bytes.buffer)
  view.setUint16(0, 0xfeff, true)
  for (let i = 0; i < text.length; i++) view.setUint16(2 + i * 2, text.charCodeAt(i), true)
  return bytes
}

/** Code page 936, the Chinese system's ANSI and OEM page: what its programs write without a mark. */
export function codePage936(text: string): Uint8Array {
  const bytes: number[] = []
  for (const character of text) {
    const point = character.codePointAt(0) as number
    if (point < 0x80) {
      bytes.push(point)
      continue
    }
    const pair = pairs().get(character)
    if (pair === undefined) throw new Error(`Code page 936 has no ${character}.`)
    bytes.push(pair >> 8, pair & 0xff)
  }
  return Uint8Array.from(bytes)
}

let table: ReadonlyMap<string, number> | undefined

/** There is a decoder on every platform and an encoder on none: the table is read backwards. */
function pairs(): ReadonlyMap<string, number> {
  if (table !== undefined) return table
  const decoder = new TextDecoder('gbk')
  const found = new Map<string, number>()
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue
      const text = decoder.decode(Uint8Array.of(lead, trail))
      if (text.length === 1 && text !== '\uFFFD' && !found.has(text)) {
        found.set(text, (lead << 8) | trail)
      }
    }
  }
  table = found
  return found
}
