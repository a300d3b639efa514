/** What the ASCII words beside the others say of a language: `nicht` is German in every code page. */
import { LANGUAGES } from './letters.ts'

/** One such word, and what a long one says more: few other languages have it. */
const WORD_BITS = 2
const LONG_WORD_BITS = 2
const LONG_WORD = 5
/** All of them: they tell the language, never the page. */
const MOST_BITS = 16

const LONGEST_WORD = 12

let byWord: ReadonlyMap<string, readonly string[]> | null = null

/** The words of a line that some language is known by, in small letters. */
export function hintWords(line: Uint8Array): readonly string[] {
  const words: string[] = []
  const known = knownWords()
  for (let at = 0; at < line.length; at++) {
    if (!isLetter(line[at] as number)) continue
    const from = at
    while (at < line.length && isLetter(line[at] as number)) at++
    // A part of a word that goes on in other letters is none.
    const isWhole = (line[at] ?? 0) < 0x80 && (line[from - 1] ?? 0) < 0x80
    if (!isWhole || at - from < 2 || at - from > LONGEST_WORD) continue
    const word = String.fromCharCode(...line.subarray(from, at)).toLowerCase()
    if (known.has(word)) words.push(word)
  }
  return words
}

/** Bits by name of language; each word counts once. */
export function hintBits(words: Iterable<string>): ReadonlyMap<string, number> {
  const known = knownWords()
  const bits = new Map<string, number>()
  for (const word of new Set(words)) {
    for (const language of known.get(word) ?? []) {
      const said = WORD_BITS + (word.length >= LONG_WORD ? LONG_WORD_BITS : 0)
      bits.set(language, Math.min(MOST_BITS, (bits.get(language) ?? 0) + said))
    }
  }
  return bits
}

function knownWords(): ReadonlyMap<string, readonly string[]> {
  if (byWord !== null) return byWord
  const made = new Map<string, string[]>()
  for (const { name, words = '' } of LANGUAGES) {
    for (const word of words.split(' ')) {
      const languages = made.get(word) ?? []
      languages.push(name)
      made.set(word, languages)
    }
  }
  byWord = made
  return made
}

function isLetter(byte: number): boolean {
  const small = byte | 0x20
  return small >= 0x61 && small <= 0x7a && byte < 0x80
}
