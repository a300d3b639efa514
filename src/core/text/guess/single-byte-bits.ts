/**
 * How much a word says for a code page of one byte per character, in bits against bytes at random. Half of it is how usual
 * its letters are in the page's languages; the other half is whether they make a word: capitals at its begin, one script,
 * no symbol between letters, vowels and consonants in turn.
 */
import { Kind, type PageLanguage, type PageModel } from './page-model.ts'

/** A letter that stands where the language does not use it. */
const UNUSUAL_PLACE = 3

/** What holds in every language of the page. */
export function shapeBits(model: PageModel, bytes: Uint8Array): number {
  let bits = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number
    if (byte >= 0x80) bits += byteBits(model, bytes, at, byte)
  }
  return bits
}

/** The most that a language of the page makes of words, each counted by its weight; `hints`: bits by name of language. */
export function languageBits(
  model: PageModel,
  words: readonly { readonly bytes: Uint8Array; readonly weight: number }[],
  hints: ReadonlyMap<string, number>,
): number {
  let most = -Infinity
  for (const language of model.languages) {
    let sum = (hints.get(language.name) ?? 0) + language.prior
    for (const { bytes, weight } of words) sum += wordBits(model, language, bytes) * weight
    if (sum > most) most = sum
  }
  return most
}

function wordBits(model: PageModel, language: PageLanguage, bytes: Uint8Array): number {
  let sum = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number
    if (byte < 0x80) continue
    sum += language.bits[byte] as number
    if (!isAmong(language.before.get(byte), model, bytes[at - 1])) sum -= UNUSUAL_PLACE
    if (!isAmong(language.after.get(byte), model, bytes[at + 1])) sum -= UNUSUAL_PLACE
  }
  return sum
}

function isAmong(
  usual: ReadonlySet<number> | undefined,
  { kinds }: PageModel,
  beside: number | undefined = 0,
): boolean {
  if (usual === undefined) return true
  return isLetter(kinds[beside] as number)
    ? usual.has(beside | (beside < 0x80 ? 0x20 : 0))
    : usual.has(0)
}

function byteBits(model: PageModel, bytes: Uint8Array, at: number, byte: number): number {
  const { kinds } = model
  const kind = kinds[byte] as number
  const before = at > 0 ? (bytes[at - 1] as number) : 0
  const after = at + 1 < bytes.length ? (bytes[at + 1] as number) : 0
  const kindBefore = kinds[before] as number
  const kindAfter = kinds[after] as number
  switch (kind) {
    case Kind.Lower:
    case Kind.Upper:
    case Kind.Plain:
      return letterBits(model, bytes, at)
    case Kind.Mark:
      return markBits(model, before)
    case Kind.Symbol:
      return symbolBits(kindBefore, kindAfter) - (isLetter(kindBefore) ? 1.5 : 0)
    case Kind.Beside:
      return symbolBits(kindBefore, kindAfter)
    case Kind.Behind:
      return symbolBits(kindBefore, kindAfter) - (isLetter(kindAfter) ? 2 : 0)
    case Kind.Apostrophe:
      return isLetter(kindBefore) && isLetter(kindAfter) ? 1 : 0
    case Kind.Box:
      if (kindBefore === Kind.Box || kindAfter === Kind.Box) return 2
      return isLetter(kindBefore) || isLetter(kindAfter) ? -5 : -2
    default:
      return -10
  }
}

function letterBits(model: PageModel, bytes: Uint8Array, at: number): number {
  const { kinds, scripts, sounds } = model
  const byte = bytes[at] as number
  const before = at > 0 ? (bytes[at - 1] as number) : 0
  const after = at + 1 < bytes.length ? (bytes[at + 1] as number) : 0
  const kind = kinds[byte] as number
  const kindBefore = kinds[before] as number
  const kindAfter = kinds[after] as number
  let bits = 0
  if (kind === Kind.Upper && kindBefore === Kind.Lower) bits -= 5
  if (kind === Kind.Lower && kindBefore === Kind.Upper && at > 1) {
    if (kinds[bytes[at - 2] as number] === Kind.Upper) bits -= 2.5
  }
  if (kind === Kind.Upper && kindAfter === Kind.Upper && kindBefore !== Kind.Upper) bits -= 1
  if (before === byte && after === byte) bits -= 4
  for (const beside of [before, after]) {
    const kindBeside = kinds[beside] as number
    if (isLetter(kindBeside) && kindBeside !== Kind.Mark && scripts[beside] !== scripts[byte]) {
      bits -= 5
    }
    const sound = sounds[beside] as number
    if (sound !== 0 && scripts[beside] === scripts[byte]) {
      bits += sound === sounds[byte] ? -0.7 : 0.7
    }
  }
  // Words of one letter are few.
  if (!isLetter(kindBefore) && !isLetter(kindAfter)) bits -= 1.5
  return bits
}

/** A mark stands on a letter of its script: in Vietnamese on a vowel. */
function markBits({ kinds, scripts, sounds }: PageModel, before: number): number {
  const kind = kinds[before] as number
  if (!isLetter(kind)) return -8
  if (scripts[before] === 1) return sounds[before] === 1 ? 1 : -6
  return scripts[before] === 0 ? -8 : 0
}

function symbolBits(before: number, after: number): number {
  return isLetter(before) && isLetter(after) ? -6 : 0
}

function isLetter(kind: number): boolean {
  return kind >= Kind.Lower && kind <= Kind.Mark
}
