/**
 * Which ANSI code page text was written in, by the letters it uses.
 *
 * A log of an ANSI program is mostly ASCII with a few localised words (a result text, a device name),
 * so the evidence is short and statistics of whole books do not apply. What separates the pages is the
 * shape of the high bytes: Chinese in pairs from the common rows of its table, Cyrillic in words of high
 * bytes alone, Western accents one by one among ASCII letters.
 */
import type { EncodingName } from '../model/log-file.ts'
import { commonShare } from './frequent-characters.ts'
import { decoderFor } from './decoder.ts'

export interface EncodingGuess {
  readonly encoding: EncodingName
  /** 0..1 */
  readonly confidence: number
}

/** Lines that hold bytes >= 0x80 and are not UTF-8. */
export function guessLegacy(sample: Uint8Array): EncodingGuess {
  const scores: { readonly encoding: EncodingName; readonly score: number }[] = [
    { encoding: 'windows-1252', score: scoreSingle(sample, WESTERN, 2) },
    { encoding: 'windows-1250', score: scoreSingle(sample, CENTRAL, 2) * 0.95 },
    { encoding: 'windows-1251', score: scoreCyrillic(sample) },
    { encoding: 'gb18030', score: scorePairs(sample, 'gb18030') },
    { encoding: 'big5', score: scorePairs(sample, 'big5') },
    { encoding: 'shift_jis', score: scorePairs(sample, 'shift_jis') },
    { encoding: 'euc-kr', score: scorePairs(sample, 'euc-kr') },
  ]
  scores.sort((a, b) => b.score - a.score)
  const [best, next] = scores
  if (best === undefined || next === undefined || best.score <= 0) {
    return { encoding: 'windows-1252', confidence: 0.1 }
  }
  const margin = (best.score - next.score) / best.score
  return { encoding: best.encoding, confidence: Math.min(0.95, 0.4 + margin) }
}

type PairedName = 'gb18030' | 'big5' | 'shift_jis' | 'euc-kr'

/**
 * How each table of pairs is built: which bytes may follow a lead, and which leads hold the everyday
 * characters (GB 2312 level 1, Big5 frequently used, kana and JIS level 1, Hangul syllables).
 */
const PAIRED: Readonly<
  Record<
    PairedName,
    {
      readonly trail: (byte: number) => boolean
      readonly common: (lead: number, trail: number) => boolean
    }
  >
> = {
  gb18030: {
    trail: (b) => b >= 0x40 && b <= 0xfe && b !== 0x7f,
    common: (lead, trail) => trail >= 0xa1 && ((lead >= 0xb0 && lead <= 0xd7) || isMark(lead)),
  },
  big5: {
    trail: (b) => (b >= 0x40 && b <= 0x7e) || (b >= 0xa1 && b <= 0xfe),
    common: (lead) => lead >= 0xa1 && lead <= 0xc6,
  },
  shift_jis: {
    trail: (b) => b >= 0x40 && b <= 0xfc && b !== 0x7f,
    common: (lead) => lead >= 0x81 && lead <= 0x97,
  },
  'euc-kr': {
    trail: (b) => b >= 0xa1 && b <= 0xfe,
    common: (lead) => (lead >= 0xb0 && lead <= 0xc8) || isMark(lead),
  },
}

/** Rows of punctuation and full-width forms, the same in both GB 2312 and KS X 1001. */
function isMark(lead: number): boolean {
  return lead >= 0xa1 && lead <= 0xa3
}

/**
 * 0..1: share of pairs from the common rows, then how common the characters are that come out. The second
 * part tells apart tables that overlap (every GB 2312 text is formally EUC-KR and nearly Big5).
 */
function scorePairs(sample: Uint8Array, name: PairedName): number {
  const { trail, common } = PAIRED[name]
  let pairs = 0
  let usual = 0
  let bad = 0
  for (let at = 0; at < sample.length; at++) {
    const lead = sample[at] as number
    if (lead < 0x80) continue
    if (name === 'shift_jis' && lead >= 0xa1 && lead <= 0xdf) continue
    const next = sample[at + 1] ?? 0
    if (lead === 0x80 || lead === 0xff || !trail(next)) {
      bad++
      continue
    }
    at++
    pairs++
    if (common(lead, next)) usual++
  }
  if (pairs === 0 || bad * 20 > pairs) return 0
  const rows = usual / (pairs + bad * 5)
  return rows * (0.35 + 0.65 * Math.min(1, commonShare(decoderFor(name)(sample), name) * 2.5))
}

const WESTERN = new Set('éèêëàâäáãåçîïíôöóõøœùûüúñßæÉÈÀÇÖÄÜÅØÑ©®™«»°–—‘’“”…§·£€'.split(''))
const CENTRAL = new Set('ąćęłńóśźżĄĆĘŁŃÓŚŹŻáčďéěíňřšťúůýžÁČĎÉĚÍŇŘŠŤÚŮÝŽöüőűÖÜŐŰăâîşţ'.split(''))

/** Share of high bytes that are letters of the page and stand in short runs, among ASCII letters. */
function scoreSingle(sample: Uint8Array, letters: ReadonlySet<string>, longest: number): number {
  const page = letters === WESTERN ? 'windows-1252' : 'windows-1250'
  let high = 0
  let good = 0
  for (const run of highRuns(sample)) {
    high += run.length
    if (run.length > longest) continue
    for (const letter of decoderFor(page)(run)) if (letters.has(letter)) good++
  }
  return high === 0 ? 0 : good / high
}

/** Share of high bytes in words of small Cyrillic letters (a capital may begin them, or all are capital). */
function scoreCyrillic(sample: Uint8Array): number {
  const decode = decoderFor('windows-1251')
  let high = 0
  let good = 0
  for (const run of highRuns(sample)) {
    high += run.length
    const word = decode(run)
    if (/^(?:[А-ЯЁІЇЄҐ«“]?[а-яёіїєґў]*[»”]?|[А-ЯЁІЇЄҐ]+|№)$/u.test(word)) {
      good += run.length === 1 ? 0.5 : run.length
    }
  }
  return high === 0 ? 0 : good / high
}

function* highRuns(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at++) {
    if ((bytes[at] as number) < 0x80) continue
    const from = at
    while (at < bytes.length && (bytes[at] as number) >= 0x80) at++
    yield bytes.subarray(from, at)
  }
}
