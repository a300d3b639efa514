import type { Localized } from '../model/units.ts'

/**
 * One row of an explanation list: the number, then the English and the Chinese text. Error names,
 * file names and commands stay as they are in both.
 */
export type Explanation = readonly [code: number, en: string, zh: string]

/** Rows -> look-up by number. A number told twice is a slip of the pen, so it throws. */
export function explanationMap(rows: readonly Explanation[]): ReadonlyMap<number, Localized> {
  const map = new Map<number, Localized>()
  for (const [code, en, zh] of rows) {
    if (map.has(code)) throw new Error(`two explanations for 0x${code.toString(16)}`)
    map.set(code, { en, zh })
  }
  return map
}
