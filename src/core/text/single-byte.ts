/** Bytes of a code page of one byte per character to strings. */
import { UPPER_HALF, type SingleByteName } from './code-pages.ts'

/** UTF-16 units of all 256 bytes, per page; made when a page is first used. */
const UNITS = new Map<SingleByteName, Uint16Array>()

/** Bytes decoded at once, so that the units between bytes and string stay small. */
const STEP = 64 * 1024

const units = new TextDecoder('utf-16le', { ignoreBOM: true })

export function decodeSingleByte(name: SingleByteName, bytes: Uint8Array): string {
  const table = unitsOf(name)
  const buffer = new Uint16Array(Math.min(STEP, bytes.length))
  let text = ''
  for (let at = 0; at < bytes.length; at += STEP) {
    const end = Math.min(at + STEP, bytes.length)
    for (let from = at; from < end; from++) {
      buffer[from - at] = table[bytes[from] as number] as number
    }
    text += units.decode(buffer.subarray(0, end - at))
  }
  return text
}

/** The character of one byte >= 0x80 in a page. */
export function upperCharacter(name: SingleByteName, byte: number): string {
  return UPPER_HALF[name].charAt(byte - 0x80)
}

function unitsOf(name: SingleByteName): Uint16Array {
  const known = UNITS.get(name)
  if (known !== undefined) return known
  const upper = UPPER_HALF[name]
  const made = Uint16Array.from({ length: 256 }, (_, byte) =>
    byte < 0x80 ? byte : upper.charCodeAt(byte - 0x80),
  )
  UNITS.set(name, made)
  return made
}
