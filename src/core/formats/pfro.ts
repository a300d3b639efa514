/**
 * PFRO.log: what became of the file operations that waited for a restart (PendingFileRenameOperations). The session manager
 * writes it before anything else runs, in UTF-16 without a mark, and dates it month first in every language.
 * https://learn.microsoft.com/windows/win32/api/winbase/nf-winbase-movefileexw
 *
 *     6/28/2016 9:57:40 - PFRO Error: \??\C:\x.tmp, |delete operation|, 0xc0000034
 *     6/28/2016 9:57:40 - PFRO Error: \??\C:\new\y.dll, \??\C:\y.dll, 0xc000003a
 *     6/28/2016 9:57:40 - 5 Successful PFRO operations
 */
import { Level, type LevelValue } from '../model/event-table.ts'
import { whyUnparsed } from './damaged-line.ts'
import { datedLineFormat } from './dated-lines.ts'
import type { LocalDates } from './day-order.ts'
import type { Head, Sample } from './format.ts'
import type { HeadReader, KindPattern } from './line-format.ts'
import { firstLines } from './list/first-lines.ts'
import { newLocalStamp, readLocalStamp } from './local-stamp.ts'

const LINE =
  /^\d{1,2}[-./]\d{1,2}[-./]\d{4} \d{1,2}:\d{1,2}:\d{1,2} - (?:PFRO Error: |\d{1,9} Successful PFRO )/
const SEPARATOR = ' - '
const ERROR = 'PFRO Error'
/**
 * The file, or the folder it was in, was gone already, or the folder is still in use by other files: nothing is left that a
 * restart should have changed. STATUS_OBJECT_NAME_NOT_FOUND, STATUS_OBJECT_PATH_NOT_FOUND, STATUS_DIRECTORY_NOT_EMPTY.
 */
const HARMLESS = ['0xc0000034', '0xc000003a', '0xc0000101']

function pfroHead(dates: LocalDates): HeadReader {
  const stamp = newLocalStamp()
  let hasBegun = false
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
      head.time = dates.read(stamp.first, stamp.second, stamp.year, stamp.clock)
      head.message = stamp.end + SEPARATOR.length
      head.componentLength = 0
      head.level = levelOf(bytes, head.message, end)
      return true
    },
  }
}

function levelOf(bytes: Uint8Array, message: number, end: number): LevelValue {
  if (!startsWith(bytes, message, end, ERROR)) return Level.Info
  const isHarmless = HARMLESS.some((code) => startsWith(bytes, end - code.length, end, code))
  return isHarmless ? Level.Warning : Level.Error
}

function startsWith(bytes: Uint8Array, at: number, end: number, word: string): boolean {
  if (at < 0 || at + word.length > end) return false
  for (let i = 0; i < word.length; i++) if (bytes[at + i] !== word.charCodeAt(i)) return false
  return true
}

/** Without the prefix of the object manager, and without the mark of a target that may be replaced. */
function plainPath(path: string): string {
  return path.trim().replace(/^!?\\\?\?\\/, '')
}

const kinds: readonly KindPattern<undefined>[] = [
  {
    kind: 'boot.file-operation',
    needle: 'PFRO Error: ',
    pattern: /^PFRO Error: (.+), \|delete operation\|, 0x([0-9a-f]{1,8})$/i,
    read: ([, path = '', code = '']) => ({
      operation: 'delete',
      path: plainPath(path),
      code: Number.parseInt(code, 16),
    }),
  },
  {
    kind: 'boot.file-operation',
    needle: 'PFRO Error: ',
    pattern: /^PFRO Error: (.+?), (!?\\\?\?\\.+), 0x([0-9a-f]{1,8})$/i,
    read: ([, path = '', target = '', code = '']) => ({
      operation: `rename to ${plainPath(target)}`,
      path: plainPath(path),
      code: Number.parseInt(code, 16),
    }),
  },
]

function sniff(head: Head): number {
  const lines = firstLines(head)
  return lines.length === 0 ? 0 : lines.filter((line) => LINE.test(line)).length / lines.length
}

const samples: readonly Sample[] = [
  {
    text: '6/28/2016 9:57:40 - PFRO Error: \\??\\C:\\Windows\\Temp\\a, b.tmp, |delete operation|, 0xc0000034',
    time: '2016-06-28 09:57:40.000',
    level: 'warning',
    signals: [
      {
        kind: 'boot.file-operation',
        operation: 'delete',
        path: 'C:\\Windows\\Temp\\a, b.tmp',
        code: 0xc0000034,
      },
    ],
  },
  {
    text: '6/28/2016 9:57:40 - PFRO Error: \\??\\C:\\new\\sample.dll, !\\??\\C:\\Windows\\System32\\sample.dll, 0xc0000043',
    time: '2016-06-28 09:57:40.000',
    level: 'error',
    signals: [
      {
        kind: 'boot.file-operation',
        operation: 'rename to C:\\Windows\\System32\\sample.dll',
        path: 'C:\\new\\sample.dll',
        code: 0xc0000043,
      },
    ],
  },
  {
    text: '6/28/2016 9:57:40 - 5 Successful PFRO operations',
    time: '2016-06-28 09:57:40.000',
    level: 'info',
    signals: [],
  },
]

export const pfro = datedLineFormat({
  id: 'pfro',
  title: 'PFRO.log',
  docs: 'https://learn.microsoft.com/windows/win32/api/winbase/nf-winbase-movefileexw',
  names: [/\bpfro(?:\.\w+)?\.(?:log|bak|txt)$/i],
  samples,
  newHead: pfroHead,
  usualOrder: 'known',
  kinds,
  sniff,
})
