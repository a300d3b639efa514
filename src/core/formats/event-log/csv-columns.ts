/**
 * Which column of an export holds what. Event Viewer's headers are in the language of the system, so its columns are known by
 * their order and by what stands in them: level, date and time, source, event id, task category, and (without a header) the
 * message. PowerShell's headers are names of properties, the same in every language.
 */
import { LocalDates } from '../day-order.ts'
import { readExportTime } from './export-date.ts'

/** Indexes of columns; -1 = none. `message` -1 with `isPositional`: the last column, if there is one behind the category. */
export interface ExportColumns {
  readonly time: number
  readonly level: number
  readonly provider: number
  readonly id: number
  readonly channel: number
  readonly computer: number
  readonly message: number
  readonly isPositional: boolean
}

/** How far from the left the time may stand: columns can be added in Event Viewer. */
const TIME_WITHIN = 5
const SEPARATORS = [',', '\t', ';']

/** Names of properties, in lower case; the first that is there counts. */
const NAMES: Readonly<Record<Exclude<keyof ExportColumns, 'isPositional'>, readonly string[]>> = {
  time: ['timecreated', 'timegenerated', 'timewritten'],
  level: ['leveldisplayname', 'level', 'entrytype'],
  provider: ['providername', 'source'],
  id: ['eventid', 'id', 'instanceid'],
  channel: ['logname', 'log'],
  computer: ['machinename', 'computer'],
  message: ['message'],
}

/** The separator that parts most fields of a line. */
export function separatorOf(line: string): string {
  let best = ','
  let most = 0
  for (const separator of SEPARATORS) {
    const count = line.split(separator, 40).length
    if (count > most) {
      most = count
      best = separator
    }
  }
  return best
}

/** By a header of property names; null = it is none. */
export function namedColumns(header: readonly string[]): ExportColumns | null {
  const names = header.map((name) => name.trim().toLowerCase())
  const at = (key: keyof typeof NAMES): number => {
    for (const name of NAMES[key]) if (names.includes(name)) return names.indexOf(name)
    return -1
  }
  const columns: ExportColumns = {
    time: at('time'),
    level: at('level'),
    provider: at('provider'),
    id: at('id'),
    channel: at('channel'),
    computer: at('computer'),
    message: at('message'),
    isPositional: false,
  }
  const isEvent = columns.provider >= 0 || columns.level >= 0 || columns.message >= 0
  return columns.time >= 0 && columns.id >= 0 && isEvent ? columns : null
}

/** By the fields of a record in Event Viewer's order; null = they are none. */
export function columnsByShape(fields: readonly string[]): ExportColumns | null {
  for (let time = 1; time < Math.min(TIME_WITHIN, fields.length - 2); time++) {
    if (!isTime(fields[time] ?? '') || !isEventId(fields[time + 2] ?? '')) continue
    return {
      time,
      level: 0,
      provider: time + 1,
      id: time + 2,
      channel: -1,
      computer: -1,
      message: -1,
      isPositional: true,
    }
  }
  return null
}

/** Do these fields stand in these columns? */
export function fitsColumns(fields: readonly string[], { time, id }: ExportColumns): boolean {
  return isEventId(fields[id] ?? '') && isTime(fields[time] ?? '')
}

export function isTime(text: string): boolean {
  const { utc, wall } = readExportTime(text, new LocalDates())
  return !Number.isNaN(utc) || !Number.isNaN(wall)
}

function isEventId(text: string): boolean {
  return /^\d{1,10}$/.test(text.trim())
}
