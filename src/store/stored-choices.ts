/** A user's choices as some version of the program stored them: they outlive a story that has to be told anew. */
import { NO_CHOICES, type SessionChoices } from '../core/model/choices.ts'

/** Version 1 kept the clocks alone, as path -> minutes. What is not understood is left out. */
export function readChoices(stored: unknown): SessionChoices {
  if (!isRecord(stored)) return NO_CHOICES
  const { clocks, encodings, pins } = stored
  if (!isRecord(clocks)) return { ...NO_CHOICES, clocks: only(stored, isFiniteNumber) }
  return {
    clocks: only(clocks, isFiniteNumber),
    // A name that this version does not know cannot come from it: versions only add encodings.
    encodings: only(encodings, isText) as SessionChoices['encodings'],
    pins: only(pins, isFiniteNumber),
  }
}

function only<Value>(
  stored: unknown,
  is: (value: unknown) => value is Value,
): Readonly<Record<string, Value>> {
  if (!isRecord(stored)) return {}
  return Object.fromEntries(
    Object.entries(stored).flatMap(([path, value]) => (is(value) ? [[path, value] as const] : [])),
  )
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function isFiniteNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}
