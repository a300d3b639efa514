/** Moments in a date-and-time field, which knows no zones: it shows and takes what a clock with a given offset prints. */

const MINUTE_MS = 60_000

/** `2022-10-10T15:33:51`; '' for no moment. */
export function wallInput(utc: number, offsetMinutes: number): string {
  const shown = new Date(utc + offsetMinutes * MINUTE_MS)
  return Number.isNaN(shown.getTime()) ? '' : shown.toISOString().slice(0, 19)
}

/** The moment that a field says, UtcMs; NaN = none. Fields leave out seconds that are nought. */
export function utcOfInput(text: string, offsetMinutes: number): number {
  const isWhole = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?$/.test(text)
  return isWhole ? Date.parse(`${text}Z`) - offsetMinutes * MINUTE_MS : NaN
}
