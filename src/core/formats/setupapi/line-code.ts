/** The result code in a line of a SetupAPI log: `Error 1009: …` is decimal in them. */
import type { Code } from '../../model/units.ts'
import { asciiText } from '../ascii-text.ts'
import { resultCode } from '../result-code.ts'

const MOST_READ_BYTES = 400

export function setupapiCode(bytes: Uint8Array, start: number, end: number): Code {
  const code = resultCode(bytes, start, end)
  if (code !== 0) return code
  const last = Math.min(end, start + MOST_READ_BYTES)
  const text = asciiText(bytes, start, last)
  return Number(/\bError (\d{1,5}):/.exec(text)?.[1] ?? 0)
}
