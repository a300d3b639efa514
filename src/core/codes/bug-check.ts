import type { Localized } from '../model/units.ts'
import type { ParameterReading } from './bug-check-parameters.ts'
import { readParameters } from './bug-check-parameters.ts'
import { explanationsOf, namesOf } from './code-book.ts'

export type BugCheckMeaning = {
  /** As given. */
  readonly code: number
  /** Without the M form: 0x1000007E -> 0x7E. */
  readonly base: number
  /** Of the code as given if the table has it (…_M), else of its base; null if neither. */
  readonly name: string | null
  readonly text: Localized | null
  /** In the order P1 to P4, those that mean something; null when none were given. */
  readonly parameters: readonly ParameterReading[] | null
}

/** A small dump that was written out of a larger one carries 0x1000xxxx for the bug check xxxx. */
export function baseBugCheck(code: number): number {
  return code >>> 16 === 0x1000 ? code & 0xffff : code >>> 0
}

export function bugCheckMeaning(code: number): {
  readonly name: string | null
  readonly text: Localized | null
} {
  const names = namesOf('bugCheck')
  const base = baseBugCheck(code)
  return {
    name: names.nameOf(code >>> 0) ?? names.nameOf(base),
    text: explanationsOf('bugCheck').get(base) ?? null,
  }
}

/**
 * Bug check code and its parameters (up to four, 64 bits each) -> name, what it means, what each
 * parameter is.
 * https://learn.microsoft.com/windows-hardware/drivers/debugger/bug-check-code-reference2
 */
export function explainBugCheck(
  code: number,
  parameters: readonly bigint[] | null = null,
): BugCheckMeaning {
  const base = baseBugCheck(code)
  return {
    code: code >>> 0,
    base,
    ...bugCheckMeaning(code),
    parameters: parameters === null ? null : readParameters(base, parameters),
  }
}
