/** Sentences that core writes in English, said in Chinese: a sentence is found by the words that stand still in it. */

export interface Wording {
  /** What stands between the values; the first and the last stand at the ends. */
  readonly fixed: readonly string[]
  /** `{1}` = the first value. */
  readonly zh: string
}

/** More words that stand still come first: `{} archive, not opened` before `{} archive`. */
export function wordings(pairs: readonly (readonly [core: string, zh: string])[]): Wording[] {
  const length = ({ fixed }: Wording) => fixed.reduce((sum, part) => sum + part.length, 0)
  return pairs
    .map(([core, zh]) => ({ fixed: core.split('{}'), zh }))
    .sort((a, b) => length(b) - length(a))
}

/** Values may be such sentences themselves; deeper than this they are other people's text. */
const DEEPEST = 3

/** The sentence in Chinese; null where nobody has said it. */
export function inChinese(said: string, known: readonly Wording[], depth = 0): string | null {
  const text = said.endsWith('.') ? said.slice(0, -1) : said
  for (const wording of known) {
    const values = valuesOf(text, wording)
    if (values === null) continue
    return wording.zh.replace(/\{(\d)\}/g, (_, number: string) => {
      const value = values[Number(number) - 1] ?? ''
      return depth < DEEPEST ? (inChinese(value, known, depth + 1) ?? value) : value
    })
  }
  return null
}

/** What stands in the place of each `{}`; null where the words do not fit. Every word is looked for once. */
function valuesOf(text: string, { fixed }: Wording): readonly string[] | null {
  const [first = ''] = fixed
  const last = fixed.length > 1 ? (fixed.at(-1) ?? '') : ''
  if (fixed.length === 1) return text === first ? [] : null
  const end = text.length - last.length
  if (!text.startsWith(first) || end < first.length || !text.endsWith(last)) return null
  const values: string[] = []
  let at = first.length
  for (const part of fixed.slice(1, -1)) {
    const found = text.indexOf(part, at)
    if (found < 0 || found + part.length > end) return null
    values.push(text.slice(at, found))
    at = found + part.length
  }
  return [...values, text.slice(at, end)]
}
