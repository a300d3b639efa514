/**
 * poqexec.log: the primitive operations queue, by which files and registry are changed at shutdown and start, before any
 * program runs. It tells time as FILETIME in hexadecimal, so in UTC, and then in milliseconds since that start.
 * https://learn.microsoft.com/windows-server/identity/ad-ds/deploy/troubleshooting-domain-controller-deployment
 *
 *     1d9b432582f4e47: StartTime
 *     1d9b432582f4e47: a46, c0190003, a10, 0, CreateFile ;\SystemRoot\WinSxS\…        an operation that failed
 *     1d9b432582f4e47: d9e, c0190003, 0, 0, onecore\base\…cpp, Windows::…(3486):      where in the program
 *     1850ms: EndTime
 */
import { Level } from '../model/event-table.ts'
import { wallMs } from '../model/units.ts'
import { asciiText } from './ascii-text.ts'
import { whyUnparsed } from './damaged-line.ts'
import type { Head, Sample } from './format.ts'
import { lineFormat, type HeadReader, type KindPattern } from './line-format.ts'
import { firstLines } from './list/first-lines.ts'

const LINE =
  /^(?:[0-9a-f]{14,16}: (?:StartTime|[0-9a-f]{1,8}, [0-9a-f]{1,8}, )|\d{1,10}ms: \w|Primitive operation timings: |Transaction UoW: )/
const OWN = /^(?:[0-9a-f]{14,16}: (?:StartTime|[0-9a-f]{1,8}, [0-9a-f]{1,8}, )|\d{1,10}ms: \w)/
const LONGEST_TIME = 16
const SHORTEST_TIME = 14
const COMMA = 44
const COLON = 58
const LETTER_M = 109
const LETTER_S = 115
/** 1601-01-01 to 1970-01-01. */
const EPOCH_MS = 11_644_473_600_000
const TICKS_PER_MS = 10_000
/** Windows with this log did not exist before 2006. */
const EARLIEST_MS = Date.UTC(2000, 0, 1)
const LATEST_MS = Date.UTC(2100, 0, 1)

function poqexecHead(): HeadReader {
  /** Of the run at hand, UTC. */
  let begun = NaN
  return {
    read(bytes, start, end, head) {
      if (start >= end) return false
      head.level = Level.Info
      head.componentLength = 0
      head.message = start
      head.time = wallMs(NaN)
      const colon = bytes.subarray(start, Math.min(end, start + LONGEST_TIME + 3)).indexOf(COLON)
      const clock = colon < 0 ? NaN : readClock(bytes, start, colon, begun)
      if (!Number.isNaN(clock)) {
        if (bytes[start + colon - 1] !== LETTER_S) begun = clock
        head.time = wallMs(clock)
        head.zone = 0
        head.message = start + colon + 2
        if (isFailure(bytes, head.message, end)) head.level = Level.Error
        return true
      }
      if (Number.isNaN(begun)) return false
      if (!isNote(bytes, start, end)) head.unparsed = whyUnparsed(bytes, start, end)
      return true
    },
  }
}

/** The FILETIME or `…ms` in bytes[start, start + length) as UTC; NaN where it is neither. */
function readClock(bytes: Uint8Array, start: number, length: number, begun: number): number {
  const last = start + length - 1
  if (bytes[last] === LETTER_S && bytes[last - 1] === LETTER_M) {
    const ms = readNumber(bytes, start, last - 1, 10)
    return begun + ms
  }
  if (length < SHORTEST_TIME || length > LONGEST_TIME) return NaN
  const ms = readNumber(bytes, start, last + 1, 16) / TICKS_PER_MS - EPOCH_MS
  return ms >= EARLIEST_MS && ms <= LATEST_MS ? Math.floor(ms) : NaN
}

function readNumber(bytes: Uint8Array, start: number, end: number, base: 10 | 16): number {
  let value = 0
  for (let at = start; at < end; at++) {
    const digit = digitOf(bytes[at] as number)
    if (digit >= base) return NaN
    value = value * base + digit
  }
  return start === end ? NaN : value
}

/** 16 = none. */
function digitOf(byte: number): number {
  if (byte >= 48 && byte <= 57) return byte - 48
  if (byte >= 97 && byte <= 102) return byte - 87
  return 16
}

/** `a46, c0190003, …`: the second number is an NTSTATUS of a failure. */
function isFailure(bytes: Uint8Array, message: number, end: number): boolean {
  const status = bytes.subarray(message, Math.min(end, message + 10)).indexOf(COMMA) + 2
  if (status < 3) return false
  const at = message + status
  return bytes[at] === 99 && bytes[at + 8] === COMMA
}

/** The two lines that a run ends with and that have no time. */
function isNote(bytes: Uint8Array, start: number, end: number): boolean {
  const text = asciiText(bytes, start, Math.min(end, start + 24))
  return text.startsWith('Primitive operation ') || text.startsWith('Transaction UoW: ')
}

const kinds: readonly KindPattern<undefined>[] = [
  {
    kind: 'log.begin',
    needle: ': StartTime',
    pattern: /^StartTime/,
    read: () => ({ tool: 'poqexec' }),
  },
  {
    kind: 'log.end',
    needle: ': EndTime',
    pattern: /^EndTime/,
    read: () => ({ tool: 'poqexec' }),
  },
  {
    kind: 'boot.file-operation',
    needle: [' ;\\SystemRoot\\', ' ;\\??\\', ' ;\\Registry\\', ' ;\\REGISTRY\\'],
    pattern: /^[0-9a-f]{1,8}, ([0-9a-f]{8}), .*?\b(\w{3,40}) ;(\\.+)/i,
    read: ([, code = '', operation = '', path = '']) => ({
      operation,
      path: path.replace(/^\\\?\?\\/, '').trim(),
      code: Number.parseInt(code, 16),
    }),
  },
]

function sniff(head: Head): number {
  const lines = firstLines(head)
  if (lines.length === 0 || !lines.some((line) => OWN.test(line))) return 0
  return lines.filter((line) => LINE.test(line)).length / lines.length
}

/** The second number of an operation: a status without `0x`. */
function codeOf(bytes: Uint8Array, start: number, end: number): number {
  const text = asciiText(bytes, start, Math.min(end, start + 24))
  return Number.parseInt(/^[0-9a-f]{1,8}, ([0-9a-f]{8}), /.exec(text)?.[1] ?? '0', 16)
}

const START = '1d9b432582f4e47: StartTime'
const RUN = '2023-07-11 20:00:30.500'
const BEACON = { kind: 'clock.utc', utc: Date.UTC(2023, 6, 11, 20, 0, 30, 500), source: 'zone-in-line', errorMs: 0 } as const // prettier-ignore

const samples: readonly Sample[] = [
  {
    text: START,
    time: RUN,
    level: 'info',
    signals: [BEACON, { kind: 'log.begin', tool: 'poqexec' }],
  },
  {
    text: '1850ms: EndTime',
    time: '2023-07-11 20:00:32.350',
    level: 'info',
    signals: [{ kind: 'log.end', tool: 'poqexec' }],
    after: START,
  },
  {
    text: 'Transaction UoW: {0A1B2C3D-1111-11EE-8000-000000000001} for CommitTransaction',
    time: RUN,
    level: 'info',
    signals: [],
    after: START,
  },
  {
    text: '1d9b432582f4e47: a46, c0190003, a10, 0, CreateFile ;\\SystemRoot\\WinSxS\\FileMaps\\sample.cdf-ms',
    time: RUN,
    level: 'error',
    signals: [
      {
        kind: 'boot.file-operation',
        operation: 'CreateFile',
        path: '\\SystemRoot\\WinSxS\\FileMaps\\sample.cdf-ms',
        code: 0xc0190003,
      },
    ],
    after: START,
  },
]

export const poqexec = lineFormat({
  id: 'poqexec',
  title: 'poqexec.log',
  docs: 'https://learn.microsoft.com/windows-server/identity/ad-ds/deploy/troubleshooting-domain-controller-deployment',
  names: [/\bpoqexec(?:\.\w+)?$/i],
  samples,
  newHead: poqexecHead,
  kinds,
  sniff,
  codeOf,
})
