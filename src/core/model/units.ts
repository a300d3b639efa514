import type { Brand } from '../base/brand.ts'

/**
 * A time as a log prints it: milliseconds since 1970-01-01 00:00:00 *of the printing clock*, no zone.
 * Only derive/clocks turns it into UtcMs. NaN = no time known.
 */
export type WallMs = Brand<number, 'WallMs'>

/** Milliseconds since 1970-01-01T00:00:00Z. NaN = not known. */
export type UtcMs = Brand<number, 'UtcMs'>

/** A result code as an unsigned 32-bit number. 0 = none or success. */
export type Code = number

/** Words that a person reads, in both languages of the page. */
export interface Localized {
  readonly en: string
  readonly zh: string
}

export function wallMs(value: number): WallMs {
  return value as WallMs
}

export function utcMs(value: number): UtcMs {
  return value as UtcMs
}

/** 100 ns ticks between 1601-01-01 and 1970-01-01, the two epochs of FILETIME and of JavaScript. */
const FILETIME_EPOCH_TICKS = 116444736000000000n

/** A FILETIME (100 ns since 1601, UTC) as UtcMs. */
export function filetimeToUtc(ticks: bigint): UtcMs {
  return utcMs(Number((ticks - FILETIME_EPOCH_TICKS) / 10000n))
}
