/** What a person has chosen for single files of a bundle, over what the bytes tell. Kept with the session. */
import type { EncodingName } from './log-file.ts'

/** Path -> offset in minutes: shown time = UTC + offset. */
export type ClockChoices = Readonly<Record<string, number>>

/** Path -> the encoding that the file is read in. */
export type EncodingChoices = Readonly<Record<string, EncodingName>>

/** Path -> UtcMs that an entry without times of its own (a screenshot) is pinned to. */
export type PinChoices = Readonly<Record<string, number>>

export interface SessionChoices {
  readonly clocks: ClockChoices
  readonly encodings: EncodingChoices
  readonly pins: PinChoices
}

export const NO_CHOICES: SessionChoices = { clocks: {}, encodings: {}, pins: {} }

/** The same choices with one more, with another value for it, or (null) without it. */
export function withChoice<Value>(
  choices: Readonly<Record<string, Value>>,
  path: string,
  value: Value | null,
): Readonly<Record<string, Value>> {
  const rest = Object.entries(choices).filter(([key]) => key !== path)
  return Object.fromEntries(value === null ? rest : [...rest, [path, value]])
}

/** What was chosen for a path; undefined = nothing. A file may be called `constructor`. */
export function chosenFor<Value>(
  choices: Readonly<Record<string, Value>>,
  path: string,
): Value | undefined {
  return Object.hasOwn(choices, path) ? choices[path] : undefined
}
