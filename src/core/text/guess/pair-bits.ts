/**
 * How much a word says for a table of pairs, in bits against pairs at random: how usual its characters are. The tables
 * overlap (every GB 2312 text is formally EUC-KR and nearly Big5), but what comes out in the wrong one is rare characters.
 */
import { pageDecoder, type Decode } from '../page-decoder.ts'
import { FREQUENT, type PairedName } from './frequent-characters.ts'

/** Bits by tier: how often a character of the tier is met, against one of 2^14 pairs. */
const TIER_BITS = [-8, -4, 0, 3, 4.5, 6]
/** Outside of the table. */
const INVALID_BITS = -12

const Tier = { Ext: 0, Rare: 1, Known: 2, Common: 3, Usual: 4, Top: 5 } as const

/** Of the frequent characters, so many are in the two upper tiers. */
const TOP = 60
const USUAL = 260

/**
 * Leads whose rows hold the characters that a reader of the language knows: GB 2312 level 1, Big5's frequently used ones,
 * JIS level 1, KS X 1001's Hangul; and those with the rarer ones that the standard added.
 */
const ROWS: Readonly<
  Record<PairedName, { readonly known: Rows; readonly rare: Rows; readonly trail: number }>
> = {
  gb18030: { known: [0xb0, 0xd7], rare: [0xd8, 0xf7], trail: 0xa1 },
  big5: { known: [0xa4, 0xc6], rare: [0xc9, 0xf9], trail: 0x40 },
  shift_jis: { known: [0x88, 0x98], rare: [0x99, 0xea], trail: 0x40 },
  'euc-kr': { known: [0xb0, 0xc8], rare: [0xca, 0xfd], trail: 0xa1 },
}

/** First and last lead byte. */
type Rows = readonly [number, number]

/** One character between two ASCII letters: a letter of another page, and the one behind it. */
const ALONE_BITS = -3

interface PairModel {
  readonly decode: Decode
  /** Tier of each UTF-16 unit. */
  readonly tiers: Uint8Array
}

const models = new Map<PairedName, PairModel>()

export function pairBits(name: PairedName, bytes: Uint8Array): number {
  const { decode, tiers } = pairModel(name)
  const text = decode(bytes)
  let bits = 0
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit < 0x80) continue
    if (unit === 0xfffd) bits += INVALID_BITS
    else bits += TIER_BITS[tiers[unit] as number] as number
    if (isLetter(text.charCodeAt(at - 1)) && isLetter(text.charCodeAt(at + 1))) bits += ALONE_BITS
  }
  return bits
}

/** Tier 0 (never met) to 5 (met all the time) of a character, in the language of a table. */
export function tierOf(name: PairedName, unit: number): number {
  return pairModel(name).tiers[unit] as number
}

function pairModel(name: PairedName): PairModel {
  const known = models.get(name)
  if (known !== undefined) return known
  const decode = pageDecoder(name)
  const tiers = new Uint8Array(0x10000)
  const { known: usual, rare, trail } = ROWS[name]
  setRows(tiers, rowsText(decode, rare, trail), Tier.Rare)
  setRows(tiers, rowsText(decode, usual, trail), Tier.Known)
  // Full-width forms stand in every one of them.
  for (let unit = 0xff01; unit <= 0xff5e; unit++) tiers[unit] = Tier.Known
  if (name === 'shift_jis') {
    for (let unit = 0x3041; unit <= 0x3093; unit++) tiers[unit] = Tier.Usual
    for (let unit = 0x30a1; unit <= 0x30fc; unit++) tiers[unit] = Tier.Usual
  }
  const frequent = [...new Set(FREQUENT[name])]
  frequent.forEach((character, rank) => {
    const tier = tierOfRank(rank)
    tiers[character.charCodeAt(0)] = Math.max(tier, tiers[character.charCodeAt(0)] as number)
  })
  const made = { decode, tiers }
  models.set(name, made)
  return made
}

/** ASCII. NaN beyond the text is none. */
function isLetter(unit: number): boolean {
  return (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x61 && unit <= 0x7a)
}

function tierOfRank(rank: number): number {
  if (rank < TOP) return Tier.Top
  return rank < USUAL ? Tier.Usual : Tier.Common
}

function setRows(tiers: Uint8Array, characters: readonly string[], tier: number): void {
  for (const character of characters) {
    const isOne = character.length === 1 && character >= '\x80' && character !== '\ufffd'
    if (isOne) tiers[character.charCodeAt(0)] = tier
  }
}

/** What stands in the rows of some leads, from one trail byte on. */
function rowsText(decode: Decode, [first, last]: Rows, trail: number): readonly string[] {
  const bytes: number[] = []
  for (let lead = first; lead <= last; lead++) {
    // An LF behind each, so that a pair outside of the table swallows none of the next.
    for (let second = trail; second <= 0xfe; second++) bytes.push(lead, second, 10)
  }
  return decode(Uint8Array.from(bytes)).split('\n')
}
