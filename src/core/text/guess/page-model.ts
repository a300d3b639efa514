/** A code page as the guess sees it: what each byte is, and how usual it is in each of the page's languages. */
import { UPPER_HALF, type SingleByteName } from '../code-pages.ts'
import { BOXES, LANGUAGES, SYMBOLS, type Language } from './letters.ts'

export const Kind = {
  /** ASCII that is no letter. */
  None: 0,
  Lower: 1,
  Upper: 2,
  /** A letter of a script without capitals. */
  Plain: 3,
  /** A sign that is written on the letter before it. */
  Mark: 4,
  Symbol: 5,
  /** A symbol that may touch a word: quotes, `®`. */
  Beside: 6,
  /** One that ends a word and begins none. */
  Behind: 7,
  Apostrophe: 8,
  Box: 9,
  /** A control character, or no character at all. */
  Invalid: 10,
} as const

export interface PageLanguage {
  readonly name: string
  readonly prior: number
  /** Bits that a byte says for the language, against any of 128 bytes; 0 for ASCII. */
  readonly bits: Float32Array
  /** By byte: the bytes of which one stands before or behind it; 0 stands for the edge of a word. */
  readonly before: ReadonlyMap<number, ReadonlySet<number>>
  readonly after: ReadonlyMap<number, ReadonlySet<number>>
}

export interface PageModel {
  readonly name: SingleByteName
  /** Kind of each of the 256 bytes. */
  readonly kinds: Uint8Array
  /** Letters of one script have one number; 0 = no letter. */
  readonly scripts: Uint8Array
  /** 1 = a vowel, 2 = a consonant, 0 = neither, or a script that is written without vowels. */
  readonly sounds: Uint8Array
  readonly languages: readonly PageLanguage[]
}

const SCRIPTS = [/\p{sc=Latin}/u, /\p{sc=Cyrl}/u, /\p{sc=Grek}/u, /\p{sc=Hebr}/u, /\p{sc=Arab}/u]
const THAI = 6
const BESIDE = new Set('©«“„‘‚‹°–—•\xa0№،؛؟')
const BEHIND = new Set('®™”»›…')
const VOWELS = new Set('aeiouyæœøıаеёиоуыэюяіїєαεηιουω')
/** Scripts whose words show vowels and consonants in turn: Latin, Cyrillic, Greek. */
const MOST_VOWELLED = 3

/** Bits against which nothing unusual can weigh more: one odd byte shall not outvote ten words. */
const LEAST_BITS = -7
/** Capitals stand at the begin of some words. */
const CAPITAL_SHARE = 0.06

const models = new Map<SingleByteName, PageModel>()

export function pageModel(name: SingleByteName): PageModel {
  const known = models.get(name)
  if (known !== undefined) return known
  const made = makeModel(name)
  models.set(name, made)
  return made
}

function makeModel(name: SingleByteName): PageModel {
  const kinds = new Uint8Array(256)
  const scripts = new Uint8Array(256)
  const sounds = new Uint8Array(256)
  for (let byte = 0; byte < 256; byte++) {
    const character =
      byte < 0x80 ? String.fromCharCode(byte) : (UPPER_HALF[name][byte - 0x80] as string)
    const script = scriptOf(character)
    kinds[byte] = kindOf(character, byte >= 0x80)
    scripts[byte] = script
    if (script > 0 && script <= MOST_VOWELLED) sounds[byte] = soundOf(character)
  }
  const languages = LANGUAGES.filter(({ pages }) => pages.includes(name)).map((language) =>
    languageOf(name, language),
  )
  return { name, kinds, scripts, sounds, languages }
}

function kindOf(character: string, isHigh: boolean): number {
  if (/\p{Lu}/u.test(character)) return Kind.Upper
  if (/\p{Ll}/u.test(character) && character !== 'ª' && character !== 'º' && character !== 'µ') {
    return Kind.Lower
  }
  if (!isHigh) return Kind.None
  if (/\p{M}/u.test(character)) return Kind.Mark
  if (/\p{Lo}/u.test(character) && character !== 'ª' && character !== 'º') return Kind.Plain
  if (character === '’') return Kind.Apostrophe
  if (BESIDE.has(character)) return Kind.Beside
  if (BEHIND.has(character)) return Kind.Behind
  if (/[\u2500-\u25ff]/.test(character)) return Kind.Box
  return /[\x80-\x9f\ufffd]/.test(character) ? Kind.Invalid : Kind.Symbol
}

function scriptOf(character: string): number {
  if (!/\p{L}|\p{M}/u.test(character)) return 0
  const found = SCRIPTS.findIndex((script) => script.test(character))
  if (found >= 0) return found + 1
  // Marks of Vietnamese belong to the Latin letter before them.
  return /[\u0e00-\u0e7f]/.test(character) ? THAI : 1
}

function soundOf(character: string): number {
  const base = character.toLowerCase().normalize('NFD')[0] as string
  return VOWELS.has(base) ? 1 : 2
}

function languageOf(
  page: SingleByteName,
  { name, letters, habits = '', prior = 0 }: Language,
): PageLanguage {
  const before = new Map<number, ReadonlySet<number>>()
  const after = new Map<number, ReadonlySet<number>>()
  for (const [, letter = '', side, beside = ''] of habits.matchAll(/(\S)([<>])(\S+)/gu)) {
    const at = UPPER_HALF[page].indexOf(letter)
    if (at < 0) continue
    const bytes = new Set(Array.from(beside, (one) => byteOf(page, one)))
    ;(side === '<' ? before : after).set(at + 0x80, bytes)
  }
  return { name, prior, bits: bitsOf(page, letters), before, after }
}

function byteOf(page: SingleByteName, letter: string): number {
  if (letter === '$' || letter === '^') return 0
  return letter < '\x80' ? letter.charCodeAt(0) : UPPER_HALF[page].indexOf(letter) + 0x80
}

/** `letters`: of one language, as letters.ts writes them. */
function bitsOf(name: SingleByteName, letters: string): Float32Array {
  const shares = sharesOf(letters)
  for (const [letter, share] of shares) {
    const capital = letter.toUpperCase()
    if (capital !== letter && capital.length === 1 && !shares.has(capital)) {
      shares.set(capital, share * CAPITAL_SHARE)
    }
  }
  for (const [symbol, share] of sharesOf(SYMBOLS + BOXES)) shares.set(symbol, share)
  let total = 0
  for (const share of shares.values()) total += share
  return Float32Array.from({ length: 256 }, (_, byte) => {
    if (byte < 0x80) return 0
    const share = shares.get(UPPER_HALF[name][byte - 0x80] as string) ?? 0
    return Math.max(LEAST_BITS, Math.log2((128 * share) / total))
  })
}

function sharesOf(letters: string): Map<string, number> {
  return new Map(
    Array.from(letters.matchAll(/(\D)(\d+)/gu), ([, letter, share]) => [
      letter as string,
      Number(share),
    ]),
  )
}
