/** How the exported JSON writes values: one place, so that two fields never disagree about "not known". */
import { formatCode } from '../codes/code-value.ts'
import { formatExtend } from '../codes/extend.ts'
import type { Code, UtcMs, WallMs } from '../model/units.ts'

/** Greatest and least time that a Date can hold, ms. Damaged logs print years beyond it. */
const DATE_LIMIT = 8.64e15

function isoOrNull(ms: number): string | null {
  if (!(Math.abs(ms) <= DATE_LIMIT)) return null
  return new Date(ms).toISOString()
}

/** `2021-05-18T03:11:02.000Z`; null where the time is not known. */
export function utcText(utc: UtcMs): string | null {
  return isoOrNull(utc)
}

/** `2021-05-18 03:11:02`, the printing clock's own reading without fractions; null where not known. */
export function wallText(wall: WallMs): string | null {
  return (
    isoOrNull(wall)
      ?.replace('T', ' ')
      .replace(/\.\d+Z$/, '') ?? null
  )
}

/** `0x800703F1`; null for 0, which stands for "none or success". */
export function codeText(code: Code): string | null {
  return code === 0 ? null : formatCode(code)
}

/** `0x40017`; null for 0, which stands for "not given". */
export function extendText(extend: Code): string | null {
  return extend === 0 ? null : formatExtend(extend)
}

/** null for the model's '' = not known. */
export function textOrNull(text: string): string | null {
  return text === '' ? null : text
}
