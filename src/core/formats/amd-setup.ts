/**
 * Device_ID.log of the chipset installer that AMD ships: the devices it has found, then what it did to the drivers. Two of its
 * programs write into it, one of them with the date of the user's locale.
 * https://www.amd.com/en/support
 *
 *     3/9/2023 7:05 :: Device ID: PCI\VEN_0000&DEV_0001\4&1&0&0341
 *     03.09.2023 07:06:12 :: PSP_Cleanup : Existing values on 'owners' key : oem43.inf
 */
import { Level } from '../model/event-table.ts'
import { whyUnparsed } from './damaged-line.ts'
import { datedLineFormat } from './dated-lines.ts'
import type { LocalDates } from './day-order.ts'
import type { Head, Sample } from './format.ts'
import type { HeadReader, KindPattern } from './line-format.ts'
import { firstLines } from './list/first-lines.ts'
import { newLocalStamp, readLocalStamp } from './local-stamp.ts'

const LINE = /^\d{1,2}([-./])\d{1,2}\1\d{4} \d{1,2}:\d\d(?::\d\d)? :: /
const DOT = 46
const SEPARATOR = ' ::'

function amdSetupHead(dates: LocalDates): HeadReader {
  const stamp = newLocalStamp()
  let hasBegun = false
  /** Of the last date that is not parted by dots. */
  let first = 0
  let second = 0
  return {
    read(bytes, start, end, head) {
      if (start >= end) return false
      if (
        !readLocalStamp(bytes, start, end, stamp) ||
        !startsWith(bytes, stamp.end, end, SEPARATOR)
      ) {
        if (hasBegun) head.unparsed = whyUnparsed(bytes, start, end)
        return hasBegun
      }
      hasBegun = true
      const { year, clock } = stamp
      if (stamp.mark === DOT) {
        // The other program's date of the same day, minutes ago: so that is the order of its dates.
        if (stamp.first !== stamp.second) {
          if (stamp.first === first && stamp.second === second) dates.noteDayFirst()
          if (stamp.first === second && stamp.second === first) dates.noteMonthFirst()
        }
        head.time = dates.readDayFirst(stamp.first, stamp.second, year, clock)
      } else {
        first = stamp.first
        second = stamp.second
        head.time = dates.read(first, second, year, clock)
      }
      head.level = Level.Info
      head.componentLength = 0
      head.message = Math.min(end, stamp.end + SEPARATOR.length)
      while (head.message < end && bytes[head.message] === 32) head.message++
      return true
    },
  }
}

function startsWith(bytes: Uint8Array, at: number, end: number, word: string): boolean {
  if (at + word.length > end) return false
  for (let i = 0; i < word.length; i++) if (bytes[at + i] !== word.charCodeAt(i)) return false
  return true
}

const kinds: readonly KindPattern<undefined>[] = [
  {
    kind: 'machine.fact',
    needle: 'OS Version is : ',
    pattern: /^OS Version is : (\d[\d.]*)/,
    read: ([, value = '']) => ({ key: 'host-build', value }),
  },
]

function sniff(head: Head): number {
  const lines = firstLines(head)
  return lines.length === 0 ? 0 : lines.filter((line) => LINE.test(line)).length / lines.length
}

const samples: readonly Sample[] = [
  {
    text: '13/9/2023 7:05 ::  OS Version is : 10.0.22621',
    time: '2023-09-13 07:05:00.000',
    level: 'info',
    signals: [{ kind: 'machine.fact', key: 'host-build', value: '10.0.22621' }],
  },
  {
    text: '9/13/2023 7:05 :: Device ID: USB\\ROOT_HUB30\\5&1&0&0',
    time: '2023-09-13 07:05:00.000',
    level: 'info',
    signals: [],
  },
  {
    text: "03.09.2023 07:06:12 :: Existing values on 'owners' key : oem43.inf",
    time: '2023-09-03 07:06:12.000',
    level: 'info',
    signals: [],
  },
]

export const amdSetup = datedLineFormat({
  id: 'amd-setup',
  title: { en: 'AMD chipset installer', zh: 'AMD 芯片组安装程序' },
  docs: 'https://www.amd.com/en/support',
  names: [/\bdevice_id\.log$/i],
  samples,
  newHead: amdSetupHead,
  usualOrder: 'month-first',
  kinds,
  sniff,
})
