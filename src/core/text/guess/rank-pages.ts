/** Which page words were written in: the bits of each, weighed with how often Windows uses it, as probabilities. */
import { pageDecoder } from '../page-decoder.ts'
import type { SingleByteName } from '../code-pages.ts'
import type { EvidenceLine, Token } from './evidence.ts'
import type { PairedName } from './frequent-characters.ts'
import { hintBits } from './hints.ts'
import { pageModel } from './page-model.ts'
import { pairBits } from './pair-bits.ts'
import { languageBits, shapeBits } from './single-byte-bits.ts'

export type LegacyName = SingleByteName | PairedName

/** How often a log that is neither ASCII nor UTF-8 is in a page, per thousand. */
const PRIORS: Readonly<Record<LegacyName, number>> = {
  gb18030: 180,
  big5: 60,
  shift_jis: 80,
  'euc-kr': 60,
  'windows-1252': 250,
  'windows-1251': 100,
  'windows-1250': 60,
  'windows-1254': 25,
  'windows-1253': 20,
  'windows-1255': 15,
  'windows-1256': 15,
  'windows-1257': 15,
  'windows-874': 15,
  'windows-1258': 10,
  ibm850: 20,
  ibm866: 20,
  ibm852: 10,
  ibm437: 10,
  ibm857: 4,
  ibm737: 3,
  ibm775: 3,
  ibm862: 3,
  ibm720: 2,
  'koi8-r': 8,
  'koi8-u': 3,
}

/** Bits of the most usual page before anything is read. */
export const LEGACY_PRIOR = Math.log2(PRIORS['windows-1252'])

const LEGACY = Object.keys(PRIORS) as LegacyName[]
const PAIRED: ReadonlySet<string> = new Set<PairedName>(['gb18030', 'big5', 'shift_jis', 'euc-kr'])

/**
 * The bits of neighbouring letters are not independent: a word that fits by chance fits in all of its letters. This
 * part of them counts.
 */
export const TEMPER = 0.5

/** That they are in none of these pages, per thousand: then they are no better than bytes at random. */
const NONE = 10

/** Whatever the words say: there are pages and languages that nobody thought of. */
const MOST_CERTAIN = 0.99

export interface RankedPage {
  readonly page: LegacyName
  readonly bits: number
  /** Tempered bits with those of its prior. */
  readonly weight: number
  /** 0..1: that the words are what this page makes of them. Pages that read them alike share it. */
  readonly confidence: number
}

/** The page that Windows uses most comes first. */
export function byUse(a: LegacyName, b: LegacyName): number {
  return PRIORS[b] - PRIORS[a]
}

export function isPaired(name: string): name is PairedName {
  return PAIRED.has(name)
}

/** Bits that words say for a page. */
export function pageBits(page: LegacyName, { tokens, hints }: Words): number {
  let sum = 0
  if (isPaired(page)) {
    for (const { bytes, weight } of tokens) sum += pairBits(page, bytes) * weight
    return sum
  }
  const model = pageModel(page)
  for (const { bytes, weight } of tokens) sum += shapeBits(model, bytes) * weight
  return sum + languageBits(model, tokens, hints)
}

/** The words of some lines, each once. */
export interface Words {
  readonly tokens: readonly Token[]
  /** Bits by name of language. */
  readonly hints: ReadonlyMap<string, number>
}

export function wordsOf(lines: readonly EvidenceLine[]): Words {
  return {
    tokens: [...new Set(lines.flatMap(({ tokens }) => tokens))],
    hints: hintBits(lines.flatMap(({ hints }) => hints)),
  }
}

/** The best page for words; null where there is nothing to weigh. */
export function rankPages(words: Words): RankedPage | null {
  const { tokens } = words
  if (tokens.length === 0) return null
  const ranked = LEGACY.map((page) => {
    const bits = pageBits(page, words)
    return { page, bits, weight: Math.log2(PRIORS[page]) + bits * TEMPER }
  }).sort((a, b) => b.weight - a.weight)
  const best = ranked[0] as (typeof ranked)[number]
  const text = readAs(best.page, tokens)
  let all = 2 ** (Math.log2(NONE) - best.weight)
  let alike = 0
  for (const { page, weight } of ranked) {
    const share = 2 ** (weight - best.weight)
    all += share
    if (page === best.page || (share > 1e-4 && readAs(page, tokens) === text)) alike += share
  }
  return { ...best, confidence: Math.min(MOST_CERTAIN, alike / all) }
}

function readAs(page: LegacyName, tokens: readonly Token[]): string {
  const decode = pageDecoder(page)
  return tokens.map(({ bytes }) => decode(bytes)).join('\n')
}
