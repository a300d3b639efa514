/** Encoders that the platform does not have: the inverse of our decoders, by trying every code. */
import type { EncodingName } from '../../src/core/model/log-file.ts'
import { decoderFor } from '../../src/core/text/decoder.ts'

const tables = new Map<EncodingName, ReadonlyMap<string, readonly number[]>>()

function inverse(encoding: EncodingName): ReadonlyMap<string, readonly number[]> {
  const known = tables.get(encoding)
  if (known !== undefined) return known
  const decode = decoderFor(encoding)
  const table = new Map<string, readonly number[]>()
  const learn = (...bytes: number[]): void => {
    const text = decode(Uint8Array.from(bytes))
    const isOne = [...text].length === 1 && text >= '\x80' && text !== '\ufffd'
    if (isOne && !table.has(text)) table.set(text, bytes)
  }
  for (let lead = 0x80; lead <= 0xff; lead++) learn(lead)
  if (isPaired(encoding)) {
    for (let lead = 0x81; lead <= 0xfe; lead++) {
      for (let trail = 0x40; trail <= 0xfe; trail++) learn(lead, trail)
    }
  }
  tables.set(encoding, table)
  return table
}

function isPaired(encoding: EncodingName): boolean {
  return ['gb18030', 'big5', 'shift_jis', 'euc-kr'].includes(encoding)
}

/** Text in a code page. A letter that the page has only with a mark of its own behind it (windows-1258) is taken apart. */
export function encodeIn(encoding: EncodingName, text: string): Uint8Array<ArrayBuffer> {
  const table = inverse(encoding)
  const bytesOf = (character: string): readonly number[] => {
    if (character < '\x80') return [character.charCodeAt(0)]
    const bytes = table.get(character) ?? table.get(CONSOLE_FORM.get(character) ?? '')
    if (bytes !== undefined) return bytes
    const [base = '', mark] = taken(character)
    if (mark === undefined) throw new Error(`No code for ${character} in ${encoding}`)
    return [...bytesOf(base), ...bytesOf(mark)]
  }
  return Uint8Array.from(Array.from(text).flatMap(bytesOf))
}

/** What Windows writes to a console in place of a character that its page lacks. */
const CONSOLE_FORM: ReadonlyMap<string, string> = new Map([
  ['’', "'"],
  ['–', '-'],
])

/** The tone is taken off, the letter keeps its own mark: `ệ` is `ê` and a dot below, `ắ` is `ă` and an acute. */
function taken(character: string): readonly [string, string?] {
  const [letter = '', ...marks] = character.normalize('NFD')
  const tone = marks.find((mark) => TONES.has(mark))
  if (tone === undefined) return [character]
  const own = marks.filter((mark) => mark !== tone)
  return [[letter, ...own].join('').normalize('NFC'), tone]
}

const TONES: ReadonlySet<string> = new Set(['\u0300', '\u0301', '\u0303', '\u0309', '\u0323'])

export function inGb18030(text: string): Uint8Array {
  return encodeIn('gb18030', text)
}

export function inBig5(text: string): Uint8Array {
  return encodeIn('big5', text)
}

export function inSingleByte(
  page: 'windows-1250' | 'windows-1251' | 'windows-1252',
  text: string,
): Uint8Array {
  return encodeIn(page, text)
}
