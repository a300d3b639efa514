/**
 * How much words say for UTF-8, in bits against bytes at random: that they pass its strict rules, and how usual the
 * characters are. They are valid: where another program has already given up a character, U+FFFD stands for it.
 */
import { UPPER_HALF } from '../code-pages.ts'
import { FREQUENT, type PairedName } from './frequent-characters.ts'
import { LANGUAGES } from './letters.ts'
import { tierOf } from './pair-bits.ts'

/** Of a sequence of two bytes: a letter of a language that Windows speaks, another character of its pages, any other, a control. */
const TWO_BYTES = { letter: 6, known: 2, other: -3, control: -8 }
/** Of a sequence of three: by the tier of its character in its best language; punctuation; anything else. */
const THREE_BYTES = { tiers: [1, 3, 5, 9, 10, 11], punctuation: 10 }
const FOUR_BYTES = 6

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
const PAIRED = Object.keys(FREQUENT) as PairedName[]

let letters: ReadonlySet<string> | null = null
let known: ReadonlySet<string> | null = null

export function utf8Bits(bytes: Uint8Array): number {
  let bits = 0
  for (const character of decoder.decode(bytes)) {
    const code = character.codePointAt(0) as number
    if (code < 0x80) continue
    if (code < 0xa0) bits += TWO_BYTES.control
    else if (code < 0x800) bits += twoByteBits(character)
    else if (code < 0x10000) bits += threeByteBits(code)
    else bits += FOUR_BYTES
  }
  return bits
}

function twoByteBits(character: string): number {
  letters ??= new Set(
    LANGUAGES.flatMap(({ letters: shares }) => [...shares.replaceAll(/\d/g, '')]).flatMap(
      (letter) => [letter, letter.toUpperCase()],
    ),
  )
  if (letters.has(character)) return TWO_BYTES.letter
  known ??= new Set(Object.values(UPPER_HALF).join(''))
  return known.has(character) ? TWO_BYTES.known : TWO_BYTES.other
}

function threeByteBits(code: number): number {
  if ((code >= 0x2010 && code <= 0x206f) || (code >= 0x2100 && code <= 0x25ff) || code >= 0xfffd) {
    return THREE_BYTES.punctuation
  }
  // Thai, and Latin letters with two marks as Vietnamese has them.
  if ((code >= 0xe01 && code <= 0xe5b) || (code >= 0x1ea0 && code <= 0x1eff)) return 10
  const tier = Math.max(...PAIRED.map((name) => tierOf(name, code)))
  return THREE_BYTES.tiers[tier] as number
}
