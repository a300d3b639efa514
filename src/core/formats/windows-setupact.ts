/**
 * %WINDIR%\setupact.log: what co-installers write through the Setup API while devices are installed or migrated. It shares its
 * name with Setup's own log and nothing else.
 *
 *     [05/08/2025 09:40.53.963] WudfCoInstaller: Configuring UMDF Service WpdMtpDriver.
 *     [05/08/2025 09:40.53.978] WudfCoInstaller: Final status: error(0) The operation completed successfully.
 *     WdfCoInstaller: The update process returned error code :error(265) <no error text>.
 *     AudMig: Migrated {b3f8fa53-0004-438e-9003-51a46e139bfc},0 property at 24
 *     dispci.dll:  ============BEGIN OnInstallDevice============
 *
 * Month first whatever the language, a point between minutes and seconds; only WudfCoInstaller stamps its lines. The text behind
 * `error(…)` is in the system's language and code page, so the number alone is read.
 * https://msdn.microsoft.com/library/ff540793(v=vs.85).aspx
 */
import { Level } from '../model/event-table.ts'
import { wallMs } from '../model/units.ts'
import { wallFromParts } from '../text/wall-time.ts'
import type { Head, Sample } from './format.ts'
import { decimalOf, isBlank, isDigit, isLetter, skipBlanks, startsWith } from './head-bytes.ts'
import { whyUnparsed } from './damaged-line.ts'
import { lineFormat, type HeadReader } from './line-format.ts'
import { countHeads, headLines } from './line-sniff.ts'

/** `[MM/DD/YYYY HH:MM.SS.mmm]`, in which 9 stands for any digit. */
const STAMP = '[99/99/9999 99:99.99.999]'
const LONGEST_WRITER = 32
const COLON = 58
const POINT = 46
const UNDERLINE = 95
const ZERO = 48
const LETTER_E = 101
const ERROR = 'error('
/** Messages are shorter by far. */
const MOST_READ_BYTES = 2000

/** Lines that are looked at before all of them are counted. */
const MOST_SNIFFED = 50
/** Writers that are known, without which a text of `Name: value` lines is no such log. */
const KNOWN = ['AudMig', 'dispci.dll', 'WdfCoInstaller', 'WudfCoInstaller', 'WudfUpdate']

function setupactHead(): HeadReader {
  let hasBegun = false
  return {
    read(bytes, start, end, head) {
      if (skipBlanks(bytes, start, end) === end) return false
      const isStamped = hasStamp(bytes, start, end)
      const writer = isStamped ? skipBlanks(bytes, start + STAMP.length, end) : start
      const colon = endOfWriter(bytes, writer, end)
      if (colon < 0) {
        if (!hasBegun) return false
        head.unparsed = whyUnparsed(bytes, start, end)
        return true
      }
      hasBegun = true
      head.time = isStamped ? stampAt(bytes, start) : wallMs(NaN)
      head.componentStart = writer
      head.componentLength = colon - writer
      head.message = skipBlanks(bytes, colon + 1, end)
      head.level = isFailure(bytes, head.message, end) ? Level.Error : Level.Info
      return true
    },
  }
}

function hasStamp(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start <= STAMP.length) return false
  for (let i = 0; i < STAMP.length; i++) {
    const byte = bytes[start + i] as number
    if (STAMP[i] === '9' ? !isDigit(byte) : byte !== STAMP.charCodeAt(i)) return false
  }
  return true
}

function stampAt(bytes: Uint8Array, start: number): ReturnType<typeof wallFromParts> {
  const part = (at: number, length: number): number =>
    decimalOf(bytes, start + at, start + at + length)
  return wallFromParts(part(7, 4), part(1, 2), part(4, 2), part(12, 2), part(15, 2), part(18, 2), part(21, 3)) // prettier-ignore
}

/** Offset of the colon behind a name such as `dispci.dll`, with a blank behind it; -1 where none stands. */
function endOfWriter(bytes: Uint8Array, start: number, end: number): number {
  if (start >= end || !isLetter(bytes[start] as number)) return -1
  let at = start
  while (at < end && at - start <= LONGEST_WRITER && isNamePart(bytes[at] as number)) at++
  if (bytes[at] !== COLON || at - start < 3) return -1
  return at + 1 >= end || isBlank(bytes[at + 1] as number) ? at : -1
}

function isNamePart(byte: number): boolean {
  return isLetter(byte) || isDigit(byte) || byte === POINT || byte === UNDERLINE
}

/** `error(0)` is success. */
function isFailure(bytes: Uint8Array, message: number, end: number): boolean {
  const last = Math.min(end, message + MOST_READ_BYTES)
  for (let at = message; at < last; at++) {
    if (bytes[at] !== LETTER_E || !startsWith(bytes, at, last, ERROR)) continue
    const digit = bytes[at + ERROR.length] as number
    return isDigit(digit) && digit !== ZERO
  }
  return false
}

function sniff(head: Head): number {
  const first = headLines(head).slice(0, MOST_SNIFFED)
  if (!first.some((line) => KNOWN.some((name) => line.includes(`${name}:`)))) return 0
  const { lines, records, components } = countHeads(head, setupactHead())
  const known = KNOWN.reduce((sum, name) => sum + (components.get(name) ?? 0), 0)
  return lines === 0 ? 0 : Math.min(records, known * 2) / lines
}

const samples: readonly Sample[] = [
  {
    text: '[05/08/2025 09:40.53.963] WudfCoInstaller: ReadWdfSection: Checking WdfSection [MTP.NT.Wdf]',
    time: '2025-05-08 09:40:53.963',
    level: 'info',
    component: 'WudfCoInstaller',
  },
  {
    text: '[05/08/2025 09:40.53.981] WudfCoInstaller: Final status: error(0) The operation completed successfully.',
    time: '2025-05-08 09:40:53.981',
    level: 'info',
    component: 'WudfCoInstaller',
  },
  {
    text: '[05/08/2025 09:40.54.100] WudfCoInstaller: Final status: error(5) Access is denied.',
    time: '2025-05-08 09:40:54.100',
    level: 'error',
    component: 'WudfCoInstaller',
    signals: [
      {
        kind: 'drv.error',
        tag: 'wdf',
        text: 'Final status: error(5) Access is denied.',
        code: 5,
        inf: '',
        folder: '',
      },
    ],
  },
  {
    text: 'WdfCoInstaller: The update process returned error code :error(265) <no error text>.',
    time: null,
    level: 'error',
    component: 'WdfCoInstaller',
    signals: [
      {
        kind: 'drv.error',
        tag: 'wdf',
        text: 'The update process returned error code :error(265) <no error text>.',
        code: 265,
        inf: '',
        folder: '',
      },
    ],
  },
  {
    text: 'AudMig: Migrated {b3f8fa53-0004-438e-9003-51a46e139bfc},0 property at 24',
    time: null,
    level: 'info',
    component: 'AudMig',
  },
  {
    text: 'dispci.dll:  ============BEGIN OnInstallDevice============',
    time: null,
    level: 'info',
    component: 'dispci.dll',
  },
]

export const windowsSetupact = lineFormat({
  id: 'windows-setupact',
  title: {
    en: 'Log of co-installers (%WINDIR%\\setupact.log)',
    zh: '共同安装程序日志（%WINDIR%\\setupact.log）',
  },
  docs: 'https://msdn.microsoft.com/library/ff540793(v=vs.85).aspx',
  names: [/^setupact.*\.log$/i],
  samples,
  newHead: setupactHead,
  sniff,
  kinds: [
    {
      kind: 'drv.error',
      needle: ERROR,
      pattern: /error\(([1-9]\d{0,9})\)/,
      read: ([, code], { message }) => ({
        tag: 'wdf',
        text: message,
        code: Number(code) >>> 0,
        inf: '',
        folder: '',
      }),
    },
  ],
})
