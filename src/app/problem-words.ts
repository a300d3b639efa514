/** What core says of a problem beside its kind, in the reader's language. */
import type { Problem } from '../core/model/problem.ts'
import { problemDetails, problemPlaces } from './i18n/catalogue/problem-details.ts'
import { inChinese, wordings } from './i18n/core-words.ts'
import { language } from './i18n/text.svelte.ts'

const details = wordings(problemDetails)
const places = wordings(problemPlaces)

/** What was expected and what was found. What nobody has translated is told in English: better than not at all. */
export function detailOf({ detail }: Problem): string {
  return language() === 'zh' ? (inChinese(detail, details) ?? detail) : detail
}

/** `byte 4096`, `line 12`; '' for the whole file. */
export function placeOf({ at }: Problem): string {
  if (at === null) return ''
  // Figures alone are an offset.
  const place = /^\d+$/.test(at) ? `byte ${at}` : at
  return language() === 'zh' ? (inChinese(place, places) ?? place) : place
}
