/**
 * How a line begins in the log that Windows XP to 8.1 write themselves:
 *
 *     2015-06-11<TAB>09:41:07:318<TAB> 904<TAB>c1c<TAB>Misc<TAB>===========  Logging initialized (build: 7.6.7601.18804, tz: +0200)  ===========
 *
 * Milliseconds behind a colon, process in decimal, thread in hexadecimal. Mail and tickets turn the tabs into spaces.
 */
import { wallMs } from '../../model/units.ts'
import { WallReader } from '../../text/wall-time.ts'
import {
  decimalOf,
  isBlank,
  isDigit,
  isLetter,
  skipBlanks,
  skipDigits,
  skipHex,
} from '../head-bytes.ts'
import type { HeadReader } from '../line-format.ts'
import { levelOfMessage } from './log-level.ts'

const STAMP = 23
const FRACTION = 20
const COLON = 58
const DASH = 45
const TAB = 9

export function classicHead(): HeadReader {
  const wall = new WallReader()
  return {
    read(bytes, start, end, head) {
      if (!isDigit(bytes[start] as number) || end - start < STAMP + 4) return false
      if (bytes[start + 19] !== COLON || !isBlank(bytes[start + STAMP] as number)) return false
      if (bytes[start + 4] !== DASH || bytes[start + 7] !== DASH) return false
      if (!isBlank(bytes[start + 10] as number)) return false
      if (skipDigits(bytes, start + FRACTION, end) !== start + STAMP) return false
      const second = wall.read(bytes, start)
      if (Number.isNaN(second)) return false
      const process = skipBlanks(bytes, start + STAMP, end)
      const afterProcess = skipDigits(bytes, process, end)
      const thread = skipBlanks(bytes, afterProcess, end)
      const afterThread = skipHex(bytes, thread, end)
      if (afterProcess === process || thread === afterProcess || afterThread === thread)
        return false
      const name = skipBlanks(bytes, afterThread, end)
      if (name === afterThread && name < end) return false
      let to = name
      while (to < end && isLetter(bytes[to] as number)) to++
      if (to < end && !isBlank(bytes[to] as number)) to = name

      head.time = wallMs(second + decimalOf(bytes, start + FRACTION, start + STAMP))
      head.componentStart = name
      head.componentLength = to - name
      // One tab ends the component; blanks behind it are the message's own indentation.
      head.message = bytes[to] === TAB ? to + 1 : skipBlanks(bytes, to, end)
      head.level = levelOfMessage(bytes, head.message, end)
      return true
    },
  }
}
