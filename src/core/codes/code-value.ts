/**
 * Codes as logs spell them. One failure stands in a bundle as `0x800703f1`, `0x000003f1`, `0x3f1`,
 * `result 1009` and -2147023887; all of them are one number here, the canonical one.
 *
 * No table is needed for any of this, so the page may import this module without the names.
 */

export type CodeValue = {
  /** As written, unsigned, 0 to 0xFFFFFFFF. */
  readonly value: number
  /** The number that every spelling of the same code shares: see canonicalCode. */
  readonly canonical: number
  readonly spelling: 'hex' | 'decimal' | 'signed-decimal'
}

const MAX_U32 = 0xffffffff
const MIN_I32 = -0x80000000

/** A 16-digit form is a sign-extended 32-bit code where a 64-bit program printed it. */
const HEX = /\b0x(?:f{8})?([0-9a-f]{1,8})\b/i
/** Eight digits without 0x are hexadecimal when they cannot be a decimal that a log would print. */
const BARE_HEX = /^(?:[089a-f][0-9a-f]{7})$/i
const BARE_DECIMAL = /^(?:[a-z][a-z ]*[:=]?\s*)?([-\u2212]?\d{1,10})$/i

/**
 * Text -> code, or null where it holds none. Takes the bare code, or the code in its usual
 * wrapping: `[HRESULT = 0x800f081f - CBS_E_SOURCE_MISSING]`, `FAILURE(0x000003f1)`, `result 1009`.
 * Of several codes the first one counts.
 */
export function parseCode(text: string): CodeValue | null {
  const trimmed = text.trim()
  const hex = HEX.exec(trimmed)?.[1]
  if (hex !== undefined) return codeValue(Number.parseInt(hex, 16), 'hex')
  if (BARE_HEX.test(trimmed)) return codeValue(Number.parseInt(trimmed, 16), 'hex')

  const decimal = BARE_DECIMAL.exec(trimmed)?.[1]
  if (decimal === undefined) return null
  const number = Number(decimal.replace('\u2212', '-'))
  if (number < MIN_I32 || number > MAX_U32) return null
  return number < 0 ? codeValue(number >>> 0, 'signed-decimal') : codeValue(number, 'decimal')
}

/** `0xC1900101 - 0x40017` in any of its spellings -> both numbers, or null. */
export function parseResultPair(
  text: string,
): { readonly result: number; readonly extend: number } | null {
  const pair =
    /\b(?:0x)?([89a-f][0-9a-f]{7})[\s,;]*[-\u2013\u2014,][\s,;]*(?:0x)?([0-9a-f]{5})\b/i.exec(text)
  if (pair?.[1] === undefined || pair[2] === undefined) return null
  return { result: Number.parseInt(pair[1], 16), extend: Number.parseInt(pair[2], 16) }
}

function codeValue(value: number, spelling: CodeValue['spelling']): CodeValue {
  return { value, canonical: canonicalCode(value), spelling }
}

/**
 * The number that all spellings of one code share:
 * - Win32 1009 (0x3F1), HRESULT_FROM_WIN32 0x800703F1 and NTSTATUS_FROM_WIN32 0xC00703F1 ->
 *   0x800703F1;
 * - SetupAPI's private 0xE0000247 -> SPAPI 0x800F0247 (the same errors, printed with
 *   APPLICATION_ERROR_MASK set);
 * - HRESULT_FROM_NT 0xD0000034 -> NTSTATUS 0xC0000034;
 * - all else, and success, as it stands.
 */
export function canonicalCode(value: number): number {
  const code = value >>> 0
  if (code === 0) return 0
  const high = code >>> 16
  const low = code & 0xffff
  if (high === 0 || high === 0xc007) return win32ToHresult(low)
  // Only the range that SPAPI uses: 0xE06D7363 and its like are exceptions of programs.
  if (high === 0xe000 && low <= 0x1000) return (0x800f0000 | low) >>> 0
  if (code >>> 28 === 0xd) return (code & ~0x10000000) >>> 0
  return code
}

/** Win32 number -> its HRESULT, 1009 -> 0x800703F1. */
export function win32ToHresult(win32: number): number {
  return (0x80070000 | (win32 & 0xffff)) >>> 0
}

/** The Win32 number in any spelling of it, or null for a code that carries none. */
export function win32Of(value: number): number | null {
  const canonical = canonicalCode(value)
  if (canonical === 0) return 0
  return canonical >>> 16 === 0x8007 ? canonical & 0xffff : null
}

/** Whether two codes name the same failure, however they are spelled. */
export function sameCode(a: number, b: number): boolean {
  return canonicalCode(a) === canonicalCode(b)
}

/** 0x and eight upper-case digits, the one form in which the project shows a code. */
export function formatCode(value: number): string {
  return `0x${(value >>> 0).toString(16).toUpperCase().padStart(8, '0')}`
}
