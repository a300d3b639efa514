import type { Localized } from '../model/units.ts'
import { explainedPairsOf } from './code-book.ts'
import { canonicalCode } from './code-value.ts'

export type PairMeaning = { readonly cause: Localized; readonly advice: Localized }

/** Result and extend code -> usual cause and advice, or null for a pair that is not known. */
export function explainPair(result: number, extend: number): PairMeaning | null {
  const wanted = canonicalCode(result)
  const found = explainedPairsOf().find(
    ([code, operation]) => code === wanted && operation === extend >>> 0,
  )
  return found ? { cause: found[2], advice: found[3] } : null
}
