/**
 * ReportingEvents.log: what the update client reports to its service, in %windir%\SoftwareDistribution.
 * https://learn.microsoft.com/windows/deployment/update/windows-update-logs
 *
 * Tab separated: {event}, time with its zone (`2023-02-14 10:21:43:317-0500`), 1, number and name of the event, 101, {update},
 * revision, result, client, Success or Failure, phase, text, and since Windows 10 a correlation vector. UTF-16LE with a mark, or UTF-8.
 */
import { Level } from '../model/event-table.ts'
import { wallMs } from '../model/units.ts'
import { WallReader } from '../text/wall-time.ts'
import { decimalOf, find, hexOf, isDigit, skipDigits, skipHex, startsWith } from './head-bytes.ts'
import { lineFormat, type HeadReader } from './line-format.ts'
import { firstLinesShare } from './line-sniff.ts'
import { reportingSamples } from './windows-update/reporting-samples.ts'
import { readReportEvent } from './windows-update/report-event.ts'

/** `{8-4-4-4-12}` and the tab behind it. */
const EVENT_ID = 39
/** `YYYY-MM-DD HH:MM:SS:mmm±zzzz` */
const STAMP = 28

const TAB = 9
const OPEN = 123
const CLOSE = 125
const PLUS = 43
const MINUS = 45
const COLON = 58
const DOT = 46

/** Fields behind the event's number, by how many tabs stand before them. */
const RESULT = 4
const CLIENT = 5
const STATUS = 6
const PHASE = 7

function reportingHead(): HeadReader {
  const wall = new WallReader()
  return {
    read(bytes, start, end, head) {
      if (bytes[start] !== OPEN || end - start < EVENT_ID + STAMP + 1) return false
      if (bytes[start + EVENT_ID - 2] !== CLOSE || bytes[start + EVENT_ID - 1] !== TAB) return false
      const stamp = start + EVENT_ID
      const mark = bytes[stamp + 19]
      const sign = bytes[stamp + 23]
      if ((mark !== COLON && mark !== DOT) || (sign !== PLUS && sign !== MINUS)) return false
      if (bytes[stamp + STAMP] !== TAB) return false
      if (skipDigits(bytes, stamp + 20, end) !== stamp + 23) return false
      if (skipDigits(bytes, stamp + 24, end) !== stamp + STAMP) return false
      const second = wall.read(bytes, stamp)
      if (Number.isNaN(second)) return false

      const east =
        decimalOf(bytes, stamp + 24, stamp + 26) * 60 + decimalOf(bytes, stamp + 26, stamp + 28)
      head.time = wallMs(second + decimalOf(bytes, stamp + 20, stamp + 23))
      head.zone = sign === MINUS ? -east : east
      // The message begins with the event's number, behind a number that says nothing.
      head.message = Math.min(end, find(bytes, TAB, stamp + STAMP + 1, end) + 1)
      head.componentStart = Math.min(end, fieldStart(bytes, head.message, end, CLIENT))
      head.componentLength = find(bytes, TAB, head.componentStart, end) - head.componentStart
      head.level = Level.Info
      if (startsWith(bytes, fieldStart(bytes, head.message, end, STATUS), end, 'Failure')) {
        // A search that fails is tried again; an update that was not installed is missing.
        const phase = fieldStart(bytes, head.message, end, PHASE)
        head.level = startsWith(bytes, phase, end, 'Content Install') ? Level.Error : Level.Warning
      }
      return true
    },
  }
}

/** Offset behind `tabs` tabs, or `end`. */
function fieldStart(bytes: Uint8Array, at: number, end: number, tabs: number): number {
  let to = at
  for (let i = 0; i < tabs && to < end; i++) to = find(bytes, TAB, to, end) + 1
  return Math.min(to, end)
}

function resultOf(bytes: Uint8Array, at: number, end: number): number {
  if (!isDigit(bytes[at] as number)) return 0
  const from = fieldStart(bytes, at, end, RESULT)
  const to = skipHex(bytes, from, end)
  return to > from && to - from <= 8 ? hexOf(bytes, from, to) : 0
}

export const reportingEvents = lineFormat({
  id: 'reporting-events',
  title: { en: 'Windows Update reporting events', zh: 'Windows 更新报告事件' },
  docs: 'https://learn.microsoft.com/windows/deployment/update/windows-update-logs',
  names: [/ReportingEvents.*\.log$/i],
  samples: reportingSamples,
  newHead: reportingHead,
  tellsZone: true,
  sniff: (head) => firstLinesShare(head, reportingHead()),
  codeOf: resultOf,
  kinds: [
    {
      kind: 'update.step',
      needle: [
        'Content Install',
        'Content Download',
        'Content Uninstall',
        'Software Synchronization',
      ],
      pattern: /^\d+(?: \[\w+\])?\t.+$/,
      read: ([text]) => readReportEvent(text),
    },
  ],
})
