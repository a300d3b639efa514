/**
 * Bytes to the parser and back. The parser gets one character per byte, so that its positions are offsets of bytes and
 * an encoding that is decided late does not matter: marks of XML are ASCII, and no other byte of a character is one of them.
 * Bytes above ASCII stand as characters that names of elements may hold: msinfo32 writes its names in the language of Windows.
 * Characters that stand for themselves (`&#233;`) are kept apart from bytes above the range of both.
 */

/** `String.fromCharCode` takes its characters as arguments, of which engines allow some ten thousand. */
const AT_ONCE = 8192

/** Byte 0x80 is U+A500, in a script that no log is in. */
const BYTES = 0xa480
const FIRST_BYTE = BYTES + 0x80
const LAST_BYTE = BYTES + 0xff

/** A bare `&` is kept as another character: the parser would take even the mark that ends the value for an entity's name. */
export const BARE_AMPERSAND = '\uf726'

const LONGEST_ENTITY = 32

/** One character per byte. Zero bytes, which a lost write leaves, become spaces. */
export function byteCharacters(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += AT_ONCE) {
    const units = new Uint16Array(bytes.subarray(at, at + AT_ONCE))
    for (let i = 0; i < units.length; i++) if ((units[i] as number) >= 0x80) units[i]! += BYTES
    text += String.fromCharCode(...units)
  }
  if (bytes.includes(0)) text = text.replaceAll('\0', ' ')
  return text.includes('&') ? text.replace(/&(?!#?\w{1,30};)/g, BARE_AMPERSAND) : text
}

/** Where to cut bytes near `wanted`, so that no entity stands on both sides. */
export function cutBetweenEntities(bytes: Uint8Array, wanted: number): number {
  if (wanted >= bytes.length) return bytes.length
  const last = bytes.subarray(wanted - LONGEST_ENTITY, wanted).lastIndexOf(38)
  return last < 0 ? wanted : wanted - LONGEST_ENTITY + last
}

function isByte(unit: number): boolean {
  return unit < 0x80 || (unit >= FIRST_BYTE && unit <= LAST_BYTE)
}

/** The text that characters of `byteCharacters` and entities stand for; line ends become LF. */
export function decodeCharacters(text: string, decode: (bytes: Uint8Array) => string): string {
  if (/^[\0-\x7f]*$/.test(text)) return withLf(text)
  let decoded = ''
  for (let at = 0; at < text.length;) {
    const from = at
    while (at < text.length && isByte(text.charCodeAt(at))) at++
    if (at > from) decoded += decode(bytesOf(text, from, at))
    for (; at < text.length && !isByte(text.charCodeAt(at)); at++) {
      const unit = text[at] as string
      decoded += unit === BARE_AMPERSAND ? '&' : unit
    }
  }
  return withLf(decoded)
}

/**
 * Entities by their name, as the parser asks for them: the five of XML, numbers, and a few of HTML. What a document
 * declares itself is never expanded.
 */
export const entities: Readonly<Record<string, string>> = new Proxy(
  {},
  {
    get: (_, name) => (typeof name === 'string' ? entity(name) : undefined),
  },
)

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  copy: '\u00a9',
  reg: '\u00ae',
}

function entity(name: string): string | undefined {
  if (!name.startsWith('#')) {
    const named = Object.hasOwn(NAMED, name) ? NAMED[name] : undefined
    return named
  }
  const digits = /^#(?:x([0-9a-f]{1,8})|(\d{1,10}))$/i.exec(name)
  if (digits === null) return undefined
  const [, hex, decimal] = digits
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
  const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
  const isFree = code < FIRST_BYTE || code > LAST_BYTE
  return String.fromCodePoint(isCharacter && isFree ? code : 0xfffd)
}

function bytesOf(text: string, from: number, to: number): Uint8Array {
  const bytes = new Uint8Array(to - from)
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at)
    bytes[at - from] = unit < 0x80 ? unit : unit - BYTES
  }
  return bytes
}

function withLf(text: string): string {
  return text.includes('\r') ? text.replaceAll('\r\n', '\n') : text
}
