/**
 * One record of a Windows event log, whichever file tells it: the binary log itself (.evtx), or an export as XML, CSV or text.
 * Formats make it, `meanings.ts` reads it. Plain strings: what a provider put into the record, as the viewer would print it.
 */
import { utcMs, type Code, type UtcMs, type WallMs } from '../../model/units.ts'
import { wallFromParts } from '../../text/wall-time.ts'

/** A value of EventData or UserData. `name` '' = positional, as old providers write them. */
export interface EventValue {
  readonly name: string
  /** At most MOST_TEXT characters. Numbers as printed (decimal or 0x…), times as ISO 8601 in UTC, absent values ''. */
  readonly value: string
}

export interface EventRecord {
  /** Name of the provider as printed: `Microsoft-Windows-Kernel-General`, `EventLog`; exports may print `Kernel-General`. */
  readonly provider: string
  readonly id: number
  /** Version of the event's template; 0 where none is printed. */
  readonly version: number
  /** As in the log: 1 critical, 2 error, 3 warning, 4 information, 5 verbose, 0 always logged. */
  readonly level: number
  /** `System`, `Microsoft-Windows-Kernel-PnP/Configuration`; '' where none is printed. */
  readonly channel: string
  readonly computer: string
  /** EventRecordID; NaN where none is printed. */
  readonly recordId: number
  /** When it was logged; NaN where the file prints local time alone. */
  readonly utc: UtcMs
  /** The same as an export's own zone prints it; NaN where `utc` is known. */
  readonly wall: WallMs
  /** In the order of the template; at most MOST_VALUES. */
  readonly data: readonly EventValue[]
  /** The message as an export prints it; '' where the file holds none (.evtx never does). */
  readonly message: string
}

/** Bounds of what is kept of one record: a record of 64 KiB may hold one long text or thousands of short ones. */
export const MOST_VALUES = 64
export const MOST_TEXT = 2048

/**
 * A value by its name (without case) or, where no value has that name, by its 0-based place among the values: templates
 * grow at their end. Name '' asks for the place alone. '' where there is none.
 */
export function valueOf({ data }: EventRecord, name: string, place = -1): string {
  if (name !== '') {
    for (const one of data) if (one.name === name) return one.value
    for (const one of data) if (isSame(one.name, name)) return one.value
  }
  return data[place]?.value ?? ''
}

function isSame(a: string, b: string): boolean {
  return a.length === b.length && a.toLowerCase() === b.toLowerCase()
}

/** A number as records print it: decimal, signed decimal or `0x…`. NaN where the text is none. */
export function numberOf(text: string): number {
  const trimmed = text.trim()
  return /^(?:0x[0-9a-f]{1,16}|-?\d{1,16})$/i.test(trimmed) ? Number(trimmed) : Number.NaN
}

/** A result code, unsigned 32 bit; 0 where the text is none. A 64-bit value gives its lower half. */
export function codeOf(text: string): Code {
  const trimmed = text.trim()
  return Number.isNaN(numberOf(trimmed)) ? 0 : Number(BigInt.asUintN(32, integer(trimmed)))
}

/** BigInt reads no sign before 0x, and none is printed there. */
function integer(text: string): bigint {
  return text.startsWith('-') ? -BigInt(text.slice(1)) : BigInt(text)
}

/** `2016-02-13T09:20:29.528984Z`: a time as records print it. Exports put marks of direction between its parts. */
const UTC_STAMP =
  /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:Z| UTC|\+00:00)$/

/** ISO 8601 in UTC; NaN where the text is none. */
export function utcOf(text: string): UtcMs {
  const stamp = UTC_STAMP.exec(text.replaceAll(/[\u200e\u200f]/g, '').trim())
  if (!stamp) return utcMs(Number.NaN)
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = stamp
    .slice(1, 7)
    .map(Number)
  const ms = Math.floor(Number(`0.${stamp[7] ?? '0'}`) * 1000)
  return utcMs(wallFromParts(year, month, day, hour, minute, second, ms))
}
