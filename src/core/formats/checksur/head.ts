/** CheckSUR.log: each line of a report is a record; what is indented belongs to the line above. */
import { Level, type LevelValue } from '../../model/event-table.ts'
import { wallMs, type WallMs } from '../../model/units.ts'
import { wallFromParts } from '../../text/wall-time.ts'
import { asciiText } from '../ascii-text.ts'
import { whyUnparsed } from '../damaged-line.ts'
import type { HeadReader } from '../line-format.ts'

/** Enough of a line to know it by. */
const HEAD_BYTES = 48
const SPACE = 32
const TAB = 9

const MARK = /^\((f|fix|w)\)\s/
const STAMP = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d)$/
const KNOWN =
  /^(?:=====|Checking |Binary Version |Package Version |Summary:|Seconds executed|Found \d|Fixed \d|Fixed: |C[BS][SI] .+ Total [Cc]ount|Unavailable repair files|(?:servicing|winsxs)\\|Customer Experience |Successfully |Failed to |Unable to )/i

const LEVELS: Readonly<Record<string, LevelValue>> = {
  f: Level.Error,
  fix: Level.Info,
  w: Level.Warning,
}

export function checkSurHead(): HeadReader {
  let hasBegun = false
  return {
    read(bytes, start, end, head) {
      const first = bytes[start] as number
      if (start >= end || first === SPACE || first === TAB) return false
      const text = asciiText(bytes, start, Math.min(end, start + HEAD_BYTES))
      const mark = MARK.exec(text)
      const time = timeOf(text)
      if (mark === null && Number.isNaN(time) && !KNOWN.test(text)) {
        if (hasBegun) head.unparsed = whyUnparsed(bytes, start, end)
        return hasBegun
      }
      hasBegun = true
      head.time = time
      head.level = LEVELS[mark?.[1] ?? ''] ?? Level.Info
      head.componentLength = 0
      head.message = start
      return true
    },
  }
}

function timeOf(text: string): WallMs {
  const parts = STAMP.exec(text)?.slice(1).map(Number)
  if (parts === undefined) return wallMs(NaN)
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = parts
  return wallFromParts(year, month, day, hour, minute, 0)
}
